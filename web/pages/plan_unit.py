"""A unit's schedule of a year: what was done, the next step, back, a new edition, its people."""

from __future__ import annotations

from cases.errors import NotThere
from cases.training.overview import UnitPage, unit_page
from cases.training.passing import Paper
from cases.training.schedules import NotNow, approve_unit, document_seen, revise, send_back
from cases.training.units import chase
from handlers.hr.training_words import step_words
from i18n import mark
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.plans import STATES, state_of
from web.pages.training_parts import (
    Refused,
    form_values,
    passage_lines,
    step_of,
    unit_address,
    who,
    whole_address,
)
from web.pages.training_scan import by_paper

PLAN_STATES = {
    "": mark("no plan yet"),
    "draft": mark("begun, not handed in"),
    "given": mark("handed in"),
    "approved": mark("approved in the unit"),
}


async def unit(caller: Caller) -> Answer:
    return await _unit(caller, caller.number("year"), caller.number("unit"))


async def step(caller: Caller) -> Answer:
    """The next act of the schedule, by the paper of the form."""
    year, department = caller.number("year"), caller.number("unit")

    async def act(caller: Caller, paper: Paper) -> Answer:
        await approve_unit(*who(caller), year, department, paper, caller.now, step=step_of(caller))
        return To(unit_address(year, department))

    async def again(caller: Caller, wrong: Refused | None) -> Answer:
        return await _unit(caller, year, department, wrong)

    return await by_paper(caller, act, again)


async def back(caller: Caller) -> Answer:
    """A schedule goes back to its beginning, with a reason."""
    return await _with_reason(caller, revises=False)


async def edition(caller: Caller) -> Answer:
    """A new edition of an approved schedule, with a reason."""
    return await _with_reason(caller, revises=True)


async def _with_reason(caller: Caller, *, revises: bool) -> Answer:
    number, reason = caller.number("number"), caller.form.get("reason", "")
    document, year = await document_seen(*who(caller), number, caller.now)
    department = document.department_id
    try:
        act = revise if revises else send_back
        await act(*who(caller), number, reason, caller.now)
    except NotNow as wrong:
        if document.form != "602-01" or department is None:
            return To(whole_address(year.id))
        return await _unit(caller, year.id, department, wrong)
    if document.form != "602-01" or department is None:
        return To(whole_address(year.id))
    return To(unit_address(year.id, department))


async def remind(caller: Caller) -> Answer:
    """Asks everybody of the unit whose plan is missing, once a day at the most."""
    year, department = caller.number("year"), caller.number("unit")
    tr = caller.tr
    told = await chase(*who(caller), year, department, caller.now)
    said = tr.text("Those of them who are here are reminded.")
    if told is not None:
        asked, unreached = told
        said = tr.plural("{n} person is reminded.", "{n} people are reminded.", asked)
        if unreached:
            not_here = tr.plural("{n} is not here.", "{n} are not here.", unreached)
            said = f"{said} {not_here}"
    return await _unit(caller, year, department, said=said)


async def _unit(
    caller: Caller, year: int, department: int, wrong: Refused | None = None, said: str = ""
) -> Answer:
    found = await unit_page(*who(caller), year, department, caller.now, after=caller.asked("after"))
    if not found.people and caller.asked("after") is not None:
        raise NotThere
    shown = found.unit
    values = {
        "year": found.year,
        "unit": shown,
        "state": caller.tr.text(STATES[state_of(shown)]),
        "given": caller.tr.number(shown.given),
        "all": caller.tr.number(shown.people),
        "passages": passage_lines(shown.passages, caller),
        "people": [(name, caller.tr.text(PLAN_STATES[state])) for _, name, state in found.people],
        "next": found.people[-1][0] if found.more else None,
        "first": caller.asked("after") is not None,
        "address": unit_address(year, department),
        "said": said,
        "today": caller.on.isoformat(),
        **_acts(found, caller),
        **form_values(caller, wrong),
    }
    return Shown("plan_unit.html", values, 200 if wrong is None else 422)


def _acts(found: UnitPage, caller: Caller) -> dict[str, object]:
    """What the viewer can do with the schedule now, as in the chat."""
    shown = found.unit
    document, ahead = shown.document, shown.standing.next
    begun = document is not None and document.state == "open" and bool(shown.passages)
    sends_back = shown.acts if ahead is not None else found.doing.organises
    approves = found.doing.reaches["approve"].covers(shown.department_id)
    return {
        "step": None if ahead is None else ahead.name,
        "step_words": "" if ahead is None else step_words(ahead, caller.tr),
        "at_once": [step_words(each, caller.tr) for each in shown.standing.at_once],
        "acts": shown.acts,
        "sends_back": bool(begun and sends_back and not shown.standing.sent_back),
        "revises": document is not None and document.state == "approved" and approves,
        "reminds": shown.given < shown.people and not shown.standing.over,
    }
