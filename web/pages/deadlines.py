"""The days of the year that members are reminded of: listed, entered, removed; who is done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, cast, get_args

from markupsafe import Markup

from cases.deadline_rounds import share_entered
from cases.deadline_standing import standing_of
from cases.deadlines import (
    Entered,
    deadlines_of_organisation,
    enter_deadline,
    past_deadlines,
    people_reminded,
    remove_deadline,
    repeats_of,
)
from cases.errors import BadValue, NotThere
from cases.rights import reach
from cases.texts import in_one_line, title_words
from handlers.hr.audience_words import condition_words
from handlers.hr.deadlines import KINDS, REPEATS, entering_words, particular_lines
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, mark
from rules.dates import today
from rules.norms.model import Text
from rules.verdict.deadlines import DAYS_BEFORE
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import NAME_LENGTH, Deadline, DeadlineKind
from storage.tables.segments import EVERYBODY, Segment
from web.answers import Answer, Shown, To
from web.front import Caller
from web.words import lines_of

ADDRESS: Final = "/app/deadlines"
ON_A_PAGE: Final = 50
MOST_SLICES: Final = 10_000
MOST_DIGITS: Final = 4
BETWEEN: Final = re.compile(r"[\s,;]+")
# Field → what is wrong with it.
WRONG: Final = {
    "kind": mark("Choose what the day is for."),
    "day": mark("Give a day from today to three years ahead."),
    "title_kk": mark("Write the title in Kazakh, at most 200 letters."),
    "title_ru": mark("Write the title in Russian, at most 200 letters."),
    "title_en": mark("Shorten the English title to 200 letters."),
    "days_before": mark("Give whole numbers from 0 to 366, ten at most, as in “30, 7, 1”."),
    "repeats": mark("Choose whether the day comes again."),
}


async def deadlines(caller: Caller) -> Answer:
    return await _listed(caller, {}, None)


async def enter(caller: Caller) -> Answer:
    """A new day; what is not acceptable is said above the form, and what was written stays. The
    same day pressed twice is entered once."""
    form = caller.form
    try:
        given = entered_by(form)
        if await _is_there(caller, given):
            return To(ADDRESS)
        await enter_deadline(
            caller.work, caller.person.id, caller.organisation_id, given.kind, given.title,
            given.day, caller.now, given.days_before, repeats=given.repeats,
        )  # fmt: skip
    except BadValue as wrong:
        return await _listed(caller, form, wrong.field)
    return To(ADDRESS)


async def _is_there(caller: Caller, given: Entered) -> bool:
    """Whether members are reminded of that very day already."""
    found = await deadlines_of_organisation(
        caller.work, caller.person.id, caller.organisation_id, caller.now
    )
    title = [in_one_line(each) for each in (given.title.kk, given.title.ru, given.title.en)]
    said = (given.kind, given.day, title)
    return any(
        (each.kind, each.day, [each.title.kk, each.title.ru, each.title.en]) == said
        for each in found
        if each.particulars.audience == EVERYBODY
    )


async def past(caller: Caller) -> Answer:
    """Those whose day is over, the latest first."""
    slice_ = caller.asked("slice") or 0
    if slice_ > MOST_SLICES:
        raise NotThere
    found = await past_deadlines(caller.work, caller.person.id, caller.organisation_id, caller.now)
    first = slice_ * ON_A_PAGE
    values = {
        "rows": await _rows(caller, found[first : first + ON_A_PAGE]),
        "before": slice_ - 1 if slice_ else None,
        "next": slice_ + 1 if len(found) > first + ON_A_PAGE else None,
    }
    return Shown("deadlines_past.html", values)


async def deadline(caller: Caller) -> Answer:
    """Whom it is for and who has said that they are done, as far as the viewer may see them."""
    number, slice_ = caller.number("number"), caller.asked("slice") or 0
    if slice_ > MOST_SLICES:
        raise NotThere
    here = (caller.work, caller.person.id, caller.organisation_id)
    view = await standing_of(*here, number, caller.now, first=slice_ * ON_A_PAGE, limit=ON_A_PAGE)
    tr, held = caller.tr, view.deadline
    organises = bool(await reach(caller.work, here[1], "organise", here[2], caller.now))
    is_past = held.day < caller.on
    hr = HrVisit(caller.visit(), caller.organisation_id)
    whom = await condition_words(hr, held.particulars.audience) if organises else []
    [row] = await _rows(caller, [held], with_whom=False)
    last = max(0, (view.people - 1) // ON_A_PAGE)
    return Shown(
        "deadline.html",
        {
            **row,
            "back": f"{ADDRESS}/past" if is_past else ADDRESS,
            "organises": organises,
            "removable": organises and not is_past,
            "lines": lines_of(particular_lines(held.particulars, tr)),
            "whom_lines": lines_of(["; ".join(whom)]),
            "people": view.people,
            "done": view.done,
            "shown_people": [
                {
                    "name": each.name or tr.text("no name given"),
                    "department": each.department or "",
                    "done": "" if each.done_at is None else tr.date(today(each.done_at)),
                }
                for each in view.shown
            ],
            "before": slice_ - 1 if slice_ else None,
            "next": slice_ + 1 if slice_ < last else None,
        },
    )


async def ask_remove(caller: Caller) -> Answer:
    held = await _coming(caller)
    told = await people_reminded(caller.work, caller.person.id, caller.organisation_id, held.id)
    values = {
        "title": title_words(held.title, caller.tr.language),
        "told": told,
        "series": held.series_id is not None,
    }
    return Shown("deadline_remove.html", values)


async def remove(caller: Caller) -> Answer:
    held = await _coming(caller)
    await remove_deadline(
        caller.work, caller.person.id, caller.organisation_id, held.id, caller.now,
        later_too=caller.form.get("later") == "1",
    )  # fmt: skip
    return To(ADDRESS)


async def _coming(caller: Caller) -> Deadline:
    """The day that the address names. Raises `NotAllowed`; `NotThere`, also once it has passed."""
    number = caller.number("number")
    found = await deadlines_of_organisation(
        caller.work, caller.person.id, caller.organisation_id, caller.now
    )
    for each in found:
        if each.id == number:
            return each
    raise NotThere


async def _listed(caller: Caller, form: Mapping[str, str], wrong: str | None) -> Answer:
    found = await deadlines_of_organisation(
        caller.work, caller.person.id, caller.organisation_id, caller.now
    )
    rows = await _rows(caller, found)
    share = await share_entered(caller.work, caller.organisation_id)
    entering = entering_words(share, caller.tr)
    values = {"rows": rows, "entering": entering, **form_values(caller, form, wrong)}
    return Shown("deadlines.html", values, 200 if wrong is None else 422)


async def _rows(
    caller: Caller, found: Sequence[Deadline], *, with_whom: bool = True
) -> list[dict[str, object]]:
    tr = caller.tr
    rows: list[dict[str, object]] = []
    for each in found:
        repeats = await repeats_of(caller.work, each)
        rows.append(
            {
                "id": each.id,
                "day": tr.date(each.day),
                "title": title_words(each.title, tr.language),
                "kind": tr.text(KINDS[each.kind]),
                "ahead": ", ".join(tr.number(days) for days in each.days_before),
                "again": "" if repeats is None else unsigned(REPEATS[repeats], caller),
                "whom": await _whom(caller, each.particulars.audience) if with_whom else [],
            }
        )
    return rows


async def _whom(caller: Caller, audience: Segment) -> list[Markup]:
    """Whom a deadline is for; chosen people by their number, whom its own page names."""
    hr = HrVisit(caller.visit(), caller.organisation_id)
    rest, chosen = replace(audience, members=()), len(audience.members)
    words = [] if chosen and rest == Segment() else await condition_words(hr, rest)
    if chosen:
        words.append(caller.tr.plural("{n} person chosen", "{n} people chosen", chosen))
    return lines_of(["; ".join(words)])


def unsigned(words: str, caller: Caller) -> str:
    """Words of a button without their sign."""
    return caller.tr.text(words).split(" ", 1)[1]


def entered_by(form: Mapping[str, str]) -> Entered:
    """What a form says of a day. Raises `BadValue`."""
    day, kind = _day(form.get("day", "")), form.get("kind", "")
    if kind not in get_args(DeadlineKind):
        raise BadValue("kind")
    title = Text(**{each: form.get(f"title_{each}", "") for each in LANGUAGES})
    again = form.get("repeats", "")
    if again not in ("", *get_args(Repeats)):
        raise BadValue("repeats")
    repeats = cast(Repeats, again) if again else None
    ahead = _ahead(form.get("days_before", ""))
    return Entered(cast(DeadlineKind, kind), title, day, ahead, repeats=repeats)


def form_values(caller: Caller, form: Mapping[str, str], wrong: str | None) -> dict[str, object]:
    """What the form of a day needs to be drawn."""
    tr = caller.tr
    return {
        "kinds": [(kind, tr.text(words)) for kind, words in KINDS.items()],
        "languages": [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES],
        "repeating": [(each, unsigned(words, caller)) for each, words in REPEATS.items()],
        "usual": ", ".join(map(str, DAYS_BEFORE)),
        "form": form,
        "longest": NAME_LENGTH,
        "wrong": wrong,
        "why": None if wrong is None else tr.text(WRONG.get(wrong, WRONG["day"])),
    }


def _day(said: str) -> date:
    """Raises `BadValue`."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadValue("day") from None


def _ahead(said: str) -> tuple[int, ...]:
    """How many days before; the usual ones where nothing is said. Raises `BadValue`."""
    parts = [each for each in BETWEEN.split(said.strip()) if each]
    if not all(each.isascii() and each.isdigit() and len(each) < MOST_DIGITS for each in parts):
        raise BadValue("days_before")
    return tuple(map(int, parts)) or DAYS_BEFORE
