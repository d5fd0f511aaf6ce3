"""What was counted since a test began: the registry is one for the process."""

from __future__ import annotations

from collections import Counter

from bot.watching.meters import REGISTRY

Sample = tuple[str, frozenset[tuple[str, str]]]


class Figures:
    def __init__(self) -> None:
        self._before = _samples()

    def since(self, name: str, **labels: str) -> float:
        """By how much the sample has grown."""
        key = (name, frozenset(labels.items()))
        return _samples().get(key, 0.0) - self._before.get(key, 0.0)

    def grown(self, name: str, label: str) -> Counter[str]:
        """The values of a label by how much the samples of that name have grown."""
        grown: Counter[str] = Counter()
        for (other, labels), value in _samples().items():
            more = value - self._before.get((other, labels), 0.0)
            if other == name and more:
                grown[dict(labels)[label]] += int(more)
        return grown


def figure(name: str, **labels: str) -> float:
    """The sample as it is now."""
    return _samples()[(name, frozenset(labels.items()))]


def _samples() -> dict[Sample, float]:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
    }
