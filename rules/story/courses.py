"""Courses that somebody took: hours, day and topic, put together from the parts of a story."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise, zip_longest
from typing import TypeVar

from rules.story.cues import Cue
from rules.story.finding import Finding, denial_of, free, joined, places
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed import CertificateLine, read_certificates
from rules.typed.choice import find
from rules.typed.outcome import Choose, Understood
from rules.typed.words import Tag
from rules.vocabulary import Json

T = TypeVar("T")

MOST_COURSES = 12
_NEAR = 5
_DATED = frozenset(("dmy", "ymd", "my", "ym"))
_SAID = (Tag.HOUR, Tag.COURSE, Tag.NAME, Tag.NUMBER, Tag.HUNDRED, Tag.YEAR, Tag.FROM, Tag.TO)


def courses_in(found: Sequence[Statement], taken: set[int], on: date) -> list[Finding]:
    """The courses of a story, one finding for each; none at all as one with an empty list."""
    read: list[Finding] = []
    for group in islice(_groups(found, taken), MOST_COURSES):
        denied = _denied(group, taken)
        if denied:
            read.append(Finding("certificates", [], denied))
        elif all(statement.holds for statement in group) and not _is_coming(group):
            read += _of_group(group, taken, on)
    return read


def _groups(found: Sequence[Statement], taken: set[int]) -> Iterator[list[Statement]]:
    """Statements that speak of courses, each with those after it that only add to it."""
    group: list[Statement] = []
    for statement in found:
        if not statement.mine:
            continue
        if group and _only_adds(statement, taken) and statement.sentence == group[-1].sentence:
            group.append(statement)
            continue
        if group:
            yield group
        group = [statement] if _speaks(statement, taken) else []
    if group:
        yield group


def _speaks(statement: Statement, taken: set[int]) -> bool:
    words = free(statement, taken)
    hours = any(word.token.has(Tag.HOUR) for word in words)
    return (hours and not statement.has(Cue.LOAD)) or any(word.does(Cue.COURSE) for word in words)


def _only_adds(statement: Statement, taken: set[int]) -> bool:
    """Whether every word is a number, a day, a topic or a course."""
    words = [word for word in free(statement, taken) if word.token.piece.kind != "sign"]
    if not words or any(word.does(Cue.CATEGORY, Cue.POST, Cue.SERVICE) for word in words):
        return False
    _, rest = find([word.key for word in words if word.is_word], "certificate_topic")
    strange = [
        word for word in words
        if word.is_word and word.key in rest and not word.token.has(*_SAID)
        and not word.does(Cue.COURSE, Cue.EMPTY, Cue.DONE, Cue.HAVE)
    ]  # fmt: skip
    lengths = any(
        a.token.piece.kind == "number" and (a.token.integer or 0) < 100 and b.token.has(Tag.YEAR)
        for a, b in pairwise(words)
    )
    return not strange and not lengths


def _denied(group: list[Statement], taken: set[int]) -> frozenset[int]:
    """ "курсов не проходила", "курстан өткен жоқпын", "never taken any courses": the words."""
    statement = group[0]
    words = free(statement, taken)
    if any(word.token.has(Tag.HOUR) for word in words) or not statement.mine or statement.asks:
        return frozenset()
    for place, word in enumerate(words):
        if not word.does(Cue.COURSE):
            continue
        denial = denial_of(words, place, lambda w: not w.does(*_OTHER_THINGS))
        if denial is not None:
            near = words[max(0, place - _NEAR) : place + _NEAR]
            return places([denial, *(w for w in near if w.does(Cue.COURSE, Cue.DONE))])
    return frozenset()


_OTHER_THINGS = (
    Cue.CATEGORY, Cue.RETRAINING, Cue.WORKS, Cue.DEGREE, Cue.TITLE, Cue.POST, Cue.SERVICE,
)  # fmt: skip


def _is_coming(group: list[Statement]) -> bool:
    return any(statement.has(Cue.COMING, Cue.STUDYING) for statement in group)


def _of_group(group: list[Statement], taken: set[int], on: date) -> Iterator[Finding]:
    words = [word for statement in group for word in free(statement, taken)]
    said = [word for word in words if _says_of_course(word)]
    topic = _topic_words(words)
    kept = _without_lone_prepositions(sorted({*said, *topic}, key=lambda word: word.at))
    reading = read_certificates(joined(kept), on)
    used = places([*kept, *(w for w in words if w.does(Cue.COURSE, Cue.DONE, Cue.HAVE))])
    lines: tuple[CertificateLine, ...] = ()
    if isinstance(reading, Understood):
        lines = reading.value
    elif isinstance(reading, Choose):
        lines = _agreed(reading.options)
    for line in lines:
        if line.hours is None and line.issued is None and line.between is None:
            continue
        value, lacks = _shaped(line)
        if any(statement.corrects for statement in group):
            lacks = (*lacks, "which")
        yield Finding("certificates", value, used, lacks)


def _without_lone_prepositions(words: list[Word]) -> list[Word]:
    """ "курсы по профилю": only before a number or a day a preposition says anything."""
    return [
        word for word, after in zip_longest(words, words[1:])
        if not word.token.has(Tag.TO, Tag.FROM, Tag.EACH)
        or (after is not None and (after.token.piece.kind != "word" or after.token.has(Tag.NAME)))
    ]  # fmt: skip


def _says_of_course(word: Word) -> bool:
    if word.token.piece.kind == "word":
        latin_on = word.text == "on"  # sounds like the Kazakh ten
        return not latin_on and word.token.has(*_SAID, Tag.ROUGH, Tag.BELOW, Tag.OR)
    return word.token.piece.kind != "sign" or word.sign(",;.-+")


def _topic_words(words: list[Word]) -> list[Word]:
    """The words that name the topic of a course for sure."""
    said = [word for word in words if word.is_word and not word.token.has(Tag.HOUR)]
    hits, _ = find([word.key for word in said], "certificate_topic")
    sure = [hit for hit in hits if len(hit.phrase.sure) == 1]
    return [word for hit in sure for word in said[hit.start : hit.end]]


def _agreed(options: Sequence[tuple[CertificateLine, ...]]) -> tuple[CertificateLine, ...]:
    """What all readings of the courses say alike; nothing where they count them differently."""
    if len({len(option) for option in options}) > 1:
        return ()
    return tuple(
        CertificateLine(
            _same(line.hours for line in lines),
            _same(line.issued for line in lines),
            _same(line.topic for line in lines),
            _same(line.between for line in lines),
        )
        for lines in zip(*options, strict=True)
    )


def _same(values: Iterator[T]) -> T | None:
    every = set(values)
    return every.pop() if len(every) == 1 else None


def _shaped(line: CertificateLine) -> tuple[Json, tuple[str, ...]]:
    """A course in the profile's shape, with what it lacks; a day as far as it is said."""
    day = line.issued.isoformat() if line.issued else _beginning(line)
    said = {"topic": line.topic, "hours": line.hours, "issued": day}
    lacks = [key for key in ("topic", "hours") if said[key] is None]
    if line.issued is None:
        lacks.append("day" if day else "issued")
    return {key: value for key, value in said.items() if value}, tuple(lacks)


def _beginning(line: CertificateLine) -> str | None:
    if line.between is None:
        return None
    first, last = line.between
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first:%Y-%m}" if same_month else f"{first:%Y}"
