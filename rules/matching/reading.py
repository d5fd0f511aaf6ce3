"""From a typed text to the concepts it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rules.matching.lexicon import Found, Lexicon
from rules.matching.meaning import BREAK, Meaning, MeantWord, is_of
from rules.matching.script import clean, foldings
from rules.matching.splitting import unsplit
from rules.matching.vocabulary import (
    AREA,
    FILLER,
    GLUE,
    HEAD,
    MARK,
    NEAR,
    PLACE,
    TALK,
    Term,
    Vocabulary,
)
from rules.matching.wanted import DONE, MINE, wanted

_MOST_WORDS = 40
# A text with more unknown words than this is no query: the rest is not guessed at.
_MOST_GUESSES = 7
# Among words of ours a short unknown word may be one of ours, too.
_MOST_SHORT_GUESSES = 2
# What is not ours must be typed well to be taken for that.
_LEAST_QUALITY = {NEAR: 0.83, FILLER: 0.82, MARK: 0.82, TALK: 0.9}
_UNGUESSED = frozenset((FILLER, MARK, GLUE, TALK))
_SHORTEST_GUESSED = 7
# In longer texts short unknown words are words of the sentence rather than ours mistyped.
_SHORT_TEXT = 8
_BREAK = ","
_DONE = "."
# Folded it would be one word with мы.
_MY, _MINE = "my", "'"
# "Психологпын", "шебермін": what a person is, and the next word begins something else.
_I_AM = ("мын", "мін", "мин", "пын", "пін", "пин", "бын", "бін", "бин", "myn", "min", "pyn", "pin")
_BREAKS = frozenset(",;!?\n")
_WORD = re.compile(r"п/о|[,;!?\n]|[^\W_](?:'?[^\W_])*[ʹʺ']?")
# "п/о", "в.р.", "у-п-р": letters of an abbreviation set apart.
_SPACED_LETTERS = re.compile(r"(?<!\w)[^\W\d_](?:[./\\\-][^\W\d_]){1,3}(?!\w)")
_SPACED_ABBREVIATION = re.compile(r"(?<!\w)(?:п о|p o)(?!\w)")
_INDUSTRIAL_LETTERS = re.compile("п ?о|p ?o")
_SEPARATORS = re.compile(r"[./\\\-]")
_INDUSTRIAL = {"по", "po"}
# The preposition "по" and the abbreviation "ПО" differ by their capitals or by their place.
_CAPITAL_ABBREVIATION = re.compile(r"(?<!\w)(?:ПО|PO)(?!\w)")
_DOUBLE_ABBREVIATION = re.compile(r"(?<!\w)(по|po) +(?:по|po)(?!\w)")
_LAST_ABBREVIATION = re.compile(r"((?:мастер|шебер|master|sheber)\w*(?: +\w+)?) +(?:по|po)\W*$")


# What words were found to be.
_Known = dict[str, tuple[Found, ...]]
_OURS = frozenset((HEAD, AREA))
_OTHERS = frozenset((NEAR, TALK))
# One typo in seven letters.
_LEAST_OTHER = 0.85
_FEWEST_OF_TWO_POSTS = 4
_LONGEST_NAME = 3
_DOUBTLESS = 0.9
# A post that is only studied for is offered, but never taken without asking.
_STUDIED_QUALITY = 0.7


@dataclass(frozen=True)
class TextMeaning:
    """What a text says.

    `beside` counts unknown words next to a word of ours, `apart` the other unknown ones;
    `quality` is the mean likeness of the words found (0–1), `doubts` the number of words that are
    unknown or known by a far likeness only. `others` are the kinds of what surely is not ours;
    `marked` tells whether the text says what somebody is, was or wants to be.
    """

    concepts: frozenset[str]
    places: frozenset[str]
    beside: int
    apart: int
    quality: float
    doubts: int = 0
    others: frozenset[str] = frozenset()
    marked: bool = False


def typed(text: str) -> str:
    """Return a text in lower case, abbreviations of the industrial training marked."""
    text = unsplit(clean(text))
    if not text.isupper():
        text = _CAPITAL_ABBREVIATION.sub("п/о", text)
    return text.lower()


def words(text: str) -> list[str]:
    """Split a lower-case text into words and breaks, letters of abbreviations joined."""
    text = _SPACED_LETTERS.sub(_joined, text)
    if _INDUSTRIAL_LETTERS.search(text):
        text = _SPACED_ABBREVIATION.sub("п/о", text)
        text = _DOUBLE_ABBREVIATION.sub(r"\1 п/о", text)
        text = _LAST_ABBREVIATION.sub(r"\1 п/о", text)
    return _WORD.findall(text)


def _joined(found: re.Match[str]) -> str:
    letters = _SEPARATORS.sub("", found.group())
    return "п/о" if letters in _INDUSTRIAL else letters


class Reader:
    """Reads texts by a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._composed = vocabulary.composed
        self.lexicon = Lexicon()
        self._meanings: dict[tuple[str, ...], Meaning] = {
            (_BREAK,): Meaning(BREAK, ()),
            (_DONE,): Meaning(MARK, (DONE,)),
            (_MINE,): Meaning(MARK, (MINE,)),
        }
        self._longest: dict[str, int] = {}
        phrases: list[tuple[list[str], Term]] = []
        for term in vocabulary.terms:
            single = term.phrase.isalpha()
            parts = [term.phrase.lower()] if single else words(typed(term.phrase))
            if len(parts) == 1:
                guessed = _is_guessed(term)
                self._add_word(parts[0], Meaning(term.kind, term.concepts), guessed)
            else:
                phrases.append((parts, term))
        for parts, term in phrases:
            self._add_phrase(parts, Meaning(term.kind, term.concepts))

    def _add_word(self, word: str, meaning: Meaning, guessed: bool) -> None:
        forms = foldings(word)
        if self.lexicon.listed(forms):
            return
        key = self.lexicon.kin(forms)
        if key is not None and self._meanings.get((key,)) != meaning:
            key = None
        key = self.lexicon.add(forms, key, guessed)
        self._meanings.setdefault((key,), meaning)
        if meaning.kind in (HEAD, AREA) and guessed:
            self.lexicon.list_short(word, key)

    def _add_phrase(self, parts: Sequence[str], meaning: Meaning) -> None:
        added = [self._add_part(foldings(part)) for part in parts]
        keys = tuple(key for key in added if not self._is_glue(key))
        self._meanings.setdefault(keys, meaning)
        self._longest[keys[0]] = max(self._longest.get(keys[0], 1), len(keys))

    def _add_part(self, forms: Sequence[str]) -> str:
        key = self.lexicon.exact(forms)
        if key is not None and self.lexicon.listed(forms):
            return key
        return self.lexicon.add(forms, key)

    def _is_glue(self, key: str) -> bool:
        return self._kind(key) == GLUE

    def _is_ours(self, key: str) -> bool:
        return self._kind(key) in _OURS

    def read(self, lowered: str) -> TextMeaning:
        """Read a text that `typed` has prepared."""
        return self.read_words(words(lowered))

    def read_words(
        self,
        parts: Sequence[str],
        quality: float = 1.0,
        known: _Known | None = None,
    ) -> TextMeaning:
        """Read the words of a text that is so like (0–1) the typed one.

        For texts made of others `known` keeps what single words are found to be; their spaces stay.
        """
        keys, qualities = self._keys(parts[:_MOST_WORDS], known)
        reading = _summary(self._meanings_of(keys, qualities), self._composed)
        doubts = sum(likeness < _DOUBTLESS for likeness in qualities)
        return replace(reading, quality=reading.quality * quality, doubts=doubts)

    def tails(self, lowered: str) -> Iterator[TextMeaning]:
        """Read what is left from each place on where a text of several posts may name its last.

        "Из мастеров в методисты" asks for the second.
        """
        parts = words(lowered)[:_MOST_WORDS]
        found = self._meanings_of(*self._keys(parts, None))
        heads = [number for number, item in enumerate(found) if is_of(HEAD, item)]
        if len(parts) < _FEWEST_OF_TWO_POSTS or any(is_of(NEAR, item) for item in found):
            return
        for start in range(max(heads[0], heads[-1] - _LONGEST_NAME), heads[-1]) if heads else ():
            yield _summary(found[start + 1 :], self._composed)

    def meaning(self, key: str) -> Meaning | None:
        """Return what a word of the vocabulary means by itself."""
        return self._meanings.get((key,))

    def _kind(self, key: str) -> str | None:
        meaning = self.meaning(key)
        return meaning.kind if meaning is not None else None

    def concepts(self, phrase: str) -> frozenset[str]:
        """Return the concepts of a phrase of the vocabulary, places aside."""
        return self.read(typed(phrase)).concepts

    def _keys(self, parts: Sequence[str], known: _Known | None) -> tuple[list[str], list[float]]:
        keys: list[str] = []
        qualities: list[float] = []
        unknown: list[tuple[int, str]] = []
        guesses = _MOST_GUESSES
        number = 0
        while number < len(parts):
            word = parts[number]
            number += 1
            if word.isdigit():
                continue
            if word in _BREAKS or word == _MY:
                keys.append(_MINE if word == _MY else _BREAK)
                qualities.append(1.0)
                continue
            guess = guesses > 0 and (len(parts) <= _SHORT_TEXT or len(word) >= _SHORTEST_GUESSED)
            found = self._found(word, guess, known)
            if not found or found[0].quality < 1.0:
                guesses -= 1
            if not found and known is None and guesses > 0 and number < len(parts):
                # A space that slipped to another place, or into a word.
                found = self.lexicon.whole(word + parts[number])
                number += bool(found)
            if not found and len(word) == 1:
                continue
            if not found:
                unknown.append((len(keys), word))
                keys.append("")
                qualities.append(0.0)
            for item in found:
                if not self._is_glue(item.key):
                    keys.append(item.key)
                    qualities.append(item.quality)
            if found and number < len(parts) and self._says_i_am(word, keys):
                keys.append(_DONE)
                qualities.append(1.0)
        if len(unknown) <= _MOST_SHORT_GUESSES and any(map(self._is_ours, keys)):
            for place, word in unknown:
                for item in self.lexicon.find_short(word):
                    keys[place], qualities[place] = item.key, item.quality
        return keys, qualities

    def _says_i_am(self, word: str, keys: Sequence[str]) -> bool:
        return bool(keys) and word.endswith(_I_AM) and self._kind(keys[-1]) == HEAD

    def _found(self, word: str, guess: bool, known: _Known | None) -> tuple[Found, ...]:
        if known is None or not guess:
            return self.lexicon.find(word, guess)
        if word not in known:
            known[word] = self.lexicon.find(word)
        return known[word]

    def _meanings_of(self, keys: Sequence[str], qualities: Sequence[float]) -> list[MeantWord]:
        found: list[MeantWord] = []
        number = 0
        while number < len(keys):
            size = min(self._longest.get(keys[number], 1), len(keys) - number)
            meaning = self._meanings.get(tuple(keys[number : number + size]))
            while meaning is None and size > 1:
                size -= 1
                meaning = self._meanings.get(tuple(keys[number : number + size]))
            quality = min(qualities[number : number + size])
            if meaning is not None and quality < _LEAST_QUALITY.get(meaning.kind, 0.0):
                meaning = None
            if meaning is None or meaning.kind != FILLER:
                found.append((meaning, quality))
            number += size
        return found


def _is_guessed(term: Term) -> bool:
    """Tell whether a word may be meant by another one, like it, taken by itself."""
    if term.kind in _UNGUESSED:
        return len(term.phrase) >= _SHORTEST_GUESSED
    return not term.phrase.isupper()


def _summary(
    found: Sequence[MeantWord],
    composed: Mapping[str, frozenset[str]],
) -> TextMeaning:
    chosen = wanted(found)
    concepts: set[str] = set()
    places: set[str] = set()
    others: set[str] = set()
    likeness: list[float] = []
    beside = apart = 0
    for clause in _clauses(chosen.items):
        ours = [meaning is not None and meaning.kind in _OURS for meaning, _ in clause]
        for number, (meaning, quality) in enumerate(clause):
            if meaning is not None and meaning.kind in _OTHERS and quality >= _LEAST_OTHER:
                others.update(meaning.concepts)
            if meaning is None or meaning.kind == TALK:
                near = any(ours[max(0, number - 1) : number + 2])
                near = near and not _names_place(clause, number)
                beside, apart = beside + near, apart + (not near)
            elif meaning.kind == PLACE:
                places.update(meaning.concepts)
                likeness.append(quality)
            elif meaning.kind == NEAR and not any(ours):
                apart += 1
            else:
                concepts.update(meaning.concepts)
                likeness += [quality] * (meaning.kind != NEAR)
    for whole, parts in composed.items():
        if parts <= concepts:
            concepts = concepts - parts | {whole}
    quality = sum(likeness) / len(likeness) if likeness else 0.0
    return TextMeaning(
        concepts=frozenset(concepts),
        places=frozenset(places),
        beside=beside,
        apart=apart,
        quality=quality * _STUDIED_QUALITY if chosen.studied else quality,
        others=frozenset(others),
        marked=chosen.marked,
    )


def _clauses(found: Sequence[MeantWord]) -> list[list[MeantWord]]:
    clauses: list[list[MeantWord]] = [[]]
    for item in found:
        meaning = item[0]
        if meaning is not None and meaning.kind == BREAK:
            clauses.append([])
        elif meaning is None or meaning.kind != MARK:
            clauses[-1].append(item)
    return clauses


def _names_place(clause: Sequence[MeantWord], number: int) -> bool:
    """Tell whether an unknown word only names a place: "директор аграрного колледжа"."""
    return any(
        meaning is not None and meaning.kind == PLACE
        for meaning, _ in clause[max(0, number - 1) : number + 2]
    )
