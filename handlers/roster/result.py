"""A judged list as a workbook: the rows in order with verdicts, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from handlers.chat.names import category_name, short_name
from handlers.roster.doubt_words import why_words
from handlers.roster.missing_words import missing_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.roster.judging import Judged, Standing
from rules.roster.person import Listed, Person, StaffList
from rules.roster.private import BLANKED, is_identity, without_private
from rules.roster.table import Doubt, Sheet, Value, one_line, text_of
from rules.vocabulary import Verdict
from workbooks.writing import SheetOut

_HEADING_ROW = 2
_WIDTHS = (6, 30, 26, 16, 44, 18, 16, 44, 14, 14, 22)
_OWN_WIDTH = 18


class Result:
    """Makes the sheets of one judged list in one language."""

    def __init__(
        self,
        catalogue: Catalogue,
        found: StaffList,
        sheets: Sequence[Sheet],
        standings: Mapping[tuple[str | None, int], Standing],
        on: date,
        tr: Translator,
    ) -> None:
        self._catalogue, self._found, self._on, self._tr = catalogue.on(on), found, on, tr
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._standings = standings

    def sheets(self) -> Iterator[SheetOut]:
        """A sheet for every table with people, then the one of doubts."""
        for table in self._found.tables:
            yield self._table(table)
        yield self._doubts()

    def _table(self, table: Listed) -> SheetOut:
        rows: list[Sequence[Value]] = [[self.first_line()], self._headings(table)]
        source = self._sheets[table.sheet]
        for person in table.people:
            own = [self._own(source.at(person.row - 1, c.index), c.private) for c in table.shown]
            rows.append([*self._judged(person), *own])
        widths = (*_WIDTHS, *[_OWN_WIDTH] * len(table.shown))
        title = table.sheet or self._tr.text("Staff list")
        return SheetOut(title, rows, _HEADING_ROW, widths)

    def first_line(self) -> str:
        """What the list was judged by, and what was left aside."""
        tr = self._tr
        line = tr.text(
            "{day}: checked by what the list says. Left aside and taken as met: competences, "
            "special conditions (flags) and the h-index. Guidance: the employer or the commission "
            "decides.",
            day=tr.date(self._on),
        )
        if self._found.as_of:
            day = tr.date(date.fromisoformat(self._found.as_of))
            line += " " + tr.text("The list counts service up to this day: {day}", day=day)
        return line

    def _headings(self, table: Listed) -> list[str]:
        tr = self._tr
        aside = tr.text("(competences, flags and h-index taken as met)")
        return [
            tr.text("Row of your list"),
            tr.text("Full name"),
            tr.text("Position, as it was read"),
            tr.text("For the position") + " " + aside,
            tr.text("What is missing for it"),
            tr.text("Next category"),
            tr.text("For the next category") + " " + aside,
            tr.text("What is missing for the category"),
            tr.text("Nearest day of meeting it"),
            tr.text("Ends next"),
            tr.text("What ends then"),
            *[one_line(column.heading) for column in table.shown],
        ]

    def _judged(self, person: Person) -> list[Value]:
        found = self._standings[person.sheet, person.row]
        tr, catalogue = self._tr, self._catalogue
        following = found.following
        ends, what = self._ends(found)
        return [
            person.row,
            person.name,
            self._position(person),
            self._verdict(person, found.post),
            missing_words(catalogue, found.post, tr) if found.post else "",
            category_name(following.category, tr) if following and following.category else "",
            self._verdict(person, following) if following else "",
            missing_words(catalogue, following, tr) if following else "",
            found.nearest,
            ends,
            what,
        ]

    def _position(self, person: Person) -> str:
        tr = self._tr
        names = [short_name(self._catalogue, each, tr) for each in person.possible]
        if person.position is not None:
            return short_name(self._catalogue, person.position, tr)
        return "? " + tr.text(" or ").join(names) if names else ""

    def _verdict(self, person: Person, judged: Judged | None) -> str:
        tr = self._tr
        if person.left:
            return tr.text("No longer works here")
        if judged is None:
            return tr.text("Not judged")
        words: dict[Verdict, str] = {
            "eligible": tr.text("Meets"),
            "not_eligible": tr.text("Does not meet"),
            "undetermined": tr.text("Cannot tell"),
        }
        return words[judged.verdict]

    def _ends(self, found: Standing) -> tuple[date | None, str]:
        tr = self._tr
        days = [
            (day, words)
            for day, words in (
                (found.category_ends, self._category_words(found.category_ends)),
                (found.course_leaves, tr.text("A course leaves its 3 years")),
            )
            if day is not None
        ]
        return min(days) if days else (None, "")

    def _category_words(self, ends: date | None) -> str:
        ended = ends is not None and ends < self._on
        tr = self._tr
        return tr.text("The category has ended") if ended else tr.text("The category ends")

    def _own(self, value: Value, private: bool) -> Value:
        """A value of the list given back; numbers of people and the like blanked."""
        if private or is_identity(text_of(value)):
            return BLANKED if text_of(value) else None
        return without_private(value) if isinstance(value, str) else value

    def _doubts(self) -> SheetOut:
        tr = self._tr
        rows: list[Sequence[Value]] = [
            [tr.text("Sheet"), tr.text("Cell"), tr.text("Text"), tr.text("Why")]
        ]
        found = sorted(self._found.all_doubts, key=lambda doubt: not doubt.asked)
        rows += [self._doubt(doubt) for doubt in found]
        return SheetOut(tr.text("Not understood, skipped"), rows, 1, (18, 8, 60, 70))

    def _doubt(self, doubt: Doubt) -> list[Value]:
        words = why_words(doubt.why, self._tr)
        return [doubt.sheet or "", doubt.cell, one_line(doubt.text), words]
