"""The days of the year that members are reminded of: listed, entered, removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, cast, get_args

from cases.deadline_rounds import share_entered
from cases.deadlines import (
    Entered,
    deadlines_of_organisation,
    enter_deadline,
    people_reminded,
    remove_deadline,
)
from cases.errors import BadValue, NotThere
from cases.texts import title_words
from handlers.hr.deadlines import KINDS, entering_words
from i18n import LANGUAGE_NAMES, LANGUAGES, mark
from rules.norms.model import Text
from storage.tables.organisations import NAME_LENGTH, DeadlineKind
from web.answers import Answer, Shown, To
from web.front import Caller

ADDRESS: Final = "/app/deadlines"
# Field → what is wrong with it.
WRONG: Final = {
    "kind": mark("Choose what the day is for."),
    "day": mark("Give a day from today to three years ahead."),
    "title_kk": mark("Write the title in Kazakh, at most 200 letters."),
    "title_ru": mark("Write the title in Russian, at most 200 letters."),
    "title_en": mark("Shorten the English title to 200 letters."),
}


async def deadlines(caller: Caller) -> Answer:
    return await _listed(caller, {}, None)


async def enter(caller: Caller) -> Answer:
    """A new day; what is not acceptable is said above the form, and what was written stays."""
    form = caller.form
    try:
        given = entered_by(form)
        await enter_deadline(
            caller.work, caller.person.id, caller.organisation_id, given.kind, given.title,
            given.day, caller.now,
        )  # fmt: skip
    except BadValue as wrong:
        return await _listed(caller, form, wrong.field)
    return To(ADDRESS)


async def ask_remove(caller: Caller) -> Answer:
    number = caller.number("number")
    found = await deadlines_of_organisation(
        caller.work, caller.person.id, caller.organisation_id, caller.now
    )
    for each in found:
        if each.id == number:
            told = await people_reminded(
                caller.work, caller.person.id, caller.organisation_id, number
            )
            title = title_words(each.title, caller.tr.language)
            return Shown("deadline_remove.html", {"id": number, "title": title, "told": told})
    raise NotThere


async def remove(caller: Caller) -> Answer:
    number = caller.number("number")
    await remove_deadline(caller.work, caller.person.id, caller.organisation_id, number, caller.now)
    return To(ADDRESS)


async def _listed(caller: Caller, form: Mapping[str, str], wrong: str | None) -> Answer:
    tr = caller.tr
    found = await deadlines_of_organisation(
        caller.work, caller.person.id, caller.organisation_id, caller.now
    )
    rows = [
        {
            "id": each.id,
            "day": tr.date(each.day),
            "title": title_words(each.title, tr.language),
            "kind": tr.text(KINDS[each.kind]),
            "ahead": ", ".join(tr.number(days) for days in each.days_before),
        }
        for each in found
    ]
    share = await share_entered(caller.work, caller.organisation_id)
    entering = entering_words(share, tr)
    values = {"rows": rows, "entering": entering, **form_values(caller, form, wrong)}
    return Shown("deadlines.html", values, 200 if wrong is None else 422)


def entered_by(form: Mapping[str, str]) -> Entered:
    """What a form says of a day. Raises `BadValue`."""
    day, kind = _day(form.get("day", "")), form.get("kind", "")
    if kind not in get_args(DeadlineKind):
        raise BadValue("kind")
    title = Text(**{each: form.get(f"title_{each}", "") for each in LANGUAGES})
    return Entered(cast(DeadlineKind, kind), title, day)


def form_values(caller: Caller, form: Mapping[str, str], wrong: str | None) -> dict[str, object]:
    """What the form of a day needs to be drawn."""
    tr = caller.tr
    return {
        "kinds": [(kind, tr.text(words)) for kind, words in KINDS.items()],
        "languages": [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES],
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
