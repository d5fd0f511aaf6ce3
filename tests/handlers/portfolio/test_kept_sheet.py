"""The picture and the PDF of a sheet: three numbers, rows by state, papers, the essay."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given
from PIL import Image
from pypdf import PdfReader

from handlers.papers.sheets import A4_HEIGHT, BOTTOM, RIGHT
from handlers.portfolio.essay import PARTS, counted_line, frame_lines, words_in
from handlers.portfolio.kept_sheet import KeptSheet, row_lines_of
from handlers.portfolio.sheet_card import sheet_plan
from handlers.portfolio.sheet_file import made_sheet
from handlers.portfolio.sheet_pdf import sheets_of
from handlers.portfolio.standing import Standing
from i18n import LANGUAGES, translator
from rules.attestation import edition_on
from rules.attestation.edition import Documents
from rules.vocabulary import Json, Language
from tests.rules.attestation.portfolio.sheets import EDITION, counted, sheets_of_entries
from tests.thoroughness import examples

ON: Final = date(2026, 11, 20)
EXPERT: Final[Json] = {
    "t-1.1": {"trend": "level"},
    "t-1.2": {"mean": 76.4, "sheets": 5, "by_commission": True},
    "t-2.1": {"level": "none"},
    "t-5.1": {"years": 3},
}


def documents() -> Documents:
    edition = edition_on(ON)
    assert edition is not None
    return edition.documents


def kept(
    position: str, category: str, said: Json, language: Language = "en", *, as_picture: bool = False
) -> KeptSheet:
    standing = Standing(
        position, counted(position, category, said), said, {}, {"t-4.1": ["certificates"]}
    )
    return KeptSheet(as_picture, standing, documents(), ("diploma",), language, ON)


def test_the_rows_by_state_with_their_points() -> None:
    sheet = kept("tvet-teacher", "expert", EXPERT)
    rows = {row.name: (row.status, row.detail) for row in row_lines_of(sheet)}
    assert rows["1.2. Mean of observed lessons"] == ("met", "Points: 76.4")
    assert rows["2.1. Students' contests"] == (
        "unmet",
        "Points: 0. Your category asks for: District or city.",
    )
    assert rows["3.4. Working groups, juries"][0] == "unknown"
    assert rows["3.4. Working groups, juries"][1].startswith("No answer yet.")
    assert rows["5.1. Curator of a group"] == ("unknown", "Apart: 2 points as a curator.")
    assert not any(name.startswith("3.3") for name in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_three_numbers_every_row_and_the_warning(language: Language) -> None:
    sheet = kept("tvet-teacher", "expert", EXPERT, language)
    drawn = " ".join(sheet_plan(sheet).texts)
    for part in ("78,4" if language != "en" else "78.4", "84", "1.1.", "4.1.", "2025", "338"):
        assert part in drawn
    assert "{" not in drawn
    assert "<" not in drawn
    picture = kept("tvet-teacher", "expert", EXPERT, language, as_picture=True)
    image = Image.open(BytesIO(made_sheet(picture)))
    assert image.width == 1080


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_the_sheet_its_papers_the_application_and_the_essay(
    language: Language,
) -> None:
    reader = PdfReader(BytesIO(made_sheet(kept("tvet-teacher", "expert", EXPERT, language))))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    tr = translator(language)
    assert f"[x] 2. {'Диплом' if language != 'en' else 'Diploma'}" in text
    assert text.count("[x]") == 2
    assert tr.text(PARTS[0][0]) in text
    assert "250–300" in text
    assert "{" not in text
    # The essay stands on a sheet of its own.
    assert tr.text(PARTS[4][0]) in " ".join(reader.pages[-1].extract_text().split())


def test_the_application_has_its_papers_in_the_order_of_annex_1() -> None:
    pages = sheets_of(kept("tvet-teacher", "expert", {})).pages
    lines = [line.text for page in pages for line in page]
    found = [line for line in lines if line.startswith("[") and ". " in line]
    names = [line.partition(". ")[2] for line in found]
    assert names == [
        "Application",
        "Diploma",
        "Retraining document, if any",
        "Employment record",
        "Course certificates",
        "Certificate of the category",
        "Order on the category",
        "Achievements of my own",
        "Achievements of my students",
        "Essay, 250–300 words",
    ]


@examples(60)
@given(sheets_of_entries())
def test_nothing_runs_off_a_sheet_or_a_picture(said: tuple[str, str, Json]) -> None:
    position, category, entries = said
    for language in LANGUAGES:
        sheet = kept(position, category, entries, language)
        for page in sheets_of(sheet).pages:
            assert all(line.x < RIGHT and line.y <= BOTTOM + 8 < A4_HEIGHT for line in page)
        assert sheet_plan(sheet).height > 0


def test_every_post_and_category_can_be_printed() -> None:
    for position in EDITION.positions:
        found = EDITION.sheet_of(position)
        assert found is not None
        for category in found.categories:
            assert sheets_of(kept(position, category, {}, "kk")).pages


def test_the_parts_of_the_essay_make_what_the_order_asks_for() -> None:
    assert sum(low for _, low, _ in PARTS) == documents().words_from
    assert sum(high for _, _, high in PARTS) == documents().words_to


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  – ! … 😀 ", 0),
        ("one two  three\nfour", 4),
        ("педагог-зерттеуші 2026 жылы, «Ұстаз» платформасында.", 5),
        ("don't, 3.5 % and 1/2", 4),
        ("сөз" + " сөз" * 299, 300),
        ("a" * 300, 1),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text: str, words: int) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (249, "Your text has 249 words. ❌ 1 more is needed."),
        (250, "Your text has 250 words. ✅ That fits."),
        (300, "Your text has 300 words. ✅ That fits."),
        (302, "Your text has 302 words. ❌ 2 are too many."),
        (1, "Your text has 1 word. ❌ 249 more are needed."),
    ],
)
def test_what_is_missing_or_too_much_is_said(words: int, said: str) -> None:
    assert counted_line("word " * words, documents(), translator("en")) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_fits_a_telephone(language: Language) -> None:
    lines = "\n".join(frame_lines(documents(), translator(language))).split("\n")
    assert sum(max(1, -(-len(line) // 34)) for line in lines) <= 20
