"""Deadlines that come again, and a year of them in few acts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import deadlines
from cases.deadline_series import extend_one_series, later_ones
from handlers.hr.deadline_lines import Line, read_line
from rules.norms.model import Text
from storage.database import Work
from storage.tables.organisations import Deadline
from tests.cases.college import HR, NOW, TEACHER, TODAY
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

TITLE = Text(kk="Есеп", ru="Отчёт", en="Report")
FIRST = date(2027, 1, 31)
QUARTERS = [FIRST, date(2027, 4, 30), date(2027, 7, 31), date(2027, 10, 31)]


async def kept(scene: Scene) -> list[Deadline]:
    async with scene.house.database.work(writing=False) as work:
        return await work.deadlines.of_organisation(scene.colleges.organisation, TODAY)


async def enter(work: Work, scene: Scene, day: date = FIRST) -> Deadline:
    return await deadlines.enter_deadline(
        work, HR, scene.colleges.organisation, "quarterly", TITLE, day, NOW, repeats="quarterly"
    )


async def open_first(scene: Scene) -> Somebody:
    async with scene.house.database.work() as work:
        await enter(work, scene)
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    [first, *_] = await kept(scene)
    await scene.opens(hr, "day", scene.colleges.organisation, first.id)
    return hr


async def test_a_quarter_comes_again_by_two_presses_and_later_ones_in_time(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    await hr.press("➕ A new deadline")
    await hr.press("Quarterly data")
    await hr.press("Use: Quarterly data")
    await hr.say("31.01.2027")
    await hr.press("🔁 Repeat")
    await scene.house.restart()
    assert "🔁 Every quarter" in await hr.press("🔁 Every quarter")
    await hr.press("✅ From the next one")
    assert [each.day for each in await kept(scene)] == QUARTERS
    async with scene.house.database.work() as work:
        planned = [each for each in await work.reminders.of(TEACHER) if each.state == "pending"]
        assert {each.day for each in planned} == set(QUARTERS)
        assert not await work.reminders.due(NOW, 10), "nothing goes out at once"
        assert not await extend_one_series(work, NOW)
        assert await extend_one_series(work, NOW + timedelta(days=90))
        assert not await extend_one_series(work, NOW + timedelta(days=90))
    assert [each.day for each in await kept(scene)][-1] == date(2028, 1, 31)


async def test_days_that_passed_while_nobody_looked_are_passed_over(scene: Scene) -> None:
    later = NOW + timedelta(days=1000)
    async with scene.house.database.work() as work:
        await enter(work, scene)
        while await extend_one_series(work, later):
            pass
        days = [
            each.day
            for each in await work.deadlines.of_organisation(
                scene.colleges.organisation, date(2027, 11, 1)
            )
        ]
        assert min(days) >= later.date()
        assert not await work.reminders.due(NOW + timedelta(days=1), 10)


async def test_one_is_changed_alone_or_with_the_later_ones(scene: Scene) -> None:
    hr = await open_first(scene)
    assert "🔁 Every quarter" in hr.live.text
    await hr.press("✏️ Change")
    assert not hr.has("🔁 Repeat")
    await hr.press("Day")
    await hr.say("30.01.2027")
    await hr.press("✅ From the next one")
    assert [each.day for each in await kept(scene)] == [date(2027, 1, 30), *QUARTERS[1:]]
    [_, second, *_] = await kept(scene)
    await scene.opens(hr, "day_change", scene.colleges.organisation, second.id)
    await hr.press("🔔 Reminders")
    await hr.say("5")
    await hr.press("🔁 This and later ones")
    assert [each.days_before for each in await kept(scene)] == [(90, 30, 7, 1), (5,), (5,), (5,)]
    assert [each.day for each in await kept(scene)] == [date(2027, 1, 30), *QUARTERS[1:]]


async def test_one_is_removed_alone_and_does_not_come_back_or_all_end(scene: Scene) -> None:
    hr = await open_first(scene)
    await hr.press("🗑 Remove")
    await hr.press("Yes, remove")
    async with scene.house.database.work() as work:
        await extend_one_series(work, NOW + timedelta(days=90))
    assert [each.day for each in await kept(scene)] == [*QUARTERS[1:], date(2028, 1, 31)]
    [_, second, *_] = await kept(scene)
    await scene.opens(hr, "day_drop", scene.colleges.organisation, second.id)
    at, data = hr.live.message_id, hr.find(hr.live, "Remove later ones too")
    for _ in range(2):
        await scene.house.telegram.press(HR, at, data, stale=True)
        await scene.house.settle()
    [left] = await kept(scene)
    assert left.day == QUARTERS[1]
    async with scene.house.database.work() as work:
        assert not await extend_one_series(work, NOW + timedelta(days=400))
        assert await later_ones(work, left) == []


YEAR = """01.10.2027 Quarterly data every quarter
15.03.2027 Applications for attestation every year
15.09.2027 Applications for attestation every year
10.04.2027 Assessment of teachers' knowledge every year
10.11.2027 Assessment of teachers' knowledge
01.09.2027 Жеке жоспарлар
20 мая 2027 Ашық сабақ / Открытый урок
5 маусым 2027 – Есеп / Отчёт / Report every year"""


async def test_a_year_of_deadlines_takes_few_acts(scene: Scene) -> None:
    """Once 72: six for each of twelve deadlines."""
    hr, acts = await scene.hr(), 1
    await hr.press("📅 Deadlines")
    await hr.press("🗒 Several at once")
    text = await hr.say(f"{YEAR}\nsomething else")
    acts += 1
    assert "⚠️ something else" in text
    assert "5 June 2027: Report 🔁 Every year" in text
    await scene.house.restart()
    message = hr.live
    data = hr.find(message, "✅ Save 8")
    for _ in range(2):
        await scene.house.telegram.press(HR, message.message_id, data, stale=True)
        await scene.house.settle()
    acts += hr.presses + 1
    found = await kept(scene)
    assert len(found) == 8, "the first quarter of the series is ten months ahead"
    async with scene.house.database.work() as work:
        later = NOW + timedelta(days=300)
        while await extend_one_series(work, later):
            pass
        days = await work.deadlines.of_organisation(scene.colleges.organisation, later.date())
    assert len(days) >= 8
    assert acts <= 20
    assert acts == 5


async def test_a_list_that_is_not_understood_says_how(scene: Scene) -> None:
    hr = await scene.hr()
    await scene.opens(hr, "days_many", scene.colleges.organisation)
    text = await hr.say("first\n31.02.2027 x / y\n15.03.2027 only one title")
    assert text.count("⚠️") == 4
    assert text.count("It begins with no day that lies ahead.") == 2
    assert text.count("Its title is needed in Kazakh / in Russian.") == 1
    assert not hr.has("days_many_yes")
    await scene.opens(hr, "days_many_yes", scene.colleges.organisation)
    assert await kept(scene) == []


@pytest.mark.parametrize(
    ("typed", "day", "title", "repeats"),
    [
        ("15.03.2027 A / B", date(2027, 3, 15), Text(kk="A", ru="B", en=""), None),
        ("2027-03-15: A / B / C", date(2027, 3, 15), Text(kk="A", ru="B", en="C"), None),
        ("1 октября – A / B ежегодно", date(2027, 10, 1), Text(kk="A", ru="B", en=""), "yearly"),
        (
            "15 наурыз A / B тоқсан сайын",
            date(2027, 3, 15),
            Text(kk="A", ru="B", en=""),
            "quarterly",
        ),
    ],
)
def test_a_line_is_read(typed: str, day: date, title: Text, repeats: str | None) -> None:
    line = read_line(typed, TODAY)
    assert isinstance(line, Line)
    assert (line.day, line.title, line.repeats) == (day, title, repeats)


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_whatever_is_typed_is_read_or_not(typed: str) -> None:
    line = read_line(typed, TODAY)
    if isinstance(line, Line):
        assert line.day >= TODAY
        assert line.title.kk
        assert line.title.ru
    else:
        assert line in ("day", "title")
