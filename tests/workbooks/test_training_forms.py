"""The forms of procedure 602: totals are formulas, come to what the rows say, and agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook

from tests.thoroughness import examples
from tests.workbooks import training_years as made
from tests.workbooks.formulas import Book
from workbooks.training import names, schedule_rows, trip_order
from workbooks.training import support_staff as support
from workbooks.training import teaching_staff as teaching
from workbooks.training.annual_report import (
    BESIDE_COLUMNS,
    DECISION_COLUMNS,
    TABLES,
    Counted,
    annual_report,
    columns_of,
)
from workbooks.training.consolidated import MONEY_COLUMNS, TRIP_COLUMNS, consolidated
from workbooks.training.content import (
    Annual,
    Composition,
    Item,
    Member,
    Schedule,
    Signature,
    UnitSchedule,
)
from workbooks.training.layout import Column, Sheet
from workbooks.training.printing import (
    BOLD,
    EDGES,
    LETTERS_TO_WIDTH,
    USUAL_SIZE,
    printed,
    printed_columns,
    shrunk,
)
from workbooks.training.support_staff import support_staff
from workbooks.training.teaching_staff import teaching_staff
from workbooks.training.unit_schedule import unit_schedule
from workbooks.training.words import Words

EXAMPLES = examples(60)
LABELS = ("Барлығы · Итого", "Жалпы барлығы · Всего")


def book(sheets: list[Sheet]) -> Book:
    return Book(printed(sheets))


def column(sheet: Sheet, key: str) -> int:
    return [each.key for each in sheet.columns].index(key)


@pytest.mark.parametrize("said", ["4", "№ 4", "№4"])
def test_a_number_has_its_sign_once(said: str) -> None:
    """The chat asks for it as "№ 4", and people leave the sign out."""
    held = replace(
        made.heading("602-01"),
        minutes=said,
        minutes_on=made.DAY,
        signatures=(Signature("Директор", "Директор", "", said, made.DAY),),
    )
    unit = UnitSchedule("", "Кафедра", ())
    [sheet] = unit_schedule(Schedule(held, (unit,), made.MONTHS))[:1]
    lines = [
        line.text for line in sheet.lines if line.kind in ("about", "sign") and "№" in line.text
    ]
    assert [line.count("№") for line in lines] == [1, 1]
    assert all("4" in text for text in lines)


def figures(sheet: Sheet, rows: list[list[Any]], label: str, *keys: str) -> tuple[Any, ...]:
    """What the line with a label holds in some columns."""
    [line] = [row for row in rows if label in row]
    return tuple(line[column(sheet, key)] for key in keys)


def block(sheet: Sheet, rows: list[list[Any]], title: str) -> list[list[Any]]:
    """The lines below a title, up to the next line that has no figures."""
    begins = next(n for n, row in enumerate(rows) if row[0] == title) + 1
    place = column(sheet, "hours")
    ends = next(n for n in range(begins, len(rows)) if rows[n][place] is None)
    return rows[begins:ends]


def items_of(schedule: Schedule) -> list[Item]:
    return [item for unit in schedule.units for each in unit.people for item in each.items]


def sums(schedule: Schedule) -> tuple[int, int, int, int]:
    """People, items, hours, money, as a reader of the data counts them."""
    items = items_of(schedule)
    people = sum(p.person.presence == "main" for unit in schedule.units for p in unit.people)
    return (people, len(items), sum(i.hours or 0 for i in items), sum(i.cost or 0 for i in items))


@EXAMPLES
@given(made.one_unit)
def test_the_totals_of_a_unit_are_its_rows_by_source_by_month_and_by_kind(unit: Schedule) -> None:
    [sheet] = unit_schedule(unit)
    rows = book([sheet]).rows("602-01")
    expected = sums(unit)
    assert figures(sheet, rows, LABELS[0], "post", "topic", "hours", "cost") == expected
    for title in ("По источникам", "По месяцам", "По видам"):
        found = next(row[0] for row in rows if str(row[0]).endswith(title))
        lines = block(sheet, rows, found)
        for key, whole in zip(("topic", "hours", "cost"), expected[1:], strict=True):
            assert sum(line[column(sheet, key)] for line in lines) == whole


@EXAMPLES
@given(made.consolidated)
def test_the_consolidated_schedule_sums_units_institutes_and_quarters(whole: Schedule) -> None:
    sheets = consolidated(whole)
    told = book(sheets)
    rows = told.rows("602-05")
    keys = ("post", "topic", "hours", "cost")
    assert figures(sheets[0], rows, LABELS[1], *keys) == sums(whole)
    money = told.rows("602-05 ₸")
    assert figures(sheets[1], money, LABELS[1], "all") == (sums(whole)[3],)
    trips = told.rows("602-05 іссапар")
    spent = sum(item.cost or 0 for item in items_of(whole) if item.trip)
    assert figures(sheets[2], trips, LABELS[0], "cost") == (spent,)


@EXAMPLES
@given(made.consolidated)
def test_people_are_numbered_through_and_nobody_twice(whole: Schedule) -> None:
    rows = book(consolidated(whole)).rows("602-05")
    numbers = [row[0] for row in rows if isinstance(row[0], int)]
    assert numbers == list(range(1, sums(whole)[0] + 1))


def members_of(whole: Composition) -> list[Member]:
    return [m for unit in whole.units for m in unit.members if m.person.presence == "main"]


def of_known(part: int, known: int) -> str:
    """A count with its share of those of whom it is known."""
    return f"{part} ({round(100 * part / known, 1):g}%)" if known else "—"


@EXAMPLES
@given(made.composition("602-02"))
def test_the_support_staff_is_counted_once_in_units_parts_and_posts(whole: Composition) -> None:
    [sheet] = support_staff(whole)
    rows = book([sheet]).rows("602-02")
    members = members_of(whole)
    trained = sum((m.hours or 0) > 0 for m in members)
    planned = sum(m.planned or 0 for m in members)
    found = figures(sheet, rows, LABELS[1], "post", "trained", "planned", "last")
    known = sum(m.hours is not None for m in members)
    share = of_known(trained, known)
    assert found == (len(members), trained, planned, share)
    begins = next(n for n, row in enumerate(rows) if str(row[0]).endswith("По должностям"))
    by_post = [
        row for row in rows[begins + 1 :] if isinstance(row[column(sheet, "trained")], int | float)
    ]
    assert sum(row[column(sheet, "post")] for row in by_post) == len(members)
    assert sum(row[column(sheet, "trained")] for row in by_post) == trained


@EXAMPLES
@given(made.composition("602-03"))
def test_the_teaching_staff_counts_degrees_training_and_who_is_short(whole: Composition) -> None:
    [sheet] = teaching_staff(whole)
    rows = book([sheet]).rows("602-03")
    members = members_of(whole)
    degrees = sum(bool(m.person.degrees) for m in members)
    short = sum(bool(m.norms) and m.norms_met is False for m in members)
    of_degrees = of_known(degrees, sum(m.person.degrees is not None for m in members))
    of_short = of_known(short, sum(bool(m.norms) and m.norms_met is not None for m in members))
    found = figures(sheet, rows, LABELS[1], "post", "degree", "education", "short", "norm")
    assert found == (len(members), degrees, of_degrees, short, of_short)


@EXAMPLES
@given(made.annual)
def test_the_annual_report_sums_every_figure_and_stands_beside_the_year_before(
    report: Annual,
) -> None:
    sheets = annual_report(report)
    told = book(sheets)
    for sheet, table in zip(sheets, TABLES, strict=False):
        totals = [row for row in told.rows(table.title) if LABELS[1] in row]
        for part, found in zip(table.parts, totals, strict=True):
            for each in part.figures:
                if isinstance(each, Counted):
                    whole = sum(each.figure(unit) for unit in report.units)
                    assert found[column(sheet, each.key)] == whole, (table.title, each.key)
    people = sum(sum(unit.staff) for unit in report.units)
    beside = told.rows("602-06 салыстыру")
    [line] = [row for row in beside if str(row[0]).endswith("Всего работников")]
    before = None if report.before is None else sum(report.before.staff)
    assert line[1:] == (["—", people, "—"] if before is None else [before, people, people - before])
    for words, wanted in (
        ("План, ₸", sum(sum(unit.cost_planned) for unit in report.units)),
        ("Израсходовано, ₸", sum(sum(unit.spent) for unit in report.units)),
        ("К возврату, ₸", sum(unit.to_pay_back for unit in report.units)),
    ):
        [line] = [row for row in beside if str(row[0]).endswith(f" · {words}")]
        assert line[2] == wanted


FORMS = [
    (made.one_unit, unit_schedule),
    (made.consolidated, consolidated),
    (made.composition("602-02"), support_staff),
    (made.composition("602-03"), teaching_staff),
    (made.annual, annual_report),
]


@pytest.mark.parametrize(
    ("content", "laid_out"), FORMS, ids=lambda each: getattr(each, "__name__", "")
)
def test_nothing_typed_becomes_a_formula_and_each_sheet_prints(content: Any, laid_out: Any) -> None:
    @EXAMPLES
    @given(content)
    def held(given_content: Any) -> None:
        sheets: list[Sheet] = laid_out(given_content)
        found = load_workbook(BytesIO(printed(sheets)))
        for sheet, written in zip(sheets, found.worksheets, strict=True):
            formulas = sum(
                type(value).__name__ == "Formula"
                for line in sheet.lines
                for value in line.cells.values()
            )
            cells = [cell for row in written.iter_rows() for cell in row]
            assert sum(cell.data_type == "f" for cell in cells) == formulas
            assert written.page_setup.orientation == "landscape"
            assert written.page_setup.paperSize == 9
            assert (written.page_setup.fitToWidth, written.page_setup.fitToHeight) == (1, 0)
            assert written.print_title_rows == f"${sheet.heading}:${sheet.heading}"
            assert str(written.freeze_panes).endswith(str(sheet.heading + 1))
            assert written.print_area

    held()


WIDTHS = [
    schedule_rows.COLUMNS,
    MONEY_COLUMNS,
    TRIP_COLUMNS,
    support.COLUMNS,
    teaching.COLUMNS,
    trip_order.COLUMNS,
    BESIDE_COLUMNS,
    DECISION_COLUMNS,
    *(columns_of(each) for each in TABLES),
]


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_letters_of_a_page_are_not_too_small(columns: tuple[Column, ...]) -> None:
    """A sheet is shrunk to its page, to no less than 7.5 points."""
    assert USUAL_SIZE * shrunk(columns) >= 7.5


@pytest.mark.parametrize("columns", WIDTHS)
def test_what_is_not_printed_stands_behind_what_is(columns: tuple[Column, ...]) -> None:
    assert printed_columns(columns) == list(columns[: len(printed_columns(columns))])


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_word_of_a_heading_is_broken(columns: tuple[Column, ...]) -> None:
    """But at its hyphen."""
    for each in columns:
        room = (each.width - EDGES) * LETTERS_TO_WIDTH / BOLD
        for word in re.split(r"[\s-]+", f"{each.words.kk} {each.words.ru}"):
            assert len(word) <= room, f"{word} in {each.key}"


@pytest.mark.parametrize(("key", "known"), [("source", names.SOURCES), ("kind", names.KINDS)])
def test_no_word_of_a_list_is_broken_in_its_column(key: str, known: Mapping[Any, Words]) -> None:
    [column] = [each for each in schedule_rows.COLUMNS if each.key == key]
    longest = max((word for each in known.values() for word in each.stacked.split()), key=len)
    assert len(longest) <= LETTERS_TO_WIDTH * (column.width - EDGES), longest
