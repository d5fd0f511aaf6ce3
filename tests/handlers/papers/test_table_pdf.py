"""A table on A4 sheets: everything is there, wrapped, with headings and numbers on each sheet."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from handlers.papers.sheets import A4_HEIGHT, A4_WIDTH
from handlers.papers.table_pdf import TablePaper, table_paper_pdf
from handlers.roster.tables import PrintedTable, table_pdf

DAY = date(2026, 11, 20)
LONG = "Әбілмансұрұлы " * 14


def paper(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The text of each sheet, without the ends of lines."""
    made = table_paper_pdf(
        TablePaper("Тізім", "Тізім · 20.11.2026", ("№", "Аты-жөні"), rows, (6, 30), DAY, "kk")
    )
    pages = PdfReader(BytesIO(made)).pages
    for page in pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (
            round(A4_HEIGHT, 2), round(A4_WIDTH, 2)
        )  # fmt: skip
    return [" ".join(page.extract_text().split()) for page in pages]


def test_each_sheet_has_the_headings_and_its_number_and_no_row_is_lost() -> None:
    rows = [(str(n), f"Үлгі Қ{n:03} {LONG}") for n in range(300)]
    sheets = paper(rows)
    assert len(sheets) > 5
    for number, text in enumerate(sheets, start=1):
        assert text.count("Аты-жөні") == 1
        assert f"{number} / {len(sheets)}" in text
        assert ("20.11.2026" in text) == (number == 1)
    whole = " ".join(sheets)
    assert [f"Қ{n:03}" in whole for n in range(300)] == [True] * 300
    assert whole.count("Әбілмансұрұлы") == 300 * 14, "names wrap and are not cut"


def test_the_same_table_gives_the_same_bytes_and_an_empty_one_a_sheet() -> None:
    assert paper([]) == [*paper([])]
    assert len(paper([])) == 1


def test_a_day_is_not_broken_however_narrow_its_column_was_meant() -> None:
    rows = [("31.08.2027", LONG)]
    given = TablePaper("Т", "Т", ("Күні", "Аты"), rows, (1, 200), DAY, "kk")
    assert "31.08.2027" in PdfReader(BytesIO(table_paper_pdf(given))).pages[0].extract_text()


def test_columns_with_nothing_in_them_are_left_out() -> None:
    given = PrintedTable(
        "Список", "Список", ("№", "Пусто", "Имя", "День"), [[1, "", "<b>Имя</b>", DAY]],
        (6, 20, 20, 10), DAY, "ru",
    )  # fmt: skip
    text = PdfReader(BytesIO(table_pdf(given))).pages[0].extract_text()
    assert "Пусто" not in text
    assert "<b>Имя</b>" in text
    assert "20.11.2026" in text
