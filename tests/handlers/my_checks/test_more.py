"""Why something was not asked, the ways, the picture and the paper of a check."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from structlog.testing import LogCapture

from handlers.papers import off_loop
from handlers.papers.paper import Paper
from local_chat.pictures import picture_size
from tests.handlers.answering import begin, is_asked
from tests.handlers.checks import answer, short_of_a_year, without_consent
from tests.handlers.house import House


async def test_more_comes_beside_the_report_which_stays(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    text = await person.press("➕ More")
    assert "Checked on November 20, 2026" in text
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
    assert "• Work in the specialty (section “Ассистент”)" in text
    assert "Not asked, because you left it out: it only gives an advantage:" in text
    assert "• Education" not in text
    await person.press("⬅️ Back")
    assert person.has("❓ Why not asked")


async def test_the_ways_have_a_day_where_time_alone_leads_there(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    text = await person.press("🧭 All ways")
    assert "Way 1, the nearest" in text
    assert "By going on working: on November 20, 2027." in text
    assert "No day can be named" in text or "Way 2" not in text


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


async def test_a_picture_too_tall_for_a_photo_comes_as_a_file(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def tall(paper: Paper) -> bytes:
        figure = Image.new("1", (108, 2561))
        content = BytesIO()
        figure.save(content, "PNG")
        return content.getvalue()

    monkeypatch.setattr(off_loop, "card", tall)
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
    async def broken(paper: Paper) -> bytes:
        raise MemoryError(paper.code)

    monkeypatch.setattr(off_loop, "card", broken)
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press("🖼 Picture")
    assert "Reference:" in person.screen.text
    [failed] = [entry for entry in logged.entries if entry["log_level"] == "error"]
    assert failed["reference"] in person.screen.text
    logged.entries.remove(failed)


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
    assert person.has("c:yes:1")


@pytest.mark.parametrize("data", ["e:more:%s", "e:why:%s", "e:ways:%s", "e:png:%s", "e:pdf:%s"])
async def test_nobody_sees_the_check_of_somebody_else(house: House, data: str) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    run = next(d for d in owner.data() if d.startswith("e:more:")).split(":")[2]
    await short_of_a_year(other)
    count = len(house.telegram.messages(2))
    press = await house.telegram.press(2, other.live.message_id, data % run, stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. /check begins anew."
    assert len(house.telegram.messages(2)) == count
