"""Departments of an organisation: added, renamed, removed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import organisations
from cases.rights import require_department
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import asked_twice, back, page_of, press, shown, turns
from handlers.hr.forms import Fields, await_words

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 60


async def listed(
    visit: Visit, edit: int | None, organisation_id: int, page: int, *, toast: str | None = None
) -> Outcome:
    tr = visit.tr
    found = await organisations.departments(visit.unit, visit.person.id, organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: Keyboard = (
        (Button(tr.text("➕ A new department"), press("part_new", organisation_id)),),
        *(
            (Button(shortened(each.name, LONGEST_BUTTON), press("part", organisation_id, each.id)),)
            for each in part
        ),
        *turns(page, last, "parts", organisation_id),
        back(tr, "org", organisation_id),
    )
    lines = [tr.text("<b>Departments</b>")]
    if not found:
        lines.append(tr.text("None yet. Add them to write to one of them or to invite into it."))
    return shown(Screen("\n".join(lines), rows), edit, toast)


async def card(visit: Visit, edit: int | None, organisation_id: int, department_id: int) -> Outcome:
    tr = visit.tr
    await organisations.departments(visit.unit, visit.person.id, organisation_id)
    found = await require_department(visit.unit, organisation_id, department_id)
    numbers = (organisation_id, department_id)
    rows: Keyboard = (
        (Button(tr.text("👥 Members"), press("members", organisation_id, department_id, 0)),),
        (
            Button(tr.text("✏️ Rename"), press("part_name", *numbers)),
            Button(tr.text("🗑 Remove"), press("part_drop", *numbers)),
        ),
        back(tr, "parts", organisation_id, 0),
    )
    return shown(Screen(f"<b>{escape(found.name)}</b>", rows), edit)


async def ask_new(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await organisations.departments(visit.unit, visit.person.id, organisation_id)
    await await_words(visit, "department_new", {"organisation": organisation_id})
    text = visit.tr.text("Write the name of the new department.")
    return shown(Screen(text, (back(visit.tr, "parts", organisation_id, 0),)), edit)


async def add(visit: Visit, fields: Fields, words: str) -> Outcome:
    number = fields["organisation"]
    await organisations.add_department(visit.unit, visit.person.id, number, words, visit.now)
    return await listed(visit, None, number, 0)


async def ask_name(
    visit: Visit, edit: int | None, organisation_id: int, department_id: int
) -> Outcome:
    tr = visit.tr
    await organisations.departments(visit.unit, visit.person.id, organisation_id)
    found = await require_department(visit.unit, organisation_id, department_id)
    fields = {"organisation": organisation_id, "department": department_id}
    await await_words(visit, "department_rename", fields)
    text = tr.text("Write the new name of “{name}”.", name=escape(found.name))
    return shown(Screen(text, (back(tr, "part", organisation_id, department_id),)), edit)


async def rename(visit: Visit, fields: Fields, words: str) -> Outcome:
    organisation_id, department_id = fields["organisation"], fields["department"]
    await organisations.rename_department(
        visit.unit, visit.person.id, organisation_id, department_id, words, visit.now
    )
    return await listed(visit, None, organisation_id, 0)


async def ask_remove(
    visit: Visit, edit: int | None, organisation_id: int, department_id: int
) -> Outcome:
    tr = visit.tr
    await organisations.departments(visit.unit, visit.person.id, organisation_id)
    found = await require_department(visit.unit, organisation_id, department_id)
    question = tr.text(
        "Remove “{name}”? Its members stay in the organisation; links into it stop working.",
        name=escape(found.name),
    )
    screen = asked_twice(
        tr,
        question,
        tr.text("Yes, remove"),
        press("part_drop_yes", organisation_id, department_id),
        press("part", organisation_id, department_id),
    )
    return shown(screen, edit)


async def remove(
    visit: Visit, edit: int | None, organisation_id: int, department_id: int
) -> Outcome:
    await organisations.remove_department(
        visit.unit, visit.person.id, organisation_id, department_id, visit.now
    )
    toast = visit.tr.text("The department is removed.")
    return await listed(visit, edit, organisation_id, 0, toast=toast)
