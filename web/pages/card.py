"""A check as a picture, exactly as it was decided."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from handlers.my_checks.kept import has_its_rules, numbered_decision, told_of
from handlers.papers.wanted import Wanted, made
from web.answers import Answer, File
from web.front import Caller

LONGEST_SECONDS: Final = 60.0


async def card(caller: Caller) -> Answer:
    visit = caller.visit()
    decision = await numbered_decision(visit, caller.number("number"))
    if decision is None or not has_its_rules(visit.desk.catalogue, decision):
        raise NotThere
    told = await told_of(visit, decision)
    wanted = Wanted(True, decision.record, visit.desk.operator, told, visit.on)
    workshop = visit.desk.workshop

    async def make() -> bytes:
        return await workshop.do(made, wanted, LONGEST_SECONDS)

    name = f"{decision.position}-{decision.judged_on.isoformat()}.png"
    return File(name, "image/png", make)
