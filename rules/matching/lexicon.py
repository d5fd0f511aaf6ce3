"""From one typed word to the word of the vocabulary that was meant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rules.matching.morphology import is_inflection, likely_stems, shortest_stem
from rules.matching.script import foldings

_SHORTEST_FUZZY = 5
_LONGEST_WORD = 40
_SHORTEST_PART = 3
_SHORTEST_GLUED = 7
_GLUED_QUALITY = 0.95
_GLUED_TYPO_QUALITY = 0.75
_SURE_TYPO_QUALITY = 0.86


@dataclass(frozen=True)
class Found:
    """A word of the vocabulary and how surely it was meant (1 = certainly)."""

    key: str
    quality: float


class Lexicon:
    """The words of the vocabulary by their folded forms and stems."""

    def __init__(self) -> None:
        self._forms: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._choices: dict[int, list[str]] = {}

    def add(self, word: str, key: str | None = None) -> str:
        """Add a lower-case word under a key (its own by default); return the key."""
        forms = foldings(word)
        key = key or forms[0]
        for form in forms:
            self._forms.setdefault(form, key)
        for comparable in {shortest_stem(forms[0]), forms[0]}:
            if self._stems.setdefault(comparable, key) == key:
                self._by_length[len(comparable)].append(comparable)
        return key

    def form_key(self, word: str) -> str | None:
        """Return the key of a word that is listed in exactly this form."""
        return self._forms.get(foldings(word)[0])

    def exact(self, word: str) -> str | None:
        """Return the key of a lower-case word that is known as it stands or by its stem."""
        for form in foldings(word):
            key = self._known(form)
            if key is not None:
                return key
        return None

    def find(self, word: str) -> tuple[Found, ...]:
        """Return what a lower-case word means: one word, two glued together, or nothing."""
        forms = foldings(word[:_LONGEST_WORD])
        for form in forms:
            key = self._known(form)
            if key is not None:
                return (Found(key, 1.0),)
        best: tuple[Found, ...] = ()
        for form in forms[:2]:
            near = self._nearest(form)
            if near is not None and (not best or near.quality > best[0].quality):
                best = (near,)
        if best and best[0].quality >= _SURE_TYPO_QUALITY:
            return best
        return self._glued(forms[0]) or best

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
        for stem in likely_stems(form):
            size = len(stem)
            if size < _SHORTEST_FUZZY:
                continue
            allowed = _edits(size)
            found = process.extractOne(
                stem, self._choices_for(size, allowed), scorer=OSA.distance, score_cutoff=allowed
            )
            if found is None:
                continue
            choice, distance, _ = found
            quality = 1.0 - distance / max(size, len(choice))
            if best is None or quality > best.quality:
                best = Found(self._stems[choice], quality)
        return best

    def _choices_for(self, size: int, allowed: int) -> list[str]:
        choices = self._choices.get(size)
        if choices is None:
            lengths = range(max(size - allowed, _SHORTEST_FUZZY - 1), size + allowed + 1)
            choices = [stem for length in lengths for stem in self._by_length.get(length, ())]
            self._choices[size] = choices
        return choices

    def _glued(self, form: str) -> tuple[Found, ...]:
        if len(form) < _SHORTEST_GLUED:
            return ()
        halves = [
            (form[:cut], form[cut:])
            for cut in range(len(form) - _SHORTEST_PART, _SHORTEST_PART - 1, -1)
        ]
        # A first part without endings goes before one with: "зам" + "директора", not "замди" + …
        cuts = [(key, rest) for start, rest in halves if (key := self._plain(start))]
        cuts += [
            (key, rest)
            for start, rest in halves
            if len(start) > _SHORTEST_PART
            and not self._plain(start)
            and (key := self._known(start))
        ]
        for first, rest in cuts:
            second = self._known(rest)
            if second is not None:
                return (Found(first, _GLUED_QUALITY), Found(second, _GLUED_QUALITY))
        best: tuple[Found, ...] = ()
        for first, rest in cuts:
            near = self._nearest(rest)
            if near is not None and near.quality > (
                best[1].quality if best else _GLUED_TYPO_QUALITY
            ):
                best = (Found(first, _GLUED_QUALITY), near)
        return best


def _edits(size: int) -> int:
    """Return how many typos a stem of this many letters may have."""
    if size < 7:
        return 1
    return 2 if size < 11 else 3
