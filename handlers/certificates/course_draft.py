"""Courses that are being entered, step by step, by buttons or in words. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final

from rules.dates import PartialDay
from rules.questionnaire.days import day_step
from rules.questionnaire.lists import USUAL_HOURS
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.single import options
from rules.questionnaire.wording import QUESTIONS
from rules.typed.certificates import CertificateLine
from rules.vocabulary import TOPICS

FACT: Final = "certificates"
DRAFT: Final = "cert.draft"
"""Under which name what is being entered is noted."""

PARTS: Final = ("topic", "hours", "issued")
SHORTEST, LONGEST = 1, 2000

Course = dict[str, Any]
"""As in the contract, as far as it is known; `issued` may be a year or a month only."""


def new_key() -> str:
    return secrets.token_hex(3)


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """`key` tells this draft's buttons from those of earlier ones. `changes`: the certificate that
    is being changed, None for new ones. `file_id`, `file_kind`: a file that came first, with the
    pages after it and Telegram's number of their album.
    `readings`: what typed words may mean, to choose from. `beside`: "run:category" of the
    attestation that the courses are entered beside, to come back to; "" where there is none.
    `appended`: a further line came while the first course was still asked about; the file is that
    one's. `printed`: what each page that was read says (`Printed.to_json`); `shown`: the message
    in which that is proposed; `keeps_file`: the person wants the file kept, not only read."""

    key: str = field(default_factory=new_key)
    courses: list[Course] = field(default_factory=lambda: [{}])
    changes: int | None = None
    file_id: str | None = None
    file_kind: str | None = None
    readings: list[list[Course]] = field(default_factory=list)
    beside: str = ""
    more_pages: list[str] = field(default_factory=list)
    album: str = ""
    appended: bool = False
    printed: list[dict[str, Any]] = field(default_factory=list)
    shown: int | None = None
    keeps_file: bool = False

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> CourseDraft:
        return cls(**data)

    @property
    def missing(self) -> tuple[int, str] | None:
        """The first course that lacks something, and what; None when all are complete."""
        for number, course in enumerate(self.courses):
            for part in PARTS:
                if not is_known(course, part):
                    return number, part
        return None

    def with_parts(self, number: int, parts: Mapping[str, Any]) -> CourseDraft:
        courses = [dict(course) for course in self.courses]
        courses[number].update(parts)
        return replace(self, courses=courses, readings=[])

    def with_lines(self, courses: list[Course]) -> list[Course]:
        """The courses with what typed words say: of the course that is asked about, or, where all
        have hours and another day than that one has, of further courses."""
        if self.missing is None:
            return courses
        asked = self.courses[self.missing[0]]
        if self.changes is None and all(_is_another(asked, course) for course in courses):
            return [*self.courses, *courses]
        if len(courses) > 1:
            return courses
        return self.with_parts(self.missing[0], courses[0]).courses

    def without(self, number: int, part: str) -> CourseDraft:
        courses = [dict(course) for course in self.courses]
        courses[number].pop(part, None)
        return replace(self, courses=courses, readings=[])


def _is_another(asked: Course, course: Course) -> bool:
    """Whether a line is of another course than the one whose hours and day are known so far."""
    if not all("hours" in each and "issued" in each for each in (asked, course)):
        return False
    first, second = asked["issued"], course["issued"]
    # A day may be known to its year or month only.
    return not (first.startswith(second) or second.startswith(first))


def is_known(course: Course, part: str) -> bool:
    if part == "issued":
        return PartialDay(course.get(part, "")).is_whole
    return part in course


def course_of(line: CertificateLine) -> Course:
    """A typed course as far as the text says it."""
    course: Course = {}
    if line.topic is not None:
        course["topic"] = line.topic
    if line.hours is not None:
        course["hours"] = line.hours
    issued = _beginning(line)
    if issued:
        course["issued"] = issued
    return course


def _beginning(line: CertificateLine) -> str:
    if line.issued is not None:
        return line.issued.isoformat()
    if line.between is None:
        return ""
    first, last = line.between
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02}"
    return str(first.year) if first.year == last.year else ""


def step_for(course: Course, part: str, on: date) -> Step:
    """The question after a part of a course, as of the questionnaire."""
    step = Step(
        FACT,
        f"{FACT}.0.{part}",
        Widget.CHOICE,
        QUESTIONS["certificates.subject" if part == "topic" else f"{FACT}.{part}"],
        can_be_unknown=False,
    )
    if part == "topic":
        # "subject" is the path at which the questionnaire asks after a course that was typed.
        return replace(
            step,
            path=f"{FACT}.0.subject",
            options=options("certificate_topic", TOPICS),
            vocabulary="certificate_topic",
        )
    if part == "hours":
        buttons = tuple(Option(str(hours)) for hours in USUAL_HOURS)
        return replace(step, widget=Widget.HOURS, options=buttons, bounds=(SHORTEST, LONGEST))
    return day_step(step, course.get("issued", ""), on)
