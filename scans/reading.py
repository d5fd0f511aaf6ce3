"""One file of a certificate: what it says of the course. Done in a process beside the bot.

Nothing of the file leaves this function but that: no picture, no text, no name.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from PIL import Image

from rules.typed.printed import Printed, read_printed, together
from scans import pdf, picture, tesseract
from scans.limits import LARGEST, SECONDS, Clock, Unread
from scans.straightening import straightened

_MEMORY: Final = 3_000_000_000
_FEWEST_LETTERS: Final = 30


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it came, the day on which it is read, and the seconds that it may take."""

    data: bytes
    on: date
    seconds: float = SECONDS


def read_scan(scan: Scan) -> Printed:
    """What a picture or a PDF of one certificate says. Raises `Unread`."""
    with _bounded_memory():
        try:
            found = [read_printed(text, scan.on) for text in page_texts(scan.data, scan.seconds)]
        except MemoryError:
            raise Unread("broken") from None
    return together(found)


def page_texts(data: bytes, seconds: float = SECONDS) -> list[str]:
    """The text of each page. Raises `Unread`."""
    if len(data) > LARGEST:
        raise Unread("too_large")
    clock = Clock(seconds)
    if b"%PDF-" not in data[:1024]:
        return _some([_read_off(picture.opened(data), clock)])
    found = pdf.texts(data, clock)
    wanted = [number for number, text in enumerate(found) if not text]
    for number, page in zip(wanted, pdf.pictures(data, wanted, clock), strict=True):
        found[number] = _read_off(page, clock)
    return _some(found)


def _read_off(page: Image.Image, clock: Clock) -> str:
    flat = straightened(page)
    text = tesseract.letters(flat, clock)
    if _letters(text) < _FEWEST_LETTERS:
        # No columns were found on it: what is scattered over it may still be read.
        text = tesseract.letters(flat, clock, scattered=True)
    return text


def _some(texts: list[str]) -> list[str]:
    if not any(map(_letters, texts)):
        raise Unread("no_text")
    return texts


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """A file that would grow beyond all measure ends with an error instead."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
