"""Whom a broadcast reaches is worked out when it goes out, in pieces, by a right that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import pytest_asyncio

from cases import broadcasts
from cases.errors import BadValue
from cases.recipients import count_recipients, enter_piece, halt_without_right
from cases.roles import end_role, give_role
from cases.segments import people_short_of_hours
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from storage.database import Database, Work
from storage.tables.organisations import RoleKind, Shares
from storage.tables.outbound import Campaign, CampaignStatus
from storage.tables.segments import Segment
from tests.cases.college import (
    ALL,
    COLLEAGUE,
    DAY,
    HR,
    NOW,
    OPERATORS,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    add_colleague,
    dismiss,
    found,
    greet,
    join,
    member_link,
)
from tests.outgoing import go_out

TEXTS: dict[Language, str] = {"kk": "Сәлем", "ru": "Привет"}
LATER = NOW + 2 * DAY
FIRST = 8_100_000_000
EVERYBODY = Segment()


@dataclass
class Place:
    """A college with a teacher in its department, whose head is STRANGER, and members besides."""

    database: Database
    c: Colleges
    head_role: int

    async def members(self, count: int, first: int = FIRST) -> None:
        async with self.database.work() as work:
            link = await member_link(work, HR, self.c.organisation)
            for number in range(first, first + count):
                await greet(work, number)
                await join(work, number, link.token, ALL)

    async def scheduled(self, author: int = HR, segment: Segment = EVERYBODY) -> int:
        async with self.database.work() as work:
            return await broadcasts.begin_broadcast(
                work, author, self.c.organisation, TEXTS, segment, NOW, catalogue(), LATER
            )

    async def goes_out(self, at_once: int = 500) -> None:
        async with self.database.work() as work:
            await go_out(work, LATER, at_once)

    async def look(self, number: int) -> tuple[Campaign, CampaignStatus]:
        async with self.database.work(writing=False) as work:
            held, status = await work.campaigns.get(number), await work.campaigns.status(number)
        assert held is not None
        assert status is not None
        assert status.total == sum(
            (status.sent, status.blocked, status.failed, status.uncertain, status.pending)
        )
        return held, status

    async def told(self, number: int) -> set[int]:
        """Who is told that it did not go out."""
        people = set()
        async with self.database.work(writing=False) as work:
            for person in (HR, COLLEAGUE, STRANGER, TEACHER):
                for each in await work.reminders.of(person):
                    if (each.subject, each.subject_id) == ("message_held", number):
                        people.add(person)
        return people


async def recipients(work: Work, number: int) -> list[int]:
    """In the order in which they were entered."""
    await work.campaigns.begin_due(LATER)
    claims = await work.ledger.claim("w", LATER, timedelta(minutes=1), 1000)
    await work.ledger.release(claims, "w")
    return [each.person_id for each in claims if each.campaign_id == number]


async def entered(place: Place, number: int) -> list[int]:
    async with place.database.work() as work:
        return await recipients(work, number)


@pytest_asyncio.fixture
async def place(database: Database) -> Place:
    return await made(database)


async def made(database: Database, kind: RoleKind = "head") -> Place:
    c = await found(database, ALL)
    async with database.work() as work:
        link = await member_link(work, HR, c.organisation)
        await join(work, STRANGER, link.token, name="Басшы")
        role = await give_role(
            work, HR, OPERATORS, c.organisation, STRANGER, kind, c.department, NOW
        )
        await add_colleague(work, c.organisation)
    return Place(database, c, role.id)


async def test_whoever_joins_before_it_goes_out_gets_it_and_whoever_left_does_not(
    place: Place,
) -> None:
    number = await place.scheduled()
    _, status = await place.look(number)
    assert (status.total, status.unmade, status.pending) == (2, 2, 2)
    await place.members(2)
    async with place.database.work() as work:
        await work.memberships.leave(place.c.membership, NOW)
    await place.goes_out()
    assert await entered(place, number) == [STRANGER, FIRST, FIRST + 1]
    held, status = await place.look(number)
    assert (status.total, status.unmade, held.audience) == (3, 0, 3)


async def test_a_restart_between_two_pieces_loses_and_doubles_nobody(place: Place) -> None:
    await place.members(5)
    number = await place.scheduled()
    async with place.database.work() as work:
        await work.campaigns.begin_due(LATER)
        [held] = await halt_without_right(work, LATER)
        counted = await count_recipients(work, held, catalogue(), LATER)
        assert await enter_piece(work, number, catalogue(), LATER, counted, at_once=3)
    _, status = await place.look(number)
    assert (status.total, status.unmade, status.pending) == (7, 4, 7)

    async def killed() -> None:
        async with place.database.work() as work:
            assert await enter_piece(work, number, catalogue(), LATER, None, at_once=3)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await killed()
    _, status = await place.look(number)
    assert status.unmade == 4, "what was not stored did not happen"
    await place.goes_out(at_once=3)
    assert await entered(place, number) == [
        TEACHER, STRANGER, *range(FIRST, FIRST + 5)
    ]  # fmt: skip
    async with place.database.work() as work:
        assert not await enter_piece(work, number, catalogue(), LATER)
    _, status = await place.look(number)
    assert (status.total, status.unmade) == (7, 0)


async def test_a_piece_that_another_worker_took_is_not_entered_again(place: Place) -> None:
    await place.members(4)
    number = await place.scheduled()
    async with place.database.work() as work:
        await work.campaigns.begin_due(LATER)
        [stale] = await halt_without_right(work, LATER)
        assert await enter_piece(work, number, catalogue(), LATER, 6, at_once=2)
        assert not await work.campaign_pieces.advance(stale, 10**9)
    await place.goes_out(at_once=2)
    people = await entered(place, number)
    assert len(people) == len(set(people)) == 6


async def test_whoever_leaves_and_joins_again_between_two_pieces_gets_it_once(
    place: Place,
) -> None:
    await place.members(2)
    number = await place.scheduled()
    async with place.database.work() as work:
        await work.campaigns.begin_due(LATER)
        assert await enter_piece(work, number, catalogue(), LATER, 4, at_once=1)
        await work.memberships.leave(place.c.membership, LATER)
        link = await member_link(work, HR, place.c.organisation, place.c.department)
        await join(work, TEACHER, link.token)
    await place.goes_out(at_once=1)
    assert sorted(await entered(place, number)) == sorted([TEACHER, STRANGER, FIRST, FIRST + 1])


async def test_stopping_in_the_middle_enters_no_more_and_the_totals_add_up(place: Place) -> None:
    await place.members(6)
    number = await place.scheduled()
    async with place.database.work() as work:
        await work.campaigns.begin_due(LATER)
        assert await enter_piece(work, number, catalogue(), LATER, 8, at_once=3)
        assert await broadcasts.cancel_broadcast(work, HR, place.c.organisation, number, LATER)
        assert not await enter_piece(work, number, catalogue(), LATER, None, at_once=3)
    await place.goes_out()
    held, status = await place.look(number)
    assert (held.state, status.total, status.pending, status.unmade) == ("cancelled", 8, 8, 5)
    assert await entered(place, number) == []


async def test_pausing_in_the_middle_waits_and_going_on_enters_the_rest(place: Place) -> None:
    await place.members(3)
    number, college = await place.scheduled(), place.c.organisation
    async with place.database.work() as work:
        await work.campaigns.begin_due(LATER)
        assert await enter_piece(work, number, catalogue(), LATER, 5, at_once=2)
        assert await broadcasts.pause_broadcast(work, HR, college, number, LATER)
        assert not await enter_piece(work, number, catalogue(), LATER, None, at_once=2)
        assert await broadcasts.resume_broadcast(work, HR, college, number, LATER)
    await place.goes_out(at_once=2)
    assert len(await entered(place, number)) == 5


async def test_a_message_of_a_head_does_not_outlive_the_role(place: Place) -> None:
    number = await place.scheduled(STRANGER)
    async with place.database.work() as work:
        await end_role(work, HR, OPERATORS, place.c.organisation, place.head_role, NOW)
    await place.goes_out()
    held, status = await place.look(number)
    assert (held.state, held.halted) == ("paused", "right")
    assert (status.total, status.unmade) == (1, 1)
    assert await entered(place, number) == []
    assert await place.told(number) == {STRANGER, HR, COLLEAGUE}


async def test_hr_lets_it_go_to_the_heads_department_and_no_further(place: Place) -> None:
    await place.members(2)
    number, college = await place.scheduled(STRANGER), place.c.organisation
    async with place.database.work() as work:
        await end_role(work, HR, OPERATORS, college, place.head_role, NOW)
    await place.goes_out()
    async with place.database.work() as work:
        assert await broadcasts.resume_broadcast(work, HR, college, number, LATER)
    await place.goes_out()
    assert await entered(place, number) == [TEACHER]
    held, _ = await place.look(number)
    assert (held.created_by, held.halted) == (HR, None)


async def test_a_right_that_ends_while_it_is_sent_stops_what_has_not_gone(place: Place) -> None:
    number = await place.scheduled(STRANGER)
    await place.goes_out()
    assert await entered(place, number) == [TEACHER]
    async with place.database.work() as work:
        await end_role(work, HR, OPERATORS, place.c.organisation, place.head_role, NOW)
        assert await halt_without_right(work, LATER) == []
    held, status = await place.look(number)
    assert (held.state, held.halted, status.pending) == ("paused", "right", 1)
    assert await entered(place, number) == []


async def test_a_head_of_another_department_by_then_writes_to_neither(place: Place) -> None:
    number, college = await place.scheduled(STRANGER), place.c.organisation
    async with place.database.work() as work:
        await end_role(work, HR, OPERATORS, college, place.head_role, NOW)
        other = await work.organisations.add_department(college, "Физика", NOW)
        assert other is not None
        await give_role(work, HR, OPERATORS, college, STRANGER, "head", other.id, NOW)
    await place.goes_out()
    held, _ = await place.look(number)
    assert held.halted == "right"


async def test_a_message_of_an_hr_who_has_gone_waits_for_a_colleague(place: Place) -> None:
    number, college = await place.scheduled(), place.c.organisation
    async with place.database.work() as work:
        await dismiss(work, place.c)
    await place.goes_out()
    held, _ = await place.look(number)
    assert held.halted == "right"
    async with place.database.work() as work:
        assert await broadcasts.resume_broadcast(work, COLLEAGUE, college, number, LATER)
    await place.goes_out()
    assert sorted(await entered(place, number)) == sorted([TEACHER, STRANGER])


async def test_a_message_of_somebody_forgotten_goes_nowhere_by_itself(place: Place) -> None:
    number = await place.scheduled(STRANGER)
    async with place.database.work() as work:
        await work.people.forget(STRANGER)
    await place.goes_out()
    held, _ = await place.look(number)
    assert (held.created_by, held.halted) == (None, "right")
    assert await place.told(number) == {HR, COLLEAGUE}


async def test_a_scheduled_message_that_means_nobody_then_is_over_and_told(place: Place) -> None:
    number = await place.scheduled(segment=Segment(departments=(place.c.department,)))
    async with place.database.work() as work:
        await work.memberships.leave(place.c.membership, NOW)
    await place.goes_out()
    async with place.database.work() as work:
        await work.campaigns.finish(LATER)
    held, status = await place.look(number)
    assert (held.state, held.halted, status.total) == ("done", "nobody", 0)
    assert await place.told(number) == {HR, COLLEAGUE}


async def test_nobody_today_may_be_somebody_later_but_not_at_once(place: Place) -> None:
    segment, college = Segment(positions=("uni-lecturer",)), place.c.organisation
    await place.scheduled(segment=segment)
    async with place.database.work() as work:
        with pytest.raises(BadValue):
            await broadcasts.begin_broadcast(work, HR, college, TEXTS, segment, NOW, catalogue())


async def test_short_of_hours_is_judged_piece_by_piece_as_in_one(place: Place) -> None:
    """Against the judgement of all members at once."""
    async with place.database.work() as work:
        for number in range(FIRST, FIRST + 7):
            await greet(work, number)
            await work.memberships.add(
                number, place.c.organisation, None, "uni-lecturer", None, Shares(True, True), NOW
            )
            if number % 2:
                await work.certificates.add(number, "profile", 72, date(2026, 5, 1), None, NOW)
    segment = Segment(short_of_hours=True)
    number = await place.scheduled(segment=segment)
    await place.goes_out(at_once=2)
    async with place.database.work(writing=False) as work:
        short = await people_short_of_hours(work, place.c.organisation, segment, catalogue(), TODAY)
    assert short
    assert set(await entered(place, number)) == short
