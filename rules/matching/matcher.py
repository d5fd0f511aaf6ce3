"""Which position a person means by what they type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.matching.keyboard import other_layouts
from rules.matching.names import is_name
from rules.matching.qualifying import divided, divided_by_comma, of_unknown_field, qualified
from rules.matching.ranking import Ranked, Ranking, merged
from rules.matching.rate import is_numbered, without_amount
from rules.matching.reading import Reader, TextMeaning, typed, words
from rules.matching.repair import repaired
from rules.matching.splitting import joined
from rules.matching.vocabulary import load_vocabulary
from rules.once import once

_LONGEST_TEXT = 1024
_LONGEST_READ_AGAIN = 160
_USUAL_LIMIT = 5
_CHOICE = re.compile(r"(?<!\w)(?:или|либо|немесе|яки|or)(?!\w)")


@dataclass(frozen=True)
class Result:
    """A position that may be meant; `score` is 0–100."""

    position: str
    score: float


@dataclass(frozen=True)
class Match:
    """The answer to a query, best first; empty when it is near no position.

    `confident` is true only when the first result may be taken without asking.
    """

    query: str
    confident: bool
    results: tuple[Result, ...]


@dataclass(frozen=True)
class _Index:
    reader: Reader
    ranking: Ranking


@once
def _index() -> _Index:
    vocabulary = load_vocabulary()
    reader = Reader(vocabulary)
    return _Index(reader, Ranking(vocabulary, reader))


def match(text: str, limit: int | None = None) -> Match:
    """Find the positions a text may mean.

    `limit` is the most results to give. Without it there are five, or more where more fit the
    text equally well ("заместитель директора" may be nine), so that a choice is never cut short.
    """
    ranked = _rank(text[:_LONGEST_TEXT])
    if limit is None:
        equal = sum(score >= _first_score(ranked) - 0.05 for _, score in ranked.positions)
        limit = max(_USUAL_LIMIT, equal)
    results = tuple(Result(name, score) for name, score in ranked.positions[: max(limit, 0)])
    return Match(query=text, confident=ranked.sure, results=results)


def read(lowered: str) -> tuple[TextMeaning, bool]:
    """Return what a text in lower case says, and whether it names a kind of post."""
    index = _index()
    reading = index.reader.read(lowered)
    return reading, not index.ranking.is_headless(reading)


def is_listed(word: str) -> bool:
    """Tell whether a lower-case word is in the vocabulary, with or without endings."""
    return bool(_index().reader.lexicon.find(word, guess=False))


def _rank(text: str) -> Ranked:
    lowered = typed(text)
    best = _meant(without_amount(lowered))
    return merged([best, _meant(lowered)]) if is_numbered(lowered) else best


def _meant(lowered: str) -> Ranked:
    """Rank what a text means, as one or as a title with something added to it."""
    pieces = divided(lowered)
    if pieces is None:
        return _as_one(lowered)
    index = _index()
    whole = index.ranking.rank(index.reader.read(lowered))
    found = qualified(index.reader, index.ranking, pieces, whole, _as_one)
    return found if found is not None else _as_one(lowered)


def _as_one(lowered: str) -> Ranked:
    index = _index()
    parts = words(lowered)
    reading = index.reader.read_words(parts)
    best = index.ranking.rank(reading)
    if best.sure and _CHOICE.search(lowered) is not None:
        best = _chosen(index, lowered, best)
    if (best.sure and not reading.doubts) or len(lowered) > _LONGEST_READ_AGAIN:
        return best
    whole_words = joined(parts, index.reader.lexicon)
    if len(whole_words) < len(parts):
        parts = whole_words
        reading = index.reader.read_words(parts)
        best = index.ranking.rank(reading)
        if best.sure and not reading.doubts:
            return best
    if not best.sure and is_name(parts):
        return Ranked((), sure=False)
    if not best.positions:
        best = _in_other_layout(index, lowered)
        if best.positions:
            return best
    best = repaired(index.reader, index.ranking, parts, best)
    return best if best.positions else _at_last(index, lowered, reading, parts)


def _in_other_layout(index: _Index, lowered: str) -> Ranked:
    best = Ranked((), sure=False)
    for other in other_layouts(lowered):
        reread = index.ranking.rank(index.reader.read(other))
        if _first_score(reread) > _first_score(best):
            best = reread
    return best


def _at_last(index: _Index, lowered: str, reading: TextMeaning, parts: list[str]) -> Ranked:
    """Rank a text that means nothing as it stands by its end, or by its head alone."""
    best = _last_named(index, lowered)
    if not best.positions and not index.ranking.is_headless(reading):
        pieces = divided_by_comma(lowered)
        found = pieces and qualified(index.reader, index.ranking, pieces, best, _by_itself)
        best = found or of_unknown_field(index.ranking, reading, parts)
    return best


def _by_itself(lowered: str) -> Ranked:
    index = _index()
    return index.ranking.rank(index.reader.read(lowered))


def _chosen(index: _Index, lowered: str, best: Ranked) -> Ranked:
    """Put together what both sides of an "or" mean where each surely names a post of its own.

    "Зам по учебной или воспитательной" says the post only once.
    """
    left, right = [index.reader.read(side) for side in _CHOICE.split(lowered, maxsplit=1)]
    sides = [
        index.ranking.rank(index.ranking.completed(left, right)),
        index.ranking.rank(index.ranking.completed(right, left)),
    ]
    if not all(side.sure for side in sides) or _first(sides[0]) == _first(sides[1]):
        return best
    return merged([best, *sides])


def _last_named(index: _Index, lowered: str) -> Ranked:
    """Rank what the end of a text of several posts means; it is never sure."""
    tails = [index.ranking.rank(reading) for reading in index.reader.tails(lowered)]
    best = max(tails, key=_first_score, default=Ranked((), sure=False))
    return Ranked(best.positions, sure=False)


def _first(ranked: Ranked) -> str | None:
    return ranked.positions[0][0] if ranked.positions else None


def _first_score(ranked: Ranked) -> float:
    return ranked.positions[0][1] if ranked.positions else 0.0
