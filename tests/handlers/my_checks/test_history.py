"""/my: what was checked, what has changed since, and checking again."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import update

from storage.tables.checks import decision
from tests.handlers.answering import answer_all, begin
from tests.handlers.checks import decisions, short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at
from tests.handlers.reports import opened
from tests.storage.databases import look

MONTH = timedelta(days=31)


async def open_only_check(person: Somebody) -> str:
    await person.say("/my")
    return await person.press(next(d for d in person.data() if d.startswith("y:d:")))


async def test_checks_are_listed_once_for_each_target_the_newest_first(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await begin(person, "tvet-director")
    await answer_all(person)
    await short_again(person)
    await person.say("/my")
    names = [label for label in person.labels() if label[:1] in "✅⏳❔"]
    assert len(names) == 2
    assert "moderator" in names[0]
    assert len(await decisions(house, person)) == 3


async def short_again(person: Somebody) -> None:
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)


async def test_right_after_a_check_nothing_is_said_to_have_changed(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    text = await open_only_check(person)
    assert "Checked on 20 November 2026" in text
    assert "gone by" not in text
    assert "new edition" not in text


async def test_a_month_later_experience_is_not_counted_silently(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    house.now += 2 * MONTH
    text = await open_only_check(person)
    assert "⏱ 2 months have gone by." in text
    assert "it is not counted by itself" in text
    text = await person.press("🔁 Check again")
    assert "how long have you worked by now?" in text
    assert "How long have you worked in your specialty?" in text
    assert "Competences" not in text
    assert "10 months of experience missing" in await person.say("1 year 2 months")
    assert "You have 1 year 2 months, 10 months more" in await opened(person, "asked")
    assert [d.judged_on.month for d in await decisions(house, person)] == [1, 11]


async def test_on_the_same_day_checking_again_takes_one_press(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await open_only_check(person)
    assert "Not yet" in await person.press("🔁 Check again")
    assert len(await decisions(house, person)) == 2


async def test_giving_up_checking_again_keeps_the_experience_as_it_was(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    house.now += 2 * MONTH
    await open_only_check(person)
    await person.press("🔁 Check again")
    await person.press(":!cancel")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert kept["experience.specialty"].state == "value"
    assert kept["experience.specialty"].value == 12


async def test_a_certificate_about_to_leave_its_window_is_told(house: House) -> None:
    person = house.person(1, "en")
    await with_course(person, "20.01.2024")
    text = await open_only_check(person)
    assert "⏳ From 21 January 2027 this will no longer count:" in text
    house.now += timedelta(days=70)
    text = await open_only_check(person)
    assert "⚠️ What counted then and no longer does:" in text


async def with_course(person: Somebody, issued: str) -> None:
    """A head of a university's department whose course was issued on that day."""
    await begin(person, "uni-deputy-academic")
    while any(data.startswith("q:") for data in person.data()):
        path = next(d for d in person.data() if d.startswith("q:")).split(":")[2]
        if path.endswith(".hours"):
            await person.say("80")
        elif path.endswith((".year", ".issued")):
            await person.say(issued)
        elif path.endswith(".topic") and not any(d.endswith(":-0") for d in person.data()):
            await person.press(":+0")
        else:
            ways_on = (":!done", ":enough", ":master", ":both", ":yes", ":240", ":phd", ":!skip")
            known = [option for option in ways_on if person.has(option)]
            answers = [d for d in person.data() if d.startswith("q:")]
            await person.press(known[0] if known else answers[0])


async def test_other_rules_are_called_a_new_edition(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    [made] = await decisions(house, person)
    record = json.dumps({**json.loads(made.record), "rules": "0" * 64}).encode()
    change = update(decision).values(digest="0" * 64, record=record)
    await look(house.database_url, lambda connection: connection.execute(change))
    text = await open_only_check(person)
    assert "⚖️ A new edition of the rules has come out since." in text
    assert "The rules have changed" in await person.press("📋 Show the report")
    assert "Not yet" in await person.press("🔁 Check again")


async def test_the_wish_to_be_reminded_is_noted_once_and_taken_back(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await open_only_check(person)
    message = person.live
    data = person.find(message, "🔔 Remind me on the day")
    for _ in range(2):
        press = await house.telegram.press(1, message.message_id, data, stale=True)
        await house.settle()
        assert press.text == "You will be reminded on 20 November 2027."
    async with house.database.work(writing=False) as work:
        [wish] = await work.wishes.of(1)
    assert wish.day.isoformat() == "2027-11-20"
    await person.press("🔕 Do not remind me")
    async with house.database.work(writing=False) as work:
        assert await work.wishes.of(1) == []


async def test_a_report_is_shown_again_as_it_was(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    await open_only_check(person)
    await house.restart()
    assert await person.press("📋 Show the report") == report


async def test_without_consent_it_is_kindly_said_that_nothing_is_kept(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical", ":12", ":!all")
    assert "Without your consent nothing is kept" in await person.say("/my")
    assert person.has("c:yes:2")


async def test_who_has_checked_nothing_is_led_to_a_check(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:yes:2")
    assert await person.say("/my") == "You have no checks yet."
    assert "Which position?" in await person.press("🔎 Check a position")


async def test_buttons_of_a_deleted_check_are_answered_kindly(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await open_only_check(person)
    message = person.live.message_id
    number = (await decisions(house, person))[0].id
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    for action in ("d", "again", "show", "wish", "unwish"):
        press = await house.telegram.press(1, message, f"y:{action}:{number}", stale=True)
        await house.settle()
        assert press.answered
        assert "Without your consent nothing is kept" in person.live.text
