"""Texts that are made of words of posts alone, so that they name nobody."""

from __future__ import annotations

import re

from rules.matching.matcher import is_listed, read
from rules.matching.reading import typed, words
from rules.matching.topics import TALK

_LETTER = re.compile(r"(?<!\w)[^\W\d_](?!\w)")


def is_of_posts(text: str) -> bool:
    """Tell whether the vocabulary has every word of a text, one of work and none of talk.

    A capital letter alone may be what stands of somebody's name.
    """
    lowered = typed(text)
    parts = [word for word in words(lowered) if any(map(str.isalnum, word))]
    if not parts or any(map(str.isupper, _LETTER.findall(text))):
        return False
    if not all(map(is_listed, parts)):
        return False
    reading, has_post = read(lowered)
    return not reading.others & TALK and (has_post or bool(reading.others))
