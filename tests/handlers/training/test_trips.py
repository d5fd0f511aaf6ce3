"""Orders for trips in the chat: one press to the draft, one message for the signed order."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.training.plans import give, say
from cases.training.risks import risks_seen
from cases.training.schedules import approve_unit, consolidate, do_step, revise, sign_all
from cases.training.trips import TripDay, plan_trips, trips_of
from cases.training.units import whole_seen
from storage.database import Work
from storage.tables.deadlines import Reminder
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER
from tests.cases.training.test_year import finished, typed
from tests.cases.training.university import DEAN, HEAD, TEACHER_A, University, paper
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus

DAY, NUMBER = date(2027, 3, 3), 20270303
HARD = '=HYPERLINK("x") <b>&'


async def travel(work: Work, u: University) -> list[int]:
    """Two set out on a day by the approved schedule, a third one on another, a fourth stays."""
    lines = (
        ("Python, 72 h, 3–14.03, Almaty, 90 000, university", u.teachers[1], True),
        ("Data, 36 h, 3–5.03, Astana, own", u.teachers[2], True),
        ("Law, 36 h, 7–9.04, Almaty, grant", u.teachers[0], True),
        ("Here, 36 h, 3–5.03", u.teachers[0], False),
    )
    items = []
    for line, employee, trip in lines:
        item = await typed(work, u, line, employee)
        await say(work, HEAD, item, NOW, trip=trip)
        items.append(item)
    await say(work, HEAD, items[0], NOW, contract_number="7/27", topic=HARD)
    for employee in u.teachers:
        await give(work, HEAD, u.year, employee, NOW)
    await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
    await finished(work, u)
    return items


async def again(work: Work, u: University, now: datetime = NOW, **said: object) -> None:
    """A new edition of the chair's schedule in which the first course is changed, all the way."""
    [document] = [
        each
        for each in await work.training_documents.of_year(u.year, "602-01")
        if each.department_id == u.chair and each.state == "approved"
    ]
    await revise(work, HEAD, u.organisation, document.id, "Басқа күн", now)
    plan = await work.training_plans.of_employee(u.year, u.teachers[1])
    assert plan is not None
    [item] = await work.training_plans.items([plan.id])
    await say(work, HEAD, item.id, now, **said)
    await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), now)
    await sign_all(work, DEAN, u.organisation, u.year, paper(), now)
    await consolidate(work, HR, u.organisation, u.year, paper(), now)
    whole = await whole_seen(work, HR, u.organisation, u.year, now)
    while not whole.standing.over:
        assert whole.document is not None
        await do_step(work, HR, u.organisation, whole.document.id, paper(), now)
        whole = await whole_seen(work, HR, u.organisation, u.year, now)


async def days(work: Work, u: University) -> list[TripDay]:
    year = await work.training_years.get(u.year)
    assert year is not None
    return await trips_of(work, year)


async def told(work: Work) -> list[Reminder]:
    """What HR is to be told of, or was."""
    return [
        each
        for each in await work.reminders.of(HR)
        if each.subject == "training_trip" and each.state != "cancelled"
    ]


async def at_trips(campus: Campus) -> Somebody:
    hr = await campus.year()
    await hr.press("✈️ Trips")
    return hr


def sheet_of(campus: Campus) -> list[tuple[object, ...]]:
    """The lines of the last draft."""
    found = [m.document for m in campus.house.telegram.messages(HR) if m.document]
    book = load_workbook(BytesIO(found[-1].data))
    return [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]


async def test_a_draft_is_one_press_and_the_order_one_message(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        items = await travel(work, campus.u)
        assert [(each.day, len(each.people)) for each in await days(work, campus.u)] == [
            (DAY, 2), (date(2027, 4, 7), 1),
        ]  # fmt: skip
    hr = campus.person(HR)
    await hr.say("/start")
    # The button of the message to HR.
    data = f"h:train_trip_file:{campus.u.organisation}:{campus.u.year}:{NUMBER}"
    assert "2 people travel." in await campus.opens(hr, data)
    lines = sheet_of(campus)
    said = ["\n".join(str(cell) for cell in line if cell is not None) for line in lines]
    [python] = [line for line in said if "7/27" in line]
    assert HARD in python
    assert "Almaty" in python
    assert not any("Here" in line or "Law" in line for line in said)
    # Room for number, day and signature.
    assert sum("___" in line for line in said) >= 3
    campus.at(date(2027, 2, 10))
    await campus.house.restart()
    assert "stands on 2 courses" in await hr.say("№ 12, 09.02.2027")
    async with campus.house.database.work() as work:
        orders = await work.training_needs.orders(items)
        assert {number: each.number for number, each in orders.items()} == {
            items[0]: "№ 12", items[1]: "№ 12",
        }  # fmt: skip
        assert {each.day for each in await told(work)} == {date(2027, 4, 7)}
    teacher = campus.person(TEACHER_A)
    await teacher.say("/start")
    await campus.opens(teacher, f"tr:item:{items[0]}")
    assert "Order of the trip: № 12, 9 February 2027" in teacher.live.text


async def test_words_that_are_no_order_are_asked_for_again(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        await travel(work, campus.u)
    hr = await at_trips(campus)
    assert "▫️ 3 March 2027: 2 people" in hr.labels()
    await hr.press("▫️ 3 March 2027: 2 people")
    assert "number and the day" in await hr.say("tomorrow")
    assert "stands on 2 courses" in await hr.say("№ 12, today")
    assert "№ 12" in hr.live.text
    # All have one: another number replaces it.
    assert "stands on 2 courses" in await hr.say("№ 13, today")
    await hr.press("⬅️ Back")
    assert "✔ 3 March 2027: 2 people" in hr.labels()


async def test_one_draft_of_all_days_groups_by_day(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        await travel(work, campus.u)
    hr = await at_trips(campus)
    await hr.press("📄 One draft for 2 days")
    firsts = [str(line[0]) for line in sheet_of(campus) if line[0] is not None]
    groups = [each for each in firsts if each.endswith(("03.03.2027", "07.04.2027"))]
    assert len(groups) == 2
    assert [each for each in firsts if each.isdigit()] == ["1", "2", "3"]


async def test_a_moved_trip_needs_another_order_and_hr_hears_of_it_once(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        u = campus.u
        items = await travel(work, u)
        before = await told(work)
        assert {each.day for each in before} == {DAY, date(2027, 4, 7)}
        year = await work.training_years.get(u.year)
        assert year is not None
        await plan_trips(work, year, NOW)
        assert await told(work) == before
        await again(work, u, first_day=date(2027, 3, 10), last_day=date(2027, 3, 20))
        assert [(each.day, len(each.people)) for each in await days(work, u)] == [
            (DAY, 1), (date(2027, 3, 10), 1), (date(2027, 4, 7), 1),
        ]  # fmt: skip
        assert len({each.day for each in await told(work)}) == len(await told(work)) == 3
    hr = await at_trips(campus)
    await hr.press("▫️ 10 March 2027: 1 person")
    await hr.say("№ 14, today")
    async with campus.house.database.work() as work:
        await again(work, campus.u, place="Astana")
        [there] = [each for each in await days(work, campus.u) if each.day == date(2027, 3, 10)]
        assert [each.item for each in there.without_order] == [items[0]]
        item = await work.training_plans.item(items[0])
        assert item is not None
        plan = await work.training_plans.get(item.plan_id)
        assert plan is not None
        assert (await risks_seen(work, item, plan, year, NOW)).order is None
        assert date(2027, 3, 10) in {each.day for each in await told(work)}


@pytest.mark.parametrize("person_id", [STRANGER, OTHER_HR, TEACHER_A, HEAD])
async def test_trips_are_for_hr(campus: Campus, person_id: int) -> None:
    async with campus.house.database.work() as work:
        items = await travel(work, campus.u)
    person = campus.person(person_id)
    await person.say("/start")
    numbers = f"{campus.u.organisation}:{campus.u.year}"
    for data in (
        f"h:train_trips:{numbers}:0", f"h:train_trip:{numbers}:{NUMBER}",
        f"h:train_trip_file:{numbers}:{NUMBER}", f"h:train_trips_file:{numbers}",
    ):  # fmt: skip
        await campus.opens(person, data)
        await person.say("№ 12, today")
    assert "Almaty" not in person.said()
    assert not any(m.document for m in campus.house.telegram.messages(person_id))
    async with campus.house.database.work(writing=False) as work:
        assert await work.training_needs.orders(items) == {}


async def test_a_day_that_is_none_and_one_without_trips_lead_back(campus: Campus) -> None:
    hr = await at_trips(campus)
    assert "Nobody travels" in hr.live.text
    numbers = f"{campus.u.organisation}:{campus.u.year}"
    for number in ("20270230", "0", "20270303"):
        await campus.opens(hr, f"h:train_trip:{numbers}:{number}")
        await campus.opens(hr, f"h:train_trip_file:{numbers}:{number}")
    assert not any(m.document for m in campus.house.telegram.messages(HR))
