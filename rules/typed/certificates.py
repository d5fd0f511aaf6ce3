"""Certificates typed in one message: "72 ч, март 2025; 36 ч 2024-05-10 онлайн"."""

import re
from dataclasses import replace
from datetime import date

from rules.typed.course_days import course_days, without_other_days
from rules.typed.course_groups import MOST_LINES, groups_of, number_end, one_course, single_course
from rules.typed.course_line import (
    CertificateLine,
    Day,
    Lines,
    Part,
    Stop,
    days_of,
    finest,
    topics_of,
)
from rules.typed.course_text import in_lines, plain_courses, without_forgotten_day
from rules.typed.hour_words import HOURS, hours_said, marked_hours
from rules.typed.hours import FEW, LONGEST, SHORTEST, hours_of
from rules.typed.lexicon import Token, tokens
from rules.typed.numbers import skip_latin_on
from rules.typed.other_numbers import (
    PART_OF,
    PER_DAY,
    SHARES,
    total_said,
    without_other_numbers,
    without_sums,
)
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.papers import is_paper, no_course, read_paper, without_numbers_in_titles
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.points import EARLIEST, Impossible, Point, split_points
from rules.typed.text import LONG_TEXT, clean, pieces
from rules.typed.words import Tag

__all__ = ["CertificateLine", "Lines", "read_certificates"]

MOST_PIECES = 160
LONGEST_PAPER = 700  # pieces, before what is no course is taken out

_BREAKS = re.compile(r"[;\n\r]+")
_ITEM = re.compile(r"^\s*([0-9]{1,2})\s?[).]\s+|^\s*([0-9]{1,2})\)|^\s*[-•*–]\s+")
_HOURS_WORDS = (Tag.HOUR, Tag.COURSE, Tag.EACH, Tag.PLUS, Tag.AND, Tag.TIMES, Tag.ROUGH, Tag.BELOW)
_BLOCKING = (Tag.NOT, Tag.AFTER, Tag.AGO, Tag.OR)


def read_certificates(text: str, on: date) -> Understanding[Lines]:
    """The courses of a message, one to a line, between semicolons, or one after another; or the
    text of one certificate.

    Understood with the note "day_missing" when some line has a month or a year but no day. No
    certificate at all is an empty tuple. A date that could belong to several courses, a topic
    that may be the form of study ("онлайн") and the like are asked back, and so is what may be no
    course ("участие в семинаре, 8 часов").
    """
    if is_none(text):
        return Understood(())
    cleaned = clean(text, LONG_TEXT)
    if cleaned is None or is_dont_know(text) or len(pieces(cleaned, LONGEST_PAPER)) > LONGEST_PAPER:
        return NotUnderstood()
    cleaned = plain_courses(cleaned)
    other = no_course(cleaned)
    if other == "retraining":
        return NotUnderstood()
    shared = "+" in cleaned and SHARES.search(cleaned)
    if PER_DAY.search(cleaned) or shared:
        return _of_total(cleaned, on)
    cleaned = without_numbers_in_titles(cleaned)
    added = without_sums(without_other_numbers(in_lines(cleaned)))
    if added is None:
        return NotUnderstood()
    known, forgotten = without_forgotten_day(added)
    reading = _reading(marked_hours(known), on)
    return _asked(reading) if other is not None or forgotten else reading


def no_course_in(text: str) -> str | None:
    """What a text speaks of that is no course the person took (see `papers.no_course`)."""
    cleaned = clean(text, LONG_TEXT)
    return None if cleaned is None else no_course(plain_courses(cleaned))


def names_hours(text: str) -> bool:
    """Whether hours with their unit are named: then the text speaks of a course."""
    cleaned = clean(text, LONG_TEXT)
    return cleaned is not None and bool(hours_said(plain_courses(cleaned)))


def _reading(text: str, on: date) -> Understanding[Lines]:
    if is_paper(text):
        return read_paper(text, on)
    if PART_OF.search(text):
        return _asked(read_paper(text, on))
    try:
        reading = _read(text, on)
    except Stop as stop:
        reading = stop.outcome
    told_once = len(hours_said(text)) == 1
    if isinstance(reading, NotUnderstood) and told_once and not _denies(text):
        return _asked(read_paper(text, on))
    return reading


def _of_total(text: str, on: date) -> Understanding[Lines]:
    """Hours of a day or a part count only where the total is said too."""
    total = total_said(text)
    if total is None:
        return NotUnderstood()
    days = HOURS.sub(" ", without_other_numbers(text))
    return _asked(_reading(marked_hours(f"{total}, {days}"), on))


def _denies(text: str) -> bool:
    return any(token.has(*_BLOCKING) for token in tokens(pieces(text, MOST_PIECES)))


def _asked(reading: Understanding[Lines]) -> Understanding[Lines]:
    """Asked back even where it is clear; without hours there is nothing to ask."""
    match reading:
        case Understood():
            hours = any(line.hours is not None for line in reading.value)
            return Choose((reading.value,)) if hours else NotUnderstood()
    return reading


def _read(text: str, on: date) -> Understanding[Lines]:
    whole = _parts(_BREAKS.sub(", ", text), on) if _BREAKS.search(text) else None
    together = None if whole is None else one_course(whole) or single_course(whole)
    chunks = [text] if together is not None else [c for c in _BREAKS.split(text) if c.strip()]
    options: list[Lines] = [()]
    count = 0
    for place, chunk in enumerate(chunks):
        parts = together or _parts(_without_number(chunk, place), on)
        count += len(parts)
        if count > MOST_PIECES or place > MOST_LINES:
            return NotUnderstood()
        if any(not (isinstance(part, Token) and part.piece.kind == "sign") for part in parts):
            options = _extended(options, _chunk(parts, on))
    lines = options[0]
    if not lines or len(lines) > MOST_LINES:
        return NotUnderstood()
    if len(options) > 1:
        return Choose(tuple(options))
    missing = any(line.between is not None for line in lines)
    return Understood(lines, "day_missing" if missing else None)


def _parts(text: str, on: date) -> list[Part]:
    """The text in order, every day and every period of a course replaced by a Point."""
    found = pieces(text, MOST_PIECES)
    if len(found) > MOST_PIECES:
        raise Stop(NotUnderstood())
    parts = course_days(split_points(skip_latin_on(tokens(found)), on), on)
    return without_other_days(parts, paper=False)


def _without_number(chunk: str, place: int) -> str:
    """The chunk without its place in a list ("1) ", "2. ")."""
    match = _ITEM.match(chunk)
    number = match and (match[1] or match[2])
    return chunk[match.end() :] if match and (not number or int(number) == place + 1) else chunk


def _extended(options: list[Lines], more: list[Lines]) -> list[Lines]:
    return list(distinct([old + new for old in options for new in more]))


def _chunk(parts: list[Part], on: date) -> list[Lines]:
    """The readings of one chunk. Two equal readings say: confirm."""
    parts = one_course(parts) or parts
    _refuse(parts, on)
    groups, doubtful = groups_of(parts)
    if len(groups) > MOST_LINES:
        raise Stop(NotUnderstood())
    options: list[Lines] = [()]
    for group in groups:
        options = _extended(options, _lines(group, on))
    if doubtful:
        options += [_shared_day(options[0])]
    return list(distinct(options)) if len(set(options)) > 1 or not doubtful else _unsure(options)


def _unsure(options: list[Lines]) -> list[Lines]:
    """One reading that must be confirmed: offered beside what is left when days are asked."""
    bare = tuple(replace(line, issued=None, between=None) for line in options[0])
    return [options[0], bare]


def _shared_day(lines: Lines) -> Lines:
    """The reading in which the only day said is the day of every course."""
    days = {(line.issued, line.between) for line in lines if line.issued or line.between}
    if len(days) != 1:
        return lines
    issued, between = days.pop()
    return tuple(replace(line, issued=issued, between=between) for line in lines)


def _refuse(parts: list[Part], on: date) -> None:
    """Stop at impossible or future days, negation and "valid until"."""
    for place, part in enumerate(parts):
        if isinstance(part, Impossible):
            raise Stop(OutOfRange("no_such_day", EARLIEST, on))
        if isinstance(part, Token) and part.has(*_BLOCKING):
            raise Stop(NotUnderstood())
        if isinstance(part, Token) and part.has(Tag.NAME):
            raise Stop(NotUnderstood())  # a month that belongs to no date: "72 марта"
        if isinstance(part, Point):
            before = parts[place - 1] if place else None
            if isinstance(before, Token) and (before.has(Tag.TO) or _sum_before(parts, place)):
                raise Stop(NotUnderstood())
            if part.year and part.first > on:
                raise Stop(OutOfRange("future", EARLIEST, on))


def _sum_before(parts: list[Part], place: int) -> bool:
    """ "36+24 март 2025": hours that look like the day of the month."""
    if place < 2:
        return False
    number, sign = parts[place - 2], parts[place - 1]
    plus = isinstance(sign, Token) and sign.sign("+")
    return plus and isinstance(number, Token) and number.integer is not None


def _lines(group: list[Part], on: date) -> list[Lines]:
    """The readings of one group: a course, or several equal ones ("2 курса по 36")."""
    hours, confirm = _hours(group)
    points = finest([part for part in group if isinstance(part, Point)])
    sure, asked = topics_of(group)
    topics: list[str | None] = [sure[0] if len(sure) == 1 else None]
    if not sure and asked:
        topics = [asked[0], None]
    elif len(sure) > 1:
        topics = [*sure[:2]]
    days = list(distinct([day for point in points for day in days_of(point, on)]))
    days = days if points else _last_year(group, on)
    if any(len(counted) > 1 for counted in hours) and points:
        days = [*days, (None, None)]  # one day for several courses: ask
    options = _a_day_each(group, hours, topics, on)
    if len(options) == 1 and not confirm:
        return options
    options += [
        tuple(CertificateLine(h, issued, topic, between) for h in counted)
        for counted in hours
        for topic in topics
        for issued, between in days
    ]
    if len(set(options)) == 1 and (confirm or _nothing(options[0])):
        if _nothing(options[0]):
            raise Stop(NotUnderstood())
        return _unsure_hours(options[0])
    return list(distinct(options))


def _a_day_each(
    group: list[Part], hours: list[tuple[int | None, ...]], topics: list[str | None], on: date
) -> list[Lines]:
    """ "2 курса по 36: 01.05.2024 и 07.06.2025": as many days as courses, in their order."""
    points = [part for part in group if isinstance(part, Point)]
    days = [days_of(point, on) for point in points]
    if len(points) < 2 or any(len(each) != 1 for each in days):
        return []
    return [
        tuple(
            CertificateLine(h, issued, topic, between)
            for h, ((issued, between),) in zip(counted, days, strict=True)
        )
        for counted in hours
        if len(counted) == len(points)
        for topic in topics
    ]


def _nothing(lines: Lines) -> bool:
    return all(line.hours is None and line.issued is None and not line.between for line in lines)


def _unsure_hours(lines: Lines) -> list[Lines]:
    """Hours that must be confirmed: offered beside the line without them."""
    return [lines, tuple(replace(line, hours=None) for line in lines[:1])]


def _hours(group: list[Part]) -> tuple[list[tuple[int | None, ...]], bool]:
    """The hours of a group in every reading, and whether they must be confirmed."""
    strays, doubtful = _strays(group)
    kept = [
        part
        for place, part in enumerate(group)
        if isinstance(part, Token) and place not in strays and _speaks_of_hours(part)
    ]
    parts: list[Part] = [*kept]
    if not any(number_end(parts, place) for place in range(len(parts))):
        return [(None,)], False
    while kept and kept[-1].piece.kind == "sign":
        kept.pop()
    reading = hours_of(kept)
    if isinstance(reading, OutOfRange):
        raise Stop(OutOfRange(reading.reason, SHORTEST, LONGEST))
    if isinstance(reading, NotUnderstood):
        raise Stop(reading)
    if isinstance(reading, Understood):
        return [tuple(reading.value)], doubtful
    return [tuple(option) for option in reading.options], True


def _strays(group: list[Part]) -> tuple[set[int], bool]:
    """Numbers of something else where hours are named: "методика 21 века, 72 часа"; whether one
    of them might still be hours."""
    if not any(isinstance(part, Token) and part.has(Tag.HOUR) for part in group):
        return set(), False
    strays: set[int] = set()
    doubtful = False
    for place, token in enumerate(group):
        if not isinstance(token, Token) or token.piece.kind not in {"number", "decimal"}:
            continue
        before = group[place - 1] if place else None
        after = group[place + 1] if place + 1 < len(group) else None
        if isinstance(after, Token) and after.has(Tag.HOUR):
            continue
        spoken = isinstance(after, Token) and (after.unknown or after.has(Tag.ALLOWED))
        if spoken or _is_version(before, token):
            strays.add(place)
            doubtful = doubtful or (spoken and not _is_version(before, token))
    return strays, doubtful


def _is_version(before: Part | None, token: Token) -> bool:
    """ "Python 3", "Office 365", a certificate's number."""
    if token.integer is None or token.integer > LONGEST:
        return True
    if not isinstance(before, Token) or not before.unknown:
        return False
    return token.integer <= FEW or before.piece.text.isascii()


def _speaks_of_hours(token: Token) -> bool:
    if token.has(*_HOURS_WORDS) or token.sign("+*="):
        return True
    return token.piece.kind in {"number", "decimal"} or token.has(Tag.NUMBER, Tag.HUNDRED)


def _last_year(group: list[Part], on: date) -> list[Day]:
    """ "в прошлом году", "былтыр": some day of it; nothing said: nothing known."""
    words = [part for part in group if isinstance(part, Token)]
    last = any(token.has(Tag.LAST_YEAR) for token in words) or (
        any(token.has(Tag.LAST) for token in words) and any(token.has(Tag.YEAR) for token in words)
    )
    year = on.year - 1
    return [(None, (date(year, 1, 1), date(year, 12, 31)) if last else None)]
