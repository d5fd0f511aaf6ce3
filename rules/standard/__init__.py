"""The professional standard of university teachers (Order No. 591 of 20.11.2023, with amendments).

Only what the amending order quotes is known; each card's notes say what is absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rules.errors import BadRules
from rules.norms.edition_folders import STANDARD_DOCUMENTS, EditionFolder, signed_folders
from rules.once import once
from rules.standard.changes import Change, Place, Run, changes, word_runs
from rules.standard.files import read_editions
from rules.standard.model import Card, Function, Note, NumberedText, Skill, StandardEdition

__all__ = [
    "Card",
    "Change",
    "Function",
    "Note",
    "NumberedText",
    "Place",
    "Run",
    "Skill",
    "StandardEdition",
    "card_changes",
    "card_numbers",
    "cards_on",
    "changes",
    "edition_on",
    "editions",
    "left_out",
    "read_with",
    "with_edition",
    "word_runs",
]


def editions() -> tuple[StandardEdition, ...]:
    """Every edition, oldest first. Raises BadRules for a faulty file."""
    return _read()[0]


def left_out() -> tuple[str, ...]:
    """A line for each newer edition that two people have signed and that is faulty."""
    return _read()[1]


@once
def _read() -> tuple[tuple[StandardEdition, ...], tuple[str, ...]]:
    return read_with(signed_folders(STANDARD_DOCUMENTS))


def read_with(
    folders: Sequence[EditionFolder],
) -> tuple[tuple[StandardEdition, ...], tuple[str, ...]]:
    """The editions with those of the folders, and why each of the others is left out."""
    known, used, left = read_editions(), list[Path](), list[str]()
    for folder in folders:
        try:
            known = with_edition(folder, used)
        except BadRules as bad:
            left.append(f"{folder.name} is left out: {bad.problems[0]}")
        else:
            used.append(folder.path / "standard")
    return known, tuple(left)


def with_edition(folder: EditionFolder, others: Sequence[Path] = ()) -> tuple[StandardEdition, ...]:
    """The editions with one more. Raises BadRules for faults and what is not decided."""
    if folder.open:
        raise BadRules([f"{folder.name}/edition.yaml: open: {line}" for line in folder.open])
    return read_editions(newer=[*others, folder.path / "standard"])


def edition_on(day: date) -> StandardEdition | None:
    """The edition in force on `day`; None before the standard was approved."""
    return next((e for e in reversed(editions()) if e.since <= day), None)


def card_numbers() -> tuple[int, ...]:
    """The numbers of the cards that some edition has."""
    return tuple(sorted({number for edition in editions() for number in edition.cards}))


def cards_on(day: date, card: int | None = None) -> tuple[Card, ...]:
    """The cards, or the one of that number, as they stood on `day`; none before the standard."""
    edition = edition_on(day)
    if edition is None:
        return ()
    return tuple(c for number, c in edition.cards.items() if card in (None, number))


def card_changes(card: int, before: date, after: date, lang: str = "kk") -> tuple[Change, ...]:
    """What changed in a card between two days, word by word; nothing where it did not stand yet."""
    old, new = cards_on(before, card), cards_on(after, card)
    return changes(old[0], new[0], lang) if old and new else ()
