"""The edition of every document is named, and a saved check that rests on an ended one says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from handlers.chat.editions import edition_lines
from handlers.papers.card import card_plan
from handlers.papers.paper import paper
from handlers.papers.pdf import file_pdf
from handlers.papers.plain_words import plain
from handlers.report.quoted_report import quoted_report
from i18n import LANGUAGES, translator
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.norms.model import DaysInForce
from rules.profile import parse_profile
from rules.verdict.check import check
from tests.handlers.answering import find_in_lists
from tests.handlers.checks import answer, decisions, short_of_a_year
from tests.handlers.house import NOW, House, Somebody
from tests.handlers.papers.papers import squeezed
from tests.handlers.people import with_consent
from tests.handlers.report.test_views import assert_sendable
from tests.handlers.reports import all_parts, opened
from tests.rules.norms import two_editions as two

LAST_DAY = date(2026, 11, 21)


async def test_about_names_the_edition_of_every_document(house: House) -> None:
    person = await with_consent(house)
    await person.say("/about")
    text = await all_parts(person)
    for words in (
        "edition of 7 August 2023",
        "the current text, no date is given",
        "Order No. 616",
        "Edition in force since 6 December 2023",
        "Order No. 83 of 27 January 2016 as restated by Order No. 32 of 25 February 2025",
        "Known up to August 2025",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "college", "source"),
    [
        ("kk", "№ 338 бұйрық", "<b>07.08.2023 редакциясы</b>"),
        ("ru", "Приказ № 338", "<b>редакция от 07.08.2023</b>"),
        ("en", "Order No. 338", "<b>edition of 7 August 2023</b>"),
    ],
)
def test_the_edition_of_the_college_order_is_said_plainly(
    language: str, college: str, source: str
) -> None:
    first, from_where, *_ = edition_lines(catalogue(), date(2026, 11, 20), translator(language))
    assert first.startswith(f"• {college}")
    assert first.endswith(source)
    assert "№ 249" in from_where or "No. 249" in from_where


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_names_an_edition_to_come_and_one_that_has_ended(
    language: str, tmp_path: Path
) -> None:
    tr = translator(language)
    both = two.read(tmp_path, two.files())
    names = both.documents["order-338"].editions
    for day, used, coming in ((two.EVE, 0, True), (two.TURN, 1, False)):
        text = "\n".join(edition_lines(both, day, tr))
        assert f"<b>{names[used].name.of(language)}</b>" in text
        assert names[used].source.of(language) in text
        assert (tr.date(two.TURN) in text) == coming
        assert_sendable(text)
    last = replace(names[1], edition=DaysInForce(two.TURN, LAST_DAY + timedelta(days=365)))
    document = replace(both.documents["order-338"], editions=(names[0], last), used=last)
    ended = replace(both, documents={document.id: document})
    text = "\n".join(edition_lines(ended, date(2030, 1, 1), tr))
    assert tr.date(LAST_DAY + timedelta(days=365)) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_editions_nothing_is_named_in_their_place(language: str) -> None:
    tr = translator(language)
    early = "\n".join(edition_lines(catalogue(), date(2023, 1, 1), tr))
    assert "616" not in early
    assert "25.02.2025" not in early
    assert_sendable(early)
    assert_sendable("\n".join(edition_lines(catalogue(), date(2026, 11, 20), tr)))


LATER_REPORTED = {
    "kk": "07.08.2023 редакциясы; одан кейінгісі туралы хабар бар, мәтіні бұл жерде жоқ",
    "ru": "редакция от 07.08.2023; сообщают о более поздней, её текста здесь нет",
    "en": "edition of 7 August 2023; a later one is reported, its text is not here",
}
EARLY = {
    "kk": "⚠️ 2023 ж. 6 тамыз күнгі мәтін мұнда жоқ",
    "ru": "⚠️ Текста на 6 августа 2023 г. здесь нет",
    "en": "⚠️ The text of 6 August 2023 is not here",
}


def in_every_form(position: str, on: date, language: str) -> dict[str, str]:
    """A check with nothing answered as messages, as the card and as the file; without spaces."""
    tr, norms = translator(language), catalogue()
    report = check(norms, position, None, parse_profile({}, on, norms.competences), on)
    made = paper(norms, report, {}, {}, language)
    sheets = PdfReader(BytesIO(file_pdf(made))).pages
    return {
        "report": squeezed("\n".join(quoted_report(norms, report, tr))),
        "card": squeezed(" ".join(card_plan(made).texts)),
        "file": squeezed("".join(page.extract_text() for page in sheets)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_an_answer_says_that_a_later_edition_is_reported(language: str) -> None:
    words = squeezed(LATER_REPORTED[language])
    for on, told in ((date(2026, 6, 18), False), (date(2026, 6, 19), True)):
        for form, text in in_every_form("tvet-teacher", on, language).items():
            assert (words in text) == told, (form, on)
    for form, text in in_every_form("uni-lecturer", date(2026, 6, 19), language).items():
        assert squeezed(LATER_REPORTED[language].split(";")[1]) not in text, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_before_the_first_known_edition_is_said_first(language: str) -> None:
    words, position = squeezed(plain(EARLY[language])), catalogue().positions["tvet-teacher"]
    name = squeezed(position.names.of(language))
    for form, text in in_every_form("tvet-teacher", date(2023, 8, 6), language).items():
        assert 0 <= text.index(words) < text.index(name), form
        assert squeezed("7 August 2023" if language == "en" else "07.08.2023") in text, form
    for text in in_every_form("tvet-teacher", date(2023, 8, 7), language).values():
        assert squeezed(plain(EARLY[language])[:10]) not in text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_reference_says_that_a_later_edition_is_reported(
    house: House, language: str
) -> None:
    person = await with_consent(house, language)
    await person.say("/reference")
    found = await person.say("стипендия")
    assert LATER_REPORTED[language] in found
    await person.press(next(data for data in person.data() if data.startswith("k:r:tvet-")))
    assert LATER_REPORTED[language] in person.live.text
    await person.press(next(data for data in person.data() if data.startswith("k:p:tvet-")))
    assert LATER_REPORTED[language] in person.live.text
    assert_sendable(person.live.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_what_the_first_day_is_when_it_was_compared_and_what_is_reported(
    language: str,
) -> None:
    tr, order = translator(language), catalogue().documents["order-338"]
    assert order.later_reported is not None
    assert order.compared is not None
    says = escape(order.later_reported.says.of(language))
    for on, told in ((date(2026, 6, 18), False), (date(2026, 6, 19), True)):
        text = "\n".join(edition_lines(catalogue(), on, tr))
        assert (says in text) == told
        assert tr.date(date(2023, 8, 7)) in text
        assert tr.date(order.compared) in text
        assert_sendable(text)


def with_an_end(found: Catalogue) -> Catalogue:
    """The same rules, of which it is known when the edition ends."""
    position = found.positions["tvet-teacher"]
    edition = DaysInForce(position.edition.in_force_from, LAST_DAY)
    ended = {**found.positions, position.id: replace(position, edition=edition)}
    return replace(found, positions=ended)


async def test_a_saved_check_tells_that_its_edition_has_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = with_an_end(catalogue())
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: ending)
    await house.restart()
    person = house.person(1, "en")
    await short_of_a_year(person)
    for days, told in ((1, False), (2, True)):
        house.now = NOW + timedelta(days=days)
        await person.say("/my")
        assert any(label.endswith("⚖️") for label in person.labels()) == told
        text = await person.press(next(d for d in person.data() if d.startswith("y:d:")))
        assert ("an edition of the document that ended on 21 November 2026" in text) == told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("months", "after"), [(30, "again"), (12, "named")])
def test_a_report_names_the_edition_that_follows(
    language: str, months: int, after: str, tmp_path: Path
) -> None:
    tr, both = translator(language), two.with_both(tmp_path)
    told: dict[date, tuple[str, str]] = {}
    for day in (two.EVE, two.TURN):
        answers = {
            "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
            "experience": {"specialty": months},
            "competences": {"*": True},
        }
        profile = parse_profile(answers, day, both.competences)
        report = check(both, two.POSITION, "moderator", profile, day)
        text = "\n".join(quoted_report(both, report, tr))
        assert_sendable(text)
        pages = PdfReader(BytesIO(file_pdf(paper(both, report, answers, {}, language)))).pages
        told[day] = (squeezed(text), squeezed("".join(page.extract_text() for page in pages)))
    words = {
        "again": tr.text(
            "⚖️ From {day} another edition of this document is in force: check again then.",
            day=tr.date(two.TURN),
        ),
        "named": tr.text(
            "⚖️ The day named here falls under another edition of this document, in force from "
            "{day}: it may ask for more. Check again then.",
            day=tr.date(two.TURN),
        ),
    }
    for name, sentence in words.items():
        shown, printed = squeezed(sentence), squeezed(plain(sentence))
        for day, (chat, sheets) in told.items():
            expected = name == after and day == two.EVE
            assert (shown in chat, printed in sheets) == (expected, expected), (name, day)


async def test_a_report_by_an_ended_edition_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = with_an_end(catalogue())
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: ending)
    await house.restart()
    house.now = NOW + timedelta(days=2)
    text = await short_of_a_year(house.person(1, "en"))
    assert "edition of 7 August 2023, in force until 21 November 2026" in text


@pytest.mark.usefixtures("papers_process")
async def test_a_check_stays_as_it_was_when_a_newer_edition_comes(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    both = two.with_both(tmp_path)
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: both)
    await house.restart()

    text = await open_only_check(person)
    assert "⚖️" not in text
    shown = await person.press("📋 Show the report")
    # The line of the later edition takes the place of the step.
    first, way = report.split("\n\n")[:2]
    assert shown.split("\n\n")[:2] == [first, way.splitlines()[0] + "\n…and 1 more step"]
    assert "on 20 November 2027 the experience will be enough" in shown
    assert "1 September 2027 another edition" in shown
    notes = await opened(person, "notes")
    assert "another edition of this document, in force from 1 September 2027" in notes
    assert "Guidance (the first)" in await opened(person, "asked")
    await person.press("➕ More")
    await person.press("📄 PDF")
    assert person.screen.document is not None

    house.now = datetime(2027, 8, 31, 6, tzinfo=UTC)
    assert "⚖️" not in await open_only_check(person)
    house.now = datetime(2027, 9, 1, 6, tzinfo=UTC)
    text = await open_only_check(person)
    assert (
        "⚖️ This rests on an edition of the document that ended on 31 August 2027. Since "
        "1 September 2027 another is in force: check again."
    ) in text
    assert text.splitlines()[0].endswith("⚖️")

    await person.press("🔁 Check again")
    await person.say("30 months")
    await answer(person, ":!all")
    assert "6 months of experience missing" in person.live.text
    assert "Guidance (the second)" in person.live.text
    assert {made.verdict for made in await decisions(house, person)} == {"not_eligible"}


async def open_only_check(person: Somebody) -> str:
    await person.say("/my")
    return await person.press(next(d for d in person.data() if d.startswith("y:d:")))


async def test_a_run_that_began_before_the_day_ends_by_the_edition_of_the_day(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    both = two.with_both(tmp_path)
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: both)
    await house.restart()
    house.now = datetime(2027, 8, 31, 6, tzinfo=UTC)
    person = await with_consent(house)
    await person.say("/check")
    await find_in_lists(person, two.POSITION)
    await person.press(f"m:cat:{two.POSITION}:moderator")
    await answer(person, ":bachelor", ":pedagogical", ":24")
    house.now += timedelta(days=1)
    await answer(person, ":!all")
    assert "1 year of experience missing" in person.live.text
    assert "Guidance (the second)" in person.live.text
