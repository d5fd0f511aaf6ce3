"""People's names as lists write them: with notes in brackets, in capitals, with lost letters."""

from __future__ import annotations

import re

from rules.roster.private import without_private
from rules.roster.table import one_line, pattern, plain

_BRACKETS = re.compile(r"\([^()]*(?:\)|$)|\[[^\]]*\]")
_NUMBER = re.compile(r"^\s*\d{1,4}\s*[.)]\s*(?=[^\W\d_])")
_NOTE = pattern(
    r"[\s,;-]+(?:и\.? ?о\.?|декрет\w*|совм\w*|внеш\w*|внутр\w*|б/л|бала күтім\w*|қоса атқар\w*|"
    r"по уходу.*|в декрете.*|пенсион\w*|штат\w*)(?:\W.*)?$",
)
_BORN = re.compile(
    r"[\s,;]+(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d\d\s*(?:[гж]\w*\.?\s*[рт]?\w*\.?)?\s*$"
)
_REMARK = re.compile(
    r"(?:\s[-–—]\s|,\s?)(?![^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]*[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])[^\W\d_].*$"
)
_SMALL = frozenset(
    [
        "оглы",
        "оғлы",
        "улы",
        "ұлы",
        "уулу",
        "кызы",
        "қызы",
        "гызы",
        "кизи",
        "оглу",
        "де",
        "ван",
        "фон",
        "бек",
        "паша",
        "ибн",
        "бин",
        "аль",
        "эль",
    ]
)
_NO_NAMES = pattern(
    r"(?<!\w)(?:итого|всего|барлығы|жиыны|директор\w*|заместител\w*|колледж\w*|кафедр\w*|отдел\w*|"
    r"университет\w*|администрац\w*|преподавател\w*|мастер\w*|оқытушы\w*|шебер\w*|бөлім\w*|"
    r"ваканси\w*|вакант\w*|бос|орындаған|исполнител\w*|примечани\w*|специалист\w*|педагог\w*|"
    r"бекітемін|утверждаю|согласовано|келісілді|дата|күні|подпись|қолы|total|vacan\w*|қызмет\w*|"
    r"совмещени\w*|прочие|басқалар\w*|мұғалім\w*|дисциплин\w*|пән\w*|список|тізім\w*)(?!\w)",
)
_VACANCY = pattern(r"(?<!\w)ваканс", "вакант", r"бос (?:орын|лауазым|жұмыс)", "vacan", r"не занят")
MOST_WORDS = 6


def shown_name(text: str) -> str:
    """The name: blanks made one, notes left out, capitals made small but the first."""
    name = one_line(_NUMBER.sub("", _BRACKETS.sub(" ", without_private(text))))
    name = _BORN.sub("", name)
    name = _REMARK.sub("", name)
    noted = _NOTE.search(plain(name))
    if noted is not None and noted.start() < len(name):
        name = name[: noted.start()]
    name = name.strip(" ,;*")
    words = re.split(r"([\s-])", name)
    if name.upper() == name and any(len(word) > 3 for word in words):
        name = "".join(word if "." in word else word.capitalize() for word in words)
    return name


def is_name(text: str) -> bool:
    """Whether a text may be a person's name: a few words with capitals, initials, nothing else."""
    name = shown_name(text)
    words = [word for word in re.split(r"[\s]+", name) if word]
    if not 1 <= len(words) <= MOST_WORDS or _NO_NAMES.search(plain(name)) or len(name) < 3:
        return False
    return all(_is_part(word) for word in words) and _letters(name) >= 3


def _letters(name: str) -> int:
    return sum(letter.isalpha() or letter == "?" for letter in name)


def _is_part(word: str) -> bool:
    bare = word.strip(".,")
    if bare.lower() in _SMALL:
        return True
    if re.fullmatch(r"[^\W\d_?a-zа-яё][^\W\d_]*(?:[?'’ʼ`-][^\W\d_]*)*", bare):
        return True
    if re.fullmatch(r"(?:[^\W\d_]\.-?){1,3}[^\W\d_]?\.?", word) and bare[0].isupper():
        return True
    if "?" in bare and re.fullmatch(r"[\w?'-]+", bare):
        return True
    parts = [part for part in bare.split(".") if part]
    return len(parts) > 1 and all(part[0].isupper() and part.isalpha() for part in parts)


def has_lost_letters(name: str) -> bool:
    """Whether a table of Russian letters has made "?" of Kazakh ones."""
    return re.search(r"\?[^\W\d_]|[^\W\d_]\?", name) is not None


def is_vacancy(text: str) -> bool:
    return _VACANCY.search(plain(text)) is not None


def several(text: str) -> bool:
    """Whether two people stand in one cell."""
    parts = [
        part
        for part in re.split(r"[,;/]|\s(?:и|және)\s|\d[.)]", _BRACKETS.sub(" ", text))
        if part.strip()
    ]
    return len(parts) > 1 and all(is_name(part) and " " in one_line(part) for part in parts)
