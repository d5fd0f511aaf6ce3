"""Sets of typed answers written by people who had not seen the readers, one file to a kind.

A line: `text`, `fact`, `lang`, `on`, and what is expected of `read`. For courses `hours` (of all of
them) and the ends `lo` and `hi` of their day, of which a shorter date is a month; for other facts
`first`, the values that may be taken or stand first among the choices (None: any), `never`, those
that must not, and `none_ok`, whether not understood is right too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules.questionnaire.reading import read_fact
from rules.typed.outcome import Choose, Understanding, Understood
from rules.vocabulary import Json, JsonValue

FOLDER = Path(__file__).with_name("evaluation")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a set."""

    kind: str
    text: str
    fact: str
    lang: str
    on: date
    expect: Json

    def read(self) -> Understanding[JsonValue]:
        return read_fact(self.text, self.fact, self.on)


def load() -> list[Line]:
    """All lines, by kind."""
    lines = []
    for file in sorted(FOLDER.glob("*.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            about = {key: row.pop(key) for key in ("text", "fact", "lang")}
            day = date.fromisoformat(row.pop("on"))
            lines.append(Line(file.stem, **about, on=day, expect=row))
    return lines


def judge(line: Line, reading: Understanding[JsonValue]) -> str:
    """ "right": taken or asked back rightly; "wrong_value": something else was taken as it is;
    "never_first": asked, and what must never be stands first; "missed": anything else."""
    first = _first(reading)
    if _is_right(line.expect, first):
        return "right"
    if isinstance(reading, Understood):
        return "wrong_value"
    return (
        "never_first" if first is not None and first in line.expect.get("never", []) else "missed"
    )


def _first(reading: Understanding[JsonValue]) -> JsonValue:
    match reading:
        case Understood():
            return reading.value
        case Choose():
            return reading.options[0]
    return None


def _is_right(expect: Json, first: JsonValue) -> bool:
    if "hours" in expect:
        return isinstance(first, list) and _are_courses(expect, first)
    if first is None:
        return bool(expect["none_ok"])
    return first not in expect["never"] and (expect["first"] is None or first in expect["first"])


def _are_courses(expect: Json, courses: list[Json]) -> bool:
    hours = sorted(course.get("hours") or 0 for course in courses)
    low, high = expect["lo"] or "", expect["hi"] or "9999"
    days = [course.get("issued") or "" for course in courses]
    return hours == sorted(expect["hours"]) and all(
        low[: len(day)] <= day <= high[: len(day)] for day in days
    )
