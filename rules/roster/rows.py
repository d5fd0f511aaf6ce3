"""One row of a table after another: the cells of each column put together into a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rules.roster import courses as c
from rules.roster import service as s
from rules.roster.days import read_day, read_term
from rules.roster.employment import EmploymentReader
from rules.roster.headings import Column, kinds_named
from rules.roster.layout import Table
from rules.roster.lines import Line
from rules.roster.names import has_lost_letters, is_name, several
from rules.roster.person import Person
from rules.roster.posts import Post, read_post
from rules.roster.private import doubt
from rules.roster.ranks import Rank, read_rank
from rules.roster.schooling import (
    Schooling,
    level_of_degrees,
    read_degrees,
    read_education,
)
from rules.roster.table import Doubt, Sheet, Value, cell_name, is_unknown, pattern, plain, text_of

_LEFT = pattern(r"(?<!\w)увол", "жұмыстан (?:шық|босат)", "dismissed", r"(?<!\w)left(?!\w)")
_ABSENT = (None, "")
_LABEL = re.compile(r"^[^\d]*?(?=\d)")


@dataclass(frozen=True, slots=True)
class _Measure:
    """The columns of one length of service: one, or years with months."""

    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    decimals: str
    dashes: bool


_OF_COURSES = ("courses", "course_hours", "course_day")


def _course_columns(table: Table) -> Iterator[dict[str, Column]]:
    """The columns of courses by what they say; a second one of a kind begins another course."""
    together: dict[str, Column] = {}
    for column in table.columns:
        if column.role not in _OF_COURSES:
            continue
        if column.role in together:
            yield together
            together = {}
        together[column.role] = column
    if together:
        yield together


class RowReader:
    """Reads the rows of a table; `doubts` grow with every row."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        people: list[int],
        organisation: str,
        on: date,
        as_of: date,
    ) -> None:
        self._sheet, self._table, self._people = sheet, table, people
        self._organisation, self._on, self._as_of = organisation, on, as_of
        self._measures = list(self._measured())
        self._course_columns = list(_course_columns(table))
        self._open_posts: set[tuple[str, ...]] = set()
        self._employment = EmploymentReader(sheet, table, on)
        self.doubts: list[Doubt] = []

    def _values(self, column: Column) -> list[Value]:
        return [self._sheet.at(row, column.index) for row in self._people]

    def _measured(self) -> Iterator[_Measure]:
        """The lengths of service that the headings name; months and days join the years left of
        them."""
        columns = self._table.of("experience")
        taken: set[int] = set()
        for place, column in enumerate(columns):
            if column.index in taken or column.unit == "days":
                continue
            joined = [column]
            if column.unit in ("years", ""):
                joined += [
                    other
                    for other in columns[place + 1 : place + 2]
                    if other.unit == "months" and set(other.kinds) <= set(column.kinds)
                ]
            taken |= {each.index for each in joined}
            values = self._values(column)
            if len(joined) == 1 and s.are_days(values):
                joined = [replace(column, unit="since")]
            yield _Measure(column.kinds, tuple(joined), s.decimals_of(values), s.dashes_of(values))

    def column_doubts(self) -> list[Doubt]:
        """What is asked once for a whole column, at its heading."""
        found = [
            self._at_heading(m.columns[0], why) for m in self._measures if (why := self._of_kind(m))
        ]
        found += [
            self._at_heading(m.columns[0], "decimals")
            for m in self._measures
            if m.kinds and not m.decimals
        ]
        found += [
            self._at_heading(column, "private", asked=False) for column in self._table.of("private")
        ]
        position = self._table.of("position")
        if not position:
            name = [*self._table.of("name"), *self._table.of("surname")]
            found += [self._at_heading(column, "no_posts") for column in name[:1]]
        if self._open_posts and position:
            found.append(self._at_heading(position[0], "field_of_post"))
        return found

    def _of_kind(self, measure: _Measure) -> str:
        if not measure.kinds:
            return "no_kind"
        return "management_kind" if measure.kinds == ("management",) else ""

    def _at_heading(self, column: Column, why: str, *, asked: bool = True) -> Doubt:
        rows = self._table.heading
        row = next(
            (r for r in reversed(rows) if text_of(self._sheet.at(r, column.index))), rows.stop - 1
        )
        return doubt(self._sheet.name, cell_name(row, column.index), column.title, why, asked=asked)

    def _doubt(self, row: int, place: int, why: str) -> None:
        text = text_of(self._sheet.at(row, place))
        self.doubts.append(doubt(self._sheet.name, cell_name(row, place), text, why))

    def person(self, line: Line, more: list[int]) -> Person:
        """The person of a row and of the rows that go on with it."""
        row = line.row
        self._look_at_name(line)
        rank, dates = self._rank(row)
        degrees, titles, proved = self._degrees(row)
        post = self._post(line)
        experience = self._experience(row)
        courses, complete = self._courses([row, *more])
        return Person(
            sheet=self._sheet.name,
            row=row + 1,
            name=line.name,
            post=self._text(row, "position") or line.section,
            position=post.position,
            possible=post.possible,
            category=rank.category,
            category_date=dates if rank.category not in (None, "none") else "",
            category_until=rank.until,
            management_category=rank.management,
            management_date=dates if rank.management and rank.category in (None, "none") else "",
            experience=experience,
            education=self._education(row, proved),
            courses=courses,
            courses_complete=complete,
            degrees=degrees,
            titles=titles,
            left=self._has_left(row),
            employment=self._employment.read(row, line.sections),
        )

    def _text(self, row: int, role: str) -> str:
        place = self._table.one(role)
        return "" if place is None else text_of(self._sheet.at(row, place))

    def _look_at_name(self, line: Line) -> None:
        place = self._table.one("surname")
        place = self._table.one("name") if place is None else place
        if place is None:
            return
        if has_lost_letters(line.name):
            self._doubt(line.row, place, "lost_letters")
        elif several(text_of(self._sheet.at(line.row, place))):
            self._doubt(line.row, place, "several_people")
        elif not is_name(line.name):
            self._doubt(line.row, place, "odd_name")

    def _post(self, line: Line) -> Post:
        """The post of a row; where the list has no column of posts, that of its section."""
        row, place = line.row, self._table.one("position")
        if place is None:
            return read_post(line.section, self._organisation)
        text = text_of(self._sheet.at(row, place))
        post = read_post(text, self._organisation)
        if post.position is None and not is_unknown(plain(text)):
            if not post.possible:
                self._doubt(row, place, "unknown_post")
            elif post.field_open:
                self._open_posts.add(post.possible)
            else:
                self._doubt(row, place, "unsure_post")
        return post

    def _rank(self, row: int) -> tuple[Rank, str]:
        """What the columns of categories say, and the day on which it was granted."""
        found = Rank()
        for column in self._table.of("category"):
            rank = read_rank(self._sheet.at(row, column.index), self._on)
            if rank.why:
                self._doubt(row, column.index, rank.why)
            found = Rank(
                found.category or rank.category,
                found.management or rank.management,
                found.given or rank.given,
                found.until or rank.until,
            )
        given, until = found.given, found.until
        for column in self._table.of("category_day"):
            day, ends = read_term(self._sheet.at(row, column.index), self._on)
            if day.why:
                self._doubt(row, column.index, day.why)
            given, until = day.written or given, until or ends
        for column in self._table.of("category_until"):
            day = read_day(self._sheet.at(row, column.index), self._on, future=True)
            if day.why:
                self._doubt(row, column.index, day.why)
            until = day.written or until
        return Rank(found.category, found.management, given, until), given

    def _experience(self, row: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for measure in self._measures:
            if measure.kinds:
                found |= self._measure(row, measure)
        return self._agreeing(row, found)

    def _agreeing(self, row: int, found: dict[str, int]) -> dict[str, int]:
        """Without a part that is longer than the whole: one of them is wrong, and nobody knows
        which."""
        for kind in ("teaching", "scientific_pedagogical"):
            if "total" in found and found.get(kind, 0) > found["total"] + 1:
                measure = next(m for m in self._measures if kind in m.kinds)
                self._doubt(row, measure.columns[0].index, "longer_than_whole")
                found = {key: value for key, value in found.items() if key not in (kind, "total")}
        return found

    def _measure(self, row: int, measure: _Measure) -> dict[str, int]:
        values = [self._sheet.at(row, column.index) for column in measure.columns]
        first = measure.columns[0]
        if len(values) == 2:
            length, second = s.in_two_columns(values[0], values[1], self._as_of)
            if second.why:
                self._doubt(row, measure.columns[1].index, second.why)
            return self._said(row, first, measure.kinds[0], length)
        if len(measure.kinds) == 1:
            return self._said(row, first, measure.kinds[0], self._length(values[0], measure, first))
        return self._several_kinds(row, measure, first)

    def _length(self, value: Value, measure: _Measure, column: Column) -> s.Length:
        decimals = measure.decimals
        return s.read_length(
            value, self._as_of, decimals=decimals, dashes=measure.dashes, unit=column.unit
        )

    def _said(self, row: int, column: Column, kind: str, length: s.Length) -> dict[str, int]:
        if length.why and length.why != "decimals":  # that is asked once, at the heading
            self._doubt(row, column.index, length.why)
        return {} if length.months is None else {kind: length.months}

    def _several_kinds(self, row: int, measure: _Measure, column: Column) -> dict[str, int]:
        """ "30/25" under "total / pedagogical"."""
        text = text_of(self._sheet.at(row, column.index))
        if is_unknown(plain(text)):
            return {}
        named = self._by_label(row, text, measure, column)
        if named:
            return named
        for sign in ("/", "\n", ";", "|", "("):
            parts = [part.strip(" )") for part in text.split(sign)]
            if len(parts) == len(measure.kinds):
                found: dict[str, int] = {}
                for kind, part in zip(measure.kinds, parts, strict=True):
                    found |= self._said(row, column, kind, self._length(part, measure, column))
                return found
        self._doubt(row, column.index, "years_or_kinds")
        return {}

    def _by_label(self, row: int, text: str, measure: _Measure, column: Column) -> dict[str, int]:
        """ "общ. - 12, пед. - 10": lengths that the cell itself names."""
        found: dict[str, int] = {}
        for part in re.split(r"[,;/\n](?=\s*[^\W\d_])", text):
            kinds = kinds_named(plain(part))
            said = _LABEL.sub("", part).strip(" -–—:=.")
            if len(kinds) != 1 or kinds[0] not in measure.kinds:
                return {}
            length = self._length(said, measure, column)
            if length.months is None:
                return {}
            found[kinds[0]] = length.months
        return found

    def _education(self, row: int, proved: str | None) -> tuple[Schooling, ...] | None:
        column = next(iter(self._table.of("education")), None)
        beside = " ; ".join(self._text(row, role) for role in ("institution", "speciality"))
        text = "" if column is None else text_of(self._sheet.at(row, column.index))
        of_university = (
            column is not None
            and pattern(r"(?<!\w)вуз(?!\w)", "базов").search(column.heading) is not None
        )
        found = read_education(text, beside.strip(" ;"), of_university=of_university)
        if found.why and column is not None:
            self._doubt(row, column.index, found.why)
        if proved is None:
            return found.education
        others = [e for e in found.education or () if e.level not in (proved,)]
        return (Schooling(proved, self._fields(row)), *others)

    def _fields(self, row: int) -> tuple[str, ...]:
        found = read_education(self._text(row, "degrees"), "")
        return found.education[0].fields if found.education else ()

    def _degrees(
        self, row: int
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None, str | None]:
        degrees: tuple[str, ...] | None = None
        titles: tuple[str, ...] | None = None
        proved: str | None = None
        for column in self._table.of("degrees"):
            text = text_of(self._sheet.at(row, column.index))
            title, degree = "звани" in column.heading, "степен" in column.heading
            titled = title or pattern("атағ", "атақ", "title").search(column.heading) is not None
            ranked = degree or pattern("дәреже", "degree").search(column.heading) is not None
            held, called = read_degrees(text, of_degrees=ranked or not titled, of_titles=titled)
            degrees = held if degrees is None else degrees
            titles = called if titles is None else titles
            proved = proved or level_of_degrees(text)
        return degrees, titles, proved

    def _courses(self, rows: list[int]) -> tuple[tuple[c.Course, ...] | None, bool]:
        """The courses of a person; several columns and rows add up."""
        found: list[c.Course] = []
        known = False
        columns = self._table.of("courses")
        for row in rows:
            for said in self._in_row(row):
                known = known or said is not None
                found += said or ()
        complete = not any(column.last_only for column in columns)
        return (tuple(found) if known else None), complete

    def _in_row(self, row: int) -> Iterator[tuple[c.Course, ...] | None]:
        for together in self._course_columns:
            if set(together) == {"courses"}:
                column = together["courses"]
                read = c.read_courses(self._sheet.at(row, column.index), self._on, column.year)
                if read.why:
                    self._doubt(row, column.index, read.why)
                yield read.courses
                continue
            places = [together.get(role) for role in _OF_COURSES]
            values = [None if at is None else self._sheet.at(row, at.index) for at in places]
            apart = c.read_apart(values[0], values[1], values[2], self._on)
            for which, why in apart.doubts:
                doubtful = places[which]
                if doubtful is not None:
                    self._doubt(row, doubtful.index, why)
            yield apart.courses

    def _has_left(self, row: int) -> bool:
        for column in self._table.of("left_on"):
            day = read_day(self._sheet.at(row, column.index), self._on, future=True).written
            if day and day < self._on.isoformat()[: len(day)]:
                return True
        said = [self._text(row, role) for role in ("state", "notes")]
        return any(_LEFT.search(plain(text)) for text in said if text not in _ABSENT)
