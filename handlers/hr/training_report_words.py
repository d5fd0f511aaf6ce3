"""What a report of a year says, in lines of a phone: figures, reasons, who signed it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cases.training.reports import ReportView
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import CAUSES, money
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.vocabulary import Cause
from storage.tables.training_outcomes import TrainingReport
from workbooks.training.content import UnitYear
from workbooks.training.names import CAUSES as IN_ORDER

LONGEST_WORDS: Final = 200
FIGURES: Final[dict[str, str]] = {
    "staff": mark("People"),
    "trained": mark("Trained"),
    "planned": mark("Courses planned"),
    "done": mark("Done as planned"),
    "otherwise": mark("Done otherwise"),
    "missed": mark("Did not happen"),
    "beyond": mark("Beyond the plan"),
    "hours_done": mark("Hours"),
    "spent": mark("Spent, ₸"),
    "recommended": mark("Recommended for attestation"),
    "found": mark("Fell behind"),
}
"""What is shown of a unit's year, in this order."""
ALWAYS: Final = frozenset({"staff", "trained", "planned", "done", "missed"})
"""Shown also where they are nought; the others would only fill the phone then."""


def value(figures: UnitYear, name: str) -> int:
    held = getattr(figures, name)
    return sum(held) if isinstance(held, tuple) else held


def figure_lines(
    hr: HrVisit, figures: UnitYear | None, before: UnitYear | None = None
) -> list[str]:
    """`before`: of the year before, in brackets beside."""
    tr = hr.tr
    if figures is None:
        return [tr.text("Nobody works here.")]
    lines = []
    for name, words in FIGURES.items():
        counted = (value(each, name) for each in (figures, before) if each is not None)
        if name not in ALWAYS and not any(counted):
            continue
        line = f"{tr.text(words)}: {tr.number(value(figures, name))}"
        if before is not None:
            line = f"{line} ({tr.number(value(before, name))})"
        lines.append(line)
    return [*lines, *_reasons(hr, figures)]


def _reasons(hr: HrVisit, figures: UnitYear) -> list[str]:
    """Why courses did not happen, the most frequent first."""
    tr, counted = hr.tr, zip(IN_ORDER, figures.missed_by_cause, strict=True)
    found = sorted(((n, cause) for cause, n in counted if n), key=lambda each: -each[0])
    return [f"– {_cause(hr, cause)}: {tr.number(n)}" for n, cause in found]


def _cause(hr: HrVisit, cause: Cause | None) -> str:
    return hr.tr.text("no reason said") if cause is None else hr.tr.text(CAUSES[cause])


def due_line(hr: HrVisit, figures: UnitYear | None) -> list[str]:
    """What those who left have to pay back."""
    if figures is None or not figures.to_pay_back:
        return []
    return [hr.tr.text("Due on leaving: {sum}", sum=money(figures.to_pay_back, hr.tr))]


def signed_lines(hr: HrVisit, view: ReportView) -> list[str]:
    tr, report = hr.tr, view.report
    if report is None:
        return [tr.text("Not signed yet.")]
    lines = [_signed(hr, report)]
    if report.resolution:
        lines.append(f"<i>{escape(shortened(report.resolution, LONGEST_WORDS))}</i>")
    if view.changed_after:
        lines.append(tr.text("⚠️ Something has changed after signing."))
    return lines


def _signed(hr: HrVisit, report: TrainingReport) -> str:
    day = hr.tr.date(report.minutes_on or report.signed_at.date())
    parts = [hr.tr.text("✍️ Signed"), report.signed_name, report.minutes_number, day]
    return escape(", ".join(part for part in parts if part))


def changed_lines(hr: HrVisit, changed: Sequence[tuple[str, int, int]]) -> list[str]:
    """What is otherwise since the annual report was signed."""
    if not changed:
        return []
    tr = hr.tr
    lines = [tr.text("<b>After signing</b>")]
    for name, was, now in changed:
        if name in FIGURES:
            words = tr.text(FIGURES[name])
            lines.append(f"{words}: {tr.number(was)} → {tr.number(now)}")
    if len(lines) == 1:
        lines.append(tr.text("Other figures have changed."))
    return lines
