"""Two reports of one check side by side: what is different in the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.verdict.check import Item, Report


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs. `items`: requirements and preferences, before and after, whose status or
    shortfall is another, in the order of the text."""

    verdict: bool
    route: bool
    day: bool
    items: tuple[tuple[Item, Item], ...]

    @property
    def any(self) -> bool:
        return self.verdict or self.route or self.day or bool(self.items)


def differences(before: Report, after: Report) -> Differences:
    """What differs between two reports of the same position and category by the same rules.

    Raises ValueError for reports of different checks.
    """
    if (before.position, before.category) != (after.position, after.category):
        raise ValueError("two reports of different checks cannot be compared")
    return Differences(
        verdict=before.verdict != after.verdict,
        route=before.route != after.route,
        day=before.eligible_on != after.eligible_on,
        items=tuple(
            pair for pair in _pairs(before, after) if _standing(pair[0]) != _standing(pair[1])
        ),
    )


def _pairs(before: Report, after: Report) -> Iterator[tuple[Item, Item]]:
    yield from zip(before.requirements, after.requirements, strict=True)
    yield from zip(before.preferences, after.preferences, strict=True)


def _standing(item: Item) -> tuple[str, object]:
    return item.status, item.short
