"""What the database counts is what the use cases of the chat and the forms count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.commands.demo import fill
from cases.training.overview import overview, unit_page, whole_page
from cases.training.progress import progress_of
from cases.training.units import units_seen, whole_seen
from cases.training_forms.year_figures import summed, year_figures
from rules.norms.loading import catalogue
from storage.database import Database
from tests.cases.college import HR, NOW
from tests.cases.training.university import HEAD, build, employed

PEOPLE = 40


@pytest.fixture
async def filled(database: Database) -> tuple[int, int]:
    """A university of the demonstration and its year, with HR."""
    made = await fill(database, catalogue(), PEOPLE, None, lambda: NOW, "university", 2026)
    number = int(str(made["organisation"]))
    async with database.work() as work:
        await work.people.ensure(HR, "en", NOW)
        await work.hr.grant(number, HR, None, NOW)
        [year] = await work.training_years.of_organisation(number)
    return number, year.id


async def test_units_and_the_whole_stand_as_in_the_chat(
    database: Database, filled: tuple[int, int]
) -> None:
    organisation, year = filled
    async with database.work() as work:
        here = (work, HR, organisation, year, NOW)
        expected, found = await units_seen(*here), await overview(*here)
        whole, page = await whole_seen(*here), await whole_page(*here)
        for each in expected:
            shown = await unit_page(work, HR, organisation, year, each.department_id, NOW)
            assert [(e.id, e.name, state) for e, state in each.people] == list(shown.people)
    assert [
        (each.department_id, each.name, len(each.people), each.given, each.ready, each.standing)
        for each in expected
    ] == [
        (each.department_id, each.name, each.people, each.given, each.ready, each.standing)
        for each in found.units
    ]
    assert [each.passages for each in expected] == [each.passages for each in found.units]
    assert (page.standing, page.passages, page.received) == (
        whole.standing, whole.passages, whole.received,
    )  # fmt: skip
    assert whole.document is not None
    assert page.document is not None
    assert whole.document.id == page.document.id


async def test_plan_against_done_is_what_the_annual_report_says(
    database: Database, filled: tuple[int, int]
) -> None:
    organisation, year = filled
    async with database.work() as work:
        found = await progress_of(work, HR, organisation, year, NOW)
        units = await year_figures(work, organisation, found.year, NOW)
    whole = summed(units)
    assert whole is not None
    assert found.whole.planned == whole.planned == sum(each.planned for each in found.months)
    done = whole.done + whole.otherwise + whole.beyond
    assert found.whole.done == done == sum(each.done for each in found.months)
    assert found.whole.people == sum(whole.staff)
    by_name = {each.name: each for each in found.units}
    for each in units:
        assert by_name[each.unit].planned == each.planned
        assert by_name[each.unit].done == each.done + each.otherwise + each.beyond


async def test_a_second_post_and_an_ended_one_count_nobody_twice(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        [held] = await work.register.appointments([u.other])
        # A second post of the other chair's, and one that is to come.
        later = NOW.date() + timedelta(days=9)
        await work.register.appoint([
            type(held)(0, u.other, u.chair, None, "x", "teaching", 50, None, None, None),
            type(held)(0, u.teachers[0], u.other_chair, None, "x", "teaching", 50, later, None,
                       None),
        ])  # fmt: skip
        [gone] = await employed(work, u.organisation, u.chair, "Кеткенов")
        posts = await work.register.appointments([gone])
        await work.register.end_appointments(
            [each.id for each in posts], NOW.date() - timedelta(days=1)
        )
        here = (work, HR, u.organisation, u.year, NOW)
        expected, found = await units_seen(*here), await overview(*here)
        page = await unit_page(work, HEAD, u.organisation, u.year, u.chair, NOW)
    counted = {each.department_id: each.people for each in found.units}
    assert counted == {each.department_id: len(each.people) for each in expected}
    assert counted == {u.chair: 3, u.other_chair: 1}
    assert [number for number, _, _ in page.people] == sorted(u.teachers)
