"""Departments of an organisation: added, renamed, removed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import organisations
from cases.errors import ChangedMeanwhile
from cases.rights import require_department, require_hr
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_words, begun_form, finish_form
from handlers.hr.meanwhile import name_again
from handlers.hr.visit import HrVisit
from storage.tables.organisations import Department

RENAME: Final = "department_rename"
ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 60


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await organisations.departments(hr.work, hr.actor, hr.organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: Keyboard = (
        (hr.button(tr.text("➕ A new department"), "part_new"),),
        *((hr.button(shortened(each.name, LONGEST_BUTTON), "part", each.id),) for each in part),
        *hr.turns(page, last, "parts"),
        hr.back("org"),
    )
    lines = [tr.text("<b>Departments</b>")]
    if not found:
        lines.append(tr.text("None yet. Add them to write to one of them or to invite into it."))
    return hr.show(Screen("\n".join(lines), rows), toast)


async def show_department(hr: HrVisit, department_id: int) -> Outcome:
    tr = hr.tr
    department = await _department(hr, department_id)
    rows: Keyboard = (
        (hr.button(tr.text("👥 Members"), "members", department_id, 0),),
        (
            hr.button(tr.text("✏️ Rename"), "part_name", department_id),
            hr.button(tr.text("🗑 Remove"), "part_drop", department_id),
        ),
        hr.back("parts", 0),
    )
    return hr.show(Screen(f"<b>{escape(department.name)}</b>", rows))


async def _department(hr: HrVisit, department_id: int) -> Department:
    """Raises `NotAllowed`, `NotThere`."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    return await require_department(hr.work, hr.organisation_id, department_id)


async def ask_new(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    await await_words(hr, "department_new")
    text = hr.tr.text("Write the name of the new department.")
    return hr.show(Screen(text, (hr.back("parts", 0),)))


async def add(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    await organisations.add_department(hr.work, hr.actor, hr.organisation_id, words, hr.now)
    return await listed(hr, 0)


async def ask_name(hr: HrVisit, department_id: int) -> Outcome:
    tr = hr.tr
    department = await _department(hr, department_id)
    await await_words(hr, RENAME, {"department": department_id, "seen": department.name})
    text = tr.text("Write the new name of “{name}”.", name=escape(department.name))
    return hr.show(Screen(text, (hr.back("part", department_id),)))


async def rename(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    work, number, seen = hr.work, fields["department"], fields.get("seen")
    try:
        await organisations.rename_department(
            work, hr.actor, hr.organisation_id, number, words, hr.now, seen=seen
        )
    except ChangedMeanwhile as changed:
        take, back = hr.press("part_name_yes", number), hr.back("part", number)[0]
        return await name_again(hr, RENAME, fields, words, str(changed.held), take, back)
    return await listed(hr, 0)


async def rename_anyway(hr: HrVisit, department_id: int) -> Outcome:
    """The name that was typed while a colleague gave another one."""
    fields = begun_form(hr, RENAME)
    if fields is None or fields["department"] != department_id or "typed" not in fields:
        return await show_department(hr, department_id)
    await finish_form(hr)
    return await rename(hr, fields, fields["typed"])


async def ask_remove(hr: HrVisit, department_id: int) -> Outcome:
    tr = hr.tr
    department = await _department(hr, department_id)
    question = tr.text(
        "Remove “{name}”? Its members stay in the organisation; links into it stop working.",
        name=escape(department.name),
    )
    return hr.ask_twice(
        question,
        hr.button(tr.text("Yes, remove"), "part_drop_yes", department_id),
        hr.press("part", department_id),
    )


async def remove(hr: HrVisit, department_id: int) -> Outcome:
    await organisations.remove_department(
        hr.work, hr.actor, hr.organisation_id, department_id, hr.now
    )
    toast = hr.tr.text("The department is removed.")
    return await listed(hr, 0, toast=toast)
