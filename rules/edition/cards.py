"""Finds the rows of the professional standard's cards in an order that sets them out anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.edition.cleaning import cleaned, without_furniture
from rules.edition.letters import folded, joined
from rules.edition.model import Found, Paragraph, Stored

_CARD = re.compile(r"(\d+)\s*-\s*кәсіптер\s+карточка\w*\s*:?", re.IGNORECASE)
_FUNCTION = re.compile(r"(\d+)\s*-\s*еңбек(?:\s+функциясы\s*:?)?", re.IGNORECASE)
_SKILL = re.compile(r"(\d+)\s*-\s*(дағды)\s*:?\s*", re.IGNORECASE)
_FUNCTION_WORD = re.compile(r"\s*функциясы\s*:\s*", re.IGNORECASE)
# A row is quoted; what it was stands before, the row that takes its place after these words.
_ROW_END = re.compile(r"\"?\s*деген\s+жол\s+мынадай\s+редакцияда\s+жазылсын\s*:?|\"\s*;|\"\s*$")
_TITLE_FIRST = re.compile(r"(Біліктер:)\s*(\d+-дағды .*?)(?=\s1\s?\.\s)")
_AMENDS = re.compile(r"өзгерістер\s+енгіз|редакцияда\s+жазылсын", re.IGNORECASE)


def found_cards(lines: list[str], stored: Stored) -> Found:
    """The rows of the cards; of a row that is given twice, the one that takes the other's place."""
    words, left = cleaned(lines)
    words, beside = without_furniture(words)
    left += beside
    text = joined(words)
    by_name = {one.name: one for one in stored.paragraphs}
    found: dict[str, Paragraph] = {}
    for card, body in _cards(text):
        for row in _rows(body):
            one = _row(card, row, by_name)
            if one is not None:
                found[one.name] = one
    return Found((), tuple(found.values()), tuple(left), whole=_AMENDS.search(folded(text)) is None)


def _cards(text: str) -> Iterator[tuple[str, str]]:
    places = list(_CARD.finditer(folded(text)))
    for number, place in enumerate(places):
        end = places[number + 1].start() if number + 1 < len(places) else len(text)
        yield place.group(1), text[place.end() : end]


def _rows(body: str) -> Iterator[str]:
    """Each row from its first mark on; a whole card has its functions one after the other."""
    for part in _parted(_ROW_END, body):
        functions = [match.start() for match in _FUNCTION.finditer(folded(part))]
        marks = [match.start() for match in _SKILL.finditer(folded(part))]
        if not functions or not marks:
            continue
        starts = [min(functions[0], marks[0]), *functions[1:]]
        for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
            yield part[start:end]


def _row(card: str, row: str, by_name: dict[str, Paragraph]) -> Paragraph | None:
    """A function with its skills, in the order in which it is stored; a copy of a table may give
    the cells of its first column anywhere among the others."""
    row = row.strip('" ')
    function = _FUNCTION.search(folded(row))
    if function is None or _SKILL.search(folded(row)) is None:
        return None
    name = f"{card}.{function.group(1)}"
    known = by_name.get(name)
    body = row[: function.start()] + " " + row[function.end() :]
    body = _replaced(_FUNCTION_WORD, body, " ")
    title = known.text.split(" 1-дағды ")[0] if known else ""
    pattern = rf"(?<!\w){re.escape(folded(title))}(?!\w)"
    place = re.search(pattern, folded(body)) if title else None
    if place is not None:
        here = body[place.start() : place.end()]
        body = f"{here} {body[: place.start()]} {body[place.end() :]}"
    body = _replaced(_SKILL, body.replace("( ", "("), "{0}-{1} ")
    body = _replaced(_TITLE_FIRST, " ".join(body.split()), "{1} {0}")
    body = " ".join(body.split()).strip('" ')
    if known and body.replace(" ", "") == known.text.replace(" ", ""):
        body = known.text
    return Paragraph(name, f"{card}-кәсіптер карточкасы", body)


def _parted(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The text without what is found in it, whatever look-alike letters it is written with."""
    at = 0
    for match in pattern.finditer(folded(text)):
        yield text[at : match.start()]
        at = match.end()
    yield text[at:]


def _replaced(pattern: re.Pattern[str], text: str, by: str) -> str:
    """The text with `by` for what is found; {0} is its first group as it is written."""
    parts, at = [], 0
    for match in pattern.finditer(folded(text)):
        groups = (text[slice(*match.span(n + 1))] for n in range(pattern.groups))
        parts += [text[at : match.start()], by.format(*groups)]
        at = match.end()
    return "".join((*parts, text[at:]))
