"""The closed lists of procedure 602: kinds of training, who pays, what for, who does what.

Each list names the clause it follows; the official words stay with the university.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

StaffCategory = Literal["teaching", "research", "administrative", "service", "support"]
"""Procedure 602, clauses 3.1, 5.1 and 5.2 (R705)."""

TrainingKind = Literal[
    "own_programme", "university", "contract", "conference", "thesis", "other"
]  # fmt: skip
"""Clause 6.1, the second of that number (R702), in its order."""

TrainingArea = Literal["theory", "teaching", "upbringing", "methodical", "technical", "research"]
"""Clause 6.1, the first of that number (R702), in its order."""

FundingSource = Literal["university", "sponsor", "own", "grant", "outside"]
"""Who pays: clauses 7.6.1 to 7.6.4 and 7.6.6."""

NeedReason = Literal[
    "norm_hours", "subject_fit", "long_ago", "lesson_marks", "young", "methods_changed",
    "quality_management",
]  # fmt: skip
"""Why somebody needs a course: clause 7.3."""

FoundHow = Literal["meeting", "lessons", "audit", "report", "request"]
"""How it was found that something falls behind: clause 9.2."""

Cause = Literal["money", "workload", "absence", "course_cancelled", "other"]
"""Why something fell behind (clauses 9.3 and 10.1)."""

Risk = Literal["not_attended", "ineffective", "leaving"]
"""Clauses 10.1 to 10.3."""

ChainStep = Literal[
    "plan", "discuss", "approve_unit", "sign", "consolidate", "agree", "approve", "bring_down",
    "report",
]  # fmt: skip
"""The steps of a year (clauses 7.2, 7.4, 7.5 and 11.4; R701), in their order."""

Holder = Literal["person", "head", "institute", "hr", "hr_director", "outside"]
"""Who holds a step. Outside: somebody without Telegram; HR records number, day and scan."""

PassageOutcome = Literal["done", "back"]
PlanState = Literal["draft", "given", "approved"]
PlanOrigin = Literal["proposed", "last_year", "typed", "head"]
ItemState = Literal["planned", "done", "otherwise", "missed", "withdrawn"]
CourseOutcome = Literal["done", "otherwise", "missed"]
DocumentState = Literal["open", "approved", "replaced"]
TrainingForm = Literal["602-01", "602-02", "602-03", "602-05", "602-06"]
"""The procedure's list of forms; there is no 602-04 (R702)."""
YearKind = Literal["calendar", "study"]
Finding = Literal[
    "no_plan", "not_approved", "not_attended", "no_report", "not_reported", "ineffective", "other"
]
"""What fell behind."""
Recheck = Literal["cured", "not_yet"]
Remains = Literal["plans", "figures", "reports"]
"""What a year leaves behind beside its documents: plans with what became of them, figures of a day,
signed reports."""
ReportLevel = Literal["person", "unit", "institute", "organisation"]

STAFF_CATEGORIES: tuple[StaffCategory, ...] = get_args(StaffCategory)
TRAINING_KINDS: tuple[TrainingKind, ...] = get_args(TrainingKind)
TRAINING_AREAS: tuple[TrainingArea, ...] = get_args(TrainingArea)
FUNDING_SOURCES: tuple[FundingSource, ...] = get_args(FundingSource)
NEED_REASONS: tuple[NeedReason, ...] = get_args(NeedReason)
FOUND_HOW: tuple[FoundHow, ...] = get_args(FoundHow)
CAUSES: tuple[Cause, ...] = get_args(Cause)
RISKS: tuple[Risk, ...] = get_args(Risk)
CHAIN_STEPS: tuple[ChainStep, ...] = get_args(ChainStep)
HOLDERS: tuple[Holder, ...] = get_args(Holder)
PASSAGE_OUTCOMES: tuple[PassageOutcome, ...] = get_args(PassageOutcome)
PLAN_STATES: tuple[PlanState, ...] = get_args(PlanState)
PLAN_ORIGINS: tuple[PlanOrigin, ...] = get_args(PlanOrigin)
ITEM_STATES: tuple[ItemState, ...] = get_args(ItemState)
COURSE_OUTCOMES: tuple[CourseOutcome, ...] = get_args(CourseOutcome)
DOCUMENT_STATES: tuple[DocumentState, ...] = get_args(DocumentState)
TRAINING_FORMS: tuple[TrainingForm, ...] = get_args(TrainingForm)
YEAR_KINDS: tuple[YearKind, ...] = get_args(YearKind)
FINDINGS: tuple[Finding, ...] = get_args(Finding)
RECHECKS: tuple[Recheck, ...] = get_args(Recheck)
REMAINS: tuple[Remains, ...] = get_args(Remains)
REPORT_LEVELS: tuple[ReportLevel, ...] = get_args(ReportLevel)

Proof = Literal["contract_number", "specification", "consent_number", "paper", "grounds"]
"""What a kind or a source asks to be named: a field of the item."""
PROOF_BY_KIND: Final[dict[TrainingKind, Proof]] = {
    "contract": "contract_number",
    "conference": "paper",
    "other": "grounds",
}
"""What must be named with a kind (clause 6.1, second): the item's field. "other" needs the head's
approval beside its grounds."""
PROOF_BY_SOURCE: Final[dict[FundingSource, tuple[Proof, ...]]] = {
    "university": ("contract_number", "specification"),
    "grant": ("consent_number",),
    "outside": ("consent_number",),
}
"""What must be named with a source (clauses 7.6.1, 7.6.4, 7.6.6; R706)."""

UNIT_STEPS: Final[tuple[ChainStep, ...]] = ("discuss", "approve_unit", "sign")
"""The way of a unit's schedule, form 602-01."""
WHOLE_STEPS: Final[tuple[ChainStep, ...]] = ("consolidate", "agree", "approve", "bring_down")
"""The way of the consolidated schedule, form 602-05."""
LOCKED_FROM: Final[ChainStep] = "approve_unit"
"""Once this step is done the items of a unit's schedule change by a revision only."""

YEARS_KEPT: Final[dict[TrainingForm, int]] = {
    "602-01": 5,
    "602-02": 3,
    "602-03": 3,
    "602-05": 5,
    "602-06": 5,
}
"""How long each form is kept (list of forms), from the end of the document's year (R711)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an organisation's chain. `outside`: what an outside holder is called, else ""."""

    name: ChainStep
    active: bool
    holder: Holder
    outside: str = ""


UNIVERSITY_CHAIN: Final[tuple[Step, ...]] = (
    Step("plan", True, "person"),
    Step("discuss", True, "head"),
    Step("approve_unit", True, "head"),
    Step("sign", True, "institute"),
    Step("consolidate", True, "hr"),
    Step("agree", True, "outside"),
    Step("approve", True, "outside"),
    Step("bring_down", True, "hr"),
    Step("report", True, "institute"),
)
"""Rebuilt from clauses 7.4 and 11.4, since the flow chart is missing (R701)."""
COLLEGE_CHAIN: Final[tuple[Step, ...]] = (
    Step("plan", True, "person"),
    Step("discuss", True, "head"),
    Step("approve_unit", True, "head"),
    Step("sign", False, "institute"),
    Step("consolidate", True, "hr"),
    Step("agree", False, "outside"),
    Step("approve", True, "outside"),
    Step("bring_down", True, "hr"),
    Step("report", True, "head"),
)
"""A college has no institutes between its units and HR, and no step of its own for the money."""
