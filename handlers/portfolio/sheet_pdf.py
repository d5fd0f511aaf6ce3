"""The scoring sheet on A4: rows and papers, those of the application, the frame of the essay."""

from __future__ import annotations

from handlers.attestation.application_papers import paper_name
from handlers.papers.marks import STATUS_GLYPHS
from handlers.papers.plain_words import plain
from handlers.papers.sheets import BOTTOM, GREY, LEFT, Sheets, pdf
from handlers.portfolio.essay import PARTS, part_line
from handlers.portfolio.kept_sheet import KeptSheet, RowLine, row_lines_of
from handlers.portfolio.portfolio_view import (
    enough_line,
    gathered,
    heading,
    numbers,
    question_lines,
    warning,
    way_lines,
)
from rules.attestation.edition import Documents
from rules.attestation.portfolio import Counted
from rules.attestation.portfolio.wording import words
from rules.norms.loading import catalogue

TITLE, NUMBERS, HEADING, BODY, SMALL = 16.0, 13.0, 12.0, 10.0, 8.5
SIGN_ROOM, PAPER_IN = 16.0, 32.0
KEPT_WITH_HEADING = 96.0
LINES_OF_A_PART, WRITING_LINE = 5, 21.0
BOXES = {True: "[x]", False: "[  ]"}


def sheet_pdf(sheet: KeptSheet) -> bytes:
    """The same bytes for the same sheet on the same day."""
    tr = sheet.tr
    return pdf(
        sheets_of(sheet),
        title=plain(heading(catalogue(), sheet.standing, tr)),
        language=sheet.language,
        created=sheet.on,
        foot=lambda number, total: tr.text(
            "Biliktilik · {day} · page {n} of {total}", day=tr.date(sheet.on), n=number, total=total
        ),
    )


def sheets_of(sheet: KeptSheet) -> Sheets:
    """Everything on the sheets with its place."""
    tr, standing, sheets = sheet.tr, sheet.standing, Sheets()
    sheets.paragraph(plain(heading(catalogue(), standing, tr)), TITLE, bold=True)
    sheets.gap(6)
    sheets.paragraph(plain(numbers(standing.portfolio, tr)), NUMBERS, bold=True)
    sheets.paragraph(plain(enough_line(standing.portfolio, tr)))
    sheets.gap(4)
    sheets.rule()
    for line in warning(standing.portfolio, tr):
        sheets.paragraph(plain(line), SMALL, colour=GREY)
    _heading(sheets, tr.text("The rows and their papers"))
    for counted, row in zip(standing.asked, row_lines_of(sheet), strict=True):
        with sheets.together():
            _row(sheets, row)
            _papers(sheets, sheet, counted)
    sheets.paragraph(words("sealed", tr.language), SMALL, colour=GREY)
    _heading(sheets, plain(tr.text("🧭 What next")))
    for line in way_lines(standing.portfolio, tr):
        sheets.paragraph(_in_a_list(line))
    _heading(sheets, plain(tr.text("💬 Ask the commission")))
    for line in question_lines(standing.portfolio, tr):
        sheets.paragraph(_in_a_list(line))
    if sheet.documents is not None:
        _application(sheets, sheet, sheet.documents)
        _essay(sheets, sheet, sheet.documents)
    return sheets


def _in_a_list(line: str) -> str:
    """A dash in place of the dot, which goes with the pictures."""
    return f"– {plain(line)}" if line.startswith("•") else plain(line)


def _heading(sheets: Sheets, text: str) -> None:
    sheets.gap(14)
    sheets.room(KEPT_WITH_HEADING)
    sheets.paragraph(text, HEADING, bold=True)
    sheets.gap(4)


def _row(sheets: Sheets, row: RowLine) -> None:
    sheets.beside(STATUS_GLYPHS[row.status], BODY, LEFT)
    sheets.paragraph(row.name, BODY, bold=True, left=LEFT + SIGN_ROOM)
    sheets.paragraph(row.detail, BODY, left=LEFT + SIGN_ROOM)


def _papers(sheets: Sheets, sheet: KeptSheet, counted: Counted) -> None:
    there = gathered(sheet.standing, counted.row)
    for paper in counted.row.papers:
        _tick(sheets, words(f"paper.{paper}", sheet.language), paper in there, LEFT + SIGN_ROOM)
    sheets.gap(6)


def _tick(sheets: Sheets, name: str, is_there: bool, left: float) -> None:
    sheets.paragraph(f"{BOXES[is_there]} {name}", BODY, left=left)


def _application(sheets: Sheets, sheet: KeptSheet, documents: Documents) -> None:
    """The papers in the order of the annex."""
    tr = sheet.tr
    _heading(
        sheets, tr.text("Papers of the application, annex {annex}", annex=documents.annex or "")
    )
    for number, paper in enumerate(documents.papers, start=1):
        name = f"{number}. {paper_name(paper, documents, tr)}"
        _tick(sheets, name, paper in sheet.there, LEFT)


def _essay(sheets: Sheets, sheet: KeptSheet, documents: Documents) -> None:
    """A sheet of its own, with lines to write on."""
    tr = sheet.tr
    sheets.room(BOTTOM)
    low, high = documents.words_from, documents.words_to
    title = tr.text("<b>✍️ Essay, {low}–{high} words</b>", low=low, high=high)
    sheets.paragraph(plain(title), HEADING, bold=True)
    frame = tr.text("The order names the number of words only; this frame is ours.")
    sheets.paragraph(frame, SMALL, colour=GREY)
    for number, part in enumerate(PARTS, start=1):
        sheets.gap(8)
        sheets.paragraph(f"{number}. {part_line(part, tr)}", BODY, bold=True)
        for _ in range(LINES_OF_A_PART):
            sheets.gap(WRITING_LINE - 8)
            sheets.rule()
