"""What does not belong to the words of a law: footnotes, page numbers, marks, the page around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rules.edition.letters import folded, joined, plain

_NOTE: Final = r"(?:сноска|ескерту|примечание\s+(?:изпи|рцпи)|рқао\s*-?\s*ның\s+ескертпесі)\s*[.:!]"
_NOTE_LINE = re.compile(rf"\W*\d*\W*{_NOTE}", re.IGNORECASE)
_NOTE_WITHIN = re.compile(_NOTE, re.IGNORECASE)
# Where a footnote ends within a line: after the words on its entry into force, or a sentence.
_IN_FORCE_WORDS = re.compile(r"опубликования\s*\)\s*\.?|енгізіледі\s*\)\s*\.?", re.IGNORECASE)
_IN_FORCE_BEGUN = re.compile(r"\(\s*вводится\s+в\s+действие", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![\s.(]\w)(?<![\s.(]\w\w)\.(?=\s|$)|(?<=\d)\.(?=\s|$)")
_BOOKMARK = re.compile(r"\[bookmark:\s*\w*\]", re.IGNORECASE)
# Signs of a plain text that was made for a page: "## Heading", "**286.**".
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*\*")
_MARK = re.compile(r"\[\d{1,3}\]|(?<!\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\w)\*+(?=\W|$)|\*+(?=\))")
_PAGE_WORDS = re.compile(
    r"[-–—]?\s*(?:стр(?:аница|\.)|бет|page)?\s*(\d{1,4})\s*(?:(?:из|/|of)\s*\d{1,4})?\s*[-–—]?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"©|https?://|www\.|все права|құқықтар қорғалған|поделиться|бөлісу|наверх|жоғары қарай"
    r"|\bcookies?\b|войти$|регистрация$|кіру$|тіркелу$|версия для (?:печати|слаб)"
    r"|техническая поддержка$|карта сайта$",
    re.IGNORECASE,
)
_LONGEST: Final = 8
_SHORT: Final = 90
_CLOSING: Final = frozenset(",.;:)»")
_BRACKETS: Final = {"(": ")", "[": "]"}


def cleaned(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines that are words of the document, each plain, and those that were left out."""
    given = [plain(_MARKDOWN.sub("", _BOOKMARK.sub("", line))) for line in lines]
    pages = set(_page_numbers(given))
    waiting = [line for number, line in enumerate(given) if line and number not in pages]
    waiting.reverse()
    kept: list[str] = []
    left: list[str] = []
    while waiting:
        words, notes = _without_notes(waiting.pop(), waiting)
        left += notes
        if words:
            kept.append(words)
    return kept, left


def _page_numbers(lines: list[str]) -> Iterator[int]:
    """Lines that are a number and nothing else, where several of them count up."""
    found = [
        (number, int(match.group(1)))
        for number, line in enumerate(lines)
        if line and (match := _PAGE_WORDS.fullmatch(line))
    ]
    for at, (number, page) in enumerate(found):
        beside = found[max(0, at - 1) : at] + found[at + 1 : at + 2]
        if any(abs(page - other) == 1 for _, other in beside):
            yield number


def _without_notes(line: str, following: list[str]) -> tuple[str, list[str]]:
    """The line without footnotes and their marks; the footnotes. A footnote that goes on takes what
    it needs of the lines that follow (the next one last)."""
    notes = []
    while match := _NOTE_WITHIN.search(folded(line)):
        alone = _NOTE_LINE.match(folded(line)) is not None
        taken = 0
        while (extent := _extent(line, match.start())) is None and following and taken < _LONGEST:
            if alone and line.endswith((".", ")")):
                break
            line = joined((line, following.pop()))
            taken += 1
        start, end = extent or (match.start(), len(line))
        in_brackets = line[start] in _BRACKETS
        if alone and not in_brackets and not line[end:].lstrip()[:1].islower():
            end = len(line)
        notes.append(line[start:end].strip())
        rest = line[end:].lstrip()
        line = plain(line[:start].rstrip() + (rest if rest[:1] in _CLOSING else f" {rest}"))
    return plain(_MARK.sub("", line)), notes


def _extent(line: str, at: int) -> tuple[int, int] | None:
    """From where to where a footnote goes that begins at `at`, with the brackets around it; None
    where it does not end in this line."""
    before = line[:at].rstrip()
    if before and before[-1] in _BRACKETS:
        opening = len(before) - 1
        closing = _closing(line, opening)
        return None if closing is None else (opening, closing)
    words = folded(line)
    ending = _IN_FORCE_WORDS.search(words, at)
    if ending is None and not _IN_FORCE_BEGUN.search(words, at):
        ending = _SENTENCE_END.search(words, at + 8)
    return (at, ending.end()) if ending else None


def _closing(line: str, opening: int) -> int | None:
    close = _BRACKETS[line[opening]]
    depth = 0
    for place in range(opening, len(line)):
        depth += (line[place] == line[opening]) - (line[place] == close)
        if not depth:
            return place + 1
    return None


def without_furniture(lines: list[str]) -> tuple[list[str], list[str]]:
    """A paragraph's lines without those of the page below it: what comes after its last sentence
    has ended and is itself no sentence."""
    lines, links = _sorted_out(lines)
    for number in range(1, len(lines)):
        if lines[number - 1].endswith((".", ".)", ".»")) and all(map(_beside, lines[number:])):
            return lines[:number], links + lines[number:]
    return lines, links


def _sorted_out(lines: list[str]) -> tuple[list[str], list[str]]:
    links = [line for line in lines if len(line) <= _SHORT and _FURNITURE.search(line)]
    return [line for line in lines if line not in links], links


def _beside(line: str) -> bool:
    sentence = line.endswith((".", ";", ":", ",")) or line[:1].islower()
    return len(line) <= _SHORT and not sentence
