"""The PDF for the personal file: its text as a reader extracts it, and the record inside."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from handlers.chat.names import clause
from handlers.papers.paper import ATTACHMENT, Paper, code_of, paper, paper_of_record
from handlers.papers.pdf import file_pdf
from handlers.papers.plain_words import plain
from i18n import LANGUAGES
from rules.norms.loading import catalogue
from rules.verdict.record import OtherRules
from rules.vocabulary import Json
from tests.handlers.papers.papers import (
    KAZAKH,
    PEOPLE,
    made,
    some_checks,
    somebody,
    squeezed,
)
from tests.thoroughness import some

CHECKS = some_checks()


def read(told: Paper) -> str:
    """The text of the PDF, without spaces and without the foot of each page."""
    pages = PdfReader(BytesIO(file_pdf(told))).pages
    texts = [page.extract_text().splitlines() for page in pages]
    return squeezed(" ".join(line for lines in texts for line in lines if told.code not in line))


@pytest.mark.parametrize(("position", "category"), some(CHECKS))
def test_every_requirement_stands_with_its_clause_and_official_words(
    position: str, category: str | None
) -> None:
    number = CHECKS.index((position, category))
    language = LANGUAGES[number % 3]
    told = made(position, category, somebody(position, category, PEOPLE[number % 4]), language)
    text = read(told)
    assert squeezed(told.position.names.of(language)) in text
    for item in (*told.report.requirements, *told.report.preferences):
        assert squeezed(item.leaf.text.of(language)) in text
        assert squeezed(plain(clause(item.leaf.source, told.tr)))[1:] in text
        for phrases in item.leaf.words.values():
            assert all(squeezed(phrase) in text for phrase in phrases)
    for note in told.report.notes:
        assert squeezed(note.text.of(language)) in text
    assert told.position.digest in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_kazakh_letters_are_extracted_as_they_are(language: str) -> None:
    assert KAZAKH in read(made("tvet-teacher", "master", {}, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_its_number_and_the_code(language: str) -> None:
    told = made("tvet-teacher", "master", {}, language)
    pages = PdfReader(BytesIO(file_pdf(told))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        foot = page.extract_text().splitlines()[-1]
        assert told.code in foot
        assert {str(number), str(len(pages))} <= set(foot.replace("-", " ").split(" ")), foot
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


@pytest.mark.parametrize("kind", PEOPLE)
def test_nothing_is_outside_the_sheet(kind: str) -> None:
    for position, category in CHECKS[::9]:
        told = made(position, category, somebody(position, category, kind))
        for page in PdfReader(BytesIO(file_pdf(told))).pages:
            places: list[tuple[float, float]] = []
            page.extract_text(
                visitor_text=lambda _t, _c, at, *_, places=places: places.append((at[4], at[5]))
            )
            drawn = [(x, y) for x, y in places if (x, y) != (0, 0)]
            assert drawn
            assert all(40 <= x <= 560 and 30 <= y <= 800 for x, y in drawn)


def test_the_answers_stand_in_words() -> None:
    answers: Json = {
        "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
        "experience": {"specialty": 10},
        "competences": {"*": True},
    }
    text = read(made("tvet-teacher", "moderator", answers, "en"))
    assert squeezed("Education: Higher (bachelor), pedagogical") in text
    assert squeezed("Work in the specialty: 10 months") in text
    assert squeezed("Competences: 9 of 9") in text
    assert squeezed("20 January 2028") in text
    assert squeezed("Work in the specialty: 1 year 2 months more") in text


def test_an_answer_says_why_it_is_missing() -> None:
    given: Json = {"experience": {"specialty": 40}}
    states = {
        "experience.specialty": "value",
        "education": "unknown",
        "h_index": "skipped: the person left it out",
        "certificates": "skipped: cannot change the report",
    }
    report = made("uni-lecturer", None, given).report
    text = read(paper(catalogue(), report, given, states, "en"))
    assert squeezed("Education: don't know") in text
    assert squeezed("Hirsch index: left out by choice") in text
    assert squeezed("Courses: not asked: it could not change the report") in text


def test_several_titles_are_all_named() -> None:
    titles: Json = {"titles": ["associate_professor", "professor"]}
    text = read(made("uni-department-head", None, titles, "en"))
    assert squeezed("Academic title: Associate professor, Professor") in text


def test_translations_are_marked_as_unofficial() -> None:
    assert squeezed("unofficial translations") in read(made("tvet-teacher", None, {}, "en"))
    assert squeezed("unofficial translations") not in read(made("uni-assistant", None, {}, "en"))
    assert squeezed("неофициальный перевод") not in read(made("tvet-teacher", None, {}, "ru"))
    assert squeezed("неофициальный перевод") in read(made("uni-assistant", None, {}, "ru"))


def test_the_record_is_inside_and_gives_the_same_paper() -> None:
    told = made("tvet-teacher", "master", somebody("tvet-teacher", "master", "mixed"), "kk")
    content = file_pdf(told)
    attached = bytes(PdfReader(BytesIO(content)).attachments[ATTACHMENT][0])
    assert attached == told.record
    assert code_of(attached) == told.code
    again = paper_of_record(catalogue(), attached, told.operator)
    assert file_pdf(again) == content


def test_a_record_of_other_rules_makes_no_paper() -> None:
    told = made("tvet-teacher")
    record = told.record.replace(told.rules.encode(), b"0" * 64)
    with pytest.raises(OtherRules):
        paper_of_record(catalogue(), record)


def test_the_date_of_the_file_is_the_day_of_the_check() -> None:
    told = PdfReader(BytesIO(file_pdf(made("tvet-teacher")))).metadata
    assert told is not None
    assert told.creation_date is not None
    assert told.creation_date.date().isoformat() == "2026-11-20"


BYTES = """
import hashlib
from handlers.papers.card import card_png
from handlers.papers.pdf import file_pdf
from tests.handlers.papers.papers import made, somebody
paper = made("uni-lecturer", None, somebody("uni-lecturer", None, "mixed"), "kk")
print(hashlib.sha256(file_pdf(paper) + card_png(paper)).hexdigest())
"""


def test_another_process_makes_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", BYTES],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
