"""/dates through the real dispatcher: the end of a category, reminders, the calendar file."""

from datetime import date

from icalendar import Calendar

from cases import deadlines
from rules.norms.model import Text
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House
from tests.handlers.people import (
    HR,
    add_course,
    college,
    dates,
    member_link,
    reminders,
    with_consent,
)


async def test_without_consent_it_is_explained_first(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:no")
    assert "I need your consent" in await person.say("/dates")
    assert "Nothing is saved yet" in await person.press("day:agree:2")


async def test_a_category_ends_five_years_after_the_order(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    await person.press("➕ Qualification category")
    assert "Which day do you know?" in await person.press(":expert")
    await person.press("The day of the order")
    for button in (":2024", ":2024-05"):
        await person.press(button)
    assert "20 May 2029" in await person.press(":2024-05-20")
    [held] = await dates(house, person)
    assert (held.kind, held.value, held.ends) == ("category", "expert", date(2029, 5, 20))
    assert len(await reminders(house, person)) == 4


async def test_the_category_of_a_head_ends_after_three_years_that_of_a_deputy_after_five(
    house: House,
) -> None:
    person = await with_consent(house)
    for value, ends in (("head_manager", date(2027, 5, 20)), ("deputy_2", date(2029, 5, 20))):
        await person.say("/dates")
        await person.press("➕ Category of a head or deputy")
        await person.press(f":{value}")
        await person.press("The day of the order")
        await person.say("20.05.2024")
        [held] = await dates(house, person)
        assert (held.value, held.ends) == (value, ends)


async def test_the_end_of_a_language_certificate_is_typed_or_pressed(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    await person.press("➕ Language certificate")
    assert "Until which day" in await person.press(":B2")
    assert "did not understand" in await person.say("14 March")
    await house.restart()
    assert "14 March 2028" in await person.say("14.03.2028")
    [held] = await dates(house, person)
    assert (held.kind, held.value, held.ends) == ("language", "B2", date(2028, 3, 14))
    await person.press("✏️ Change")
    for button in (":C1", ":2029", ":2029-01", ":2029-01-31"):
        await person.press(button)
    [held] = await dates(house, person)
    assert (held.value, held.ends) == ("C1", date(2029, 1, 31))


async def test_the_last_press_twice_and_an_update_twice_keep_one_day(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    for button in ("➕ Language certificate", ":B2", ":2028", ":2028-03"):
        await person.press(button)
    message = person.live
    data = person.find(message, ":2028-03-14")
    await house.telegram.press(1, message.message_id, data)
    await house.telegram.press(1, message.message_id, data, stale=True)
    house.telegram.redeliver_last_update()
    await house.settle()
    assert len(await dates(house, person)) == 1
    assert len(await reminders(house, person)) == 4


async def test_a_day_that_cannot_be_is_asked_again(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    await person.press("➕ Qualification category")
    await person.press(":moderator")
    await person.press("The last day")
    assert "no such day" in await person.say("31.02.2028")
    assert await dates(house, person) == []


async def test_reminders_are_stopped_and_allowed_again(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, date(2025, 3, 14))
    assert "Next reminder: 16 December 2027" in await person.say("/dates")
    assert "I will remind you: 16 December 2027" in await person.press("1")
    old = person.live
    stop = person.find(old, "🔕 Stop these reminders")
    assert "No reminder is planned" in await person.press("🔕 Stop these reminders")
    await house.telegram.press(1, old.message_id, stop, stale=True)
    await house.settle()
    assert {each.state for each in await reminders(house, person)} == {"cancelled"}
    assert "I will remind you: 16 December 2027" in await person.press("🔔 Remind me again")
    assert {each.state for each in await reminders(house, person)} == {"pending"}


async def test_removing_a_day_is_asked_twice(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    for button in ("➕ Language certificate", ":B2", ":2028", ":2028-03", ":2028-03-14"):
        await person.press(button)
    await person.press("🗑 Remove")
    await person.press("No, keep it")
    await person.press("🗑 Remove")
    question = person.live
    yes = person.find(question, "🗑 Yes, remove it")
    await person.press("🗑 Yes, remove it")
    again = await house.telegram.press(1, question.message_id, yes, stale=True)
    await house.settle()
    assert again.text == "This day is no longer noted."
    assert await dates(house, person) == []


async def test_all_days_come_as_a_calendar_file(house: House) -> None:
    person = await with_consent(house, "ru")
    await add_course(house, person, 72, date(2025, 3, 14))
    organisation = await college(house)
    await person.say(f"/start m_{await member_link(house, organisation)}")
    await person.press("✅ Вступить")
    async with house.database.work() as work:
        title = Text(kk="Өтініштер", ru="Заявления <до 17>", en="Applications")
        await deadlines.enter_deadline(
            work, HR, organisation, "applications", title, date(2027, 3, 1), house.now
        )
    text = await person.say("/dates")
    assert "Заявления <до 17>" in text
    await person.press("day:ics")
    document = person.screen.document
    assert document is not None
    assert document.name == "biliktilik.ics"
    events = Calendar.from_ical(document.data.decode()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2027, 3, 1), date(2028, 3, 15)]


async def test_an_unknown_day_notes_nothing_and_says_where_it_stands(house: House) -> None:
    person = await with_consent(house)
    await person.say("/dates")
    await person.press("➕ Qualification category")
    await person.press(":expert")
    await person.press("The day of the order")
    assert "stands in the order" in await person.press("Don't know")
    await person.say("20.05.2024")
    assert await dates(house, person) == []
    await person.say("/dates")
    await person.press("➕ Language certificate")
    await person.press(":B2")
    assert "stands on the certificate" in await person.press("Don't know")


async def test_a_day_that_was_wished_for_stands_there_and_in_the_calendar(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    await person.press("🔔 Remind me on the day")
    text = await person.say("/dates")
    assert "20 November 2027" in text
    assert "By your check it will be enough: College teacher · teacher-moderator" in text
    assert "🔔 Next reminder: 20 November 2027." in text
    async with house.database.work(writing=False) as work:
        [wish] = await work.wishes.of(1)
    await person.press("📆 All into my calendar (.ics)")
    document = person.screen.document
    assert document is not None
    [event] = Calendar.from_ical(document.data.decode()).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2027, 11, 20)
    assert "College teacher · teacher-moderator" in str(event["SUMMARY"])
    assert len(event.walk("VALARM")) == 1
    await person.say("/dates")
    await person.press(f"day:o:w:{wish.id}")
    assert person.has("🗂 Open the check")
    data = person.find(person.live, "🔕 Stop these reminders")
    assert "Nothing is saved yet" in await person.press("🔕 Stop these reminders")
    press = await house.telegram.press(1, person.live.message_id, data, stale=True)
    await house.settle()
    assert press.text == "This day is no longer noted."
    async with house.database.work(writing=False) as work:
        assert await work.wishes.of(1) == []
