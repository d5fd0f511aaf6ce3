"""A table given as a workbook or for the printer, made in a process beside the bot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from handlers.chat.outcome import Button, Made, NotMade, Outcome, Screen
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.visit import HrVisit
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.tables import PrintedTable, table_pdf, table_xlsx

G = TypeVar("G")
SHEET, PDF = 0, 1
"""What buttons say of the kind of file; an unknown number is a workbook."""
ENDINGS: Final = {SHEET: "xlsx", PDF: "pdf"}


def made(
    hr: HrVisit,
    name: str,
    table: PrintedTable,
    kind: int,
    caption: str,
    back: tuple[Button, ...],
) -> Outcome:
    make = table_pdf if kind == PDF else table_xlsx
    return made_by(hr, f"{name}.{ENDINGS.get(kind, ENDINGS[SHEET])}", make, table, caption, back)


def made_by(
    hr: HrVisit,
    name: str,
    make_of: Callable[[G], bytes],
    given: G,
    caption: str,
    back: tuple[Button, ...],
) -> Outcome:
    """`back`: the row below what is said where there is no room for it now."""
    workshop = hr.visit.desk.workshop
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (back,))

    async def make() -> bytes:
        try:
            return await workshop.do(make_of, given, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    return Outcome((Made(name, make, "document", caption),))
