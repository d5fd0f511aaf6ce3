"""The commands of an organisation's register: a staff list brought in, the register as a file."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.commands.roster import ORGANISATIONS, WHY_UNREADABLE, content_of
from bot.commands.rules import day_given, show
from bot.environment import kept_database, now
from cases.register.comparing import Choice, Comparison, compare
from cases.register.exporting import StaffLine, staff_lines
from cases.register.importing import bring_in, end_appointments, held_by
from cases.register.list_rows import StaffRows
from cases.register.reading import read_rows
from cases.rights import NOBODY
from handlers.roster.register_file import RegisterFile, register_file
from rules.errors import BadInput
from rules.vocabulary import LANGUAGES, Json
from storage.database import Database
from storage.tables.organisations import Organisation
from workbooks.unreadable import Unreadable

CHOICES: Final[tuple[Choice, ...]] = ("skip", "same", "new")


def import_list(
    path: str,
    org: str,
    kind: str | None,
    on: str | None,
    doubtful: str,
    end_missing: bool,
    preview: bool,
    as_json: bool,
) -> None:
    """Bring a file into the register, or with `preview` only say what would be. Raises BadInput."""
    if kind is not None and kind not in ORGANISATIONS:
        raise BadInput("--kind", f"one of {', '.join(ORGANISATIONS)}")
    if doubtful not in CHOICES:
        raise BadInput("--doubtful", f"one of {', '.join(CHOICES)}")
    choice = next(each for each in CHOICES if each == doubtful)
    day = day_given(on)
    try:
        found = read_rows(content_of(path), day, kind)
    except Unreadable as refused:
        raise BadInput("FILE", WHY_UNREADABLE[refused.reason]) from None
    told = asyncio.run(_imported(found, org, choice, end_missing, preview))
    show(told, as_json)


def export_list(org: str, out: str, lang: str) -> None:
    """Write the register to a file. Raises BadInput."""
    if lang not in LANGUAGES:
        raise BadInput("--lang", f"one of {', '.join(LANGUAGES)}")
    target = Path(out)
    if target.suffix.lower() != ".xlsx":
        raise BadInput("--out", "a file that ends in .xlsx")
    lines = asyncio.run(_lines(org))
    language = next(each for each in LANGUAGES if each == lang)
    try:
        target.write_bytes(register_file(RegisterFile(tuple(lines), language)))
    except OSError as error:
        raise BadInput("--out", f"cannot be written: {error.strerror}") from None
    print(f"{len(lines)} lines")


async def _lines(org: str) -> list[StaffLine]:
    async with kept_database() as database, database.work(writing=False, long=True) as work:
        organisation = organisation_named(await work.organisations.all(), org)
        return await staff_lines(work, organisation.id, now())


async def _imported(
    found: StaffRows, org: str, choice: Choice, end_missing: bool, preview: bool
) -> Json:
    async with kept_database() as database:
        return await brought(
            database, found, org, choice, end_missing=end_missing, preview=preview, at=now()
        )


async def brought(
    database: Database,
    found: StaffRows,
    org: str,
    choice: Choice = "skip",
    *,
    end_missing: bool = False,
    preview: bool = False,
    at: datetime,
) -> Json:
    """What was brought in, or would be. Raises BadInput."""
    async with database.work(writing=not preview, long=True) as work:
        organisation = organisation_named(await work.organisations.all(), org)
        if not preview:
            await work.organisations.hold(organisation.id)
        held = await held_by(work, organisation.id, at)
        compared = compare(found.rows, held)
        if choice != "skip":
            chosen = {each.row: choice for each in compared.doubtful}
            compared = compare(found.rows, held, chosen)
        told = _told(organisation, found, compared, {e.id: e.name for e in held.employees})
        told["applied"] = not preview
        if not preview:
            await bring_in(work, NOBODY, organisation.id, compared, at)
            if end_missing:
                ended = [each.id for each in compared.missing]
                await end_appointments(work, NOBODY, organisation.id, ended, at)
    return told


def _told(
    organisation: Organisation, found: StaffRows, compared: Comparison, names: dict[int, str]
) -> Json:
    rows = compared.rows
    people = len(compared.entries)
    new, changed = len(compared.new), len(compared.changed)
    return {
        "organisation": organisation.id,
        "rows": len(rows),
        "people": people,
        "new": new,
        "changed": changed,
        "unchanged": people - new - changed,
        "doubtful": [
            {"place": rows[each.row].place, "name": rows[each.row].name, "why": each.why}
            for each in compared.doubtful
        ],
        "missing": [
            {"name": names[each.employee_id], "post": each.post} for each in compared.missing
        ],
        "departments": list(compared.new_units),
        "left": found.left,
        "unclear": list(found.unclear),
    }


def organisation_named(organisations: list[Organisation], wanted: str) -> Organisation:
    """By name or number. Raises BadInput."""
    for organisation in organisations:
        if organisation.name == wanted or str(organisation.id) == wanted:
            return organisation
    known = ", ".join(organisation.name for organisation in organisations[:10]) or "none yet"
    raise BadInput("--org", f"{wanted!r} is not there; there are: {known}")
