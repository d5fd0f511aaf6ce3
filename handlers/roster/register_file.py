"""The register as a workbook, with headings by which it can be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.register.exporting import StaffLine
from handlers.chat.names import CATEGORY_NAMES, category_name
from i18n import Translator, mark, translator
from rules.roster.table import Value
from rules.vocabulary import Language
from workbooks.writing import SheetOut, workbook

HEADINGS: Final = (
    mark("Personnel No."),
    mark("Full name"),
    mark("Institute, faculty"),
    mark("Department, chair"),
    mark("Section, cycle"),
    mark("Position held"),
    mark("Rate"),
    mark("Hired on"),
    mark("Qualification category"),
    mark("Category granted on"),
    mark("Courses (hours, date)"),
    mark("Competition on"),
)
WIDTHS: Final = (14, 34, 30, 30, 24, 34, 8, 13, 22, 13, 34, 13)
COLUMNS: Final = {"institute": 0, "department": 1, "chair": 1, "section": 2}


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What another process needs to know to write it."""

    lines: tuple[StaffLine, ...]
    language: Language


def register_file(given: RegisterFile) -> bytes:
    """The bytes of an .xlsx; takes a second for 3 000 lines."""
    tr = translator(given.language)
    rows: list[Sequence[Value]] = [[tr.text(heading) for heading in HEADINGS]]
    rows += [_row(line, tr) for line in given.lines]
    return workbook([SheetOut(tr.text("Register"), rows, 1, WIDTHS)])


def _row(line: StaffLine, tr: Translator) -> list[Value]:
    employee, post = line.employee, line.appointment
    units = ["", "", ""]
    for kind, name in line.units:
        units[COLUMNS[kind]] = name
    known = employee.known
    category = known.get("category")
    named = category_name(category, tr) if category in CATEGORY_NAMES else ""
    rate = None if post.rate is None else post.rate / 100
    return [employee.number, employee.name, *units, post.post, rate, post.since, named,
            _day(known.get("category_date")), _courses(known.get("certificates"), tr),
            post.competition_on]  # fmt: skip


def _day(said: object) -> Value:
    """A day as far as it is known."""
    if not isinstance(said, str):
        return None
    return date.fromisoformat(said) if len(said) == len("2026-01-31") else said


def _courses(held: Any, tr: Translator) -> str:
    if not isinstance(held, list):
        return ""
    return "; ".join(_course(course, tr) for course in held)


def _course(course: dict[str, Any], tr: Translator) -> str:
    day = _day(course.get("issued"))
    said = f"{day:%d.%m.%Y}" if isinstance(day, date) else str(day or "")
    return ", ".join(part for part in (tr.text("{n} h", n=course["hours"]), said) if part)
