"""How often somebody may ask: enough for people, too little for who guesses or takes all away."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MOST_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and one more every so many seconds."""

    at_once: int
    seconds: float


PAGES: Final = Limit(60, 0.5)
"""Of one session."""
DOORS: Final = Limit(20, 6.0)
"""Attempts to sign in, from one address."""
STRANGERS: Final = Limit(120, 0.5)
"""Whatever else comes from one address without a session."""


class Limiter:
    """Counts in the memory of this process; `clock` in seconds, never going back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        # Until when each has used up what they may: a moment ahead means that so much is spent.
        self._spent: OrderedDict[tuple[Limit, str], float] = OrderedDict()

    def wait(self, limit: Limit, who: str, *, counts: bool = True) -> float:
        """Seconds to wait before the next one; 0.0 lets this one through and counts it, unless
        only looked at."""
        now = self._clock()
        key = (limit, who)
        spent = max(self._spent.get(key, now), now)
        ahead = spent - now - (limit.at_once - 1) * limit.seconds
        if not counts:
            return max(ahead, 0.0)
        self._spent.pop(key, None)
        if ahead <= 0:
            spent += limit.seconds
        self._spent[key] = spent
        while len(self._spent) > MOST_KEPT:
            self._spent.popitem(last=False)
        return max(ahead, 0.0)
