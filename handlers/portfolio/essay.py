"""The essay of an application: its frame, and how many words a text has. Pure.

The order names the number of words alone; the parts are our suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from i18n import Translator, mark
from rules.attestation.edition import Documents

# So many words for each part; together they are what the order asks for.
PARTS: Final = (
    (mark("Who I am: my post, what I teach, since when"), 40, 50),
    (mark("Why I apply for this category"), 40, 50),
    (mark("What my students can do now: figures of three years"), 60, 70),
    (mark("What I have shared with colleagues, and its use"), 50, 60),
    (mark("What I take on for the next years"), 60, 70),
)
LONGEST_TEXT: Final = 20_000
# "Ұстаз-педагог" and "don't" are one word each, as a word processor counts them.
_WORD: Final = re.compile(r"[^\W_]+(?:[-‑’'ʼ./][^\W_]+)*")


def words_in(text: str) -> int:
    """The words of a text: letters or digits, with hyphens and apostrophes inside."""
    return len(_WORD.findall(text[:LONGEST_TEXT]))


def frame_lines(documents: Documents, tr: Translator) -> Iterator[str]:
    """The frame on a screen."""
    low, high = documents.words_from, documents.words_to
    yield tr.text("<b>✍️ Essay, {low}–{high} words</b>", low=low, high=high)
    yield tr.text("The order names the number of words only; this frame is ours.")
    yield ""
    for number, part in enumerate(PARTS, start=1):
        yield f"{number}. {part_line(part, tr)}"
    yield ""
    yield tr.text("Send me your text: I count the words and keep nothing of it.")


def part_line(part: tuple[str, int, int], tr: Translator) -> str:
    name, low, high = part
    return tr.text("{part}: {low}–{high} words", part=tr.text(name), low=low, high=high)


def counted_line(text: str, documents: Documents, tr: Translator) -> str:
    """How many words the text has, and how many are missing or too many."""
    found, low, high = words_in(text), documents.words_from, documents.words_to
    have = tr.plural("Your text has {n} word.", "Your text has {n} words.", found)
    if found < low:
        more = tr.plural("❌ {n} more is needed.", "❌ {n} more are needed.", low - found)
    elif found > high:
        more = tr.plural("❌ {n} is too many.", "❌ {n} are too many.", found - high)
    else:
        more = tr.text("✅ That fits.")
    return f"{have} {more}"
