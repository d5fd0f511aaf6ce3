"""Roles: who leads which department and until when; given on a person's page, ended here."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from cases import roles
from cases.errors import NotThere
from cases.register.people import record_of
from cases.roles import RoleView
from handlers.chat.outcome import Button, Outcome, Screen, column
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.calendar import calendar_rows, read_day
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.dates import add_months
from rules.typed.coming import read_coming_date
from rules.typed.outcome import Understood
from storage.tables.organisations import RoleKind

FORM: Final = "role_until"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
LATEST_MONTHS: Final = 120
KINDS: Final[dict[RoleKind, str]] = {
    "hr_director": mark("director of HR"),
    "hr": mark("HR"),
    "head": mark("head"),
    "deputy": mark("deputy"),
}
GIVEN: Final[tuple[RoleKind, ...]] = ("head", "deputy")
"""By the number that a button carries."""


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await roles.roles_of_organisation(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [
        tr.text("<b>Roles</b>"),
        tr.text("A head is named on the person's page, once the person is tied."),
    ]
    lines += [f"• {_about(hr, each)}" for each in part]
    rows = (
        *((hr.button(shortened(_name(hr, each), LONGEST), "role", each.role.id),) for each in part),
        *hr.turns(page, last, "roles"),
        hr.back("staff"),
    )
    return hr.show(Screen("\n".join(lines), rows), toast)


def _name(hr: HrVisit, each: RoleView) -> str:
    return each.name or hr.tr.text("no name given")


def _about(hr: HrVisit, each: RoleView) -> str:
    tr = hr.tr
    parts = [shortened(_name(hr, each), LONGEST), tr.text(KINDS[each.role.kind])]
    if each.department:
        parts.append(shortened(each.department, LONGEST))
    if each.role.until is not None:
        parts.append(tr.text("until {day}", day=tr.date(each.role.until)))
    return escape(", ".join(parts))


async def show_role(hr: HrVisit, role_id: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    view = await roles.role_of_organisation(hr.work, hr.actor, hr.organisation_id, role_id, hr.now)
    rows: list[tuple[Button, ...]] = [(hr.button(tr.text("📅 Last day"), "role_until", role_id),)]
    if view.role.until is not None:
        rows.append((hr.button(tr.text("♾ Without a last day"), "role_open", role_id),))
    rows.append((hr.button(tr.text("🚫 End the role"), "role_end", role_id),))
    rows.append(hr.back("roles", 0))
    return hr.show(Screen(_about(hr, view), tuple(rows)), toast)


async def ask_until(hr: HrVisit, role_id: int) -> Outcome:
    return await day_pressed(hr, role_id, 0)


async def day_pressed(hr: HrVisit, role_id: int, number: int) -> Outcome:
    """A step of the calendar, or the last day itself."""
    day = read_day(number)
    if day is not None:
        return await _limited(hr, role_id, day)
    view = await roles.role_of_organisation(hr.work, hr.actor, hr.organisation_id, role_id, hr.now)
    await await_words(hr, FORM, {"role": role_id})
    text = hr.tr.text("Press the last day of this role, or write it, like 31.08.2027.")
    latest = add_months(hr.on, LATEST_MONTHS)
    rows = calendar_rows(hr, number, hr.on, latest, "role_day", role_id)
    return hr.show(Screen(f"{_about(hr, view)}\n{text}", (*rows, hr.back("role", role_id))))


async def _limited(hr: HrVisit, role_id: int, day: date) -> Outcome:
    await roles.limit_role(
        hr.work, hr.actor, hr.operators, hr.organisation_id, role_id, day, hr.now
    )
    return await show_role(hr, role_id)


async def until_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    latest = add_months(hr.on, LATEST_MONTHS)
    reading = read_coming_date(words, hr.on, latest)
    if not isinstance(reading, Understood):
        await await_again(hr.visit)
        low, high = hr.tr.date(hr.on), hr.tr.date(latest)
        text = hr.tr.text("⚠️ A day from {low} to {high} is needed.", low=low, high=high)
        return hr.show(Screen(text, (hr.back("role", fields["role"]),)))
    return await _limited(hr, fields["role"], reading.value)


async def without_end(hr: HrVisit, role_id: int) -> Outcome:
    await roles.limit_role(
        hr.work, hr.actor, hr.operators, hr.organisation_id, role_id, None, hr.now
    )
    return await show_role(hr, role_id)


async def ask_end(hr: HrVisit, role_id: int) -> Outcome:
    view = await roles.role_of_organisation(hr.work, hr.actor, hr.organisation_id, role_id, hr.now)
    asked = hr.tr.text("End this role?")
    question = f"{asked}\n{_about(hr, view)}"
    yes = hr.button(hr.tr.text("Yes, end it"), "role_end_yes", role_id)
    return hr.ask_twice(question, yes, hr.press("role", role_id))


async def end(hr: HrVisit, role_id: int) -> Outcome:
    await roles.end_role(hr.work, hr.actor, hr.operators, hr.organisation_id, role_id, hr.now)
    toast = hr.tr.text("The role is ended.")
    if await hr.work.hr.in_force(hr.organisation_id, hr.actor) is None:
        text = hr.tr.text("You no longer act for this HR.")
        return hr.show(Screen(text, ((Button(hr.tr.text("⬅️ Menu"), "m:home"),),)), toast)
    return await listed(hr, 0, toast=toast)


async def ask_given(hr: HrVisit, employee_id: int) -> Outcome:
    """Which role, for which of the person's departments."""
    tr = hr.tr
    view = await record_of(hr.work, hr.actor, hr.organisation_id, employee_id, hr.now)
    posts = [each for each in view.appointments if each.until is None and each.department_id]
    departments = dict.fromkeys(each.department_id for each in posts)
    buttons = []
    for number in departments:
        for place, kind in enumerate(GIVEN):
            if number is not None:
                name, called = view.departments[number].name, tr.text(KINDS[kind])
                words = shortened(f"{called}: {name}", LONGEST)
                buttons.append(hr.button(words, "role_give", employee_id, number, place))
    text = tr.text("Which role does {name} get?", name=escape(view.employee.name))
    if not buttons:
        text = tr.text("This person is appointed to no department.")
    return hr.show(Screen(text, (*column(*buttons), hr.back("record", employee_id))))


async def give(hr: HrVisit, employee_id: int, department_id: int, place: int) -> Outcome:
    view = await record_of(hr.work, hr.actor, hr.organisation_id, employee_id, hr.now)
    if place >= len(GIVEN) or view.tie is None or view.tie.state != "confirmed":
        raise NotThere
    given = await roles.give_role(
        hr.work, hr.actor, hr.operators, hr.organisation_id, view.tie.person_id,
        GIVEN[place], department_id, hr.now,
    )  # fmt: skip
    return await show_role(hr, given.id, toast=hr.tr.text("The role is given."))
