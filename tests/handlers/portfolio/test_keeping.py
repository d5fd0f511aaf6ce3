"""The picture, the PDF and the essay in the chat."""

from __future__ import annotations

import pytest

from tests.handlers.house import House
from tests.handlers.portfolio.test_portfolio import at_sheet, kept, press_again

WHERE = "pf:k:tvet-teacher:expert"


@pytest.mark.usefixtures("papers_process")
async def test_the_picture_and_the_pdf_come_as_photo_and_document(house: House) -> None:
    person = await at_sheet(house, language="ru")
    await person.press("▶️ Ответить по строкам")
    await person.press(":t2")
    await person.press("📊 Весь лист")
    await person.press("🖼 Картинка, PDF, эссе")
    choice = person.live
    await person.press("🖼 Картинка")
    assert person.screen.is_photo
    await person.press(f"{WHERE}:pdf", choice)
    paper = person.screen.document
    assert paper is not None
    assert paper.name == "portfolio-tvet-teacher-2026-11-20.pdf"
    assert paper.data.startswith(b"%PDF-")
    assert not house.refused()


async def test_an_essay_is_counted_and_nothing_of_it_is_kept(house: House) -> None:
    person = await at_sheet(house)
    await person.press("🖼 Picture, PDF, essay")
    text = await person.press("✍️ Essay")
    assert "1. Who I am: my post, what I teach, since when: 40–50 words" in text
    assert "Send me your text" in text
    assert "Your text has 3 words. ❌ 247 more are needed." in await person.say("Secret words <b>")
    await house.restart()
    assert "✅ That fits." in await person.say("педагог-зерттеуші " * 260)
    assert "❌ 4 are too many." in await person.say("teacher " * 304)
    async with house.database.work(writing=False) as work:
        export = str(await work.people.export(1))
    assert "Secret" not in export
    assert "зерттеуші" not in export
    assert await kept(house) == {}
    assert "Points 0 of 84" in await person.press("⬅️ Back")
    # Words after that are no essay any more.
    assert "Your text has" not in await person.say("teacher of mathematics")


async def test_an_old_button_of_a_sheet_that_is_gone_leads_to_the_choice(house: House) -> None:
    person = await at_sheet(house)
    for what in ("all", "png", "pdf", "essay"):
        await press_again(house, person, f"pf:k:tvet-teacher:highest:{what}")
        assert "Which post is it?" in person.live.text
    await press_again(house, person, "pf:m:uni-lecturer:expert:on")
    assert "Which post is it?" in person.live.text
