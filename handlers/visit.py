"""One update's visit: who came, in which language, and the transaction it is dealt with in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from i18n import Translator
from rules.catalog import Catalogue
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Change, Put
from storage.database import Unit
from storage.records import Answer, Person, Run


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share. `operator`: who is responsible for the data, None when not named."""

    catalogue: Catalogue
    operator: str | None


@dataclass(slots=True)
class Visit:
    """A person's update in the middle of its transaction. `now` is UTC, `on` the day in Almaty."""

    desk: Desk
    unit: Unit
    person: Person
    run: Run | None
    tr: Translator
    now: datetime
    on: date
    is_new: bool = False

    @property
    def consents(self) -> bool:
        return self.person.consent_version is not None

    async def sheet(self, run: Run) -> Sheet:
        """The run's questions with all answers of the person."""
        answers = await self.unit.answers.all(self.person.id)
        return self.sheet_of(run, answers)

    def sheet_of(self, run: Run, answers: dict[str, Answer]) -> Sheet:
        return Sheet(
            catalogue=self.desk.catalogue,
            position=run.position,
            category=run.category,
            on=self.on,
            run_id=run.id,
            answers=answers,
        )

    async def keep(self, run: Run, changes: Iterable[Change]) -> None:
        """Stores what the questionnaire decided."""
        for change in changes:
            if isinstance(change, Put):
                of_run = run.id if change.run_id is None else change.run_id
                await self.unit.answers.put(
                    self.person.id, of_run, change.fact, change.state, change.value, self.now
                )
            else:
                await self.unit.answers.remove(self.person.id, change.fact)
