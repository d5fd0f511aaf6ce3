"""What the bot called: a bounded log and counts."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `at` is in monotonic seconds; `outcome` is "ok", a fault or a refusal."""

    method: str
    chat_id: int | None
    at: float
    outcome: str
    description: str = ""


class CallLog:
    """The last `limit` calls and the number of all calls by method and outcome."""

    def __init__(self, limit: int = 100_000) -> None:
        self._calls: deque[Call] = deque(maxlen=limit)
        self.counts: Counter[tuple[str, str]] = Counter()

    def __iter__(self) -> Iterator[Call]:
        return iter(tuple(self._calls))

    def __len__(self) -> int:
        return sum(self.counts.values())

    def add(self, call: Call) -> None:
        self._calls.append(call)
        self.counts[call.method, call.outcome] += 1

    def of(self, method: str) -> list[Call]:
        """The logged calls of a method, oldest first."""
        return [call for call in self._calls if call.method.lower() == method.lower()]

    def refused(self) -> list[Call]:
        """The logged calls that Telegram would have refused for what the bot sent."""
        return [call for call in self._calls if call.outcome.startswith("refused")]

    def clear(self) -> None:
        self._calls.clear()
        self.counts.clear()

    def to_json(self, last: int = 1000) -> dict[str, Any]:
        return {
            "total": len(self),
            "counts": [
                {"method": method, "outcome": outcome, "count": count}
                for (method, outcome), count in sorted(self.counts.items())
            ],
            "calls": [asdict(call) for call in list(self._calls)[-last:]] if last else [],
        }
