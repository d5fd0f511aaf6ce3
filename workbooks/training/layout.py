"""A sheet that is printed: lines from top to bottom, with formulas over lines above.

What somebody typed is text whatever it begins with; only a `Formula` is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from workbooks.training.words import Words

Format = Literal[
    "text", "ordinal", "whole", "money", "share", "mark", "rate", "day", "people", "items"
]
Kind = Literal["title", "about", "heading", "group", "row", "total", "note", "sign", "gap"]
UNKNOWN: Final = "—"
"""Stands where nobody has said it: no number, so no sum takes it for one."""


@dataclass(frozen=True, slots=True)
class Formula:
    """What stands after the sign "="."""

    text: str


Cell = str | int | float | date | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters; `format` of what stands below the heading. What is not `printed` stands
    beside the page, for the formulas: such columns are the last ones."""

    key: str
    words: Words
    width: float
    format: Format = "text"
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """`cells` by the key of their column; a line without columns has its `text` over them all."""

    kind: Kind
    cells: Mapping[str, Cell] = field(default_factory=dict)
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """Lines are counted from 1, as Excel counts them. `frozen`: the columns that stay in sight."""

    title: str
    columns: Sequence[Column]
    frozen: int = 2
    lines: list[Line] = field(default_factory=list)
    heading: int = 0

    def write(self, kind: Kind, text: str) -> None:
        self.lines.append(Line(kind, text=text))

    def about(self, words: Words, value: str) -> None:
        """A line of what the form is about: "Бөлімше · Подразделение: …"."""
        self.write("about", f"{words.line}: {value or UNKNOWN}")

    def head(self) -> None:
        """The headings of the columns; what follows is read below them on every page."""
        cells: dict[str, Cell] = {each.key: each.words.stacked for each in self.columns}
        self.lines.append(Line("heading", cells))
        self.heading = len(self.lines)

    def row(self, cells: Mapping[str, Cell]) -> int:
        """A line of values; its number."""
        self.lines.append(Line("row", cells))
        return len(self.lines)

    def total(self, words: Words | str, cells: Mapping[str, Cell], *, at: str) -> int:
        """A line of formulas, its words in the column `at`; its number."""
        said = words if isinstance(words, str) else words.line
        self.lines.append(Line("total", {at: said, **cells}))
        return len(self.lines)

    def letter(self, key: str) -> str:
        """The letter of a column."""
        place = next(n for n, each in enumerate(self.columns) if each.key == key)
        return LETTERS[place]

    def area(self, key: str, first: int, last: int) -> str:
        """The cells of a column from one line to another: "$H$9:$H$40"."""
        letter = self.letter(key)
        return f"${letter}${first}:${letter}${last}"

    def at(self, key: str, line: int) -> str:
        return f"{self.letter(key)}{line}"


LETTERS: Final = tuple(
    first + second for first in ("", "A", "B") for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def sum_of(areas: Iterable[str]) -> Formula:
    """The sum of some areas or cells; 0 where there are none."""
    parts = ",".join(areas)
    return Formula(f"SUM({parts})" if parts else "0")


def share_of(part: str, whole: str) -> Formula:
    """A part of a whole, nothing where there is no whole."""
    return Formula(f'IF({whole}=0,"{UNKNOWN}",{part}/{whole})')


def count_and_share(part: str, whole: str) -> Formula:
    """A part of a whole with its share, "5 (41.7%)"; nothing where there is no whole."""
    return Formula(f'IF({whole}=0,"{UNKNOWN}",{part}&" ("&ROUND(100*{part}/{whole},1)&"%)")')
