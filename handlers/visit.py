"""One update's visit: who came, in which language, and the transaction it is dealt with in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from i18n import Translator
from rules.catalog import Catalogue
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Change, Put
from storage.database import Unit
from storage.records import Answer, Person, Run, Screen


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share.

    `operator`: who is responsible for the data, None when not named. `operators`: Telegram ids of
    those who create organisations and appoint their HR.
    """

    catalogue: Catalogue
    operator: str | None
    operators: frozenset[int] = frozenset()

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
    unit: Unit
    person: Person
    run: Run | None
    tr: Translator
    now: datetime
    on: date
    is_new: bool = False
    bot_name: str = ""
    screen: Screen | None = None

    def __post_init__(self) -> None:
        self.desk = self.desk.on(self.on)

    @property
    def consents(self) -> bool:
        return self.person.consent_version is not None

    async def sheet(self, run: Run) -> Sheet:
        """The run's questions with all answers of the person."""
        return self.sheet_of(run, await self.unit.answers.all(self.person.id))

    async def keep_on(self, sheet: Sheet, run: Run, changes: Iterable[Change]) -> Sheet:
        """Stores what was decided on a sheet; the sheet after it."""
        answers = cast(Mapping[str, Answer], sheet.answers)
        return self.sheet_of(run, await self.keep(run, answers, changes))

    def sheet_of(self, run: Run, answers: Mapping[str, Answer]) -> Sheet:
        return Sheet(
            catalogue=self.desk.catalogue,
            position=run.position,
            category=run.category,
            on=self.on,
            run_id=run.id,
            answers=answers,
        )

    async def keep(
        self, run: Run, answers: Mapping[str, Answer], changes: Iterable[Change]
    ) -> dict[str, Answer]:
        """Stores what the questionnaire decided; `answers` as they are after it."""
        kept = dict(answers)
        for change in changes:
            if isinstance(change, Put):
                kept[change.fact] = await self._put(run, kept, change)
            else:
                await self.unit.answers.remove(self.person.id, change.fact)
                kept.pop(change.fact, None)
        return kept

    async def _put(self, run: Run, kept: Mapping[str, Answer], change: Put) -> Answer:
        latest = max((answer.sequence for answer in kept.values()), default=0)
        answer = Answer(
            fact=change.fact,
            state=change.state,
            value=change.value,
            run_id=run.id if change.run_id is None else change.run_id,
            sequence=latest + 1,
            answered_at=self.now,
        )
        await self.unit.answers.put(
            self.person.id, answer.run_id, answer.fact, answer.state, answer.value, self.now
        )
        return answer
