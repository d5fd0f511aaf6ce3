"""Plans, figures and reports that are old enough: proposed, kept longer, deleted by HR alone."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cases.errors import NotAllowed, NotThere
from cases.training.entering import enter
from cases.training.snapshots import request
from cases.training.years import year_of
from cases.training_forms.remains import delete_remains, due_remains, keep_remains
from storage.database import Database, Work
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TODAY
from tests.cases.training.test_year import typed
from tests.cases.training.university import HEAD, University, build

LAST_DAY, DUE_FROM = date(2027, 12, 31), date(2032, 12, 31)


async def left_behind(work: Work, u: University) -> int:
    """A plan with a course, of which something was found, and figures; the finding's number."""
    item = await typed(work, u)
    year = await year_of(work, u.organisation, u.year)
    await request(work, HR, u.organisation, year, TODAY, NOW)
    view = await enter(
        work, HEAD, u.organisation, u.year, u.chair, item, "audit", "other", "Ескі", NOW
    )
    return view.found.id


def on(day: date) -> datetime:
    return NOW + (day - TODAY)


async def test_nothing_is_proposed_before_five_years_are_over(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await left_behind(work, u)
        assert await due_remains(work, HR, u.organisation, on(DUE_FROM)) == []
        after = on(date(2033, 1, 1))
        due = await due_remains(work, HR, u.organisation, after)
        assert [(each.what, each.count) for each in due] == [("plans", 1), ("figures", 3)]
        assert {each.since for each in due} == {DUE_FROM}


async def test_it_is_kept_a_year_more_or_deleted_and_findings_stay(database: Database) -> None:
    u = await build(database)
    org, after = u.organisation, on(date(2033, 1, 1))
    async with database.work() as work:
        number = await left_behind(work, u)
        for person in (HEAD, STRANGER, OTHER_HR):
            with pytest.raises(NotAllowed):
                await delete_remains(work, person, org, u.year, "plans", after)
        await keep_remains(work, HR, org, u.year, "figures", after)
        due = await due_remains(work, HR, org, after)
        assert [each.what for each in due] == ["plans"]
        with pytest.raises(NotThere):
            await delete_remains(work, HR, org, u.year, "figures", after)
        assert await delete_remains(work, HR, org, u.year, "plans", after) == 1
        assert await work.training_plans.of_year(u.year) == []
        held = await work.nonconformities.get(number)
        assert held is not None
        assert (held.item_id, held.words, held.employee_id) == (None, "Ескі", u.teachers[1])
        with pytest.raises(NotThere):
            await delete_remains(work, HR, org, u.year, "plans", after)
        later = on(date(2034, 1, 2))
        assert [each.what for each in await due_remains(work, HR, org, later)] == ["figures"]


async def test_nothing_of_a_year_that_is_young_or_anothers_is_deleted(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await left_behind(work, u)
        with pytest.raises(NotThere):
            await delete_remains(work, HR, u.organisation, u.year, "plans", NOW)
        other = replace(await year_of(work, u.organisation, u.year), organisation_id=u.c.other)
        await work.training_years.add(other)
        with pytest.raises(NotThere):
            await delete_remains(work, OTHER_HR, u.c.other, u.year, "plans", on(date(2033, 1, 1)))
        assert len(await work.training_plans.of_year(u.year)) == 1
