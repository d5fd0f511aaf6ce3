"""Figures that went to HR on a day: asked for, found right, corrected, counted anew."""

from datetime import date, timedelta

import pytest

from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.snapshots import (
    anew,
    confirm,
    current,
    remind_rest,
    request,
    say_wrong,
    snapshots_seen,
    take_due,
)
from cases.training.years import set_days, year_of
from storage.database import Database, Work
from storage.tables.training_outcomes import TrainingSnapshot
from tests.cases.college import DAY, HR, NOW, OTHER_HR, STRANGER, TODAY
from tests.cases.training.university import (
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
    employed,
)


async def taken(work: Work, u: University) -> dict[int | None, TrainingSnapshot]:
    """The figures of a quarter that ends today, by unit."""
    await set_days(work, HR, u.organisation, u.year, "quarters", (TODAY,), NOW)
    year = await year_of(work, u.organisation, u.year)
    await take_due(work, year, NOW)
    seen = await snapshots_seen(work, HR, u.organisation, u.year, NOW)
    return {each.department_id: each for each in seen}


async def asked(work: Work, person_id: int) -> list[int]:
    held = await work.reminders.of(person_id)
    waits = [each for each in held if each.subject == "training_figures"]
    return [each.subject_id for each in waits if each.state == "pending"]


async def test_on_its_day_each_head_is_asked_about_the_own_unit(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        held = await taken(work, u)
        assert set(held) == {u.chair, u.other_chair}
        assert await asked(work, HEAD) == [held[u.chair].id]
        assert await asked(work, OTHER_HEAD) == [held[u.other_chair].id]
        assert {each.author for each in held.values()} == {None}
        year = await year_of(work, u.organisation, u.year)
        assert await take_due(work, year, NOW) == 0
        for _ in range(2):
            await confirm(work, HEAD, u.organisation, held[u.chair].id, NOW)
        assert await asked(work, HEAD) == []
        [right] = [
            each
            for each in await snapshots_seen(work, HEAD, u.organisation, u.year, NOW)
            if each.confirmed_at is not None
        ]
        assert (right.confirmed_by, right.confirmed_name) == (HEAD, "Аманов Мысал")
        log = await work.audit.of_organisation(u.organisation, 100)
        assert [each.action for each in log].count("training.confirm") == 1


async def test_what_is_wrong_is_said_and_counted_anew_and_the_old_figures_stay(
    database: Database,
) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        old = (await taken(work, u))[u.chair]
        for words in (" ", "ж" * 1001):
            with pytest.raises(BadValue):
                await say_wrong(work, HEAD, org, old.id, words, NOW)
        await say_wrong(work, HEAD, org, old.id, "Бір адам жетпейді", NOW)
        assert await asked(work, HEAD) == []
        await employed(work, org, u.chair, "Жаңаев Мысал")
        new = await anew(work, HR, org, old.id, NOW)
        assert sum(new.figures["staff"]) == sum(old.figures["staff"]) + 1
        assert (new.day, new.confirmed_at, new.wrong) == (old.day, None, None)
        # HR has counted: the head is asked once more, about the new ones.
        assert await asked(work, HEAD) == [new.id]
        kept = await work.training_figures.snapshot(old.id)
        assert kept is not None
        assert (kept.figures, kept.wrong) == (old.figures, "Бір адам жетпейді")
        assert kept.wrong_name == "Аманов Мысал"
        with pytest.raises(NotThere):
            await confirm(work, HEAD, org, old.id, NOW)
        everything = await work.training_figures.snapshots(u.year)
        assert old.id in {each.id for each in everything}
        assert old.id not in {each.id for each in current(everything)}
        newest = await anew(work, HEAD, org, new.id, NOW)
        assert newest.author == "Аманов Мысал"
        assert await asked(work, HEAD) == []


async def test_the_rest_is_reminded_in_one_press(database: Database) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        held = await taken(work, u)
        await confirm(work, HEAD, org, held[u.chair].id, NOW)
        for person in (HEAD, STRANGER, OTHER_HR):
            with pytest.raises(NotAllowed):
                await remind_rest(work, person, org, u.year, TODAY, False, NOW)
        later = NOW + DAY
        assert await remind_rest(work, HR, org, u.year, TODAY, False, later) == 1
        assert await asked(work, HEAD) == []
        assert held[u.other_chair].id in await asked(work, OTHER_HEAD)
        await say_wrong(work, OTHER_HEAD, org, held[u.other_chair].id, "Жоқ", later)
        assert await remind_rest(work, HR, org, u.year, TODAY, False, later) == 0


async def test_hr_asks_for_the_figures_of_a_day_to_come(database: Database) -> None:
    u = await build(database)
    org, day = u.organisation, TODAY + timedelta(days=10)
    async with database.work() as work:
        await set_days(work, HR, org, u.year, "quarters", (date(2027, 3, 31),), NOW)
        year = await year_of(work, org, u.year)
        with pytest.raises(NotAllowed):
            await request(work, HEAD, org, year, day, NOW)
        for bad in (TODAY - timedelta(days=1), TODAY + timedelta(days=400)):
            with pytest.raises(BadValue):
                await request(work, HR, org, year, bad, NOW)
        for _ in range(2):
            year = await year_of(work, org, u.year)
            await request(work, HR, org, year, day, NOW)
        year = await year_of(work, org, u.year)
        assert [each for each, _ in year.requested] == [day]
        assert await take_due(work, year, NOW) == 0
        assert await take_due(work, year, NOW + 10 * DAY) == 1
        assert await take_due(work, year, NOW + 11 * DAY) == 0
        seen = await snapshots_seen(work, HR, org, u.year, NOW)
        assert {(each.day, each.requested) for each in seen} == {(day, True)}
        assert len(await asked(work, HEAD)) == 1


@pytest.mark.parametrize("person", [OTHER_HEAD, TEACHER_A, STRANGER, OTHER_HR])
async def test_nobody_answers_for_another_unit(database: Database, person: int) -> None:
    u = await build(database)
    async with database.work() as work:
        number = (await taken(work, u))[u.chair].id
        for act in (
            confirm(work, person, u.organisation, number, NOW),
            anew(work, person, u.organisation, number, NOW),
            say_wrong(work, person, u.organisation, number, "Жоқ", NOW),
        ):
            with pytest.raises(NotAllowed):
                await act
        kept = await work.training_figures.snapshot(number)
        assert kept is not None
        assert (kept.confirmed_at, kept.wrong) == (None, None)
