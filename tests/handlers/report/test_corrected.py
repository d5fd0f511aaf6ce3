"""An old check whose rules were corrected: in /my, on paper, by a link, and checked again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from bot.outbound.judging_again import JudgingAgain
from handlers.papers.card import card_plan
from handlers.papers.paper import paper_of_record
from handlers.papers.pdf import file_pdf
from handlers.papers.plain_words import plain, verdict_said
from i18n import LANGUAGES, translator
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from storage.tables.checks import answer as kept_answer
from storage.tables.checks import decision
from storage.tables.corrections import Found, Told
from tests.handlers.answering import begin
from tests.handlers.checks import answer, decisions, short_of_a_year
from tests.handlers.house import House, Somebody
from tests.handlers.my_checks.test_wish_reminders import press_at, sweep
from tests.handlers.papers.papers import made as drawn
from tests.handlers.papers.papers import squeezed
from tests.handlers.report.test_editions import LATER_REPORTED
from tests.rules.verdict.old_records import (
    CORRECTED_ON,
    TEACHER,
    corrected_rules,
    old_record,
    rewritten,
)
from tests.storage.databases import look

MORNING = datetime(2026, 12, 1, 6, tzinfo=UTC)
WAS = "It was: ⏳ Not yet: 1 year of experience missing"
IS = "It is now: ✅ You meet the requirements"
OLD_RULES = json.loads(old_record(TEACHER, "moderator"))["rules"]


@pytest.fixture
def norms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """The rules of today, by which a year is enough for a teacher-moderator."""
    changed = corrected_rules(tmp_path / "norms")
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: changed)
    monkeypatch.setattr("bot.outbound.texts.catalogue", lambda: changed)
    return changed


async def corrected(house: House) -> Somebody:
    """Somebody whose check of a year ago was made by the rules of then."""
    person = house.person(1, "en")
    await short_of_a_year(person)
    [made] = await decisions(house, person)
    given = json.loads(made.record)
    record = rewritten(made.record, rules=OLD_RULES, report={**given["report"], **SHORT_OF_A_YEAR})
    change = update(decision).values(digest="old", record=record, verdict="not_eligible")
    await look(house.database_url, lambda connection: connection.execute(change))
    await house.restart()
    return person


SHORT_OF_A_YEAR = {
    "verdict": "not_eligible",
    "route": [{"kind": "experience", "experience": "specialty", "months": 12}],
    "eligible_on": "2027-11-20",
}


async def told(house: House, norms: Catalogue) -> Somebody:
    """The same in front of the message that tells them."""
    person = await corrected(house)
    house.now = MORNING
    again = JudgingAgain(house.database, norms, CORRECTED_ON, lambda: house.now)
    while await again.step():
        pass
    await sweep(house)
    assert "A correction of 30 November 2026" in person.live.text
    return person


async def test_my_tells_the_day_and_both_answers(house: House, norms: Catalogue) -> None:
    person = await corrected(house)
    await person.say("/my")
    assert any(label.endswith("⚖️") for label in person.labels())
    text = await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    for words in ("⚖️ Corrected on 30 November 2026", WAS, IS):
        assert words in text
    await person.press("📋 Show the report")
    shown = person.said()
    assert "Corrected on 30 November 2026" in shown
    assert "on 20 November 2027 the experience will be enough" in person.live.text


async def test_the_picture_and_the_file_are_those_of_then_and_say_so(
    house: House, norms: Catalogue
) -> None:
    person = await corrected(house)
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    assert "Corrected on 30 November 2026" in await person.press("➕ More")
    for button in ("🖼 Picture", "📄 PDF"):
        await person.press(button)
    assert person.screen.document is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_carries_the_day_both_answers_and_the_old_record(
    language: str, tmp_path: Path
) -> None:
    changed, tr = corrected_rules(tmp_path), translator(language)
    profile = {
        "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
        "experience": {"specialty": 18},
        "competences": {"*": True},
    }
    states = dict.fromkeys(("education", "experience.specialty", "competences"), "value")
    record = rewritten(
        old_record(TEACHER, "moderator"),
        profile=profile,
        states=states,
        lang=language,
        on="2026-11-20",
    )
    made = paper_of_record(changed, record)
    sheets = PdfReader(BytesIO(file_pdf(made)))
    texts = {
        "card": squeezed(" ".join(card_plan(made).texts)),
        "file": squeezed("".join(page.extract_text() for page in sheets.pages)),
    }
    then = tr.text("⏳ <b>Not yet</b>: {months} of experience missing", months=tr.months(6))
    now = tr.text("✅ <b>You meet the requirements</b>")
    expected = (
        plain(tr.text("⚖️ <b>Corrected on {day}</b>", day=tr.date(CORRECTED_ON))),
        tr.text("It was: {verdict}", verdict=plain(then)),
        tr.text("It is now: {verdict}", verdict=plain(now)),
        LATER_REPORTED[language],
    )
    for form, text in texts.items():
        for words in expected:
            assert squeezed(words) in text, (form, words)
    assert json.loads(made.record)["rules"] == OLD_RULES


def test_paper_by_the_rules_of_today_carries_no_such_line() -> None:
    made = paper_of_record(catalogue(), drawn("tvet-teacher", "moderator").record)
    assert made.became is None
    assert squeezed("Исправлено") not in squeezed(" ".join(card_plan(made).texts))


async def test_a_link_tells_that_the_check_was_corrected(house: House, norms: Catalogue) -> None:
    person = await corrected(house)
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    await person.press("➕ More")
    await person.press("🔗 Share")
    link = await person.press("🔗 Make the link")
    other = house.person(2, "en")
    await other.say("/start " + link.split("start=")[1].split()[0])
    for words in ("Corrected on 30 November 2026", WAS, IS, "by the rules of today"):
        assert words in other.said()


async def test_the_message_leads_to_a_check_once(house: House, norms: Catalogue) -> None:
    person = await told(house, norms)
    message = person.live
    assert message.text.count(WAS) == message.text.count(IS) == 1
    data = person.find(message, "🔁 Check again")
    for _ in range(2):
        await press_at(house, message, data)
    house.telegram.redeliver_last_update()
    await house.settle()
    assert "You meet the requirements" in person.said().split("A correction of")[1]
    made = await decisions(house, person)
    assert {each.verdict for each in made} == {"eligible", "not_eligible"}


async def test_the_button_works_after_a_restart_and_in_the_middle_of_another_check(
    house: House, norms: Catalogue
) -> None:
    person = await told(house, norms)
    message = person.live
    data = person.find(message, "🔁 Check again")
    await person.say("/check")
    await house.restart()
    await press_at(house, message, data)
    assert "You meet the requirements" in person.live.text


async def test_the_button_of_a_deleted_check_is_answered_kindly(
    house: House, norms: Catalogue
) -> None:
    person = await told(house, norms)
    message = person.live
    data = person.find(message, "🔁 Check again")
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    await press_at(house, message, data)
    assert "Without your consent nothing is kept" in person.live.text


async def test_somebody_who_was_told_hears_nothing_more(house: House, norms: Catalogue) -> None:
    person = await told(house, norms)
    house.now += timedelta(days=1)
    again = JudgingAgain(house.database, norms, CORRECTED_ON, lambda: house.now)
    while await again.step():
        pass
    await sweep(house)
    assert person.said().count("A correction of") == 1


async def rested_on_another_position(house: House) -> Somebody:
    """Somebody who was told to meet the requirements by years said for another position."""
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await answer(person, ":bachelor", ":profile", ":24", ":!all")
    assert MET in person.live.text
    [made] = await decisions(house, person)
    found = Found(person.id, {made.id: ("experience.specialty",)})
    async with house.database.work() as work:
        assert await work.corrections.tell(found, CORRECTED_ON, house.now)
    await person.say("/my")
    await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    return person


MET = "✅ You meet the requirements"


async def test_a_link_shows_only_what_still_holds(house: House) -> None:
    person = await rested_on_another_position(house)
    await person.press("➕ More")
    await person.press("🔗 Share")
    link = await person.press("🔗 Make the link")
    other = house.person(2, "en")
    await other.say("/start " + link.split("start=")[1].split()[0])
    assert "It is now: ❔ Cannot tell yet" in other.said()
    assert MET not in other.live.text
    assert "❔ Cannot tell yet" in other.live.text


async def test_the_report_of_then_bears_the_day_of_its_correction(house: House) -> None:
    person = await rested_on_another_position(house)
    await person.press("📋 Show the report")
    assert person.live.text.startswith("⚖️ Corrected on 30 November 2026")
    assert MET in person.live.text


def test_no_paper_says_large_what_no_longer_holds() -> None:
    answers = {
        "education": [{"level": "bachelor", "fields": ["profile"]}],
        "experience": {"specialty": 24},
        "competences": {"*": True},
    }
    record = drawn("tvet-teacher", "moderator", answers, "en").record
    told = Told(CORRECTED_ON, ("experience.specialty", "education"))
    made = paper_of_record(catalogue(), record, told=told)
    words, detail, became = verdict_said(made)
    assert (words, detail) == ("Corrected on 30 November 2026", "")
    assert any(line.startswith("It was:") for line in became)
    assert words in card_plan(made).texts


async def test_before_anybody_is_told_an_old_answer_is_not_said_to_hold(
    house: House, norms: Catalogue
) -> None:
    person = await corrected(house)
    change = (
        update(kept_answer)
        .where(kept_answer.c.fact == "experience.specialty")
        .values(position="tvet-master")
    )
    await look(house.database_url, lambda connection: connection.execute(change))
    await person.say("/my")
    text = await person.press(next(d for d in person.data() if d.startswith("y:d:")))
    assert "It is now: ❔ Cannot tell yet. Not known: work in the specialty" in text
    assert "You said this for another position" in text
