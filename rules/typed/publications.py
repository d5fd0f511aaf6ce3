"""Publications typed in one message: "2 статьи КОКСОН, scopus Q2 2024"."""

import re
from dataclasses import dataclass
from datetime import date

from rules.typed.choice import read_choices
from rules.typed.numbers import number_at, read_tokens
from rules.typed.outcome import NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.points import EARLIEST
from rules.typed.text import SHORT_TEXT

MOST_OF_A_KIND = 20

_BREAKS = re.compile(r"[;,\n+]|\s(?:и|және|мен|пен|бен|and|плюс)\s", re.IGNORECASE)
_ASIDE = re.compile(r"[()]|(?<=\s)[-–—](?=\s)|\b(?:шт|штук[аи]?|дана|pcs)\b\.?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:\s*(?:г|год|года|году|ж|жыл|жылы)\b\.?)?")
_QUARTILE = re.compile(r"(?<![^\W_])(?:q|к)\s?([1-4])(?!\d)|(?<!\d)([1-4])\s*-?\s*квартил\w*")
_PERCENTILE = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:-?(?:й|ый|st|nd|rd|th))?\s*(?:%|про[цс]ентил\w*|перцентил\w*|percentile)"
    r"|(?:про[цс]ентил\w*|перцентил\w*|percentile)\s*(\d{1,3})(?!\d)"
)
_DETAILS = (_YEAR, _PERCENTILE, _QUARTILE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One work: an index of the contract's publications, the quartile of its journal (1 to 4),
    the percentile (0 to 100) and the year of publication; None is what the text does not say."""

    index: str
    quartile: int | None = None
    percentile: int | None = None
    year: int | None = None


Lines = tuple[PublicationLine, ...]


def read_publications(text: str, on: date) -> Understanding[Lines]:
    """The works of a message, each kind with how many of it there are, 1 to 20.

    One kind to a line or between commas. A word that may mean several kinds is not understood
    here; `read_choices` asks which.
    """
    if len(text) > SHORT_TEXT:
        return NotUnderstood()
    lines: list[PublicationLine] = []
    before, counted = "", 0
    for chunk in _BREAKS.split(text.casefold()):
        if not chunk.strip():
            continue
        if counted == 1 and _only_details(chunk):
            # "Scopus Q3, 2023": the year belongs to the one work before the comma.
            chunk = f"{before} {chunk}"
            lines.pop()
        reading = _chunk(chunk, on)
        if not isinstance(reading, Understood):
            return reading
        lines += reading.value
        before, counted = chunk, len(reading.value)
    return Understood(tuple(lines)) if lines else NotUnderstood()


def _only_details(chunk: str) -> bool:
    """Whether it says nothing but a year, a percentile or a quartile."""
    for pattern in _DETAILS:
        chunk = pattern.sub(" ", chunk)
    return not chunk.strip(" ().")


def _chunk(chunk: str, on: date) -> Understanding[Lines]:
    chunk, year = _taken(_YEAR, chunk)
    chunk, percentile = _taken(_PERCENTILE, chunk)
    chunk, quartile = _taken(_QUARTILE, chunk)
    chunk, count = _counted(_ASIDE.sub(" ", chunk))
    kind = read_choices(chunk, "publication_index")
    if not isinstance(kind, Understood) or len(kind.value) != 1 or kind.value[0] in _NO_KIND:
        return NotUnderstood()
    if _YEAR.search(str(count)):
        return NotUnderstood()
    if year is not None and year > on.year:
        return OutOfRange("future", EARLIEST, on)
    if percentile is not None and percentile > 100:
        return OutOfRange("too_large", 0, 100)
    if count is not None and not 1 <= count <= MOST_OF_A_KIND:
        return OutOfRange("too_large" if count else "too_small", 1, MOST_OF_A_KIND)
    line = PublicationLine(kind.value[0], quartile, percentile, year)
    return Understood((line,) * (count or 1))


def _counted(chunk: str) -> tuple[str, int | None]:
    """The chunk without the number in it, in digits or in words, and that number."""
    if _NUMBER.search(chunk):
        return _taken(_NUMBER, chunk)
    found = read_tokens(chunk) or []
    for start in range(len(found)):
        number = number_at(found, start)
        if number is not None and number.sure and number.value.denominator == 1:
            rest = found[:start] + found[number.end :]
            return " ".join(token.piece.text for token in rest), int(number.value)
    return chunk, None


_NO_KIND = ("none", "unknown")


def _taken(pattern: re.Pattern[str], chunk: str) -> tuple[str, int | None]:
    """The chunk without the first number that the pattern finds, and that number."""
    found = pattern.search(chunk)
    if found is None:
        return chunk, None
    digits = next((group for group in found.groups() if group), found[0])
    return f"{chunk[: found.start()]} {chunk[found.end() :]}", int(digits[:9])
