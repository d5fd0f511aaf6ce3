"""What a certificate's printed text says of its course: hours, day, topic, and what paper it is.

More careful than the reader of typed text, which the person has looked at: the text may have been
read off a picture, and what is doubtful there is left out rather than offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

from rules.typed.course_days import course_days, without_other_days
from rules.typed.course_line import CertificateLine, Day, Part, days_of, finest
from rules.typed.course_text import plain_courses
from rules.typed.hour_words import UNIT, hours_said
from rules.typed.hours import LONGEST, SHORTEST
from rules.typed.lexicon import tokens
from rules.typed.misread import mended
from rules.typed.numbers import skip_latin_on
from rules.typed.other_numbers import PART_OF, without_other_numbers
from rules.typed.papers import is_issue, no_course, topic_of
from rules.typed.points import Impossible, Point, split_points
from rules.typed.text import LONG_TEXT, clean, pieces

MOST_PIECES: Final = 700
MOST_LINES: Final = 4
"""What may be meant, to choose from; more is a list of something else."""

_EARLIEST: Final = date(1990, 1, 1)
_SOON_AFTER = timedelta(days=45)
"""Days after a course within which its certificate is issued."""

_LANGUAGE = re.compile(
    r"\bcefr\b|(?:level|деңгейі|уровень)\W{0,3}[abc][12]\b|\b[abc][12]\s+(?:level|деңгей|уров)|"
    r"\bielts\b|\btoefl\b|overall\s+(?:band\s+)?score|test\s+date"
)
_TORN_NUMBER = re.compile(
    rf"(?<![0-9.,/-])[0-9]{{1,2}}[^\S\n][0-9]{{1,4}}\s?-?\s?{UNIT}", re.IGNORECASE
)
_BEFORE_NUMBER = re.compile(
    rf"[^\W\d_]{{1,2}}(?<!в)(?<!с)(?<!и)[0-9]{{1,3}}\s?{UNIT}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """`hours` and `days`: what the paper may say, the likeliest first; empty where it does not say
    it surely. `kind`: what it is when it is no course that the person took: "retraining",
    "trainer", "jury", "ongoing", "placement", "participation", "language"."""

    hours: tuple[int, ...] = ()
    days: tuple[Day, ...] = ()
    topic: str | None = None
    kind: str | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.hours or self.days or self.kind)

    @property
    def lines(self) -> tuple[CertificateLine, ...]:
        """The one course in every reading; empty where nothing is to be proposed."""
        hours: Sequence[int | None] = self.hours or (None,)
        days: Sequence[Day] = self.days or ((None, None),)
        if self.kind is not None or not (self.hours or self.days):
            return ()
        return tuple(
            CertificateLine(said, issued, self.topic, between)
            for said, (issued, between) in product(hours, days)
        )

    def to_json(self) -> dict[str, Any]:
        days = [[None if each is None else each.isoformat() for each in (issued, *(between or ()))]
                for issued, between in self.days]  # fmt: skip
        return {"hours": list(self.hours), "days": days, "topic": self.topic, "kind": self.kind}

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> Printed:
        days = tuple(_day_of(each) for each in data["days"])
        return cls(tuple(data["hours"]), days, data["topic"], data["kind"])


def _day_of(kept: Sequence[str | None]) -> Day:
    issued, *between = (None if each is None else date.fromisoformat(each) for each in kept)
    first, last = between or (None, None)
    return issued, None if first is None or last is None else (first, last)


def read_printed(text: str, on: date) -> Printed:
    """What one page says. Nothing is guessed: what two things may be meant by comes as both, what
    may have been misread not at all."""
    cleaned = clean(mended(text), LONG_TEXT)
    if cleaned is None:
        return Printed()
    cleaned = plain_courses(cleaned)
    kind = no_course(cleaned)
    hours = _hours(cleaned)
    if kind is None and not hours and _LANGUAGE.search(cleaned):
        kind = "language"
    return Printed(hours, _days(cleaned, on), topic_of(cleaned), kind)


def together(pages: Sequence[Printed]) -> Printed:
    """The pages of one paper, or both its sides."""
    saying = [page for page in pages if page.says_something]
    kinds = [page.kind for page in saying]
    kind = next((each for each in kinds if each in ("retraining", "trainer")), None)
    if kind is None and kinds and None not in kinds:
        kind = kinds[0]
    topics = {page.topic for page in pages if page.topic is not None}
    return Printed(
        _few(tuple(dict.fromkeys(said for page in saying for said in page.hours))),
        _few(tuple(dict.fromkeys(day for page in saying for day in _whole_first(saying, page)))),
        topics.pop() if len(topics) == 1 else None,
        kind,
    )


def _whole_first(pages: Sequence[Printed], page: Printed) -> tuple[Day, ...]:
    """The days of a page; a month only where no page says a day."""
    whole = any(issued is not None for each in pages for issued, _ in each.days)
    return tuple(day for day in page.days if day[0] is not None or not whole)


def _few(options: tuple[Any, ...]) -> tuple[Any, ...]:
    return options if len(options) <= MOST_LINES else ()


def _hours(cleaned: str) -> tuple[int, ...]:
    text = without_other_numbers(cleaned)
    whole = PART_OF.search(text)
    text = text[: whole.start()] if whole else text
    if _TORN_NUMBER.search(text) or _BEFORE_NUMBER.search(text):
        return ()
    said = dict.fromkeys(hours for hours, _ in hours_said(text) if SHORTEST <= hours <= LONGEST)
    return _few(tuple(sorted(said, reverse=True)))


def _days(cleaned: str, on: date) -> tuple[Day, ...]:
    found = pieces(without_other_numbers(cleaned), MOST_PIECES)
    if not found or len(found) > MOST_PIECES:
        return ()
    said = split_points(skip_latin_on(tokens(found)), on)
    days = without_other_days(course_days(said, on), paper=True)
    points = [part for part in days if isinstance(part, Point)]
    whole = {p.first for p in points if _is_whole(p, on)}
    ends = {p.first for p in points if _is_whole(p, on) and p not in said}
    labelled = {
        part.first
        for place, part in enumerate(days)
        if isinstance(part, Point) and _is_whole(part, on) and is_issue(days, place)
    } - ends
    if labelled or whole:
        return _day_of_issue(labelled, whole, ends, doubtful=_doubtful(days, on))
    if _doubtful(days, on):
        return ()
    months = finest([p for p in points if p.first <= on and p.year and p.first >= _EARLIEST])
    return _few(tuple(dict.fromkeys(day for point in months for day in days_of(point, on))))


def _is_whole(point: Point, on: date) -> bool:
    return point.exact and _EARLIEST <= point.first <= on


def _doubtful(parts: Sequence[Part], on: date) -> bool:
    """Whether a day stands there that was not read surely, or cannot be."""
    return any(
        isinstance(part, Impossible)
        or (isinstance(part, Point) and part.first == part.last
            and not (_is_whole(part, on) or not part.year))
        for part in parts
    )  # fmt: skip


def _day_of_issue(
    labelled: set[date], whole: set[date], ends: set[date], *, doubtful: bool
) -> tuple[Day, ...]:
    last_end = max(ends, default=None)
    if len(labelled) == 1:
        [day] = labelled
        fits = last_end is None or last_end <= day <= last_end + 9 * _SOON_AFTER
        return ((day, None),) if fits else ()
    if labelled:
        return _few(tuple((day, None) for day in sorted(labelled, reverse=True)))
    if doubtful:
        return ()
    first, last = min(whole), max(whole)
    if last - first <= _SOON_AFTER:
        return ((last, None),)
    return _few(tuple((day, None) for day in sorted(whole, reverse=True)))
