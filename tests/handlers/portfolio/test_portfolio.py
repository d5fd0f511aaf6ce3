"""The portfolio in the chat: a row a screen, three numbers on top, what is known, the papers."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from handlers.chat.phone import LINES, height
from rules.attestation.portfolio import portfolio_editions
from storage.tables.checks import NewDecision
from storage.tables.portfolio import PortfolioAnswer
from tests.handlers.checks import short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.people import add_course, with_consent

NOW_THERE = "By your answers there are enough points and no row is empty."


async def at_sheet(
    house: House, category: str = "expert", position: str = "tvet-teacher", language: str = "en"
) -> Somebody:
    """Somebody who has agreed, in front of the sheet."""
    person = await with_consent(house, language)
    await person.say("/portfolio")
    while not person.has(f"pf:c:{position}"):
        await person.press("▶️")
    await person.press(f"pf:c:{position}")
    await person.press(f"pf:s:{position}:{category}")
    person.presses = 0
    return person


async def kept(house: House, person_id: int = 1) -> dict[str, PortfolioAnswer]:
    async with house.database.work(writing=False) as work:
        found: dict[str, PortfolioAnswer] = await work.portfolio_answers.of(person_id)
    return found


async def press_again(house: House, person: Somebody, data: str) -> str | None:
    press = await house.telegram.press(person.id, person.live.message_id, data, stale=True)
    await house.settle()
    return press.text


EXPERT = (":t2", ":s5", ":m71", ":p2", ":p2w", ":p2", ":p2", ":p2", ":h72p", ":y0")


async def test_a_teacher_who_knows_their_papers_is_through_in_fourteen_actions(
    house: House,
) -> None:
    person = await with_consent(house, "en")
    person.presses = 0
    await person.press("m:home")
    await person.press("📊 Portfolio")
    person.presses = 0
    await person.press("pf:c:tvet-teacher")
    await person.press("pf:s:tvet-teacher:expert")
    await person.press("▶️ Answer the rows")
    for code in EXPERT:
        text = await person.press(code)
    # And the press or the word that opened it.
    assert person.presses + 1 <= 14
    assert "Points 85 of 84 · rows without points 0" in text
    assert NOW_THERE in text
    assert not person.has("▶️ Answer the rows")
    assert (await kept(house))["t-2.2"].entry == {"level": "district", "winner": True}


async def test_a_researcher_is_through_in_sixteen(house: House) -> None:
    person = await at_sheet(house, "researcher")
    await person.press("▶️ Answer the rows")
    codes = (":t3", ":s5", ":m81", ":p3", ":p3", ":p3c", ":p3", ":u1", ":p3", ":c3", ":h80", ":py")
    for code in codes:
        await person.press(code)
    text = await person.press(":y3")
    assert "Points 112 of 113 · rows without points 0" in text
    assert "Still missing: 1." in text
    assert "Apart: 2 points as a curator." in text
    text = await person.press("🧭 What next")
    assert "Recommended materials: up to +1 for a better result" in text


async def test_the_three_numbers_stand_on_top_of_every_row(house: House) -> None:
    person = await at_sheet(house)
    assert "Points 0 of 84 · rows without points 8" in person.live.text
    assert "8 rows are not answered." in person.live.text
    text = await person.press("▶️ Answer the rows")
    assert text.startswith("Points 0 of 84 · rows without points 8")
    assert "Row 1.1 (1 of 9)" in text
    assert "Your category asks for: On one level." in text
    text = await person.press("It fell")
    assert text.startswith("Points 0 of 84 · rows without points 8")
    assert "Row 1.2 (2 of 9)" in text


async def test_the_mean_is_written_or_pressed(house: House) -> None:
    person = await at_sheet(house)
    await person.press("pf:v:tvet-teacher:expert:rows")
    await person.press(":t-1.2")
    text = await person.press("Yes, all five")
    assert "What is their mean?" in text
    assert "from 0 to 102" in await person.say("103")
    assert "from 0 to 102" in await person.say("102,5")
    assert "did not understand" in await person.say("good")
    await house.restart()
    await person.say("76,4")
    assert (await kept(house))["t-1.2"].entry == {
        "mean": 76.4,
        "sheets": 5,
        "by_commission": True,
    }
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-1.2")
    assert person.has("✏️ Mean: 76.4")
    await person.press("✏️ Mean: 76.4")
    await person.say("eighty")
    assert (await kept(house))["t-1.2"].entry["mean"] == 80


async def test_five_sheets_without_the_commission_are_an_empty_row(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    await person.press("On one level")
    text = await person.press("Five, none by commission")
    assert "rows without points 7" in text
    assert "Students' contests" in text


async def test_words_are_as_good_as_buttons(house: House) -> None:
    person = await at_sheet(house, language="ru")
    await person.press("▶️ Ответить по строкам")
    await person.say("на одном уровне")
    assert (await kept(house))["t-1.1"].entry == {"trend": "level"}
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-3.4")
    await person.say("область")
    assert (await kept(house))["t-3.4"].entry == {"level": "region"}
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-2.2")
    await person.say("область")
    assert (await kept(house))["t-2.2"].entry == {"level": "region"}
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-2.2")
    await person.say("не знаю")
    assert "t-2.2" not in await kept(house)


async def test_dont_know_skip_and_back(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    await person.press("On one level")
    assert "Row 1.1" in await person.press("⬅️ Back")
    assert "● On one level" in person.labels()
    assert "Row 1.2" in await person.press("Don't know")
    assert await kept(house) == {}
    assert "Row 2.1" in await person.press("Skip ➡️")
    assert "Row 1.2" in await person.press("⬅️ Back")
    assert "Row 1.1" in await person.press("⬅️ Back")
    assert "📊 Portfolio" in await person.press("⬅️ Back")


async def test_two_presses_and_an_old_button_keep_one_answer(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    data = person.find(person.live, "On one level")
    await person.press("On one level")
    await press_again(house, person, data)
    assert "Row 1.2" in person.live.text
    assert (await kept(house))["t-1.1"].entry == {"trend": "level"}
    await press_again(house, person, data.replace(":t2", ":zz"))
    assert (await kept(house))["t-1.1"].entry == {"trend": "level"}
    await press_again(house, person, data.replace("t-1.1", "t-9.9"))
    assert "📊 Portfolio" in person.live.text
    await press_again(house, person, data.replace(":expert:", ":highest:"))
    assert "Which post is it?" in person.live.text
    await press_again(house, person, data.replace("tvet-teacher", "uni-lecturer"))
    assert "Which post is it?" in person.live.text
    assert list(await kept(house)) == ["t-1.1"]


async def test_lost_state_and_a_restart_leave_the_buttons_working(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    async with house.database.work() as work:
        await work.screens.put(1, "report", {}, None, None, house.now)
    await house.restart()
    await person.press("On one level")
    assert (await kept(house))["t-1.1"].entry == {"trend": "level"}


async def test_hours_of_kept_courses_are_counted_and_shown(house: House) -> None:
    person = await at_sheet(house)
    await add_course(house, person, 72, date(2026, 3, 1))
    async with house.database.work() as work:
        await work.attestation_words.put(1, "", "category", "none", house.now)
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-4.1")
    assert "By your courses: 72 hours." in person.live.text
    await person.press("Yes, there is")
    assert (await kept(house))["t-4.1"].entry == {"hours": 72, "practice_paper": True}
    assert "Points 1 of 84" in await person.press("📊 The sheet")
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-4.1")
    await person.press("✏️ Other hours")
    await person.say("40")
    assert (await kept(house))["t-4.1"].entry["hours"] == 40
    assert "Points 0 of 84 · rows without points 8" in person.live.text


async def test_courses_off_the_profile_are_not_counted_for_the_person(house: House) -> None:
    person = await at_sheet(house)
    await add_course(house, person, 40, date(2026, 3, 1))
    async with house.database.work() as work:
        await work.attestation_words.put(1, "", "category", "none", house.now)
        await work.certificates.add(1, "it", 72, date(2026, 3, 2), None, house.now)
    await press_again(house, person, "pf:r:tvet-teacher:expert:t-4.1")
    assert "By your courses: 40 hours." in person.live.text


async def test_a_listed_publication_of_a_check_is_counted_and_shown(house: House) -> None:
    person = await at_sheet(house, "researcher")
    record = {
        "on": "2026-11-20",
        "profile": {"publications": [{"index": "scopus", "percentile": 40}]},
    }
    async with house.database.work() as work:
        new = NewDecision(
            json.dumps(record).encode(), "d", "uni-lecturer", None, "eligible", date(2026, 11, 20)
        )
        await work.decisions.add(1, None, new, house.now)
    await press_again(house, person, "pf:r:tvet-teacher:researcher:t-3.3")
    assert "You named such a publication in a check." in person.live.text
    assert "Points 7 of 113" in person.live.text
    assert "Points 0 of 113 · rows without points 1" in await person.press("None")


async def test_the_papers_are_a_checklist_that_is_kept(house: House) -> None:
    person = await at_sheet(house)
    text = await person.press("📎 Papers")
    assert "☐ 4.1 Hours of courses: 0/2" in text
    await person.press(":t-4.1")
    assert "☐ 2. Paper that shows the use of what was learnt" in person.live.text
    data = person.find(person.live, "☐ 1")
    await person.press("☐ 1")
    await press_again(house, person, data)
    assert "☑️ 1. Copies of the certificates" in person.live.text
    assert (await kept(house))["t-4.1"].papers == ["certificates"]
    await house.restart()
    assert "☐ 4.1 Hours of courses: 1/2" in await person.press("⬅️ Back")
    await person.press(":t-4.1")
    await person.press("☐ 2")
    assert "☑️ 4.1 Hours of courses: 2/2" in await person.press("⬅️ Back")
    await person.press(":t-4.1")
    await person.press("☑️ 1")
    assert (await kept(house))["t-4.1"].papers == ["practice-paper"]
    await press_again(house, person, data.replace(":0y", ":7y"))
    assert "📊 Portfolio" in person.live.text


async def test_what_the_text_leaves_open_is_for_the_commission(house: House) -> None:
    person = await at_sheet(house)
    text = await person.press("💬 Ask the commission")
    assert "Is the sum of the sheet the mark to pass" in text
    assert "announced in 2025: check before you apply" in text
    text = await person.press("▶️")
    assert "3.1: A college under the region has no district council" in text
    assert "announced in 2025: check before you apply" in text


async def test_it_is_reached_from_a_report_its_attestation_and_the_menu(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    assert "Points 0 of 68" in await person.press("📊 Portfolio")
    await person.press("⬅️ Menu")
    assert "Points 0 of 68" in await person.press("📊 Portfolio")
    for words in ("портфолио", "баллы", "лист оценивания", "портфолио ұпайы", "/portfolio"):
        assert "Points 0 of 68" in await person.say(words)
    await person.press("🎓 Another category")
    assert "Points 0 of 133" in await person.press("pf:s:tvet-teacher:master")
    await person.say("attestation")
    assert "Points 0 of 68" in await person.press("📊 Portfolio")


async def test_without_consent_nothing_is_kept_and_it_says_so(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical", ":12", ":!all")
    await person.say("/portfolio")
    await person.press("pf:c:tvet-teacher")
    await person.press("pf:s:tvet-teacher:expert")
    await person.press("▶️ Answer the rows")
    assert "Without your consent nothing is kept" in await person.press("On one level")
    assert await kept(house) == {}


async def test_forget_and_my_data_reach_it(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    await person.press("On one level")
    async with house.database.work(writing=False) as work:
        export = await work.people.export(1)
    rows = json.loads(json.dumps(export["portfolio_answer"]))
    assert rows[0]["row"] == "t-1.1"
    await person.say("/forget")
    await person.press("f:yes")
    assert await kept(house) == {}


async def test_nobody_sees_what_another_has_said(house: House) -> None:
    person = await at_sheet(house)
    await person.press("▶️ Answer the rows")
    data = person.find(person.live, "On one level")
    await person.press("On one level")
    other = await with_consent(house, person_id=2)
    await house.telegram.press(2, other.live.message_id, data.replace("t-1.1", "t-3.4"), stale=True)
    await house.settle()
    assert await kept(house, 2) == {}
    assert list(await kept(house, 1)) == ["t-1.1"]


LANGUAGES = ("kk", "ru", "en")
# One post of each threshold, the languages in turn.
POSTS = [
    (group.positions[0], LANGUAGES[number % 3])
    for number, group in enumerate(
        group for sheet in portfolio_editions()[0].sheets for group in sheet.thresholds
    )
]
WORSE = ("x", "k", "1", "2", "s4", "sn", "pn", "dn")


@pytest.mark.parametrize(("position", "language"), POSTS)
async def test_every_sheet_can_be_answered_to_the_end(
    house: House, position: str, language: str
) -> None:
    sheet = portfolio_editions()[0].sheet_of(position)
    assert sheet is not None
    category = sheet.categories[-1]
    person = await at_sheet(house, category, position, language)
    where = f"{position}:{category}"
    await person.press(f"pf:r:{where}:{_first_row(person)}")
    while codes := [data.rsplit(":", 1)[1] for data in person.data() if data.startswith("pf:a:")]:
        _fits(person)
        better = [code for code in codes if code not in WORSE and not code.endswith("c")]
        await person.press(f":{better[-1]}")
    assert "✅" in person.live.text
    for part in ("next", "papers", "asks", "rows"):
        await person.press(f"pf:v:{where}:{part}")
        _fits(person)
        while person.has("▶️"):
            await person.press("▶️")
            _fits(person)
        await person.press(f"pf:s:{where}")


def _first_row(person: Somebody) -> str:
    return next(d for d in person.data() if d.startswith("pf:r:")).rsplit(":", 1)[1]


def _fits(person: Somebody) -> None:
    """On a telephone's screen, and with every value filled."""
    assert "{" not in person.live.text
    assert height(person.live.text) <= LINES, person.live.text
    for label in person.labels():
        assert len(re.findall(r"\w+", label)) <= 5, label
        assert len(label) <= 32, label
