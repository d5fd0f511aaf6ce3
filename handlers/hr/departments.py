"""Departments of an organisation: added, renamed, removed."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import Final

from cases import organisations
from cases.errors import ChangedMeanwhile, NameTaken, NotThere
from cases.rights import require_department, require_hr
from cases.tree import below, in_order
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_words, begun_form, finish_form
from handlers.hr.meanwhile import name_again
from handlers.hr.visit import HrVisit
from i18n import mark
from storage.tables.organisations import Department, DepartmentKind

RENAME: Final = "department_rename"
ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 60
KINDS: Final[dict[DepartmentKind, str]] = {
    "organisation": mark("the organisation"),
    "institute": mark("institute, faculty"),
    "department": mark("department"),
    "chair": mark("chair"),
    "section": mark("section, cycle"),
}
CHOICES: Final[tuple[DepartmentKind, ...]] = ("institute", "department", "chair", "section")
"""By the number that a button carries."""


async def listed(hr: HrVisit, page: int, *, toast: str | None = None, above: str = "") -> Outcome:
    tr = hr.tr
    found = await organisations.departments(hr.work, hr.actor, hr.organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: Keyboard = (
        (hr.button(tr.text("➕ A new department"), "part_new"),),
        *((hr.button(shortened(each.name, LONGEST_BUTTON), "part", each.id),) for each in part),
        *hr.turns(page, last, "parts"),
        hr.back("org"),
    )
    lines = [*([above] if above else []), tr.text("<b>Departments</b>")]
    if not found:
        lines.append(tr.text("None yet. Add them to write to one of them or to invite into it."))
    return hr.show(Screen("\n".join(lines), rows), toast)


async def show_department(hr: HrVisit, department_id: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    department = await _department(hr, department_id)
    above = await hr.work.organisations.department(department.parent_id or NONE)
    part_of = tr.text("the organisation") if above is None or not above.name else above.name
    lines = [
        f"<b>{escape(department.name)}</b>",
        tr.text("It is: {kind}", kind=tr.text(KINDS[department.kind])),
        tr.text("A part of: {name}", name=escape(part_of)),
    ]
    rows: Keyboard = (
        (hr.button(tr.text("👥 Members"), "members", department_id, 0),),
        (
            hr.button(tr.text("✏️ Rename"), "part_name", department_id),
            hr.button(tr.text("🗑 Remove"), "part_drop", department_id),
        ),
        (
            hr.button(tr.text("🏷 What it is"), "part_kind", department_id),
            hr.button(tr.text("🗂 A part of"), "part_above", department_id, 0),
        ),
        hr.back("parts", 0),
    )
    return hr.show(Screen("\n".join(lines), rows), toast)


async def ask_kind(hr: HrVisit, department_id: int) -> Outcome:
    tr = hr.tr
    department = await _department(hr, department_id)
    rows = (
        *(
            (hr.button(tr.text(KINDS[kind]), "part_be", department_id, place),)
            for place, kind in enumerate(CHOICES)
            if kind != department.kind
        ),
        hr.back("part", department_id),
    )
    text = tr.text("What is “{name}”?", name=escape(department.name))
    return hr.show(Screen(text, rows))


async def set_kind(hr: HrVisit, department_id: int, place: int) -> Outcome:
    if place >= len(CHOICES):
        raise NotThere
    await organisations.place_department(
        hr.work, hr.actor, hr.organisation_id, department_id, hr.now, kind=CHOICES[place]
    )
    return await show_department(hr, department_id, toast=hr.tr.text("✔ Kept."))


async def ask_above(hr: HrVisit, department_id: int, page: int) -> Outcome:
    """Whose part it becomes: any department but itself and its own parts."""
    tr = hr.tr
    department = await _department(hr, department_id)
    every = await hr.work.organisations.departments(hr.organisation_id)
    own = below(every, department_id)
    branches = [each for each in in_order(every) if each.department.id not in own]
    part, page, last = page_of(branches, page, ON_A_PAGE)
    rows: Keyboard = (
        (hr.button(tr.text("the organisation"), "part_put", department_id, NONE),),
        *(
            (
                hr.button(
                    shortened("· " * each.depth + each.department.name, LONGEST_BUTTON),
                    "part_put",
                    department_id,
                    each.department.id,
                ),
            )
            for each in part
        ),
        *hr.turns(page, last, "part_above", department_id),
        hr.back("part", department_id),
    )
    text = tr.text("What is “{name}” a part of?", name=escape(department.name))
    return hr.show(Screen(text, rows))


async def set_above(hr: HrVisit, department_id: int, parent_id: int) -> Outcome:
    """`parent_id` 0: the organisation itself."""
    await _department(hr, department_id)
    above = parent_id or await hr.work.organisations.root(hr.organisation_id)
    await organisations.place_department(
        hr.work, hr.actor, hr.organisation_id, department_id, hr.now, parent_id=above
    )
    return await show_department(hr, department_id, toast=hr.tr.text("✔ Kept."))


async def _department(hr: HrVisit, department_id: int) -> Department:
    """Raises `NotAllowed`, `NotThere`."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    return await require_department(hr.work, hr.organisation_id, department_id)


async def ask_new(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    await await_words(hr, "department_new")
    text = hr.tr.text("Write the name of the new department; several names on a line each.")
    return hr.show(Screen(text, (hr.back("parts", 0),)))


async def add(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """One for each line; names that are taken are told where there are several."""
    names = [each for each in words.splitlines() if each.strip()]
    if len(names) < 2:
        await organisations.add_department(hr.work, hr.actor, hr.organisation_id, words, hr.now)
        return await listed(hr, 0)
    added = 0
    for name in names:
        with suppress(NameTaken):
            await organisations.add_department(hr.work, hr.actor, hr.organisation_id, name, hr.now)
            added += 1
    tr = hr.tr
    above = tr.plural("✔ {n} department is added.", "✔ {n} departments are added.", added)
    if added < len(names):
        taken = tr.plural("⚠️ {n} name was taken.", "⚠️ {n} names were taken.", len(names) - added)
        above = f"{above} {taken}"
    return await listed(hr, 0, above=above)


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
