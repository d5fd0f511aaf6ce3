"""What a person is told of words that no longer stand, and what the new figures would make of a
need. Only told: the file keeps what it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rules.edition import model as m
from rules.edition.word_changes import applied

_SPELT: Final = (
    ("один", "одного", "одной", "бір"),
    ("два", "две", "двух", "екі"),
    ("три", "трех", "трёх", "үш"),
    ("четыре", "четырех", "четырёх", "төрт"),
    ("пять", "пяти", "бес"),
    ("шесть", "шести", "алты"),
    ("семь", "семи", "жеті"),
    ("восемь", "восьми", "сегіз"),
    ("девять", "девяти", "тоғыз"),
    ("десять", "десяти", "он"),
)
# A year of the text is twelve months of a need; everything else is counted as it is written.
_UNITS: Final = (12, 1)


def proposal(one: m.Compared, broken: m.Broken, need: Mapping[str, object] | None) -> str:
    """What became of the words `broken` in a paragraph, in one line."""
    said = f"«{broken.words}»"
    if one.old is None or one.new is None:
        return f"{said} is gone with its paragraph."
    start = one.old.text.find(broken.words)
    inside = within(one.changes, start, start + len(broken.words))
    if start < 0 or not inside:
        return f"{said} no longer stands as it was: read the paragraph."
    now = f"«{applied(broken.words, inside).strip()}»"
    if all(change.kind == "look" for change in inside):
        return f"only the look differs: quote {now}."
    if all(change.kind == "figure" for change in inside):
        figures = ", ".join(f"{change.old} -> {change.new}" for change in inside)
        return f"figures changed, {figures}: quote {now}{_needed(inside, need)}."
    return f"{said} says now {now}: decide what it asks."


def within(changes: Sequence[m.Change], start: int, end: int) -> list[m.Change]:
    """The changes between two places of the old text, counted from the first."""
    return [
        m.Change(x.at - start, x.old, x.new, x.kind)
        for x in changes
        if start <= x.at and x.at + len(x.old) <= end
    ]


def _needed(changes: Sequence[m.Change], need: Mapping[str, object] | None) -> str:
    """The need with the new figures, where one of its numbers was the old one."""
    found = dict(need or {})
    for change in changes:
        old, new = figure(change.old), figure(change.new)
        if old is None or new is None:
            continue
        for key, value in found.items():
            unit = next((unit for unit in _UNITS if value == old * unit), None)
            if isinstance(value, int) and not isinstance(value, bool) and unit:
                found[key] = new * unit
                break
    altered = {key: value for key, value in found.items() if value != (need or {})[key]}
    told = ", ".join(f"{key}: {value}" for key, value in altered.items())
    return f", which would make the need {{{told}}}" if told else ""


def figure(words: str) -> int | None:
    """The number that digits or one word say."""
    word = words.strip().casefold()
    if word.isdecimal() and len(word) < 6:
        return int(word)
    return next((n for n, spelt in enumerate(_SPELT, 1) if word in spelt), None)
