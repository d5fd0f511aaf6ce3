"""Names of positions and categories in a person's language."""

from __future__ import annotations

from typing import Final

from i18n import Translator, mark
from rules.norms.catalog import Catalogue

CATEGORY_NAMES: Final[dict[str, str]] = {
    "teacher": mark("teacher (first step)"),
    "moderator": mark("teacher-moderator"),
    "expert": mark("teacher-expert"),
    "researcher": mark("teacher-researcher"),
    "master": mark("teacher-master"),
}


def position_name(catalogue: Catalogue, position: str, tr: Translator) -> str:
    """The position's name as the document has it."""
    return catalogue.positions[position].names.of(tr.language)


def short_name(catalogue: Catalogue, position: str, tr: Translator) -> str:
    """The position's name for a button."""
    return catalogue.positions[position].short.of(tr.language)


def category_name(category: str, tr: Translator) -> str:
    return tr.text(CATEGORY_NAMES[category])


def target_name(catalogue: Catalogue, position: str, category: str | None, tr: Translator) -> str:
    """The position, and the category that is checked."""
    name = short_name(catalogue, position, tr)
    return name if category is None else f"{name} · {category_name(category, tr)}"
