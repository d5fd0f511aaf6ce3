"""Where a person of a list works: HR's number, the department, the rate, since when.

Read for the register only; for a verdict none of it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.roster.days import days_in
from rules.roster.headings import Column
from rules.roster.layout import Table
from rules.roster.table import Sheet, Value, is_unknown, one_line, pattern, plain, text_of

UNITS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("institute", pattern("институт", "факультет", r"(?<!\w)школ[аы](?!\w)", "мектебі",
                          "institute", "faculty", "school")),
    ("chair", pattern("кафедр", r"(?<!\w)каф\.", r"(?<!\w)chair(?!\w)")),
    ("section", pattern(r"(?<!\w)п?цк(?!\w)", "циклов", "сектор", "секци", "лаборатор", "зертхана",
                        "мастерск", "шеберхана", r"(?<!\w)section")),
    ("department", pattern(r"(?<!\w)отдел", "бөлім", "подраздел", "департамент", "управлен",
                           "басқарма", "деканат", r"(?<!\w)центр", "орталық", "администрац",
                           "әкімшілік", "библиотек", "кітапхана", "общежит", "жатақхана",
                           "бухгалтер", "ректорат", "department", r"(?<!\w)unit(?!\w)")),
)  # fmt: skip
"""What sort of unit a text names, the first that fits."""
_HEIGHT: Final = {"institute": 0, "department": 1, "chair": 1, "section": 2}
_NOT_A_UNIT = pattern(
    "преподавател", "мастер", "оқытушы", "мұғалім", "дисциплин", r"(?<!\w)пән", "окончи", "бітір"
)
_IN_TITLE = re.compile(
    r"(?P<word>кафедр\w*|отделени\w*|факультет\w*|институт\w*)\s*[«\"“](?P<name>[^»\"”]{2,120})[»\"”]"
    r"|[«\"“](?P<its>[^»\"”]{2,120})[»\"”]\s*(?P<called>кафедрасы|факультеті|бөлімі|институты)",
    re.IGNORECASE,
)
_FULL_WORDS: Final = (
    ("кафедр", "Кафедра"),
    ("отделени", "Отделение"),
    ("факультет", "Факультет"),
    ("институт", "Институт"),
)
_NUMBER = pattern(r"таб\w*\.? ?(?:№|номер)|табель|personnel")
_RATE = pattern("ставк", "ставок", "мөлшерлеме", r"штат\w* (?:единиц|ед\.|бірл)",
                r"(?<!\w)rate")  # fmt: skip
_SINCE = pattern(r"дат\w* (?:при[её]ма|назнач|поступл)", "принят", "назначен", "жұмысқа (?:алын|"
                 "қабылд)", "тағайындал", "hired")  # fmt: skip
_COMPETITION = pattern("конкурс", "competition")
_AMOUNT = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?|[.,]\d{1,2}")
MOST_RATE: Final = 300
_STAFF: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("teaching", pattern(r"преподават", r"(?<!\w)препод", "оқытушы", "профессор", "доцент",
                         "ассистент", "мұғалім", "мастер п", "өндірістік оқыту", "педагог",
                         "методист", "әдіскер", "воспитател", "тәрбиеші", r"(?<!\w)ппс(?!\w)",
                         "зав[а-я.]* ?кафедр", "teacher", "lecturer", "professor")),
    ("research", pattern("научн", "ғылыми қызмет", "исследовател", "зерттеуші", "researcher")),
    ("service", pattern("уборщ", "сторож", "вахт", "дворник", "водител", "повар", "гардероб",
                        "слесар", "сантехник", "электрик", "кухон", "жүргізуші", "күзет",
                        "тазалаушы", "жуушы", "аспаз", "обслужив")),
    ("support", pattern("лаборант", "зертхана", "инженер", "техник", "библиотек", "кітапхана",
                        "программист", "диспетчер", "учебно-вспомог", r"(?<!\w)увп(?!\w)")),
    ("administrative", pattern("директор", "ректор", "начальник", "бастық", "бухгалтер",
                               "секретар", "хатшы", "юрист", "заңгер", "специалист", "маман",
                               "инспектор", "менеджер", "экономист", "кадр", "делопроизв",
                               "заведующ", "меңгеруші", "декан", "руководител", "басшы",
                               r"(?<!\w)ауп(?!\w)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation: `kind` is "institute", "chair", "department" or "section"."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Employment:
    """`units`: from the widest to the narrowest; `rate` in hundredths of a post; days as far as
    they are said. What is not said is empty or None."""

    number: str = ""
    units: tuple[Unit, ...] = ()
    rate: int | None = None
    since: str = ""
    competition: str = ""


class EmploymentReader:
    """Reads what the columns of a table, its sections and its titles say of employment."""

    def __init__(self, sheet: Sheet, table: Table, on: date) -> None:
        self._sheet, self._table, self._on = sheet, table, on
        others = [each for each in table.columns if each.role == "other"]
        self._units = sorted(
            ((kind, each) for each in others if (kind := _unit_heading(each))),
            key=lambda found: _HEIGHT[found[0]],
        )
        self._numbers = [c for c in table.of("number") if _NUMBER.search(c.heading)]
        self._rates = [c for c in others if _RATE.search(c.heading)]
        self._sinces = [c for c in others if _SINCE.search(c.heading)]
        self._competitions = [c for c in table.columns if _COMPETITION.search(c.heading)]
        self._of_title = () if self._units else unit_of_titles(sheet, table.heading.start)
        self._sections_are_posts = table.one("position") is None

    def read(self, row: int, sections: Sequence[str]) -> Employment:
        """`row` counted from 0; `sections`: those that the row stands in, the nearest last."""
        return Employment(
            number=one_line(self._text(row, self._numbers))[:40],
            units=self._units_of(row, sections),
            rate=rate_of(self._value(row, self._rates)),
            since=self._day(row, self._sinces),
            competition=self._day(row, self._competitions),
        )

    def _units_of(self, row: int, sections: Sequence[str]) -> tuple[Unit, ...]:
        found = []
        for kind, column in self._units:
            text = one_line(text_of(self._sheet.at(row, column.index)))
            if text and not is_unknown(plain(text)):
                found.append(Unit(unit_kind(text) or kind, text[:200]))
        if found or self._units:
            return tuple(found)
        return (() if self._sections_are_posts else units_of_sections(sections)) or self._of_title

    def _value(self, row: int, columns: Sequence[Column]) -> Value:
        return next((self._sheet.at(row, column.index) for column in columns), None)

    def _text(self, row: int, columns: Sequence[Column]) -> str:
        text = text_of(self._value(row, columns))
        return "" if is_unknown(plain(text)) else text

    def _day(self, row: int, columns: Sequence[Column]) -> str:
        value = self._value(row, columns)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 20_000:
            return date.fromordinal(int(value) + 693_594).isoformat()
        days, _ = days_in(plain(text_of(value)), self._on)
        return days[0] if len(days) == 1 else ""


def _unit_heading(column: Column) -> str:
    """What sort of unit a heading stands over, "" for none."""
    if len(column.heading) > 60 or _NOT_A_UNIT.search(column.heading):
        return ""
    return unit_kind(column.heading)


def unit_kind(text: str) -> str:
    """ "chair" for "Кафедра химии"; "" where no unit is named."""
    said = plain(text)
    return next((kind for kind, words in UNITS if words.search(said)), "")


def units_of_sections(sections: Sequence[str]) -> tuple[Unit, ...]:
    """Of the headings inside a list those that name units: a chair goes below the institute that
    came before, another institute begins anew."""
    path: list[Unit] = []
    for text in sections:
        kind = unit_kind(text)
        if not kind or _NOT_A_UNIT.search(plain(text)) or len(text) > 120:
            path = [unit for unit in path if unit.kind == "institute"]
            continue
        path = [unit for unit in path if _HEIGHT[unit.kind] < _HEIGHT[kind]]
        path.append(Unit(kind, one_line(text)[:200]))
    return tuple(path)


def unit_of_titles(sheet: Sheet, until: int) -> tuple[Unit, ...]:
    """The chair or faculty that a title above the list names in quotation marks."""
    for row in sheet.rows[:until]:
        for value in row:
            found = _IN_TITLE.search(text_of(value))
            if found is None:
                continue
            if found["its"]:
                name = f"«{found['its']}» {found['called'].lower()}"
            else:
                said = found["word"].lower()
                word = next(full for stem, full in _FULL_WORDS if said.startswith(stem))
                name = f"{word} «{found['name']}»"
            return (Unit(unit_kind(name) or "department", one_line(name)[:200]),)
    return ()


def rate_of(value: Value) -> int | None:
    """Hundredths of a post: 1.5, "1,5 ст.", "0,25"; None where it is none."""
    found = _AMOUNT.search(text_of(value).strip())
    if found is None or "/" in text_of(value):
        return None
    rate = round(float(found[0].replace(",", ".")) * 100)
    return rate if 0 < rate <= MOST_RATE else None


def staff_of(post: str, position: str | None) -> str | None:
    """The category of staff that a post belongs to; None where its words do not say."""
    if position is not None and ("director" in position or "deputy" in position):
        return "administrative"
    if position is not None:
        return "teaching"
    said = plain(post)
    return next((kind for kind, words in _STAFF if words.search(said)), None)
