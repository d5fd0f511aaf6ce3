"""Who must stand in each list, worked out apart: of the rows of the register, in a few lines.

What a post asks for is judged by `rules.roster.judging`, as `python -m bot roster` judges a staff
list; the rows are read straight out of the file of the database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from pypdf import PdfReader

from cases.lists.reading import ListName
from cases.purposes import HEADS, REGISTER
from rules.norms.loading import catalogue
from rules.roster.courses import Course
from rules.roster.judging import judged
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from rules.verdict.deadlines import leaves_window

STATES: Final = {"short": "not_eligible", "open": "undetermined", "nothing_short": "eligible"}
AHEAD: Final = 90
ROWS: Final = """
SELECT e.id, e.name, e.known, a.department_id, a.position, a.post, a.staff, t.person_id,
       m.shares_verdicts, m.shares_certificates, m.hr_messages, p.blocked_at IS NOT NULL,
       EXISTS (SELECT 1 FROM decision d WHERE d.person_id = t.person_id),
       (SELECT group_concat(purpose || version) FROM purpose_said s
        WHERE s.person_id = t.person_id AND s.agreed)
FROM employee e JOIN appointment a ON a.employee_id = e.id
LEFT JOIN tie t ON t.employee_id = e.id AND t.state = 'confirmed'
LEFT JOIN membership m ON m.person_id = t.person_id AND m.left_at IS NULL
                      AND m.organisation_id = e.organisation_id
LEFT JOIN person p ON p.id = t.person_id
WHERE e.organisation_id = ? AND coalesce(a.since, '') <= ? AND coalesce(a.until, '9') >= ?
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One post of somebody. `agreed`: the purposes with their versions."""

    employee_id: int
    name: str
    known: dict[str, Any]
    department_id: int | None
    position: str | None
    post: str
    staff: str | None
    person_id: int | None
    shares_verdicts: bool
    shares_certificates: bool
    hr_messages: bool | None
    blocked: bool
    has_check: bool
    agreed: str

    def state(self, on: date) -> str:
        norms = catalogue().on(on).positions.get(self.position or "")
        if norms is None or None not in norms.checks:
            return "not_judged"
        verdict = judged(catalogue(), self._person(), None, on).verdict
        return next(name for name, each in STATES.items() if each == verdict)

    def _person(self) -> Person:
        known = self.known
        schools, courses = known.get("education"), known.get("certificates")
        return Person(
            None, 1, self.name, self.post, self.position,
            category=known.get("category"), category_until=known.get("category_until", ""),
            experience=known.get("experience", {}),
            education=None if schools is None else tuple(
                Schooling(each["level"], tuple(each["fields"])) for each in schools),
            courses=None if courses is None else tuple(
                Course(each["hours"], each["issued"]) for each in courses),
            degrees=None if "degrees" not in known else tuple(known["degrees"]),
            titles=None if "titles" not in known else tuple(known["titles"]),
            service_as_of=known.get("as_of", ""),
        )  # fmt: skip

    def leaves(self, on: date) -> bool:
        """Whether the courses alone keep nobody from the post today and do within the days."""
        courses = self.known.get("certificates", [])
        if not self._asks_for_courses(on):
            days = [leaves_window(date.fromisoformat(each["issued"])) for each in courses]
            return bool(days) and on < max(days) <= on + timedelta(AHEAD + 1)
        held = tuple(Course(each["hours"], each["issued"]) for each in courses)
        bare = Person(None, 1, self.name, position=self.position, courses=held)
        short = [
            judged(catalogue(), bare, None, day).verdict == "not_eligible"
            for day in (on, on + timedelta(AHEAD + 1))
        ]
        return "certificates" in self.known and short == [False, True]

    def _asks_for_courses(self, on: date) -> bool:
        if self.state(on) == "not_judged":
            return False
        items = judged(catalogue(), self._person(), None, on).items
        return any(each.leaf.kind == "certificate" for each in items)


def read_rows(database: Path, organisation_id: int, on: date) -> list[Row]:
    with sqlite3.connect(database) as held:
        found = held.execute(ROWS, (organisation_id, str(on), str(on))).fetchall()
    return [
        Row(row[0], row[1], json.loads(row[2]), row[3], row[4], row[5], row[6], row[7],
            bool(row[8]), bool(row[9]), row[10], bool(row[11]), bool(row[12]),
            row[13] or "")
        for row in found
    ]  # fmt: skip


def belongs(row: Row, name: ListName, on: date, *, of_head: bool) -> bool:
    """Whether this post makes its person one of the list."""
    asked = [REGISTER, HEADS] if of_head else [REGISTER]
    agreed = row.agreed.split(",")
    tied = row.person_id is not None and all(f"{a.id}{a.version}" in agreed for a in asked)
    shares = row.shares_verdicts or row.shares_certificates
    match name:
        case "staff":
            return True
        case "leaving":
            return row.leaves(on)
        case "category_ends":
            return str(row.known.get("category_until", ""))[:4] == str(on.year)
        case "not_joined":
            return not tied
        case "not_shared":
            return tied and not shares
        case "not_answered":
            return tied and row.shares_verdicts and not row.has_check
        case "opted_out":
            return tied and row.hr_messages == 0
        case "blocked":
            return tied and row.blocked
        case _:
            return row.state(on) == name


def posts_of(
    rows: Iterable[Row], name: ListName, on: date, within: int | None, *, of_head: bool = False
) -> list[str]:
    """The name of each post's person, sorted. `within`: of this department only."""
    return sorted(
        row.name
        for row in rows
        if (within is None or row.department_id == within)
        and belongs(row, name, on, of_head=of_head)
    )


@dataclass
class Compared:
    """How many comparisons were made, and which came out unequal."""

    made: int = 0
    unequal: list[str] = field(default_factory=list)

    def same(self, what: str, shown: object, expected: object) -> None:
        self.made += 1
        if shown != expected:
            self.unequal.append(f"{what}: shown {_brief(shown)}, apart {_brief(expected)}")


def _brief(value: object) -> str:
    return str(value)[:300]


def rows_of_book(data: bytes) -> list[tuple[Any, ...]]:
    """All rows of the first sheet: the line above, the headings, the rest."""
    return list(load_workbook(BytesIO(data)).worksheets[0].values)


def words_of_paper(data: bytes) -> str:
    """The text of a PDF without what parts words, which breaks lines elsewhere."""
    pages = PdfReader(BytesIO(data)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)
