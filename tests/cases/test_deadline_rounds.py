"""A deadline for many people: a press stores it, the worker enters the reminders in pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cases import deadline_rounds, deadlines, members, memberships
from cases.deadline_rounds import enter_piece_of_round
from cases.deadline_standing import renew_deadlines
from cases.reminders import answer_reminder, plan_deadlines
from rules.norms.model import Text
from storage.database import Database, Work
from storage.tables.deadlines import Reminder
from storage.tables.organisations import Deadline, Particulars, Shares
from storage.tables.segments import Segment
from tests.cases.college import NOW

FIRST, HR = 8_000_000_001, 8_000_000_900
PEOPLE = 7
TITLE = Text(kk="Есеп", ru="Отчёт", en="Report")
APRIL, MAY, JUNE = date(2027, 4, 1), date(2027, 5, 1), date(2027, 6, 1)
AHEAD = (30, 1)


@dataclass(frozen=True, slots=True)
class Place:
    organisation: int
    department: int
    people: Sequence[int]


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is few enough to be entered by the press itself."""
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)


async def placed(work: Work, name: str = "Үлгі", first: int = FIRST) -> Place:
    """Members, of whom each second one is in the department."""
    made = await work.organisations.add(name, NOW)
    assert made is not None
    part = await work.organisations.add_department(made.id, "IT", NOW)
    assert part is not None
    await work.people.ensure(HR, "ru", NOW)
    await work.hr.grant(made.id, HR, None, NOW)
    people = [first + number for number in range(PEOPLE)]
    for number, person in enumerate(people):
        await come(work, person, made.id, part.id if number % 2 else None)
    return Place(made.id, part.id, people)


async def come(work: Work, person: int, organisation: int, department: int | None) -> None:
    await work.people.ensure(person, "kk", NOW)
    await work.memberships.add(person, organisation, department, None, None, Shares(), NOW)


async def enter(
    work: Work, place: Place, day: date = APRIL, audience: Segment | None = None, **more: Any
) -> Deadline:
    particulars = Particulars(audience or Segment())
    return await deadlines.enter_deadline(
        work, HR, place.organisation, "other", TITLE, day, NOW, AHEAD, particulars, **more
    )


async def change(
    work: Work, held: Deadline, day: date, audience: Segment | None = None, **more: Any
) -> None:
    particulars = Particulars(audience or Segment())
    await deadlines.change_deadline(
        work, HR, held.organisation_id, held.id, "other", TITLE, day, NOW, AHEAD, particulars,
        **more,
    )  # fmt: skip


async def remove(work: Work, held: Deadline) -> None:
    await deadlines.remove_deadline(work, HR, held.organisation_id, held.id, NOW)


async def work_on(database: Database, at_once: int = 2, pieces: int = 1000) -> int:
    """So many pieces, each a transaction of its own as the worker makes them; how many there
    were."""
    for number in range(pieces):
        async with database.work() as work:
            if not await enter_piece_of_round(work, NOW, at_once):
                return number
    return pieces


async def of(work: Work, person: int) -> list[Reminder]:
    return [each for each in await work.reminders.of(person) if each.state == "pending"]


async def coming(work: Work, person: int) -> list[tuple[date, int]]:
    found = [each for each in await of(work, person) if each.subject == "deadline"]
    return sorted((each.day, -each.days_before) for each in found)


async def told(work: Work, person: int) -> list[tuple[date, date | None]]:
    """What the person is to hear of days that were moved."""
    found = [each for each in await of(work, person) if each.subject == "deadline_change"]
    contents = [await work.due_reminders.content(each.id) for each in found]
    return [(each.was, each.moved_to) for each in contents if each is not None and each.was]


def both(day: date) -> list[tuple[date, int]]:
    return [(day, -30), (day, -1)]


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("at_once", [1, 3, PEOPLE, 500])
async def test_everybody_is_entered_once_however_large_the_pieces(
    database: Database, at_once: int
) -> None:
    async with database.work() as work:
        place = await placed(work)
        held = await enter(work, place)
        assert [await coming(work, each) for each in place.people] == [[]] * PEOPLE
        done, all_of = await work.deadline_rounds.progress(place.organisation, held.id)
        assert (done, all_of) == (0, PEOPLE)
    await work_on(database, at_once, 1)
    async with database.work() as work:
        done, _ = await work.deadline_rounds.progress(place.organisation, held.id)
        assert done == min(at_once, PEOPLE)
        entered = [await coming(work, each) for each in place.people]
        assert entered == [both(APRIL)] * done + [[]] * (PEOPLE - done)
    await work_on(database, at_once)
    async with database.work() as work:
        assert [await coming(work, each) for each in place.people] == [both(APRIL)] * PEOPLE
        assert await work.deadline_rounds.progress(place.organisation) == (0, 0)
        assert not await work.deadline_rounds.any()


@pytest.mark.usefixtures("in_pieces")
async def test_whoever_joins_leaves_or_moves_between_two_pieces_has_what_is_theirs(
    database: Database,
) -> None:
    """With two members done of seven, of a deadline for a department."""
    new = FIRST + 100
    async with database.work() as work:
        place = await placed(work)
        await enter(work, place, audience=Segment(departments=(place.department,)))
    await work_on(database, 2, 1)
    _, done, out, inside, leaver, back, _ = place.people
    async with database.work() as work:
        here = place.organisation
        numbers = {
            each.person_id: each.id for each in await work.memberships.all_of_organisation(here)
        }
        await members.move_member(work, HR, here, numbers[done], None, NOW)
        await members.move_member(work, HR, here, numbers[out], place.department, NOW)
        await members.move_member(work, HR, here, numbers[inside], None, NOW)
        await memberships.leave(work, leaver, here, NOW)
        await memberships.leave(work, back, here, NOW)
        for person in (back, new):
            await come(work, person, here, place.department)
            await plan_deadlines(work, person, here, NOW)
    await work_on(database, 2)
    async with database.work() as work:
        wanted = {out, back, new}
        for person in (*place.people, new):
            assert await coming(work, person) == (both(APRIL) if person in wanted else []), person


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("done", [1, 3])
async def test_what_hr_does_in_the_middle_holds_for_everybody(
    database: Database, done: int
) -> None:
    """`done`: pieces of two members before it."""
    part: dict[str, Segment] = {}

    async def moved(work: Work, held: Deadline) -> None:
        await change(work, held, MAY)

    async def for_some(work: Work, held: Deadline) -> None:
        await change(work, held, APRIL, part["department"])

    async def moved_twice(work: Work, held: Deadline) -> None:
        await change(work, held, MAY)
        await change(work, held, JUNE)

    async def moved_back(work: Work, held: Deadline) -> None:
        await change(work, held, MAY)
        await change(work, held, APRIL)

    acts: list[tuple[Callable[[Work, Deadline], Awaitable[None]], date | None]] = [
        (moved, MAY), (for_some, APRIL), (moved_twice, JUNE), (moved_back, APRIL), (remove, None)
    ]  # fmt: skip
    for number, (act, day) in enumerate(acts):
        async with database.work() as work:
            place = await placed(work, f"Үлгі {number}", FIRST + number * 100)
            part["department"] = Segment(departments=(place.department,))
            held = await enter(work, place)
        await work_on(database, 2, done)
        async with database.work() as work:
            await act(work, held)
        await work_on(database, 2)
        async with database.work() as work:
            for place_of, person in enumerate(place.people):
                meant = day is not None and (act is not for_some or place_of % 2)
                wanted = both(day) if meant and day else []
                assert await coming(work, person) == wanted, (act, person)
                assert await told(work, person) == [], "nobody has heard of any day"


@pytest.mark.usefixtures("in_pieces")
async def test_a_small_deadline_of_a_large_organisation_is_entered_by_the_press(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 2)
    async with database.work() as work:
        place = await placed(work)
        [first, *_] = await work.memberships.all_of_organisation(place.organisation)
        held = await enter(work, place, audience=Segment(members=(first.id,)))
        assert await coming(work, first.person_id) == both(APRIL)
        assert not await work.deadline_rounds.any()
        await change(work, held, APRIL)
        assert await work.deadline_rounds.any(), "it is for everybody now"
        await change(work, held, MAY, Segment(members=(first.id,)))
        assert await coming(work, first.person_id) == both(MAY)
        assert not await work.deadline_rounds.any(), "nobody else was reached yet"
        await remove(work, held)
        assert await coming(work, first.person_id) == []


@pytest.mark.usefixtures("in_pieces")
async def test_a_series_and_several_lines_are_entered_in_pieces_too(database: Database) -> None:
    day = NOW.date() + timedelta(days=100)
    async with database.work() as work:
        place = await placed(work)
        given = [
            deadlines.Entered("other", TITLE, day, AHEAD, repeats="quarterly"),
            deadlines.Entered("other", TITLE, day, AHEAD),
        ]
        await deadlines.enter_deadlines(work, HR, place.organisation, given, NOW)
        found = await work.deadlines.of_organisation(place.organisation, day)
        assert len(found) == 4
        done, whole = await work.deadline_rounds.progress(place.organisation)
        assert (done, whole) == (0, 4 * PEOPLE)
    await work_on(database, 3)
    async with database.work() as work:
        for person in place.people:
            counted = Counter(each.subject_id for each in await of(work, person))
            assert counted == {each.id: len(AHEAD) for each in found}


@pytest.mark.usefixtures("in_pieces")
async def test_catching_up_reaches_each_once_also_after_they_refused(database: Database) -> None:
    """The moment of thirty days before has passed for a day three weeks ahead."""
    soon = NOW.date() + timedelta(days=21)
    async with database.work() as work:
        place = await placed(work)
        await enter(work, place, soon, also_now=True)
    await work_on(database, 3, 1)
    async with database.work() as work:
        early, [late] = place.people[0], [
            each for each in await of(work, place.people[0]) if each.days_before == 30
        ]  # fmt: skip
        assert late.due_at == NOW
        await answer_reminder(work, early, late.id, "stop", NOW)
        await renew_deadlines(work, place.people[1], place.organisation, NOW)
    await work_on(database, 3)
    async with database.work() as work:
        assert await coming(work, early) == []
        for person in place.people[1:]:
            assert await coming(work, person) == both(soon)


async def test_a_piece_that_fails_is_done_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transaction keeps neither the reminders nor how far it had come."""
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)
    async with database.work() as work:
        place = await placed(work)
        await enter(work, place)
    await work_on(database, 3, 1)
    with suppress(RuntimeError):
        async with database.work() as work:
            await enter_piece_of_round(work, NOW, 3)
            raise RuntimeError
    await work_on(database, 3)
    async with database.work() as work:
        assert [await coming(work, each) for each in place.people] == [both(APRIL)] * PEOPLE


async def test_the_last_moment_counts_of_when_it_was_saved(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that was away for a day enters what the press would have entered."""
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)
    late: datetime = NOW + timedelta(days=1, hours=1)
    day = NOW.date() + timedelta(days=31)
    async with database.work() as work:
        place = await placed(work)
        await enter(work, place, day)
    async with database.work() as work:
        while await enter_piece_of_round(work, late, 3):
            continue
        assert await coming(work, place.people[-1]) == both(day)
