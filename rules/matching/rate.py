"""What a text says of the amount of work, which is no part of a post's name.

"0,5 ст." is half a post and not a senior one, "18 часов" is how much somebody teaches.
"""

from __future__ import annotations

import re

_DIGIT = re.compile(r"[\d½]")
_NUMBER = r"(?<![\w.,/])(?:\d{1,2}(?:[.,]\d{1,2})?|\d/\d|½)"
_RATE = r"(?:ставк\w*|став|ст|мөлшерлем\w*|молшерлем\w*|мөлш|stavk\w*|rates?|fte)"
_HOURS = r"(?:акад\w*\.? ?)?(?:час\w*|ч|сағат\w*|сагат\w*|сағ|саг|hours?|hrs?|h)"
_WEEKLY = r"(?: ?(?:/|в|per|a) ?(?:нед\w*|week|апта\w*))?"
_AMOUNT = re.compile(rf"{_NUMBER} ?-?(?:{_RATE}|{_HOURS})(?!\w)\.?{_WEEKLY}")
# "1 ст. преподаватель" may be one whole post or the first senior lecturer of a list.
_NUMBERED = re.compile(r"(?<![\w.,/])\d{1,2}\.? ?ст(?:\.| ) ?(?=преп|масте|учит|лект|воспит)")


def without_amount(lowered: str) -> str:
    """Return a lower-case text without rates and hours."""
    return _AMOUNT.sub(" ", lowered) if _DIGIT.search(lowered) else lowered


def is_numbered(lowered: str) -> bool:
    """Tell whether "ст." after a whole number may as well say "senior"."""
    return bool(_DIGIT.search(lowered) and _NUMBERED.search(lowered))
