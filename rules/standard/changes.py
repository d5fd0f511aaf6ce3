"""What changed in a card between two days, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from rules.standard.model import Card

_TOKEN = re.compile(r"[\w-]+|[^\w\s-]|\s+")
KEPT, REMOVED, ADDED = "kept", "removed", "added"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: `part` is `name`, `abilities` or `knowledge`.

    `skill` is None for a function's name, `item` None for any name.
    """

    function: int
    skill: int | None
    part: str
    item: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words with the spaces between; `kind` is `kept`, `removed` or `added`.

    Kept and removed runs together are the text before, kept and added ones the text after.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A text of the card that is not the same in the two editions."""

    place: Place
    runs: tuple[Run, ...]


def changes(before: Card, after: Card, lang: str = "kk") -> tuple[Change, ...]:
    """Every text that differs between two editions of a card, in the order of the card.

    `lang`: kk compares the official words, ru and en our translation (where an amendment of a
    comma may leave no trace).
    """
    old, new = dict(_texts(before, lang)), dict(_texts(after, lang))
    return tuple(
        Change(place, word_runs(old.get(place, ""), new.get(place, "")))
        for place in _in_order(old, new)
        if old.get(place, "") != new.get(place, "")
    )


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """The runs of words that lead from one text to the other; what is removed comes first."""
    if before == after:
        return (Run(KEPT, before),) if before else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    a = c = 0
    for kept in _kept_blocks(old, new):
        _append(runs, REMOVED, old[a : kept.a])
        _append(runs, ADDED, new[c : kept.b])
        a, c = kept.a + kept.size, kept.b + kept.size
        _append(runs, KEPT, old[kept.a : a])
    return tuple(runs)


def _kept_blocks(old: list[str], new: list[str]) -> list[Match]:
    """What both texts share; a lone space between two changed words is no block of its own."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [
        block
        for block in blocks
        if not block.size or "".join(old[block.a : block.a + block.size]).strip()
    ]


def _append(runs: list[Run], kind: str, tokens: list[str]) -> None:
    if tokens:
        runs.append(Run(kind, "".join(tokens)))


def _in_order(old: Mapping[Place, str], new: Mapping[Place, str]) -> list[Place]:
    parts = ("name", "abilities", "knowledge")
    return sorted(
        {*old, *new}, key=lambda p: (p.function, p.skill or 0, parts.index(p.part), p.item or 0)
    )


def _texts(card: Card, lang: str) -> Iterator[tuple[Place, str]]:
    for function in card.functions:
        yield Place(function.n, None, "name", None), function.name.of(lang)
        for skill in function.skills:
            yield Place(function.n, skill.n, "name", None), skill.name.of(lang)
            for part, items in (("abilities", skill.abilities), ("knowledge", skill.knowledge)):
                for item in items:
                    yield Place(function.n, skill.n, part, item.n), item.text.of(lang)
