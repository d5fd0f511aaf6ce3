"""What a person of a staff list lacks: judged by what a list can say.

A list says less than a questionnaire: "higher education" may be a master's, a speciality may be of
the profile, a course names no topic. Every need only asks for more of its fact, so two profiles
hold all that may be true: the least that the list makes sure and the most that it leaves possible.
Met by the least is met, unmet by the most is unmet, the rest is open. Competences, flags and the
h-index are for the person or a commission to say: both profiles have them as if they were met.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rules import vocabulary as v
from rules.attestation.edition import editions, term_of_category
from rules.categories import category_above
from rules.dates import add_months
from rules.norms.catalog import Catalogue
from rules.profile import Certificate, Degree, Education, Profile
from rules.roster.person import Person
from rules.verdict.check import Item, Report, check
from rules.verdict.deadlines import leaves_window
from rules.vocabulary import Verdict

LARGE_H_INDEX = 1_000
_AS_IF = {flag: True for flag in v.FLAGS if flag != "teaches"}
_OPEN_LEVELS = {"higher": ("bachelor", "doctoral"), "master": ("master", "doctoral")}
_SERVICE = ("teaching", "specialty", "scientific_pedagogical")


@dataclass(frozen=True, slots=True)
class Judged:
    """A person against the position (`category` None) or one category of it.

    `items`: all requirements, with "met", "unmet" or "unknown" as the list decides them. `report`
    is that of the most that the list leaves possible. `surely_on`: the day on which going on
    working alone leads to meeting them, whatever else is true.
    """

    category: str | None
    verdict: Verdict
    items: tuple[Item, ...]
    report: Report
    surely_on: date | None

    @property
    def route(self) -> tuple[v.Json, ...]:
        return self.report.route if self.verdict == "not_eligible" else ()

    @property
    def eligible_on(self) -> date | None:
        return self.surely_on if self.verdict == "not_eligible" else None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is said of a person: the post, the next category, the days that come.

    `category_ends`, `course_leaves`: as far as the days are known; None: not known or none.
    """

    person: Person
    post: Judged | None = None
    following: Judged | None = None
    category_ends: date | None = None
    course_leaves: date | None = None

    @property
    def nearest(self) -> date | None:
        """The nearest day on which the person meets, by going on working, what is not met yet."""
        days = [judged.eligible_on for judged in (self.post, self.following) if judged]
        return min((day for day in days if day is not None), default=None)


def standing(catalogue: Catalogue, person: Person, on: date) -> Standing:
    """How a person stands on the day `on`; who has left and whose post is open is not judged."""
    ends, leaves = category_ends(person), _course_leaves(person, on)
    if person.left or person.position is None:
        return Standing(person, None, None, ends, leaves)
    post = judged(catalogue, person, None, on)
    following = next_category(catalogue, person, on)
    above = None if following is None else judged(catalogue, person, following, on)
    return Standing(person, post, above, ends, leaves)


def judged(catalogue: Catalogue, person: Person, category: str | None, on: date) -> Judged:
    """A person whose position is known against the position, or against a category of it."""
    assert person.position is not None
    least = check(catalogue, person.position, category, _least(person, on), on)
    most = check(catalogue, person.position, category, _most(person, on), on)
    verdict: Verdict = "undetermined"
    if least.verdict == "eligible":
        verdict = "eligible"
    elif most.verdict == "not_eligible":
        verdict = "not_eligible"
    items = tuple(_item(a, b) for a, b in zip(least.requirements, most.requirements, strict=True))
    return Judged(category, verdict, items, most, least.eligible_on)


def _item(least: Item, most: Item) -> Item:
    if least.status in ("met", "not_applicable"):
        return least
    return most if most.status == "unmet" else replace(most, status="unknown", short={})


def next_category(catalogue: Catalogue, person: Person, on: date) -> str | None:
    """The category above the one that is held, None where there is none or the held one is not
    known."""
    assert person.position is not None
    steps = catalogue.on(on).positions[person.position].categories
    if not steps or person.category is None:
        return None
    return category_above(person.category, steps)


def _least(person: Person, on: date) -> Profile:
    """Only what the list makes sure."""
    education = person.education
    service = _service(person)
    if "here" in person.experience and (person.position or "").startswith("tvet-"):
        service["tvet_org"] = person.experience["here"]
    return replace(
        _common(person),
        experience=service,
        education=None
        if education is None
        else tuple(
            Education(_levels(e.level)[0], frozenset(_implied(e.fields)), None) for e in education
        ),
        certificates=(),
    )


def most_with_courses_from(person: Person, on: date) -> Profile:
    """All that the list leaves possible, each course on the earliest day that it may mean."""
    return _most(person, on, last=False)


def course_days(person: Person) -> list[date]:
    """The earliest days that those courses may be of whose day is known, wholly or in part."""
    days = [day_of(course.issued, last=False) for course in person.courses or ()]
    return [day for day in days if day is not None]


def _most(person: Person, on: date, *, last: bool = True) -> Profile:
    """All that the list leaves possible."""
    education = person.education
    courses = person.courses if person.courses_complete else None
    return replace(
        _common(person),
        experience=_grown(_service(person), person.service_as_of, on),
        education=None
        if education is None
        else tuple(Education(_levels(e.level)[1], None, None) for e in education),
        certificates=None
        if courses is None
        else tuple(
            Certificate(topic, course.hours, day_of(course.issued, last=last))
            for course in courses
            for topic in v.TOPICS
        ),
    )


def _common(person: Person) -> Profile:
    degrees = person.degrees
    return Profile(
        education=None,
        degrees=None if degrees is None else tuple(Degree(d, None) for d in degrees),
        titles=None if person.titles is None else frozenset(person.titles),
        honours=None,
        experience={},
        certificates=None,
        retraining=None,
        category=person.category,
        management_category=person.management_category,
        publications=None,
        h_index=LARGE_H_INDEX,
        language_level=None,
        flags=_AS_IF,
        competences={"*": True},
    )


def _service(person: Person) -> dict[str, int]:
    return {kind: months for kind, months in person.experience.items() if kind in _SERVICE}


def _grown(service: dict[str, int], as_of: str, on: date) -> dict[str, int]:
    """The most that service counted up to a day may have become since."""
    counted = day_of(as_of, last=False)
    if counted is None or counted >= on:
        return service
    more = (on.year - counted.year) * 12 + on.month - counted.month + (on.day > counted.day)
    return {kind: months + more for kind, months in service.items()}


def _levels(level: str) -> tuple[str, str]:
    """The lowest and the highest level that a word may mean."""
    return _OPEN_LEVELS.get(level, (level, level))


def _implied(fields: tuple[str, ...]) -> tuple[str, ...]:
    pedagogical = not v.FIELDS_THAT_ARE_PEDAGOGICAL.isdisjoint(fields)
    return (*fields, "pedagogical") if pedagogical else fields


def day_of(written: str, *, last: bool) -> date | None:
    """A day as a date; of a month or a year its first or its `last` day."""
    if not written:
        return None
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return date(*parts)
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    if not last:
        return first
    return date.fromordinal(add_months(first, 1 if len(parts) > 1 else 12).toordinal() - 1)


def category_ends(person: Person) -> date | None:
    """The last day of the present category: as the list says, else by the term of the day on which
    it was granted; of a month or a year the earliest that may be meant."""
    if person.category_until:
        return day_of(person.category_until, last=False)
    fact, held, written = "category", person.category, person.category_date
    if held in (None, "none"):
        fact, held = "management_category", person.management_category
        written = person.management_date
    granted = day_of(written, last=False)
    if held in (None, "none") or granted is None:
        return None
    term = term_of_category(fact, granted, editions(), first_head=v.is_first_head(held or ""))
    return add_months(granted, term.months)


def _course_leaves(person: Person, on: date) -> date | None:
    """The nearest day on which a course leaves the three years that count, of those still in it."""
    leaving = [leaves_window(day) for day in course_days(person)]
    return min((day for day in leaving if day > on), default=None)
