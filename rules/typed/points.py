"""Days, months and years in a text: where a date or a period's end is said, and how exactly."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rules.typed.lexicon import Token
from rules.typed.text import Piece, skeleton
from rules.typed.words import Tag

EARLIEST = date(1940, 1, 1)
"""Nothing that people tell about their own work or study is older."""


@dataclass(frozen=True, slots=True)
class Point:
    """Some day from `first` to `last`, one day when they are equal; tokens `start`..`end`-1.

    `others` are other days that the same digits may mean; `why` is the note of a Choose for an
    inexact point; `starts` tells that the month or year stands in "from …" (Kazakh ablative);
    `year` is False when no year was said (then `first` and `last` have the year of the caller);
    `sure` is False when a typo was mended; `proves`: what digits between slashes can
    only be, "day_first" (31/08/2019) or "month_first".
    """

    start: int
    end: int
    first: date
    last: date
    others: tuple[date, ...] = ()
    starts: bool = False
    year: bool = True
    sure: bool = True
    proves: str = ""

    @property
    def exact(self) -> bool:
        """One day and no other."""
        return self.first == self.last and not self.others and self.year and self.sure


@dataclass(frozen=True, slots=True)
class Impossible:
    """Digits or words that look like a date which no calendar has; tokens `start`..`end`-1."""

    start: int
    end: int


Found = Point | Impossible | None

# "лет" and "years" count years: "с мая 25 лет" names no year.
_OF_A_YEAR = frozenset({"г", "год", "года", "ж", "жыл", "жылы", "жылғы", "жылдың"})


def _day(year: int, month: int, day: int) -> date | None:
    if EARLIEST.year <= year <= 2100 and 1 <= month <= 12:
        return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
    return None


def _full_year(short: int, on: date) -> int:
    return 2000 + short if short <= on.year % 100 + 10 else 1900 + short


def _digits(token: Token) -> list[str]:
    text = token.piece.text
    for sign in "-/. \t":
        text = text.replace(sign, " ")
    return text.split()


def _of_days(index: int, days: list[date | None]) -> Point | Impossible:
    real = list(dict.fromkeys(day for day in days if day is not None))
    if not real:
        return Impossible(index, index + 1)
    return Point(index, index + 1, real[0], real[0], tuple(real[1:]))


def _slashed(index: int, year: int, one: int, two: int) -> Point | Impossible:
    """Day first or, as Americans write, month first."""
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    point = _of_days(index, [day_first, month_first])
    if isinstance(point, Impossible) or (day_first and month_first):
        return point
    return replace(point, proves="day_first" if day_first else "month_first")


def _in_digits(found: list[Token], index: int, on: date) -> Found:
    """A date written as one run of digits and separators."""
    token = found[index]
    kind, text = token.piece.kind, token.piece.text
    if kind == "ymd":
        year, month, day = (int(part) for part in _digits(token))
        return _of_days(index, [_day(year, month, day)])
    if kind == "dmy":
        one, two, three = _digits(token)
        year = int(three) if len(three) == 4 else _full_year(int(three), on)
        if "/" in text:
            return _slashed(index, year, int(one), int(two))
        days = [_day(year, int(two), int(one))]
        if "-" in text and len(one) == len(three) == 2:
            days.insert(0, _day(_full_year(int(one), on), int(two), int(three)))
        return _of_days(index, days)
    if kind == "my":
        month, year = (int(part) for part in _digits(token))
        return _month(index, index + 1, year, month)
    if kind == "ym":
        year, month = (int(part) for part in _digits(token))
        return _month(index, index + 1, year, month)
    if kind == "number" and len(text) == 8:
        return _eight_digits(index, text)
    return None


def _eight_digits(index: int, text: str) -> Found:
    day_first = _day(int(text[4:]), int(text[2:4]), int(text[:2]))
    year_first = _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return _of_days(index, [day_first, year_first]) if day_first or year_first else None


def _month(start: int, end: int, year: int, month: int, starts: bool = False) -> Found:
    first = _day(year, month, 1)
    if first is None:
        return Impossible(start, end)
    return Point(start, end, first, first.replace(day=monthrange(year, month)[1]), starts=starts)


def _year_of(token: Token) -> int | None:
    value = token.integer
    known = value is not None and len(token.piece.text) == 4
    return value if known and value is not None and EARLIEST.year <= value <= 2100 else None


def _day_of(token: Token) -> int | None:
    value = token.integer
    if token.piece.kind == "word":
        return _NTH_DAYS.get(token.piece.key)
    return value if value is not None and 1 <= value <= 31 and len(token.piece.text) < 3 else None


def _month_of(token: Token) -> int | None:
    return token.meaning.value if token.meaning is not None and token.has(Tag.NAME) else None


_NTH_DAYS = {
    skeleton(word): day
    for day, words in enumerate(
        (
            "первое первого", "второе второго", "третье третьего", "четвертое четвертого",
            "пятое пятого", "шестое шестого", "седьмое седьмого", "восьмое восьмого",
            "девятое девятого", "десятое десятого", "одиннадцатое одиннадцатого",
            "двенадцатое двенадцатого", "тринадцатое тринадцатого", "четырнадцатое четырнадцатого",
            "пятнадцатое пятнадцатого", "шестнадцатое шестнадцатого", "семнадцатое семнадцатого",
            "восемнадцатое восемнадцатого", "девятнадцатое девятнадцатого", "двадцатое двадцатого",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

_PARTS: dict[str, Callable[[Token], int | None]] = {"d": _day_of, "m": _month_of, "y": _year_of}
_PATTERNS = ("dmy", "mdy", "ydm", "ymd", "my", "ym", "dm", "md", "y")


def _glue(token: Token) -> bool:
    """What may stand between the parts of one date: "15-ші", "2025 жылғы", "15th of March,"."""
    return token.sign(",.") or token.has(Tag.ORDINAL) or token.piece.text in {"of", "-го", "числа"}


def _in_words(found: list[Token], index: int, on: date) -> Found:
    for pattern in _PATTERNS:
        point = _fit(found, index, pattern, on)
        if point is not None:
            return point
    return None


def _fit(found: list[Token], index: int, pattern: str, on: date) -> Found:
    parts: dict[str, int] = {}
    starts, sure, position, dashed = False, True, index, False
    for place, letter in enumerate(pattern):
        if place:
            was, (position, dashed) = dashed, _past_dash(found, position, pattern[:place], dashed)
            sure = sure and (dashed or not was)  # "9-мамыр 2023"
            position = _skip(found, position, place, pattern)
        value = _PARTS[letter](found[position]) if position < len(found) else None
        if value is None:
            return None
        token = found[position]
        if letter == "m" and token.meaning is not None:
            starts = token.meaning.starts
        sure = sure and not token.mended
        parts[letter] = value
        position += 1
    end, starts = _after(found, position, pattern[-1], starts)
    return _built(index, end, parts, starts, sure, on)


def _past_dash(found: list[Token], position: int, read: str, dashed: bool) -> tuple[int, bool]:
    """The index after a dash of "15-мар-2025", and whether the date is written so."""
    if position + 1 >= len(found) or not found[position].sign("-/"):
        return position, False
    if read == "d" and found[position + 1].has(Tag.NAME):
        return position + 1, True
    if read == "m" and found[position].sign("-") and _year_of(found[position + 1]) is not None:
        return position + 1, False  # "Sep-2019"
    if read == "dm" and dashed and _year_of(found[position + 1]) is not None:
        return position + 1, True
    return position, False


def _skip(found: list[Token], position: int, place: int, pattern: str) -> int:
    """The index of the next part, past the glue; the word "year" only after a year."""
    limit = position + 3
    while position < min(limit, len(found)):
        token = found[position]
        dash = token.sign("-") and pattern[place - 1] == "d" and _ordinal(found, position + 1)
        year = pattern[place - 1] == "y" and token.has(Tag.YEAR)
        month = pattern[place - 1] == "m" and token.has(Tag.MONTH)  # "тамыз айы 2025"
        # A comma stands before a year: in "Windows 11, май 2024" it ends what is no date.
        after_year = pattern[place - 1] == "y" and found[position - 1].has(Tag.YEAR)
        comma = token.sign(",") and pattern[place] != "y" and not after_year
        if comma or not (_glue(token) or dash or year or month):
            break
        position += 1
    return position


def _ordinal(found: list[Token], index: int) -> bool:
    return index < len(found) and found[index].has(Tag.ORDINAL)


def _after(found: list[Token], position: int, last: str, starts: bool) -> tuple[int, bool]:
    """Take in "года", "г.", "жылдан" after the year; "жылдан" says "from"."""
    if last != "y" or position >= len(found):
        return position, starts
    if found[position].piece.key == "jildan":
        return position + 1, True
    if found[position].has(Tag.YEAR):
        position += 1
        if position < len(found) and found[position].sign("."):
            position += 1
    return position, starts


def _built(
    start: int, end: int, parts: dict[str, int], starts: bool, sure: bool, on: date
) -> Point | Impossible:
    if "m" not in parts:
        year = parts["y"]
        return Point(start, end, date(year, 1, 1), date(year, 12, 31), starts=starts)
    year, month = parts.get("y", on.year), parts["m"]
    if "d" not in parts:
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return Point(start, end, first, last, starts=starts, sure=sure)
    day = _day(year, month, parts["d"])
    if day is None and "y" not in parts:
        day = _day(2024, month, parts["d"])  # 29 February of some leap year
    if day is None:
        return Impossible(start, end)
    return Point(start, end, day, day, starts=starts, year="y" in parts, sure=sure)


def point_at(found: list[Token], index: int, on: date) -> Found:
    """The date that begins at this token: a day, a month or a year; None if there is none."""
    digits = _in_digits(found, index, on)
    return digits if digits is not None else _in_words(found, index, on)


def with_years_said(found: list[Token], on: date) -> list[Token]:
    """ "март прошлого года", "былтыр наурызда": beside a month's name, the year as a number,
    to be confirmed."""
    if not any(token.has(Tag.NAME) for token in found):
        return found
    made: list[Token] = []
    index = 0
    while index < len(found):
        token, following = found[index], found[index + 1] if index + 1 < len(found) else None
        of_year = following is not None and following.has(Tag.YEAR)
        back = 1 if token.has(Tag.LAST) else 0 if token.has(Tag.THIS) else None
        if token.has(Tag.LAST_YEAR):
            made.append(_year_token(on.year - 1))
        elif back is not None and of_year:
            made.append(_year_token(on.year - back))
            index += 1
        else:
            made.append(token)
        index += 1
    return made


def _year_token(year: int) -> Token:
    return Token(Piece("number", str(year)), mended=True)


def _with_short_years(found: list[Token], on: date) -> list[Token]:
    """ "5 мая 25 г.": two digits between a month's name and the word "year" are a year."""
    made = list(found)
    for place in range(1, len(found) - 1):
        token, word = found[place], found[place + 1].piece
        said = token.integer is not None and len(token.piece.text) == 2
        if said and found[place - 1].has(Tag.NAME) and word.text in _OF_A_YEAR:
            year = _full_year(int(token.piece.text), on)
            made[place] = replace(token, piece=Piece("number", str(year)))
    return made


def split_points(found: list[Token], on: date) -> list[Token | Point | Impossible]:
    """The text in order, every date in it replaced by a Point."""
    found = _with_short_years(found, on)
    parts: list[Token | Point | Impossible] = []
    index = 0
    while index < len(found):
        point = point_at(found, index, on)
        parts.append(found[index] if point is None else point)
        index = index + 1 if point is None else point.end
    return parts
