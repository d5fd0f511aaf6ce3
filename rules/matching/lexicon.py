"""From one typed word to the word of the vocabulary that was meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rules.matching.morphology import is_inflection, stems
from rules.matching.script import foldings

_SHORTEST_FUZZY = 5
_LONGEST_WORD = 40
_SHORTEST_PART = 3
_SHORTEST_GLUED = 5
_MOST_PARTS = 4
_LONGEST_GLUED = 28
_MOST_BEGINNINGS = 3
# What may be glued to a word besides whole words: по, зам по ИТ, of, ст.
_SHORT_PARTS = frozenset(("по", "оф", "ст", "ит", "ур", "вр", "ти"))
# How alike a mistyped word must be: one typo in five letters, two in seven, three in eleven.
_LEAST_LIKENESS = 0.71
_OTHER_INITIAL_QUALITY = 0.85
_GLUED_QUALITY = 0.95
_GLUED_TYPO_QUALITY = 0.75
_SHORT_QUALITY = 0.75
_MOST_NEAR = 16
# Words are cut short in haste: "инспек", "асс.".
_SHORTEST_BEGINNING = 3
_AFTER_LETTERS = "\uffff"
_BEGINNING_LIKENESS = 0.8
# The shortest words with one typo and with two.
_TYPOS_FROM = (2, 6)
_SURE_TYPO_QUALITY = 0.8


@dataclass(frozen=True)
class Found:
    """A word of the vocabulary and how surely it was meant (1 = certainly)."""

    key: str
    quality: float


@dataclass(frozen=True)
class Near:
    """A listed form, its key, how like (0–1) a mistyped word it is, with its endings or without."""

    form: str
    key: str
    likeness: float
    whole: bool


class Lexicon:
    """The words of the vocabulary by their folded forms and stems."""

    def __init__(self) -> None:
        self._forms: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._short: dict[str, str] = {}
        # By the place of a letter, the letter and their length.
        self._listed: dict[tuple[int, str, int], list[str]] = defaultdict(list)
        self._sorted: list[str] = []
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._choices: dict[tuple[int, str, int], list[str]] = {}

    def add(self, forms: Sequence[str], key: str | None = None, guessed: bool = True) -> str:
        """Add a word by its folded forms, under a key (its own by default); return the key.

        Words that are not `guessed` are found only when they are typed without mistakes.
        """
        key = key or forms[0]
        for form in forms:
            self._forms.setdefault(form, key)
        for stem in stems(forms[0]):
            if self._stems.setdefault(stem, key) == key and guessed:
                for where in (0, 1):
                    self._listed[where, stem[where : where + 1], len(stem)].append(stem)
        return key

    def listed(self, forms: Sequence[str]) -> bool:
        """Tell whether a word is listed in exactly this form."""
        return forms[0] in self._forms

    def kin(self, forms: Sequence[str]) -> str | None:
        """Return the key of a listed word that shares a stem with this one."""
        for stem in stems(forms[0]):
            key = self._stems.get(stem)
            if key is not None:
                return key
        return None

    def exact(self, forms: Sequence[str]) -> str | None:
        """Return the key of a word that is known as it stands or by its stem."""
        for look_up in (self._plain, self._known):
            for form in forms:
                key = look_up(form)
                if key is not None:
                    return key
        return None

    def find(self, word: str, guess: bool = True) -> tuple[Found, ...]:
        """Return what a lower-case word means: one word, several glued together, or nothing.

        Without `guess` only words without typos are found.
        """
        forms = foldings(word[:_LONGEST_WORD])
        key = self.exact(forms)
        if key is not None:
            return (Found(key, 1.0),)
        if not guess:
            return ()
        best: tuple[Found, ...] = ()
        for form in forms[:2]:
            near = self._nearest(form)
            if near is not None and (not best or near.quality > best[0].quality):
                best = (near,)
        if best and best[0].quality >= _SURE_TYPO_QUALITY:
            return best
        for form in forms[:2]:
            glued = self._glued(form)
            if glued:
                return glued
        return best

    def whole(self, word: str) -> tuple[Found, ...]:
        """Return the words without typos that make up a lower-case word, none if they do not."""
        form = foldings(word)[0]
        keys = self._cut(form, _MOST_PARTS) if len(form) <= _LONGEST_GLUED else ()
        return tuple(Found(key, _GLUED_QUALITY) for key in keys)

    def is_certain(self, word: str) -> bool:
        """Tell whether a word is listed as it stands or by a stem long enough to be no chance."""
        for form in foldings(word[:_LONGEST_WORD]):
            if self._plain(form) is not None:
                return True
            if any(
                self._plain(form[:cut]) is not None and is_inflection(form, form[:cut])
                for cut in range(len(form) - 1, _SHORTEST_FUZZY - 1, -1)
            ):
                return True
        return False

    def is_listed(self, word: str) -> bool:
        """Tell whether a word is listed in exactly this form."""
        return self.listed(foldings(word))

    def is_word(self, word: str) -> bool:
        """Tell whether a word is known as it stands and long enough to be no chance."""
        return len(word) >= _SHORTEST_PART and self.exact(foldings(word)) is not None

    def near(self, word: str, most_typos: int) -> list[Near]:
        """Return the listed forms a few typos away from a word or cut short in it, likest first."""
        best: dict[str, Near] = {}
        form = foldings(word[:_LONGEST_WORD])[0]
        for stem in stems(form):
            size = len(stem)
            whole = stem == form
            if not whole and size < _SHORTEST_FUZZY:
                continue
            typos = min(_typos_in(size if whole else size - 1), most_typos)
            for length in range(max(size - typos, min(size, _SHORTEST_PART)), size + typos + 1):
                found = process.extract(
                    stem,
                    self._stems_of(length),
                    scorer=OSA.distance,
                    score_cutoff=typos,
                    limit=_MOST_NEAR,
                )
                for known, distance, _ in found:
                    likeness = 1.0 - distance / (size + 1)
                    if known not in best or best[known].likeness < likeness:
                        best[known] = Near(known, self._stems[known], likeness, whole)
        if len(form) >= _SHORTEST_BEGINNING:
            for known in self._beginning_with(form):
                if known not in best:
                    best[known] = Near(known, self._stems[known], _BEGINNING_LIKENESS, True)
        return sorted(best.values(), key=lambda item: -item.likeness)

    def _beginning_with(self, form: str) -> list[str]:
        if not self._sorted:
            self._sorted.extend(sorted(self._stems))
        start = bisect_left(self._sorted, form)
        return self._sorted[start : bisect_left(self._sorted, form + _AFTER_LETTERS, start)]

    def _stems_of(self, length: int) -> list[str]:
        if not self._by_length:
            for stem in self._stems:
                self._by_length[len(stem)].append(stem)
        return self._by_length[length]

    def list_short(self, word: str, key: str) -> None:
        """Let a short word be recognised through a typo by `find_short`."""
        form = foldings(word)[0]
        if _SHORTEST_PART <= len(form) <= _SHORTEST_FUZZY:
            self._short.setdefault(key, form)

    def find_short(self, word: str) -> tuple[Found, ...]:
        """Return the one short listed word that is a typo away from a word of 3 or 4 letters."""
        form = foldings(word)[0]
        if not _SHORTEST_PART <= len(form) < _SHORTEST_FUZZY:
            return ()
        near = process.extract(form, self._short, scorer=OSA.distance, score_cutoff=1, limit=4)
        alike = [key for known, _, key in near if known[0] == form[0]]
        return (Found(alike[0], _SHORT_QUALITY),) if len(alike) == 1 else ()

    def _known(self, form: str) -> str | None:
        key = self._plain(form)
        if key is not None:
            return key
        for cut in range(len(form) - 1, _SHORTEST_PART - 1, -1):
            key = self._plain(form[:cut])
            if key is not None and is_inflection(form, form[:cut]):
                return key
        return None

    def _plain(self, form: str) -> str | None:
        return self._forms.get(form) or self._stems.get(form)

    def _nearest(self, form: str) -> Found | None:
        best: Found | None = None
        least = _LEAST_LIKENESS
        for stem in stems(form):
            if len(stem) < _SHORTEST_FUZZY:
                continue
            for choices in self._choices_for(stem):
                found = process.extractOne(
                    stem, choices, scorer=OSA.normalized_similarity, score_cutoff=least
                )
                if found is None or (best is not None and found[1] <= best.quality):
                    continue
                choice, quality, _ = found
                slipped = choice[1] == stem[0] or choice[0] == stem[1]
                if choice[0] == stem[0] or slipped or quality >= _OTHER_INITIAL_QUALITY:
                    best = Found(self._stems[choice], quality)
                    least = quality
        return best

    def _choices_for(self, stem: str) -> list[list[str]]:
        """Return the words that may be meant: with the same initial, or with a typo in it."""
        places = ((0, stem[0]), (0, stem[1]), (1, stem[1]), (1, stem[0]))
        return [self._choices_at(where, letter, len(stem)) for where, letter in places]

    def _choices_at(self, where: int, letter: str, size: int) -> list[str]:
        choices = self._choices.get((where, letter, size))
        if choices is None:
            fewest, most = ceil(size * _LEAST_LIKENESS), floor(size / _LEAST_LIKENESS)
            choices = [
                word
                for length in range(fewest, most + 1)
                for word in self._listed.get((where, letter, length), ())
            ]
            self._choices[where, letter, size] = choices
        return choices

    def _glued(self, form: str) -> tuple[Found, ...]:
        if not _SHORTEST_GLUED <= len(form) <= _LONGEST_GLUED:
            return ()
        whole = self._cut(form, _MOST_PARTS)
        if whole:
            return tuple(Found(key, _GLUED_QUALITY) for key in whole)
        best: tuple[Found, ...] = ()
        for key, rest in self._beginnings(form)[:_MOST_BEGINNINGS]:
            near = self._nearest(rest) if len(form) - len(rest) > _SHORTEST_PART else None
            if near is not None and near.quality > (
                best[1].quality if best else _GLUED_TYPO_QUALITY
            ):
                best = (Found(key, _GLUED_QUALITY), near)
        return best

    def _cut(self, form: str, most: int) -> tuple[str, ...]:
        """Return the keys of known words that make up a form, none when it cannot be cut so."""
        if len(form) >= _SHORTEST_PART or form in _SHORT_PARTS:
            key = self._known(form)
            if key is not None:
                return (key,)
        if most == 1:
            return ()
        for key, rest in self._beginnings(form):
            others = self._cut(rest, most - 1)
            if not others and most == _MOST_PARTS:
                # Folding made one letter of two where the words meet: "бөлім" + "меңгерушісі".
                others = self._cut(form[-len(rest) - 1] + rest, 1)
            if others:
                return (key, *others)
        return ()

    def _beginnings(self, form: str) -> list[tuple[str, str]]:
        """Return the words that a form may begin with and what is left of it.

        Words without endings come first: "зам" + "директора", not "замди" + "ректора".
        """
        cuts = [
            (form[:cut], form[cut:])
            for cut in range(len(form) - 1, 1, -1)
            if cut >= _SHORTEST_PART or form[:cut] in _SHORT_PARTS
        ]
        plain = [(key, rest) for start, rest in cuts if (key := self._plain(start))]
        inflected = [
            (key, rest)
            for start, rest in cuts
            if len(start) > _SHORTEST_PART
            and not self._plain(start)
            and (key := self._known(start))
        ]
        return plain + inflected


def _typos_in(size: int) -> int:
    """Return how many typos a word of so many letters may hold and still be recognised."""
    return sum(size >= least for least in _TYPOS_FROM)
