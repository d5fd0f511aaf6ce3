"""Deadlines for some of the members, with their own days, a text and a link; who is done, by name;
and what HR and heads hear of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases import deadlines, members, memberships, organisations, purposes, reminders, roles
from cases.deadline_standing import renew_deadlines, standing_of, watched
from cases.errors import BadValue, NotAllowed, NotThere
from cases.purposes import HEADS, RECEIPTS
from rules.norms.model import Text
from storage.database import Database, Work
from storage.tables.deadlines import Reminder, Subject
from storage.tables.organisations import Deadline, Particulars
from storage.tables.segments import Segment
from tests.cases.college import (
    HR,
    NOW,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    Colleges,
    found,
    join,
    member_link,
)

TITLE = Text(kk="Жоспар", ru="План", en="Plan")
DAY = date(2027, 4, 1)
NOTE = Text(kk="Үлгі тіркелді", ru="Образец приложен", en="")


async def enter(work: Work, c: Colleges, audience: Segment, **more: object) -> Deadline:
    particulars = Particulars(audience, **more)  # type: ignore[arg-type]
    return await deadlines.enter_deadline(
        work, HR, c.organisation, "plans", TITLE, DAY, NOW, (45, 2), particulars
    )


async def coming(work: Work, person_id: int, subject: Subject = "deadline") -> list[int]:
    return [
        each.days_before
        for each in await work.reminders.of(person_id)
        if each.state == "pending" and each.subject == subject
    ]


async def with_parts(work: Work, c: Colleges) -> tuple[int, int]:
    """A chair within the first college's department, with STRANGER in it: its number and the
    membership's."""
    chair = await organisations.add_department(work, HR, c.organisation, "Chair", NOW)
    await organisations.place_department(
        work, HR, c.organisation, chair.id, NOW, parent_id=c.department
    )
    link = await member_link(work, HR, c.organisation, chair.id)
    joined = await join(work, STRANGER, link.token, name="Бекзат")
    return chair.id, joined.id


async def test_only_those_it_is_for_are_reminded_and_see_it(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        chair, joined = await with_parts(work, c)
        for segment, meant in (
            (Segment(), {TEACHER, STRANGER}),
            (Segment(departments=(c.department,)), {TEACHER, STRANGER}),
            (Segment(departments=(chair,)), {STRANGER}),
            (Segment(positions=("tvet-teacher",)), {TEACHER, STRANGER}),
            (Segment(positions=("tvet-master",)), set()),
            (Segment(members=(joined,)), {STRANGER}),
            (Segment(members=(joined,), departments=(chair,)), {STRANGER}),
            (Segment(roles=("head", "deputy")), set()),
        ):
            made = await enter(work, c, segment)
            for person_id in (TEACHER, STRANGER):
                wanted = [45, 2] if person_id in meant else []
                assert await coming(work, person_id) == wanted, segment
                seen = await work.deadlines.of_person(person_id, DAY)
                assert seen == ([made] if person_id in meant else []), segment
            view = await standing_of(work, HR, c.organisation, made.id, NOW)
            assert view.people == len(meant)
            await deadlines.remove_deadline(work, HR, c.organisation, made.id, NOW)


async def test_reminders_follow_whoever_moves_joins_or_gets_a_role(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        chair, joined = await with_parts(work, c)
        await enter(work, c, Segment(departments=(chair,)))
        await members.move_member(work, HR, c.organisation, c.membership, chair, NOW)
        await members.move_member(work, HR, c.organisation, joined, None, NOW)
        assert (await coming(work, TEACHER), await coming(work, STRANGER)) == ([45, 2], [])
        await enter(work, c, Segment(roles=("head",)))
        await roles.give_role(work, HR, OPERATORS, c.organisation, STRANGER, "head", chair, NOW)
        assert await coming(work, STRANGER) == [45, 2]
        assert await coming(work, STRANGER, "deadline_watch") == [7, 7, 1, 1]
        [held] = await work.roles.held(c.organisation, STRANGER, NOW.date())
        await roles.end_role(work, HR, OPERATORS, c.organisation, held.id, NOW)
        assert await coming(work, STRANGER) == []
        await enter(work, c, Segment(positions=("tvet-master",)))
        await memberships.set_details(work, STRANGER, c.organisation, "tvet-master", "Б", NOW)
        assert await coming(work, STRANGER) == [45, 2]


async def test_a_changed_audience_takes_reminders_back_and_plans_others(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        _, joined = await with_parts(work, c)
        made = await enter(work, c, Segment(members=(joined,)))
        await deadlines.change_deadline(
            work, HR, c.organisation, made.id, "plans", TITLE, DAY, NOW, (3,),
            Particulars(Segment(members=(c.membership,)), NOTE, "example.org/form"),
        )  # fmt: skip
        assert (await coming(work, TEACHER), await coming(work, STRANGER)) == ([3], [])
        [kept] = await work.deadlines.of_person(TEACHER, DAY)
        assert (kept.particulars.note, kept.particulars.link) == (NOTE, "https://example.org/form")


@pytest.mark.parametrize(
    ("particulars", "field"),
    [
        (Particulars(Segment(short_of_hours=True)), "audience"),
        (Particulars(Segment(ends_within_days=3)), "audience"),
        (Particulars(note=Text(kk="x", ru="", en="")), "note_ru"),
        (Particulars(note=Text(kk="", ru="", en="x")), "note_kk"),
        (Particulars(note=Text(kk="x" * 1001, ru="x", en="")), "note_kk"),
        (Particulars(link="javascript://alert.kz"), "link"),
        (Particulars(link="https://пример"), "link"),
        (Particulars(link="https://a.kz/<b>"), "link"),
        (Particulars(link="https://a.kz/" + "x" * 500), "link"),
        (Particulars(link="https://[::1"), "link"),
    ],
)
async def test_what_will_not_do_is_named(
    database: Database, particulars: Particulars, field: str
) -> None:
    c = await found(database)
    async with database.work() as work:
        with pytest.raises(BadValue) as refused:
            await deadlines.enter_deadline(
                work, HR, c.organisation, "plans", TITLE, DAY, NOW, particulars=particulars
            )
        assert refused.value.field == field
        with pytest.raises(NotThere):
            await enter(work, c, Segment(departments=(c.other_department,)))


async def first_reminder(work: Work, person_id: int) -> Reminder:
    return next(each for each in await work.reminders.of(person_id) if each.subject == "deadline")


async def test_somebody_is_done_by_name_only_who_said_so_after_agreeing(database: Database) -> None:
    c = await found(database)
    later = NOW + timedelta(minutes=5)
    async with database.work() as work:
        await with_parts(work, c)
        made = await enter(work, c, Segment())
        held = await first_reminder(work, TEACHER)
        await reminders.answer_reminder(work, TEACHER, held.id, "done", NOW)
        view = await standing_of(work, HR, c.organisation, made.id, NOW, limit=5)
        assert (view.people, view.done) == (2, 0)
        await purposes.agree(work, TEACHER, RECEIPTS, RECEIPTS.version, later)
        view = await standing_of(work, HR, c.organisation, made.id, later, limit=5)
        assert view.done == 0, "what was pressed before it was agreed to stays unseen"
        await reminders.answer_reminder(work, TEACHER, held.id, "done", later)
        view = await standing_of(work, HR, c.organisation, made.id, later, limit=5)
        assert [(each.name, each.department) for each in view.shown] == [
            ("Айгерім", "IT"), ("Бекзат", "Chair")
        ]  # fmt: skip
        assert [each.done_at for each in view.shown] == [later, None]
        actions = [each.action for each in await work.audit.of_organisation(c.organisation, 50)]
        assert actions.count("deadline.read") == 1, "one line for a list that is read on"
        await purposes.withdraw(work, TEACHER, RECEIPTS, later)
        view = await standing_of(work, HR, c.organisation, made.id, later)
        assert view.done == 0


async def test_a_head_sees_the_own_people_and_a_stranger_none(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        chair, _ = await with_parts(work, c)
        made = await enter(work, c, Segment())
        await roles.give_role(work, HR, OPERATORS, c.organisation, STRANGER, "head", chair, NOW)
        assert await watched(work, STRANGER, made.id, NOW) is None, "nobody lets a head see it"
        await purposes.agree(work, STRANGER, HEADS, HEADS.version, NOW)
        assert await watched(work, STRANGER, made.id, NOW) == (1, 0)
        assert await watched(work, HR, made.id, NOW) == (2, 0)
        for nobody in (TEACHER, OTHER_HR):
            assert await watched(work, nobody, made.id, NOW) is None
            with pytest.raises(NotAllowed):
                await standing_of(work, nobody, c.organisation, made.id, NOW)
        with pytest.raises(NotThere):
            await standing_of(work, OTHER_HR, c.other, made.id, NOW)
        await deadlines.change_deadline(
            work, HR, c.organisation, made.id, "plans", TITLE, DAY, NOW, (3,),
            replace(made.particulars, audience=Segment(members=(c.membership,))),
        )  # fmt: skip
        assert await watched(work, STRANGER, made.id, NOW) is None, "it is for none of theirs"


async def test_renewing_catches_up_with_nothing(database: Database) -> None:
    """What was planned before the upgrade stays, and nothing goes out because of it."""
    c = await found(database)
    async with database.work() as work:
        made = await deadlines.enter_deadline(
            work, HR, c.organisation, "plans", TITLE, NOW.date() + timedelta(days=3), NOW
        )
        for person_id in (TEACHER, HR):
            await renew_deadlines(work, person_id, c.organisation, NOW)
        assert await coming(work, TEACHER) == [1]
        assert await work.reminders.due(NOW, 10) == []
        past = await deadlines.past_deadlines(work, HR, c.organisation, NOW + timedelta(days=9))
        assert past == [made]
