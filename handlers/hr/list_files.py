"""A list taken along: as a workbook, or for the printer."""

from __future__ import annotations

from collections.abc import Callable

from cases.lists.reading import whole_list
from handlers.chat.outcome import Outcome
from handlers.hr.list_looks import unpack
from handlers.hr.lists import department_of, number
from handlers.hr.made_files import made_by
from handlers.hr.visit import HrVisit
from handlers.roster.list_file import ListFile, list_file, list_paper
from handlers.roster.list_words import narrowed_by


async def file(hr: HrVisit, look: int, department_id: int) -> Outcome:
    """Everybody of the list as a workbook, in its order."""
    return await _made(hr, look, department_id, list_file, "xlsx")


async def paper(hr: HrVisit, look: int, department_id: int) -> Outcome:
    """The same as a PDF."""
    return await _made(hr, look, department_id, list_paper, "pdf")


async def _made(
    hr: HrVisit, look: int, department_id: int, make: Callable[[ListFile], bytes], ending: str
) -> Outcome:
    wanted = unpack(look, department_id, hr.catalogue).wanted
    entries = await whole_list(hr.work, hr.actor, hr.organisation_id, wanted, hr.catalogue, hr.now)
    narrowed = narrowed_by(wanted, await department_of(hr, wanted), hr.catalogue, hr.tr)
    given = ListFile(wanted, tuple(narrowed), tuple(entries), hr.on, hr.tr.language)
    back = hr.back("lists_at", number(hr, wanted), department_id, 0)
    caption = hr.tr.plural("{n} person", "{n} people", len(entries))
    return made_by(hr, f"list-{wanted.name}.{ending}", make, given, caption, back)
