"""Consent, and what is kept: shown, handed out, deleted."""

import json
from datetime import datetime, timedelta

from local_chat.model import Message
from storage.repositories.objections import About
from storage.tables.checks import Answer
from storage.tables.organisations import Shares
from tests.handlers.answering import answer_all, begin, find_in_lists
from tests.handlers.house import House, Somebody
from tests.handlers.reports import all_parts


async def kept(house: House, person: Somebody) -> tuple[Answer, ...]:
    async with house.database.work(writing=False) as work:
        return await work.answers.all(person.id)


async def begin_without_consent(person: Somebody) -> None:
    await person.say("/start")
    await person.press("c:no")
    await find_in_lists(person, "tvet-teacher")
    await person.press("m:cat:tvet-teacher:moderator")


async def test_the_first_screen_says_who_keeps_what_and_for_how_long(house: House) -> None:
    person = house.person(1, "ru")
    text = await person.say("/start")
    for words in ("Колледж & <Ко>", "хранятся", "/forget", "за пределами Казахстана"):
        assert words in text
    await person.press("🔒 Подробнее")
    text = await all_parts(person)
    for words in ("Хранятся", "Как долго", "за пределами Казахстана", "отозвать", "Версия 2"):
        assert words in text
    assert person.has("c:yes:2")


async def test_the_language_is_guessed_and_can_be_changed_at_once(house: House) -> None:
    person = house.person(1, "de")
    assert "I check whether" in await person.say("/start")
    assert "Педагог лауазымының" in await person.press("Қазақша")
    await person.press("c:yes:2")
    assert "Қай лауазым?" in person.live.text
    await person.say("/lang")
    assert "На какую должность" in await person.press("Русский")


async def test_the_language_changes_in_the_middle_of_the_questions(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.say("/lang")
    assert "Бұл диплом қай бағыт бойынша?" in await person.press("Қазақша")


async def test_consent_is_kept_with_its_version_and_day(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:yes:2")
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert (known.consent_version, known.consent_at) == ("2", house.now)
    assert "You agreed on 20 November 2026" in await person.say("/privacy")


async def test_an_earlier_text_is_not_agreed_to_any_more(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await house.telegram.press(1, person.live.message_id, "c:yes:1", stale=True)
    await house.settle()
    assert "Please read it again" in person.live.text
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert known.consent_version is None
    assert "Which position?" in await person.press("✅ I agree")


async def test_without_consent_nothing_is_left_after_the_report(house: House) -> None:
    person = house.person(1, "en")
    await begin_without_consent(person)
    await person.press(":bachelor")
    assert await kept(house, person)
    await answer_all(person)
    assert "📜 Official text" in person.labels()
    assert "✏️ Answers" not in person.labels()
    assert await kept(house, person) == ()
    async with house.database.work(writing=False) as work:
        assert await work.decisions.of(1) == []


async def welcomes(person: Somebody, number: int) -> list[Message]:
    """As many first screens, each of which can be pressed once."""
    return [(await person.say("/start"), person.live)[1] for _ in range(number)]


async def test_consent_given_in_the_middle_counts_from_that_press_on(house: House) -> None:
    person = house.person(1, "en")
    first, second, third = await welcomes(person, 3)
    await begin_without_consent(person)
    await person.press(":bachelor")
    await person.press(":pedagogical")
    asked = person.live
    await person.press("c:no", first)
    assert "the answers given so far are deleted" in first.text
    await house.restart()
    for screen in (second, third):
        await person.press("c:yes:2", screen)
        assert "You have begun a check" in screen.text
        assert "deleted" not in screen.text
    before = await kept(house, person)
    await person.press(":!cancel", asked)
    assert "Your answers are kept for the next time" in person.said()
    assert await kept(house, person) == before
    assert {answer.fact for answer in before} == {"education"}


async def test_an_old_button_without_saving_does_not_deny_the_consent(house: House) -> None:
    person = house.person(1, "en")
    first, second = await welcomes(person, 2)
    await person.press("c:yes:2", second)
    press = await person.press_unsettled("c:no", first)
    await house.settle()
    assert press.text == "You agreed on 20 November 2026."
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert known.consent_version == "2"


async def test_without_consent_stopping_is_asked_twice(house: House) -> None:
    person = house.person(1, "en")
    await begin_without_consent(person)
    await person.press(":bachelor")
    assert "deleted at once" in await person.press(":!cancel")
    assert "What field" in await person.press(":!stay")
    await person.press(":!cancel")
    assert "Your answers are deleted" in await person.press(":!stop")
    assert await kept(house, person) == ()


async def test_without_consent_an_open_check_is_gone_after_a_day(house: House) -> None:
    person = house.person(1, "en")
    await begin_without_consent(person)
    await person.press(":bachelor")
    house.now += timedelta(days=1, minutes=1)
    async with house.database.work() as work:
        await work.people.purge_expired(house.now)
    assert await kept(house, person) == ()
    assert "What is your education?" not in await person.say("/start")


async def test_with_consent_the_decision_is_kept(house: House) -> None:
    person = house.person(1, "kk")
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)
    async with house.database.work(writing=False) as work:
        decisions = await work.decisions.of(1)
    assert [(d.position, d.category) for d in decisions] == [("tvet-teacher", "moderator")]
    record = json.loads(decisions[0].record)
    assert record["states"]["education"] == "value"
    assert record["lang"] == "kk"


async def test_my_data_comes_as_a_file(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.say("/mydata")
    document = person.screen.document
    assert document is not None
    assert document.name == "mydata.json"
    assert "bachelor" in document.data.decode()


async def test_my_data_is_said_and_can_be_read_without_a_program(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)
    await person.say("/mydata")
    messages = house.telegram.messages(1)
    said = next(m for m in reversed(messages) if m.text.startswith("What is kept about you"))
    assert "• Checks: 1" in said.text
    page = next(m.document for m in messages if m.document and m.document.name == "mydata.html")
    text = page.data.decode()
    for words in (
        "Your ID in Telegram: 1",
        "Consent of 20 November 2026, version 2",
        "Education",
        "teacher-moderator",
    ):
        assert words.casefold() in text.casefold(), words
    assert "http" not in text


async def test_what_people_wrote_is_no_markup_in_the_page(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    async with house.database.work() as work:
        made = await work.organisations.add("<script>alert(1)</script>", house.now)
        assert made is not None
        await work.memberships.add(1, made.id, None, None, None, Shares(), house.now)
        about = About("0123456789ab", "tvet-teacher", None)
        await work.objections.add(1, about, "<b>wrong</b>", "en", house.now)
    await person.say("/mydata")
    messages = house.telegram.messages(1)
    page = next(m.document for m in messages if m.document and m.document.name == "mydata.html")
    assert b"<script" not in page.data
    assert b"&lt;b&gt;wrong" in page.data


async def test_forget_asks_first_and_then_leaves_nothing(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)
    assert "Delete everything" in await person.say("/forget")
    await person.press("No, keep it")
    assert await kept(house, person)
    await person.say("/forget")
    await person.press("f:yes")
    assert "Everything is deleted" in person.said()
    async with house.database.work(writing=False) as work:
        assert await work.people.export(1) == {}
    assert "I check whether" in await person.say("/start")


async def test_withdrawing_consent_deletes_what_was_kept(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer_all(person)
    await person.say("/privacy")
    text = await person.press("c:withdraw")
    assert "These are deleted at once and for ever: your answers, reports" in text
    assert await kept(house, person)
    assert "You agreed on 20 November 2026" in await person.press("No, keep it")
    await person.press("c:withdraw")
    await house.restart()
    assert "Consent is withdrawn" in await person.press("c:withdraw:yes")
    assert await kept(house, person) == ()
    async with house.database.work(writing=False) as work:
        assert await work.decisions.of(1) == []


async def withdrawn_on(house: House) -> datetime | None:
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    return None if known is None else known.withdrawn_at


async def test_withdrawing_twice_or_again_withdraws_once(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("/privacy")
    await person.press("c:withdraw")
    message = person.live
    await person.press("c:withdraw:yes")
    on = house.now
    house.now += timedelta(hours=1)
    await house.telegram.press(1, message.message_id, "c:withdraw:yes", stale=True)
    await house.settle()
    house.telegram.redeliver_last_update()
    await house.settle()
    assert "Consent is withdrawn" in person.live.text
    assert await withdrawn_on(house) == on
    await house.telegram.press(1, message.message_id, "c:withdraw", stale=True)
    await house.settle()
    assert "You have not agreed" in person.live.text


async def test_an_old_button_stops_no_check_without_consent(house: House) -> None:
    person = house.person(1, "en")
    await begin_without_consent(person)
    await person.press(":bachelor")
    message = person.live.message_id
    await house.telegram.press(1, message, "c:withdraw:yes", stale=True)
    await house.settle()
    assert await kept(house, person)
    assert person.has("m:continue")


async def test_consent_is_withdrawn_of_somebody_who_blocks_the_bot_meanwhile(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press_unsettled("c:withdraw:yes")
    house.telegram.person(1).blocked = True
    await house.settle()
    assert await kept(house, person) == ()
    assert await withdrawn_on(house) == house.now


async def test_who_blocks_the_bot_is_noted_and_welcome_again(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    house.telegram.block(1)
    await house.settle()
    async with house.database.work(writing=False) as work:
        gone = await work.people.get(1)
    assert gone is not None
    assert gone.blocked_at == house.now
    await person.say("/start")
    async with house.database.work(writing=False) as work:
        back = await work.people.get(1)
    assert back is not None
    assert back.blocked_at is None
    assert "What is your education?" in await person.press("m:continue")


async def test_who_blocked_the_bot_before_it_answered_is_noted(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press_unsettled(":bachelor")
    house.telegram.person(1).blocked = True
    await house.settle()
    async with house.database.work(writing=False) as work:
        gone = await work.people.get(1)
    assert gone is not None
    assert gone.blocked_at == house.now
    assert await kept(house, person)
