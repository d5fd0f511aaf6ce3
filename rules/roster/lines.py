"""What a row of a list is: a person, or a section, a total, a signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rules.roster.layout import Table, is_numbering, repeats
from rules.roster.names import is_name, is_vacancy, shown_name
from rules.roster.table import Sheet, one_line, pattern, plain, text_of

_TOTAL = pattern(
    r"(?:итог\w*|всего|барлығы|жиыны|жалпы саны|қорытынды|total|остепен\w*|оның ішінде|в том числе|"
    r"из них|в среднем|средн\w* возраст)(?!\w).*",
    r".*\d\s*(?:чел\w*|адам)(?!\w).*",
)
_SIGNATURE = pattern(
    r".*_{3,}.*",
    r"м\.? ?[опм]\.?",
    r"(?:орындаған|исполнител\w*|исп\.|подпись|қолы)(?!\w).*",
    r"(?:утвержда\w*|бекітемін|согласован\w*|келісілді|approved).*",
    r"(?:директор\w*|басшы\w*|ректор|проректор|зав\w*\.? ?кафедр\w*|руководител\w*|инспектор|"
    r"специалист|начальник|маман\w*|кадр\w*|менеджер|hr|бас маман|әдіскер|зам\w*\.? ?директор\w*)"
    r"(?!\w)[^,;]{0,60}",
)
_LEGEND = pattern(r"\*.*", r"(?:примечание|ескерту|сокращения|условные|note)\w*\s*[:.-].*")


@dataclass(frozen=True, slots=True)
class Line:
    """A row counted from 0. `kind`: "person", "more" (more of the person above), "rest" (of cells
    that are written over several rows), or why it is passed over: "numbers", "heading",
    "section", "total", "signature", "vacancy", "legend", "no_name", "empty". `sections`: the texts
    of all sections up to the row, the one that it stands in last."""

    row: int
    kind: str
    name: str = ""
    text: str = ""
    sections: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The text of the section that the row stands in."""
        return self.sections[-1] if self.sections else ""


def lines(sheet: Sheet, table: Table) -> list[Line]:
    """Every row under a heading."""
    found: list[Line] = []
    sections: tuple[str, ...] = ()
    for row in range(table.first, table.last):
        line = _Row(sheet, table, row, found).line()
        if line.kind == "section":
            sections = (*sections[1 - MOST_SECTIONS :], line.text)
        found.append(replace(line, sections=sections))
    return found


def name_of(sheet: Sheet, table: Table, row: int) -> str:
    """The name that a row gives, from one column or from three."""
    places = [table.one(role) for role in ("surname", "first_name", "patronymic")]
    if places[0] is not None:
        parts = [text_of(sheet.at(row, place)) for place in places if place is not None]
        return shown_name(one_line(" ".join(part for part in parts if part)))
    place = table.one("name")
    return "" if place is None else shown_name(text_of(sheet.at(row, place)))


class _Row:
    """A row with what came before it: the questions that tell what it is."""

    def __init__(self, sheet: Sheet, table: Table, row: int, before: Sequence[Line]) -> None:
        self._sheet, self._table, self._row, self._before = sheet, table, row, before
        self._texts = [text_of(value) for value in sheet.rows[row]]
        self._said = [text for text in self._texts if text]
        self._shown = one_line(" · ".join(dict.fromkeys(self._said)))
        self._first = plain(self._said[0]) if self._said else ""
        self._name = name_of(sheet, table, row)
        self._above = before[-1].kind if before else ""

    def line(self) -> Line:
        kind = next(kind for kind, fits in _QUESTIONS if fits(self))
        text = self._said[1] if kind == "section" and self.is_numbered_section() else self._shown
        return Line(self._row, kind, self._name if kind == "person" else "", text)

    def _cell(self, role: str) -> str:
        place = self._table.one(role)
        return "" if place is None else text_of(self._sheet.at(self._row, place))

    def is_empty(self) -> bool:
        return not self._said

    def is_numbers(self) -> bool:
        return is_numbering(self._texts)

    def is_heading(self) -> bool:
        return repeats(self._sheet, self._table, self._row)

    def is_vacancy(self) -> bool:
        return is_vacancy(self._name) or (not self._name and any(map(is_vacancy, self._said)))

    def is_total(self) -> bool:
        short = len(self._said) < 3 and _TOTAL.fullmatch(plain(self._shown)) is not None
        return short or _TOTAL.fullmatch(self._first) is not None

    def is_rest(self) -> bool:
        """The next word of a name that is written over several rows: one word, without a number
        of its own, under a person who has one."""
        number = self._table.one("number")
        if number is None or self._above not in ("person", "rest"):
            return False
        person = next(line for line in reversed(self._before) if line.kind == "person")
        words = len(person.name.split()) + self._row - person.row
        numbered = bool(text_of(self._sheet.at(person.row, number)))
        if not numbered or self._cell("number") or words > MOST_PARTS:
            return False
        return is_name(self._name) and " " not in self._name

    def is_single_signature(self) -> bool:
        if len(set(self._said)) > 1:
            return False
        signed = _SIGNATURE.fullmatch(self._first) is not None
        follows = self._above in ("total", "empty", "signature")
        return (signed and follows) or "___" in self._first or self._above == "signature"

    def is_single_legend(self) -> bool:
        alone = len(set(self._said)) == 1
        return alone and (self._above == "legend" or _LEGEND.fullmatch(self._first) is not None)

    def is_single(self) -> bool:
        return len(set(self._said)) == 1

    def is_person(self) -> bool:
        named = bool(self._name) and (is_name(self._name) or self._is_filled())
        return named and not self._is_signed()

    def _is_filled(self) -> bool:
        """Whether a row with an odd name has what a person's row has: a number, two facts more."""
        roles = ("position", "education", "category", "experience")
        columns = [column for role in roles for column in self._table.of(role)]
        facts = [c for c in columns if text_of(self._sheet.at(self._row, c.index))]
        return len(facts) > 1 and re.match(r"\d", self._cell("number")) is not None

    def _is_signed(self) -> bool:
        """ "Директор … А. Тестов" below the list: no number although the list is numbered, and
        little else."""
        if self._above not in ("empty", "total", "signature") or len(self._said) > 3:
            return False
        post = self._cell("position")
        marked = any(_SIGNATURE.fullmatch(plain(text)) for text in self._said if text != post)
        return not self._cell("number") and (self._table.one("number") is not None or marked)

    def is_signature(self) -> bool:
        return len(self._said) < 4 and _SIGNATURE.fullmatch(self._first) is not None

    def is_numbered_section(self) -> bool:
        numbered = re.fullmatch(r"[ivхx\dі]{1,4}\W?", self._first) is not None
        return len(self._said) == 2 and numbered

    def is_legend(self) -> bool:
        return bool(self._name) or _LEGEND.fullmatch(self._first) is not None

    def is_more(self) -> bool:
        return self._above in ("person", "more") and not self._cell("number")

    def is_without_name(self) -> bool:
        return bool(self._cell("position"))

    def is_rest_signature(self) -> bool:
        return _SIGNATURE.fullmatch(plain(self._shown)) is not None

    def is_anything(self) -> bool:
        return True


MOST_PARTS: Final = 3
MOST_SECTIONS: Final = 200
_QUESTIONS: Final[tuple[tuple[str, Callable[[_Row], bool]], ...]] = (
    ("empty", _Row.is_empty),
    ("numbers", _Row.is_numbers),
    ("heading", _Row.is_heading),
    ("vacancy", _Row.is_vacancy),
    ("total", _Row.is_total),
    ("rest", _Row.is_rest),
    ("signature", _Row.is_single_signature),
    ("legend", _Row.is_single_legend),
    ("section", _Row.is_single),
    ("person", _Row.is_person),
    ("signature", _Row.is_signature),
    ("section", _Row.is_numbered_section),
    ("legend", _Row.is_legend),
    ("more", _Row.is_more),
    ("no_name", _Row.is_without_name),
    ("signature", _Row.is_rest_signature),
    ("section", _Row.is_anything),
)
"""Asked in this order; the first that fits tells what a row is."""
