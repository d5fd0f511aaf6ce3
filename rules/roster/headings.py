"""What a heading says of its column, in Kazakh, Russian or English, in any order of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rules.roster import heading_words as w
from rules.roster.latin import in_cyrillic
from rules.roster.private import is_private_heading
from rules.roster.table import one_line, plain


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column. `role`: one of ROLES; of "experience" the `kinds` in their order
    and the `unit` ("years", "months", "days", "parts": years and months in one cell, "since",
    or "" for whatever the cell says); of
    "courses" the `year` that the heading names; `last_only`: only the last course is listed.
    `title`: the heading as it is written, `heading` the same for comparing."""

    index: int
    role: str
    heading: str = ""
    kinds: tuple[str, ...] = ()
    unit: str = ""
    year: str = ""
    last_only: bool = False
    title: str = ""


ROLES = (
    "number",
    "name",
    "surname",
    "first_name",
    "patronymic",
    "position",
    "subject",
    "education",
    "institution",
    "speciality",
    "degrees",
    "experience",
    "category",
    "category_day",
    "category_until",
    "courses",
    "course_hours",
    "course_day",
    "state",
    "left_on",
    "notes",
    "private",
    "day",
    "other",
)
TELLING = frozenset(ROLES) - {
    "number",
    "subject",
    "notes",
    "private",
    "day",
    "other",
    "state",
    "left_on",
}
"""Roles that a heading of a staff list is known by."""


def column(index: int, group: str, leaf: str) -> Column:
    """What a column means: `group` is what stands over several columns, "" where nothing does."""
    title = one_line(f"{group} {leaf}")
    upper, own = _words(group), _words(leaf)
    found = _column(index, upper, own)
    if found.role == "other" and title.isascii():
        # "DATA_PRIEMA": no English heading, but a Russian one in Latin letters.
        upper, own = in_cyrillic(upper), in_cyrillic(own)
        read = _column(index, upper, own)
        if read.role != "other" or _role_by_words(own):
            found = read
    return replace(found, title=title)


def is_heading_word(text: str) -> bool:
    """Whether a cell has some word of a heading, in Latin letters too."""
    return w.ANY.search(text.lower()) is not None or (
        text.isascii() and w.ANY.search(in_cyrillic(_words(text))) is not None
    )


def _words(text: str) -> str:
    return plain(text).replace("_", " ").strip()


def _column(index: int, group: str, leaf: str) -> Column:
    whole = f"{group} {leaf}".strip()
    found = _service(index, whole, leaf) or _courses(index, whole, leaf)
    if found is not None and not (is_private_heading(leaf) and found.role != "experience"):
        return found
    if is_private_heading(whole):
        return Column(index, "private", whole)
    return Column(index, _category(whole, leaf) or _worded(group, leaf), whole)


def _service(index: int, whole: str, leaf: str) -> Column | None:
    alone = leaf.strip(" .,()")
    if w.MONTHS_ALONE.fullmatch(alone) or w.DAYS.fullmatch(alone):
        unit = "months" if w.MONTHS_ALONE.fullmatch(alone) else "days"
        return Column(index, "experience", whole, kinds_named(whole), unit)
    if w.SERVICE.search(whole) is None or w.COURSES.search(leaf) is not None:
        return None
    # "Должность, стаж": of several facts in a column the first one counts.
    first = min((m.start() for m in [w.CATEGORY.search(leaf)] if m), default=len(leaf))
    own = w.SERVICE.search(leaf)
    if own is not None and first < own.start():
        return None
    unit = "since" if w.SINCE.search(whole) else _unit(leaf if leaf != whole else whole)
    return Column(index, "experience", whole, kinds_named(whole), unit)


def _unit(text: str) -> str:
    units = (("years", w.YEARS), ("months", w.MONTHS), ("days", w.DAYS))
    said = [name for name, words in units if words.search(text)]
    if said[:2] == ["years", "months"]:
        return "parts"
    return said[0] if len(said) == 1 else ""


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    """A kind of experience named in a heading, from `start` to `end`."""

    start: int
    end: int
    kind: str


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds of experience that a heading names, in its order."""
    named = sorted(
        _Named(hit.start(), hit.end(), kind)
        for kind, words in w.KINDS
        for hit in words.finditer(text)
    )
    kept: list[_Named] = []
    for each in named:
        if kept and each.start < kept[-1].end:
            continue  # the "пед." of "науч.-пед."
        if kept and _narrows(kept[-1], each, text):
            kept[-1] = each
        elif kept and each.kind == "total" and _is_one(kept[-1], each, text):
            continue  # the "еңбек" of "педагогикалық еңбек өтілі"
        elif each.kind not in [known.kind for known in kept]:
            kept.append(each)
    return tuple(each.kind for each in kept)


def _narrows(wide: _Named, narrow: _Named, text: str) -> bool:
    """ "общий педагогический стаж", "педагогический стаж в данном колледже": one length, of the
    second kind."""
    return (
        _is_one(wide, narrow, text)
        and wide.kind != narrow.kind
        and (wide.kind == "total" or narrow.kind == "here")
    )


def _is_one(first: _Named, second: _Named, text: str) -> bool:
    """Whether nothing stands between two words that would make two lengths of them."""
    between = text[first.end : second.start]
    return re.search(r"[/,;()+]|(?<!\w)(?:и|және|мен|and)(?!\w)", between) is None


def _courses(index: int, whole: str, leaf: str) -> Column | None:
    if w.COURSES.search(whole) is None or w.RETRAINING.search(leaf):
        return None
    if w.CATEGORY.search(leaf) and not w.COURSES.search(leaf):
        return None
    if w.HOURS.fullmatch(leaf) or w.HOURS_ADDED.search(leaf):
        return Column(index, "course_hours", whole)
    if w.DAY_ADDED.search(leaf):
        return Column(index, "course_day", whole)
    if (leaf != whole and w.DATE_FIRST.fullmatch(leaf)) or (leaf == whole and _is_date_of(leaf)):
        return Column(index, "course_day", whole)
    years = w.ONE_YEAR.findall(leaf)
    last = w.LAST_COURSE.search(whole) is not None
    return Column(index, "courses", whole, year=years[0] if len(years) == 1 else "", last_only=last)


def _is_date_of(leaf: str) -> bool:
    return w.DATE_FIRST.fullmatch(leaf) is not None or w.DATE_LAST.fullmatch(leaf) is not None


def _category(whole: str, leaf: str) -> str | None:
    about = w.CATEGORY.search(whole) is not None
    if not about and not (w.GIVEN.search(leaf) or w.UNTIL.search(leaf)):
        return None
    if w.WANTED.search(whole):
        return "other"
    if about and w.FORMER.search(whole):
        return "other"
    if w.ORDER.match(leaf):
        return "category_day" if w.WITH_DAY.search(leaf) else "other"
    if about and leaf != whole and w.TERM.fullmatch(leaf):
        return "category_until"
    if w.UNTIL.search(leaf) and not w.CATEGORY.match(leaf):
        return "category_day" if w.GIVEN.search(leaf) else "category_until"
    if _is_date_of(leaf) or (w.GIVEN.match(leaf) and _is_short(leaf, whole)):
        return "category_day" if about or w.GIVEN.search(leaf) else None
    return "category" if about else None


def _is_short(leaf: str, whole: str) -> bool:
    return leaf != whole or len(leaf.split()) < 3


def _worded(group: str, leaf: str) -> str:
    context = _role_by_words(group) if group else ""
    for role, words in w.CONTEXT.get(context, ()):
        if words.fullmatch(leaf):
            return role
    if w.HOURS.fullmatch(leaf):
        return "course_hours"
    found = _role_by_words(leaf) or context
    if not found and w.DATE_FIRST.fullmatch(leaf):
        return "day"
    return "other" if found in ("birth", "") else found


def _role_by_words(text: str) -> str:
    return next((role for role, words in w.BY_WORDS if text and words.fullmatch(text)), "")
