"""Full-text search over the reference: SQLite's FTS5 in memory, on tokens of ours.

Entries that hold more of the asked words come first; among them SQLite's own ranking decides.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from rules.matching.keyboard import other_layouts
from rules.norms.loading import catalogue
from rules.norms.model import Source
from rules.norms.schema import Strict, read_shaped
from rules.once import once
from rules.reference.entries import ATTESTATION, Entry, entries
from rules.reference.tokens import is_kazakh, tokens, words
from rules.vocabulary import LANGUAGES

MOST_RESULTS = 10
_FILE = Path(__file__).parent / "data" / "words.yaml"
_LONGEST_QUERY = 300
_MOST_WORDS = 24
_SNIPPET = 180
# Where a word stands: in the name of the position, the kind of the paragraph, its text.
_WEIGHTS = "3.0, 1.0, 2.0"
# What a word of the query is worth where it stands; in a text it is worth 1.
_OF_NAME = 1.2
_OF_KIND = 1.1
# How many of the words a name lacks, and how many tokens it has: less is nearer.
Nearness = tuple[int, int]
_KINDS = ("qualification", "duties", "knowledge", "competences", ATTESTATION)


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, by its best line; `snippet` is that line, cut where too long."""

    position: str
    kind: str
    source: Source
    language: str
    official: bool
    snippet: str

    def to_json(self) -> dict[str, object]:
        return {
            "position": self.position,
            "kind": self.kind,
            **self.source.to_json(),
            "language": self.language,
            "official": self.official,
            "snippet": self.snippet,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with how much of the words it has, whether its text has any that neither the
    position's name nor the kind has, how near its name is, and SQLite's rank."""

    entry: Entry
    covered: float
    by_text: bool
    name: Nearness
    rank: float


def _order(found: Found) -> tuple[float, bool, int, Nearness, bool, float]:
    """Most words first, then text before mere names; for those the kinds as one asks for them and
    the nearest names; then the document's words before ours."""
    entry = found.entry
    by_name = (0, (0, 0)) if found.by_text else (_KINDS.index(entry.kind), found.name)
    return (-found.covered, not found.by_text, *by_name, not entry.official, found.rank)


class WordsIn(Strict):
    short_forms: dict[str, str]
    fillers: str
    kinds: dict[str, str]


class _Index:
    def __init__(self) -> None:
        given = read_shaped(WordsIn, _FILE)
        self.short_forms = given.short_forms
        self.fillers = frozenset(given.fillers.split())
        self.kinds = {kind: _all_tokens(text) for kind, text in given.kinds.items()}
        self.called = {
            position.id: tuple(
                _all_tokens(name.of(x))
                for name in (position.names, position.short)
                for x in LANGUAGES
            )
            for position in catalogue().positions.values()
        }
        self.names = {one: frozenset().union(*names) for one, names in self.called.items()}
        self.entries = tuple(entries())
        self.by_meaning: dict[tuple[str, str, str], dict[str, Entry]] = defaultdict(dict)
        for entry in self.entries:
            self.by_meaning[entry.position, entry.place, entry.says][entry.language] = entry
        self.texts = tuple(_all_tokens(entry.text, entry.language) for entry in self.entries)
        # Not every build of SQLite lets threads share a connection.
        self.turn = Lock()
        self.database = sqlite3.connect(":memory:", check_same_thread=False)
        self.database.execute(
            'CREATE VIRTUAL TABLE lines USING fts5(name, kind, text, tokenize="unicode61")'
        )
        self.database.executemany(
            "INSERT INTO lines(rowid, name, kind, text) VALUES (?, ?, ?, ?)",
            (
                (
                    number,
                    " ".join(self.names[entry.position]),
                    " ".join(self.kinds[entry.kind]),
                    " ".join(text),
                )
                for number, (entry, text) in enumerate(zip(self.entries, self.texts, strict=True))
            ),
        )

    def asked(self, text: str) -> list[tuple[str, ...]]:
        """The tokens of each word that is sought; fillers only where there is nothing else."""
        lowered = f" {' '.join(words(text[:_LONGEST_QUERY]))} "
        for short, whole in self.short_forms.items():
            lowered = lowered.replace(f" {short} ", f" {' '.join(words(whole))} ")
        every = lowered.split()[:_MOST_WORDS]
        spelled = [word for word in every if len(word) > 1 or word.isdecimal()]
        telling = [word for word in spelled if word not in self.fillers]
        language = "kk" if is_kazakh(lowered) else None
        asked = (tokens(word, language) for word in telling or spelled)
        return list(dict.fromkeys(filter(None, asked)))

    def found(self, asked: list[tuple[str, ...]]) -> list[Found]:
        """Every entry that has one of the words, best first; none for no words."""
        if not asked:
            return []
        query = " OR ".join(f'"{token}"' for group in asked for token in group)
        with self.turn:
            rows = self.database.execute(
                f"SELECT rowid, bm25(lines, {_WEIGHTS}) FROM lines WHERE lines MATCH ?",  # noqa: S608
                (query,),
            ).fetchall()
        near = {position: _nearness(names, asked) for position, names in self.called.items()}
        return sorted(
            (self._judged(number, rank, asked, near) for number, rank in rows), key=_order
        )

    def in_language(self, entry: Entry, lang: str | None) -> Entry:
        """What says the same in `lang`; the entry itself where nothing does."""
        same = self.by_meaning[entry.position, entry.place, entry.says]
        return same.get(lang, entry) if lang else entry

    def _judged(
        self, number: int, rank: float, asked: list[tuple[str, ...]], near: dict[str, Nearness]
    ) -> Found:
        entry, text = self.entries[number], self.texts[number]
        name, kind = self.names[entry.position], self.kinds[entry.kind]
        covered = sum(
            _OF_NAME * (not name.isdisjoint(group))
            or _OF_KIND * (not kind.isdisjoint(group))
            or 1.0 * (not text.isdisjoint(group))
            for group in asked
        )
        named = name | kind
        by_text = any(named.isdisjoint(x) and not text.isdisjoint(x) for x in asked)
        return Found(entry, covered, by_text, near[entry.position], rank)


@once
def _index() -> _Index:
    return _Index()


def prepare() -> None:
    """Builds the index (some tenths of a second), or waits for whoever builds it already."""
    _index()


def search(text: str, limit: int = MOST_RESULTS, lang: str | None = None) -> tuple[Hit, ...]:
    """The paragraphs nearest to a text in any of the three languages, best first.

    Each paragraph comes once, by its best line, which is shown in `lang` where the document or a
    translation of ours says it in this language. Empty where no word of the text is known.
    """
    index = _index()
    asked = index.asked(text)
    found = index.found(asked)
    if found:
        return _hits(found, asked, limit, lang)
    for typed in other_layouts(text.lower()[:_LONGEST_QUERY]):
        asked = index.asked(typed)
        found = index.found(asked)
        # Other keys make some word of anything: here every word must be known.
        if found and found[0].covered >= len(asked):
            return _hits(found, asked, limit, lang)
    return ()


def _hits(
    found: list[Found], asked: list[tuple[str, ...]], limit: int, lang: str | None
) -> tuple[Hit, ...]:
    lines: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        lines[one.entry.position, one.entry.place].append(one)
    return tuple(_hit(of_one, asked, lang) for of_one in list(lines.values())[: max(limit, 0)])


def _hit(lines: list[Found], asked: list[tuple[str, ...]], lang: str | None) -> Hit:
    """The best line; of several that fit as well and are as official, the one in `lang`; where
    none is, what says the same in `lang`."""
    first = lines[0]
    equal = (
        one.entry
        for one in lines
        if (one.covered, one.entry.official) == (first.covered, first.entry.official)
    )
    entry = next(
        (one for one in equal if one.language == lang), _index().in_language(first.entry, lang)
    )
    snippet = _snippet(entry.text, asked)
    return Hit(entry.position, entry.kind, entry.source, entry.language, entry.official, snippet)


def _snippet(text: str, asked: list[tuple[str, ...]]) -> str:
    """The text, or the part of it that begins a little before the first word sought."""
    if len(text) <= _SNIPPET:
        return text
    sought = {token for group in asked for token in group}
    places = (
        place.start()
        for place in re.finditer(r"\w+", text)
        if not sought.isdisjoint(tokens(place.group().lower()))
    )
    begin = max(next(places, 0) - _SNIPPET // 3, 0)
    begin = min(begin, len(text) - _SNIPPET)
    begin = text.rfind(" ", 0, begin + 1) + 1 if begin else 0
    end = begin + _SNIPPET
    cut = text[begin:end] if end >= len(text) else text[begin : text.rfind(" ", begin, end)]
    return f"{'…' if begin else ''}{cut.strip()}{'…' if end < len(text) else ''}"


def _nearness(names: Iterable[frozenset[str]], asked: list[tuple[str, ...]]) -> Nearness:
    """That of the nearest of a position's names."""
    return min((sum(name.isdisjoint(x) for x in asked), len(name)) for name in names)


def _all_tokens(text: str, language: str | None = None) -> frozenset[str]:
    return frozenset(token for word in words(text) for token in tokens(word, language))
