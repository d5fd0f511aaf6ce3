"""Ties: who may propose, confirm and undo them, and what they show to whom and when."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cases import roles
from cases.errors import ConsentNeeded, NameTaken, NotAllowed, NotThere
from cases.purposes import HEADS, REGISTER, Purpose, withdraw
from cases.register import ties
from cases.register.people import record_of
from cases.register.ties import LinkRefused
from cases.rights import reach
from storage.database import Database, Work
from storage.tables.register import Appointment
from tests.cases.college import (
    COLLEAGUE,
    DAY,
    HR,
    NOW,
    OPERATOR,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    Colleges,
    found,
    greet,
    join,
)

HEAD = 7_000_000_030


@dataclass(frozen=True, slots=True)
class Place:
    """TEACHER is called Айгерім as a member; `record` bears that name, `other` another one. HEAD
    leads the department of `record`."""

    c: Colleges
    record: int
    other: int


async def placed(database: Database) -> Place:
    c = await found(database)
    async with database.work() as work:
        college = c.organisation
        new = [("1", "Айгерім", {"category": "expert"}), ("2", "Пробный Олжас", {})]
        record, other = await work.register.add(college, new, NOW)
        elsewhere = await work.organisations.add_department(college, "Химия", NOW)
        assert elsewhere is not None
        await work.register.appoint([
            Appointment(0, record, c.department, None, "x", None, 100, None, None, None),
            Appointment(0, other, elsewhere.id, None, "y", None, 100, None, None, None),
        ])  # fmt: skip
        await greet(work, HEAD)
        _, token = await work.invitations.add("member", college, None, HR, NOW, NOW + DAY)
        await join(work, HEAD, token, name="Басшы")
        await roles.give_role(work, HR, OPERATORS, college, HEAD, "head", c.department, NOW)
    return Place(c, record, other)


async def linked(work: Work, place: Place, employee: int) -> str:
    _, token = await ties.personal_link(work, HR, place.c.organisation, employee, NOW)
    return token


async def agree(work: Work, person: int, *purposes: Purpose) -> None:
    for each in purposes or (REGISTER,):
        await work.purposes.put(person, each.id, each.version, True, NOW)


async def seen_by(work: Work, person: int) -> list[str]:
    """The names of the records that a person is shown of themselves."""
    own = await ties.own_records(work, person, NOW)
    return [each.view.employee.name for each in own if each.view is not None]


async def test_members_are_proposed_by_the_only_name_on_both_sides(database: Database) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        [one] = await ties.proposals(work, HR, college, NOW)
        assert (one.membership.person_id, one.employee.id) == (TEACHER, place.record)
        assert await ties.tie_proposed(work, HR, college, NOW, only=[place.other]) == 0
        assert await ties.tie_proposed(work, HR, college, NOW) == 1
        assert await ties.proposals(work, HR, college, NOW) == []
        assert await seen_by(work, TEACHER) == []
        assert not (await reach(work, TEACHER, "see_register", college, NOW)).employees
        assert not (await record_of(work, HR, college, place.record, NOW)).tied
        await agree(work, TEACHER)
        assert await seen_by(work, TEACHER) == ["Айгерім"]
        assert (await record_of(work, HR, college, place.record, NOW)).tied
        await withdraw(work, TEACHER, REGISTER, NOW)
        assert await seen_by(work, TEACHER) == []
        assert (await record_of(work, HR, college, place.record, NOW)).tie is None


async def test_namesakes_are_proposed_to_nobody(database: Database) -> None:
    place = await placed(database)
    async with database.work() as work:
        await work.register.add(place.c.organisation, [("3", "айгерім", {})], NOW)
        assert await ties.proposals(work, HR, place.c.organisation, NOW) == []


async def test_a_personal_link_works_once_and_shows_nothing_until_it_is_confirmed(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        token = await linked(work, place, place.other)
        assert (await ties.look_at_link(work, token, NOW)).id == college
        with pytest.raises(ConsentNeeded):
            await ties.take_link(work, STRANGER, token, "пробный", NOW)
        await agree(work, STRANGER)
        assert await ties.take_link(work, STRANGER, token, "пробный", NOW) is None
        assert await seen_by(work, STRANGER) == []
        assert not (await reach(work, STRANGER, "see_register", college, NOW)).employees
        await agree(work, TEACHER)
        with pytest.raises(LinkRefused) as refused:
            await ties.take_link(work, TEACHER, token, "Пробный", NOW)
        assert refused.value.reason == "closed"
        [waiting] = await ties.open_ties(work, HR, college, NOW)
        await ties.confirm_tie(work, HR, college, waiting.tie.id, NOW)
        assert await seen_by(work, STRANGER) == ["Пробный Олжас"]
        may = await reach(work, STRANGER, "see_register", college, NOW)
        assert may.covers(None, place.other)
        assert not may.covers(None, place.record)
        with pytest.raises(NotAllowed):
            await record_of(work, STRANGER, college, place.record, NOW)
        await ties.undo_tie(work, HR, college, waiting.tie.id, NOW)
        assert await seen_by(work, STRANGER) == []
        assert await work.register.get(place.other) is not None


async def test_three_wrong_names_close_a_link_and_two_do_not(database: Database) -> None:
    place = await placed(database)
    for wrong, last in ((2, None), (3, "closed")):
        async with database.work() as work:
            token = await linked(work, place, place.other)
            await agree(work, STRANGER)
        told = []
        for _ in range(wrong):
            async with database.work() as work:
                told.append(await ties.take_link(work, STRANGER, token, "Тестов", NOW))
        assert told == ["name"] * 2 + ["closed"] * (wrong - 2)
        async with database.work() as work:
            if last is not None:
                with pytest.raises(LinkRefused):
                    await ties.take_link(work, STRANGER, token, "Пробный", NOW)


async def test_a_link_ends_after_fourteen_days_with_a_newer_one_and_needs_consent(
    database: Database,
) -> None:
    place = await placed(database)
    async with database.work() as work:
        old = await linked(work, place, place.other)
        new = await linked(work, place, place.other)
        await agree(work, STRANGER)
        for token, now, reason in (
            (old, NOW, "closed"),
            (new, NOW + 14 * DAY, "expired"),
            ("x" * 32, NOW, "unknown"),
        ):
            with pytest.raises(LinkRefused) as refused:
                await ties.take_link(work, STRANGER, token, "Пробный", now)
            assert refused.value.reason == reason
        await work.people.withdraw_consent(STRANGER, NOW)
        with pytest.raises(ConsentNeeded):
            await ties.take_link(work, STRANGER, new, "Пробный", NOW)


async def test_a_head_confirms_in_the_own_department_and_never_their_own(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        mine = await work.ties.propose(place.record, STRANGER, HR, NOW)
        far = await work.ties.propose(place.other, TEACHER, HR, NOW)
        await agree(work, STRANGER)
        await agree(work, TEACHER, HEADS)
        assert await ties.open_ties(work, HEAD, college, NOW) == []
        assert (await record_of(work, HEAD, college, place.record, NOW)).tie is None
        for act in (ties.confirm_tie, ties.undo_tie):
            with pytest.raises(NotThere):
                await act(work, HEAD, college, mine.id, NOW)
        await agree(work, STRANGER, HEADS)
        assert (await record_of(work, HEAD, college, place.record, NOW)).tie == mine
        assert [e.tie.id for e in await ties.open_ties(work, HEAD, college, NOW)] == [mine.id]
        with pytest.raises(NotThere):
            await ties.confirm_tie(work, HEAD, college, far.id, NOW)
        await ties.confirm_tie(work, HEAD, college, mine.id, NOW)
        await ties.undo_tie(work, HEAD, college, mine.id, NOW)
        await agree(work, HEAD, HEADS)
        own = await work.ties.propose(place.record, HEAD, HR, NOW)
        with pytest.raises(NotThere):
            await ties.confirm_tie(work, HEAD, college, own.id, NOW)
        with pytest.raises(NotAllowed):
            await ties.personal_link(work, HEAD, college, place.other, NOW)


async def test_a_correction_is_asked_by_the_tied_person_alone_and_settled_by_hr(
    database: Database,
) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        tie = await work.ties.propose(place.record, TEACHER, HR, NOW)
        with pytest.raises(NotThere):
            await ties.ask_correction(work, TEACHER, tie.id, NOW)
        await ties.confirm_tie(work, HR, college, tie.id, NOW)
        with pytest.raises(NotThere):
            await ties.ask_correction(work, TEACHER, tie.id, NOW)
        await agree(work, TEACHER)
        with pytest.raises(NotThere):
            await ties.ask_correction(work, STRANGER, tie.id, NOW)
        await ties.ask_correction(work, TEACHER, tie.id, NOW)
        [asked] = await ties.open_ties(work, HR, college, NOW)
        assert asked.tie.correction_asked_at == NOW
        with pytest.raises(NotAllowed):
            await ties.settle_correction(work, HEAD, college, tie.id, NOW)
        await ties.settle_correction(work, HR, college, tie.id, NOW)
        assert await ties.open_ties(work, HR, college, NOW) == []


async def test_to_be_forgotten_undoes_the_tie_and_leaves_the_employers_record(
    database: Database,
) -> None:
    place = await placed(database)
    for forget in (True, False):
        async with database.work() as work:
            await greet(work, COLLEAGUE)
            tie = await work.ties.propose(place.other, COLLEAGUE, HR, NOW)
            await ties.confirm_tie(work, HR, place.c.organisation, tie.id, NOW)
            if forget:
                await work.people.forget(COLLEAGUE)
            else:
                await work.people.withdraw_consent(COLLEAGUE, NOW)
            assert await work.ties.of_employee(place.other) is None
            assert await work.register.get(place.other) is not None


async def test_nobody_else_ties(database: Database) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        tie = await work.ties.propose(place.record, STRANGER, HR, NOW)
    for actor in (OPERATOR, OTHER_HR, TEACHER, STRANGER):
        for act in (
            lambda w, a: ties.proposals(w, a, college, NOW),
            lambda w, a: ties.tie_proposed(w, a, college, NOW),
            lambda w, a: ties.open_ties(w, a, college, NOW),
            lambda w, a: ties.confirm_tie(w, a, college, tie.id, NOW),
            lambda w, a: ties.undo_tie(w, a, college, tie.id, NOW),
            lambda w, a: ties.personal_link(w, a, college, place.other, NOW),
        ):
            with pytest.raises(NotAllowed):
                async with database.work() as work:
                    await act(work, actor)
    async with database.work() as work:
        with pytest.raises(NotThere):
            await ties.confirm_tie(work, OTHER_HR, place.c.other, tie.id, NOW)
        with pytest.raises(NotThere):
            await ties.personal_link(work, OTHER_HR, place.c.other, place.other, NOW)


async def test_whoever_is_tied_gets_no_second_tie(database: Database) -> None:
    place = await placed(database)
    college = place.c.organisation
    async with database.work() as work:
        token = await linked(work, place, place.other)
        await ties.tie_proposed(work, HR, college, NOW)
        with pytest.raises(NameTaken):
            await ties.personal_link(work, HR, college, place.record, NOW)
        await agree(work, TEACHER)
        with pytest.raises(LinkRefused):
            await ties.take_link(work, TEACHER, token, "Пробный", NOW)
