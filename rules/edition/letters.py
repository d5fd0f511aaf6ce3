"""What of a text is words: alike for the eye is alike here, and the language it is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Latin letters (and the Greek, where a keyboard gives them) that look like Cyrillic ones. One for
# one, so that a place in the folded text is the same place in the text.
_LATIN: Final = "ABCEHIKMOPTXYSJaceiopxysjhəƏöÖɵΑΒΕΗΙΚΜΝΟΡΤΧο"
_ALIKE: Final = "АВСЕНІКМОРТХУЅЈасеіорхуѕјһәӘөӨөАВЕНІКМНОРТХо"
_FOLDED: Final = str.maketrans(_LATIN + "ёЁ", _ALIKE + "еЕ")
# What is seen as nothing: soft hyphens, marks of direction and joining, the mark of byte order.
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES: Final = str.maketrans("‐‑‒–—―−", "-------")
_KAZAKH: Final = frozenset("әғқңөұүһі")
_WORD_OR_FIGURES: Final = re.compile(r"[^\W\d_]+|\d+")
_KAZAKH_SHARE = 0.02
_ENOUGH: Final = 500_000


def plain(text: str) -> str:
    """The text on one line: one blank where there are blanks, nothing that is not seen.

    A letter of two signs (й typed as и and its mark) becomes one.
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def joined(lines: Iterable[str]) -> str:
    """Lines as one text; a word that was broken at its hyphen is whole again."""
    text = ""
    for line in lines:
        whole = text[-1:] == "-" and text[-2:-1].isalpha() and line[:1].islower()
        text += line if whole or not text else f" {line}"
    return text


def folded(text: str) -> str:
    """The text with look-alike letters and dashes made the same; as long as before."""
    return text.translate(_FOLDED).translate(_DASHES)


def bare(text: str) -> str:
    """What is left when punctuation, case, blanks and look-alike letters do not count.

    Figures never run together: «1 5» is not «15».
    """
    parts = _WORD_OR_FIGURES.findall(folded(text).casefold().replace("ё", "е"))
    marked = (f"\n{part}\n" if part[0].isdigit() else part for part in parts)
    return "".join(marked)


def language_of(text: str) -> str | None:
    """`kk`, `ru` or `en` by the letters; None where there are too few to say."""
    small = text[:_ENOUGH].casefold()
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" or letter in _KAZAKH for letter in small)
    latin = sum("a" <= letter <= "z" for letter in small)
    if cyrillic + latin < 40:
        return None
    if latin > cyrillic:
        return "en"
    kazakh = sum(letter in _KAZAKH for letter in small)
    return "kk" if kazakh > _KAZAKH_SHARE * cyrillic else "ru"
