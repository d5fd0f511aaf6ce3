"""The values of a sheet, and their texts made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rules.typed.text import visible

Value = str | int | float | bool | date | datetime | None

LONGEST_CELL = 2000
"""Letters of a cell that are looked at; nobody writes more into a list."""

_LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_MIXED = re.compile(r"\w*[\u0400-\u04ff]\w*")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_BLANKS = re.compile(r"[^\S\n]+")
_NUMBER_SIGN = "\ue000"
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1; `name` None: a csv, which has no sheets."""

    name: str | None
    rows: tuple[tuple[Value, ...], ...]

    def at(self, row: int, column: int) -> Value:
        """The value of a cell counted from 0; None outside the sheet."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that could not be read, or was passed over: `why` is one of the words that
    `handlers.roster.doubt_words` has a text for; `cell` like "D7", `row` 0 for a whole sheet."""

    sheet: str | None
    cell: str
    text: str
    why: str
    asked: bool = True


def cell_name(row: int, column: int) -> str:
    """ "D7" of the cell counted from 0."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def text_of(value: Value) -> str:
    """What a cell shows: letters that cannot be seen left out, lines kept."""
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case datetime() | date():
            return f"{value.day:02}.{value.month:02}.{value.year}"
        case float():
            return str(int(value)) if value == int(value) else str(value)
    shown = visible(str(value)[:LONGEST_CELL]).replace("\r", "\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in shown.split("\n")).strip()


def one_line(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """A text for comparing: small letters of one alphabet to a word, one line, words that a line
    break has cut made whole."""
    # The sign of a number would become the English word "no".
    kept = _HYPHENATED.sub("", text).replace("№", _NUMBER_SIGN)
    lowered = unicodedata.normalize("NFKC", kept).lower().replace("ё", "е")
    lowered = _DASHES.sub("-", lowered.replace(_NUMBER_SIGN, "№"))
    return one_line(_MIXED.sub(lambda word: word[0].translate(_LOOKALIKES), lowered))


_EITHER = {
    "ә": "[әа?]", "ғ": "[ғг?]", "қ": "[қк?]", "ң": "[ңн?]", "ө": "[өо?]", "ұ": "[ұүу?]",
    "ү": "[үұу?]", "һ": "[һх?]", "і": "[іиi?]",
}  # fmt: skip


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Any of the expressions in a `plain` text. A Kazakh letter also stands for the Russian one
    that people type for it, and for the "?" that a table of Russian letters makes of it."""
    joined = "|".join(f"(?:{each})" for each in alternatives)
    return re.compile("".join(_EITHER.get(letter, letter) for letter in joined))


_NOTHING = re.compile(r"[-_.…/\\?*xх]*|н/?д|нет данных|нет сведений|мәлімет жоқ|n/?a|#n/a")
_NONE = pattern(
    r"(?:нет|жоқ|не имеет\w*|отсутству\w+|none|no|0)(?:\s*[-.])?",
    r"не проход\w+|не обуча\w+|өтпеген|өткен жоқ|не было|болған жоқ|не повыша\w+",
)


def is_unknown(text: str) -> bool:
    """Whether a `plain` text says nothing: blank, a dash."""
    return _NOTHING.fullmatch(text) is not None


def is_none(text: str) -> bool:
    """Whether a `plain` text says that there is none."""
    return _NONE.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether it is the mistake of a formula: "#Н/Д", "#REF!"."""
    return text.startswith("#") and re.fullmatch(r"#[^\s]{2,12}", text) is not None


def filled(values: Iterable[Value]) -> list[str]:
    """The texts of the cells that are not empty."""
    return [text for text in map(text_of, values) if text]
