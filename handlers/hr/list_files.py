"""A list taken along as a file."""

from __future__ import annotations

from cases.lists.taking import whole_list
from handlers.chat.outcome import Made, NotMade, Outcome, Screen
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.list_looks import unpack
from handlers.hr.lists import department_of, number
from handlers.hr.visit import HrVisit
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.list_file import About, ListFile, list_file
from handlers.roster.list_words import narrowed_by


async def file(hr: HrVisit, look: int, department_id: int) -> Outcome:
    """Everybody of the list as a workbook, in its order."""
    wanted = unpack(look, department_id, hr.catalogue).wanted
    entries = await whole_list(hr.work, hr.actor, hr.organisation_id, wanted, hr.catalogue, hr.now)
    narrowed = narrowed_by(wanted, await department_of(hr, wanted), hr.catalogue, hr.tr)
    given = ListFile(About(wanted, tuple(narrowed), hr.on, hr.tr.language), tuple(entries))
    workshop = hr.visit.desk.workshop
    back = hr.back("lists_at", number(hr, wanted), department_id, 0)
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (back,))

    async def make() -> bytes:
        try:
            return await workshop.do(list_file, given, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    caption = hr.tr.plural("{n} person", "{n} people", len(entries))
    return Outcome((Made(f"list-{wanted.name}.xlsx", make, "document", caption),))
