"""Who needs a course, and why: what the head looks at before the meeting (clause 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rules.training.course_norm import CourseNorm, KnownCourse
from rules.training.shortfall import Shortfall
from rules.training.vocabulary import NEED_REASONS, NeedReason

NeedStanding = Literal["never", "short", "open", "no_norm", "fine"]
"""Never trained; short of the norm by the end of the year; not known; no norm is known for the
post, which is no norm of 0; nothing is missing."""
Said = Literal["fits", "lessons", "young", "methods", "quality"]
"""What the head or HR says of somebody with yes or no."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Hours that one course has to have, and the topic of its clause."""

    hours: int
    topic: str


@dataclass(frozen=True, slots=True)
class HeadSaid:
    """As entered; None: nobody has said, which is never taken for no."""

    fits: bool | None = None
    lessons: bool | None = None
    young: bool | None = None
    methods: bool | None = None
    quality: bool | None = None


def need_standing(
    norm: CourseNorm, lacks: Shortfall | None, courses: Sequence[KnownCourse] | None
) -> NeedStanding:
    """`lacks`: what will be missing before the year of plans ends; `courses`: all there are, None:
    not known."""
    if courses is not None and not courses:
        return "never"
    if lacks is not None or norm.short:
        return "short"
    if not norm.needs:
        return "no_norm"
    return "fine" if norm.met else "open"


def missing(norm: CourseNorm, lacks: Shortfall | None) -> Missing | None:
    """The most that a clause of the post misses: each clause by itself, never a sum."""
    if norm.short:
        worst = max(norm.short, key=lambda need: need.hours)
        return Missing(worst.hours, worst.topic)
    return None if lacks is None else Missing(lacks.hours, lacks.topic)


def need_reasons(said: HeadSaid, *, misses: bool, long_ago: bool | None) -> tuple[NeedReason, ...]:
    """The reasons that apply, in the order of the clause. `misses`: whether a clause of the post
    does; `long_ago`: no course within the years that the norms count (R723), None: not known."""
    applies: dict[NeedReason, bool] = {
        "norm_hours": misses,
        "subject_fit": said.fits is False,
        "long_ago": long_ago is True,
        "lesson_marks": said.lessons is True,
        "young": said.young is True,
        "methods_changed": said.methods is True,
        "quality_management": said.quality is True,
    }
    return tuple(reason for reason in NEED_REASONS if applies[reason])
