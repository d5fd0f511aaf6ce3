"""A table to keep: as a workbook, or for the printer where its address ends so."""

from __future__ import annotations

from typing import Final

from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.tables import PrintedTable, table_pdf, table_xlsx
from web.answers import File
from web.front import Caller

ENDING: Final = r"{ending:xlsx|pdf}"
"""What stands for it in an address."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"


def is_paper(caller: Caller) -> bool:
    return caller.place.get("ending") == "pdf"


def table_as_file(caller: Caller, name: str, table: PrintedTable) -> File:
    """Made in a process beside the bot."""
    workshop, paper = caller.front.desk.workshop, is_paper(caller)

    async def make() -> bytes:
        return await workshop.do(table_pdf if paper else table_xlsx, table, LONGEST_SECONDS)

    return File(f"{name}.{'pdf' if paper else 'xlsx'}", PDF if paper else XLSX, make)
