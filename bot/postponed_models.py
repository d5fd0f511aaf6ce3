"""Has aiogram build the models of Telegram's objects at their first use, not all at its import.

The import builds all four hundred, most of them with all the others inside; the bot uses some
thirty. Pydantic itself builds a model at its first use where that was put off, and finds the other
models by name in the module of each. There aiogram imports them for type checkers only, so they are
put there here. What it brings, and why it is safe: docs/decisions/postponed-models.md.
"""

from __future__ import annotations

import re
import sys
from typing import Any, Final

from pydantic import BaseModel

WORD: Final = re.compile(r"[A-Za-z_]\w*")


def postpone() -> None:
    """To be called before aiogram is imported by anybody; does nothing where it is there."""
    if "aiogram" in sys.modules:
        return
    build = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(_not_now)  # type: ignore[assignment, method-assign]
    try:
        from aiogram import types
    finally:
        BaseModel.model_rebuild = build  # type: ignore[method-assign]
    names = {name: getattr(types, name) for name in types.__all__}
    for model in names.values():
        if isinstance(model, type) and issubclass(model, BaseModel):
            _name_what_it_holds(model, names)


def _not_now(_: type[BaseModel], /, **__: Any) -> None:
    return None


def _name_what_it_holds(model: type[BaseModel], names: dict[str, Any]) -> None:
    module = vars(sys.modules[model.__module__])
    # A field that is inherited is read in the module of the heir.
    for base in model.__mro__:
        for annotation in vars(base).get("__annotations__", {}).values():
            for word in WORD.findall(str(annotation)):
                if word in names:
                    module.setdefault(word, names[word])
