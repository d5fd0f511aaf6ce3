"""Russian and Kazakh words in Latin letters, as programs export headings: "DATA_PRIEMA"."""

from __future__ import annotations

import re
from typing import Final

_SOUNDS: Final = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "ya": "я",
    "yu": "ю", "ja": "я", "ju": "ю",
}  # fmt: skip
_SOUND: Final = re.compile("|".join(_SOUNDS))
_SHORT_I: Final = re.compile(r"(?<=[aeiou])y")
_LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwyz'", "абцдефгхийклмнопқрстуввызь")


def in_cyrillic(text: str) -> str:
    """The words of a text in small Latin letters in Cyrillic ones; the softness that Latin letters
    leave out ("uvolneniya") stays out."""
    text = _SOUND.sub(lambda sound: _SOUNDS[sound[0]], text)
    return _SHORT_I.sub("й", text).translate(_LETTERS)
