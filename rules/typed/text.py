"""Typed text made comparable: one form for all alphabets, and the pieces it consists of.

A word's *skeleton* is what stays when alphabet, Kazakh letters, soft signs, diacritics and
repeated letters are taken away: "жыл", "jyl", "zhyl" and "ЖЫЫЛ" share one. Vocabularies are
written in ordinary spelling and pass through the same function.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

SHORT_TEXT = 400
"""Longest text, in characters, that a reader of one answer looks at."""

LONG_TEXT = 4096
"""Longest text, in characters, that a reader of lists looks at (Telegram's own limit)."""

_AT_ONCE = 64
_LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")

_ROMAN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ж": "j",
    "з": "z", "и": "i", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u",
    "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "є": "e", "ї": "i", "ə": "a",
}  # fmt: skip
_SINGLE = {"q": "k", "w": "u", "x": "h", "y": "i", "ı": "i"}
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_TO_ROMAN = str.maketrans(_ROMAN)
_TO_SINGLE = str.maketrans(_SINGLE)
_DIGRAPHS = re.compile(r"shch|sch|sh|ch|zh|kh|gh|ts")
_DIGRAPH_AS = {
    "shch": "s", "sch": "s", "sh": "s", "ch": "c", "zh": "j", "kh": "h", "gh": "g", "ts": "c",
}  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2043\uff0d]")

# Soft hyphens, joiners, marks of direction, variation selectors, fillers, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_QUOTED_DAY = re.compile(r"[«\"“”„‟<]\s?([0-9]{1,2})\s?[»\"“”„‟>](?=\s?-?[^\W\d_])")
_TIME = re.compile(
    r"(?P<day>[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}"
    r"(?:\s?[гж]\.?)?)"
    r"(?:t|,?\s+(?:(?:в|at|сағат)\s+)?)"
    r"(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)"
    r"(?:\s?(?:z|am|pm|[+-][0-9]{2}:?[0-9]{2}))?(?![0-9])"
)

# Runs of blanks would make every pattern below slow, and say nothing.
_BLANKS = re.compile(r"[^\S\n]{2,}")
_EMPTY_LINES = re.compile(r"\n[ \n]+")

_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_FRACTION = re.compile(r"([0-9]{0,4})\s?([½¼¾])")

_DAY_WITH_COMMAS = re.compile(
    r"(?<![\d.,])(0?[1-9]|[12]\d|3[01]),(0?[1-9]|1[0-2]),((?:19|20)\d\d)(?![\d.,])"
)

# The number of a paper or of a school says nothing.
_DOCUMENT = re.compile(r"#\s{0,3}[\w/-]{1,30}(?![\w./-])")

_EN_ROW = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RU_ROW = "йцукенгшщзхъфывапролджэячсмитьбюё"
_EN_TO_RU = str.maketrans(_EN_ROW, _RU_ROW)
_RU_TO_EN = str.maketrans(_RU_ROW, _EN_ROW)
_EN_TO_KK = str.maketrans(_EN_ROW + "2345890-=", _RU_ROW + "әіңғүұқөһ")

_PIECES = re.compile(
    r"""
      (?P<ymd>(?<![0-9])[0-9]{4}([-./])[0-9]{1,2}\2[0-9]{1,2}(?![0-9]))
    | (?P<dmy>(?<![0-9])[0-9]{1,2}\s?([-./])\s?[0-9]{1,2}\s?\4\s?[0-9]{4}(?![0-9])
             |(?<![0-9])[0-9]{1,2}([-./])[0-9]{1,2}\5[0-9]{2}(?![0-9]))
    | (?P<my>(?<![0-9])[0-9]{1,2}[./][0-9]{4}(?![0-9]))
    | (?P<ym>(?<![0-9])[0-9]{4}[-./][0-9]{1,2}(?![0-9]))
    | (?P<decimal>[0-9]+[.,][0-9]+)
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a number, a date written in digits, or a sign.

    `kind`: "ymd", "dmy", "my", "ym", "decimal", "number", "word" or "sign". `text` is lower case.
    """

    kind: str
    text: str

    @property
    def key(self) -> str:
        """The skeleton of a word, the text of everything else."""
        return skeleton(self.text) if self.kind == "word" else self.text


def visible(text: str) -> str:
    """The text without letters that cannot be seen: soft hyphens, joiners, marks of direction."""
    return _UNSEEN.sub("", text)


def clean(text: str, limit: int) -> str | None:
    """Lower case, compatible forms unified, dashes alike, without letters that cannot be seen,
    marks around a day («12» сентября) and the time of a day; None for text longer than `limit`."""
    text = visible(text)
    if len(text) > limit:
        return None
    unified, text = "", text.replace("№", "#")  # or it would become the English "no"
    text = _FRACTION.sub(lambda said: f"{said[1] or 0}.{_FRACTIONS[said[2]]}", text)
    for start in range(0, len(text), _AT_ONCE):  # one character may become eighteen
        unified += unicodedata.normalize("NFKC", text[start : start + _AT_ONCE]).lower()
        if len(unified) > limit:
            return None
    unified = _EMPTY_LINES.sub("\n", _BLANKS.sub(" ", unified))
    unified = _DOCUMENT.sub(" ", _DASHES.sub("-", unified).replace("×", "*"))
    unified = _DAY_WITH_COMMAS.sub(r"\1.\2.\3", unified)
    return _TIME.sub(_without_time, _QUOTED_DAY.sub(r" \1 ", unified))


def _without_time(match: re.Match[str]) -> str:
    """The day alone; any time but midnight, which programs add, leaves a doubt."""
    return match["day"] if not match["time"].strip("0:., ") else f"{match['day']} ?"


def skeleton(word: str) -> str:
    """The form of a word that all its spellings share (see the module)."""
    lowered = word.lower().translate(_APOSTROPHES)
    if _CYRILLIC.search(lowered):
        lowered = lowered.translate(_LOOKALIKES) if _LATIN.search(lowered) else lowered
    plain = unicodedata.normalize("NFD", lowered)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    roman = _DIGRAPHS.sub(lambda m: _DIGRAPH_AS[m.group()], plain.translate(_TO_ROMAN))
    return _REPEATED.sub(r"\1", roman.translate(_TO_SINGLE))


def pieces(cleaned: str, most: int = 100) -> list[Piece]:
    """Split cleaned text; digits glued to words come apart. At most `most` + 1 pieces."""
    return [piece for piece, _, _ in located(cleaned, most)]


def located(cleaned: str, most: int) -> list[tuple[Piece, int, int]]:
    """Like `pieces`, each with where it begins and ends in the text."""
    found = islice(_PIECES.finditer(cleaned), most + 1)
    return [(Piece(m.lastgroup or "sign", m.group()), m.start(), m.end()) for m in found]


def other_layouts(text: str) -> list[str]:
    """What the text would be had the keyboard been switched: Latin to Russian, or back."""
    lowered = text.lower()
    if _CYRILLIC.search(lowered):
        return [] if _LATIN.search(lowered) else [lowered.translate(_RU_TO_EN)]
    return [lowered.translate(_EN_TO_RU)] if _LATIN.search(lowered) else []


def kazakh_layout(text: str) -> str:
    """Like `other_layouts` for the Kazakh row, where digits are letters: words only."""
    return text.lower().translate(_EN_TO_KK)
