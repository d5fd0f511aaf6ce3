"""What the attestation rules ask for a category, judged against a person's answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.attestation.block import Requirement
from rules.attestation.case import MET, UNKNOWN, UNMET, Case
from rules.attestation.edition import Courses, Months, Previous
from rules.attestation.ways import no_test
from rules.attestation.wording import Span, category_names, said
from rules.dates import add_months
from rules.norms import needs as n
from rules.norms.compiled import STATUS
from rules.profile import Certificate
from rules.vocabulary import Json


def requirements(case: Case) -> Iterator[Requirement]:
    """What the step of the case asks for, in the order of the rules."""
    step = case.step
    if step.by_head is not None:
        yield _trainee_year(case, step.by_head)
    if step.previous is not None:
        yield _previous_category(case, step.previous, step.old)
    if step.work is not None:
        yield _work(case)
    yield _knowledge_test(case)
    if step.courses is not None:
        yield course_hours(case, step.courses)
        if step.courses.profile_course:
            yield _profile_course(case, step.courses)


def _trainee_year(case: Case, by_head: Months) -> Requirement:
    """A year as a trainee is known only of those who already hold a category, or teach too short
    a time for it."""
    need = n.ExperienceNeed("teaching", by_head.months)
    state = n.UNMET if need.state(case.facts) == n.UNMET else n.UNKNOWN
    if case.held not in (None, "none"):
        state = n.MET
    asks = None
    if state == n.UNKNOWN:
        asks = said("ask.trainee-year", term=Span(by_head.months))
        word = case.told.words.get("trainee-year")
        state = n.UNKNOWN if word is None else n.MET if word else n.UNMET
    return Requirement(
        id="trainee-year",
        text=said("need.trainee-year", term=Span(by_head.months)),
        status=STATUS[state],
        need={"months": by_head.months},
        have={},
        short=need.short(case.facts) if state == n.UNMET else {},
        clauses=(by_head,),
        asks=asks,
    )


def _previous_category(case: Case, previous: Previous, old: Previous | None) -> Requirement:
    named = (*previous.categories, *(old.categories if old else ()))
    return Requirement(
        id="previous-category",
        text=said("need.previous-category", categories=category_names(named)),
        status=_previous_status(case, previous, old),
        need={case.family.fact: list(named)},
        have={} if case.held is None else {case.family.fact: case.held},
        short={},
        clauses=(previous, old) if old else (previous,),
    )


def _previous_status(case: Case, previous: Previous, old: Previous | None) -> str:
    """One of the named categories, or any above it, does. What has ended is not known to count."""
    held, family = case.held, case.family
    if held is None:
        return UNKNOWN
    if held == "none":
        return MET if previous.first_is_free else UNMET
    lowest = family.rank(previous.categories[0])
    rank = family.rank(held)
    enough = lowest is not None and rank is not None and rank >= lowest
    if old is not None and held in family.old_categories:
        order = family.old_categories.index
        enough = order(held) >= min(order(category) for category in old.categories)
    if not enough:
        return UNMET
    return UNKNOWN if case.ended else MET


def _work(case: Case) -> Requirement:
    work = case.step.work
    assert work is not None
    need = n.ExperienceNeed(work.experience, work.months)
    state = need.state(case.facts)
    return Requirement(
        id="pedagogical-work",
        text=said("need.pedagogical-work", term=Span(work.months)),
        status=STATUS[state],
        need=need.to_json(),
        have=need.have(case.facts),
        short=need.short(case.facts) if state == n.UNMET else {},
        clauses=(work,),
    )


def _knowledge_test(case: Case) -> Requirement:
    """Whoever is surely attested by the portfolio alone has met it."""
    asked, valid = case.step.test, case.edition.test_valid
    need: Json = {"percent": asked.percent, "valid_months": valid.months}
    spared = next((way for way in no_test(case) if way.status == MET), None)
    if spared is not None:
        return Requirement(
            id="knowledge-test",
            text=said("need.no-test"),
            status=MET,
            need=need,
            have={"not_needed": spared.fact.id},
            short={},
            clauses=spared.fact.clauses,
        )
    test = case.facts.profile.knowledge_test
    have: Json = {}
    if test is None:
        status = UNKNOWN
    else:
        have = {"percent": test.percent}
        if test.taken is not None:
            have["taken"] = test.taken.isoformat()
        status = _test_status(test.percent >= asked.percent, test.taken, valid, case.facts.on)
    return Requirement(
        id="knowledge-test",
        text=said("need.knowledge-test", percent=asked.percent, valid=Span(valid.months)),
        status=status,
        need=need,
        have=have,
        short={},
        clauses=(asked, valid),
    )


def _test_status(passed: bool, taken: date | None, valid: Months, on: date) -> str:
    """A result counts up to the same day of its last month, that day included."""
    if not passed:
        return UNMET
    if taken is None:
        return UNKNOWN
    return MET if taken >= add_months(on, -valid.months) else UNMET


@dataclass(frozen=True, slots=True)
class Window:
    """Since when courses count: some day from `earliest` to `latest`; the day itself counts."""

    earliest: date
    latest: date

    def surely(self, course: Certificate) -> bool:
        if self.latest == date.min:
            return True
        return course.issued is not None and course.issued >= self.latest

    def maybe(self, course: Certificate) -> bool:
        return course.issued is None or course.issued >= self.earliest


def window(case: Case) -> Window:
    """Since the day of the present category. Who was never attested has every course counted;
    where the day is not known it may be any."""
    if case.granted is not None:
        return Window(case.granted, case.granted)
    step = case.family.step(case.held) if case.held else None
    if case.held == "none" or (step is not None and step.by_head is not None):
        return Window(date.min, date.min)
    return Window(date.min, case.facts.on)


def course_hours(case: Case, asked: Courses) -> Requirement:
    """Hours of all courses that count, added up; a course of unknown length has at least 1 hour.

    `short` is the least that is missing: what has no date counts in full (contract, section 4).
    """
    held = case.facts.profile.certificates
    have: Json = {}
    short: Json = {}
    status = UNKNOWN
    if held is not None:
        since = window(case)
        mine = [course for course in held if asked.topic in (None, course.topic)]
        may = [course for course in mine if since.maybe(course)]
        least = sum(course.hours or 1 for course in mine if since.surely(course))
        most = sum(course.hours or 1 for course in may)
        open_end = any(course.hours is None for course in may)
        have = _range(least, None if open_end else most)
        if least >= asked.hours:
            status = MET
        elif not open_end and most < asked.hours:
            status, short = UNMET, {"hours": asked.hours - most}
    key = "need.management-hours" if asked.topic else "need.course-hours"
    return Requirement(
        id="course-hours",
        text=said(key, hours=asked.hours),
        status=status,
        need=_hours_asked(case, asked),
        have=have,
        short=short,
        clauses=(asked,),
    )


def _hours_asked(case: Case, asked: Courses) -> Json:
    need: Json = {"hours": asked.hours}
    if asked.topic:
        need["topic"] = asked.topic
    if case.granted is not None:
        need["since"] = case.granted.isoformat()
    return need


def _range(least: int, most: int | None) -> Json:
    if least == most:
        return {"hours": least}
    bounds: Json = {"hours_from": least}
    return bounds if most is None else {**bounds, "hours_to": most}


def _profile_course(case: Case, asked: Courses) -> Requirement:
    held = case.facts.profile.certificates
    status, have = UNKNOWN, {}
    if held is not None:
        since = window(case)
        mine = [course for course in held if course.topic == "profile"]
        sure = sum(since.surely(course) for course in mine)
        have = {"courses": sure}
        if sure:
            status = MET
        elif not any(since.maybe(course) for course in mine):
            status = UNMET
    return Requirement(
        id="profile-course",
        text=said("need.profile-course"),
        status=status,
        need={"topic": "profile", "courses": 1},
        have=have,
        short={"courses": 1} if status == UNMET else {},
        # HR enters hours only.
        clauses=(asked.model_copy(update={"entered": False}),),
    )
