"""Text that a machine has read off a picture, with its usual slips undone where they are sure.

A slip is undone only where the result is the one thing that can stand there: a letter between the
digits of a date, a Latin letter in a Cyrillic word, a word for hours torn apart.
"""

import re
from typing import Final

LONGEST: Final = 4000
"""Letters of a page that are looked at."""

_DIGIT_LIKE = str.maketrans("OОоoQlIіІ|!ЗзSбB", "0000011111133568")
_NO_DIGITS = "OОоoQlIіІ|!ЗзSбB"
_ANY = rf"[0-9{_NO_DIGITS}]"
_DATE = re.compile(
    rf"(?<![^\W_])({_ANY}{{1,2}})\s?[.,•·]\s?({_ANY}{{2}})\s?[.,•·]\s?([12]{_ANY}{{3}})(?![^\W_])"
)
_YEAR = re.compile(rf"(?<![^\W_])(2[0OОо]{_ANY}{{2}})(?![^\W_])")
_DAY = re.compile(
    rf"(?<=[«\"“„<])\s?({_ANY}{{2}})\s?(?=[»\"”“>]\s?[^\W\d_]{{3}})|"
    rf"(?<![^\W_]|[.,/-])((?=\S?[0-9]){_ANY}{{2}})(?=\s(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|"
    r"сентябр|октябр|ноябр|декабр|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|"
    r"қазан|қараша|желтоқсан))",
    re.IGNORECASE,
)
_HOURS_WORD = re.compile(
    r"(?<![^\W\d_])(?:ч\s?а\s?с\s?(?:о\s?в|а)?|с\s?а\s?[ғгfrт]\s?а\s?т|h\s?o\s?u\s?r\s?s?)(?![^\W\d_])",
    re.IGNORECASE,
)
_HOURS_IN_KAZAKH = re.compile(r"(?<![^\W\d_])са\s?[ғгfт]ат(т[ыи][кқ])?(?![^\W\d_])", re.IGNORECASE)
_ACADEMIC = re.compile(r"(?<![^\W\d_])а\s?к\s?а\s?д\s?е\s?м\s?и(?=[^\W\d_]{2})", re.IGNORECASE)
_HOURS = re.compile(
    rf"(?<![^\W_])(?<![.,/-])((?=\S*[1-9]){_ANY}{{2,3}})(?=[\s-]{{0,2}}(?:(?:акад|учебн)\S*\s)?"
    r"(?:час|сағ|саг|hour|hrs|а[кк]\.?\s?ч))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,40}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceiopxykmt", "АВСЕНІКМОРТХУасеіорхукмт")
_TO_LATIN = str.maketrans("АВСЕНІКМОРТХУасеіорху", "ABCEHIKMOPTXYaceiopxy")
_TORN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def mended(text: str) -> str:
    """The text, cut to a length that any page keeps within, with its slips undone."""
    text = _TORN.sub("", text[:LONGEST].replace("\r", "\n"))
    text = _WORD.sub(_in_one_script, text)
    text = _HOURS_WORD.sub(lambda said: re.sub(r"\s", "", said[0]), text)
    text = _HOURS_IN_KAZAKH.sub(lambda said: "сағаттық" if said[1] else "сағат", text)
    text = _ACADEMIC.sub("академи", text)
    text = _DATE.sub(lambda said: ".".join(map(_digits, said.groups())), text)
    for pattern in (_YEAR, _DAY, _HOURS):
        text = pattern.sub(lambda said: _digits(said[0]), text)
    return text


def _digits(said: str) -> str:
    return said.translate(_DIGIT_LIKE)


def _in_one_script(found: re.Match[str]) -> str:
    """A word of letters of two scripts in that of most of them."""
    word = found[0]
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
