"""Per cent of a test typed by a person: "78 пайыз", "78 процентов", "78 из 100"."""

import re
from fractions import Fraction

from rules.typed.numbers import read_number
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.text import SHORT_TEXT, clean

LOW, HIGH = 0, 100

_WORD = re.compile(
    r"%|(?<![^\W\d_])(?:про[цс]ент\w*|проц|прц|пр-?т\w*|перцент\w*|пайыз\w*|пайз\w*|паиз\w*|"
    r"paiyz\w*|payiz\w*|paiz\w*|protsent\w*|procent\w*|per\s?cents?|percents?|pct|pc)"
    r"(?![^\W\d_])\.?"
)
_HUNDREDTHS = re.compile(
    r"(?<![\d.,])([0-9]{1,3})\s*(?:/|из|от|out of|of)\s*100(?![\d.,])(?:\s*балл\w*)?"
    r"|(?<![\d.,])100\s*(?:-?[дт]ен|-?[дт]ан|балдан|ішінен)\s*([0-9]{1,3})(?![\d.,])"
)
_SHARE = re.compile(
    r"(?<![\d.,])([0-9]{1,3})\s*(?:/|из|out of|of)\s*([0-9]{1,3})(?![\d.,])"
    r"|(?<![\d.,])()([0-9]{1,3})\s*(?:-?[дт]ен|-?[дт]ан)\s+([0-9]{1,3})(?![\d.,])"
)
_BESIDE = re.compile(
    r"(?<![^\W\d_])(?:тест\w*|test|результат\w*|result|нәтиже\w*|итог\w*|пбт|пзт|озп|ббт|набрал[аи]?|"
    r"жинадым|жинаған\w*|сдал[аи]?|тапсырдым|получил[аи]?|алдым|знани\w*|білім\w*|got|scored|i)"
    r"(?![^\W\d_])\s*:?"
)
_MARKED = re.compile(rf"(?<![\d.,])([0-9]{{1,3}})\s*(?:{_WORD.pattern})")
_OF_QUESTIONS = re.compile(
    r"(?<![\d.,])(?:из|of)\s+([0-9]{1,3})\s+(?:вопрос\w*|задани\w*|questions)\W+([0-9]{1,3})(?![\d.,])"
)
_DECIMAL = re.compile(r"(?<![\d.,])([0-9]{1,3})[.,]([0-9]{1,3})(?![\d.,])")
_POINTS = re.compile(r"(?<![^\W\d_])(?:балл\w*|балл|бал|балов|ұпай\w*|упай\w*|points?|score)\b")


def read_percent(text: str) -> Understanding[int]:
    """A whole per cent from 0 to 100.

    A fraction of a per cent, a share ("39 из 50") and points are asked back, none of them is
    what was asked.
    """
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None or is_dont_know(text) or is_none(text):
        return NotUnderstood()
    cleaned = _OF_QUESTIONS.sub(r"\2 из \1", cleaned)
    said = _HUNDREDTHS.sub(lambda m: f" {m[1] or m[2]} ", cleaned)
    share = _SHARE.search(said)
    if share is not None:
        return _of_share(share)
    decimal = _DECIMAL.search(said)
    if decimal is not None:
        return _of_decimal(decimal, said)
    bare = _BESIDE.sub(" ", _WORD.sub(" ", said))
    points = bool(_POINTS.search(bare)) and not _WORD.search(said) and said == cleaned
    reading = read_number(_POINTS.sub(" ", bare), LOW, HIGH)
    marked = _MARKED.findall(said)
    if isinstance(reading, Choose) and len(marked) == 1 and int(marked[0]) in reading.options:
        return Choose(distinct([int(marked[0]), *reading.options]))  # "70 баллов, 78%"
    return Choose((reading.value,)) if points and isinstance(reading, Understood) else reading


def _of_share(share: re.Match[str]) -> Understanding[int]:
    if share[1]:
        part, whole = int(share[1]), int(share[2])
    else:
        whole, part = int(share[4]), int(share[5])
    if not whole or part > whole:
        return NotUnderstood()
    return Choose((part * 100 // whole,))


def _of_decimal(decimal: re.Match[str], said: str) -> Understanding[int]:
    """ "78,5": the lower whole per cent first, for it is what is surely reached."""
    if re.search(r"[0-9]", said[: decimal.start()] + said[decimal.end() :]):
        return NotUnderstood()
    value = Fraction(f"{decimal[1]}.{decimal[2]}")
    if value > HIGH:
        return OutOfRange("too_large", LOW, HIGH)
    if value.denominator == 1:
        return read_number(str(value), LOW, HIGH)
    if value < 1 and not _WORD.search(said):
        return Choose((int(value * HIGH),))
    return Choose(distinct([int(value), min(int(value) + 1, HIGH)]))
