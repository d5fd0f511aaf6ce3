"""The portfolio is reminded of in January and before the day of the college, if wished."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.deadlines import enter_deadline
from rules.norms.model import Text
from storage.tables.organisations import Shares
from storage.tables.portfolio import PortfolioWish
from tests.handlers.house import House, Somebody
from tests.handlers.my_checks.test_wish_reminders import press_at, sweep
from tests.handlers.people import HR, college, dates, reminders
from tests.handlers.portfolio.test_portfolio import at_sheet

# 10:00 in Almaty.
TEN = datetime(2027, 1, 10, 5, 0, tzinfo=UTC)
SENT = "Portfolio: it is January"
WHERE = "pf:m:tvet-teacher:expert"


async def wished(house: House, language: str = "en") -> Somebody:
    person = await at_sheet(house, language=language)
    await person.press(f"{WHERE}:show")
    await person.press(f"{WHERE}:on")
    return person


async def held(house: House) -> PortfolioWish | None:
    async with house.database.work(writing=False) as work:
        found: PortfolioWish | None = await work.portfolio_wishes.of(1)
    return found


async def pending(house: House, person: Somebody) -> list[date]:
    every = await reminders(house, person)
    return [each.day for each in every if each.state == "pending"]


async def test_nothing_is_planned_unless_it_is_wished(house: House) -> None:
    person = await at_sheet(house)
    text = await person.press("🔔 Remind me")
    assert "🔕 There is no reminder in January." in text
    assert await pending(house, person) == []
    house.now = TEN
    await sweep(house)
    assert SENT not in person.said()


async def test_each_january_has_one_reminder_however_often_it_is_swept(house: House) -> None:
    person = await wished(house)
    assert "🔔 I will remind you: 10 January 2027." in person.live.text
    data = person.find(person.live, "🔕 Not in January").replace(":off", ":on")
    await press_at(house, person.live, data)
    assert len(await pending(house, person)) == 5
    house.now = TEN - timedelta(seconds=1)
    await sweep(house)
    assert SENT not in person.said()
    for _ in range(4):
        house.now += timedelta(hours=5)
        await sweep(house)
    assert person.said().count(SENT) == 1
    assert "teacher-expert" in person.live.text
    assert person.labels() == ["📊 Portfolio", "Done", "Later", "Stop these"]
    # The sheet takes the place of the reminder.
    assert "Points 0 of 84" in await person.press("📊 Portfolio")
    assert SENT not in person.said()
    house.now = TEN.replace(year=2028)
    await sweep(house)
    assert person.said().count(SENT) == 1


async def test_nobody_is_reminded_at_night_and_late_is_better_than_not(house: House) -> None:
    person = await wished(house)
    # 21:00 and then 9:00 of the next morning.
    house.now = TEN + timedelta(hours=11)
    await sweep(house)
    assert SENT not in person.said()
    house.now = TEN + timedelta(hours=23)
    await sweep(house)
    assert person.said().count(SENT) == 1


async def test_in_february_a_reminder_of_january_is_no_news(house: House) -> None:
    person = await wished(house)
    house.now = datetime(2027, 2, 1, 6, 0, tzinfo=UTC)
    await sweep(house)
    assert SENT not in person.said()
    assert (await pending(house, person))[0] == date(2028, 1, 31)


async def test_done_ends_this_january_and_stop_takes_the_wish_back(house: House) -> None:
    person = await wished(house)
    house.now = TEN
    await sweep(house)
    message = person.live
    stop = person.find(message, "Stop these")
    assert "No more reminders of this day." in await person.press("Done")
    assert len(await pending(house, person)) == 4
    await press_at(house, message, stop)
    assert "No more reminders of the portfolio." in person.live.text
    assert person.labels() == ["📊 Portfolio"]
    assert await pending(house, person) == []
    assert await held(house) is None
    await person.press("📊 Portfolio")
    await person.press("🔔 Remind me")
    assert "10 January 2028" in await person.press("🔔 Remind me in January")


async def test_later_comes_once_more_the_next_day(house: House) -> None:
    person = await wished(house)
    house.now = TEN
    await sweep(house)
    assert "again on 11 January 2027" in await person.press("Later")
    house.now += timedelta(days=1)
    for _ in range(2):
        await sweep(house)
    assert person.said().count(SENT) == 2


async def test_it_is_taken_back_where_it_was_wished_and_among_the_days(house: House) -> None:
    person = await wished(house)
    assert "🔕 There is no reminder in January." in await person.press("🔕 Not in January")
    assert await pending(house, person) == []
    await person.press("🔔 Remind me in January")
    text = await person.say("/dates")
    assert "10 January 2027 – in 51 days" in text
    assert "Portfolio: commissions look at them from January to August" in text
    await person.press(next(data for data in person.data() if data.startswith("day:o:f:")))
    assert "Points 0 of 84" in await person.press("📊 Portfolio")
    await person.say("/dates")
    await person.press(next(data for data in person.data() if data.startswith("day:o:f:")))
    await person.press("🔕 Stop these reminders")
    assert "Portfolio: commissions" not in person.live.text
    assert await held(house) is None


async def test_the_calendar_file_has_january_and_the_day_of_the_college(house: House) -> None:
    person = await wished(house)
    await person.press("📅 My college's day")
    await person.say("20.03.2027")
    assert "Portfolio: my college's day" in person.live.text
    await person.say("/dates")
    await person.press("📆 All into my calendar (.ics)")
    document = person.screen.document
    assert document is not None
    content = document.data.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270110" in content
    assert "DTSTART;VALUE=DATE:20270320" in content
    assert "The college's last day for portfolios" in content


async def test_the_day_of_the_college_is_reminded_of_in_time(house: House) -> None:
    person = await at_sheet(house)
    await person.press("🔔 Remind me")
    text = await person.press("📅 My college's day")
    assert "Until which day does your college take the portfolio?" in text
    await person.say("20.03.2027")
    [kept] = await dates(house, person)
    assert (kept.kind, kept.ends) == ("portfolio", date(2027, 3, 20))
    await person.say("/portfolio")
    await person.press("pf:c:tvet-teacher")
    await person.press("pf:s:tvet-teacher:expert")
    assert "📅 My college's day: 20 March 2027." in await person.press("🔔 Remind me")
    # A week before, at ten.
    house.now = datetime(2027, 3, 13, 5, 0, tzinfo=UTC)
    for _ in range(2):
        await sweep(house)
    assert person.said().count("your college takes it until 20 March 2027") == 1
    assert person.labels() == ["📊 Portfolio", "Done", "Later", "Stop these"]
    await person.press("Stop these")
    house.now += timedelta(days=6)
    await sweep(house)
    assert person.said().count("your college takes it until") == 1


async def test_days_of_applications_that_hr_has_entered_stand_there(house: House) -> None:
    number = await college(house)
    person = await at_sheet(house)
    title = Text(kk="Өтініш", ru="Заявления", en="Applications <1>")
    async with house.database.work() as work:
        await work.memberships.add(1, number, None, "tvet-teacher", "A", Shares(), house.now)
        await enter_deadline(work, HR, number, "applications", title, date(2027, 2, 1), house.now)
    await person.say("/portfolio")
    await person.press("pf:c:tvet-teacher")
    await person.press("pf:s:tvet-teacher:expert")
    text = await person.press("🔔 Remind me")
    assert "🏫 From HR: Applications <1>, 1 February 2027." in text


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("kk", ("қаңтар келді", "педагог-сарапшы")),
        ("ru", ("наступил январь", "педагог-эксперт")),
    ],
)
async def test_in_the_language_of_the_person(
    house: House, language: str, parts: tuple[str, ...]
) -> None:
    person = await wished(house, language)
    house.now = TEN
    await sweep(house)
    for part in parts:
        assert part in person.live.text


async def test_without_consent_and_after_it_was_withdrawn_nothing_comes(house: House) -> None:
    other = house.person(2, "en")
    await other.say("/start")
    await house.telegram.press(2, other.live.message_id, f"{WHERE}:on", stale=True)
    await house.settle()
    assert "Without your consent nothing is kept" in other.live.text
    person = await wished(house)
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    assert await held(house) is None
    house.now = TEN
    await sweep(house)
    assert SENT not in person.said()


async def test_whoever_has_blocked_the_bot_is_left_alone(house: House) -> None:
    person = await wished(house)
    house.telegram.block(1)
    await house.settle()
    house.now = TEN
    await sweep(house)
    every = [each.state for each in await reminders(house, person)]
    assert every[0] == "blocked"
