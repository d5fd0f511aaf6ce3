"""One person: what the employer holds and what they share, side by side."""

from __future__ import annotations

from cases.register.beside import shared_beside
from cases.register.people import record_of
from handlers.chat.beside_view import difference_rows
from handlers.chat.record_view import record_lines, tie_line
from handlers.hr.members import shared_lines
from handlers.hr.visit import HrVisit
from web.answers import Answer, Shown
from web.front import Caller
from web.words import lines_of


async def person(caller: Caller) -> Answer:
    organisation = caller.organisation_id
    view = await record_of(
        caller.work, caller.person.id, organisation, caller.number("number"), caller.now
    )
    beside = await shared_beside(caller.work, caller.person.id, organisation, view, caller.now)
    lines = record_lines(caller.tr, caller.catalogue, view)[1:]
    shared, differences = None, []
    if beside is not None:
        shared = lines_of(shared_lines(HrVisit(caller.visit(), organisation), beside[0]))
        differences = difference_rows(beside[1], caller.tr)
    return Shown(
        "person.html",
        {
            "name": view.employee.name,
            "record": lines_of([*lines, tie_line(caller.tr, view)]),
            "correction": view.tie is not None and view.tie.correction_asked_at is not None,
            "shared": shared,
            "differences_found": differences,
        },
    )
