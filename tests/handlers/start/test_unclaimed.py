"""What people do beside the questions: commands anyhow, corrections, leaving and coming back."""

import pytest

from bot.conversation.menus import COMMANDS
from tests.handlers.answering import begin
from tests.handlers.house import House, Somebody
from tests.handlers.people import with_consent


def count(person: Somebody) -> int:
    return sum(message.by_bot for message in person.house.telegram.messages(person.id))


async def test_every_command_is_understood_in_any_case(house: House) -> None:
    person = await with_consent(house)
    for name in ("start", *COMMANDS):
        plain = await person.say(f"/{name}")
        for written in (f"/{name.upper()}", f"/{name.capitalize()}@local_chat_bot"):
            assert (await person.say(written)).splitlines()[:1] == plain.splitlines()[:1]


async def test_a_link_works_however_start_is_written(house: House) -> None:
    person = await with_consent(house)
    plain = await person.say("/start p_tvet-teacher")
    assert await person.say("/START p_tvet-teacher") == plain


async def test_a_changed_message_is_answered_once_and_loses_nothing(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    sent = await house.telegram.type_text(1, "bachelor")
    await house.settle()
    before = count(person)
    for words in ("master", "doctor"):
        await house.telegram.edit_text(1, sent.message_id, words)
        await house.settle()
    assert count(person) == before + 1
    assert "as a new message" in person.screen.text
    await house.restart()
    await house.telegram.edit_text(1, sent.message_id, "bachelor")
    await house.settle()
    assert count(person) == before + 1
    assert "specialty?" in await person.say("pedagogical")


async def test_what_was_asked_for_is_still_awaited_after_a_change(house: House) -> None:
    person = await with_consent(house)
    sent = await house.telegram.type_text(1, "/certificates")
    await house.settle()
    await house.telegram.edit_text(1, sent.message_id, "/certificate")
    await house.settle()
    assert "✔ Kept" in await person.say("72 hours, 14.03.2025, by profile")


@pytest.mark.parametrize("act", ["say", "press"])
async def test_whoever_writes_is_no_longer_blocked_whatever_was_missed(
    house: House, act: str
) -> None:
    person = await with_consent(house)
    async with house.database.work() as work:
        await work.people.set_blocked(1, True, house.now)
    if act == "say":
        await person.say("/help")
    else:
        await person.press(person.data()[0])
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert known.blocked_at is None


async def test_who_blocks_the_bot_is_blocked(house: House) -> None:
    await with_consent(house)
    house.telegram.block(1)
    await house.settle()
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert known.blocked_at == house.now


async def test_notes_of_telegram_are_silence(house: House) -> None:
    person = await with_consent(house)
    before = count(person)
    message = house.telegram.rendered(person.screen)
    for name in ("pinned_message", "message_auto_delete_timer_changed", "new_chat_title"):
        head = {key: message[key] for key in ("message_id", "chat", "date")}
        who = house.telegram.person(1).user()
        house.telegram.updates.add("message", {**head, "from": who, name: message}, 1)
    await house.settle()
    assert count(person) == before
