"""Any of the forms as a file."""

from __future__ import annotations

from collections.abc import Sequence

from workbooks.training.annual_report import annual_report
from workbooks.training.consolidated import consolidated
from workbooks.training.content import Annual, Composition, Schedule
from workbooks.training.layout import Sheet
from workbooks.training.printing import printed
from workbooks.training.support_staff import support_staff
from workbooks.training.teaching_staff import teaching_staff
from workbooks.training.unit_schedule import unit_schedule

Content = Schedule | Composition | Annual


def form_file(contents: Sequence[Content]) -> bytes:
    """The bytes of an .xlsx: one form, or the schedules of several units, a sheet each."""
    return printed(
        sheet
        for number, content in enumerate(contents, start=1)
        for sheet in _sheets(content, number if len(contents) > 1 else 0)
    )


def _sheets(content: Content, number: int) -> list[Sheet]:
    if isinstance(content, Annual):
        return annual_report(content)
    if isinstance(content, Composition):
        support = content.heading.form == "602-02"
        return support_staff(content) if support else teaching_staff(content)
    if content.heading.form == "602-05":
        return consolidated(content)
    return unit_schedule(content, f"602-01 {number}" if number else "602-01")
