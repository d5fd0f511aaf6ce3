"""The command `roster`: a staff list from a file to a file (contract, section 1)."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.cli import main
from rules.roster.table import Value
from rules.vocabulary import Json
from tests.rules.roster import drawn
from tests.workbooks.files import xlsx

Run = Callable[..., tuple[int, str, str]]
DAY = "2026-11-20"
LIST: list[list[Value]] = [
    ["Список педагогов колледжа на 01.09.2026"],
    ["№", "ФИО", "Должность", "Образование", "Стаж по специальности", "Категория, год", "Курсы",
     "ИИН", "Примечание"],
    [1, "Тестова Айна", "преподаватель физики", "высшее, учитель физики", "1 год 2 мес",
     "педагог, 2025", "72 ч., 14.03.2025", "000000000012", "тел. +7 700 000 00 01"],
    [2, "=Примеров Олжас", "мастер п/о", "ТиПО", "много", "б/к", "нет", 990101000012, "=1+1"],
    [3, "Пробный Ерлан", "директор", "высшее пед.", "20 лет", "руководитель-менеджер, 2024", None,
     None, "ул. Мира, 1"],
    [None, "Итого: 3"],
]  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `roster` on the bytes of a file: exit status, standard output, standard error."""

    def once(content: bytes, *arguments: str, name: str = "list.xlsx") -> tuple[int, str, str]:
        (tmp_path / name).write_bytes(content)
        out = str(tmp_path / "out.xlsx")
        status = main(["roster", str(tmp_path / name), "--out", out, "--on", DAY, *arguments])
        printed, err = capsys.readouterr()
        return status, printed, err

    return once


@pytest.fixture
def judge(run: Run) -> Callable[..., Json]:
    def once(rows: list[list[Value]], *arguments: str) -> Json:
        status, printed, err = run(xlsx({"Список": rows}), "--json", *arguments)
        assert (status, err) == (0, "")
        answer: Json = json.loads(printed)
        return answer

    return once


def _sheets(tmp_path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(BytesIO((tmp_path / "out.xlsx").read_bytes()))
    return {s.title: [[cell.value for cell in row] for row in s.iter_rows()] for s in book}


def test_what_was_read_is_printed_with_verdict_and_route(judge: Callable[..., Json]) -> None:
    answer = judge(LIST)
    first = answer["people"][0]
    assert (first["row"], first["name"], first["position"]) == (3, "Тестова Айна", "tvet-teacher")
    assert (first["category"], first["category_date"]) == ("teacher", "2025")
    assert first["experience"] == {"specialty": 14}
    assert first["education"] == [{"level": "higher", "fields": ["pedagogical"]}]
    assert first["courses"] == [{"hours": 72, "issued": "2025-03-14"}]
    assert (first["verdict"], first["route"]) == ("eligible", [])
    assert first["next"] == {
        "category": "moderator", "verdict": "not_eligible", "eligible_on": "2027-09-20",
        "route": [{"kind": "experience", "experience": "specialty", "months": 10}],
    }  # fmt: skip
    assert answer["people"][2]["management_category"] == "head_manager"
    assert answer["asked"] == ["Список!B4", "Список!E4"]
    assert (answer["organisation"], answer["as_of"]) == ("college", "2026-09-01")


def test_the_file_has_the_rows_in_order_with_what_is_missing(run: Run, tmp_path: Path) -> None:
    assert run(xlsx({"Список": LIST}), "--lang", "ru")[0] == 0
    line, heads, *rows = _sheets(tmp_path)["Список"]
    assert "компетенции" in line[0]
    assert "h-индекс" in line[0]
    assert sum("компетенции" in head for head in heads) == 2
    assert [row[0] for row in rows] == [3, 4, 5]
    assert rows[0][3] == "Соответствует"
    assert rows[0][6] == "Не соответствует"
    assert "10 месяцев" in rows[0][7]
    assert "п. 286" in rows[0][7]
    assert str(rows[0][8])[:10] == "2027-09-20"
    assert str(rows[0][9])[:10] == "2028-03-15"
    assert heads[11:] == [str(head) for head in LIST[1]]


def test_cells_that_were_not_understood_and_rows_passed_over_are_told(
    run: Run, tmp_path: Path
) -> None:
    assert run(xlsx({"Список": LIST}), "--lang", "ru")[0] == 0
    doubts = _sheets(tmp_path)["Не понято и пропущено"]
    told = {row[1]: (row[2], row[3]) for row in doubts[1:]}
    assert told["E4"][0] == "много"
    assert told["B6"] == ("Итого: 3", "Итоговая строка")
    assert "H2" in told


def test_no_private_number_and_no_formula_is_given_back(run: Run, tmp_path: Path) -> None:
    status, printed, _ = run(xlsx({"Список": LIST}), "--json")
    assert status == 0
    book = load_workbook(BytesIO((tmp_path / "out.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    shown = "\n".join(str(cell.value) for cell in cells) + printed
    for secret in ("000000000012", "990101000012", "700 000 00 01", "Мира"):
        assert secret not in shown
    assert all(cell.data_type != "f" for cell in cells)
    assert "=1+1" in shown


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        drawn.THREE_ROWS_OF_HEADINGS, drawn.SEVERAL_ROWS_TO_A_PERSON, drawn.IN_CAPITALS,
        drawn.TWO_TABLES_ON_A_SHEET, drawn.A_CHAIR_WITH_DOUBTS, drawn.SECTIONS_INSTEAD_OF_POSTS,
        drawn.IN_ENGLISH,
    ],
)  # fmt: skip
def test_every_drawn_list_comes_back_in_every_language(
    run: Run, tmp_path: Path, rows: list[list[Value]], lang: str
) -> None:
    status, printed, err = run(xlsx({"1": rows}), "--lang", lang, "--json")
    assert (status, err) == (0, "")
    people = json.loads(printed)["people"]
    found = [sheet for title, sheet in _sheets(tmp_path).items() if title.startswith("1")]
    assert [row[0] for sheet in found for row in sheet[2:]] == [each["row"] for each in people]


def test_the_kind_of_organisation_can_be_said(judge: Callable[..., Json]) -> None:
    rows: list[list[Value]] = [["ФИО", "Должность"], ["Тестова Айна", "преподаватель"]]
    assert judge(rows, "--org", "university")["people"][0]["position"] == "uni-lecturer"
    assert judge(rows, "--org", "college")["people"][0]["position"] == "tvet-teacher"


def test_a_text_table_is_read_whatever_it_is_called(run: Run) -> None:
    status, printed, _ = run("ФИО;Должность\nТестова Айна;методист".encode("cp1251"), "--json")
    assert status == 0
    assert json.loads(printed)["people"][0]["position"] == "tvet-methodist"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.xls", "save it as .xlsx"),
        (b"%PDF-1.7", "a.pdf", "holds no list of people"),
        (xlsx({"1": [["Всего", 5]]}), "a.xlsx", "holds no list of people"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "b.xlsx",
         "protected"),
        (b"0" * (20 * 1024 * 1024 + 1), "a.csv", "too large"),
        (b"a;b\n" * 20_001, "a.csv", "too many rows"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_in_one_line(
    run: Run, tmp_path: Path, content: bytes, name: str, says: str
) -> None:
    status, printed, err = run(content, "--json", name=name)
    assert (status, printed) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    "arguments", [("--org", "school"), ("--lang", "de"), ("--on", "soon"), ("--out", "a.csv")]
)
def test_bad_options_are_refused(run: Run, arguments: tuple[str, str]) -> None:
    status, _, err = run(xlsx({"1": LIST}), *arguments)
    assert status == 2
    assert arguments[0].removeprefix("--") in err


def test_the_list_itself_is_never_written_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx({"1": LIST}))
    before = path.read_bytes()
    assert main(["roster", str(path), "--out", str(path)]) == 2
    assert "another file" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status = main(["roster", str(tmp_path / "none.xlsx"), "--out", str(tmp_path / "o.xlsx")])
    assert status == 2
    assert capsys.readouterr().err.startswith("IN: cannot be read")
