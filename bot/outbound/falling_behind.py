"""Once a day: enters what fell behind in the years of training, plans what they remind of, and
takes the figures of a quarter that is over.

A year at a time, each in a transaction of its own; everything it does is found or planned once, so
it may be stopped, killed and started at any time, and run several times at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog

from cases.training.findings import find_behind
from cases.training.messages import plan_year
from cases.training.snapshots import take_due
from cases.training.trips import plan_trips
from rules.dates import today
from storage.database import Database
from storage.tables.training import TrainingYear

log = structlog.get_logger("bot.outbound")


class FallingBehind:
    """`clock` gives aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._looked_on: date | None = None
        self._left: list[TrainingYear] = []

    async def step(self) -> bool:
        """Looks through the next year; False when none is left until tomorrow."""
        now = self._clock()
        if self._looked_on != today(now):
            async with self._database.work(writing=False) as work:
                self._left = await work.training_years.not_long_over(today(now))
            self._looked_on = today(now)
        if not self._left:
            return False
        year = self._left.pop()
        async with self._database.work() as work:
            entered = await find_behind(work, year, now)
            await plan_year(work, year, now)
            await plan_trips(work, year, now)
            await take_due(work, year, now)
        if entered:
            log.info("fell_behind", year=year.id, entered=entered)
        return bool(self._left)
