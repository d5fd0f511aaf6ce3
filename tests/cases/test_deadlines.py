from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from cases import certificates, deadlines, invitations, members, memberships, reminders
from cases.errors import BadValue, NotThere
from rules.norms.model import Text
from storage.database import Database, Work
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


async def enter(work: Work, c: Colleges, day: date = APRIL, **more: Any) -> Deadline:
    return await deadlines.enter_deadline(
        work, HR, c.organisation, "applications", TITLE, day, NOW, **more
    )


async def move(work: Work, c: Colleges, held: Deadline, day: date) -> Deadline:
    return await deadlines.change_deadline(
        work, HR, c.organisation, held.id, "plans", TITLE, day, NOW, held.days_before
    )


async def pending(work: Work, person_id: int = TEACHER) -> list[Reminder]:
    return [each for each in await work.reminders.of(person_id) if each.state == "pending"]


async def coming(work: Work, person_id: int = TEACHER) -> list[tuple[date, int]]:
    return [(each.day, each.days_before) for each in await pending(work, person_id)]


def all_of(day: date) -> list[tuple[date, int]]:
    return [(day, before) for before in (90, 30, 7, 1)]


async def test_members_are_reminded_of_what_hr_enters_and_nobody_else(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        assert await coming(work) == all_of(APRIL)
        for person_id in (OTHER_HR, STRANGER):
            assert await coming(work, person_id) == []
        assert {each.subject for each in await pending(work, HR)} == {"deadline_watch"}
        assert await work.deadlines.of_person(TEACHER, TODAY) == [made]
        assert await work.deadlines.of_person(STRANGER, TODAY) == []
        assert await deadlines.deadlines_of_organisation(work, HR, c.organisation, NOW) == [made]
    assert (made.title, made.day, made.days_before) == (TITLE, APRIL, (90, 30, 7, 1))
    assert (made.entered_by, made.entered_at) == (HR, NOW)


async def test_reminders_follow_the_day(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        for day in (MAY, APRIL, APRIL):
            changed = await move(work, c, made, day)
            assert await coming(work) == all_of(day)
            assert await work.deadlines.of_person(TEACHER, TODAY) == [changed]
        await deadlines.remove_deadline(work, HR, c.organisation, made.id, NOW)
        assert await coming(work) == []
        assert await work.deadlines.of_person(TEACHER, TODAY) == []


async def test_a_deadline_has_the_reminders_that_hr_wants(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c, days_before=(0, 14, 14))
        assert made.days_before == (14, 0)
        assert await coming(work) == [(APRIL, 14), (APRIL, 0)]
        none = await enter(work, c, MAY, days_before=())
        assert none.days_before == ()
        assert len(await pending(work)) == 2


async def test_whoever_joins_late_is_caught_up_with_once(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c)
        now = datetime.combine(APRIL - 20 * DAY, NOW.timetz())
        link = await invitations.invite_members(work, HR, c.organisation, None, now)
        await join(work, STRANGER, link.token, now=now)
        assert await coming(work, STRANGER) == [(APRIL, before) for before in (30, 7, 1)]
        assert (await pending(work, STRANGER))[0].due_at == now


async def test_whoever_leaves_hears_no_more_and_whoever_returns_does(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c)
        await memberships.leave(work, TEACHER, c.organisation, NOW)
        assert await coming(work) == []
        await enter(work, c, MAY)
        assert await coming(work) == []
        link = await member_link(work, HR, c.organisation)
        again = await join(work, TEACHER, link.token)
        assert sorted(await coming(work)) == sorted(all_of(APRIL) + all_of(MAY))
        await members.end_membership(work, HR, c.organisation, again.id, NOW)
        assert await coming(work) == []


async def test_leaving_one_organisation_leaves_the_reminders_of_another(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c)
        link = await member_link(work, OTHER_HR, c.other)
        await join(work, TEACHER, link.token)
        await deadlines.enter_deadline(work, OTHER_HR, c.other, "tests", TITLE, MAY, NOW)
        number = (await certificates.add_certificate(work, TEACHER, "it", 72, TODAY, None, NOW)).id
        await memberships.leave(work, TEACHER, c.organisation, NOW)
        left = Counter((each.subject, each.subject_id) for each in await pending(work))
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
    async with database.work() as work:
        with pytest.raises(BadValue) as caught:
            await deadlines.enter_deadline(work, HR, c.organisation, now=NOW, **given)
        assert await deadlines.deadlines_of_organisation(work, HR, c.organisation, NOW) == []
    assert caught.value.field == field


async def said(work: Work, number: int, answer: Any, now: datetime) -> datetime | None:
    answered = await reminders.answer_reminder(work, TEACHER, number, answer, now)
    return answered.again_at


async def test_done_ends_the_reminders_of_this_day_and_no_other(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        await enter(work, c, MAY)
        [first, *_] = await pending(work)
        assert await said(work, first.id, "done", first.due_at) is None
        assert await coming(work) == all_of(MAY)
        await move(work, c, made, APRIL)
        assert await coming(work) == all_of(MAY)
        june = date(2027, 6, 1)
        await move(work, c, made, june)
        assert sorted(await coming(work)) == sorted(all_of(MAY) + all_of(june))


async def test_stop_ends_the_reminders_of_this_subject_until_they_are_allowed_again(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        [first, *_] = await pending(work)
        await said(work, first.id, "stop", first.due_at)
        assert await work.reminders.stopped(TEACHER, "deadline", made.id)
        for day in (MAY, APRIL):
            await move(work, c, made, day)
            assert await coming(work) == []
        await reminders.allow_again(work, TEACHER, "deadline", made.id, NOW)
        assert not await work.reminders.stopped(TEACHER, "deadline", made.id)
        assert await coming(work) == all_of(APRIL)


async def test_later_comes_once_more_tomorrow_however_often_it_is_pressed(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        [first, *_] = await pending(work)
        tomorrow = first.due_at + DAY
        for hours in (0, 1, 5):
            assert await said(work, first.id, "later", first.due_at + hours * DAY / 24) == tomorrow
        again = [each for each in await pending(work) if each.again]
        assert [(each.due_at, each.days_before, each.again) for each in again] == [
            (tomorrow, 90, 1)
        ]
        assert await said(work, again[0].id, "later", tomorrow) == tomorrow + DAY
        await move(work, c, made, APRIL)
        assert sorted(each.again for each in await pending(work)) == [0, 0, 0, 0, 1, 2]
        await said(work, first.id, "done", tomorrow)
        assert await coming(work) == []


async def test_later_adds_nothing_where_a_planned_one_comes_as_soon_or_the_day_is_over(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c, days_before=(2, 1))
        earlier, last = await pending(work)
        assert await said(work, earlier.id, "later", earlier.due_at) == last.due_at
        assert len(await pending(work)) == 2
        assert await said(work, last.id, "later", last.due_at + DAY) is None


async def test_nobody_answers_the_reminder_of_somebody_else(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        made = await enter(work, c)
        [first, *_] = await pending(work)
        for answer in ("done", "later", "stop"):
            with pytest.raises(NotThere):
                await reminders.answer_reminder(work, STRANGER, first.id, answer, NOW)
        with pytest.raises(NotThere):
            await reminders.allow_again(work, STRANGER, "deadline", made.id, NOW)
        assert await coming(work) == all_of(APRIL)


async def test_reminders_are_due_at_their_moment_the_earliest_first(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c)
        await enter(work, c, APRIL + DAY)
        first, second, *_ = await pending(work)
        assert await work.reminders.due(first.due_at - timedelta(microseconds=1), 10) == []
        assert await work.reminders.due(first.due_at, 10) == [first]
        assert await work.reminders.due(second.due_at, 10) == [first, second]
        assert await work.reminders.due(second.due_at, 1) == [first]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_calendar_has_all_days_to_come(database: Database, language: str) -> None:
    c = await found(database)
    async with database.work() as work:
        await enter(work, c)
        for issued in (TODAY, date(2020, 1, 1)):
            await certificates.add_certificate(work, TEACHER, "it", 72, issued, None, NOW)
        await certificates.set_date(work, TEACHER, "category", "expert", MAY, NOW)
        content = await reminders.calendar_of(work, TEACHER, language, NOW, {})
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [APRIL, MAY, date(2029, 11, 21)]
    assert str(events[0]["SUMMARY"]) == TITLE.of(language)
    assert len({str(event["UID"]) for event in events}) == 3


async def test_without_an_english_title_the_calendar_has_the_russian_one_marked(
    database: Database,
) -> None:
    c = await found(database)
    title = Text(kk="Өтінімдер", ru=" Заявления ", en=" ")
    async with database.work() as work:
        made = await deadlines.enter_deadline(work, HR, c.organisation, "other", title, APRIL, NOW)
        assert made.title == Text(kk="Өтінімдер", ru="Заявления", en="")
        for language, expected in (
            ("kk", "Өтінімдер"),
            ("ru", "Заявления"),
            ("en", "Заявления (Русский)"),
        ):
            content = await reminders.calendar_of(work, TEACHER, language, NOW, {})
            [event] = Calendar.from_ical(content).walk("VEVENT")
            assert str(event["SUMMARY"]) == expected
