"""A university in its year of training and a teacher with a check, looked at through the page."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat.visit import Desk, Visit
from handlers.chat.workshop import Workshop
from handlers.check import asking
from i18n import Language, translator
from rules.norms.loading import catalogue
from rules.questionnaire.moves import move_for
from storage.database import Database
from storage.tables.training_outcomes import Nonconformity
from tests.cases.college import HR, NOW, OPERATORS, PEOPLE, TODAY
from tests.cases.training.university import (
    DEAN,
    DEPUTY,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
)
from tests.handlers.house import lasting_processes

EVERYBODY = (*PEOPLE, DIRECTOR, DEAN, HEAD, OTHER_HEAD, TEACHER_A, DEPUTY)
SHORT_OF_A_YEAR = ("bachelor", "pedagogical", "12", "!all")
NOTHING = ("none", "no", "0", "!rest", "!done", "!skip")
"""Of these the first that a question takes."""


async def campus(database: Database, language: Language = "en") -> University:
    u = await build(database)
    await speak(database, language)
    return u


async def speak(database: Database, language: Language) -> None:
    async with database.work() as work:
        for person in EVERYBODY:
            await work.people.set_language(person, language)


async def checked(database: Database, person_id: int) -> int:
    """The number of a check of a teacher-moderator who lacks a year of experience."""
    return await _checked(database, person_id, "tvet-teacher", "moderator", SHORT_OF_A_YEAR)


async def checked_with_nothing(database: Database, person_id: int) -> int:
    """That of a deputy head of a university who has nothing."""
    return await _checked(database, person_id, "uni-deputy-academic", None, ())


async def _checked(
    database: Database, person_id: int, position: str, category: str | None, said: Sequence[str]
) -> int:
    desk = Desk(catalogue(), None, OPERATORS, Workshop(lambda _: lasting_processes()))
    async with database.work() as work:
        person = await work.people.get(person_id)
        assert person is not None
        visit = Visit(desk, work, person, None, translator("en"), NOW, TODAY)
        run = await work.runs.open(person_id, position, category, NOW)
        sheet = await visit.sheet(run)
        options = list(said)
        while sheet.question is not None:
            step = sheet.question.step
            first = [options.pop(0)] if options else NOTHING
            fits = (move_for(step, each) for each in first)
            move = next(each for each in fits if each is not None)
            sheet = await visit.keep_on(sheet, run, sheet.after(move))
        outcome = await asking.ask(visit, run, sheet, edit=None)
        assert outcome.closing is not None
        assert outcome.closing.decided is not None
        await work.runs.close(run.id, "reported", NOW)
        return await work.decisions.add(person_id, run.id, outcome.closing.decided, NOW)


async def fell_behind(database: Database, u: University, *, department: int | None = None) -> int:
    """The number of something that a unit is late with."""
    place = department or u.chair
    new = Nonconformity(
        id=0, year_id=u.year, department_id=place, employee_id=u.teachers[1], item_id=None,
        finding="no_plan", about=f"employee:{place}", found_how="report", found_on=TODAY,
        cause=None, cause_words="", minutes_number="", action="", owner="", due=None,
        rechecked=None, recheck_on=None, closed_on=None, closed_by=None,
    )  # fmt: skip
    async with database.work() as work:
        number = await work.nonconformities.find(new)
        assert number is not None
        return number


__all__ = [
    "DEAN", "DEPUTY", "DIRECTOR", "HEAD", "HR", "OTHER_HEAD", "TEACHER_A", "University", "campus",
    "checked", "checked_with_nothing", "fell_behind", "speak",
]  # fmt: skip
