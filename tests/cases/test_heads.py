"""Heads and deputies: what they see of members, and how far their messages go."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from cases import broadcasts, heads, members, roles
from cases.audience import count_meant
from cases.errors import BadValue, NotAllowed, NotThere
from cases.purposes import HEADS, REGISTER, was_asked, withdraw
from cases.register import ties
from cases.register.beside import shared_beside
from cases.register.people import record_of
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from storage.database import Database, Work
from storage.tables.organisations import RoleKind
from storage.tables.register import Appointment
from storage.tables.segments import Segment
from tests.cases.college import (
    ALL,
    DAY,
    HR,
    NOW,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    found,
    greet,
    join,
    member_link,
)
from tests.outgoing import go_out

HEAD, BELOW, BESIDE = 7_000_000_040, 7_000_000_041, 7_000_000_042
TEXTS: dict[Language, str] = {"kk": "Жиналыс", "ru": "Собрание"}


@dataclass(frozen=True, slots=True)
class Place:
    """HEAD leads the department of TEACHER; BELOW is in a chair below it, BESIDE in another one."""

    c: Colleges
    chair: int
    other: int
    below: int
    beside: int


async def placed(database: Database, kind: RoleKind = "head") -> Place:
    c = await found(database, ALL)
    async with database.work() as work:
        college = c.organisation
        chair = await work.organisations.add_department(college, "Ж", NOW, "chair", c.department)
        other = await work.organisations.add_department(college, "Химия", NOW)
        assert chair is not None
        assert other is not None
        for person in (HEAD, BELOW, BESIDE):
            await greet(work, person)
        link = await member_link(work, HR, college)
        await join(work, HEAD, link.token, name="Басшы")
        below = await work.memberships.add(BELOW, college, chair.id, None, "Төменгі", ALL, NOW)
        beside = await work.memberships.add(BESIDE, college, other.id, None, "Көрші", ALL, NOW)
        await work.certificates.add(TEACHER, "profile", 80, TODAY, None, NOW)
        await roles.give_role(work, HR, OPERATORS, college, HEAD, kind, c.department, NOW)
    return Place(c, chair.id, other.id, below.id, beside.id)


async def agree(work: Work, *people: int, version: str = HEADS.version) -> None:
    for person in people:
        await work.purposes.put(person, HEADS.id, version, True, NOW)


async def seen(work: Work, place: Place, actor: int = HEAD) -> list[str | None]:
    return [m.name for m in await heads.members_led(work, actor, place.c.organisation, NOW)]


@pytest.mark.parametrize("kind", ["head", "deputy"])
async def test_a_head_sees_what_is_shared_by_who_agreed_here_and_below(
    database: Database, kind: RoleKind
) -> None:
    place = await placed(database, kind)
    async with database.work() as work:
        assert await seen(work, place) == []
        await agree(work, TEACHER, BELOW, version="1")
        assert await seen(work, place) == []
        await agree(work, TEACHER, BELOW, BESIDE)
        assert await seen(work, place) == ["Айгерім", "Төменгі"]
        college = place.c.organisation
        one = await heads.member_led(work, HEAD, college, place.c.membership, NOW)
        assert one.certificates is not None
        assert [each.hours for each in one.certificates] == [80]
        await work.memberships.set_shares(place.c.membership, replace(ALL, certificates=False))
        one = await heads.member_led(work, HEAD, college, place.c.membership, NOW)
        assert one.certificates is None
        with pytest.raises(NotThere):
            await heads.member_led(work, HEAD, college, place.beside, NOW)
        await withdraw(work, BELOW, HEADS, NOW)
        assert await seen(work, place) == ["Айгерім"]
        with pytest.raises(NotThere):
            await heads.member_led(work, HEAD, college, place.below, NOW)
        await members.end_membership(work, HR, college, place.c.membership, NOW)
        assert await seen(work, place) == []
        with pytest.raises(NotThere):
            await heads.member_led(work, HEAD, college, place.c.membership, NOW)


async def test_nobody_else_sees_members_as_a_head_does(database: Database) -> None:
    place = await placed(database)
    async with database.work() as work:
        await agree(work, TEACHER)
        for actor in (HR, OTHER_HR, STRANGER, TEACHER):
            with pytest.raises(NotAllowed):
                await seen(work, place, actor)
        [role] = await work.roles.held(place.c.organisation, HEAD, TODAY)
        await roles.limit_role(work, HR, OPERATORS, place.c.organisation, role.id, TODAY, NOW)
        assert await seen(work, place) == ["Айгерім"]
        with pytest.raises(NotAllowed):
            await heads.members_led(work, HEAD, place.c.organisation, NOW + DAY)


async def test_whoever_is_led_by_somebody_else_is_asked(database: Database) -> None:
    place = await placed(database)
    async with database.work() as work:
        assert await heads.is_led(work, TEACHER, NOW)
        assert await heads.is_led(work, BELOW, NOW)
        assert not await heads.is_led(work, BESIDE, NOW)
        assert not await heads.is_led(work, HEAD, NOW)
        await work.memberships.set_department(place.beside, place.chair)
        assert await heads.is_led(work, BESIDE, NOW)
        await agree(work, TEACHER, version="1")
        assert not await was_asked(work, TEACHER, HEADS)


async def test_a_head_sees_beside_a_record_what_the_tied_member_shares_once_they_agree(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        [record] = await work.register.add(college, [("1", "Айгерім", {})], NOW)
        await work.register.appoint(
            [Appointment(0, record, place.chair, None, "x", None, 100, None, None, None)]
        )
        await ties.tie_proposed(work, HR, college, NOW)
        await work.purposes.put(TEACHER, REGISTER.id, REGISTER.version, True, NOW)
        for version, is_shown in (("1", False), (HEADS.version, True)):
            await agree(work, TEACHER, version=version)
            view = await record_of(work, HEAD, college, record, NOW)
            shown = await shared_beside(work, HEAD, college, view, NOW)
            assert (shown is not None) == is_shown
        view = await record_of(work, HR, college, record, NOW)
        await withdraw(work, TEACHER, HEADS, NOW)
        assert await shared_beside(work, HEAD, college, view, NOW) is None
        assert await shared_beside(work, HR, college, view, NOW) is not None


async def test_a_tied_member_belongs_where_the_record_is_as_long_as_the_post_lasts(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        await agree(work, BESIDE)
        [record] = await work.register.add(college, [("1", "Көрші", {})], NOW)
        await work.register.appoint(
            [Appointment(0, record, place.chair, None, "x", None, 100, None, TODAY, None)]
        )
        tie = await work.ties.propose(record, BESIDE, HR, NOW)
        assert await seen(work, place) == []
        assert await count(work, place, Segment()) == 2
        await work.ties.settle(tie.id, "confirmed", HR, NOW)
        assert await heads.is_led(work, BESIDE, NOW)
        assert await seen(work, place) == ["Көрші"]
        assert (await heads.member_led(work, HEAD, college, place.beside, NOW)).name == "Көрші"
        assert await count(work, place, Segment()) == 3
        assert await heads.members_led(work, HEAD, college, NOW + DAY) == []


async def count(work: Work, place: Place, segment: Segment, actor: int = HEAD) -> int:
    college = place.c.organisation
    found = await count_meant(work, actor, college, segment, NOW, catalogue())
    return sum(found.values())


@pytest.mark.parametrize("kind", ["head", "deputy"])
async def test_a_head_writes_here_and_below_and_no_further(
    database: Database, kind: RoleKind
) -> None:
    place = await placed(database, kind)
    college, texts = place.c.organisation, TEXTS
    async with database.work() as work:
        assert await count(work, place, Segment()) == 2
        assert await count(work, place, Segment(departments=(place.chair,))) == 1
        assert await count(work, place, Segment(), HR) == 4
        for departments in ((place.other,), (place.chair, place.other), (999_999,)):
            with pytest.raises(NotThere):
                await count(work, place, Segment(departments=departments))
        number = await broadcasts.begin_broadcast(
            work, HEAD, college, texts, Segment(), NOW, catalogue()
        )  # fmt: skip
        stored = await work.campaigns.get(number)
        assert stored is not None
        assert stored.segment.within == (place.c.department, place.chair)
        await go_out(work, NOW)
        people = {
            each.name for each in await broadcasts.recipients_of(work, HR, college, number, NOW)
        }
        assert people == {"Айгерім", "Төменгі"}
        await work.organisations.remove_department(place.chair)
        await work.memberships.set_department(place.c.membership, None)
        with pytest.raises(BadValue, match="segment"):
            await broadcasts.begin_broadcast(
                work, HEAD, college, texts, Segment(), NOW, catalogue()
            )  # fmt: skip


@pytest.mark.parametrize(
    "segment",
    [
        Segment(short_of_hours=True),
        Segment(hours_below=72),
        Segment(ends_within_days=30),
        Segment(quiet_since=TODAY),
    ],
)
async def test_what_members_share_with_hr_is_no_condition_for_heads(
    database: Database, segment: Segment
) -> None:
    place = await placed(database)
    async with database.work() as work:
        with pytest.raises(NotAllowed):
            await count(work, place, segment)
        await count(work, place, segment, HR)


async def test_a_head_manages_the_own_messages_only_and_learns_no_names_by_them(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        begin = (college, TEXTS, Segment(), NOW, catalogue())
        own = await broadcasts.begin_broadcast(work, HEAD, *begin)
        of_hr = await broadcasts.begin_broadcast(work, HR, *begin)
        assert [c.id for c in await broadcasts.broadcasts_of(work, HEAD, college, NOW)] == [own]
        assert len(await broadcasts.broadcasts_of(work, HR, college, NOW)) == 2
        assert not (await broadcasts.broadcast(work, HEAD, college, own, NOW)).by_name
        assert await broadcasts.pause_broadcast(work, HEAD, college, own, NOW)
        assert await broadcasts.cancel_broadcast(work, HR, college, own, NOW)
        for act in (broadcasts.broadcast, broadcasts.pause_broadcast, broadcasts.resume_broadcast,
                    broadcasts.cancel_broadcast):  # fmt: skip
            with pytest.raises(NotThere):
                await act(work, HEAD, college, of_hr, NOW)
        for number in (own, of_hr):
            with pytest.raises(NotAllowed):
                await broadcasts.recipients_of(work, HEAD, college, number, NOW)
