"""Reads a text as people get it: plain, a saved web page or .docx, into lines."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from rules.edition.docx import docx_lines
from rules.edition.html import html_lines
from rules.errors import BadInput

LARGEST: Final = 20 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_OTHERS: Final = (
    (b"%PDF", "a PDF: open it, select all, copy, and save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old .doc: save it as .docx"),
    (b"{\\rtf", "an .rtf: save it as .docx"),
    (b"\x89PNG", "a picture: the text itself is needed"),
    (b"\xff\xd8\xff", "a picture: the text itself is needed"),
)
_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis"
# A page that a browser has saved with its pictures in one file.
_ONE_FILE = re.compile(
    rb"(?:^|\n)(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE
)
_MARKUP = re.compile(r"<\s*(?:!doctype\s+html|html|body|div|p|table|br|span)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def lines_of(name: str, content: bytes) -> list[str]:
    """The lines of a file called `name`, as they follow each other for a reader.

    Raises BadInput for a file that is no text of these kinds, is empty or larger than 20 MB.
    """
    if len(content) > LARGEST:
        raise BadInput("FILE", f"larger than {LARGEST // 1024**2} MB")
    for beginning, remedy in _OTHERS:
        if content.startswith(beginning):
            raise BadInput("FILE", remedy)
    if _OPEN_DOCUMENT in content[:200]:
        raise BadInput("FILE", "an .odt: save it as .docx")
    if _ONE_FILE.search(content[:2000]):
        raise BadInput("FILE", "a page in one file (.mht): save it as HTML only, or copy its text")
    if content.startswith(_ZIP):
        return _some(docx_lines(content))
    text = _decoded(content)
    if PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"} or _MARKUP.search(text):
        return _some(html_lines(text))
    return _some(text.splitlines())


def _some(lines: list[str]) -> list[str]:
    if not any(line.strip() for line in lines):
        raise BadInput("FILE", "has no text in it")
    return lines


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _by_its_word(content)
    if "\x00" in text:
        raise BadInput("FILE", "is no text: save it as plain text in UTF-8, HTML or .docx")
    return text


def _by_its_word(content: bytes) -> str:
    """Not UTF-8: the encoding that a page names, else the one of Russian Windows."""
    named = _CHARSET.search(content[:4096])
    for encoding in (named.group(1).decode("ascii") if named else "", "cp1251"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise BadInput("FILE", "is in an encoding that is not known here: save it as UTF-8")
