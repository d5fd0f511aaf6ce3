"""Watchdogs over the ledger: each writes one line when it finds something, and keeps a number.

They look once a minute, from beside the sweep, so they see it stand still too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

import structlog

from bot.outbound.ledger_meters import (
    ALARM,
    LEDGER,
    LEDGER_LAST_HOUR,
    LOOKED_AT,
    OLDEST_WAITING,
)
from rules.verdict.deadlines import is_allowed
from storage.database import Database, Work
from storage.repositories.ledger_watch import DoneBroadcast, OpenBroadcast, WaitingReminders

log = structlog.get_logger("bot.watchdogs")

Sleep = Callable[[float], Awaitable[None]]
AlarmName = Literal["unsent", "unfinished", "audience", "failures"]
ALARMS: Final[tuple[AlarmName, ...]] = get_args(AlarmName)

EVERY: Final = timedelta(minutes=1)
UNSENT_AFTER: Final = timedelta(hours=1)
UNFINISHED_AFTER: Final = timedelta(minutes=30)
# So long a broadcast that has ended is held against its audience, and its alarm stands.
COMPARED_FOR: Final = timedelta(days=1)
FAILURES_OVER: Final = timedelta(hours=1)
# One in ten, and of so few calls nothing is concluded.
MOST_FAILURES: Final = 0.1
FEWEST_CALLS: Final = 20
AT_AN_END: Final = ("sent", "blocked", "failed", "unknown")
OPEN: Final = ("pending", "sending")
NONE_WAITING: Final = WaitingReminders(0, 0, None)


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` tells findings of one alarm apart; `details` go into the line."""

    alarm: AlarmName
    about: int | None
    details: Mapping[str, int | float]
    number: int = 1


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger as it was at `at`. `entered`: broadcasts that have ended, with the number of their
    messages. `last_hour`: messages by state that Telegram was called for."""

    at: datetime
    broadcasts: tuple[OpenBroadcast, ...] = ()
    reminders: WaitingReminders = NONE_WAITING
    sending: int = 0
    last_hour: Mapping[str, int] = field(default_factory=dict)
    entered: tuple[tuple[DoneBroadcast, int], ...] = ()

    @property
    def oldest_waiting(self) -> datetime | None:
        moments = [each.since for each in self.broadcasts if each.pending]
        if self.reminders.oldest is not None:
            moments.append(self.reminders.oldest)
        return min(moments, default=None)


def findings(view: LedgerView) -> list[Finding]:
    """All that is wrong with the ledger."""
    return [*_unsent(view), *_unfinished(view), *_audience(view), *_failures(view)]


def _unsent(view: LedgerView) -> list[Finding]:
    """Messages due for an hour. Reminders wait for the morning by plan, so they have an hour from
    there."""
    limit = view.at - UNSENT_AFTER
    count = sum(each.pending for each in view.broadcasts if each.since <= limit)
    if is_allowed(view.at) and is_allowed(limit):
        count += view.reminders.late
    return [Finding("unsent", None, {"messages": count}, count)] if count else []


def _unfinished(view: LedgerView) -> list[Finding]:
    limit = view.at - UNFINISHED_AFTER
    return [
        Finding("unfinished", each.id, {"broadcast": each.id, "pending": each.pending})
        for each in view.broadcasts
        if each.since <= limit
    ]


def _audience(view: LedgerView) -> list[Finding]:
    return [
        Finding(
            "audience",
            each.id,
            {"broadcast": each.id, "audience": each.audience, "ledger": entered},
        )
        for each, entered in view.entered
        if entered != each.audience
    ]


def _failures(view: LedgerView) -> list[Finding]:
    calls = sum(view.last_hour.get(state, 0) for state in AT_AN_END)
    failed = view.last_hour.get("failed", 0) + view.last_hour.get("unknown", 0)
    if calls < FEWEST_CALLS or failed <= MOST_FAILURES * calls:
        return []
    return [Finding("failures", None, {"failed": failed, "calls": calls})]


class Watchdogs:
    """`clock` gives aware moments, `sleep` waits so many seconds between two looks."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], sleep: Sleep = asyncio.sleep
    ) -> None:
        self._database = database
        self._clock = clock
        self._sleep = sleep
        # Broadcasts never get more messages, so each is counted once.
        self._entered: dict[int, int] = {}
        self._told: set[tuple[AlarmName, int | None]] = set()

    async def keep_looking(self) -> None:
        """Looks at once and then regularly, for as long as it is let."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("watchdogs_failed")
            await self._sleep(EVERY.total_seconds())

    async def look(self) -> None:
        """Looks once: sets the numbers, writes a line for what is new and for what is over."""
        # Of a large broadcast a hundred thousand messages are counted.
        async with self._database.work(writing=False, long=True) as work:
            view = await self._view(work)
        _show(view)
        found = findings(view)
        for alarm in ALARMS:
            ALARM.labels(alarm).set(sum(each.number for each in found if each.alarm == alarm))
        self._tell(found)

    async def _view(self, work: Work) -> LedgerView:
        now = self._clock()
        watch = work.ledger_watch
        done = await watch.done_since(now - COMPARED_FOR)
        self._entered = {
            each.id: self._entered[each.id]
            if each.id in self._entered
            else await watch.entered(each.id)
            for each in done
        }
        return LedgerView(
            at=now,
            broadcasts=tuple(await watch.open_broadcasts(now)),
            reminders=await watch.waiting_reminders(now, now - UNSENT_AFTER),
            sending=await watch.sending(),
            last_hour=await watch.begun_since(now - FAILURES_OVER),
            entered=tuple((each, self._entered[each.id]) for each in done),
        )

    def _tell(self, found: list[Finding]) -> None:
        standing = {(each.alarm, each.about) for each in found}
        for each in found:
            if (each.alarm, each.about) not in self._told:
                log.error("alarm", alarm=each.alarm, **each.details)
        for alarm, about in self._told - standing:
            log.info("alarm_over", alarm=alarm, broadcast=about)
        self._told = standing


def _show(view: LedgerView) -> None:
    pending = view.reminders.count + sum(each.pending for each in view.broadcasts)
    for state, count in zip(OPEN, (pending, view.sending), strict=True):
        LEDGER.labels(state).set(count)
    for state in AT_AN_END:
        LEDGER_LAST_HOUR.labels(state).set(view.last_hour.get(state, 0))
    oldest = view.oldest_waiting
    OLDEST_WAITING.set(0 if oldest is None else (view.at - oldest).total_seconds())
    LOOKED_AT.set(view.at.timestamp())
