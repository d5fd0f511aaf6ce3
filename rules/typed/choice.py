"""Choices said in words: "магистратура", "педвуз", "ғылым кандидаты", "вторая категория"."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from rules.typed.level import read_level
from rules.typed.outcome import Choose, NotUnderstood, Understanding, Understood, distinct
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.text import SHORT_TEXT, Piece, clean, other_layouts, pieces, skeleton
from rules.typed.vocabulary import BESIDE, CONNECT, NEGATION, UNFINISHED, VOCABULARIES

KINDS: frozenset[str] = frozenset(VOCABULARIES) | {"language_level"}
MAX_WORDS = 40
SHORTEST_TYPO = 6
MOST_MENDED = 12

MOST_CLAUSES = 6
_CLAUSE = re.compile(r"[,;.\n]|\s-\s|(?<!\w)(?:но|а|бірақ|ал|but)(?!\w)")

Pattern = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a vocabulary; `sure` and `ask` are the values that it means or may mean."""

    words: Pattern
    sure: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    phrase: _Phrase
    start: int
    end: int


class _Words:
    """A list of words and stems, asked whether it holds a word."""

    def __init__(self, listed: str) -> None:
        patterns = [_pattern(word) for word in listed.split()]
        self._exact = frozenset(word for word in patterns if not word.endswith("*"))
        self._stems = tuple(word[:-1] for word in patterns if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._exact or word.startswith(self._stems or ("\0",))


def _pattern(word: str) -> str:
    return skeleton(word[:-1].replace("-", "")) + "*" if word.endswith("*") else skeleton(word)


@cache
def _lists() -> dict[str, _Words]:
    return {
        "beside": _Words(BESIDE),
        "connect": _Words(CONNECT),
        "negation": _Words(NEGATION),
        "unfinished": _Words(UNFINISHED),
    }


@cache
def _own(kind: str) -> _Words:
    return _Words(VOCABULARIES[kind].beside)


@cache
def _phrases(kind: str) -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by the first letter of their first word, the longest first."""
    vocabulary = VOCABULARIES[kind]
    sure: dict[Pattern, list[str]] = defaultdict(list)
    ask: dict[Pattern, list[str]] = defaultdict(list)
    for source, target in ((vocabulary.sure, sure), (vocabulary.ask, ask)):
        for value, listed in source.items():
            for spelling in listed.split("|"):
                target[tuple(_pattern(word) for word in spelling.split())].append(value)
    letters: dict[str, list[_Phrase]] = defaultdict(list)
    for words in sorted({*sure, *ask}, key=_weight, reverse=True):
        phrase = _Phrase(words, distinct(sure[words], 9), distinct(ask[words], 9))
        letters[words[0][:1]].append(phrase)
    return {letter: tuple(phrases) for letter, phrases in letters.items()}


def _weight(words: Pattern) -> tuple[int, int]:
    return len(words), sum(len(word.rstrip("*")) for word in words)


@cache
def _stems(kind: str) -> tuple[str, ...]:
    """Words of the kind long enough to be found in spite of a typo."""
    every = {
        word.rstrip("*")
        for phrases in _phrases(kind).values()
        for phrase in phrases
        for word in phrase.words
    }
    return tuple(sorted(word for word in every if len(word) >= SHORTEST_TYPO))


def read_choice(text: str, kind: str) -> Understanding[str]:
    """One value of a closed list of the profile, "none" or "unknown".

    `kind`: one of KINDS. Two values, a word that may mean several and test scores are asked
    back; negated or unfinished ("учусь в магистратуре") is not understood.
    Raises KeyError for a kind that is not in KINDS.
    """
    several = read_choices(text, kind)
    if isinstance(several, Understood):
        if len(several.value) == 1:
            return Understood(several.value[0])
        return Choose(several.value)
    if isinstance(several, Choose):
        return Choose(distinct([v for option in several.options for v in option], 6), several.note)
    return several


def read_choices(text: str, kind: str) -> Understanding[tuple[str, ...]]:
    """Several values of a closed list at once ("педагогическое и по профилю").

    None of them is ("none",), "I don't know" is ("unknown",). Raises KeyError as read_choice.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    if is_dont_know(text):
        return Understood(("unknown",))
    if is_none(text):
        return Understood(("none",))
    for variant in [text, *other_layouts(text)]:
        reading = read_level(variant) if kind == "language_level" else _read(variant, kind)
        if not isinstance(reading, NotUnderstood):
            return _as_of_now(reading, text, kind)
    return _without_plans(text, kind)


def _clauses(text: str) -> list[tuple[str, frozenset[str]]]:
    """The parts of a short text between commas and the like, with the skeletons of their words."""
    cleaned = clean(text, SHORT_TEXT) or ""
    parts = [part for part in _CLAUSE.split(cleaned) if part.strip()]
    return (
        [(p, frozenset(_keys(pieces(p)))) for p in parts] if 1 < len(parts) <= MOST_CLAUSES else []
    )


def _without_plans(text: str, kind: str) -> Understanding[tuple[str, ...]]:
    """ "модератор, хочу эксперта": what is, without what is planned; always asked."""
    unfinished = _lists()["unfinished"]
    clauses = _clauses(text)
    if kind == "language_level":
        return NotUnderstood()
    left = [part for part, words in clauses if not any(word in unfinished for word in words)]
    plans = [part for part, _ in clauses if part not in left]
    if not left or not any(find(_keys(pieces(plan)), kind)[0] for plan in plans):
        return NotUnderstood()  # "эксперт, срок истёк" speaks of the expert
    reading = read_choices(", ".join(left), kind)
    if isinstance(reading, Understood) and reading.value != ("unknown",):
        return Choose((reading.value,))
    return reading if isinstance(reading, Choose) else NotUnderstood()


def _as_of_now(
    reading: Understanding[tuple[str, ...]], text: str, kind: str
) -> Understanding[tuple[str, ...]]:
    """ "была первая, сейчас эксперт": of several what is now comes first."""
    if not isinstance(reading, Choose) or len(reading.options) < 2 or kind == "language_level":
        return reading
    for part, words in _clauses(text):
        now = _read(part, kind) if words & _now() else None
        if isinstance(now, Understood | Choose):
            first = [now.value] if isinstance(now, Understood) else list(now.options)
            kept = [option for option in first if option in reading.options]
            return Choose(distinct([*kept, *reading.options]), reading.note)
    return reading


@cache
def _now() -> frozenset[str]:
    return frozenset(map(skeleton, ["сейчас", "теперь", "қазір", "now", "currently"]))


def _read(text: str, kind: str) -> Understanding[tuple[str, ...]]:
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None:
        return NotUnderstood()
    elsewhere = VOCABULARIES[kind].elsewhere
    kept = re.sub(elsewhere, " ", cleaned) if elsewhere else cleaned
    found = pieces(kept)
    words = _keys(found)
    if not 0 < len(words) <= MAX_WORDS:
        return NotUnderstood()
    lists = _lists()
    hits, rest = find(words, kind)
    mended = [] if hits else _mend(words, kind)
    if mended:
        words = mended
        hits, rest = find(words, kind)
    if any(word in lists["unfinished"] for word in words if word not in _or_words()):
        return NotUnderstood()
    if any(word in lists["negation"] for word in rest):
        return _negated(hits, rest)
    if not hits:
        return NotUnderstood()
    either = any(word in _or_words() for word in rest)
    strange = [w for w in rest if not _harmless(w, lists) and w not in _own(kind)]
    odd = any(piece.kind not in {"word", "number", "sign"} for piece in found)
    doubtful = bool(strange) or either or odd or kept != cleaned
    return _answer(hits, doubtful or _asks(found))


def _keys(found: list[Piece]) -> list[str]:
    """Skeletons of words and digits; Roman numerals of categories become digits."""
    said = [piece for piece in found if piece.kind in {"word", "number"}]
    after = [*(piece.key for piece in said[1:]), ""]
    one = (skeleton("кат"), skeleton("санат"), "kv", "cat")
    return [
        "1"
        if piece.text in _ONE and (len(said) == 1 or key.startswith(one))
        else _ROMAN.get(piece.text, piece.key)
        for piece, key in zip(said, after, strict=False)
    ]


# Roman numerals in Latin letters, in Kazakh ones, and as they look.
_ONE = ("i", "і", "l", "|")
_ROMAN = {
    **dict.fromkeys(("ii", "іі", "iі", "іi", "ll"), "2"),
    **dict.fromkeys(("iii", "ііі", "lll"), "3"),
}


def _asks(found: list[Piece]) -> bool:
    return any(piece.text == "?" for piece in found)


@cache
def _or_words() -> frozenset[str]:
    return frozenset(skeleton(word) for word in ("или", "либо", "немесе", "әлде", "or"))


def _harmless(word: str, lists: dict[str, _Words]) -> bool:
    return (
        word in lists["beside"] or word in lists["connect"] or (word.isdigit() and len(word) == 4)
    )


def _negated(hits: list[_Hit], rest: list[str]) -> Understanding[tuple[str, ...]]:
    """Only "there is none" with words that name the thing itself is clear."""
    lists = _lists()
    named = all(
        word in lists["negation"] or word in lists["beside"] or word in lists["connect"]
        for word in rest
    )
    return Understood(("none",)) if named and not hits else NotUnderstood()


def _answer(hits: list[_Hit], doubtful: bool) -> Understanding[tuple[str, ...]]:
    sure = distinct([value for hit in hits for value in hit.phrase.sure], 9)
    open_ones = [hit for hit in hits if not hit.phrase.sure and not {*hit.phrase.ask} & {*sure}]
    if "none" in sure and len(sure) > 1:
        return Choose(tuple((value,) for value in sure))
    if sure and not open_ones:
        if not doubtful and all(len(hit.phrase.sure) <= 1 for hit in hits):
            return Understood(sure)
        return Choose((sure,)) if len(sure) == 1 else Choose((sure, *((v,) for v in sure)))
    asked = distinct([v for hit in open_ones for v in hit.phrase.ask if v not in sure], 6)
    options = [(value,) for value in (*sure, *asked)]
    return Choose(tuple(options)) if options else NotUnderstood()


def find(words: list[str], kind: str) -> tuple[list[_Hit], list[str]]:
    """The phrases of a kind in the words, longest first from the left; the words left over."""
    hits: list[_Hit] = []
    rest: list[str] = []
    index = 0
    while index < len(words):
        hit = _hit_at(words, index, kind)
        if hit is None:
            rest.append(words[index])
            index += 1
        else:
            hits.append(hit)
            index = hit.end
    return hits, rest


def _hit_at(words: list[str], index: int, kind: str) -> _Hit | None:
    for phrase in _phrases(kind).get(words[index][:1], ()):
        end = index + len(phrase.words)
        if end <= len(words) and all(map(_fits, words[index:end], phrase.words)):
            return _Hit(phrase, index, end)
    return None


def _fits(word: str, pattern: str) -> bool:
    if pattern == "*":
        return word not in _lists()["negation"]
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _mend(words: list[str], kind: str) -> list[str]:
    """The words with one slip of the finger taken back; empty when nothing was near."""
    lists = _lists()
    mended, changed = [], False
    for place, word in enumerate(words):
        near = ""
        if len(word) >= SHORTEST_TYPO and place < MOST_MENDED and word not in lists["beside"]:
            near = _nearest(word, _stems(kind))
        mended.append(near or word)
        changed = changed or bool(near)
    return mended if changed else []


def _nearest(word: str, stems: tuple[str, ...]) -> str:
    """The only stem one slip away from the word's beginning."""
    near = [stem for stem in stems if _one_slip(word, stem)]
    return near[0] if len(near) == 1 else ""


def _one_slip(word: str, stem: str) -> bool:
    """A slip changes the length of the beginning by one letter at most."""
    if word[0] != stem[0] and word[1] != stem[1]:
        return False
    ends = (len(stem), len(stem) - 1, len(stem) + 1)
    return any(OSA.distance(word[:end], stem, score_cutoff=1) <= 1 for end in ends)
