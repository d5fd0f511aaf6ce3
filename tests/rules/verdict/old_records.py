"""Decisions made by an earlier commit, and rules that have been corrected since, for tests.

`records/1ae3ba9.jsonl.xz`: a record a line, every position and category once, three languages, all
verdicts, made by the code and the rules of that commit; `.pdf`: a file of one of them.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from tests.rules.norms import two_editions as two

FOLDER = Path(__file__).parent / "records"
PDF = FOLDER / "1ae3ba9.pdf"
CORRECTED_ON = date(2026, 11, 30)
TEACHER = "tvet-teacher"
FILE = f"order-338/{TEACHER}.yaml"
YEARS = "experience: specialty, months: 24"


@cache
def old_records() -> tuple[bytes, ...]:
    return tuple(lzma.open(FOLDER / "1ae3ba9.jsonl.xz").read().splitlines())


def old_record(position: str, category: str | None) -> bytes:
    return next(
        record
        for record in old_records()
        if (target := json.loads(record))["position"] == position and target["category"] == category
    )


def rewritten(record: bytes, **changes: Json | str) -> bytes:
    """The record with other inputs; what it says was answered is no longer what would be."""
    given = {**json.loads(record), **changes}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def corrected_rules(folder: Path, months: int = 12) -> Catalogue:
    """The norms of this checkout, in which a teacher-moderator needs so many months."""
    contents = two.files_before()
    assert YEARS in contents[FILE]
    contents[FILE] = contents[FILE].replace(YEARS, YEARS.replace("24", str(months)))
    real, changed = catalogue(), two.read(folder, contents)
    return replace(
        real, positions={**real.positions, **changed.positions}, digest=f"corrected to {months}"
    )
