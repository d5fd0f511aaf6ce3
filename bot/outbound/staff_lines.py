"""Keeps the lines of the register up to date: after each change, and each night for the new day.

Some employees at a time, each in a transaction of their own; who is due is in the database, so it
may be stopped, killed and started at any time, and run several times at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog

from cases.lists.figures import keep_figures
from cases.lists.working_out import AT_ONCE, work_out_due
from rules.dates import today
from rules.norms.catalog import Catalogue
from storage.database import Database

log = structlog.get_logger("bot.outbound")


class StaffLinesKept:
    """`clock` gives aware moments; a day begins in Almaty."""

    def __init__(
        self,
        database: Database,
        norms: Catalogue,
        clock: Callable[[], datetime],
        at_once: int = AT_ONCE,
    ) -> None:
        self._database = database
        self._norms = norms
        self._clock = clock
        self._at_once = at_once
        self._done_on: date | None = None
        """The day whose night's work is done: until the next only changes are looked for."""

    async def step(self) -> bool:
        """Works out the next few, or keeps the figures of one organisation; False when nothing is
        left."""
        now = self._clock()
        async with self._database.work(writing=False) as work:
            organisation_id = await work.staff_lines.next_due()
        if organisation_id is not None:
            async with self._database.work() as work:
                done = await work_out_due(work, organisation_id, self._norms, now, self._at_once)
            log.info("staff_lines_worked_out", employees=done)
            return True
        return self._done_on != today(now) and await self._night(now)

    async def _night(self, now: datetime) -> bool:
        on = today(now)
        async with self._database.work() as work:
            if await work.staff_lines.make_past_due(on, self._at_once):
                return True
            organisation_id = await work.staff_lines.without_figures(on)
            if organisation_id is not None:
                await keep_figures(work, organisation_id, now)
                return True
        self._done_on = on
        log.info("staff_lines_of_the_day", day=on.isoformat())
        return False
