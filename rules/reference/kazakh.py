"""A light stemmer of Kazakh words as they stand in documents: endings off, one after another."""

from __future__ import annotations

import re
from typing import Final

# After "у" and "и" endings are those after consonants.
_VOWELS: Final = "аәеоөұүыі"
# Number, the third person's possession, case, "of a place", "-ness", "with"; of verbs the third
# person, the infinitive, "that has done".
_ANYWHERE: Final = (
    "лар лер ы і ын ін ның нің ға ге на не ны ні да де дан ден нан нен дағы дегі лық лік лы лі "
    "мен бен пен йды йді ады еді у ған ген қан кен ып іп"
)
_AFTER_CONSONANTS: Final = (
    "дар дер тар тер дың дің тың тің қа ке ды ді ты ті та те тан тен тағы тегі дық дік тық тік"
)
_AFTER_VOWELS: Final = "сы сі сын сін"


def _any_of(endings: str) -> str:
    return f"(?:{'|'.join(endings.split())})"


_ENDING: Final = re.compile(
    f"(?<=...)(?:{_any_of(_ANYWHERE)}|(?<=[^{_VOWELS}]){_any_of(_AFTER_CONSONANTS)}"
    f"|(?<=[{_VOWELS}]){_any_of(_AFTER_VOWELS)})$"
)
_VOICELESS: Final = str.maketrans("бгғ", "пкқ")


def stems(word: str) -> tuple[str, ...]:
    """The stems that a lower-case word in Kazakh letters may have: the shortest, and those whose
    last consonant is not sure (жұмысы: жұмыс; талабы: талап)."""
    stem = word
    others = []
    while found := _ENDING.search(stem):
        stem = stem[: found.start()]
        if found.group().startswith("с"):
            others.append(f"{stem}с")
    return tuple(dict.fromkeys((stem, stem[:-1] + stem[-1:].translate(_VOICELESS), *others)))
