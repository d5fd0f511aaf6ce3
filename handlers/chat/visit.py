"""One update's visit: who came, in which language, and the transaction it is dealt with in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from handlers.chat.workshop import Workshop
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Change, Put
from rules.questionnaire.scope import Kept, Row, after, rows_of, seen_from
from storage.database import Work
from storage.tables.checks import AnswerState, Run
from storage.tables.conversation import LiveMessage, Person


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share.

    `operator`: who is responsible for the data, None when not named. `operators`: Telegram ids of
    those who create organisations and appoint their HR. `workshop`: where long work is done;
    `reading`: where pictures are read, None where that cannot be done here. `page`: the address of
    the page, None where none is served.
    """

    catalogue: Catalogue
    operator: str | None
    operators: frozenset[int]
    workshop: Workshop
    reading: Workshop | None = None
    page: str | None = None

    def on(self, day: date) -> Desk:
        """The same with the editions of `day`."""
        norms = self.catalogue.on(day)
        return self if norms is self.catalogue else replace(self, catalogue=norms)


@dataclass(slots=True)
class Visit:
    """A person's update in the middle of its transaction. `now` is UTC, `on` the day in Almaty;
    the desk becomes that of the day.

    `bot_name`: the bot's user name, for links. `screen`: what was noted of the person's live
    message when the update came.
    """

    desk: Desk
    work: Work
    person: Person
    run: Run | None
    tr: Translator
    now: datetime
    on: date
    is_new: bool = False
    bot_name: str = ""
    screen: LiveMessage | None = None

    def __post_init__(self) -> None:
        self.desk = self.desk.on(self.on)

    @property
    def consents(self) -> bool:
        return self.person.consent_version is not None

    async def sheet(self, run: Run) -> Sheet:
        """The run's questions with the person's answers that count for its position."""
        return self.sheet_of(run, await self.work.answers.all(self.person.id))

    def sheet_of(self, run: Run, rows: Iterable[Row]) -> Sheet:
        answers, elsewhere = seen_from(run.position, rows)
        return Sheet(
            catalogue=self.desk.catalogue,
            position=run.position,
            category=run.category,
            on=self.on,
            run_id=run.id,
            answers=answers,
            elsewhere=elsewhere,
            all_at_once=not self.consents,
        )

    async def keep_on(self, sheet: Sheet, run: Run, changes: Iterable[Change]) -> Sheet:
        """Stores what was decided on a sheet of `run`; the sheet after it."""
        answers = dict(sheet.answers)
        rows = (*answers.values(), *sheet.elsewhere)
        number = max((row.sequence for row in rows), default=0)
        for change in changes:
            number += 1
            run_id = run.id
            if isinstance(change, Put) and change.run_id is not None:
                run_id = change.run_id
            kept = rows_of(change, run.position, number)
            for row in kept:
                await self.store(row, run_id)
            answers.pop(change.fact, None)
            if isinstance(change, Put):
                answers[change.fact] = after(change, kept, run_id, number)
        return replace(sheet, answers=answers)

    async def store(self, row: Kept, run_id: int | None) -> None:
        """Writes or deletes one row of an answer."""
        answers, person_id = self.work.answers, self.person.id
        if row.state is None:
            await answers.remove(person_id, row.fact, row.position)
        else:
            state = cast(AnswerState, row.state)
            await answers.put(person_id, run_id, row.fact, state, row.value, self.now, row.position)
