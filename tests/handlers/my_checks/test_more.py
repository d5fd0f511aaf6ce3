"""Why something was not asked, the ways, the picture and the paper of a check."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import pytest
from PIL import Image
from structlog.testing import LogCapture

from handlers.chat.workshop import Workshop
from handlers.papers.wanted import Wanted
from local_chat.pictures import picture_size
from tests.handlers.answering import begin, is_asked
from tests.handlers.checks import answer, short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.papers.ending import ends_its_process


async def test_more_comes_beside_the_report_which_stays(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    text = await person.press("➕ More")
    assert "Checked on 20 November 2026" in text
    assert person.live.message_id != message.message_id
    assert message.text == report
    assert person.has("🧭 All ways")


async def test_the_report_has_at_most_four_rows_of_three_short_buttons(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    assert len(person.live.buttons) <= 4
    assert max(len(row) for row in person.live.buttons) <= 3


async def test_what_was_not_asked_is_told_with_its_reason_and_clause(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-assistant")
    await answer(person, ":master", ":done" if person.has(":done") else ":profile")
    while is_asked(person):
        ways_on = (":!skip", ":enough", ":!unknown")
        await person.press(next(option for option in ways_on if person.has(option)))
    await person.press("➕ More")
    text = await person.press("❓ Why not asked")
    assert "Not asked, because another way is nearer, whatever the answer:" in text
    assert "• Work in the specialty (section “Assistant” (our translation))" in text
    assert "because it only gives an advantage: a button below the report asks about it:" in text
    assert "• Education" not in text
    await person.press("⬅️ Back")
    assert person.has("❓ Why not asked")


async def test_the_ways_have_a_day_where_time_alone_leads_there(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    text = await person.press("🧭 All ways")
    assert "Way 1, the nearest" in text
    assert "By going on working: on 20 November 2027." in text
    assert "No day can be named" in text or "Way 2" not in text


@pytest.mark.usefixtures("papers_process")
async def test_the_picture_and_the_paper_come_as_photo_and_document(house: House) -> None:
    person = house.person(1, "ru")
    await short_of_a_year(person)
    await person.press("➕ Ещё")
    menu = person.live
    await person.press("🖼 Картинка")
    photo = person.screen
    assert photo.is_photo
    assert photo.media is not None
    assert picture_size(photo.media.data) is not None
    await person.press("📄 Файл PDF", menu)
    paper = person.screen.document
    assert paper is not None
    assert paper.name == "tvet-teacher-2026-11-20.pdf"
    assert paper.data.startswith(b"%PDF-")
    calls = [call.method for call in house.telegram.calls]
    assert calls.index("sendChatAction") < calls.index("sendPhoto")
    assert calls.count("sendChatAction") == 2
    assert not house.refused()


async def made_here(
    house: House, monkeypatch: pytest.MonkeyPatch, make: Callable[[Wanted], bytes], room: int = 9
) -> None:
    """From now on papers are what `make` says, in a thread of this process."""
    monkeypatch.setattr("handlers.my_checks.more.made", make)
    monkeypatch.setattr(
        "tests.handlers.house.shared_workshop",
        lambda: Workshop(ThreadPoolExecutor, number=1, room=room),
    )
    await house.restart()


async def test_a_picture_too_tall_for_a_photo_comes_as_a_file(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tall(_: Wanted) -> bytes:
        figure = Image.new("1", (108, 2561))
        content = BytesIO()
        figure.save(content, "PNG")
        return content.getvalue()

    await made_here(house, monkeypatch, tall)
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🖼 Picture")
    assert not person.screen.is_photo
    assert person.screen.document is not None
    assert person.screen.document.name == "tvet-teacher-2026-11-20.png"


async def test_a_picture_that_fails_is_told_with_a_reference(
    house: House, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Wanted) -> bytes:
        raise MemoryError

    await made_here(house, monkeypatch, broken)
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🖼 Picture")
    assert "Reference:" in person.screen.text
    [failed] = [entry for entry in logged.entries if entry["log_level"] == "error"]
    assert failed["reference"] in person.screen.text
    logged.entries.remove(failed)


async def test_while_a_paper_waits_its_person_sees_that_it_comes_and_others_are_answered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.delivery.SIGN_EVERY", 0.001)
    may_end = Event()

    def slow(_: Wanted) -> bytes:
        assert may_end.wait(10)
        return b"%PDF-"

    await made_here(house, monkeypatch, slow)
    person, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(person)
    await begin(other, "tvet-teacher", "moderator")
    await person.press("➕ More")
    await person.press_unsettled("📄 PDF")
    await house.telegram.wait_until(lambda: signs_of_life(house) > 2)
    press = await other.press_unsettled(":bachelor")
    await house.telegram.answered(press)
    assert not has_paper(person)
    may_end.set()
    await house.settle()
    assert has_paper(person)
    seen = signs_of_life(house)
    await other.press(":pedagogical")
    assert signs_of_life(house) == seen


def has_paper(person: Somebody) -> bool:
    return person.screen.document is not None


def signs_of_life(house: House) -> int:
    return sum(call.method == "sendChatAction" for call in house.telegram.calls)


async def test_who_finds_no_room_is_asked_to_try_again_and_loses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = Event()

    def slow(_: Wanted) -> bytes:
        assert may_end.wait(10)
        return b"%PDF-"

    await made_here(house, monkeypatch, slow, room=1)
    first, second = house.person(1, "en"), house.person(2, "kk")
    await short_of_a_year(first)
    await short_of_a_year(second)
    await first.press("➕ More")
    await second.press("➕ Тағы")
    await first.press_unsettled("📄 PDF")
    await house.telegram.wait_until(lambda: signs_of_life(house) > 0)
    before = len(house.telegram.messages(2))
    press = await second.press_unsettled("📄 PDF файлы")
    await house.telegram.answered(press)
    await house.telegram.wait_until(lambda: len(house.telegram.messages(2)) > before)
    assert second.screen.text == "⏳ Дәл қазір файл сұрағандар көп. Сәл күтіп, қайта басыңыз."
    may_end.set()
    await house.settle()
    assert has_paper(first)
    await second.press("🔁 Қайта байқап көру")
    assert has_paper(second)
    assert not house.refused()


@pytest.mark.usefixtures("papers_process")
async def test_whose_process_is_killed_is_told_once_and_gets_the_paper_by_a_press(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.person(1, "ru")
    await short_of_a_year(person)
    with monkeypatch.context() as patch:
        patch.setattr("tests.handlers.house.shared_workshop", lambda: Workshop(number=1))
        patch.setattr("handlers.my_checks.more.made", ends_its_process)
        await house.restart()
        await person.press("➕ Ещё")
        await person.press("📄 Файл PDF")
    told = "⚠️ Файл не удалось доделать. Ничего не потеряно: нажмите ещё раз."
    assert person.said().count(told) == 1
    assert person.screen.text == told
    await house.restart()
    await person.press("🔁 Попробовать ещё раз")
    assert person.screen.document is not None
    assert person.said().count(told) == 1
    assert not house.refused()


@pytest.mark.usefixtures("papers_process")
async def test_two_presses_one_after_the_other_bring_two_papers(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press_unsettled("📄 PDF")
    await person.press_unsettled("📄 PDF")
    await house.settle()
    first, second = (m.document for m in house.telegram.messages(1) if m.document is not None)
    assert first.data == second.data


async def test_the_buttons_of_a_report_outlive_a_restart(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await house.restart()
    await person.press("➕ More")
    assert "Way 1" in await person.press("🧭 All ways")


async def test_a_repeated_update_shows_more_once(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    count = len(house.telegram.messages(1))
    house.telegram.redeliver_last_update()
    await house.settle()
    assert len(house.telegram.messages(1)) == count


async def test_without_consent_it_is_kindly_said_that_nothing_is_kept(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical", ":12", ":!all")
    text = await person.press("➕ More")
    assert "Without your consent nothing is kept after the report" in text
    assert person.has("c:yes:2")


@pytest.mark.parametrize("data", ["e:more:%s", "e:why:%s", "e:ways:%s", "e:png:%s", "e:pdf:%s"])
async def test_nobody_sees_the_check_of_somebody_else(house: House, data: str) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    run = next(d for d in owner.data() if d.startswith("e:more:")).split(":")[2]
    await short_of_a_year(other)
    count = len(house.telegram.messages(2))
    press = await house.telegram.press(2, other.live.message_id, data % run, stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."
    assert len(house.telegram.messages(2)) == count
