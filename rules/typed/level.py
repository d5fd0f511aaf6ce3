"""Levels of a language: CEFR as typed ("b2", "В2", "с1"), test scores turned into CEFR.

The scores follow the tables that the test makers publish: IELTS (bands 4, 5.5, 7, 8.5 open B1,
B2, C1, C2), TOEFL iBT (42, 72, 95, 114; since 2026 also a scale of 1 to 6) and TOEFL ITP
(337, 460, 543, 627 open A2, B1, B2, C1). A score is always asked back with its level.
"""

import re

from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.text import SHORT_TEXT, clean

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

_LETTERS = str.maketrans("авсбц", "abcbc")
_LEVEL = re.compile(r"(?<![^\W_])([abcавсбц])\s?-?\s?([12])(?![0-9])(\+?)")
_SCORE = re.compile(r"(?<![0-9.,])([0-9]{1,4}(?:[.,][0-9]{1,2})?)(?![0-9.,]*[0-9])")
_IELTS = re.compile(r"ielts|i[ea]lts|ieltc|а[йи]ел[ьт]*с|иелтс|аилтс|айлтс")
_TOEFL = re.compile(r"toe?fe?l|то[йеи]*фл|тоефл|тойфель")
_ITP = re.compile(r"\bitp\b|\bpbt\b|paper")
_NEGATION = re.compile(r"\b(?:не|нет|ни|без|жоқ|жок|емес|no|not|without|emes|joq|учу|below|ниже)\b")
_CONNECT = re.compile(
    r"(?<![^\W_])(?:уровень|уровня|уровне|level|деңгейі|денгейи|деңгейім|деңгей|денгей|у|меня|мой|"
    r"моя|my|менде|менің|i|have|is|it|the|a|есть|бар|по|cefr|английский|английского|языка|"
    r"ағылшын|тілі|тілінің|english|сертификат|certificate|сертификатым|на|в)(?![^\W_])"
)

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("upper|апер интермедиат|выше среднего|fce|b2 first", ("B2",)),
    ("pre-intermediate|pre intermediate|pre-int|pre int|ket|elementary|элементар", ("A2",)),
    ("intermediate|интермедиат|средний|орташа|орта деңгей|pet", ("B1",)),
    ("advanced|продвинутый|адванс|cae", ("C1",)),
    ("proficiency|proficient|cpe|носитель|native", ("C2",)),
    ("beginner|начальный|бастапқы", ("A1",)),
)

_IELTS_BANDS = ((8.5, "C2"), (7.0, "C1"), (5.5, "B2"), (4.0, "B1"))
_IBT = ((114, "C2"), (95, "C1"), (72, "B2"), (42, "B1"))
_IBT_NEW = ((6.0, "C2"), (5.0, "C1"), (4.0, "B2"), (3.0, "B1"), (2.0, "A2"), (1.0, "A1"))
_ITP_SCORES = ((627, "C1"), (543, "B2"), (460, "B1"), (337, "A2"))


def read_level(text: str) -> Understanding[tuple[str, ...]]:
    """One CEFR level in a tuple; several, test scores and words such as "advanced" ask back."""
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None or _NEGATION.search(cleaned):
        return NotUnderstood()
    if _IELTS.search(cleaned):
        return _of_ielts(_scores(_IELTS.sub(" ", cleaned)))
    if _TOEFL.search(cleaned):
        return _of_toefl(_scores(_TOEFL.sub(" ", cleaned)), bool(_ITP.search(cleaned)))
    levels = [f"{m[1].translate(_LETTERS)}{m[2]}".upper() for m in _LEVEL.finditer(cleaned)]
    if levels:
        return _of_levels(levels, cleaned)
    for listed, values in _WORDS:
        if any(word in cleaned for word in listed.split("|")):
            return _ask(values)
    return NotUnderstood()


def _of_levels(levels: list[str], cleaned: str) -> Understanding[tuple[str, ...]]:
    rest = _CONNECT.sub(" ", _LEVEL.sub(" ", cleaned))
    spaced = re.search(r"(?<![^\W_])[abcавсбц]\s?-?\s[12]|[abcавсбц]-[12]", cleaned) is not None
    exact = len(set(levels)) == 1 and not re.search(r"[^\W_]|[+?~<>]", rest) and not spaced
    if exact and "+" not in cleaned:
        return Understood((levels[0],))
    return Choose(tuple((level,) for level in distinct(levels)))


def _scores(text: str) -> list[float]:
    return [float(m[1].replace(",", ".")) for m in _SCORE.finditer(text)]


def _ask(values: tuple[str, ...]) -> Choose[tuple[str, ...]]:
    return Choose(tuple((value,) for value in values), "converted")


def _of_ielts(scores: list[float]) -> Understanding[tuple[str, ...]]:
    """Bands go by halves from 0 to 9; below 4 the makers name no level."""
    if len(scores) != 1:
        return NotUnderstood()
    band = scores[0]
    if band > 9:
        return OutOfRange("too_large", 0, 9)
    if band * 2 != int(band * 2):
        return NotUnderstood()
    return _ask((_level(band, _IELTS_BANDS),) if band >= 4 else ("A1", "A2"))


def _of_toefl(scores: list[float], itp: bool) -> Understanding[tuple[str, ...]]:
    if len(scores) != 1:
        return NotUnderstood()
    score = scores[0]
    if score > 677 or (120 < score < 310):
        return OutOfRange("too_large", 1, 677 if itp else 120)
    if score <= 6:
        return _ask((_level(score, _IBT_NEW),)) if score >= 1 else NotUnderstood()
    if score != int(score):
        return NotUnderstood()
    if itp or score >= 310:
        return _ask((_level(score, _ITP_SCORES),) if score >= 337 else ("A1", "A2"))
    return _ask((_level(score, _IBT),) if score >= 42 else ("A1", "A2"))


def _level(score: float, table: tuple[tuple[float, str], ...]) -> str:
    return next(level for least, level in table if score >= least)
