"""A check as a picture or for the personal file, exactly as it was decided."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from handlers.my_checks.kept import has_its_rules, numbered_decision, told_of
from handlers.papers.wanted import Wanted, made
from web.answers import Answer, File
from web.front import Caller
from web.pages.paper_or_sheet import PDF

LONGEST_SECONDS: Final = 60.0
PNG: Final = "image/png"


async def card(caller: Caller) -> Answer:
    return await _made(caller, PNG, "png")


async def paper(caller: Caller) -> Answer:
    """With the record that repeats it, as the chat gives it."""
    return await _made(caller, PDF, "pdf")


async def _made(caller: Caller, kind: str, ending: str) -> Answer:
    """Raises `NotThere`."""
    visit = caller.visit()
    decision = await numbered_decision(visit, caller.number("number"))
    if decision is None or not has_its_rules(visit.desk.catalogue, decision):
        raise NotThere
    told = await told_of(visit, decision)
    wanted = Wanted(kind == PNG, decision.record, visit.desk.operator, told, visit.on)
    workshop = visit.desk.workshop

    async def make() -> bytes:
        return await workshop.do(made, wanted, LONGEST_SECONDS)

    return File(f"{decision.position}-{decision.judged_on.isoformat()}.{ending}", kind, make)
