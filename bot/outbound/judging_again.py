"""After a correction of the rules: judges the kept decisions again, and enters who is to be told.

Some people at a time, each in a transaction of their own; how far it has come is in the
database, so it may be stopped, killed and started at any time, and run several times at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

import structlog

from rules.norms.catalog import Catalogue
from rules.verdict.corrections import correction
from storage.database import Database
from storage.tables.corrections import Found, ToJudge

log = structlog.get_logger("bot.outbound")

PEOPLE_AT_ONCE: Final = 50
# A record that cannot be read is left alone: nothing true can be said about it.
UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)


class JudgingAgain:
    """`corrected_on`: the day of the newest correction, None where there was none."""

    def __init__(
        self,
        database: Database,
        norms: Catalogue,
        corrected_on: date | None,
        clock: Callable[[], datetime],
        people_at_once: int = PEOPLE_AT_ONCE,
    ) -> None:
        self._database = database
        self._norms = norms
        self._corrected_on = corrected_on
        self._clock = clock
        self._people_at_once = people_at_once
        self._done = corrected_on is None

    async def step(self) -> bool:
        """Judges the next people; False when nobody is left, from then on at no cost."""
        if self._done or self._corrected_on is None:
            return False
        # Where few decisions were made by other rules, all have to be looked through.
        async with self._database.work(writing=False, long=True) as work:
            reached = await work.corrections.reached(self._corrected_on)
            batch = await work.corrections.batch(self._norms.digest, reached, self._people_at_once)
        if batch.last is None:
            self._done = True
            return False
        found = await asyncio.to_thread(self._judged, batch.people)
        told = sum([await self._tell(each, self._corrected_on) for each in found])
        async with self._database.work() as work:
            await work.corrections.advance(self._corrected_on, batch.last, self._clock())
        log.info("judged_again", people=len(batch.people), told=told)
        return True

    async def _tell(self, found: Found, corrected_on: date) -> bool:
        async with self._database.work() as work:
            return await work.corrections.tell(found, corrected_on, self._clock())

    def _judged(self, people: Sequence[Sequence[ToJudge]]) -> list[Found]:
        """Those of the people whose answers have become others."""
        found = []
        for decisions in people:
            corrected = {}
            for each in decisions:
                rested_on = self._corrected(each)
                if rested_on is not None:
                    corrected[each.decision.id] = rested_on
            person_id = decisions[0].decision.person_id
            if corrected and person_id is not None:
                found.append(Found(person_id, corrected))
        return found

    def _corrected(self, each: ToJudge) -> tuple[str, ...] | None:
        """The facts that a corrected answer rested on; None where it stays as it was."""
        try:
            made = correction(self._norms, each.decision.record, each.elsewhere)
        except UNREADABLE:
            log.warning("not_judged_again", decision=each.decision.id)
            return None
        return None if made is None else made.rested_on
