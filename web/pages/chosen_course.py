"""A course proposed for chosen people: typed in a line, looked through, put into their plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cases import page_drafts
from cases.errors import BadValue, NotThere
from cases.training.proposing import Proposed, propose_course
from cases.training.years import years_seen
from handlers.chat.training_view import item_lines
from i18n import mark
from rules.training.plan_line import LONGEST_LINE
from storage.tables.pages import PageDraft
from storage.tables.training_plans import TrainingItem
from web.answers import Answer, Shown, To
from web.front import Caller, number_of
from web.pages.chosen import count, employees, wanted_of
from web.words import lines_of

KIND: Final = "course"
WRONG: Final = {
    "line": mark("Write what the course is about, in at most 500 letters."),
    "year": mark("Choose the year of training."),
    "seen": mark("Meanwhile they are more or fewer people. Look again, then add it."),
}


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
    form = {name: caller.form.get(name, "") for name in ("year", "line")}
    try:
        await _propose(caller, number, form, only_look=True)
    except BadValue as wrong:
        return await _form(caller, form, wrong.field)
    data = {"chosen": number, "form": form}
    kept = await page_drafts.keep(caller.work, caller.session, caller.organisation_id, KIND, data)
    return To(f"/app/drafts/{kept}")


async def _propose(
    caller: Caller, number: int, form: Mapping[str, str], *, only_look: bool
) -> Proposed:
    try:
        year = number_of(form["year"])
    except NotThere:
        raise BadValue("year") from None
    wanted = await wanted_of(caller, number)
    return await propose_course(
        caller.work, caller.person.id, caller.organisation_id, year,
        await employees(caller, wanted), form["line"], caller.now, only_look=only_look,
    )  # fmt: skip


async def look(caller: Caller, draft: PageDraft, wrong: str | None) -> Shown:
    found = await _propose(caller, draft.data["chosen"], draft.data["form"], only_look=True)
    item = TrainingItem(0, 0, "planned", found.new, caller.now)
    return Shown(
        "course_look.html",
        {
            "draft": draft.id,
            "chosen": draft.data["chosen"],
            "lines": lines_of(item_lines(item, caller.tr)),
            "unread": found.unread,
            "found": found,
            "why": None if wrong is None else caller.tr.text(WRONG.get(wrong, WRONG["seen"])),
        },
    )


async def do(caller: Caller, draft: PageDraft) -> str:
    """Raises `BadValue` ("seen": they are not as many as was shown)."""
    number, form = draft.data["chosen"], draft.data["form"]
    found = await _propose(caller, number, form, only_look=True)
    if caller.form.get("seen") != str(found.added):
        raise BadValue("seen")
    await _propose(caller, number, form, only_look=False)
    return f"/app/drafts/{draft.id}/done"


async def done(caller: Caller) -> Answer:
    """That the course stands in the plans now."""
    held = await page_drafts.draft_of(
        caller.work, caller.session, caller.organisation_id, caller.number("number"), KIND
    )
    if held.outcome is None:
        raise NotThere
    return Shown("course_done.html", {"chosen": held.data["chosen"]})


async def _form(caller: Caller, form: Mapping[str, str], wrong: str | None) -> Answer:
    number = caller.number("number")
    found = await count(caller, await wanted_of(caller, number))
    years = await years_seen(caller.work, caller.person.id, caller.organisation_id, caller.now)
    values = {
        "number": number,
        "people": found.people,
        "years": [(str(each.id), each.label) for each in years],
        "form": form,
        "longest": LONGEST_LINE,
        "wrong": wrong,
        "why": None if wrong is None else caller.tr.text(WRONG[wrong]),
    }
    return Shown("course_form.html", values, 200 if wrong is None else 422)
