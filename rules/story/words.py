"""A story as words: the keyboard put right, and what each word does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rules.matching.keyboard import other_layouts
from rules.story.cues import Cue, cues_of, mended_cues
from rules.typed.lexicon import Token, tokens, vocabulary
from rules.typed.text import LONG_TEXT, clean, located, skeleton, visible

MOST_WORDS = 1200
MOST_MENDED = 60
LONGEST_KEPT = 40
MOST_KNOWN = 0.5
"""A run of words is on another keyboard only where so many of them then mean something."""

FEWEST_LETTERS = 6
"""Shorter runs of another alphabet are marks of their own: "q2", "phd", "b2"."""

_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CHUNK = re.compile(r"\S+|\s+")
_SIGNS_THERE = str.maketrans("?/", ",.")
_EDGES = ",.!?;:()\"'«»-"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign of a story: its place among them, what it is and what it does."""

    at: int
    start: int
    end: int
    token: Token
    key: str
    cues: frozenset[Cue]

    @property
    def text(self) -> str:
        return self.token.piece.text

    @property
    def is_word(self) -> bool:
        return self.token.piece.kind == "word"

    def does(self, *cues: Cue) -> bool:
        """Whether the word does any of these things."""
        return not self.cues.isdisjoint(cues)

    def sign(self, signs: str) -> bool:
        return self.token.sign(signs)


def plain(text: str) -> str | None:
    """The text in lower case, as it was meant on the keyboard; None when it is too long."""
    seen = visible(text)
    return None if len(seen) > LONG_TEXT else clean(_on_right_keyboard(seen.lower()), LONG_TEXT)


def words_of(cleaned: str) -> list[Word]:
    """The words of a plain text in order."""
    found = located(cleaned, MOST_WORDS)
    meanings = tokens([piece for piece, _, _ in found])
    mended = 0
    words: list[Word] = []
    for at, ((piece, start, end), token) in enumerate(zip(found, meanings, strict=True)):
        key = _key(piece.text) if piece.kind == "word" else piece.text
        cues = cues_of(piece.text, key) if piece.kind == "word" else frozenset()
        if not cues and (token.unknown or token.mended) and mended < MOST_MENDED:
            mended += 1
            cues = mended_cues(key)
        if piece.text == "teaching" and words and words[-1].text in _AM:
            cues = frozenset({Cue.TEACH})  # "I have been teaching", not "teaching experience"
        words.append(Word(at, start, end, token, key, cues))
    return words


_AM = frozenset(["been", "am", "im", "i'm", "i’m"])


@lru_cache(4096)
def _short_key(word: str) -> str:
    return skeleton(word)


def _key(word: str) -> str:
    return _short_key(word) if len(word) <= LONGEST_KEPT else skeleton(word)


def _on_right_keyboard(lowered: str) -> str:
    """The text with every run of words that was typed on another keyboard put right."""
    return "".join(_put_right(run) for run in _runs(lowered))


def _runs(lowered: str) -> Iterator[str]:
    """Stretches of one alphabet, with the digits and signs that follow."""
    run, script = "", ""
    for chunk in _CHUNK.findall(lowered):
        now = "latin" if _LATIN.search(chunk) else "cyrillic" if _CYRILLIC.search(chunk) else ""
        if now and script and now != script:
            yield run
            run = ""
        run, script = run + chunk, now or script
    yield run


def _put_right(run: str) -> str:
    words = run.split()
    letters = sum(character.isalpha() for character in run)
    longest = max(map(len, words), default=0)
    if (
        letters < FEWEST_LETTERS
        or longest > LONGEST_KEPT
        or sum(map(_is_known, words)) > MOST_KNOWN * len(words)
    ):
        return run
    best, most = run, sum(map(_is_known, words))
    for other in _other_keyboards(run):
        known = sum(map(_is_known, other.split()))
        if known > most and known > MOST_KNOWN * len(other.split()):
            best, most = other, known
    return best


def _other_keyboards(run: str) -> Iterator[str]:
    """The run in other layouts; digits that stand alone stay digits."""
    chunks = _CHUNK.findall(run)
    for number in range(len(other_layouts(run))):
        made = ""
        for chunk in chunks:
            others = other_layouts(chunk)
            bare = chunk.strip().strip(_EDGES)
            tail = _tail(chunk)
            if not others or bare.isdigit() or number >= len(others):
                made += chunk
                continue
            whole = others[number]
            shorter = other_layouts(chunk[: len(chunk) - len(tail)]) if tail else []
            cut = shorter[number] + tail.translate(_SIGNS_THERE) if number < len(shorter) else whole
            made += cut if _ends_there(tail, cut, whole) else whole
        yield made


def _ends_there(tail: str, cut: str, whole: str) -> bool:
    """Whether a sign at the end of a word is one, not a letter of the other keyboard."""
    if not tail or (tail == ";" and _is_known(whole)):
        return False
    return _is_known(cut) or not _is_known(whole)


def _tail(chunk: str) -> str:
    """The comma or full stop at the end of a word, which may be a letter elsewhere."""
    stripped = chunk.rstrip(",.;?/")
    return chunk[len(stripped) :]


@lru_cache(4096)
def _is_known(word: str) -> bool:
    bare = word.strip(_EDGES)
    if not bare or bare.isdigit():
        return bool(bare)
    key = _key(bare)
    return key in vocabulary() or bool(cues_of(bare, key))
