"""What both processes count and measure, by Prometheus' own client.

A label is one of few words known beforehand. What comes from outside goes through `Few`.
"""

from __future__ import annotations

import re
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY: Final = CollectorRegistry(auto_describe=True)
ProcessCollector(namespace="biliktilik", registry=REGISTRY)

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

# The conversation

UPDATES: Final = Counter(
    "biliktilik_updates",
    "Updates that were dealt with, by Telegram's name of their kind and by what came of them",
    ("kind", "outcome"),
    registry=REGISTRY,
)
UPDATES_UNDER_WAY: Final = Gauge(
    "biliktilik_updates_under_way", "Updates being dealt with now", registry=REGISTRY
)
UPDATES_WAITING: Final = Gauge(
    "biliktilik_updates_waiting",
    "Updates that were taken in and not begun: others of their person come first, or too many",
    registry=REGISTRY,
)
OLDEST_UPDATE: Final = Gauge(
    "biliktilik_oldest_update_seconds",
    "How long ago the oldest update in hand was taken in; 0 where none is",
    registry=REGISTRY,
)
UPDATE_SECONDS: Final = Histogram(
    "biliktilik_update_seconds",
    "From the begin of dealing with an update to its answer, by the room that took it",
    ("room",),
    buckets=SECONDS,
    registry=REGISTRY,
)
STEP_SECONDS: Final = Histogram(
    "biliktilik_step_seconds",
    "The steps of dealing with an update: decide (the transaction), show (calls to Telegram)",
    ("step",),
    buckets=SECONDS,
    registry=REGISTRY,
)
SKIPPED: Final = Counter(
    "biliktilik_updates_skipped",
    "Updates that were passed over, by their kind and the part that would not do",
    ("kind", "reason"),
    registry=REGISTRY,
)

# Calls to Telegram, of the conversation and of the worker

CALLS: Final = Counter(
    "biliktilik_telegram_calls",
    "Calls to Telegram by method and by what came of them",
    ("method", "outcome"),
    registry=REGISTRY,
)
CALL_SECONDS: Final = Histogram(
    "biliktilik_telegram_call_seconds",
    "How long Telegram took to answer a call",
    ("method",),
    buckets=SECONDS,
    registry=REGISTRY,
)

MOST_WORDS: Final = 60
OTHER: Final = "other"
_PLACES: Final = re.compile(r"\.\d+")


class Few:
    """Words of a label that come from outside: the first that are met, then "other".

    So whoever sends ever new words cannot make the memory grow.
    """

    def __init__(self, most: int = MOST_WORDS) -> None:
        self._most = most
        self._known: set[str] = set()

    def word(self, text: str) -> str:
        if text not in self._known:
            if len(self._known) >= self._most:
                return OTHER
            self._known.add(text)
        return text


_kinds, _reasons = Few(), Few()


def skipped(kind: str, reason: str) -> None:
    """An update was passed over. Places in lists are left out of the reason."""
    known = _kinds.word(kind or "none"), _reasons.word(_PLACES.sub("", reason))
    SKIPPED.labels(*known).inc()
