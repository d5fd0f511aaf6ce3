"""The figures of the ledger. Only the worker has them: a bot that told 0 would say all is well."""

from __future__ import annotations

from typing import Final

from prometheus_client import Gauge

from bot.watching.meters import REGISTRY

LEDGER: Final = Gauge(
    "biliktilik_ledger_messages",
    "Messages in the ledger that have not come to their end, by state",
    ("state",),
    registry=REGISTRY,
)
LEDGER_LAST_HOUR: Final = Gauge(
    "biliktilik_ledger_last_hour_messages",
    "Messages by state for which Telegram was last called within the hour",
    ("state",),
    registry=REGISTRY,
)
OLDEST_WAITING: Final = Gauge(
    "biliktilik_ledger_oldest_waiting_seconds",
    "How long the oldest message has been due and not sent; 0 for none",
    registry=REGISTRY,
)
ALARM: Final = Gauge(
    "biliktilik_alarm",
    "What a watchdog has found at its last look; 0 for nothing",
    ("alarm",),
    registry=REGISTRY,
)
LOOKED_AT: Final = Gauge(
    "biliktilik_watchdogs_looked_timestamp_seconds",
    "When the watchdogs last looked at the ledger",
    registry=REGISTRY,
)
