"""A profile as one position sees it on one day: what every need is judged against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from rules.profile import Profile
from rules.vocabulary import IMPLIES_AT_ONCE

Range = tuple[int, int | None]


@cache
def implied_kinds(kind: str, extra: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> frozenset[str]:
    """The experience kinds that `kind` implies, directly or through others, itself not included.

    `extra`: implications that hold at one position only (R27), as sorted items.
    """
    at_once = {**IMPLIES_AT_ONCE, **{k: (*IMPLIES_AT_ONCE[k], *more) for k, more in extra}}
    found: set[str] = set()
    waiting = list(at_once[kind])
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(at_once[other])
    return frozenset(found)


class Facts:
    """The answers of `profile` on the day `on`, with experience as ranges of months.

    `implies`: the position's own implications between experience kinds (R27).
    """

    __slots__ = ("_extra", "_ranges", "on", "profile")

    def __init__(
        self,
        profile: Profile,
        on: date,
        implies: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.profile = profile
        self.on = on
        self._extra = tuple(sorted(implies.items())) if implies else ()
        self._ranges: dict[str, Range] = {}

    @property
    def extra(self) -> dict[str, tuple[str, ...]]:
        """The position's own implications, as given."""
        return dict(self._extra)

    def of(self, profile: Profile, on: date) -> Facts:
        """Another profile or day, seen by the same position."""
        return Facts(profile, on, self.extra)

    def holds(self, condition: str | None) -> bool | None:
        """Whether a leaf's condition holds (None: not known); a leaf without one always applies."""
        if condition is None:
            return True
        held: bool | None = getattr(self.profile, condition)
        return held

    def implies(self, kind: str, other: str) -> bool:
        """Whether time in `kind` is time in `other` too."""
        return kind == other or other in implied_kinds(kind, self._extra)

    def months(self, kind: str) -> Range:
        """Fewest and most whole months of `kind` (None: no bound); equal when it is given."""
        known = self._ranges.get(kind)
        if known is None:
            known = self._ranges[kind] = self._months(kind)
        return known

    def effective(self, kind: str) -> int | None:
        """The upper end of the range: what a route adds to (contract, section 3)."""
        return self.months(kind)[1]

    def _months(self, kind: str) -> Range:
        given = self.profile.experience
        low = self._least(kind, given)
        if kind in given:
            return low, low
        return low, min(
            (
                self._least(other, given)
                for other in implied_kinds(kind, self._extra)
                if other in given
            ),
            default=None,
        )

    def _least(self, kind: str, given: Mapping[str, int]) -> int:
        return max(_own_and_implying(kind, given, self._extra), default=0)


def _own_and_implying(
    kind: str, given: Mapping[str, int], extra: tuple[tuple[str, tuple[str, ...]], ...]
) -> Iterable[int]:
    for other, months in given.items():
        if other == kind or kind in implied_kinds(other, extra):
            yield months
