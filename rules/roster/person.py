"""What a staff list says of one person."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.roster.courses import Course
from rules.roster.employment import Employment
from rules.roster.schooling import Schooling
from rules.roster.table import Doubt
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class Person:
    """One row with a name. None: not said, or not understood.

    `row` counted from 1; `possible`: the positions of the catalogue that the post may be, one when
    `position` is known. `experience`: whole months as stated, by heading: `total`, `teaching`,
    `specialty`, `scientific_pedagogical`, `management`, `here`. Days of categories as far as they
    are said, "" where not. `courses_complete`: whether the list shows more than the last course.
    `left`: no longer works there. `employment`: for the register, shown nowhere else.
    `service_as_of`: the day up to which service was counted, where it may have grown since; "":
    it counts as stated.
    """

    sheet: str | None
    row: int
    name: str
    post: str = ""
    position: str | None = None
    possible: tuple[str, ...] = ()
    category: str | None = None
    category_date: str = ""
    category_until: str = ""
    management_category: str | None = None
    management_date: str = ""
    experience: dict[str, int] = field(default_factory=dict)
    education: tuple[Schooling, ...] | None = None
    courses: tuple[Course, ...] | None = None
    courses_complete: bool = True
    degrees: tuple[str, ...] | None = None
    titles: tuple[str, ...] | None = None
    left: bool = False
    employment: Employment = field(default_factory=Employment)
    service_as_of: str = ""

    def to_json(self) -> Json:
        """The person as `python -m bot roster --json` shows them, without the verdict."""
        shown: Json = {"sheet": self.sheet, "row": self.row, "name": self.name}
        shown["position"] = self.position
        if self.position is None and self.possible:
            shown["possible"] = list(self.possible)
        shown["category"] = self.category
        shown["category_date"] = self.category_date or None
        shown["category_until"] = self.category_until or None
        shown["management_category"] = self.management_category
        shown["management_category_date"] = self.management_date or None
        shown["experience"] = dict(self.experience)
        shown["education"] = (
            None if self.education is None else [_school(e) for e in self.education]
        )
        shown["courses"] = None if self.courses is None else [_course(c) for c in self.courses]
        if self.degrees is not None:
            shown["degrees"] = list(self.degrees)
        if self.titles is not None:
            shown["titles"] = list(self.titles)
        if self.left:
            shown["absence"] = "dismissed"
        return shown


def _school(schooling: Schooling) -> Json:
    return {"level": schooling.level, "fields": list(schooling.fields)}


def _course(course: Course) -> Json:
    return {"hours": course.hours, "issued": course.issued or None}


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the list as it is given back: its heading, and whether it is blanked."""

    index: int
    heading: str
    private: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One table of a list: its people, the doubts, and the columns as they are given back."""

    sheet: str | None
    people: tuple[Person, ...]
    doubts: tuple[Doubt, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class StaffList:
    """A whole list. `organisation`: "college" or "university"; `as_of`: the day that the list
    itself names, "" where it names none."""

    tables: tuple[Listed, ...]
    organisation: str
    as_of: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def people(self) -> list[Person]:
        return [person for table in self.tables for person in table.people]

    @property
    def all_doubts(self) -> list[Doubt]:
        return [*self.doubts, *(doubt for table in self.tables for doubt in table.doubts)]
