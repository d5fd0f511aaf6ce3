"""Files of certificates: what they say, and why one is not read."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from rules.typed.printed import Printed
from scans import tesseract
from scans.limits import LARGEST, Clock, Unread
from scans.scan import Scan, read_scan
from tests.scans.files import BACK, COURSE, FRONT, bomb, pdf, picture, png_of, scanned_pdf
from tests.thoroughness import IN_CI

ON = date(2026, 11, 20)
SAID = Printed((72,), ((date(2025, 3, 14), None),))
PATIENCE = 300.0

needs_tesseract = pytest.mark.skipif(
    not IN_CI and tesseract.lacking() is not None, reason="tesseract is not installed"
)


def read(data: bytes) -> Printed:
    return read_scan(Scan(data, ON, PATIENCE))


def why(data: bytes) -> str:
    with pytest.raises(Unread) as refused:
        read(data)
    return refused.value.reason


def test_the_text_of_a_pdf_is_read_without_looking_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "letters", lambda *_, **__: pytest.fail("looked at"))
    assert read(pdf(COURSE)) == SAID


def test_two_pages_are_one_certificate() -> None:
    assert read(pdf(FRONT, BACK)) == SAID


@needs_tesseract
def test_a_turned_photograph_is_read() -> None:
    assert read(png_of(picture(COURSE, 7))) == SAID


@needs_tesseract
def test_a_scanned_pdf_is_read() -> None:
    assert read(scanned_pdf(picture(COURSE).convert("L"))) == SAID


@needs_tesseract
def test_a_picture_without_letters_says_so() -> None:
    assert why(png_of(Image.new("L", (300, 200), 200))) == "no_text"


@pytest.mark.parametrize("size", [(20_001, 1000), (30_000, 30_000)])
def test_a_picture_of_too_many_dots_is_not_opened(size: tuple[int, int]) -> None:
    start = time.process_time()
    assert why(bomb(*size)) == "too_many_dots"
    assert time.process_time() - start < 1


def test_files_that_are_too_large_locked_or_of_too_many_pages() -> None:
    assert why(b"%PDF-" + b"0" * LARGEST) == "too_large"
    assert why(pdf(COURSE, password="x")) == "locked"
    assert why(pdf(FRONT, BACK, FRONT, BACK)) == "too_many_pages"


def test_files_that_are_damaged_or_something_else() -> None:
    whole = png_of(picture(COURSE))
    assert why(whole[: len(whole) // 2]) == "broken"
    assert why(b"%PDF-1.7\nnothing") == "broken"
    assert why(b"PK\x03\x04 a document") == "other_kind"
    assert why(b"GIF89a") == "other_kind"
    assert why(b"") == "other_kind"


@settings(max_examples=30)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=40))
def test_a_pdf_with_anything_in_it_is_read_or_refused(place: int, rubbish: bytes) -> None:
    data = bytearray(_PDF)
    place %= len(data)
    data[place : place + len(rubbish)] = rubbish
    # Where the text is gone nothing is looked at: that would take seconds.
    with suppress(Unread):
        read_scan(Scan(bytes(data), ON, 0.2))


_PDF = pdf(COURSE)


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    program = os.path.join(str(tmp_path), "tesseract")
    with open(program, "w") as script:
        script.write("#!/bin/sh\nexec sleep 60\n")
    os.chmod(program, 0o700)
    monkeypatch.setattr("scans.tesseract.shutil.which", lambda _: program)
    start = time.monotonic()
    with pytest.raises(Unread) as ended:
        tesseract.letters(picture("x"), Clock(0.3))
    assert ended.value.reason == "too_long"
    assert time.monotonic() - start < 20


def test_what_tesseract_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scans.tesseract.shutil.which", lambda _: None)
    tesseract.lacking.cache_clear()
    assert tesseract.lacking() == "tesseract is not installed"
    monkeypatch.setattr("scans.tesseract.shutil.which", lambda _: sys.executable)
    listed = subprocess.CompletedProcess([], 0, "List of languages\neng\nrus\n", "")
    monkeypatch.setattr("scans.tesseract.subprocess.run", lambda *_, **__: listed)
    tesseract.lacking.cache_clear()
    assert tesseract.lacking() == "tesseract lacks kaz"
    tesseract.lacking.cache_clear()
