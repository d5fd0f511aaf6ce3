"""The text about courses made plain before it is split into words."""

import re

from rules.typed.hour_words import hours_said, plain_hours, without_words_aside
from rules.typed.lexicon import vocabulary
from rules.typed.text import skeleton
from rules.typed.words import Tag

_DAY_IN_QUOTES = re.compile(r"[«\"“„']\s*([0-9]{1,2})\s*[»\"”']")
_MONTH_IN_SLASHES = re.compile(r"([0-9]{1,2})\s*[/-]\s*([^\W\d_]{3,})\s*[/-]\s*([0-9]{4})")
_MONTH_AND_YEAR = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,20})\s?-\s?((?:19|20)[0-9]{2})(?![0-9])")
_PLACES = re.compile(
    r"(?<![\w.])(?:курс\w*|сертификат\w*|course|certificate)\s*#?\s*([0-9])\s*[:.)-]\s+"
    r"|(?<![\w.])([0-9])\s?-?\s?(?:ші|шы|й|ый)?\s?(?:курс|сертификат|course)\s*[:-]?\s+(?=[0-9])"
)
_ANNOUNCED = re.compile(
    r"^\W*(?:мен[яд]\w*\s+)?(?:[0-9]{1,2}|два|три|четыре|екі|үш|төрт|two|three|four)\s+"
    r"(?:курс\w*|сертификат\w*|courses|certificates)\s*[:-]\s*"
)
_DAY_UNKNOWN = re.compile(
    r"(?:(?:точн\w*\s+)?(?:дат[ауы]|день|числ[оа]|күні\w*|date|day)\s+)?"
    r"(?:не\s+(?:помню|знаю|указан\w*)|забыл[аи]?|есімде\s+жоқ|білмеймін|(?:i\s+)?(?:do\s?n[o']t|don.?t)\s+"
    r"(?:remember|know))(?:\s+(?:дат[уы]|день|күнін|the\s+da(?:te|y)))?"
)
_TWO_NAMES = re.compile(r"([^\W\d_]{3,20})\s?[/|]\s?([^\W\d_]{3,20})")
_TWO_YEARS = re.compile(r"(?<=[0-9])\s?(?:ж\w*\.?\s?/\s?г\w*|г\w*\.?\s?/\s?ж\w*)\.?(?![^\W\d_])")
_MONTHS_IN_DIGITS = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|1[0-2])\s?-\s?((?:0[1-9]|1[0-2])\.(?:19|20)[0-9]{2})(?![\d.])"
)
_ORDINAL = re.compile(
    r"(?<![\w.,/-])([0-9]{1,2})\s?-?\s?(?:го|е|ое|ого|му|ші|шы)(?![^\W\d_])(?!\s*(?:санат|курс|модул))"
)
_FROM_AND_TO = re.compile(r"([0-9])\s?-?\s?(?:[нд][ае]н|т[ае]н|інен|ынан)(?![^\W\d_])")


def _one_month(said: re.Match[str]) -> str:
    """ "маусым/июня": one month in two languages is said once."""
    months = [vocabulary().get(skeleton(name)) for name in said.groups()]
    named = [month.value for month in months if month is not None and Tag.NAME in month.tags]
    return said[1] if len(named) == len(months) and len(set(named)) == 1 else said[0]


def plain_courses(cleaned: str) -> str:
    """Hours and days written plainly."""
    cleaned = _DAY_IN_QUOTES.sub(r"\1", cleaned)
    cleaned = _MONTH_IN_SLASHES.sub(r"\1 \2 \3", cleaned)
    cleaned = _MONTH_AND_YEAR.sub(r"\1 \2", cleaned)
    cleaned = _TWO_NAMES.sub(_one_month, _TWO_YEARS.sub(" ", cleaned))
    cleaned = _MONTHS_IN_DIGITS.sub(r"\1", cleaned)
    cleaned = _ORDINAL.sub(r"\1", cleaned)
    plain = plain_hours(without_words_aside(plain_hours(cleaned)))
    return _FROM_AND_TO.sub(r"\1 - ", plain)


def in_lines(cleaned: str) -> str:
    """A list in one line ("Курс 1: 72 ч. Курс 2: 36 ч") as lines, without its numbers."""
    cleaned = _ANNOUNCED.sub("", cleaned) if len(hours_said(cleaned)) > 1 else cleaned
    numbers = [int(match[1] or match[2]) for match in _PLACES.finditer(cleaned)]
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return _PLACES.sub("\n", cleaned).strip() if counted else cleaned


def without_forgotten_day(text: str) -> tuple[str, bool]:
    """The text without "I do not remember the day", and whether it says that."""
    known, forgotten = _DAY_UNKNOWN.subn(" ", text)
    return known, bool(forgotten)
