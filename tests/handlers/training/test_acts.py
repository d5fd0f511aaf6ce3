"""What one press does at once: hearing all, the next step, one's own plan."""

from datetime import date

import pytest

from cases.training.courses import tell
from cases.training.plans import add_typed
from cases.training.years import current_of
from storage.tables.training import TrainingYear
from storage.tables.training_plans import CourseResult
from tests.cases.college import NOW, OTHER_HR, STRANGER
from tests.cases.training.university import HEAD, TEACHER_A
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus

OVER = date(2027, 3, 15)


async def over(campus: Campus) -> list[int]:
    """Two courses of the unit that are over and told, and a third that nobody told of."""
    u = campus.u
    items = []
    async with campus.house.database.work() as work:
        for place, employee in enumerate(u.teachers[:3]):
            item, _ = await add_typed(
                work, HEAD, u.year, employee, f"Course {place}, 72 h, 3–10.03", NOW
            )
            items.append(item.id)
    campus.at(OVER)
    async with campus.house.database.work() as work:
        for item_id in items[:2]:
            await tell(work, HEAD, item_id, "done", campus.house.now)
    return items


async def results(campus: Campus, items: list[int]) -> list[CourseResult | None]:
    async with campus.house.database.work(writing=False) as work:
        return [await work.training_plans.result(each) for each in items]


async def to_press(campus: Campus) -> str:
    """The head has written the minutes; the data of the button for all."""
    head = await campus.year(HEAD)
    await head.press("👂 Course reports")
    await head.say("№ 7, 15.03.2027")
    return head.find(head.live, "👍 All: 2")


async def test_all_are_heard_in_one_press_and_a_second_press_changes_nothing(
    campus: Campus,
) -> None:
    items = await over(campus)
    data = await to_press(campus)
    await campus.house.restart()
    head = Somebody(campus.house, HEAD)
    await head.press("👍 All: 2")
    assert "What does the unit improve" in head.live.text
    once = await results(campus, items)
    assert [each and (each.recommended, each.minutes_number) for each in once] == [
        (True, "№ 7"), (True, "№ 7"), None,
    ]  # fmt: skip
    await campus.opens(head, data)
    await campus.opens(head, data.replace(":1:2", ":0:2"))
    assert await results(campus, items) == once


async def test_the_rest_is_heard_after_an_exception(campus: Campus) -> None:
    items = await over(campus)
    await to_press(campus)
    head = campus.person(HEAD)
    [data, *_] = [each for each in head.data() if each.endswith(f":train_rec:x:{items[0]}:1")] or [
        each for each in head.data() if f":{items[0]}:1" in each and ":train_rec:" in each
    ]
    await campus.opens(head, data)
    # One is left: its own two buttons are enough.
    assert not head.has("👍 All: 1")
    first, second, _ = await results(campus, items)
    assert first is not None
    assert second is not None
    assert (first.recommended, second.heard_on) == (True, None)


async def test_a_button_that_named_other_courses_hears_nothing(campus: Campus) -> None:
    items = await over(campus)
    data = await to_press(campus)
    async with campus.house.database.work() as work:
        await tell(work, HEAD, items[2], "done", campus.house.now)
    head = campus.person(HEAD)
    await head.press("👍 All: 2")
    assert data.endswith(":2")
    assert all(each is not None and each.heard_on is None for each in await results(campus, items))


@pytest.mark.parametrize("person_id", [STRANGER, OTHER_HR, TEACHER_A])
async def test_nobody_else_hears_all_or_is_asked_for_a_step(campus: Campus, person_id: int) -> None:
    items = await over(campus)
    data = await to_press(campus)
    other = campus.person(person_id)
    await other.say("/start")
    here = f"{campus.u.organisation}:{campus.u.year}"
    for each in (data, f"h:train_next:{here}", f"h:train_other:{campus.u.organisation}"):
        await campus.opens(other, each)
        assert "Кафедра" not in other.said()
        assert "minutes" not in other.live.text
    heard = [each for each in await results(campus, items) if each is not None and each.heard_on]
    assert heard == []


async def test_a_head_whose_right_has_ended_hears_nothing(campus: Campus) -> None:
    items = await over(campus)
    data = await to_press(campus)
    async with campus.house.database.work() as work:
        for role in await work.roles.of_person(HEAD, OVER):
            await work.roles.end(role.id, campus.house.now)
    await campus.opens(campus.person(HEAD), data)
    heard = [each for each in await results(campus, items) if each is not None and each.heard_on]
    assert heard == []


async def test_the_next_step_is_asked_for_at_once(campus: Campus) -> None:
    head = campus.person(HEAD)
    await head.say("/start")
    data = f"h:train_next:{campus.u.organisation}:{campus.u.year}"
    assert "Plans: 0 of 3" in await campus.opens(head, data)
    await campus.house.restart()
    assert "approved by the unit" in await head.say("№ 4, today")
    # Nothing waits for them any more: the old button shows the year.
    assert "Write the number" not in await campus.opens(head, data)
    async with campus.house.database.work(writing=False) as work:
        [document] = await work.training_documents.of_year(campus.u.year)
        passages = (await work.training_documents.passages([document.id]))[document.id]
    assert [each.step for each in passages] == ["discuss", "approve_unit"]


async def test_ones_own_plan_from_a_message_is_handed_in_after_one_line(campus: Campus) -> None:
    teacher = campus.person(TEACHER_A)
    await teacher.say("/start")
    await campus.opens(teacher, f"tr:write:{campus.u.year}")
    await teacher.say("Python, 72 h, 3–14.03, Almaty, 90 000, university")
    await teacher.press("📤 Hand in")
    assert "✔ Handed in." in teacher.live.text
    assert "Python" in await campus.opens(teacher, f"tr:plan:{campus.u.year}")
    # Whoever has no plan there is shown what they have.
    stranger = campus.person(STRANGER)
    await stranger.say("/start")
    for data in (f"tr:write:{campus.u.year}", f"tr:plan:{campus.u.year}"):
        assert "No year of training is open for you." in await campus.opens(stranger, data)


async def test_the_current_year_is_the_latest_that_begins_soon(campus: Campus) -> None:
    async with campus.house.database.work(writing=False) as work:
        year = await work.training_years.get(campus.u.year)
    assert year is not None

    def begins(on: date, number: int) -> TrainingYear:
        fields = {name: getattr(year, name) for name in year.__dataclass_fields__}
        return TrainingYear(**{**fields, "id": number, "begins": on})

    years = [begins(date(2026, 1, 1), 1), begins(date(2027, 1, 1), 2)]
    days = (date(2026, 6, 1), date(2026, 11, 2), date(2027, 5, 1), date(2025, 1, 1))
    found = [current_of(years, on) for on in days]
    assert [each and each.id for each in found] == [1, 2, 2, 1]
    assert current_of([], days[0]) is None
