"""Posts as staff lists write them: with a subject, a rate, a second post, a day of appointment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.matching import Result, match
from rules.roster.table import is_unknown, pattern, plain

SURE, CLEAR, LEAST = 85.0, 10.0, 60.0
_PREFIX = {"college": "tvet-", "university": "uni-"}
_UNION = pattern(
    r"(?<!\w)умо(?!\w)",
    r"учебно-?\s?метод\w*\.? ?объединен",
    "оәб",
    "оқу-?\\s?әдістемелік бірлест",
    "union",
)
_SENIOR = pattern(r"(?<!\w)ст(?:\.|арш)", r"(?<!\w)аға(?!\w)", "senior")
_TEACHES = pattern("преподават", r"(?<!\w)преп\.?", "оқытушы", "мұғалім", "учитель", "teacher")
_TEACHERS = (("tvet-teacher",), ("uni-lecturer",))
_INSTRUCTS = pattern("руковод", "инструктор", "нұсқаушы", "жетекші", "instructor", r"(?<!\w)рук\.")
_DAY = re.compile(
    r"(?:(?<!\w)с\s+)?\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:[гж]\w*\.?)?(?:\s*бастап)?"
    r"|(?:(?<!\w)с\s+)?(?:19|20)\d\d\s*(?:[гж]\w*\.?)(?:\s*\d{1,2}\s*[^\W\d_]+)?(?:\s*бастап)?"
    r"|(?:(?<!\w)с\s+)(?:19|20)\d\d(?!\d)"
)
_EMPLOYMENT = pattern(
    r"\([^()]*(?:совм|штат|ставк|қоса атқар|внеш|внутр|мөлшерлеме|декрет|осн\w*\.|почас)[^()]*\)",
    r"(?<!\w)\d?[.,]?\d{1,2}\s*(?:ст(?:авк\w*)?|шт\.? ?ед|мөлшерлеме)(?!\w)\.?",
    r"(?<!\w)(?:внеш|внутр)\w*\.?\s*совм\w*\.?",
    r"(?<!\w)по совместительству",
    r"(?<!\w)совместитель",
)
_ABBREVIATION = pattern(
    r"^(?:жбп|жалпы білім беретін пәндер|абп|арнайы білім беретін пәндер|оод|цк \w+|пцк)"
    r"\s*[.:-]+\s*"
)
_LANGUAGES = (
    (re.compile(r"(?<!\w)каз(?:ах)?\w*\.?\s?яз(?:\.|ык\w*)?(?!\w)"), "казахского языка "),
    (re.compile(r"(?<!\w)рус(?:ск)?\w*\.?\s?яз(?:\.|ык\w*)?(?!\w)"), "русского языка "),
    (re.compile(r"(?<!\w)англ(?:ийск)?\w*\.?\s?яз(?:\.|ык\w*)?(?!\w)"), "английского языка "),
)
_UNIVERSITY = pattern("университет", r"(?<!\w)вуз", "кафедр", "институт", "университет")
_ACTING = re.compile(r"(?<!\w)(?:и\.? ?о\.?|вр\.? ?и\.? ?о\.?|м\.? ?а\.?)(?!\w)")
_BETWEEN = re.compile(r"[,;/+]|\s(?:и|және)\s|\s-\s")
_STRANGE = pattern(r"ассистент-?\s?профессор", r"assistant professor", "постдок", "postdoc")


@dataclass(frozen=True, slots=True)
class Post:
    """The position of the catalogue, None where it is open; then the `possible` ones, none where
    the catalogue lacks the post. `field_open`: all is said but the field of a professor's post."""

    position: str | None = None
    possible: tuple[str, ...] = ()
    field_open: bool = False


@lru_cache(maxsize=20_000)
def read_post(text: str, organisation: str) -> Post:
    """What a post is in an organisation of that kind ("college" or "university").

    Of several posts in a cell the first counts; the rest stays in the list as it is.
    """
    said = plain(text)
    said = _EMPLOYMENT.sub(" ", _DAY.sub(" ", _ACTING.sub(" ", said)))
    said = " ".join(_ABBREVIATION.sub("", said.strip(" ,;.-")).split())
    for short, full in _LANGUAGES:
        said = short.sub(full, said)
    if is_unknown(said):
        return Post()
    first, *rest = [part for part in _BETWEEN.split(said) if re.search(r"[^\W\d_]", part)] or [said]
    found = _matched(first.strip(), organisation)
    if found.position is None and rest:
        whole = _matched(said, organisation)
        found = whole if whole.position or not found.possible else found
    return found


def _matched(text: str, organisation: str) -> Post:
    if _STRANGE.search(text):
        return Post()
    found = match(text, 12)
    ranked = [r for r in found.results if r.position.startswith(_PREFIX[organisation])]
    ranked = _as_said(text, ranked)
    named = [r.position for r in found.results[:1]]
    if organisation == "college" and not ranked and named == ["uni-lecturer"] and _is_taught(text):
        return Post("tvet-teacher", ("tvet-teacher",))
    if not ranked or ranked[0].score < LEAST:
        return Post()
    best = ranked[0]
    near = tuple(r.position for r in ranked if r.score > best.score - CLEAR)
    sure = best.score >= SURE or (found.confident and found.results[0].position == best.position)
    # "преподаватель каз.яз": whatever it is that somebody teaches.
    sure = sure or (near in _TEACHERS and _TEACHES.match(text) is not None)
    if len(near) == 1 and sure:
        return Post(best.position, near)
    fields = {p.removesuffix("-science").removesuffix("-arts-it") for p in near}
    return Post(None, near, sure and len(near) == 2 and len(fields) == 1)


def _is_taught(text: str) -> bool:
    return _TEACHES.match(text) is not None and _UNIVERSITY.search(text) is None


def _as_said(text: str, ranked: list[Result]) -> list[Result]:
    """Without the posts that a list would have named in full."""
    named = {r.position for r in ranked}
    gone = set()
    if _UNION.search(text) is None:
        gone |= {"tvet-union-methodist", "tvet-deputy-methodical-union"} & named
    if _SENIOR.search(text) is None:
        gone.add("tvet-senior-master")
    if _TEACHES.search(text) and not _INSTRUCTS.search(text) and "tvet-teacher" in named:
        gone.add("tvet-pe-instructor")
    kept = [r for r in ranked if r.position not in gone]
    return kept or ranked


def kind_of_organisation(texts: list[str], posts: list[str]) -> str:
    """The kind that titles and posts of a list say; a college where they do not."""
    title = plain(" ".join(texts))
    colleges = len(re.findall(r"колледж|college|техникум|училищ", title))
    universities = len(re.findall(r"университет|university|институт|академия|кафедр", title))
    if colleges != universities:
        return "college" if colleges > universities else "university"
    votes = {"college": 0, "university": 0}
    for post in posts[:200]:
        found = match(post, 1)
        if found.confident and found.results:
            votes["college" if found.results[0].position.startswith("tvet-") else "university"] += 1
    return "university" if votes["university"] > votes["college"] else "college"
