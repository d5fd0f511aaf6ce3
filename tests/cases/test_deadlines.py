from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from cases import certificates, deadlines, invitations, members, memberships, reminders
from cases.errors import BadValue, NotThere
from rules.norms.model import Text
from storage.database import Database, Unit
from storage.tables.deadlines import Reminder
from storage.tables.organisations import Deadline
from tests.cases.college import (
    DAY,
    HR,
    NOW,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    found,
    join,
    member_link,
)

TITLE = Text(kk="Өтінімдер", ru="Заявления", en="Applications")
APRIL = date(2027, 4, 1)
MAY = date(2027, 5, 1)


async def enter(unit: Unit, c: Colleges, day: date = APRIL, **more: Any) -> Deadline:
    return await deadlines.enter_deadline(
        unit, HR, c.organisation, "applications", TITLE, day, NOW, **more
    )


async def move(unit: Unit, c: Colleges, held: Deadline, day: date) -> Deadline:
    return await deadlines.change_deadline(
        unit, HR, c.organisation, held.id, "plans", TITLE, day, NOW, held.days_before
    )


async def pending(unit: Unit, person_id: int = TEACHER) -> list[Reminder]:
    return [each for each in await unit.reminders.of(person_id) if each.state == "pending"]


async def coming(unit: Unit, person_id: int = TEACHER) -> list[tuple[date, int]]:
    return [(each.day, each.days_before) for each in await pending(unit, person_id)]


def all_of(day: date) -> list[tuple[date, int]]:
    return [(day, before) for before in (90, 30, 7, 1)]


async def test_members_are_reminded_of_what_hr_enters_and_nobody_else(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        assert await coming(unit) == all_of(APRIL)
        for person_id in (HR, OTHER_HR, STRANGER):
            assert await coming(unit, person_id) == []
        assert await unit.deadlines.of_person(TEACHER, TODAY) == [made]
        assert await unit.deadlines.of_person(STRANGER, TODAY) == []
        assert await deadlines.deadlines_of_organisation(unit, HR, c.organisation, NOW) == [made]
    assert (made.title, made.day, made.days_before) == (TITLE, APRIL, (90, 30, 7, 1))
    assert (made.entered_by, made.entered_at) == (HR, NOW)


async def test_reminders_follow_the_day(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        for day in (MAY, APRIL, APRIL):
            changed = await move(unit, c, made, day)
            assert await coming(unit) == all_of(day)
            assert await unit.deadlines.of_person(TEACHER, TODAY) == [changed]
        await deadlines.remove_deadline(unit, HR, c.organisation, made.id, NOW)
        assert await coming(unit) == []
        assert await unit.deadlines.of_person(TEACHER, TODAY) == []


async def test_a_deadline_has_the_reminders_that_hr_wants(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c, days_before=(0, 14, 14))
        assert made.days_before == (14, 0)
        assert await coming(unit) == [(APRIL, 14), (APRIL, 0)]
        none = await enter(unit, c, MAY, days_before=())
        assert none.days_before == ()
        assert len(await pending(unit)) == 2


async def test_whoever_joins_late_is_caught_up_with_once(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c)
        now = datetime.combine(APRIL - 20 * DAY, NOW.timetz())
        link = await invitations.invite_members(unit, HR, c.organisation, None, now)
        await join(unit, STRANGER, link.token, now=now)
        assert await coming(unit, STRANGER) == [(APRIL, before) for before in (30, 7, 1)]
        assert (await pending(unit, STRANGER))[0].due_at == now


async def test_whoever_leaves_hears_no_more_and_whoever_returns_does(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c)
        await memberships.leave(unit, TEACHER, c.organisation, NOW)
        assert await coming(unit) == []
        await enter(unit, c, MAY)
        assert await coming(unit) == []
        link = await member_link(unit, HR, c.organisation)
        again = await join(unit, TEACHER, link.token)
        assert sorted(await coming(unit)) == sorted(all_of(APRIL) + all_of(MAY))
        await members.end_membership(unit, HR, c.organisation, again.id, NOW)
        assert await coming(unit) == []


async def test_leaving_one_organisation_leaves_the_reminders_of_another(
    database: Database,
) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c)
        link = await member_link(unit, OTHER_HR, c.other)
        await join(unit, TEACHER, link.token)
        await deadlines.enter_deadline(unit, OTHER_HR, c.other, "tests", TITLE, MAY, NOW)
        number = (await certificates.add_certificate(unit, TEACHER, "it", 72, TODAY, None, NOW)).id
        await memberships.leave(unit, TEACHER, c.organisation, NOW)
        left = Counter((each.subject, each.subject_id) for each in await pending(unit))
    assert left[("certificate", number)] == 4
    assert sum(left.values()) == 8


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"day": TODAY - DAY}, "day"),
        ({"day": TODAY + 4 * 365 * DAY}, "day"),
        ({"title": Text(kk=" ", ru="a", en="a")}, "title_kk"),
        ({"title": Text(kk="a", ru="a" * 201, en="a")}, "title_ru"),
        ({"title": Text(kk="a", ru="", en="a")}, "title_ru"),
        ({"title": Text(kk="a", ru="a", en="a" * 201)}, "title_en"),
        ({"days_before": (-1,)}, "days_before"),
        ({"days_before": (367,)}, "days_before"),
        ({"days_before": tuple(range(11))}, "days_before"),
    ],
)
async def test_what_cannot_be_is_refused_and_named(
    database: Database, change: dict[str, Any], field: str
) -> None:
    c = await found(database)
    given = {"kind": "tests", "title": TITLE, "day": APRIL, **change}
    async with database.unit() as unit:
        with pytest.raises(BadValue) as caught:
            await deadlines.enter_deadline(unit, HR, c.organisation, now=NOW, **given)
        assert await deadlines.deadlines_of_organisation(unit, HR, c.organisation, NOW) == []
    assert caught.value.field == field


async def said(unit: Unit, number: int, answer: Any, now: datetime) -> datetime | None:
    answered = await reminders.answer_reminder(unit, TEACHER, number, answer, now)
    return answered.again_at


async def test_done_ends_the_reminders_of_this_day_and_no_other(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        await enter(unit, c, MAY)
        [first, *_] = await pending(unit)
        assert await said(unit, first.id, "done", first.due_at) is None
        assert await coming(unit) == all_of(MAY)
        await move(unit, c, made, APRIL)
        assert await coming(unit) == all_of(MAY)
        june = date(2027, 6, 1)
        await move(unit, c, made, june)
        assert sorted(await coming(unit)) == sorted(all_of(MAY) + all_of(june))


async def test_stop_ends_the_reminders_of_this_subject_until_they_are_allowed_again(
    database: Database,
) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        [first, *_] = await pending(unit)
        await said(unit, first.id, "stop", first.due_at)
        assert await unit.reminders.stopped(TEACHER, "deadline", made.id)
        for day in (MAY, APRIL):
            await move(unit, c, made, day)
            assert await coming(unit) == []
        await reminders.allow_again(unit, TEACHER, "deadline", made.id, NOW)
        assert not await unit.reminders.stopped(TEACHER, "deadline", made.id)
        assert await coming(unit) == all_of(APRIL)


async def test_later_comes_once_more_tomorrow_however_often_it_is_pressed(
    database: Database,
) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        [first, *_] = await pending(unit)
        tomorrow = first.due_at + DAY
        for hours in (0, 1, 5):
            assert await said(unit, first.id, "later", first.due_at + hours * DAY / 24) == tomorrow
        again = [each for each in await pending(unit) if each.again]
        assert [(each.due_at, each.days_before, each.again) for each in again] == [
            (tomorrow, 90, 1)
        ]
        assert await said(unit, again[0].id, "later", tomorrow) == tomorrow + DAY
        await move(unit, c, made, APRIL)
        assert sorted(each.again for each in await pending(unit)) == [0, 0, 0, 1, 2]
        await said(unit, first.id, "done", tomorrow)
        assert await coming(unit) == []


async def test_later_adds_nothing_where_a_planned_one_comes_as_soon_or_the_day_is_over(
    database: Database,
) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c, days_before=(2, 1))
        earlier, last = await pending(unit)
        assert await said(unit, earlier.id, "later", earlier.due_at) == last.due_at
        assert len(await pending(unit)) == 2
        assert await said(unit, last.id, "later", last.due_at + DAY) is None


async def test_nobody_answers_the_reminder_of_somebody_else(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        made = await enter(unit, c)
        [first, *_] = await pending(unit)
        for answer in ("done", "later", "stop"):
            with pytest.raises(NotThere):
                await reminders.answer_reminder(unit, STRANGER, first.id, answer, NOW)
        with pytest.raises(NotThere):
            await reminders.allow_again(unit, STRANGER, "deadline", made.id, NOW)
        assert await coming(unit) == all_of(APRIL)


async def test_reminders_are_due_at_their_moment_the_earliest_first(database: Database) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c)
        await enter(unit, c, APRIL + DAY)
        first, second, *_ = await pending(unit)
        assert await unit.reminders.due(first.due_at - timedelta(microseconds=1), 10) == []
        assert await unit.reminders.due(first.due_at, 10) == [first]
        assert await unit.reminders.due(second.due_at, 10) == [first, second]
        assert await unit.reminders.due(second.due_at, 1) == [first]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_calendar_has_all_days_to_come(database: Database, language: str) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await enter(unit, c)
        for issued in (TODAY, date(2020, 1, 1)):
            await certificates.add_certificate(unit, TEACHER, "it", 72, issued, None, NOW)
        await certificates.set_date(unit, TEACHER, "category", "expert", MAY, NOW)
        content = await reminders.calendar_of(unit, TEACHER, language, NOW)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [APRIL, MAY, date(2029, 11, 21)]
    assert str(events[0]["SUMMARY"]) == TITLE.of(language)
    assert len({str(event["UID"]) for event in events}) == 3


async def test_without_an_english_title_the_calendar_has_the_russian_one_marked(
    database: Database,
) -> None:
    c = await found(database)
    title = Text(kk="Өтінімдер", ru=" Заявления ", en=" ")
    async with database.unit() as unit:
        made = await deadlines.enter_deadline(unit, HR, c.organisation, "other", title, APRIL, NOW)
        assert made.title == Text(kk="Өтінімдер", ru="Заявления", en="")
        for language, expected in (
            ("kk", "Өтінімдер"),
            ("ru", "Заявления"),
            ("en", "Заявления (Русский)"),
        ):
            content = await reminders.calendar_of(unit, TEACHER, language, NOW)
            [event] = Calendar.from_ical(content).walk("VEVENT")
            assert str(event["SUMMARY"]) == expected
