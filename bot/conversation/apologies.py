"""Who has been told that something went wrong, so that nobody hears it for each press."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

# Long enough for a breakdown to pass; who is still there then hears that it goes on.
AGAIN_AFTER: Final = timedelta(minutes=10)
MOST_REMEMBERED: Final = 10_000


class Apologies:
    """Kept in memory: what breaks may be the database. `clock` gives aware moments."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._told: OrderedDict[int, datetime] = OrderedDict()

    def is_due(self, person_id: int) -> bool:
        """Whether the person is to be told now; if so, it counts as told."""
        now = self._clock()
        told = self._told.get(person_id)
        if told is not None and now - told < AGAIN_AFTER:
            return False
        self._told[person_id] = now
        self._told.move_to_end(person_id)
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)
        return True

    def all_is_well(self, person_id: int) -> None:
        """Something of theirs went through: the next fault is a new one."""
        self._told.pop(person_id, None)
