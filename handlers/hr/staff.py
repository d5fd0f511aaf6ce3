"""The employer's register in the chat: its people by department or by typing, a person's page."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotAllowed
from cases.register.people import RecordView, record_of, search_staff, staff_of
from cases.rights import reach
from cases.roles import departments_led
from cases.tree import in_order
from handlers.chat.names import category_name, short_name
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.visit import HrVisit
from i18n import mark
from storage.tables.register import Appointment, StaffCategory

FORM: Final = "staff_search"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
INDENT: Final = "· "
STAFF: Final[dict[StaffCategory, str]] = {
    "teaching": mark("teaching staff"),
    "research": mark("research staff"),
    "administrative": mark("administration"),
    "service": mark("service staff"),
    "support": mark("support staff"),
}


async def home(hr: HrVisit, *, toast: str | None = None) -> Outcome:
    """Where the register begins, for HR, heads and deputies; words typed next are a name."""
    tr, work = hr.tr, hr.work
    found = await staff_of(work, hr.actor, hr.organisation_id, hr.now)
    keeps = await reach(work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    await await_words(hr, FORM)
    lines = [
        tr.text("<b>The register</b>"),
        tr.plural("{n} person works here.", "{n} people work here.", found.total),
        tr.text("Type a name, or a part of it, to find somebody."),
    ]
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text("👥 By name"), "staff_in", NONE, NONE),),
        (hr.button(tr.text("🗂 By department"), "tree", 0),),
    ]
    if keeps:
        rows.append((hr.button(tr.text("📥 A list from Excel"), "list_new"),))
    rows.append(hr.back("org") if keeps else (Button(tr.text("⬅️ Menu"), "m:home"),))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def tree(hr: HrVisit, page: int) -> Outcome:
    """The departments that the viewer sees, each below what it is a part of."""
    led = await departments_led(hr.work, hr.actor, hr.organisation_id, hr.now)
    held = await hr.work.organisations.departments(hr.organisation_id)
    branches = in_order([each for each in held if led is None or each.id in led])
    part, page, last = page_of(branches, page, ON_A_PAGE)
    tr = hr.tr
    lines = [tr.text("<b>Departments</b>")]
    if not branches:
        lines.append(tr.text("None yet: a list from Excel brings them along."))
    rows = (
        *(
            (
                hr.button(
                    shortened(INDENT * each.depth + each.department.name, LONGEST),
                    "staff_in",
                    each.department.id,
                    NONE,
                ),
            )
            for each in part
        ),
        *hr.turns(page, last, "tree"),
        hr.back("staff"),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def listed(hr: HrVisit, department_id: int, after: int) -> Outcome:
    """People of a department and those below it (0: all), by name; `after`: the last one seen."""
    chosen = department_id or None
    found = await staff_of(
        hr.work, hr.actor, hr.organisation_id, hr.now, department_id=chosen, after=after
    )
    tr = hr.tr
    title = tr.text("By name")
    if chosen is not None:
        department = await hr.work.organisations.department(chosen)
        title = "" if department is None else department.name
    total = tr.plural("{n} person works here.", "{n} people work here.", found.total)
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(each.name, LONGEST), "record", each.id),) for each in found.people
    ]
    turns = []
    if after:
        turns.append(hr.button("⏮", "staff_in", department_id, NONE))
    if found.more:
        turns.append(hr.button("▶️", "staff_in", department_id, found.people[-1].id))
    if turns:
        rows.append(tuple(turns))
    rows.append(hr.back("staff") if chosen is None else hr.back("tree", 0))
    return hr.show(Screen(f"<b>{escape(title)}</b>\n{total}", tuple(rows)))


async def search(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """Whoever has the words in the name; one alone is shown at once."""
    found = await search_staff(hr.work, hr.actor, hr.organisation_id, words, hr.now)
    if len(found) == 1:
        return await show_record(hr, found[0].id)
    await await_again(hr.visit)
    tr = hr.tr
    text = tr.text("Nobody here is called “{name}”.", name=escape(shortened(words, LONGEST)))
    if found:
        text = tr.plural("{n} person is found.", "{n} people are found.", len(found))
    rows = (
        *((hr.button(shortened(each.name, LONGEST), "record", each.id),) for each in found),
        hr.back("staff"),
    )
    return hr.show(Screen(text, rows))


async def show_record(hr: HrVisit, employee_id: int) -> Outcome:
    """All that the employer holds on one person."""
    view = await record_of(hr.work, hr.actor, hr.organisation_id, employee_id, hr.now)
    return hr.show_long(record_lines(hr, view), (hr.back("staff"),))


def record_lines(hr: HrVisit, view: RecordView) -> list[str]:
    """A record as lines of HTML."""
    tr, employee = hr.tr, view.employee
    lines = [f"<b>{escape(employee.name)}</b>"]
    if employee.number:
        lines.append(tr.text("Number: {number}", number=escape(employee.number)))
    for each in view.appointments:
        lines += ["", *_appointment_lines(hr, view, each)]
    lines += ["", *known_lines(hr, view)]
    states = {
        "confirmed": tr.text("🔗 Tied to a person of the bot."),
        "proposed": tr.text("🔗 A tie is proposed and not confirmed."),
    }
    lines.append(states[view.tie.state] if view.tie else tr.text("🔗 Not tied to anybody."))
    return lines


def _appointment_lines(hr: HrVisit, view: RecordView, each: Appointment) -> list[str]:
    tr = hr.tr
    post = escape(each.post)
    if each.position is not None and each.position in hr.catalogue.positions:
        post = escape(short_name(hr.catalogue, each.position, tr))
    lines = [f"💼 {post}"]
    if each.department_id in view.departments:
        lines.append(escape(view.departments[each.department_id].name))
    if each.staff is not None:
        lines.append(tr.text(STAFF[each.staff]))
    if each.rate is not None:
        lines.append(tr.text("Rate: {rate}", rate=tr.number(each.rate / 100)))
    if each.since is not None:
        lines.append(tr.text("From {day}", day=tr.date(each.since)))
    if each.until is not None:
        lines.append(tr.text("Until {day}", day=tr.date(each.until)))
    if each.competition_on is not None:
        lines.append(tr.text("Competition: {day}", day=tr.date(each.competition_on)))
    return lines


def known_lines(hr: HrVisit, view: RecordView) -> list[str]:
    """What the employer knows beside the posts."""
    tr, known = hr.tr, view.employee.known
    lines = []
    category = known.get("category")
    if isinstance(category, str) and category != "none":
        words = escape(category_name(category, tr)) if category in CATEGORIES else escape(category)
        day = known.get("category_date")
        lines.append(f"🎖 {words}, {escape(day)}" if isinstance(day, str) else f"🎖 {words}")
    elif category == "none":
        lines.append(tr.text("🎖 no category"))
    courses = known.get("certificates")
    if isinstance(courses, list):
        lines.append(tr.plural("🎓 {n} course", "🎓 {n} courses", len(courses)))
    if not lines:
        lines.append(tr.text("Nothing more is known."))
    return lines


CATEGORIES: Final = frozenset({"teacher", "moderator", "expert", "researcher", "master"})


async def leads(hr: HrVisit) -> bool:
    """Whether the viewer is a head or a deputy there."""
    try:
        return await departments_led(hr.work, hr.actor, hr.organisation_id, hr.now) is not None
    except NotAllowed:
        return False
