"""Education, degrees and titles as lists write them, several facts in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.roster.table import is_error, is_none, is_unknown, pattern, plain

_UNFINISHED = pattern(
    r"н/?\s?высш",
    r"н\.? ?высш",
    "незакон",
    "неоконч",
    "неполн",
    "студент",
    "обучает",
    "учится",
    "аяқталмаған",
    "оқып жүр",
    "магистрант",
    "докторант(?!у)",
)
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "doctoral",
        pattern(
            "докторантур", r"(?<!\w)докт\.", r"доктор\w* phd", r"(?<!\w)phd", r"доктор по профил"
        ),
    ),
    (
        "master",
        pattern(
            r"магистр(?!ант)",
            r"(?<!\w)маг\.",
            "послевуз",
            r"жоғары оқу орнынан кейінгі",
            r"(?<!\w)master",
            r"(?<!\w)m\.?sc",
            r"(?<!\w)м\.[а-я]{1,4}\.(?:[а-я]\.)?н\.?",
        ),
    ),
    ("bachelor", pattern("бакалавр", "bachelor", r"(?<!\w)b\.?sc")),
    ("specialist", pattern("специалитет")),
    ("post_secondary", pattern("послесред", "орта білімнен кейінгі", "прикладн\\w* бакалавр")),
    (
        "tvet",
        pattern(
            r"средн\w*[\s.-]*(?:специальн|спец|профес|проф|техн)",
            r"(?<!\w)ср\W{0,3}(?:спец|проф|тех)",
            r"(?:арнау?лы|арнайы|кәсіп\w*)\W+орта(?!\w)",
            r"орта\W+(?:арнау?лы|арнайы|кәсіп|тех)",
            r"(?<!\w)типо(?!\w)",
            r"т\W?и\W?по(?!\w)",
            "тжкб",
            "тікб",
            "техникум",
            "техникұм",
            "колледж",
            "училищ",
            r"(?<!\w)с?пту",
            r"(?<!\w)птш",
            r"(?<!\w)спо(?!\w)",
            "техническ\\w* и проф",
            "vocational",
            "college",
            "техникалық және кәсіптік",
        ),
    ),
    (
        "higher",
        pattern(r"(?<!не)(?<!н/)высш", r"жоғары(?! оқу орнынан)", "higher", r"(?<!\w)в/о(?!\w)"),
    ),
)
_SCHOOL = pattern(
    r"(?:общее |полное |жалпы |неполное )*(?:средн\w*|орта)(?: общее)?(?: білім)?\W*",
    "школа.*",
    "secondary",
)
_WITHOUT_SPECIAL = pattern(r"послесред\w*", "орта білімнен кейінгі")
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "social_pedagogy",
        pattern(r"социальн\w*[\s-]*педагог", "соц\\w*\\. ?пед", "әлеуметтік педагог"),
    ),
    (
        "pedagogy_psychology",
        pattern(
            r"педагогик\w* и психолог",
            r"психолог\w* и педагог",
            "педагогика (?:және|мен) психология",
            "педагог-психолог",
            r"pedagogy and psychology",
        ),
    ),
    ("psychology", pattern("психолог", "psycholog")),
    (
        "military_pe",
        pattern(
            r"начальн\w* воен\w* .*физ",
            "алғашқы әскери.*дене",
            "нвп и физ",
            "бастапқы әскери.*дене",
        ),
    ),
    (
        "pedagogical",
        pattern(
            r"(?<![\w.-])пед(?:агог\w*|\.|(?!\w))",
            "педвуз",
            "педколл",
            "педучил",
            "пединст",
            "педуниверс",
            "учитель",
            r"(?<!\w)мұғалім",
            "воспитатель",
            "тәрбиеші",
            r"(?<!\w)[56][вb]01\d",
            "преподаватель",
            "оқытушы",
            "teacher",
            "pedagog",
            "педагогика",
        ),
    ),
)
_DEGREES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "candidate",
        pattern(
            r"(?<!\w)к\.? ?(?:[а-я]{1,4}\.?-? ?){1,2}н\.?(?!\w)",
            "кандидат",
            "ғылым\\w* кандидат",
            r"(?<!\w)канд\.",
            r"(?<!\w)[а-я]\.? ?ғ\.? ?к\.?(?!\w)",
            "candidate",
        ),
    ),
    (
        "doctor_of_sciences",
        pattern(
            r"(?<!\w)д\.? ?(?:[а-я]{1,4}\.?-? ?){1,2}н\.?(?!\w)",
            r"доктор \w+ ?\w* наук",
            "доктор наук",
            "ғылым\\w* докторы",
            r"(?<!\w)[а-я]\.? ?ғ\.? ?д\.?(?!\w)",
            "doctor of science",
        ),
    ),
    (
        "phd",
        pattern(
            r"(?<!\w)ph\.? ?d(?!\w)",
            r"доктор\w* философ",
            "философия доктор",
            r"(?<!\w)рhd",
            r"(?<!\w)пхд(?!\w)",
        ),
    ),
)
_ASSOCIATE = pattern(r"доцент", r"ассоц\w*\.? ?проф", "қауымд\\w*\\.? ?проф", "associate prof")
_PROFESSOR = pattern("профессор", "professor", r"(?<!\w)проф\.")
_MASTERS = re.compile(r"магистр|бакалавр|master|bachelor|м\.[а-я]{1,3}\.н")
_NO_DEGREE = pattern(
    r"без (?:уч\w*\.? ?)?степени", "дәрежесіз", "степени нет", r"не остепенен\w*", "дәрежесі жоқ"
)


@dataclass(frozen=True, slots=True)
class Schooling:
    """One education: `level` of the contract or "higher" (a bachelor's or above, more is not
    said); `fields`: those that the words say, others may be true as well."""

    level: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schoolings:
    """What is said of somebody's education: None: nothing that counts; `why`: a word of
    `Doubt.why`."""

    education: tuple[Schooling, ...] | None = None
    why: str = ""


def read_education(level: str, beside: str, *, of_university: bool = False) -> Schoolings:
    """The education of a cell, with the words of the cells `beside` (institution, speciality).

    `of_university`: the heading says that universities stand there, so that one is named there.
    """
    text = plain(level)
    if is_error(text):
        return Schoolings(why="error")
    if _UNFINISHED.search(text):
        return Schoolings(why="unfinished_education")
    if is_none(text):
        return Schoolings()
    whole = plain(f"{level} ; {beside}")
    found = _levels(text) or _levels(plain(beside))
    if not found and of_university and re.search(r"[^\W\d_]{3}", text):
        found = ["higher"]
    if not found:
        silent = is_unknown(text) or _SCHOOL.fullmatch(text) or beside or re.search(r"\d{4}", text)
        return Schoolings(why="" if silent else "not_an_education")
    fields = tuple(dict.fromkeys(_fields(whole)))
    best = found[0]
    return Schoolings(tuple(Schooling(each, fields if each == best else ()) for each in found))


def _levels(text: str) -> list[str]:
    named = [level for level, words in _LEVELS if words.search(text)]
    if "post_secondary" in named and not _SCHOOL.fullmatch(text):
        named = [each for each in named if each not in ("tvet", "bachelor")]
    if "higher" in named and set(named) & {"bachelor", "specialist"}:
        named.remove("higher")
    if {"master", "doctoral"} & set(named) and "higher" not in named and len(named) == 1:
        return named
    return named


def _fields(text: str) -> list[str]:
    text = re.sub(r"мастер п\W?о|индустр\w*\W*пед\w*", " ", text)
    found = [field for field, words in _FIELDS if words.search(text)]
    if "pedagogy_psychology" in found or "social_pedagogy" in found:
        return [each for each in found if each not in ("psychology", "pedagogical")]
    return found


def read_degrees(
    text: str, *, of_degrees: bool = True, of_titles: bool = True
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Degrees and titles that a cell names; None: nothing is said of them.

    `of_degrees`, `of_titles`: of what the heading is: "none" is said of that alone.
    """
    said = plain(text)
    if is_unknown(said):
        return None, None
    if is_none(said):
        return () if of_degrees else None, () if of_titles else None
    if _NO_DEGREE.search(said):
        return (), None
    degrees = tuple(name for name, words in _DEGREES if words.search(_without_masters(said)))
    titles = tuple(_titles(said))
    masters_only = not degrees and of_degrees and _MASTERS.search(said)
    return degrees or (() if masters_only else None), titles or None


def _without_masters(text: str) -> str:
    return re.sub(r"(?<!\w)м\.? ?(?:[а-я]{1,4}\.? ?){1,2}н\.?(?!\w)|магистр \w+\.? наук", " ", text)


def _titles(text: str) -> list[str]:
    named = ["associate_professor"] if _ASSOCIATE.search(text) else []
    rest = re.sub(
        r"ассоц\w*\.? ?проф\w*|қауымд\w*\.? ?проф\w*|associate prof\w*|ассистент\W?проф\w*",
        " ",
        text,
    )
    return [*named, "professor"] if _PROFESSOR.search(rest) else named


def level_of_degrees(text: str) -> str | None:
    """The education that a cell of degrees proves: "м.т.н." a master's, "PhD" doctoral studies."""
    said = plain(text)
    named = [level for level, words in _LEVELS[:3] if words.search(said)]
    return named[0] if named else None
