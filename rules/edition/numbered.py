"""Finds the numbered paragraphs of a text, under their chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from rules.edition.aligning import heading_words
from rules.edition.cleaning import cleaned, without_furniture
from rules.edition.letters import bare, folded, joined
from rules.edition.model import Found, Paragraph, Stored
from rules.edition.stored import named_apart

_HEADING = re.compile(r"(раздел|глава|параграф)\s*(\d+|[ivxІХ]+)\b\W*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:пункт\s+|п\.\s*)?(\d{1,4})(?:\s?-\s?(\d{1,2})(?=[.)\s])|([¹²³⁴⁵⁶⁷⁸⁹]+))?(\s*[.)])?(?=\D)(.+)",
    re.IGNORECASE,
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENINGS: Final = ("Должностные обязанности", "Должен знать", "Требования к квалификации")
_BARE_OPENINGS: Final = tuple(map(bare, _OPENINGS))
_KNOWN: Final = "|".join(opening.replace(" ", r"\s+") for opening in _OPENINGS)
# A paragraph or a heading that a copy has put on the line of the one before.
_RUN_ON = re.compile(
    rf"(?<!\b[Пп]\.)(?<!\b[Пп]ункт)\s+(?=\d{{1,4}}\s*[.)]\s*(?:{_KNOWN}))"
    rf"|(?<=[.;:])\s+(?=\d{{1,4}}\s*(?:{_KNOWN})|(?:Глава|Параграф)\s*\d+\.\s*[А-Я])"
)
# What stands in the place of a paragraph that an amending order has taken out.
_EXCLUDED = re.compile(r"(?:пункт\s+)?(?:исключен|утратил\s+силу)\b", re.IGNORECASE)
# A number by itself: the first cell of a row, or a line that was broken after it.
_ALONE = re.compile(r"\s*\d{1,4}(?:\s?-\s?\d{1,2})?\s*([.)])?\s*")
# Items within a paragraph are numbered from 1, paragraphs of a chapter far from there.
_ITEMS: Final = 20
_NEAR: Final = 20
_LINES_OF_A_HEADING = 3
_SOON = 6


@dataclass(slots=True)
class _Part:
    heading: str
    number: str
    lines: list[str] = field(default_factory=list)


def found_numbered(lines: list[str], stored: Stored) -> Found:
    """The paragraphs of the parts of a document that `stored` has; other parts are passed over."""
    words, left = cleaned(list(_with_their_numbers(lines)))
    words = [part for line in words for part in _broken_up(line)]
    reader = _Reader(words, stored)
    reader.read()
    parts = []
    for part in reader.parts:
        if _EXCLUDED.match(folded(part.lines[0])):
            left += part.lines
            continue
        kept, beside = without_furniture(part.lines)
        left += beside
        one = Paragraph(part.number, part.heading, joined(kept), lines=tuple(kept))
        parts.append((part.number, one))
    return Found(tuple(reader.headings), named_apart(parts), (*left, *reader.left))


def _with_their_numbers(lines: Sequence[str]) -> Iterator[str]:
    """The lines, a number by itself put before the paragraph that it numbers. A bare one may be
    that of a page, also where it stands between a number and what it numbers."""
    waiting = ""
    for line in map(str.strip, lines):
        if not line:
            continue
        alone = _ALONE.fullmatch(line) is not None
        if alone and _is_marked(waiting) and not _is_marked(line):
            yield line
            continue
        if waiting and (alone or not (_is_marked(waiting) or _opens(line))):
            yield waiting
            waiting = ""
        if alone:
            waiting = line
            continue
        yield f"{waiting} {line}".lstrip()
        waiting = ""
    if waiting:
        yield waiting


def _is_marked(number: str) -> bool:
    return number.endswith((".", ")"))


def _opens(line: str) -> bool:
    """Whether a line begins as a paragraph does."""
    return bare(line).startswith(_BARE_OPENINGS)


def _broken_up(line: str) -> list[str]:
    """The line, and apart from it what begins a paragraph or a chapter within it."""
    at, parts = 0, []
    for match in _RUN_ON.finditer(folded(line)):
        before = line[at : match.start()]
        if _ALONE.fullmatch(before) is None:  # otherwise the paragraph begins with a figure
            parts.append(before)
            at = match.end()
    return [*parts, line[at:]]


class _Reader:
    def __init__(self, lines: Sequence[str], stored: Stored) -> None:
        self.lines = lines
        self.parts: list[_Part] = []
        self.headings: list[str] = []
        self.left: list[str] = []
        self._at = set(_headings_of_the_text(lines))
        self._section = _section_of(stored, [lines[number] for number in sorted(self._at)])
        self._inside = not self._at
        self._passing = False
        self._before: int | None = None
        self._above: list[str] | None = None

    def read(self) -> None:
        for number, line in enumerate(self.lines):
            if number in self._at:
                self._take_heading(line)
            elif self._passing:
                continue
            elif not self._take_paragraph(line):
                self._take_line(line)
        self._close_heading()

    def _take_heading(self, line: str) -> None:
        self._close_heading()
        kind = _heading_kind(line)
        if kind == "раздел":
            self._passing = self._section is not None and line != self._section
        self._inside = True
        if not self._passing:
            self._above = [line]

    def _close_heading(self) -> None:
        if self._above is not None:
            self.headings.append(joined(self._above))
        self._above = None

    def _take_paragraph(self, line: str) -> bool:
        match = _NUMBERED.match(line)
        if match is None:
            return False
        main, after, raised, mark, rest = match.groups()
        rest = rest.strip()
        number = int(main)
        begins = _opens(rest) and (mark is not None or self._may_be_bare(number))
        if not begins and not self._follows(number, mark and mark.strip(), rest):
            return False
        self._close_heading()
        self._inside = True
        self._before = number
        name = main + (f"-{after or raised.translate(_RAISED)}" if after or raised else "")
        self.parts.append(_Part(self.headings[-1] if self.headings else "", name, [rest]))
        return True

    def _may_be_bare(self, number: int) -> bool:
        """Whether a number without a mark before words that open a paragraph is the paragraph's: a
        figure within one may stand before the same words."""
        if self._above is not None or self._before is None:
            return True
        return self._before < _ITEMS or abs(number - self._before) <= _NEAR

    def _follows(self, number: int, mark: str | None, rest: str) -> bool:
        """Whether a line that begins with this number is the next paragraph, not an item or a
        figure that begins a line."""
        if not self._inside:
            return False
        if self._above is not None or self._before is None:
            return mark == "." and (self._before is None or number > self._before - _NEAR)
        if self._before < _ITEMS:
            return mark == "." and self._before < number <= self._before + 3
        if number < _ITEMS or abs(number - self._before) > _NEAR:
            return False
        return mark is not None or rest[0].isupper() or rest[0] in '«"'

    def _take_line(self, line: str) -> None:
        if self._above is not None and len(self._above) < _LINES_OF_A_HEADING:
            self._above.append(line)
        elif self.parts and self._above is None:
            self.parts[-1].lines.append(line)
        else:
            self.left.append(line)


def _heading_kind(line: str) -> str | None:
    match = _HEADING.match(folded(line))
    return match.group(1).casefold() if match and line[0].isupper() else None


def _headings_of_the_text(lines: Sequence[str]) -> Iterator[int]:
    """The lines that are headings. One that stands twice is once in a table of contents: the other
    has paragraphs below."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if _heading_kind(line):
            places.setdefault(bare(line), []).append(number)
    for same in places.values():
        real = [place for place in same if _paragraph_below(lines, place)]
        yield (real or same)[-1]


def _paragraph_below(lines: Sequence[str], place: int) -> bool:
    return any(
        _NUMBERED.match(line) and not _heading_kind(line)
        for line in lines[place + 1 : place + 1 + _SOON]
    )


def _section_of(stored: Stored, headings: Sequence[str]) -> str | None:
    """Of several sections (раздел) of a text the one that is stored here."""
    ours = [heading for heading in stored.headings if _heading_kind(heading) == "раздел"]
    theirs = [heading for heading in headings if _heading_kind(heading) == "раздел"]
    if not ours or not theirs:
        return None
    words = heading_words(ours[0])
    return max(theirs, key=lambda heading: fuzz.ratio(heading_words(heading), words))
