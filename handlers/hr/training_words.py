"""Words of a year of training that heads and HR see: steps, holders, days, findings."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue, CaseError
from cases.training.plans import Locked
from cases.training.schedules import NotNow, Refused
from cases.training.units import UnitView
from cases.training.years import DayOfYear
from handlers.hr.refusals import why_not
from i18n import Translator, mark
from rules.training.chain import Standing
from rules.training.found import FindingState
from rules.training.vocabulary import ChainStep, Finding, FoundHow, Holder, Step
from storage.tables.training import Passage

STEPS: Final[dict[ChainStep, str]] = {
    "plan": mark("plans"),
    "discuss": mark("discussed at the meeting"),
    "approve_unit": mark("approved by the unit"),
    "sign": mark("signed by the institute"),
    "consolidate": mark("consolidated"),
    "agree": mark("agreed with finance"),
    "approve": mark("approved"),
    "bring_down": mark("brought down"),
    "report": mark("reports"),
}
HOLDERS: Final[dict[Holder, str]] = {
    "person": mark("the person"),
    "head": mark("head"),
    "institute": mark("head of the institute"),
    "hr": mark("HR"),
    "hr_director": mark("director of HR"),
    "outside": mark("somebody outside"),
}
DAY_WORDS: Final[dict[DayOfYear, str]] = {
    "plans_due": mark("Plans handed in"),
    "meetings_due": mark("Meetings of units"),
    "quarters": mark("Quarters"),
    "reports_due": mark("Reports"),
    "annual_due": mark("Annual report"),
}
FINDINGS: Final[dict[Finding, str]] = {
    "no_plan": mark("no plan was handed in"),
    "not_approved": mark("the schedule is not approved"),
    "not_attended": mark("the course did not happen"),
    "no_report": mark("the course was not heard in time"),
    "not_reported": mark("the report of the year was not handed in"),
    "ineffective": mark("the course was marked as poor"),
    "other": mark("something else"),
}
FOUND: Final[dict[FoundHow, str]] = {
    "meeting": mark("at a meeting"),
    "lessons": mark("by visits of lessons"),
    "audit": mark("by an internal audit"),
    "report": mark("by a check of reports"),
    "request": mark("by a request of HR"),
}
STATES_OF_FINDINGS: Final[dict[FindingState, str]] = {
    "open": mark("nothing planned yet"),
    "under_way": mark("being done"),
    "look_again": mark("to be looked at again"),
    "closed": mark("put right"),
}
FINDING_SIGNS: Final[dict[FindingState, str]] = {
    "open": "⚠️", "under_way": "⏳", "look_again": "🔎", "closed": "✔",
}  # fmt: skip
REFUSED: Final[dict[Refused, str]] = {
    "turn": mark("It is not the turn of this step (any more)."),
    "nothing": mark("No unit is ready yet."),
    "open": mark("This schedule is still on its way."),
    "reason": mark("⚠️ A reason is needed, of at most 1000 characters."),
}


NEEDS_PAPER: Final = mark("⚠️ The number and the day are needed, like: № 4, 20.11.2026")


def step_words(step: Step, tr: Translator) -> str:
    """A step with its holder, plain."""
    holder = step.outside or tr.text(HOLDERS[step.holder])
    return f"{tr.text(STEPS[step.name])}: {holder}"


def passage_line(passage: Passage, tr: Translator) -> str:
    """What was done, when, by whom, on which paper; as HTML."""
    day = passage.day or passage.at.date()
    if passage.outcome == "back":
        words = tr.text("↩️ sent back: {reason}", reason=passage.reason)
    else:
        words = f"✔ {tr.text(STEPS[passage.step])}"
    parts = [words, tr.date(day), passage.number, passage.name]
    return escape(", ".join(part for part in parts if part))


def standing_line(where: Standing, tr: Translator) -> str:
    if where.next is None:
        return tr.text("✔ All its steps are done.")
    return escape(tr.text("Next: {step}", step=step_words(where.next, tr)))


def unit_sign(unit: UnitView) -> str:
    if unit.document is not None and unit.document.state == "approved":
        return "✅"
    if unit.ready:
        return "✔️"
    return "⏳" if unit.document is not None else "▫️"


def why(error: CaseError, tr: Translator) -> str:
    """Why a step was not done, plain."""
    if isinstance(error, Locked):
        return tr.text("🔒 The schedule is approved. A new edition opens it again.")
    if isinstance(error, NotNow):
        return tr.text(REFUSED[error.reason])
    if isinstance(error, BadValue) and error.field in ("number", "day", "days", "label", "due"):
        return tr.text(NEEDS_PAPER)
    return why_not(error, tr)
