"""What was entered for the analysis of the year before is taken over in one press."""

from dataclasses import replace

import pytest

from cases.errors import NotAllowed, NotThere
from cases.training.carried_needs import carry_needs
from cases.training.needs import enter_needs
from cases.training.years import add_year
from storage.database import Database, Work
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER
from tests.cases.training.university import (
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
)
from tests.cases.training.university import PLANS_DUE as DAY


async def last_year(work: Work, u: University) -> int:
    begins, ends = DAY.replace(day=1, month=1), DAY.replace(day=31, month=12)
    return (await add_year(work, HR, u.organisation, "2026", begins, ends, NOW)).id


async def test_one_press_carries_and_nothing_of_this_year_is_overwritten(
    database: Database,
) -> None:
    u = await build(database)
    head, teacher, third = u.teachers
    async with database.work() as work:
        before = await last_year(work, u)
        everybody = [*u.teachers, u.other]
        await enter_needs(work, HR, u.organisation, before, everybody, NOW, lesson_mark="4,5")
        await enter_needs(work, HEAD, u.organisation, u.year, [head], NOW, young=False)
        await enter_needs(work, HEAD, u.organisation, u.year, [third], NOW, quality=True)
        await enter_needs(work, HEAD, u.organisation, u.year, [third], NOW, quality=None)
        kept = await work.training_needs.of_year(u.year)
        assert await carry_needs(work, HEAD, u.organisation, u.year, u.chair, NOW) == 1
        found = await work.training_needs.of_year(u.year)
        old = await work.training_needs.get(before, teacher)
        assert old is not None
        assert found == {**kept, teacher: replace(old, year_id=u.year, entered_by=HEAD)}
        assert await carry_needs(work, HEAD, u.organisation, u.year, u.chair, NOW) == 0
        assert await work.training_needs.of_year(u.year) == found
        log = await work.audit.of_organisation(u.organisation, 100)
        assert sum("carried_from" in str(each) for each in log) == 1


async def test_what_was_taken_back_last_year_is_not_carried(database: Database) -> None:
    u = await build(database)
    about = (u.organisation, u.year)
    async with database.work() as work:
        before = await last_year(work, u)
        for said in (True, None):
            await enter_needs(work, HR, u.organisation, before, u.teachers, NOW, young=said)
        assert await carry_needs(work, HEAD, *about, u.chair, NOW) == 0


@pytest.mark.parametrize("actor", [STRANGER, TEACHER, TEACHER_A, OTHER_HEAD, OTHER_HR])
async def test_nobody_else_carries(database: Database, actor: int) -> None:
    u = await build(database)
    async with database.work() as work:
        before = await last_year(work, u)
        await enter_needs(work, HR, u.organisation, before, u.teachers, NOW, young=True)
        with pytest.raises((NotAllowed, NotThere)):
            await carry_needs(work, actor, u.organisation, u.year, u.chair, NOW)
        assert await work.training_needs.of_year(u.year) == {}
