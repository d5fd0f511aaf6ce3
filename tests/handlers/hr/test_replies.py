"""What members answer to messages of their HR reaches it, under the name that it knows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.upkeep import REPLIES_KEPT
from cases import deadlines, memberships
from rules.norms.model import Text
from storage.repositories.replies import Answered
from storage.tables.replies import Reply
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, TEACHER, TODAY
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.local_chat.pictures import png
from tests.outgoing import go_out

LEASE = timedelta(minutes=1)
OTHER_MESSAGE = 987_654


async def sent(scene: Scene, *, known: bool = True) -> tuple[Somebody, int]:
    """A member whom a broadcast has just reached, and its number in their chat. `known`: whether
    the ledger has learnt that number."""
    teacher = scene.person(TEACHER)
    await teacher.say("/start")
    house = scene.house
    async with house.database.work() as work:
        cast = await work.campaigns.create(
            scene.colleges.organisation, HR, {"kk": "Кім келеді?", "ru": "Кто придёт?"},
            Segment(), NOW,
        )  # fmt: skip
        await go_out(work, NOW)
    message_id = await deliver(scene, known=known, data=f"b:{cast}:stop")
    return teacher, message_id


async def deliver(scene: Scene, *, known: bool, data: str) -> int:
    house = scene.house
    await scene.house.telegram.type_text(TEACHER, "/help")
    await house.settle()
    made = await house.assembly.bot.send_message(
        TEACHER, "Кім келеді?", reply_markup=keyboard(data)
    )
    async with house.database.work() as work:
        [claim] = await work.ledger.claim("worker", NOW, LEASE, 1)
        assert await work.ledger.start(claim, "worker", 1, NOW, LEASE) is None
        number = made.message_id if known else None
        state = "sent" if known else "unknown"
        await work.ledger.settle(claim, "worker", state, NOW, message_id=number)  # type: ignore[arg-type]
    return made.message_id


def keyboard(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="x", callback_data=data)]]
    )


async def reply(person: Somebody, words: str, to: int) -> str:
    await person.house.telegram.type_text(person.id, words, reply_to=to)
    await person.house.settle()
    return person.screen.text


async def kept(scene: Scene) -> list[Reply]:
    async with scene.house.database.work(writing=False) as work:
        return await work.replies.of_organisation(scene.colleges.organisation, None, 0, 100)


def numbered(hr: Somebody) -> list[str]:
    """The buttons that open the answers on the screen."""
    return [data for data in hr.data() if data.startswith("h:reply:")]


async def misses(scene: Scene) -> list[tuple[str, int]]:
    async with scene.house.database.work(writing=False) as work:
        return await work.misses.top(10)


@pytest.mark.parametrize("known", [True, False], ids=["number known", "perhaps arrived"])
async def test_a_reply_reaches_hr_and_neither_the_search_nor_the_misses(
    scene: Scene, known: bool
) -> None:
    teacher, message_id = await sent(scene, known=known)
    said = await reply(teacher, "Келемін,\nүшінші <қатарға>", message_id)
    to = "✉️ Passed on to the HR of Политехникалық колледж."
    assert said == f"{to} Only it can read this, for 90 days."
    await reply(teacher, "director", message_id)
    assert [each.text for each in await kept(scene)] == ["director", "Келемін,\nүшінші <қатарға>"]
    assert await misses(scene) == []
    async with scene.house.database.work(writing=False) as work:
        assert await work.runs.current(TEACHER) is None


async def test_hr_sees_it_under_the_message_by_the_name_it_knows(scene: Scene) -> None:
    teacher, message_id = await sent(scene)
    await reply(teacher, "Келемін <b>", message_id)
    hr = await scene.hr()
    assert hr.has("💬 Replies: 1 new")
    await hr.press("📣 Messages to members")
    await hr.press("📤 Кто придёт?")
    text = await hr.press("💬 Replies: 1")
    assert "🆕 Айгерім, 20.11.2026 11:00\nКелемін <b>" in text
    assert str(TEACHER) not in text
    await scene.house.restart()
    text = await hr.press(numbered(hr)[0])
    assert "To: Кто придёт?" in text
    assert "Келемін <b>" in text
    assert "🆕" not in text
    await hr.press("📣 The message")
    await hr.say("/hr")
    assert hr.has("💬 Replies")
    assert (await scene.actions()).count("replies.read") == 2


async def test_a_reply_is_one_while_a_question_is_open_or_words_are_awaited(scene: Scene) -> None:
    teacher, message_id = await sent(scene)
    await teacher.say("/check")
    await teacher.press("m:browse:tvet:0")
    await teacher.press("▶️")
    await teacher.press("▶️")
    await teacher.press("m:pos:tvet-director")
    await reply(teacher, "15 лет", message_id)
    await teacher.say("/certificates")
    await reply(teacher, "72 hours, 14.03.2025, it", message_id)
    # The words that were awaited are awaited still.
    await teacher.say("36 hours, 03.02.2026, it")
    assert len(await kept(scene)) == 2
    async with scene.house.database.work(writing=False) as work:
        held = await work.certificates.of(TEACHER)
    assert [each.hours for each in held] == [36]


async def test_pictures_and_documents_reach_hr_too_and_a_voice_is_asked_for_in_words(
    scene: Scene,
) -> None:
    teacher, message_id = await sent(scene)
    house = scene.house
    for message in (
        await house.telegram.send_photo(TEACHER, png(3, 3), "Сертификат", reply_to=message_id),
        await house.telegram.send_document(TEACHER, b"pdf", "a.pdf", reply_to=message_id),
    ):
        assert message.reply_to == message_id
    await house.settle()
    assert [(each.text, each.file_kind) for each in await kept(scene)] == [
        ("", "document"),
        ("Сертификат", "photo"),
    ]
    await house.telegram.send_contact(TEACHER, "+70000000000", reply_to=message_id)
    await house.settle()
    assert "Only words, pictures and documents" in teacher.screen.text
    hr = await scene.hr()
    await hr.press("💬 Replies: 2 new")
    await hr.press(numbered(hr)[1])
    await hr.press("📎 Show the file")
    assert hr.screen.photo is not None


async def test_a_reply_to_anything_else_goes_on_as_before(scene: Scene) -> None:
    teacher, _ = await sent(scene)
    own = next(m for m in scene.house.telegram.messages(TEACHER) if m.by_bot)
    assert "Position: " in await reply(teacher, "director of a college", own.message_id)
    assert await kept(scene) == []


async def test_a_number_of_a_broadcast_that_never_came_leads_nowhere(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        other = await work.campaigns.create(
            scene.colleges.other, None, {"kk": "x", "ru": "x"}, Segment(), NOW
        )
        assert await work.replies.answered(TEACHER, None, other) is None
        assert await work.replies.answered(TEACHER, None, None) is None
        assert await work.replies.answered(TEACHER, OTHER_MESSAGE, None) is None


async def test_whoever_has_left_is_told_that_nothing_is_passed_on(scene: Scene) -> None:
    teacher, message_id = await sent(scene)
    await reply(teacher, "Келемін", message_id)
    async with scene.house.database.work() as work:
        await memberships.leave(work, TEACHER, scene.colleges.organisation, NOW)
    assert "not a member there any more" in await reply(teacher, "Тағы", message_id)
    [left] = await kept(scene)
    assert (left.name, left.is_member) == (None, False)
    hr = await scene.hr()
    assert "no longer a member" in await hr.press("💬 Replies: 1 new")


async def test_answers_go_with_consent_with_the_person_and_after_90_days(scene: Scene) -> None:
    teacher, message_id = await sent(scene)
    for _ in range(2):
        await reply(teacher, "Келемін", message_id)
    async with scene.house.database.work() as work:
        assert await work.replies.purge(NOW) == 0
        assert await work.replies.purge(NOW + timedelta(seconds=1)) == 2
    await reply(teacher, "Келемін", message_id)
    async with scene.house.database.work() as work:
        exported = await work.people.export(TEACHER)
        assert [row["text"] for row in exported["reply"]] == ["Келемін"]
        await work.people.withdraw_consent(TEACHER, NOW)
    assert await kept(scene) == []
    assert timedelta(days=90) == REPLIES_KEPT


async def test_an_update_that_comes_twice_is_one_answer(scene: Scene) -> None:
    teacher, message_id = await sent(scene)
    await reply(teacher, "Келемін", message_id)
    scene.house.telegram.redeliver_last_update()
    await scene.house.settle()
    assert len(await kept(scene)) == 1


async def test_the_reminder_of_a_deadline_is_a_message_of_hr_as_well(scene: Scene) -> None:
    title = Text(kk="Өтінім", ru="Заявления", en="")
    async with scene.house.database.work() as work:
        day = TODAY + timedelta(days=1)
        await deadlines.enter_deadline(
            work, HR, scene.colleges.organisation, "tests", title, day, NOW, also_now=True
        )
        await work.due_reminders.enter(NOW)
    teacher = scene.person(TEACHER)
    message_id = await deliver(scene, known=True, data="r:1:done")
    assert "Passed on" in await reply(teacher, "Тапсырдым", message_id)
    [found] = await kept(scene)
    assert (found.campaign_id, found.about) == (None, "Заявления")


async def test_three_hundred_long_answers_are_shown_page_by_page(scene: Scene) -> None:
    to = Answered(scene.colleges.organisation, None, None)
    async with scene.house.database.work() as work:
        [member] = await work.memberships.of_person(TEACHER)
        await work.memberships.set_details(member.id, None, "Ә" * 200)
        for number in range(300):
            await work.replies.add(TEACHER, to, f"{number} " + "<Ы& " * 1000, None, NOW)
    hr = await scene.hr()
    await hr.press("💬 Replies: 300 new")
    for _ in range(59):
        await hr.press("▶️")
    assert not hr.has("▶️")
    await hr.press(numbered(hr)[-1])
    assert scene.house.refused() == []
    assert hr.live.text.endswith("<Ы&")
    assert "Each is kept" in await scene.opens(hr, "replies", scene.colleges.organisation, 0, 999)


@pytest.mark.parametrize("words", ["мен келе алмаймын", "космонавт"])
async def test_words_that_mean_nothing_else_are_asked_about_before_they_go_to_hr(
    scene: Scene, words: str
) -> None:
    teacher, _ = await sent(scene)
    text = await teacher.say(words)
    assert f"Is “{words}” a reply to the message of Политехникалық колледж?" in text
    assert await kept(scene) == []
    await scene.house.restart()
    message = teacher.live
    data = teacher.find(message, "✉️ Yes, send it to HR")
    await scene.house.telegram.press(TEACHER, message.message_id, data)
    again = await scene.house.telegram.press(TEACHER, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "This has been passed on already."
    assert [each.text for each in await kept(scene)] == [words]
    assert await misses(scene) == []


async def test_words_of_before_are_not_sent_by_an_old_button(scene: Scene) -> None:
    teacher, _ = await sent(scene)
    await teacher.say("мен келе алмаймын")
    old = teacher.live
    await teacher.say("/certificates")
    data = old.buttons[0][0].data or ""
    pressed = await scene.house.telegram.press(TEACHER, old.message_id, data, stale=True)
    await scene.house.settle()
    assert pressed.text == "These words are no longer here. Please write again."
    assert await kept(scene) == []


async def test_long_after_a_message_words_are_a_position_that_is_not_known(scene: Scene) -> None:
    teacher, _ = await sent(scene)
    scene.house.now = NOW + timedelta(days=4)
    assert "I found no position like" in await teacher.say("космонавт")
    assert len(await misses(scene)) == 1
