"""A form as it was when it was approved: its content as JSON, and the other way."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rules.once import once
from rules.vocabulary import Json
from storage.json_column import dump_json
from workbooks.training.forms import Content

CONTENT = "content"


def frozen(content: Content) -> Json:
    """What is kept with a document."""
    return {"form": content.heading.form, CONTENT: _adapter().dump_python(content, mode="json")}


def digest_of(figures: Json) -> str:
    """SHA-256 of what is kept, as it is kept, in hexadecimal letters."""
    return hashlib.sha256(dump_json(figures).encode()).hexdigest()


def thawed(figures: Json | None) -> Content | None:
    """The content as it was kept; None where nothing, or something else, was."""
    if figures is None or CONTENT not in figures:
        return None
    try:
        content: Content = _adapter().validate_python(figures[CONTENT])
    except ValidationError:
        return None
    return content


@once
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Content)
