"""Hours as they are written, brought to "72 часа" before a text is split into words.

"72 академиялық сағат", "36 акад. ч.", "72-часовой", "72 (семьдесят два) часа", "семьдесят два (72)
часа", "Часов: 72", "Количество часов 72", "72 сағат / часа".
"""

import re
from typing import Final

UNIT: Final = (
    r"(?<![^\W\d_])(?:час(?:а|ов|ы|ам|у|овой|овая|овые|овых|ового|овую|ового)?|ч|чс|"
    r"(?:сағ|саг)(?:ат)?(?:тық|тик|тары|ты|тан|ы|ын|та)?|sag(?:at)?(?:tyk|tan|y)?|hours?|hrs?|h)"
    r"(?![^\W\d_])"
)
_ACADEMIC = r"(?:академиял\w*|академич\w*|академ|акад|ак|academic|acad|ac|учебн\w*|уч|оқу)"
_BEFORE_UNIT = re.compile(rf"(?<![^\W\d_]){_ACADEMIC}\s*[./]?\s*(?={UNIT})", re.IGNORECASE)
_ANY_ADJECTIVE = re.compile(
    rf"(?<![\d.,/:-])(?!(?:19|20)[0-9]{{2}})([0-9]{{1,4}})\s+[^\W\d_]{{3,}}(?:ых|их|лық|лік|дық|дік|тық|тік|ing|al)\.?\s+"
    rf"(?={UNIT})",
    re.IGNORECASE,
)
_ENGLISH_ADJECTIVE = re.compile(
    r"(?<![\d.,/:-])(?!(?:19|20)[0-9]{2})([0-9]{1,4})\s+(?!credit)[a-z]{3,15}\s+(?=(?:hours?|hrs?)(?![a-z]))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<=\d)\s*а\s*[./]\s*(?=ч(?![^\W\d_]))", re.IGNORECASE)
_ASIDE = re.compile(rf"\(\s*{_ACADEMIC}\s*\.?\s*\)", re.IGNORECASE)
_IN_WORDS = re.compile(rf"(?<=\d)\s*\(\s*[^\W\d_][^()\d]{{1,60}}\)\s*(?={UNIT})", re.IGNORECASE)
_BRACKETED = re.compile(rf"(?<=[^\W\d_])\s*\(\s*([0-9]{{1,4}})\s*\)\s*(?={UNIT})", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"(?<=\d)\s*\(\s*({UNIT})\.?\s*\)", re.IGNORECASE)
_JOINED = re.compile(rf"(?<=\d)\s*-?\s*(?:ти|и|х|ми|а)?\s*-\s*(?={UNIT})", re.IGNORECASE)
_ENDING = re.compile(rf"(?<=\d)(?:-?(?:ти|х|ми))\s*(?={UNIT})", re.IGNORECASE)
_AGAIN = re.compile(rf"(\d\s*{UNIT})\.?\s*[/|(]\s*(?:{UNIT})\.?\s*\)?", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<!\d)(?<!\d[^\S\n])({UNIT})\.?[^\S\n]*(?:(?:саны|көлемі|количество)[^\S\n]*[:=-]?|[:=-])"
    rf"[^\S\n]*([0-9]{{1,4}})(?![0-9]|[.,/-][0-9]|\s*-\s*[0-9]|\s*{UNIT})",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![^\W\d_])(?:количество|кол-во|число|саны|number\s+of)[^\S\n]+({UNIT})[^\S\n]+"
    rf"([0-9]{{1,4}})(?![0-9]|[.,/-][0-9]|\s*-\s*[0-9]|\s*{UNIT})",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]{2,}")
HOURS: Final = re.compile(rf"([0-9]{{1,4}})\s*({UNIT})", re.IGNORECASE)
_LANGUAGES: Final = {"ч": "ru", "с": "kk", "s": "kk", "h": "en"}


def plain_hours(text: str) -> str:
    """The text with its hours written plainly; everything else as it was."""
    for pattern in (_BEFORE_UNIT, _SHORT, _ASIDE):
        text = pattern.sub(" ", text)
    text = _ENGLISH_ADJECTIVE.sub(r"\1 ", _ANY_ADJECTIVE.sub(r"\1 ", text))
    text = _IN_BRACKETS.sub(r" \1", _BRACKETED.sub(r" \1 ", text))
    for pattern in (_JOINED, _ENDING):
        text = pattern.sub(" ", text)
    text = _SPACES.sub(" ", _AGAIN.sub(r"\1 ", text))
    return _COUNTED.sub(r"\2 \1", _NAMED.sub(r"\2 \1", text))


def without_words_aside(text: str) -> str:
    """The text without the hours said once more in words, as papers print them."""
    return _IN_WORDS.sub(" ", text)


def marked_hours(text: str) -> str:
    """The text with hours of three digits at least, so that none is taken for a day: "маусым, 18
    сағат" is no 18 June."""
    return HOURS.sub(lambda said: f"{int(said[1]):03} {said[2]}", text)


def hours_said(text: str) -> list[tuple[int, str]]:
    """Every number of hours with its unit, in order, and the language of the unit."""
    return [(int(m[1]), _LANGUAGES[m[2][0].lower()]) for m in HOURS.finditer(text)]
