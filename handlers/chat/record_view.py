"""What an employer holds on one person, as lines: for HR, for heads, and for the person."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from cases.register.people import RecordView
from handlers.chat.names import category_name, short_name
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.training.vocabulary import StaffCategory
from storage.tables.register import Appointment

CATEGORIES: Final = frozenset({"teacher", "moderator", "expert", "researcher", "master"})
STAFF: Final[dict[StaffCategory, str]] = {
    "teaching": mark("teaching staff"),
    "research": mark("research staff"),
    "administrative": mark("administration"),
    "service": mark("service staff"),
    "support": mark("support staff"),
}


def record_lines(tr: Translator, catalogue: Catalogue, view: RecordView) -> list[str]:
    """A record as lines of HTML."""
    employee = view.employee
    lines = [f"<b>{escape(employee.name)}</b>"]
    if employee.number:
        lines.append(tr.text("Number: {number}", number=escape(employee.number)))
    for each in view.appointments:
        lines += ["", *_appointment_lines(tr, catalogue, view, each)]
    lines += ["", *_known_lines(tr, view)]
    return lines


def _appointment_lines(
    tr: Translator, catalogue: Catalogue, view: RecordView, each: Appointment
) -> list[str]:
    post = escape(each.post)
    if each.position is not None and each.position in catalogue.positions:
        post = escape(short_name(catalogue, each.position, tr))
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


def _known_lines(tr: Translator, view: RecordView) -> list[str]:
    """What the employer knows beside the posts."""
    known = view.employee.known
    lines = []
    category = known.get("category")
    if isinstance(category, str) and category != "none":
        words = escape(category_name(category, tr)) if category in CATEGORIES else escape(category)
        day = known.get("category_date")
        lines.append(f"🎖 {words}, {_day(tr, day)}" if isinstance(day, str) else f"🎖 {words}")
    elif category == "none":
        lines.append(tr.text("🎖 no category"))
    courses = known.get("certificates")
    if isinstance(courses, list):
        lines.append(tr.plural("🎓 {n} course", "🎓 {n} courses", len(courses)))
    if not lines:
        lines.append(tr.text("Nothing more is known."))
    return lines


def _day(tr: Translator, said: str) -> str:
    """The list may have said a year or a month alone."""
    try:
        return tr.date(date.fromisoformat(said))
    except ValueError:
        return escape(said)


def tie_line(tr: Translator, view: RecordView) -> str:
    """Whether the record is tied to a person of the bot."""
    states = {
        "confirmed": tr.text("🔗 Tied to a person of the bot."),
        "proposed": tr.text("🔗 A tie is proposed and not confirmed."),
    }
    if view.tie and not view.agreed:
        return tr.text("🔗 A tie waits until the person agrees to it in /orgs.")
    return states[view.tie.state] if view.tie else tr.text("🔗 Not tied to anybody.")
