"""What a word or phrase of a text was found to mean."""

from __future__ import annotations

from dataclasses import dataclass

BREAK = "break"


@dataclass(frozen=True)
class Meaning:
    """`kind` is one of the vocabulary, or a break of the text."""

    kind: str
    concepts: tuple[str, ...]


# What was understood (None: nothing) and how surely (0–1).
MeantWord = tuple[Meaning | None, float]


def is_of(kind: str, item: MeantWord) -> bool:
    """Tell whether an item was understood as something of a kind."""
    return item[0] is not None and item[0].kind == kind
