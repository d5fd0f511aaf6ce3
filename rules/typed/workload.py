"""How much somebody works, said beside how long: "6 лет на 1,5 ставки", "18 часов в неделю".

It is no part of a length of work: a year of half a post is a year.
"""

import re
from typing import Final

_NUMBER = r"(?<![\w.,/+-])[0-9]{1,2}(?:[.,][0-9]{1,2})?"
_POST = (
    r"(?:(?:цел\w*|полн\w*|full)\s)?(?:ставк\w*|мөлшерлеме\w*|stavk\w*|rates?|fte)(?![^\W\d_])|"
    r"ст(?:\.|(?![^\W\d_]))"
)
_HALF = (
    r"(?:на\s)?(?:пол|полтор[аы]|четверть|одн[ау]|две|полн(?:ую|ая)|жарты|жарым|half|full)"
    r"[\s-]?(?:ставк\w*|мөлшерлеме\w*|rate)"
)
_HOURS = r"(?:академ\w*\s)?(?:час\w*|ч|сағ\w*|hours?|hrs?|h)\.?"
_WEEK = r"(?:в|/|per|a|each)\s?(?:нед\w*|week)"
_LOAD: Final = re.compile(
    rf"[(,;]?\s?(?:(?:на|по|с|at)\s)?(?:{_NUMBER}\s?-?(?:{_POST})|{_HALF}|"
    rf"{_NUMBER}\s?{_HOURS}\s?{_WEEK}\.?|(?:аптасына|апт\.)\s?{_NUMBER}\s?{_HOURS})\s?\)?,?",
    re.IGNORECASE,
)


def without_workload(text: str) -> tuple[str, bool]:
    """The text without rates and weekly hours, and whether it had some."""
    left, found = _LOAD.subn(" ", text)
    return (left, True) if found and any(map(str.isdigit, left)) else (text, False)
