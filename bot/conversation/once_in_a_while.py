"""Remembers who was told something, so that nobody is told it again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

A_WHILE: Final = timedelta(minutes=5)
# Whoever is beyond that is told once more rather than the memory growing without end.
MOST_PEOPLE: Final = 10_000


class OnceInAWhile:
    """`clock` gives aware moments."""

    def __init__(
        self, clock: Callable[[], datetime], a_while: timedelta = A_WHILE, most: int = MOST_PEOPLE
    ) -> None:
        self._clock = clock
        self._a_while = a_while
        self._most = most
        self._told: OrderedDict[int, datetime] = OrderedDict()

    def may_tell(self, person_id: int) -> bool:
        """Whether the person was not told lately; if so they count as told from now on."""
        now = self._clock()
        told = self._told.get(person_id)
        if told is not None and now - told < self._a_while:
            return False
        self._told[person_id] = now
        self._told.move_to_end(person_id)
        if len(self._told) > self._most:
            self._told.popitem(last=False)
        return True

    def is_over(self, person_id: int) -> None:
        """What the person was told of is over: the next time is told at once."""
        self._told.pop(person_id, None)
