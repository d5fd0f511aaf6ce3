"""Trouble on demand: Telegram's flood limit and the faults of a network."""

import math
import random
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

FaultKind = Literal["flood", "page", "cut_before", "cut_after", "torn", "delay"]
FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    flood: 429 with `retry_after` seconds. page: a 502 page of HTML. cut_before: the connection
    is cut and nothing was done. cut_after: the call took effect, then the connection is cut.
    torn: the call took effect and half of the answer arrives. delay: `delay_ms`, then as usual.
    """

    kind: FaultKind
    retry_after: int = 1
    delay_ms: int = 0

    def __post_init__(self) -> None:
        if self.kind not in FAULT_KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; one of {', '.join(FAULT_KINDS)}")


class Faults:
    """Faults waiting to happen: to the next calls of a method, or by chance.

    `"*"` stands for every method. Chance is drawn from a generator with a seed, so a run can be
    repeated.
    """

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._next: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._chances: list[tuple[str, Fault, float]] = []

    def next(self, method: str, fault: Fault, count: int = 1) -> None:
        """The next `count` calls of `method` meet `fault`."""
        self._next[method.lower()].extend([fault] * count)

    def chance(self, method: str, fault: Fault, probability: float) -> None:
        """Every call of `method` meets `fault` with this probability (0 to 1)."""
        if not 0 <= probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not {probability}")
        self._chances.append((method.lower(), fault, probability))

    def clear(self) -> None:
        self._next.clear()
        self._chances.clear()

    def take(self, method: str) -> Fault | None:
        """The fault that this call of `method` (in lower case) meets, if any."""
        if not self._next and not self._chances:
            return None
        for name in (method, "*"):
            if self._next.get(name):
                return self._next[name].popleft()
        for name, fault, probability in self._chances:
            if name in (method, "*") and self._random.random() < probability:
                return fault
        return None

    def configure(self, order: dict[str, Any]) -> None:
        """An order from outside: method, kind and either count or probability.

        Raises ValueError when the order makes no sense.
        """
        fault = Fault(
            order.get("kind", ""),
            retry_after=int(order.get("retry_after", 1)),
            delay_ms=int(order.get("delay_ms", 0)),
        )
        method = str(order.get("method", "*"))
        if "probability" in order:
            self.chance(method, fault, float(order["probability"]))
        else:
            self.next(method, fault, int(order.get("count", 1)))


class FloodLimit:
    """Telegram's limit on sending: so many calls a second overall and to one chat.

    Off until `enabled`. Windows of one second slide; a refused call does not count.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self.enabled = False
        self.overall = 30
        self.per_chat = 1
        self._all: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)

    def switch(self, enabled: bool, overall: int = 30, per_chat: int = 1) -> None:
        self.enabled, self.overall, self.per_chat = enabled, overall, per_chat
        self._all.clear()
        self._chats.clear()

    def wait(self, chat_id: int) -> int:
        """Whole seconds the call has to wait; 0 when it is let through, which then counts."""
        if not self.enabled:
            return 0
        now = self._monotonic()
        chat = self._chats[chat_id]
        waits = [_until_free(self._all, self.overall, now), _until_free(chat, self.per_chat, now)]
        if any(waits):
            return max(1, math.ceil(max(waits)))
        self._all.append(now)
        chat.append(now)
        return 0


def _until_free(window: deque[float], limit: int, now: float) -> float:
    while window and window[0] <= now - 1:
        window.popleft()
    return 0 if len(window) < limit else window[len(window) - limit] + 1 - now
