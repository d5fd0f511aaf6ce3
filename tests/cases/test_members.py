import asyncio
from datetime import date, datetime

import pytest

from cases import certificates, members, memberships, organisations
from cases.errors import NotAllowed, NotThere
from rules.vocabulary import Verdict
from storage.database import Database, Work
from storage.tables.checks import NewDecision
from storage.tables.organisations import Shares
from tests.cases.college import (
    ALL,
    DAY,
    HR,
    NOTHING,
    NOW,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    add_colleague,
    found,
    greet,
    join,
    member_link,
)

COURSE = ("profile", 72, date(2025, 3, 1))
SECRET = b"answers of the person"


async def fill_teacher(work: Work) -> None:
    """A course and three results, two of them for one target."""
    await certificates.add_certificate(work, TEACHER, *COURSE, None, NOW)
    results: tuple[tuple[str | None, Verdict, datetime], ...] = (
        ("expert", "not_eligible", NOW),
        ("expert", "eligible", NOW + DAY),
        (None, "undetermined", NOW),
    )
    for category, verdict, at in results:
        await work.decisions.add(
            TEACHER, None, NewDecision(SECRET, "d", "tvet-teacher", category, verdict, TODAY), at
        )


async def seen(work: Work, c: Colleges) -> members.MemberView:
    return await members.member(work, HR, c.organisation, c.membership, NOW)


async def test_hr_sees_what_a_member_shares_and_no_more_from_the_next_look_on(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await fill_teacher(work)
    for shares in (NOTHING, ALL, Shares(verdicts=True), Shares(certificates=True), NOTHING):
        async with database.work() as work:
            await memberships.set_shares(work, TEACHER, c.organisation, shares)
        async with database.work() as work:
            view = await seen(work, c)
            assert [view] == await members.members(work, HR, c.organisation, NOW)
        assert (view.verdicts is not None) == shares.verdicts
        assert (view.certificates is not None) == shares.certificates
        assert str(TEACHER) not in str(view)


async def test_a_shared_view_holds_the_latest_results_and_the_courses(database: Database) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        await fill_teacher(work)
        view = await seen(work, c)
    assert view.verdicts is not None
    assert view.certificates is not None
    assert {(each.category, each.verdict) for each in view.verdicts} == {
        ("expert", "eligible"),
        (None, "undetermined"),
    }
    assert [(each.topic, each.hours, each.issued) for each in view.certificates] == [COURSE]
    assert (view.name, view.position, view.department_id) == (
        "Айгерім",
        "tvet-teacher",
        c.department,
    )


async def test_what_is_shared_with_one_organisation_is_not_shared_with_another(
    database: Database,
) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        await fill_teacher(work)
        link = await member_link(work, OTHER_HR, c.other)
        there = await join(work, TEACHER, link.token, NOTHING, name=None)
        view = await members.member(work, OTHER_HR, c.other, there.id, NOW)
        assert (view.name, view.verdicts, view.certificates) == (None, None, None)
        ids = [c.membership, there.id]
        assert await work.memberships.shared_certificates(c.other, ids) == []
        assert await work.memberships.shared_verdicts(c.other, ids) == []


async def test_whoever_leaves_is_seen_no_more(database: Database) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        await fill_teacher(work)
        await memberships.leave(work, TEACHER, c.organisation, NOW + DAY)
        assert await members.members(work, HR, c.organisation, NOW) == []
        assert await members.count_members(work, HR, c.organisation) == 0
        with pytest.raises(NotThere):
            await seen(work, c)
        left = await work.memberships.get(c.membership)
        assert await work.memberships.shared_certificates(c.organisation, [c.membership]) == []
    assert left is not None
    assert (left.left_at, left.name, left.position, left.shares) == (NOW + DAY, None, None, NOTHING)


async def test_an_ex_member_changes_nothing_and_may_join_anew(database: Database) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        await memberships.leave(work, TEACHER, c.organisation, NOW)
        for step in (
            memberships.set_shares(work, TEACHER, c.organisation, ALL),
            memberships.set_hr_messages(work, TEACHER, c.organisation, True),
            memberships.set_details(work, TEACHER, c.organisation, None, "X", NOW),
            memberships.leave(work, TEACHER, c.organisation, NOW + DAY),
        ):
            with pytest.raises(NotAllowed):
                await step
        assert await memberships.memberships_of(work, TEACHER) == []
        link = await member_link(work, HR, c.organisation)
        new = await join(work, TEACHER, link.token)
        [view] = await members.members(work, HR, c.organisation, NOW)
    assert new.id != c.membership
    assert (view.membership_id, view.certificates, new.hr_messages) == (new.id, None, True)


async def test_a_withdrawn_consent_ends_memberships_and_keeps_nothing(database: Database) -> None:
    c = await found(database, ALL)
    async with database.work() as work:
        await fill_teacher(work)
        await work.people.withdraw_consent(TEACHER, NOW)
        assert await members.members(work, HR, c.organisation, NOW) == []
        export = await work.people.export(TEACHER)
        assert [table for table, rows in export.items() if rows] == ["person"]
        await work.people.withdraw_consent(HR, NOW)
        assert await organisations.organisations_of_hr(work, HR) != []


async def test_a_member_changes_details_and_messages(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        await memberships.set_details(work, TEACHER, c.organisation, "tvet-methodist", "А. Б.", NOW)
        await memberships.set_hr_messages(work, TEACHER, c.organisation, False)
        [own] = await memberships.memberships_of(work, TEACHER)
        view = await seen(work, c)
    assert (view.position, view.name) == ("tvet-methodist", "А. Б.")
    assert own.membership.hr_messages is False
    assert own.department is not None
    assert (own.organisation.id, own.department.name) == (c.organisation, "IT")


async def test_members_come_in_pages_and_by_department(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation)
        for person_id in range(101, 106):
            await greet(work, person_id)
            await join(work, person_id, link.token, name=str(person_id))
        pages = []
        after = 0
        while page := await members.members(work, HR, c.organisation, NOW, after=after, limit=4):
            pages.append([each.name for each in page])
            after = page[-1].membership_id
        of_department = await members.members(
            work, HR, c.organisation, NOW, department_id=c.department
        )
    assert pages == [["Айгерім", "101", "102", "103"], ["104", "105"]]
    assert [each.membership_id for each in of_department] == [c.membership]


async def test_hr_moves_members_between_its_departments_only(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        with pytest.raises(NotThere):
            await members.move_member(
                work, HR, c.organisation, c.membership, c.other_department, NOW
            )
        await members.move_member(work, HR, c.organisation, c.membership, None, NOW)
        assert (await seen(work, c)).department_id is None


async def test_a_right_withdrawn_meanwhile_stops_the_action_or_comes_after_it(
    database: Database,
) -> None:
    c = await found(database)
    async with database.work() as work:
        await add_colleague(work, c.organisation)
    at_work, go_on = asyncio.Event(), asyncio.Event()

    async def move() -> None:
        async with database.work() as work:
            await members.move_member(work, HR, c.organisation, c.membership, None, NOW)
            at_work.set()
            await go_on.wait()

    async def withdraw() -> None:
        async with database.work() as work:
            await organisations.withdraw_right(
                work, HR, OPERATORS, c.organisation, c.right, NOW + DAY
            )

    moving = asyncio.create_task(move())
    await at_work.wait()
    withdrawing = asyncio.create_task(withdraw())
    for _ in range(50):
        await asyncio.sleep(0)
    assert not withdrawing.done()
    go_on.set()
    await asyncio.gather(moving, withdrawing)
    async with database.work(writing=False) as work:
        latest = await work.audit.of_organisation(c.organisation, 2)
    assert [each.action for each in latest] == ["hr.withdraw", "member.move"]


async def test_colleagues_are_named_only_as_members(database: Database) -> None:
    c = await found(database)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation)
        await join(work, HR, link.token, name="Бас HR")
        [own] = await organisations.colleagues(work, HR, OPERATORS, c.organisation)
        assert (own.right_id, own.name, own.is_self) == (c.right, "Бас HR", True)
        [seen_by_operator] = await organisations.colleagues(
            work, next(iter(OPERATORS)), OPERATORS, c.organisation
        )
        assert seen_by_operator.is_self is False
        assert await organisations.organisations_of_hr(work, STRANGER) == []
