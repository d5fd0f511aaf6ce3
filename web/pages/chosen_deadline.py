"""A deadline for chosen people: typed, looked through, entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cases import page_drafts
from cases.deadlines import Entered, checked_deadline, effect_of_saving, enter_deadline
from cases.errors import BadValue
from cases.rights import require
from cases.texts import title_words
from handlers.hr.deadlines import KINDS, REPEATS
from storage.tables.organisations import Particulars
from storage.tables.pages import PageDraft
from storage.tables.segments import Segment
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.chosen import count, wanted_of
from web.pages.chosen_message import WRONG as OF_MESSAGES
from web.pages.deadlines import WRONG, entered_by, form_values, unsigned

KIND: Final = "deadline"


async def ask(caller: Caller) -> Answer:
    number = caller.asked("draft")
    if number is None:
        return await _form(caller, {}, None)
    held = await page_drafts.draft_of(
        caller.work, caller.session, caller.organisation_id, number, KIND
    )
    return await _form(caller, held.data["form"], None)


async def enter(caller: Caller) -> Answer:
    number = caller.number("number")
    form = {name: caller.form.get(name, "") for name in WRONG}
    try:
        given = await checked_deadline(
            caller.work, caller.person.id, caller.organisation_id, entered_by(form), caller.now
        )
    except BadValue as wrong:
        return await _form(caller, form, wrong.field)
    await _for(caller, number, given)
    data = {"chosen": number, "form": form}
    kept = await page_drafts.keep(caller.work, caller.session, caller.organisation_id, KIND, data)
    return To(f"/app/drafts/{kept}")


async def _for(caller: Caller, number: int, given: Entered) -> Entered:
    """The day, for those whom the choice means now."""
    found = await count(caller, await wanted_of(caller, number))
    audience = Segment(members=found.members)
    return replace(given, particulars=Particulars(audience))


async def look(caller: Caller, draft: PageDraft, wrong: str | None) -> Shown:
    tr, form = caller.tr, draft.data["form"]
    given = await _for(caller, draft.data["chosen"], entered_by(form))
    people = 0
    if given.particulars.audience.members:
        effect = await effect_of_saving(
            caller.work, caller.person.id, caller.organisation_id, None, given, caller.now
        )
        people = effect.people
    words = {**WRONG, **OF_MESSAGES}
    return Shown(
        "deadline_look.html",
        {
            "draft": draft.id,
            "chosen": draft.data["chosen"],
            "title": title_words(given.title, tr.language),
            "kind": tr.text(KINDS[given.kind]),
            "day": tr.date(given.day),
            "ahead": ", ".join(tr.number(days) for days in given.days_before),
            "again": "" if given.repeats is None else unsigned(REPEATS[given.repeats], caller),
            "people": people,
            "why": None if wrong is None else tr.text(words.get(wrong, WRONG["day"])),
        },
    )


async def do(caller: Caller, draft: PageDraft) -> str:
    given = await _for(caller, draft.data["chosen"], entered_by(draft.data["form"]))
    if not given.particulars.audience.members:
        raise BadValue("segment")
    effect = await effect_of_saving(
        caller.work, caller.person.id, caller.organisation_id, None, given, caller.now
    )
    if caller.form.get("seen") != str(effect.people):
        raise BadValue("seen")
    await enter_deadline(
        caller.work, caller.person.id, caller.organisation_id, given.kind, given.title, given.day,
        caller.now, given.days_before, given.particulars, repeats=given.repeats,
    )  # fmt: skip
    return "/app/deadlines"


async def _form(caller: Caller, form: Mapping[str, str], wrong: str | None) -> Answer:
    await require(caller.work, caller.person.id, "organise", caller.organisation_id, caller.now)
    number = caller.number("number")
    found = await count(caller, await wanted_of(caller, number))
    values = {
        **form_values(caller, form, wrong),
        "number": number,
        "people": found.people,
        "members": len(found.members),
    }
    return Shown("deadline_form.html", values, 200 if wrong is None else 422)
