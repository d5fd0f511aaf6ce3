"""Formatting, a picture or a file arrive as HR wrote them, and as the preview has shown them."""

from __future__ import annotations

from typing import Any

import pytest

from cases.purposes import ANSWERS, RECEIPTS
from cases.roles import give_role
from local_chat.model import Message
from tests.bot.outbound.conftest import Post, Time
from tests.cases.college import (
    COLLEAGUE,
    HR,
    OPERATOR,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    add_colleague,
    dismiss,
    join,
    member_link,
)
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.local_chat.pictures import PNG

TEXT = "Құрметті <әріптестер> 😀: сілтеме\n• бір\n• екі"
BOLD = {"type": "bold", "offset": 0, "length": 8}
SPOILER: dict[str, Any] = {"type": "spoiler", "offset": 9, "length": 13}
LINK = {"type": "text_link", "offset": 27, "length": 8, "url": 'https://e.kz/?a="1"'}
FORMAT: list[dict[str, Any]] = [BOLD, SPOILER, LINK]


async def begin(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    return hr


async def say(scene: Scene, text: str, formatted: list[dict[str, Any]]) -> None:
    await scene.house.telegram.type_text(HR, text, formatted=formatted)
    await scene.house.settle()


async def picture(
    scene: Scene, caption: str = "", album: str = "", formatted: list[dict[str, Any]] | None = None
) -> Message:
    sent = await scene.house.telegram.send_photo(HR, PNG, caption, album, formatted=formatted or [])
    await scene.house.settle()
    return sent


async def sent_out(scene: Scene, hr: Somebody) -> None:
    for button in ("📣 Send", "✅ Yes, send"):
        await hr.press(button)
    house = scene.house
    post = Post(house.telegram, house.base_url, house.database, house.database_url, Time())
    await post.sweep()
    for bot in post.bots:
        await bot.request.shutdown()
    for opened in post.opened:
        await opened.close()


def seen(message: Message) -> Any:
    """What a person sees of a message, with the words of its buttons."""
    words = [[button.text for button in row] for row in message.buttons]
    file = message.media and message.media.file_id
    return message.text, message.entities, file, message.is_photo, words


def shown_to(scene: Scene, language: str) -> Message:
    """The preview in that language."""
    return next(
        each
        for each in reversed(scene.house.telegram.messages(HR))
        if each.by_bot and language in each.text and each.text.startswith("Политехникалық")
    )


def arrived(scene: Scene) -> Message:
    return scene.house.telegram.last_message(TEACHER)


@pytest.fixture
async def in_kazakh(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        await work.people.set_language(TEACHER, "kk")
    scene.person(TEACHER)
    await scene.house.telegram.type_text(TEACHER, "/start")
    await scene.house.settle()


@pytest.mark.usefixtures("in_kazakh")
async def test_formatting_arrives_as_it_was_written_and_as_it_was_shown(scene: Scene) -> None:
    hr = await begin(scene)
    await say(scene, TEXT, FORMAT)
    await scene.house.restart()
    await hr.say("Привет")
    await hr.press("👁 Preview")
    preview = shown_to(scene, "әріптестер")
    shift = len("Политехникалық колледж\n\n")
    assert preview.text == f"Политехникалық колледж\n\n{TEXT}"
    assert [
        {**each, "offset": each["offset"] + shift} for each in FORMAT
    ] == [each for each in preview.entities if each["offset"] >= shift]  # fmt: skip
    await sent_out(scene, hr)
    assert seen(arrived(scene)) == seen(preview)


@pytest.mark.usefixtures("in_kazakh")
@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_picture_or_a_file_arrives_with_its_text_below(scene: Scene, kind: str) -> None:
    hr = await begin(scene)
    if kind == "photo":
        given = await picture(scene, TEXT, formatted=FORMAT)
    else:
        given = await scene.house.telegram.send_document(HR, b"%PDF", "order.pdf", "Мәтін")
        await scene.house.settle()
    assert "Русский" in hr.live.text
    assert ("With a picture" if kind == "photo" else "With a file") in hr.live.text
    await hr.say("Привет")
    await hr.press("▫️ Ask to confirm reading")
    await hr.press("👁 Preview")
    preview = shown_to(scene, "әріптестер" if kind == "photo" else "Мәтін")
    assert given.media is not None
    assert seen(preview)[2:4] == (given.media.file_id, kind == "photo")
    await sent_out(scene, hr)
    assert seen(arrived(scene)) == seen(preview)
    assert scene.house.refused() == []


async def asked_below_a_picture(scene: Scene) -> None:
    """A question with a picture has arrived, and its answers and receipts are agreed to."""
    async with scene.house.database.work() as work:
        for purpose in (ANSWERS, RECEIPTS):
            await work.purposes.put(TEACHER, purpose.id, purpose.version, True, scene.house.now)
    hr = await begin(scene)
    await picture(scene, TEXT, formatted=FORMAT)
    await hr.say("Привет")
    await hr.press("▫️ Question")
    await hr.say("Иә / Да / Yes\nЖоқ / Нет / No")
    await hr.press("✅ Done")
    await hr.press("▫️ Ask to confirm reading")
    await hr.press("👁 Preview")
    await sent_out(scene, hr)


@pytest.mark.usefixtures("in_kazakh")
@pytest.mark.parametrize(
    ("button", "state"), [("Жоқ", "Жауабыңыз: Жоқ"), (":read", "✔"), (":stop", "🔕")]
)
async def test_a_press_below_a_picture_is_answered_where_it_stands(
    scene: Scene, button: str, state: str
) -> None:
    await asked_below_a_picture(scene)
    sent = arrived(scene)
    number, data = sent.message_id, Somebody(scene.house, TEACHER).find(sent, button)
    await scene.house.telegram.press(TEACHER, number, data)
    await scene.house.settle()
    after = arrived(scene)
    assert (after.message_id, after.is_photo) == (number, True)
    assert TEXT in after.text
    assert state in after.text.rsplit("\n\n", 1)[1]
    assert {**SPOILER, "offset": 33} in after.entities
    assert scene.house.refused() == []


@pytest.mark.usefixtures("in_kazakh")
async def test_what_no_longer_fits_below_a_picture_is_said_in_a_message(scene: Scene) -> None:
    """The longest text with the longest answer."""
    async with scene.house.database.work() as work:
        await work.organisations.rename(scene.colleges.organisation, "Қ" * 190)
    hr = await begin(scene)
    await picture(scene, "Қ" * 700)
    await hr.say("Привет")
    await hr.press("👁 Preview")
    await sent_out(scene, hr)
    teacher = Somebody(scene.house, TEACHER)
    await teacher.press(":stop")
    assert "🔕" in arrived(scene).text
    assert "went wrong" not in teacher.said()


async def test_a_picture_alone_waits_for_its_text(scene: Scene) -> None:
    hr = await begin(scene)
    await picture(scene)
    assert "Қазақша" in hr.live.text
    assert "With a picture" in hr.live.text
    await hr.say("Сәлем")
    assert "🖼 With a picture" in await hr.say("Привет")
    await hr.press("🖼 Picture or file")
    assert "With a picture" not in await hr.press("🗑 Without it")
    await hr.press("🖼 Picture or file")
    assert "one picture or one file" in await hr.say("not a picture")
    await picture(scene, "Words below")
    assert "the texts stay as they are" in hr.screen.text
    assert "With a picture" in hr.live.text


async def test_texts_that_do_not_go_with_a_picture_are_named_and_not_sent(scene: Scene) -> None:
    hr = await begin(scene)
    await hr.say("Қ" * 701)
    await hr.say("Привет")
    await hr.press("🖼 Picture or file")
    await picture(scene)
    assert "Қазақша: 701 characters; below a picture or file 700 fit" in hr.live.text
    await hr.press("👁 Preview")
    assert not hr.has("📣 Send")
    await hr.press("✏️ Қазақша")
    assert "700 characters fit" in await hr.say("Қ" * 701)
    assert "characters;" not in await hr.say("Қ" * 700)
    await hr.press("👁 Preview")
    assert hr.has("📣 Send")
    assert scene.house.refused() == []


async def test_of_an_album_it_is_said_once_that_it_cannot_be_sent_on(scene: Scene) -> None:
    hr = await begin(scene)
    for _ in range(3):
        await picture(scene, album="a")
    assert hr.said().count("no album, voice message or sticker") == 1
    assert "Русский" in await hr.say("Сәлем")


async def test_a_template_and_a_waiting_message_keep_both(scene: Scene) -> None:
    hr = await begin(scene)
    given = await picture(scene, TEXT, formatted=FORMAT)
    assert given.media is not None
    await hr.say("Привет")
    await hr.press("💾 As a template")
    await hr.press("🕙 When")
    await hr.say("21.11.2026 10:30")
    for button in ("👁 Preview", "📣 Schedule", "✅ Yes, send", "✏️ Change"):
        await hr.press(button)
    assert "🖼 With a picture" in hr.live.text
    await hr.press("👁 Preview")
    preview = shown_to(scene, "әріптестер")
    assert seen(preview)[2] == given.media.file_id
    assert any(each["type"] == "spoiler" for each in preview.entities)
    await scene.opens(hr, "draft_drop_yes", scene.colleges.organisation)
    await scene.opens(hr, "templates", scene.colleges.organisation, 0)
    await hr.press("Привет")
    assert any(each["type"] == "spoiler" for each in hr.live.entities)
    assert "🖼 With a picture" in await hr.press("✏️ Use this template")
    await hr.press("👁 Preview")
    assert seen(shown_to(scene, "әріптестер")) == seen(preview)


async def test_a_draft_has_one_writer_at_a_time(scene: Scene) -> None:
    """HR's is offered to HR; the earlier writer is told, and begins another."""
    hr = await begin(scene)
    await say(scene, TEXT, FORMAT)
    await hr.say("Привет")
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
        await work.people.set_language(COLLEAGUE, "en")
    colleague = await scene.hr(COLLEAGUE)
    await colleague.press("📣 Messages to members")
    await colleague.press("✏️ A colleague's: Привет")
    press = await hr.press_unsettled("▫️ Ask to confirm reading")
    await scene.house.settle()
    assert press.text is not None
    assert "or a colleague is continuing it" in press.text
    assert "✅ Русский" in await scene.opens(colleague, "draft", scene.colleges.organisation)
    assert "▫️ Ask to confirm reading" in colleague.labels()
    await hr.press("✏️ Write to members")
    await hr.say("Басқа")
    async with scene.house.database.work(writing=False) as work:
        mine = await work.hr_drafts.get(HR, scene.colleges.organisation)
        theirs = await work.hr_drafts.get(COLLEAGUE, scene.colleges.organisation)
    assert mine is not None
    assert theirs is not None
    assert (mine["texts"], theirs["texts"]) == ({"kk": "Басқа"}, {"kk": TEXT, "ru": "Привет"})


@pytest.mark.parametrize("forgotten", [False, True])
async def test_a_draft_outlives_its_writer(scene: Scene, forgotten: bool) -> None:
    """Whose right ended, or who had everything about themselves deleted."""
    hr = await begin(scene)
    await hr.say("Сәлем")
    await hr.say("Привет")
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
        await work.people.set_language(COLLEAGUE, "en")
        if forgotten:
            await work.people.forget(HR)
        else:
            await dismiss(work, scene.colleges)
    colleague = await scene.hr(COLLEAGUE)
    await colleague.press("📣 Messages to members")
    assert "✅ Русский" in await colleague.press("✏️ A colleague's: Привет")


async def test_a_draft_of_a_head_is_the_departments(scene: Scene) -> None:
    """A deputy goes on with it; HR, who did not begin it, is not shown it, and a head of elsewhere
    neither."""
    deputy, elsewhere = OPERATOR, OTHER_HR
    college, now = scene.colleges.organisation, scene.house.now
    async with scene.house.database.work() as work:
        physics = await work.organisations.add_department(college, "Физика", now)
        assert physics is not None
        token = (await member_link(work, HR, college)).token
        for person, kind, place in (
            (STRANGER, "head", scene.colleges.department),
            (deputy, "deputy", scene.colleges.department),
            (elsewhere, "head", physics.id),
        ):
            await join(work, person, token)
            await give_role(work, HR, OPERATORS, college, person, kind, place, now)  # type: ignore[arg-type]
    head = scene.person(STRANGER)
    await head.say("/hr")
    await scene.opens(head, "cast_new", college)
    await head.say("Жиналыс")
    await head.say("Собрание")
    for person in (HR, elsewhere):
        other = scene.person(person)
        await other.say("/hr")
        await scene.opens(other, "casts", college)
        assert not any("Собрание" in label for label in other.labels())
        at = other.live
        async with scene.house.database.work(writing=False) as work:
            draft = await work.hr_drafts.get(STRANGER, college)
        assert draft is not None
        await scene.house.telegram.press(
            person, at.message_id, f"h:draft_take:{college}:{draft['revision']}", stale=True
        )
        await scene.house.settle()
        assert "Собрание" not in other.said()
    second = scene.person(deputy)
    await second.say("/hr")
    await scene.opens(second, "casts", college)
    assert "✅ Русский" in await second.press("✏️ A colleague's: Собрание")
    assert "1 person gets this" in second.live.text
