"""A day of the year is one answer of HR, and reminds everybody of the organisation."""

from collections import Counter
from datetime import timedelta
from typing import Final

from sqlalchemy import event
from sqlalchemy.engine import Engine

from cases.training.years import set_days
from storage.database import Database, Work
from storage.tables.deadlines import Reminder
from tests.cases.college import HR, NOW
from tests.cases.training.university import PLANS_DUE, University, build, employed, tied

FIRST: Final = 7_000_001_000
MANY: Final = 40
NEW = PLANS_DUE + timedelta(5)


async def with_many(database: Database) -> University:
    u = await build(database)
    async with database.work() as work:
        names = [f"Мысал {number}" for number in range(MANY)]
        people = await employed(work, u.organisation, u.other_chair, *names)
        for number, employee in enumerate(people):
            await tied(work, FIRST + number, employee)
    return u


async def moved(work: Work, u: University) -> None:
    await set_days(work, HR, u.organisation, u.year, "plans_due", (NEW,), NOW)


async def of_plans(work: Work, person_id: int) -> list[Reminder]:
    held = await work.reminders.of(person_id)
    return [each for each in held if each.subject == "training_plan"]


async def test_a_day_costs_no_statement_for_each_person(database: Database) -> None:
    u = await with_many(database)
    seen = Counter[str]()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen[statement] += 1

    async with database.work() as work:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            await moved(work, u)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        for number in range(MANY):
            held = await of_plans(work, FIRST + number)
            assert {each.day for each in held if each.state == "pending"} == {NEW}
    # Heads and HR are told of several days each, one after another.
    assert max(seen.values()) < MANY


async def test_a_day_that_moves_reminds_of_the_new_one_and_nobody_who_said_stop(
    database: Database,
) -> None:
    u = await with_many(database)
    async with database.work() as work:
        await set_days(work, HR, u.organisation, u.year, "plans_due", (PLANS_DUE,), NOW)
        first, *_ = await of_plans(work, FIRST)
        await work.reminders.answer(first, "stop", NOW, None)
        done, *_ = await of_plans(work, FIRST + 1)
        await work.reminders.answer(done, "done", NOW, None)
        await moved(work, u)
        # Entered once more it is the same.
        await moved(work, u)
        stopped, again, other = [await of_plans(work, FIRST + number) for number in range(3)]
        assert all(each.state != "pending" for each in stopped)
        for held in (again, other):
            assert {each.day for each in held if each.state == "pending"} == {NEW}
            assert {each.day for each in held if each.state == "cancelled"} == {PLANS_DUE}
            assert len({(each.day, each.due_at) for each in held}) == len(held)
