"""Files that people send: what is read, and what is refused before it can do harm."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from rules.roster.table import Sheet, Value
from tests.workbooks.files import part_of, saved, with_part, xlsx
from workbooks.reading import read_table
from workbooks.unreadable import LARGEST_FILE, MOST_ROWS, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_SHEET = "xl/worksheets/sheet1.xml"


def _refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_table(content)
    return refused.value.reason


def test_values_of_all_sheets_that_are_seen_are_read() -> None:
    day = datetime(2024, 5, 20)  # noqa: DTZ001
    rows: list[list[Value]] = [["ФИО", "Стаж"], ["Тестова Айна", 5], [None, 2.5], ["Проба", day]]
    book = read_table(xlsx({"Список": rows, "Тайный": [["x"]], "Ещё": []}, hidden=("Тайный",)))
    assert [sheet.name for sheet in book.sheets] == ["Список", "Ещё"]
    assert book.sheets[0].rows == tuple(tuple(row) for row in rows)
    assert book.hidden == ("Тайный",)


def test_a_formula_is_read_by_the_value_that_was_kept_with_it() -> None:
    content = xlsx({"1": [["=6*7"]]}, formulas=True)
    kept = (
        part_of(content, FIRST_SHEET).replace(b"<v />", b"<v>42</v>").replace(b"<v/>", b"<v>42</v>")
    )
    assert read_table(with_part(content, FIRST_SHEET, kept)).sheets[0].rows == ((42,),)


def test_formats_far_below_the_list_are_no_rows() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["ФИО"])
    sheet.cell(row=1_000_000, column=1).number_format = "DD.MM.YYYY"
    assert read_table(saved(book)).sheets[0].rows == (("ФИО",),)


def test_an_entity_bomb_is_refused() -> None:
    content = xlsx({"1": [["a"]]})
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "ha">{levels}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l11;</t></is></c></row></sheetData></worksheet>'
    )
    assert _refused(with_part(content, FIRST_SHEET, bomb.encode())) == "no_table"


def test_what_unpacks_too_large_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workbooks.reading.LARGEST_UNPACKED", 1024 * 1024)
    monkeypatch.setattr("workbooks.reading.LARGEST_STRINGS", 100 * 1024)
    zeros = b"0" * (1024 * 1024)
    assert _refused(with_part(xlsx({"1": [["a"]]}), "xl/media/image1.png", zeros)) == "too_large"
    strings = b"0" * (101 * 1024)
    assert _refused(with_part(xlsx({"1": [["a"]]}), "xl/sharedStrings.xml", strings)) == "too_large"


def test_more_bytes_or_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbooks.reading.MOST_ROWS", 50)
    assert _refused(b"a" * (LARGEST_FILE + 1)) == "too_large"
    rows: list[list[Value]] = [["a"]] * 51
    assert read_table(xlsx({"1": rows[:50]})).sheets
    assert _refused(xlsx({"1": rows[:20], "2": rows[20:]})) == "too_many_rows"
    assert _refused(b"a;b\n" * (MOST_ROWS + 1)) == "too_many_rows"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (OLE + b"\0" * 600, "old"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (b"", "no_table"),
        (b"%PDF-1.7 ...", "no_table"),
        (b"\x89PNG\r\n\x1a\n", "no_table"),
        (b"<html><table></table></html>", "no_table"),
        (b"PK\x03\x04 and nothing more", "no_table"),
        (bytes(range(256)) * 4, "no_table"),
    ],
)
def test_what_is_no_table_is_told_by_its_content(content: bytes, reason: str) -> None:
    assert _refused(content) == reason


def test_other_archives_are_no_workbooks() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert _refused(archive.getvalue()) == "no_table"
    assert _refused(with_part(archive.getvalue(), "xl/workbook.bin", b"")) == "old"
    broken = with_part(xlsx({"1": [["a"]]}), "xl/workbook.xml", b"<workbook")
    assert _refused(broken) == "no_table"


ROWS = (("Аты-жөні", "Лауазымы", "Өтілі"), ("Сынақ Ғалым", "оқытушы; шебер", "5,5"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "kz1048"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_tables_are_read_in_the_encodings_that_programs_write(
    encoding: str, sign: str
) -> None:
    text = "\r\n".join(sign.join(f'"{value}"' for value in row) for row in ROWS)
    assert read_table(text.encode(encoding)).sheets == (Sheet(None, ROWS),)


def test_letters_that_a_russian_table_lacks_stay_lost() -> None:
    content = "ФИО;Должность\nЧерновик ?сел;методист".encode("cp1251")
    assert read_table(content).sheets[0].rows[1] == ("Черновик ?сел", "методист")


def test_a_line_break_inside_quotes_begins_no_record() -> None:
    rows = read_table('a;b\n"Образцова\nЛилия";c\n\nd;e'.encode()).sheets[0].rows
    assert rows == (("a", "b"), ("Образцова\nЛилия", "c"), (), ("d", "e"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_table(content)
    except Unreadable:
        return


@given(st.binary(min_size=1, max_size=40), st.integers(0, 4_000))
def test_a_damaged_workbook_is_read_or_refused(damage: bytes, place: int) -> None:
    content = bytearray(WORKBOOK)
    content[place : place + len(damage)] = damage
    try:
        read_table(bytes(content))
    except Unreadable:
        return


WORKBOOK = xlsx({"1": [["ФИО", "Должность"], ["Тестова Айна", "методист"]]})
