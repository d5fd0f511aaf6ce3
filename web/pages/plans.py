"""A year of training: its units with where their schedules stand, and whose turn it is."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from cases.rights import require_some
from cases.training.overview import Overview, UnitLine, overview
from cases.training.passing import Paper
from cases.training.receipts import receive, to_receive
from cases.training.schedules import sign_all
from cases.training.years import DAYS, years_seen
from handlers.hr.training_words import DAY_WORDS, step_words
from i18n import mark
from storage.tables.training import TrainingYear
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.training_parts import Refused, address, form_values, unit_address, who
from web.pages.training_scan import by_paper

STATES: Final = {
    "none": mark("not begun"),
    "approved": mark("in the approved schedule"),
    "replaced": mark("replaced by a newer edition"),
    "ready": mark("ready"),
    "back": mark("sent back"),
    "open": mark("on its way"),
}


async def plans(caller: Caller) -> Answer:
    """The latest year, or the one that the address names."""
    return await _year(caller, caller.asked("year"))


async def sign(caller: Caller) -> Answer:
    """Every schedule that waits for the viewer's signature, by one paper."""
    number = caller.number("year")

    async def act(caller: Caller, paper: Paper) -> Answer:
        await sign_all(*who(caller), number, paper, caller.now)
        return To(address(number))

    async def again(caller: Caller, wrong: Refused | None) -> Answer:
        return await _year(caller, number, wrong)

    return await by_paper(caller, act, again)


async def received(caller: Caller) -> Answer:
    """The head of a unit has the approved schedule; said twice it stays said."""
    number = caller.number("year")
    document = await to_receive(*who(caller), number, caller.now)
    if document is not None:
        await receive(*who(caller), document, caller.now)
    return To(address(number))


async def _year(caller: Caller, number: int | None, wrong: Refused | None = None) -> Answer:
    # Whoever may see only their own record makes no plans of others.
    work, person, organisation = who(caller)
    await require_some(work, person, "plan", organisation, caller.now)
    years = await years_seen(*who(caller), caller.now)
    chosen = next((each for each in years if number in (None, each.id)), None)
    if chosen is None and number is not None:
        raise NotThere
    if chosen is None:
        return Shown("plans_none.html", {"organises": caller.organises})
    seen = await overview(*who(caller), chosen.id, caller.now)
    approves = seen.doing.reaches["approve"]
    waits = await to_receive(*who(caller), chosen.id, caller.now) is not None
    values = {
        "years": [(each.id, each.label) for each in years],
        "year": chosen,
        "given": caller.tr.number(sum(each.given for each in seen.units)),
        "people": caller.tr.number(sum(each.people for each in seen.units)),
        "ready": caller.tr.number(sum(each.ready for each in seen.units)),
        "units": [_row(each, seen, caller) for each in seen.units],
        "days": _days(chosen, caller),
        "waiting": [each.name for each in seen.units if each.waits_for_signature],
        "to_receive": waits,
        "approves": bool(approves),
        "exports": bool(seen.exports),
        "organises": seen.doing.organises,
        "today": caller.on.isoformat(),
        **form_values(caller, wrong),
    }
    return Shown("plans.html", values, 200 if wrong is None else 422)


def _row(unit: UnitLine, seen: Overview, caller: Caller) -> dict[str, object]:
    step = unit.standing.next
    return {
        "address": unit_address(seen.year.id, unit.department_id),
        "name": unit.name,
        "given": caller.tr.number(unit.given),
        "people": caller.tr.number(unit.people),
        "state": caller.tr.text(STATES[state_of(unit)]),
        "next": "" if step is None else step_words(step, caller.tr),
        "acts": unit.acts,
    }


def state_of(unit: UnitLine) -> str:
    """A key of `STATES`."""
    document = unit.document
    if document is None:
        return "none"
    if document.state != "open":
        return document.state
    if unit.ready:
        return "ready"
    return "back" if unit.standing.sent_back else "open"


def _days(year: TrainingYear, caller: Caller) -> list[tuple[str, str]]:
    tr, found = caller.tr, []
    for which in DAYS:
        held = getattr(year, which)
        days = held if isinstance(held, tuple) else (held,) if held else ()
        said = ", ".join(tr.date(each) for each in days) or tr.text("not entered")
        found.append((tr.text(DAY_WORDS[which]), said))
    return found
