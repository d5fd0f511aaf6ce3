"""After a course: every change of mind leaves the employer's record as it was told last; what the
unit decides; and what is refused leaves nothing behind."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.courses import (
    AlreadyHeard,
    hear,
    improve,
    judge,
    show_certificate,
    tell,
)
from cases.training.plans import MOST_ITEMS, Locked, add_typed, give
from cases.training.schedules import NotNow, approve_unit, consolidate, sign_all
from cases.wholly import wholly
from rules.training.vocabulary import CourseOutcome
from storage.database import Database, Work
from storage.repositories.certificates import File
from tests.cases.college import HR, NOW
from tests.cases.training.test_year import approved, begun, typed
from tests.cases.training.university import (
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    at,
    build,
    paper,
)

AFTER = at(date(2027, 3, 20))
FILE = File("certificate", "photo")
PLANNED = {"hours": 72, "issued": "2027-03-14"}
OTHER = {"hours": 36, "issued": "2027-03-10"}


@dataclass
class Course:
    """A course that is over, its unit, and whoever tells of it."""

    work: Work
    u: University
    item: int

    async def tell(self, outcome: CourseOutcome, now: datetime = AFTER) -> None:
        instead: dict[str, Any] = {}
        if outcome == "otherwise":
            instead = {"hours": 36, "ended_on": date(2027, 3, 10)}
        if outcome == "missed":
            instead = {"cause": "absence"}
        await tell(self.work, TEACHER_A, self.item, outcome, now, **instead)

    async def shows(self) -> None:
        await show_certificate(self.work, TEACHER_A, self.item, FILE, AFTER)

    async def heard(self, **named: Any) -> None:
        here = (self.work, HEAD, self.u.organisation, self.item)
        await hear(*here, "№ 7", date(2027, 3, 20), True, AFTER, **named)

    async def register(self) -> list[dict[str, Any]] | None:
        employee = await self.work.register.get(self.u.teachers[1])
        assert employee is not None
        found: list[dict[str, Any]] | None = employee.known.get("certificates")
        return found


async def over(work: Work, u: University) -> Course:
    item, _ = await approved(work, u)
    return Course(work, u, item)


COUNTS: dict[CourseOutcome, list[dict[str, Any]] | None] = {
    "done": [PLANNED], "otherwise": [OTHER], "missed": None,
}  # fmt: skip


@pytest.mark.parametrize("first", list(COUNTS))
@pytest.mark.parametrize("second", list(COUNTS))
@pytest.mark.parametrize("third", list(COUNTS))
async def test_a_change_of_mind_before_and_after_the_certificate(
    database: Database, first: CourseOutcome, second: CourseOutcome, third: CourseOutcome
) -> None:
    u = await build(database)
    async with database.work() as work:
        course = await over(work, u)
        await course.tell(first)
        assert await course.register() is None
        if first == "missed":
            with pytest.raises(NotThere):
                await course.shows()
            await course.tell("done")
        await course.shows()
        for outcome in (second, third, second):
            await course.tell(outcome)
            assert await course.register() == COUNTS[outcome]
            result = await work.training_plans.result(course.item)
            assert result is not None
            assert (result.in_register_at is not None) == (outcome != "missed")
            assert result.file_id == "certificate"


async def test_what_hr_has_listed_stays_beside_it(database: Database) -> None:
    u = await build(database)
    listed = {"hours": 72, "issued": "2025-02-01"}
    async with database.work() as work:
        course = await over(work, u)
        employee = await work.register.get(u.teachers[1])
        assert employee is not None
        known = {"certificates": [listed], "certificates_complete": True}
        await work.register.change(employee.id, employee.number, employee.name, known, NOW)
        await course.tell("done")
        await course.shows()
        assert await course.register() == [listed, PLANNED]
        await course.tell("otherwise")
        assert await course.register() == [listed, OTHER]
        await course.tell("missed")
        assert await course.register() == [listed]
        employee = await work.register.get(u.teachers[1])
        assert employee is not None
        assert employee.known["certificates_complete"] is True


@pytest.mark.parametrize("outcome", ["done", "otherwise"])
async def test_what_was_heard_changes_no_more(database: Database, outcome: CourseOutcome) -> None:
    u = await build(database)
    async with database.work() as work:
        course = await over(work, u)
        await course.tell(outcome)
        await course.heard()
        assert await course.register() == COUNTS[outcome]
        for other in ("missed", "otherwise", *({"done"} - {outcome})):
            with pytest.raises(AlreadyHeard):
                await course.tell(other)  # type: ignore[arg-type]
        await course.shows()
        assert await course.register() == COUNTS[outcome]


async def test_a_course_that_did_not_happen_after_all_is_not_heard_and_has_no_mark(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        course = await over(work, u)
        await course.tell("done")
        await judge(work, TEACHER_A, course.item, AFTER, mark=1)

        async def asked() -> list[str]:
            held = await work.reminders.of(HEAD)
            return [e.state for e in held if e.subject == "training_heard"]

        assert "pending" in await asked()
        await course.tell("missed")
        assert "pending" not in await asked()
        result = await work.training_plans.result(course.item)
        assert result is not None
        assert (result.mark, result.spent, result.heard_due) == (None, None, None)


async def test_the_unit_says_how_it_was_shown_and_what_it_improves(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        course = await over(work, u)
        await course.tell("done")
        here = (work, HEAD, u.organisation, [course.item])
        # Nothing is improved by what was not heard.
        assert await improve(*here, "Ашық сабақ", AFTER) == 0
        await course.heard(shown=True)
        with pytest.raises(BadValue):
            await improve(*here, "  ", AFTER)
        with pytest.raises(NotAllowed):
            await improve(work, TEACHER_A, u.organisation, [course.item], "x", AFTER)
        assert await improve(work, OTHER_HEAD, u.organisation, [course.item], "x", AFTER) == 0
        assert await improve(*here, " Ашық сабақ ", AFTER) == 1
        result = await work.training_plans.result(course.item)
        assert result is not None
        assert (result.skills_shown, result.improvement) == (True, "Ашық сабақ")


async def _refused_in_the_end(work: Work, u: University) -> None:
    async with wholly(work):
        await add_typed(work, HEAD, u.year, u.teachers[0], "Тілдер, 36 сағ", NOW)
        async with wholly(work):
            await work.people.ensure(7_000_000_099, "kk", NOW)
        raise NotThere


async def test_what_is_refused_is_taken_back_alone(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await typed(work, u)
        with pytest.raises(NotThere):
            await _refused_in_the_end(work, u)
        await add_typed(work, HEAD, u.year, u.teachers[0], "Желілер, 36 сағ", NOW)
    async with database.work(writing=False) as work:
        assert await work.people.get(7_000_000_099) is None
        plans = await work.training_plans.of_year(u.year)
        items = await work.training_plans.items([each.id for each in plans])
        assert sorted(each.new.topic for each in items) == ["Python", "Желілер"]


async def test_a_refused_step_opens_no_document_and_begins_no_plan(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        with pytest.raises(NotNow):
            await approve_unit(
                work, HEAD, u.organisation, u.year, u.chair, paper(), NOW, step="sign"
            )
        with pytest.raises(BadValue):
            await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(""), NOW)
        with pytest.raises(NotNow):
            await consolidate(work, HR, u.organisation, u.year, paper(), NOW)
        with pytest.raises(NotNow):
            await sign_all(work, HR, u.organisation, u.year, paper(), NOW)
        with pytest.raises(BadValue):
            await add_typed(work, HEAD, u.year, u.teachers[2], "72 сағ", NOW)
        assert await work.training_documents.of_year(u.year) == []
        await begun(work, u)
        with pytest.raises(Locked):
            await give(work, HEAD, u.year, u.teachers[2], NOW)
        assert await work.training_plans.of_employee(u.year, u.teachers[2]) is None


async def test_a_plan_that_is_full_takes_no_more(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        for number in range(MOST_ITEMS):
            await typed(work, u, f"Тақырып {number}х, 36 сағ")
        with pytest.raises(BadValue):
            await typed(work, u, "Тағы біреу, 36 сағ")
        plan = await work.training_plans.of_employee(u.year, u.teachers[1])
        assert plan is not None
        assert len(await work.training_plans.items([plan.id])) == MOST_ITEMS
