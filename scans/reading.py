"""One file of a certificate: what it says of the course."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from PIL import Image

from rules.typed.printed import Printed, read_printed, together
from scans import pdf, picture, tesseract
from scans.limits import LARGEST, Clock, Unread
from scans.straightening import straightened

_MEMORY: Final = 3_000_000_000
_FEWEST_LETTERS: Final = 30
SECOND_LOOK: Final = 1800
"""Dots of the long side at the second look."""


def printed_on(data: bytes, on: date, seconds: float) -> Printed:
    """What a picture or a PDF of one certificate says. Raises `Unread`.

    A picture is looked at twice, at two sizes. Where both looks read other hours or another day,
    both are given: the person says which is right.
    """
    if len(data) > LARGEST:
        raise Unread("too_large")
    with _bounded_memory():
        try:
            return together([_read(page, on) for page in _pages(data, seconds)])
        except MemoryError:
            raise Unread("broken") from None


def opened_kind(data: bytes) -> str:
    """How the name of such a file ends. Raises `Unread`."""
    if len(data) > LARGEST:
        raise Unread("too_large")
    with _bounded_memory():
        try:
            if b"%PDF-" in data[:1024]:
                pdf.require_whole(data)
                return "pdf"
            return picture.kind_of(data)
        except MemoryError:
            raise Unread("broken") from None


def _read(looks: list[str], on: date) -> Printed:
    return together([read_printed(text, on) for text in looks])


def _pages(data: bytes, seconds: float) -> list[list[str]]:
    """The text of each page, once or as it is read at each look."""
    clock = Clock(seconds)
    if b"%PDF-" in data[:1024]:
        pages = _pages_of_pdf(data, clock)
    else:
        pages = [_looks(picture.opened(data), clock)]
    if not any(_letters(text) for looks in pages for text in looks):
        raise Unread("no_text")
    return pages


def _pages_of_pdf(data: bytes, clock: Clock) -> list[list[str]]:
    pages = [[text] for text in pdf.texts(data, clock)]
    wanted = [number for number, [text] in enumerate(pages) if not text]
    if wanted:
        for number, page in zip(wanted, pdf.pictures(data, wanted, clock), strict=True):
            pages[number] = _looks(page, clock)
    return pages


def _looks(page: Image.Image, clock: Clock) -> list[str]:
    texts = [tesseract.letters(straightened(page), clock)]
    try:
        texts.append(tesseract.letters(straightened(page, SECOND_LOOK), clock))
    except Unread as unread:
        # On a busy machine one look has to do: the person is asked about it in any case.
        if unread.reason != "too_long":
            raise
    if max(map(_letters, texts)) < _FEWEST_LETTERS:
        # No columns were found on it: what is scattered over it may still be read.
        texts = [tesseract.letters(straightened(page), clock, scattered=True)]
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
