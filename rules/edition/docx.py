"""The lines of a .docx: its paragraphs with the numbers that Word shows, without footnotes.

Read from the parts themselves: Office's own format is a zip of XML, and what is needed of it is
small. Headers, footers, notes and text that was struck out under review are other parts or other
elements, and so never come among the lines; what is left of a paragraph whose end was struck out
goes on in the next one.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from rules.errors import BadInput

# 20 MB of zip can hold gigabytes; no law does.
LARGEST_PART: Final = 24 * 1024 * 1024
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREADABLE = BadInput("FILE", "is no .docx that can be read: open it and save it again as .docx")
_AS_TEXT: Final = {f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr"})
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def docx_lines(content: bytes) -> list[str]:
    """The lines of the document. Raises BadInput for what is no .docx, or one that is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            body = _part(parts, "word/document.xml")
            numbering = _part(parts, "word/numbering.xml")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        raise _UNREADABLE from None
    if body is None:
        raise _UNREADABLE
    numbers = _Numbers(numbering)
    lines: list[str] = []
    try:
        before = ""
        for paragraph in _paragraphs(body):
            text = "".join(_text(paragraph, raised=False))
            if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                before += text
                continue
            lines += (numbers.before(paragraph) + before + text).split("\n")
            before = ""
    except RecursionError:
        raise _UNREADABLE from None
    return lines


def _part(parts: zipfile.ZipFile, name: str) -> Element | None:
    try:
        part = parts.open(name)
    except KeyError:
        return None
    with part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise BadInput("FILE", "holds more text than any law: it is not read")
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise _UNREADABLE from None
    return root


def _paragraphs(node: Element) -> Iterator[Element]:
    """In the order of the text; those of tables too, what is drawn twice only once. A row that was
    struck out under review is left out."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}p":
            yield one
        elif one.tag != _FALLBACK and one.find(f"{_W}trPr/{_W}del") is None:
            waiting.extend(reversed(one))


def _text(node: Element, *, raised: bool) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            text = child.text or ""
            yield text.translate(_RAISED) if raised else text
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == f"{_W}r":
            if not _unseen(child):
                yield from _text(child, raised=_is_raised(child))
        elif child.tag not in {_FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom"}:
            yield from _text(child, raised=raised)


def _is_raised(run: Element) -> bool:
    found = run.find(f"{_W}rPr/{_W}vertAlign")
    return found is not None and found.get(f"{_W}val") == "superscript"


def _unseen(run: Element) -> bool:
    """Whether a run is struck out or hidden."""
    marks = (run.find(f"{_W}rPr/{_W}{name}") for name in ("strike", "dstrike", "vanish"))
    return any(one is not None and one.get(f"{_W}val") not in {"0", "false"} for one in marks)


class _Numbers:
    """The numbers that Word itself writes before paragraphs: plain ones of one level."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[tuple[str, str], tuple[int, str]] = {}
        self._next: dict[tuple[str, str], int] = {}
        if numbering is not None:
            self._read(numbering)

    def before(self, paragraph: Element) -> str:
        place = paragraph.find(f"{_W}pPr/{_W}numPr")
        if place is None:
            return ""
        key = (_value(place, "numId"), _value(place, "ilvl") or "0")
        if key not in self._levels:
            return ""
        first, pattern = self._levels[key]
        number = self._next.get(key, first)
        self._next[key] = number + 1
        return pattern.replace(f"%{int(key[1]) + 1}", str(number)) + " "

    def _read(self, numbering: Element) -> None:
        kinds = {
            kind.get(f"{_W}abstractNumId"): kind for kind in numbering.iter(f"{_W}abstractNum")
        }
        for use in numbering.iter(f"{_W}num"):
            kind = kinds.get(_value(use, "abstractNumId"))
            name = use.get(f"{_W}numId") or ""
            for level in () if kind is None else kind.iter(f"{_W}lvl"):
                at = level.get(f"{_W}ilvl") or "0"
                pattern = _value(level, "lvlText")
                shown = _value(level, "numFmt") == "decimal" and at.isdecimal()
                if shown and pattern.count("%") == 1:
                    start = _value(level, "start")
                    self._levels[name, at] = (int(start) if start.isdecimal() else 1, pattern)
            for change in use.iter(f"{_W}lvlOverride"):
                at, start = change.get(f"{_W}ilvl") or "0", _value(change, "startOverride")
                if (name, at) in self._levels and start.isdecimal():
                    self._levels[name, at] = (int(start), self._levels[name, at][1])


def _value(node: Element, name: str) -> str:
    found = node.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val") or ""
