"""Form 602-05: the schedules of all units under each other, the money, the trips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from workbooks.training import names
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Schedule, UnitSchedule
from workbooks.training.layout import UNKNOWN, Cell, Column, Formula, Sheet, sum_of
from workbooks.training.schedule_rows import (
    COLUMNS,
    closing_totals,
    days_words,
    people_rows,
    totals_over,
)
from workbooks.training.words import Words

MONEY_TITLE = Words("Қаражат тоқсандар бойынша, ₸", "Деньги по кварталам, ₸")
TRIPS_TITLE = Words("Іссапарлар", "Командировки")
DIRECTLY = Words("Институттан тыс", "Вне институтов")
NO_QUARTER = Words("Күні көрсетілмеген", "День не указан")
QUARTERS: Final[tuple[Cell, ...]] = (1, 2, 3, 4, UNKNOWN)

MONEY_COLUMNS: Final = (
    Column("institute", names.INSTITUTE, 38),
    Column("source", Words("Қаржы көзі", "Источник средств"), 34),
    *(
        Column(f"q{n}", Words(f"{n}-тоқсан", f"{n} квартал"), 15, "money")
        for n in (1, 2, 3, 4)
    ),
    Column("q—", NO_QUARTER, 15, "money"),
    Column("all", names.TOTAL, 16, "money"),
)  # fmt: skip
TRIP_COLUMNS: Final = (
    Column("no", names.NUMBER, 5, "ordinal"),
    Column("name", names.NAME, 28),
    Column("unit", names.UNIT, 30),
    Column("place", Words("Қайда", "Куда"), 22),
    Column("days", Words("Мерзімі", "Сроки"), 13),
    Column("topic", Words("Тақырыбы", "Тема"), 32),
    Column("cost", Words("Құны, ₸", "Стоимость, ₸"), 13, "money"),
    Column("source", Words("Қаржы көзі", "Источник средств"), 20),
)


@dataclass(frozen=True, slots=True)
class _Institute:
    """The lines of an institute on the first sheet."""

    name: str
    first: int
    last: int


def consolidated(schedule: Schedule) -> list[Sheet]:
    """Three sheets: the schedules, the money by institute, source and quarter, the trips."""
    rows = Sheet("602-05", COLUMNS)
    write_heading(rows, schedule.heading)
    rows.head()
    institutes = _schedules(rows, schedule.units)
    money = Sheet("602-05 ₸", MONEY_COLUMNS)
    write_heading(money, schedule.heading)
    _money(money, rows, institutes)
    trips = Sheet("602-05 іссапар", TRIP_COLUMNS)
    write_heading(trips, schedule.heading)
    _trips(trips, schedule.units)
    first, last = rows.heading + 1, max((each.last for each in institutes), default=0)
    rows.total(names.TOTAL_OF_ALL, totals_over(rows, first, last), at="name")
    closing_totals(rows, first, last, schedule.months)
    for sheet in (rows, money, trips):
        write_signatures(sheet, schedule.heading)
    return [rows, money, trips]


def _schedules(sheet: Sheet, units: Sequence[UnitSchedule]) -> list[_Institute]:
    found: list[_Institute] = []
    number = 1
    for institute, parts in groupby(units, key=lambda each: each.institute):
        first = len(sheet.lines) + 1
        sheet.write("group", (institute or DIRECTLY.line).upper())
        for unit in parts:
            sheet.write("group", unit.unit)
            rows = people_rows(sheet, unit.people, number)
            number = rows.next_number
            over = totals_over(sheet, rows.first, rows.last)
            sheet.total(names.TOTAL, over, at="name")
        last = len(sheet.lines)
        over = totals_over(sheet, first, last)
        sheet.total(names.total_of(institute, DIRECTLY), over, at="name")
        found.append(_Institute(institute or DIRECTLY.line, first, len(sheet.lines)))
    return found


def _money(sheet: Sheet, rows: Sheet, institutes: Sequence[_Institute]) -> None:
    sheet.write("group", MONEY_TITLE.line)
    sheet.head()
    first = len(sheet.lines) + 1
    for institute in institutes:
        begins = len(sheet.lines) + 1
        for source in names.SOURCES.values():
            here = len(sheet.lines) + 1
            cells: dict[str, Cell] = {"institute": institute.name, "source": source.stacked}
            for quarter in QUARTERS:
                cells[f"q{quarter}"] = _sum_of_quarter(rows, institute, sheet, here, quarter)
            sheet.row({**cells, "all": sum_of([_across(sheet, here)])})
        _money_total(sheet, f"{names.TOTAL.line}: {institute.name}", begins)
    _money_total(sheet, names.TOTAL_OF_ALL.line, first)


def _sum_of_quarter(
    rows: Sheet, institute: _Institute, sheet: Sheet, here: int, quarter: Cell
) -> Formula:
    def area(key: str) -> str:
        return f"'{rows.title}'!{rows.area(key, institute.first, institute.last)}"

    wanted = f'"{quarter}"' if isinstance(quarter, str) else str(quarter)
    source = sheet.at("source", here)
    return Formula(f"SUMIFS({area('cost')},{area('source')},{source},{area('quarter')},{wanted})")


def _across(sheet: Sheet, line: int) -> str:
    return f"{sheet.at('q1', line)}:{sheet.at(f'q{UNKNOWN}', line)}"


def _money_total(sheet: Sheet, words: str, first: int) -> None:
    last = len(sheet.lines)
    keys = [*(f"q{quarter}" for quarter in QUARTERS), "all"]
    cells: dict[str, Cell] = {
        key: Formula(f"SUBTOTAL(9,{sheet.area(key, first, last)})") if last >= first else 0
        for key in keys
    }
    sheet.total(words, cells, at="institute")


def _trips(sheet: Sheet, units: Sequence[UnitSchedule]) -> None:
    sheet.write("group", TRIPS_TITLE.line)
    sheet.head()
    first, number = len(sheet.lines) + 1, 0
    for unit in units:
        for each in unit.people:
            for item in each.items:
                if item.trip:
                    number += 1
                    cells: dict[str, Cell] = {
                        "no": number,
                        "name": each.person.name,
                        "unit": unit.unit,
                        "place": item.place or item.provider,
                        "days": days_words(item),
                        "topic": item.topic,
                        "cost": UNKNOWN if item.cost is None else item.cost,
                        "source": names.SOURCES[item.source].stacked,
                    }
                    sheet.row(cells)
    last = len(sheet.lines)
    cost = sum_of([sheet.area("cost", first, last)] if number else [])
    sheet.total(names.TOTAL, {"cost": cost}, at="name")
