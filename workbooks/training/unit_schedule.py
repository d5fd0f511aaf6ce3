"""Form 602-01: the schedule of one unit."""

from __future__ import annotations

from workbooks.training import names
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Schedule
from workbooks.training.layout import Sheet
from workbooks.training.schedule_rows import COLUMNS, closing_totals, people_rows, totals_over


def unit_schedule(schedule: Schedule, title: str = "602-01") -> list[Sheet]:
    """One sheet. The schedule has one unit."""
    [unit] = schedule.units
    sheet = Sheet(title, COLUMNS)
    write_heading(sheet, schedule.heading)
    sheet.head()
    rows = people_rows(sheet, unit.people, 1)
    over = totals_over(sheet, rows.first, rows.last)
    sheet.total(names.TOTAL, over, at="name")
    closing_totals(sheet, rows.first, rows.last, schedule.months)
    write_signatures(sheet, schedule.heading)
    return [sheet]
