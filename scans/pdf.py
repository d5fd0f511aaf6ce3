"""PDFs: the text that stands in them, and their pages as pictures where there is none."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import DependencyError

from scans.limits import MOST_DOTS, MOST_PAGES, Clock, Unread

# It tells of what a file has wrong, with pieces of it.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

FEWEST_LETTERS: Final = 40
"""Fewer on a page are a heading or a stamp over a picture of the page."""

_DOTS_TO_THE_INCH: Final = 200
_UNITS_TO_THE_INCH: Final = 72
_LONG_SIDE: Final = 2400


def require_whole(data: bytes) -> None:
    """Raises `Unread` ("locked", "broken")."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread("locked")
        if not reader.pages:
            raise Unread("broken")
    except Unread:
        raise
    except DependencyError:
        raise Unread("locked") from None
    except Exception:
        raise Unread("broken") from None


def texts(data: bytes, clock: Clock) -> list[str]:
    """The text of each page; "" for one that is a picture.

    Raises `Unread` ("locked", "too_many_pages", "broken", "too_long").
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unread("locked")
        if len(reader.pages) > MOST_PAGES:
            raise Unread("too_many_pages")
        found = []
        for page in reader.pages:
            clock.left()
            found.append(page.extract_text())
    except Unread:
        raise
    except DependencyError:
        raise Unread("locked") from None
    except Exception:
        # pypdf raises whatever comes of a file that does not keep to the format.
        raise Unread("broken") from None
    return [text if _letters(text) >= FEWEST_LETTERS else "" for text in found]


def pictures(data: bytes, wanted: list[int], clock: Clock) -> Iterator[Image.Image]:
    """These pages (from 0) as pictures. Raises `Unread`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Unread("broken") from None
    try:
        for number in wanted:
            clock.left()
            yield _picture(document, number)
    except pdfium.PdfiumError:
        raise Unread("broken") from None
    finally:
        document.close()


def _picture(document: pdfium.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    width, height = page.get_size()
    if min(width, height) < 1:
        raise Unread("broken")
    scale = min(_DOTS_TO_THE_INCH / _UNITS_TO_THE_INCH, _LONG_SIDE / max(width, height))
    if width * height * scale * scale > MOST_DOTS:
        raise Unread("too_many_dots")
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)
