"""Several things of a list typed in one message: courses, publications.

What the message leaves open, or says in a way that can be read twice, stays out of a thing and is
asked about afterwards, so nothing is guessed and nothing that was clear is lost.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from rules.questionnaire.question import Step
from rules.typed.certificates import CertificateLine, names_hours, no_course_in, read_certificates
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.publications import PublicationLine, read_publications
from rules.vocabulary import Json, JsonValue

_READ = {"certificates": ("topic", "more", "hours"), "publications": ("index", "more")}


def read_several(step: Step, text: str, on: date) -> Understanding[JsonValue] | None:
    """`{"items": [...]}` with the details that the text says; None when it says no details, or
    this is no step for that."""
    part = step.path.split(".")[2] if step.fact in _READ else ""
    if part not in _READ.get(step.fact, ()):
        return None
    if step.fact == "publications":
        return _publications(text, on)
    return _this_course(step, text, on) if part == "hours" else _courses(text, on)


def _courses(text: str, on: date) -> Understanding[JsonValue] | None:
    reading = read_certificates(text, on)
    if isinstance(reading, OutOfRange):
        return reading
    if no_course_in(text) is not None or _unconfirmed(reading):
        return NotUnderstood()
    lines = _lines(reading)
    if isinstance(reading, NotUnderstood) and names_hours(text):
        return reading
    if not lines or not any("hours" in item or "issued" in item for item in lines):
        return None
    return Understood({"items": lines})


def _unconfirmed(reading: Understanding[tuple[CertificateLine, ...]]) -> bool:
    """One reading only, which is not sure."""
    return isinstance(reading, Choose) and len(reading.options) == 1


def _this_course(step: Step, text: str, on: date) -> Understanding[JsonValue] | None:
    """Hours and day of the one course that is asked about."""
    lines = _lines(read_certificates(text, on))
    if len(lines) != 1 or not {"hours", "issued"} <= set(lines[0]):
        return None
    about = (step.entry or {}).get("topic")
    if lines[0].pop("topic", about) != about:
        return None
    return Understood({"items": lines})


def _lines(reading: Understanding[tuple[CertificateLine, ...]]) -> list[Json]:
    """What all readings say alike of each course; nothing when their number differs."""
    readings: tuple[tuple[CertificateLine, ...], ...] = ()
    if isinstance(reading, Understood):
        readings = (reading.value,)
    elif isinstance(reading, Choose):
        readings = reading.options
    if len({len(lines) for lines in readings}) != 1:
        return []
    return [_alike(line) for line in zip(*readings, strict=True)]


def _alike(readings: tuple[CertificateLine, ...]) -> Json:
    first = readings[0]
    item: Json = {}
    if first.topic is not None and all(line.topic == first.topic for line in readings):
        item["topic"] = first.topic
    if first.hours is not None and all(line.hours == first.hours for line in readings):
        item["hours"] = first.hours
    issued = beginning([day for line in readings for day in _days(line)])
    if issued and all(_days(line) for line in readings):
        item["issued"] = issued
    return item


def _days(line: CertificateLine) -> tuple[date, ...]:
    return (line.issued,) if line.issued is not None else line.between or ()


def beginning(days: list[date]) -> str:
    """As much of a day as all `days` share: "2025-03-14", "2025-03", "2025" or nothing."""
    shared = takewhile(
        lambda parts: len(set(parts)) == 1,
        zip(*(day.isoformat().split("-") for day in days), strict=True),
    )
    return "-".join(parts[0] for parts in shared)


def _publications(text: str, on: date) -> Understanding[JsonValue] | None:
    reading = read_publications(text, on)
    if isinstance(reading, NotUnderstood | Choose):
        return None
    if isinstance(reading, OutOfRange):
        return reading
    plain = {PublicationLine(line.index) for line in reading.value}
    counted = any(letter.isdecimal() for letter in text)
    if not counted and len(plain) == len(reading.value) and plain == set(reading.value):
        return None
    return Understood({"items": [_work(line) for line in reading.value]})


def _work(line: PublicationLine) -> Json:
    said: Json = {"quartile": line.quartile, "percentile": line.percentile}
    said["published"] = None if line.year is None else str(line.year)
    return {"index": line.index, **{key: value for key, value in said.items() if value is not None}}
