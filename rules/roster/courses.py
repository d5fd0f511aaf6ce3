"""Courses as lists write them: topic, hours and day in one cell, in three, or by the year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rules.roster.days import days_in, read_day
from rules.roster.table import (
    Value,
    is_error,
    is_none,
    is_unknown,
    one_line,
    pattern,
    plain,
    text_of,
)
from rules.typed.certificates import read_certificates
from rules.typed.outcome import Understood

SHORTEST, LONGEST = 1, 2000
_HOURS = re.compile(
    r"(?<![\d.,/])(\d{1,4})\s*-?\s*(?:[хx]\s)?(?:(?:акад\w*|ак|академиялық)\.?\s*)?"
    r"(?:ч(?:ас\w*)?(?!\w)\.?|сағ\w*\.?|саг\w*\.?|с\.|h(?:ours?|rs?)?(?!\w)\.?)"
)
_HOURS_AFTER = re.compile(r"(?:кол-?во часов|часов|сағат саны|объем\w*)\s*[:=-]?\s*(\d{1,4})(?!\d)")
_NO_COURSE = pattern(
    "ielts",
    "toefl",
    "ects",
    "кредит",
    "экзамен",
    "емтихан",
    "сертификат на знание",
    "казтест",
    "қазтест",
    r"модул",
    "credit",
)
_NUMBER_AND_DAY = re.compile(r"([1-9]\d{0,3})\s*(?:[,(/-]\s*|\s)([\d.\s/гж-]+)\)?\.?")
_NUMBER_FIRST = re.compile(r"^\d{1,3}(?=[\s,(/])")
_LISTED = re.compile(r"\d{1,3}(?:\s*[,/]\s*\d{1,3})+")
_ITEM = re.compile(r"^\s*(?:\d{1,2}[).]|[-•*])\s+")
_BARE = re.compile(r"\(?(\d{1,4})\)?")
_ONLY_A_DAY = re.compile(r"(?:[\d./-]{6,10}|(?:19|20)\d\d)\s*[гж]?\w*\.?")
_SPLIT = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Course:
    """One course: hours, the day of its paper as far as it is said ("" where not), its topic's
    words."""

    hours: int
    issued: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Courses:
    """What the cells say: None: nothing; `why` a word of `Doubt.why` of what was not understood
    beside it."""

    courses: tuple[Course, ...] | None = None
    why: str = ""


def read_courses(value: Value, on: date, year: str = "") -> Courses:
    """The courses of one cell; `year`: that of the heading, where a course says none of its own."""
    text = plain(text_of(value))
    if is_unknown(text):
        return Courses()
    if is_error(text):
        return Courses(why="error")
    if is_none(text):
        return Courses(()) if not year else Courses()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _bare(float(value), on, year)
    return read_course_text(text_of(value), on, year)


def _bare(number: float, on: date, year: str) -> Courses:
    """A number alone: hours, unless it can be a year."""
    if number != int(number) or not SHORTEST <= number <= LONGEST or 1980 <= number <= on.year:
        return Courses(why="no_hours")
    return Courses((Course(int(number), year),))


@lru_cache(maxsize=20_000)
def read_course_text(text: str, on: date, year: str) -> Courses:
    """The courses of a text that says something."""
    if _LISTED.fullmatch(text) and not days_in(plain(text), on)[0]:
        return Courses(tuple(Course(int(n), year) for n in re.findall(r"\d+", text)))
    chunks = [one_line(_ITEM.sub("", chunk)) for chunk in _chunks(text)]
    read = [_one(chunk, on, year) for chunk in chunks if chunk]
    found = [each for each in read if isinstance(each, Course)]
    wrong = [each for each in read if isinstance(each, str)]
    if wrong and len(read) > 1 and not found:
        whole = _one(one_line(text), on, year)
        read, wrong = [whole], [whole] if isinstance(whole, str) else []
        found = [whole] if isinstance(whole, Course) else []
    if wrong:
        several = _as_typed(text, on)
        if several is not None:
            return Courses(several)
    why = next((each for each in wrong if each), "")
    return Courses(tuple(found) if found else None, why)


def _chunks(text: str) -> list[str]:
    """The courses of a text one by one: parted by semicolons, or by lines that have hours each."""
    parts: list[str] = []
    for part in filter(str.strip, _SPLIT.split(text)):
        if parts and _ONLY_A_DAY.fullmatch(plain(part)):
            parts[-1] += f", {part}"  # "72; 2022"
        else:
            parts.append(part)
    with_hours = [
        part for part in parts if _HOURS.search(plain(part)) or _BARE.fullmatch(part.strip())
    ]
    if len(parts) < 2 or len(with_hours) == len(parts):
        return parts
    if ";" in text:
        joined = [part for part in text.split(";") if part.strip()]
        if all(_HOURS.search(plain(part)) for part in joined):
            return joined
        return joined if len(with_hours) > 1 else [text]
    return [text] if len(with_hours) < 2 else parts


def _one(chunk: str, on: date, year: str) -> Course | str:
    """A course, or why it is none."""
    text = plain(chunk)
    hours = [int(m[1]) for m in _HOURS.finditer(text)] or [
        int(m[1]) for m in _HOURS_AFTER.finditer(text)
    ]
    if not hours:
        hours = _bare_hours(text, on)
    if not hours:
        return "not_a_course" if _NO_COURSE.search(text) else "no_hours"
    if len(set(hours)) > 1:
        return "several_courses"
    if not SHORTEST <= hours[0] <= LONGEST:
        return "no_hours"
    issued, why = _issued(text, on)
    return why if why in ("future_day",) else Course(hours[0], issued or year, chunk)


def _bare_hours(text: str, on: date) -> list[int]:
    """ "72, 2022", "36 (02.26)", "72/2024": a number first, and nothing but a day beside it."""
    found = _NUMBER_AND_DAY.fullmatch(text)
    if found is not None and days_in(found[2], on)[0]:
        number = int(found[1])
        a_month = text[len(found[1])] == "/" and number < 13
        return [number] if not a_month and not _is_year(number) else []
    bare = _BARE.fullmatch(text)
    return [int(bare[1])] if bare and not _is_year(int(bare[1])) else []


def _is_year(number: int) -> bool:
    return 1980 <= number <= 2100


def _issued(text: str, on: date) -> tuple[str, str]:
    """The last day that a course says, "" where it says none."""
    days, wrong = days_in(_HOURS.sub(" ; ", _NUMBER_FIRST.sub(" ", text)), on)
    known = [day for day in days if (day + "-01-01")[:10] <= on.isoformat()]
    if days and not known:
        return "", "future_day"
    exact = [day for day in known if len(day) > 4] or known
    return (max(exact) if exact else ""), wrong


def _as_typed(text: str, on: date) -> tuple[Course, ...] | None:
    """Several courses in a row of words, as the chat reads them; only what it is sure of."""
    reading = read_certificates(text, on)
    if not isinstance(reading, Understood) or not reading.value:
        return None
    if any(line.hours is None for line in reading.value):
        return None
    return tuple(
        Course(line.hours or 0, _day_of(line.issued, line.between)) for line in reading.value
    )


def _day_of(issued: date | None, between: tuple[date, date] | None) -> str:
    if issued is not None:
        return issued.isoformat()
    if between is None:
        return ""
    same = between[0].year == between[1].year and between[0].month == between[1].month
    return between[0].isoformat()[: 7 if same else 4]


@dataclass(frozen=True, slots=True)
class Apart:
    """The courses of three columns, and which of the cells (topic 0, hours 1, day 2) is doubtful,
    with the reason."""

    courses: tuple[Course, ...] | None
    doubts: tuple[tuple[int, str], ...] = ()


def read_apart(topic: Value, hours: Value, day: Value, on: date) -> Apart:
    """The courses of a row where topics, hours and days stand in columns of their own; several
    in a cell are parted by lines or semicolons, alike in all of them."""
    said_hours, said_days = _several(hours), _several(day)
    if len(said_hours) == 1 and _LISTED.fullmatch(said_hours[0]):
        said_hours = re.split(r"\s*[,/]\s*", said_hours[0])
        if len(said_days) == 1 and said_days[0].count(",") == len(said_hours) - 1:
            said_days = re.split(r"\s*,\s*", said_days[0])
    if not said_hours:
        inside = read_courses(topic, on)
        if inside.courses is None and said_days and inside.why == "no_hours":
            return Apart(None, ((0, "no_hours"),))
        read = inside.courses
        if read and len(read) == 1 == len(said_days) and not read[0].issued:
            known = read_day(day, on)
            doubt = ((2, known.why),) if known.why else ()
            return Apart((replace(read[0], issued=known.written),), doubt)
        return Apart(read, ((0, inside.why),) if inside.why else ())
    amounts = [_amount(text) for text in said_hours]
    if any(amount is None for amount in amounts):
        return Apart(None, ((1, "no_hours"),))
    days = [read_day(each, on) for each in (said_days if len(said_days) != 1 else [day])]
    if len(days) not in (0, len(amounts)):
        days = []
        wrong: tuple[tuple[int, str], ...] = ((2, "hours_and_days"),)
    else:
        wrong = tuple((2, each.why) for each in days if each.why)[:1]
    titles = _several(topic)
    titles = titles if len(titles) == len(amounts) else [one_line(text_of(topic))] * len(amounts)
    found = tuple(
        Course(amount or 0, days[n].written if n < len(days) else "", titles[n])
        for n, amount in enumerate(amounts)
    )
    return Apart(found, wrong)


def _several(value: Value) -> list[str]:
    text = text_of(value)
    if is_unknown(plain(text)) or is_none(plain(text)):
        return []
    return [one_line(part) for part in _SPLIT.split(text) if part.strip()]


def _amount(text: str) -> int | None:
    found = re.fullmatch(r"(\d{1,4})(?:[.,]0+)?\s*(?:\D{0,14})", plain(text))
    if found is None or not SHORTEST <= int(found[1]) <= LONGEST or 1980 <= int(found[1]) <= 2100:
        return None
    return int(found[1])
