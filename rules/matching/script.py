"""One alphabet for everything people type.

Kazakh, Russian and English words in any of their scripts are written down in one folded
Cyrillic alphabet before anything is compared: Kazakh letters become those that every phone has,
й, ы, і and и become one letter, soft and hard signs vanish, doubled letters become single, and
Latin letters are read as the romanisation they most likely are (chat Latin, the Kazakh alphabets of
2018 and 2021, ISO 9, everyday romanisation). English words go the same way, so that one index
serves all three languages.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = str.maketrans(
    {
        "ә": "а", "қ": "к", "ғ": "г", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "і": "и", "һ": "х",
        "ё": "е", "й": "и", "ы": "и", "э": "е", "щ": "ш", "ъ": "", "ь": "", "я": "иа", "ю": "иу",
        "ї": "и", "є": "е", "ў": "у",
    }
)  # fmt: skip

# Longest first: the pattern takes the first alternative that fits.
_LATIN_GROUPS = {
    "shch": "ш", "sch": "ш", "tch": "ч", "dzh": "дж", "zh": "ж", "kh": "х", "gh": "г", "sh": "ш",
    "ch": "ч", "ts": "ц", "ya": "иа", "yu": "иу", "ye": "е", "yo": "е", "s'": "ш",
    "c'": "ч", "y'": "у",
}  # fmt: skip
_LATIN_LETTERS = str.maketrans(
    {
        "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
        "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
        "s": "с", "t": "т", "u": "у", "v": "в", "w": "у", "x": "х", "y": "и", "z": "з",
        "ä": "а", "á": "а", "ə": "а", "â": "иа", "ğ": "г", "ǵ": "г", "ı": "и", "í": "и", "ï": "и",
        "ñ": "н", "ń": "н", "ŋ": "н", "ö": "о", "ó": "о", "ü": "у", "ú": "у", "ū": "у", "ý": "у",
        "û": "иу", "ş": "ш", "š": "ш", "ś": "ш", "ŝ": "ш", "ç": "ч", "č": "ч", "ć": "ч", "ž": "ж",
        "è": "е", "é": "е", "ė": "е", "ë": "е", "'": "", "ʹ": "", "ʺ": "",
    }
)  # fmt: skip
_LATIN_GROUP = re.compile("|".join(re.escape(group) for group in _LATIN_GROUPS))
_LATIN_LETTER = re.compile("[a-zäáəâğǵıíïñńŋöóüúūýûşšśŝçčćžèéėë]")
_CYRILLIC_LETTER = re.compile("[а-яёәғқңөұүһі]")
_ISO_9_LETTER = re.compile("[âûžčšŝè]")
# о is left alone: it would make one abbreviation of ОІЖО and ОӨІЖО.
_DOUBLED = re.compile(r"([^о])\1+")
# Letters that look alike: words that mix both alphabets were meant in Cyrillic.
_LOOKALIKES = str.maketrans("aceopxyikhtmbäө", "асеорхуікһтмвәө")
_KAZAKH_DIGITS = str.maketrans("2345890", "әіңғүұқ")
_CHAT_DIGITS = str.maketrans("46", "чш")
# Letters that cannot be seen, as copying brings them, are nothing.
_SIGNS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | dict.fromkeys(
    map(ord, "’‘`ʼ´"), "'"
)


def clean(text: str) -> str:
    """Return the text with compatibility forms and apostrophes unified; the case is kept.

    Letters that cannot be seen are left out.
    """
    return unicodedata.normalize("NFKC", text.translate(_SIGNS))


def fold_cyrillic(word: str) -> str:
    """Fold one lower-case Cyrillic word."""
    return _DOUBLED.sub(r"\1", word.translate(_CYRILLIC))


def foldings(word: str) -> list[str]:
    """Return the folded readings of one lower-case word, the likeliest first.

    A Cyrillic word has one. A Latin one has more where a letter serves two romanisations:
    j is ж or й, w is у or ш, x is х or кс, 4 and 6 stand for ч and ш in chats.
    """
    if _LATIN_LETTER.search(word) is None:
        if not word.isascii() and not word.isalpha():
            word = word.translate(_KAZAKH_DIGITS)
        return [fold_cyrillic(word)]
    if _CYRILLIC_LETTER.search(word):
        return [fold_cyrillic(word.translate(_LOOKALIKES))]
    first = _fold_latin(word)
    readings = [first]
    if "j" in word:
        glide = _fold_latin(word.replace("j", "y"))
        if _ISO_9_LETTER.search(word):
            readings.insert(0, glide)
        else:
            readings.append(glide)
    if "w" in word:
        readings.append(_fold_latin(word.replace("w", "sh")))
    if "x" in word:
        readings.append(_fold_latin(word.replace("x", "ks")))
    if "4" in word or "6" in word:
        readings.insert(0, _DOUBLED.sub(r"\1", first.translate(_CHAT_DIGITS)))
    return readings


def _fold_latin(word: str) -> str:
    word = _LATIN_GROUP.sub(lambda found: _LATIN_GROUPS[found.group()], word)
    return _DOUBLED.sub(r"\1", word.translate(_LATIN_LETTERS))
