"""The consolidated schedule of a year: made of what is ready, and taken through its steps."""

from __future__ import annotations

from cases.training.overview import whole_page
from cases.training.passing import Paper
from cases.training.schedules import consolidate, do_step
from handlers.hr.training_words import step_words
from web.answers import Answer, Shown, To
from web.front import Caller, number_of
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

CONSOLIDATE = "consolidate"


async def whole(caller: Caller) -> Answer:
    return await _whole(caller, caller.number("year"))


async def step(caller: Caller) -> Answer:
    """Consolidates, or does the next step of the document that the form was shown for."""
    year = caller.number("year")

    async def act(caller: Caller, paper: Paper) -> Answer:
        named = step_of(caller)
        if named == CONSOLIDATE:
            await consolidate(*who(caller), year, paper, caller.now)
        else:
            document = number_of(caller.form.get("document", ""))
            await do_step(*who(caller), document, paper, caller.now, step=named)
        return To(whole_address(year))

    async def again(caller: Caller, wrong: Refused | None) -> Answer:
        return await _whole(caller, year, wrong)

    return await by_paper(caller, act, again)


async def _whole(caller: Caller, year: int, wrong: Refused | None = None) -> Answer:
    tr = caller.tr
    seen = await whole_page(*who(caller), year, caller.now)
    document, ahead = seen.document, seen.standing.next
    under_way = document is not None and document.state == "open" and not seen.standing.over
    begun = bool(under_way and seen.passages and not seen.standing.sent_back)
    approved = document is not None and document.state == "approved"
    ready = [each for each in seen.units if each.ready]
    consolidates = not begun and bool(ready)
    values = {
        "year": seen.year,
        "ready": tr.number(len(ready)),
        "units": tr.number(len(seen.units)),
        "late": [
            (each.name, unit_address(year, each.department_id))
            for each in seen.units
            if not each.ready
        ],
        "begun": document is not None,
        "document": None if document is None else document.id,
        "passages": passage_lines(seen.passages, caller),
        "step": CONSOLIDATE if consolidates else None if ahead is None else ahead.name,
        "step_words": "" if ahead is None else step_words(ahead, tr),
        "over": document is not None and ahead is None,
        "consolidates": consolidates,
        "acts": seen.acts if begun else consolidates,
        "sends_back": begun and seen.acts,
        "received": tr.number(len(seen.received)) if approved else None,
        "silent": [
            each.name for each in seen.units if approved and each.department_id not in seen.received
        ],
        "today": caller.on.isoformat(),
        **form_values(caller, wrong),
    }
    return Shown("plan_whole.html", values, 200 if wrong is None else 422)
