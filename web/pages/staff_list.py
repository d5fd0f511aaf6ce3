"""A staff list from Excel: sent, looked through beside the register, brought in.

The file goes from the browser to this server and passes nobody else's.
"""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from cases.register import importing
from cases.register.comparing import Choice, Doubtful
from cases.register.importing import Preview
from cases.register.list_rows import StaffRows
from cases.rights import require
from handlers.hr.staff_list import WHY, why_unreadable
from handlers.roster.in_pieces import rows_of_file
from i18n import mark
from storage.tables.register import Appointment
from web.answers import Answer, Reading, Shown, To
from web.front import Caller, number_of
from workbooks.unreadable import LARGEST_FILE, MOST_ROWS, Unreadable

ADDRESS: Final = "/app/register"
MOST_SHOWN: Final = 100
"""Names of a kind on a page; more would be read by nobody at once."""
CHOICES: Final[dict[Choice, str]] = {
    "same": mark("The same person"),
    "new": mark("Another person"),
    "skip": mark("Leave it out"),
}


async def ask(caller: Caller) -> Answer:
    await _require(caller)
    return _form(caller, None)


async def send(caller: Caller) -> Answer:
    """The file is read beside everything else; the right is looked at before and after."""
    await _require(caller)
    workshop, on = caller.front.desk.workshop, caller.on

    async def read(content: bytes) -> StaffRows | Unreadable:
        try:
            return await rows_of_file(workshop, content, on)
        except Unreadable as unreadable:
            return unreadable

    return Reading(LARGEST_FILE, read, _begun)


async def _begun(caller: Caller, found: StaffRows | Unreadable) -> Answer:
    if isinstance(found, Unreadable):
        await _require(caller)
        return _form(caller, why_unreadable(found.reason, caller.tr))
    seen = await importing.begin_import(
        caller.work, caller.person.id, caller.organisation_id, found, caller.now
    )
    return To(f"{ADDRESS}/{seen.import_id}")


def _form(caller: Caller, why: str | None) -> Shown:
    values = {
        "wrong": "file" if why else None,
        "why": why,
        "most": caller.tr.number(LARGEST_FILE // 1024 // 1024),
        "most_rows": caller.tr.number(MOST_ROWS),
    }
    return Shown("staff_list_form.html", values, 200 if why is None else 422)


async def _require(caller: Caller) -> None:
    await require(
        caller.work, caller.person.id, "keep_register", caller.organisation_id, caller.now
    )


def _who(caller: Caller) -> tuple[int, int, int]:
    return caller.person.id, caller.organisation_id, caller.number("number")


async def look(caller: Caller) -> Answer:
    """The list beside the register as it is now."""
    seen = await importing.preview(caller.work, *_who(caller), caller.now)
    tr, found = caller.tr, seen.found
    new, changed = found.new, found.changed
    counts = (
        (tr.text("new"), len(new)),
        (tr.text("changed"), len(changed)),
        (tr.text("as before"), len(found.entries) - len(new) - len(changed)),
        (tr.text("doubtful"), len(found.doubtful)),
        (tr.text("missing from the list"), len(found.missing)),
        (tr.text("new departments"), len(found.new_units)),
        (tr.text("left, by the list"), seen.list.left),
        (tr.text("rows not understood"), len(seen.list.unclear)),
    )
    gone = found.missing[:MOST_SHOWN]
    return Shown(
        "staff_list.html",
        {
            "number": seen.import_id,
            "applied": seen.is_applied,
            "counts": [(name, tr.number(number)) for name, number in counts],
            "to_bring": len(new) + len(changed),
            "new": [each.name for each in new[:MOST_SHOWN]],
            "changed": [each.name for each in changed[:MOST_SHOWN]],
            "more_new": max(0, len(new) - MOST_SHOWN),
            "more_changed": max(0, len(changed) - MOST_SHOWN),
            "units": found.new_units[:MOST_SHOWN],
            "unclear": seen.list.unclear[:MOST_SHOWN],
            "doubtful": [await _doubt(caller, seen, each) for each in found.doubtful[:MOST_SHOWN]],
            "choices": [(value, tr.text(words)) for value, words in CHOICES.items()],
            "gone": await _names(caller, gone),
            "missing": len(found.missing),
            "more_gone": len(found.missing) - len(gone),
        },
    )


async def _names(caller: Caller, posts: tuple[Appointment, ...]) -> list[tuple[int, str, str]]:
    """Each post with whose it is."""
    people = await caller.work.register.several([each.employee_id for each in posts])
    names = {each.id: each.name for each in people}
    return [(each.id, names.get(each.employee_id, ""), each.post) for each in posts]


async def _doubt(caller: Caller, seen: Preview, doubt: Doubtful) -> dict[str, object]:
    row = seen.found.rows[doubt.row]
    if doubt.earlier is not None:
        earlier = seen.found.rows[doubt.earlier]
        known = _post(earlier.post, [unit.name for unit in earlier.units])
    else:
        record = await caller.work.register.get(doubt.employee_id)
        held = await caller.work.register.appointments([doubt.employee_id])
        posts = "; ".join(each.post for each in held if each.until is None)
        known = ": ".join(part for part in (record.name if record else "", posts) if part)
    return {
        "row": doubt.row,
        "why": caller.tr.text(WHY[doubt.why]),
        "name": row.name,
        "listed": _post(row.post, [unit.name for unit in row.units]),
        "known": known,
    }


def _post(post: str, units: list[str]) -> str:
    return ", ".join(part for part in (post, *units[-1:]) if part) or "—"


async def say(caller: Caller) -> Answer:
    """What is said of doubtful rows; those left open stay so."""
    for name, said in caller.form.items():
        row = name.removeprefix("row-")
        if row == name or not said:
            continue
        choice = next((each for each in CHOICES if each == said), None)
        if choice is None:
            raise NotThere
        await importing.choose(caller.work, *_who(caller), number_of(row), choice, caller.now)
    return _back(caller)


async def bring_in(caller: Caller) -> Answer:
    await importing.apply_import(caller.work, *_who(caller), caller.now)
    return _back(caller)


async def ask_end(caller: Caller) -> Answer:
    seen = await importing.preview(caller.work, *_who(caller), caller.now)
    if not seen.found.missing:
        return _back(caller)
    values = {"number": seen.import_id, "missing": len(seen.found.missing)}
    return Shown("staff_list_end.html", values)


async def end(caller: Caller) -> Answer:
    """Ends the ticked posts, or all that the list lacks."""
    only = None
    if caller.form.get("of") != "all":
        only = [number_of(each) for each in caller.form.getall("post", [])]
    await importing.end_missing(caller.work, *_who(caller), caller.now, only)
    return _back(caller)


async def forget(caller: Caller) -> Answer:
    await importing.drop_import(caller.work, *_who(caller), caller.now)
    return To(ADDRESS)


def _back(caller: Caller) -> To:
    return To(f"{ADDRESS}/{caller.number('number')}")
