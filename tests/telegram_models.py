"""What aiogram's models say of their fields, also of one that was not built yet."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from aiogram import Bot, types
from pydantic import BaseModel
from pydantic.fields import FieldInfo


@cache
def fields_of(model: type[BaseModel]) -> dict[str, tuple[FieldInfo, Any]]:
    """The name of each field → what is said of it, its annotation."""
    kinds = get_type_hints(model, localns={**vars(types), "Bot": Bot})
    return {name: (info, kinds[name]) for name, info in model.model_fields.items()}
