"""A person of a staff list again, from what the register has kept of the list."""

from __future__ import annotations

from rules.roster.courses import Course
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from rules.vocabulary import Json


def person_kept(name: str, post: str, position: str | None, known: Json) -> Person:
    """As the list said it; `known`: see `Employee.known`. What it does not hold is not known."""
    education, courses = known.get("education"), known.get("certificates")
    degrees, titles = known.get("degrees"), known.get("titles")
    return Person(
        sheet=None,
        row=0,
        name=name,
        post=post,
        position=position,
        category=known.get("category"),
        category_date=known.get("category_date", ""),
        category_until=known.get("category_until", ""),
        management_category=known.get("management_category"),
        management_date=known.get("management_date", ""),
        experience=dict(known.get("experience", {})),
        education=None
        if education is None
        else tuple(Schooling(each["level"], tuple(each["fields"])) for each in education),
        courses=None
        if courses is None
        else tuple(Course(each["hours"], each.get("issued", "")) for each in courses),
        courses_complete=known.get("certificates_complete", True),
        degrees=None if degrees is None else tuple(degrees),
        titles=None if titles is None else tuple(titles),
    )
