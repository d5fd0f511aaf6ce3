"""Whom a later edition of the law judges otherwise, by department and clause."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.register.effects import staff_to_judge
from handlers.roster.effects_file import EffectsFile, effects_file, effects_lines
from handlers.roster.in_pieces import LONGEST_SECONDS
from i18n import Translator
from rules.roster.table import Value
from web.answers import Answer, File, Shown, ShownLater
from web.front import Caller
from web.pages.paper_or_sheet import XLSX

MOST_ROWS: Final = 300
"""Of a page; the file has all of them."""


def is_coming(caller: Caller) -> bool:
    """Whether there is an edition that has not begun."""
    return any(turn > caller.on for turn in caller.catalogue.turns)


async def newer(caller: Caller) -> Answer:
    given, workshop, tr = await _given(caller), caller.front.desk.workshop, caller.tr

    async def make() -> Shown:
        # First what it is, then the headings, then a row for each person and clause.
        first, headings, *rows = await workshop.do(effects_lines, given, LONGEST_SECONDS)
        values = {
            "line": str(first[0]),
            "columns": [str(each) for each in headings],
            "rows": [[_words(each, tr) for each in row] for row in rows[:MOST_ROWS]],
            "more": max(0, len(rows) - MOST_ROWS),
        }
        return Shown("newer.html", values)

    return ShownLater(make)


async def file(caller: Caller) -> Answer:
    given, workshop = await _given(caller), caller.front.desk.workshop

    async def make() -> bytes:
        return await workshop.do(effects_file, given, LONGEST_SECONDS)

    return File("newer-requirements.xlsx", XLSX, make)


async def _given(caller: Caller) -> EffectsFile:
    """Raises `NotAllowed`; what is taken is noted."""
    staff = await staff_to_judge(caller.work, caller.person.id, caller.organisation_id, caller.now)
    return EffectsFile(staff, caller.on, caller.tr.language)


def _words(value: Value, tr: Translator) -> str:
    return tr.date(value) if isinstance(value, date) else str(value or "")
