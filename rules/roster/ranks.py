"""Qualification categories as lists write them, with the day, the order and the end in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.roster.days import days_in
from rules.roster.table import Value, is_error, is_none, is_unknown, pattern, plain, text_of
from rules.typed.choice import read_choice
from rules.typed.outcome import Choose, Understood

_MANAGEMENT = pattern(
    r"(?<!\w)зам",
    "орынбасар",
    "deputy",
    r"(?<!\w)рук",
    "басшы",
    r"(?<!\w)директор",
    r"(?<!\w)head",
    r"(?<!\w)лидер",
    "менеджер",
    "организатор",
    "ұйымдастырушы",
    "көшбасшы",
    "leader",
    "manager",
)
_DEPUTY = pattern(r"(?<!\w)зам", "орынбасар", "deputy")
_HEADS = (
    ("head_leader", pattern("лидер", "көшбасшы", "leader")),
    ("head_manager", pattern("менеджер", "manager")),
    ("head_organizer", pattern("организатор", "ұйымдастырушы", "organi[sz]er")),
)
_STEPS = (
    (3, pattern("трет", "үшінші", "third", r"(?<!\w)(?:3|ііі|iii)(?!\w)")),
    (2, pattern("втор", "екінші", "second", r"(?<!\w)(?:2|іі|ii)(?!\w)")),
    (1, pattern("перв", "бірінші", "first", r"(?<!\w)(?:1|і|i)(?!\w)")),
)
_BY_STEP = {3: "head_organizer", 2: "head_manager", 1: "head_leader"}
_NONE = pattern(
    r"(?:б[/.\s-]*к(?:ат\w*)?\.?|без\W*(?:кв\w*\W*)?кат\w*\.?|нет категории|категории нет|"
    r"не имеет категории|не аттестован\w*|санатсыз\w*|(?:санаты?|категориясы) жоқ|"
    r"no category|without category)\W*",
)
_TEACHER = pattern(r"(?:кат\w*\W+)?(?:педагог|teacher|ұстаз)(?:\W+(?:кат|сан)\w*)?\W*")
_UNTIL = re.compile(
    r"(?:действ\w*\s*)?(?:(?<!\w)до|по)\s+(?P<a>[\d.]{4,10}\s*(?:г\w*|ж\w*)?\.?)"
    r"|(?P<b>[\d.]{4,10})\s*(?:г\w*|ж\w*)?\.?\s*(?:дейін|дейин)"
    r"|until\s+(?P<c>[\d.-]{4,10})"
)
_PERIOD = re.compile(r"(?<!\d)(?P<from>(?:19|20)\d\d)\s*-\s*(?P<to>20\d\d)(?!\d)")
_ORDER = re.compile(
    r"(?:пр(?:иказ\w*|\.)?|бұйр\w*|протокол\w*|хаттама\w*|распоряж\w*|удост\w*|куәлік\w*)?\s*"
    r"(?:№|n(?=\s?\d))\s*[\w/-]+|(?<!\w)(?:приказ\w*|бұйр\w*|пр\.|от|протокол\w*)(?!\w)"
)
_DAY = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}(?:\s*[гж]\w*\.?)?|\d{1,2}[./]\d{4}(?:\s*[гж]\w*\.?)?"
    r"|(?:19|20)\d\d(?:\s*(?:г\w*|ж\w*))?\.?"
)
_RUN_TOGETHER = re.compile(r"педагог(?=модер|эксп|сарап|иссл|зерт|маст|шебер)")
"""What a line break after the hyphen leaves of "педагог-эксперт"."""
_ROMAN = re.compile(r"[iі]{1,2}")


@dataclass(frozen=True, slots=True)
class Rank:
    """What a cell says of categories; None: not said. `given` and `until` days as far as they are
    said, "" where not; `why` a word of `Doubt.why`, what is clear stands beside it all the same."""

    category: str | None = None
    management: str | None = None
    given: str = ""
    until: str = ""
    why: str = ""


def read_rank(value: Value, on: date) -> Rank:
    """What a cell under "category" says."""
    text = _RUN_TOGETHER.sub("педагог-", plain(text_of(value)))
    if is_unknown(text):
        return Rank()
    if is_error(text):
        return Rank(why="error")
    if is_none(text) or _NONE.fullmatch(text):
        return Rank("none")
    return read_rank_text(text, on)


@lru_cache(maxsize=5_000)
def read_rank_text(text: str, on: date) -> Rank:
    """What a `plain` text says of categories."""
    until, left = _until(text)
    given, ends, left = _period(left)
    until = until or ends
    words = _ORDER.sub(" ", left)
    dated, impossible = days_in(_ORDER.sub(" ", _without_number(left)), on)
    why = impossible
    if not given and not impossible:
        given, why = (dated[0], "") if len(dated) == 1 else ("", "several_days" if dated else "")
    if given and (given + "-01-01")[:10] > on.isoformat():
        given, why = "", "future_day"
    ranks = _named(words)
    if isinstance(ranks, str):
        return Rank(given=given, until=until, why=ranks)
    return Rank(*ranks, given, until, why)


def _without_number(text: str) -> str:
    return re.sub(r"(?:№|n(?=\s?\d))\s*[\w/-]+", " ", text)


def _until(text: str) -> tuple[str, str]:
    found = _UNTIL.search(text)
    if found is None:
        return "", text
    digits = next(group for group in found.groups() if group)
    return _iso(digits), text[: found.start()] + " " + text[found.end() :]


def _period(text: str) -> tuple[str, str, str]:
    """The two years of "2022-2027", and the text without them."""
    found = _PERIOD.search(text)
    if found is None:
        return "", "", text
    return found["from"], found["to"], text[: found.start()] + " " + text[found.end() :]


def _iso(digits: str) -> str:
    numbers = re.findall(r"\d+", digits)
    if len(numbers) == 3 and len(numbers[2]) == 4:
        return f"{numbers[2]}-{int(numbers[1]):02}-{int(numbers[0]):02}"
    if len(numbers) == 2 and len(numbers[1]) == 4:
        return f"{numbers[1]}-{int(numbers[0]):02}"
    return numbers[0] if len(numbers) == 1 and len(numbers[0]) == 4 else ""


def _named(text: str) -> tuple[str | None, str | None] | str:
    """The category of teachers and the one of heads that the parts of a text name, or why not."""
    category: set[str] = set()
    management: set[str] = set()
    strange = False
    for part in re.split(
        r"[,;()\n]|(?<=[^\W\d_])/(?=[^\W\d_]{3})|(?<!\w)(?:и|және)(?!\w)", _DAY.sub(" ", text)
    ):
        bare = part.strip(' .-:«»"')
        if not bare or not re.search(r"\w", bare):
            continue
        found = _management(bare) if _MANAGEMENT.search(bare) else None
        if found is not None:
            management.add(found)
            continue
        named = _teachers(bare)
        strange = strange or named is None
        category |= {named} if named else set()
    if len(category) > 1 or len(management) > 1:
        return "several_categories"
    if not category and not management:
        return "not_a_category" if strange or not text.strip() else "no_category_named"
    return next(iter(category), None), next(iter(management), None)


def _management(text: str) -> str | None:
    step = next((number for number, words in _STEPS if words.search(text)), None)
    if _DEPUTY.search(text):
        return None if step is None else f"deputy_{step}"
    named = next((name for name, words in _HEADS if words.search(text)), None)
    return named or (None if step is None else _BY_STEP[step])


def _teachers(text: str) -> str | None:
    """The category of one part; None where it names none, or may name several."""
    if _NONE.fullmatch(text) or is_none(text):
        return "none"
    if _TEACHER.fullmatch(text):
        return "teacher"
    if text.isdigit():
        return None
    if _ROMAN.fullmatch(text):
        return "second" if len(text) == 2 else "first"
    reading = read_choice(text, "category")
    if isinstance(reading, Understood) and reading.value not in ("unknown",):
        return str(reading.value)
    if isinstance(reading, Choose) and len(reading.options) == 1 and _is_whole_word(text):
        return str(reading.options[0])
    return None


_WHOLE_WORDS = pattern(
    "модератор",
    "эксперт",
    "сарапшы",
    "исследовател",
    r"зерт+еуші",
    "мастер",
    "шебер",
    "высш",
    "жоғары",
    "перв",
    "бірінші",
    "втор",
    "екінші",
    "moderator",
    "expert",
    "researcher",
    "master",
)
_PLANS = pattern(
    "хочет",
    "ожида",
    "претенд",
    "планир",
    "бывш",
    "была?(?!\\w)",
    "был(?!\\w)",
    "истек",
    "подал",
    "тапсыр",
    "аяқтал",
    "образован",
    "білім",
)


def _is_whole_word(text: str) -> bool:
    return _WHOLE_WORDS.search(text) is not None and _PLANS.search(text) is None
