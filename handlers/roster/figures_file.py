"""The year in figures as a workbook: a line for each department, subject and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cases.lists.figures import DepartmentFigures, Share, YearFigures
from handlers.roster.figures_words import SUBJECTS, ordered, value_words
from handlers.roster.tables import PrintedTable, table_pdf, table_xlsx
from i18n import Translator, mark, translator
from rules.roster.table import Value
from rules.vocabulary import Language

HEADINGS: Final = (
    mark("Department"),
    mark("Of what"),
    mark("Value"),
    mark("People"),
    mark("Share, %"),
    mark("Last year"),
    mark("Share last year, %"),
    mark("Change"),
)
WIDTHS: Final = (40, 26, 30, 10, 10, 12, 14, 10)


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What another process needs to know to write it. `name` of the organisation."""

    name: str
    year: YearFigures
    language: Language


def figures_file(given: FiguresFile) -> bytes:
    """The bytes of an .xlsx."""
    return table_xlsx(_table(given))


def figures_paper(given: FiguresFile) -> bytes:
    """The same as a PDF."""
    return table_pdf(_table(given))


def _table(given: FiguresFile) -> PrintedTable:
    tr, year = translator(given.language), given.year
    rows: list[Sequence[Value]] = []
    for figures in year.departments:
        name = figures.department.name or given.name
        for subject, title in SUBJECTS.items():
            rows += [
                _row(name, tr.text(title), share, figures, tr)
                for share in ordered(figures, subject)
            ]
    return PrintedTable(
        tr.text("Year in figures"),
        first_line(given.name, year, tr),
        tuple(tr.text(each) for each in HEADINGS),
        rows,
        WIDTHS,
        year.on,
        given.language,
    )


def first_line(name: str, year: YearFigures, tr: Translator) -> str:
    """Of whom the figures are, of which day, and beside which day."""
    parts = [name, tr.text("teaching staff"), tr.date(year.on)]
    if year.last_taken_on is None:
        parts.append(tr.text("nothing is kept of last year"))
    else:
        parts.append(tr.text("last year: {day}", day=tr.date(year.last_taken_on)))
    return " · ".join(parts)


def _row(
    name: str, subject: str, share: Share, figures: DepartmentFigures, tr: Translator
) -> list[Value]:
    last, of_last = share.last_year, figures.last_year
    return [
        name,
        subject,
        value_words(share.value, tr),
        share.people,
        _percent(share.people, figures.people),
        last,
        None if last is None or of_last is None else _percent(last, of_last),
        None if last is None else share.people - last,
    ]


def _percent(people: int, of: int) -> float | None:
    return round(100 * people / of, 1) if of else None
