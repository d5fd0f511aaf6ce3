"""Words of the analysis before a meeting: how a unit stands, what is known of one person."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Final

from cases.training.analysis import ORDER, PersonNeed, UnitNeed
from handlers.chat.phone import WIDTH
from handlers.chat.record_view import STAFF
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import REASONS, entered_lines
from i18n import Translator, mark
from rules.questionnaire.wording import LABELS
from rules.training.need import NeedStanding
from storage.tables.training_needs import EmployeeNeed, ProposalAnswer, head_said

TOPICS: Final = LABELS["certificate_topic"]
STANDINGS: Final[dict[NeedStanding, str]] = {
    "never": mark("🚫 Never trained: {n}"),
    "short": mark("❗ Short of the norm: {n}"),
    "open": mark("❔ Not known: {n}"),
    "no_norm": mark("➖ No norm is known: {n}"),
    "fine": mark("✅ Nothing is missing: {n}"),
}
SIGNS: Final[dict[NeedStanding, str]] = {
    "never": "🚫", "short": "❗", "open": "❔", "no_norm": "➖", "fine": "✅",
}  # fmt: skip
ANSWERS: Final[dict[ProposalAnswer | None, str]] = {
    None: mark("⏳ Proposed, no answer yet."),
    "accepted": mark("👍 The person agreed to the proposal."),
    "changed": mark("✏️ The person named another course."),
    "declined": mark("✖ Declined: {reason}"),
}


def unit_lines(unit: UnitNeed, tr: Translator) -> list[str]:
    """How a unit stands, as HTML; what nobody stands at has no line."""
    people = unit.people
    title = tr.text("Who needs training, {year}", year=unit.year)
    lines = [
        f"<b>{escape(unit.name)}</b>",
        escape(title),
        tr.plural("{n} person:", "{n} people:", len(people)),
    ]
    for each in ORDER:
        if unit.count(each):
            lines.append(tr.text(STANDINGS[each], n=tr.number(unit.count(each))))
    lines += _composition(unit, tr)
    past = [each.past for each in people if each.past is not None]
    if past:
        lines.append(
            tr.text(
                "Year {year}: planned {planned}, done {done}, otherwise {otherwise}, "
                "not held {missed}",
                year=escape(unit.year_before),
                planned=tr.number(sum(each.planned for each in past)),
                done=tr.number(sum(each.done for each in past)),
                otherwise=tr.number(sum(each.otherwise for each in past)),
                missed=tr.number(sum(each.missed for each in past)),
            )
        )
    return lines


def _composition(unit: UnitNeed, tr: Translator) -> list[str]:
    """Who they are; shares are of those of whom it is known."""
    lines = []
    for staff, words in STAFF.items():
        count = sum(each.staff == staff for each in unit.people)
        if count and count < len(unit.people):
            lines.append(f"{tr.text(words)}: {tr.number(count)}")
    for label, known in (
        (mark("With a degree: {n} of {known}"), [each.has_degree for each in unit.people]),
        (mark("Courses within 3 years: {n} of {known}"), [each.trained for each in unit.people]),
        (mark("Young teachers: {n} of {known}"), [each.said.young for each in unit.people]),
    ):
        said = [each for each in known if each is not None]
        if said:
            lines.append(tr.text(label, n=tr.number(sum(said)), known=tr.number(len(said))))
    return lines


def last_year_lines(need: EmployeeNeed, unit: UnitNeed, tr: Translator) -> list[str]:
    """What was entered of somebody for the year before and is not taken over, as HTML."""
    said = head_said(need)
    known = entered_lines(need.subjects, need.lesson_mark, said, tr)
    lines = [each for each in known if not each.startswith("❔")]
    return [tr.text("Entered for {year}:", year=escape(unit.year_before)), *lines]


def short_words(each: PersonNeed, tr: Translator) -> str:
    """A person on a button: the name, then what is missing."""
    hours = "" if each.missing is None else f", {tr.hours(each.missing.hours)}"
    return f"{SIGNS[each.standing]} {each.name}{hours}"


def entering_lines(each: PersonNeed, tr: Translator) -> list[str]:
    """Whose it is and what is entered so far, as HTML."""
    title = [f"<b>{escape(each.name)}</b>", escape(shortened(each.post, WIDTH))]
    return [line for line in title if line] + entered_lines(
        each.subjects, each.lesson_mark, each.said, tr
    )


def person_lines(each: PersonNeed, unit: UnitNeed, tr: Translator) -> list[str]:
    """All that is known of a person, as HTML; unknown is said to be unknown."""
    lines = [f"<b>{escape(each.name)}</b>", escape(shortened(each.post, WIDTH))]
    lines += _norm(each, tr)
    lines.append(_last(each, tr))
    if each.past is not None:
        lines.append(
            tr.text(
                "Year {year}: planned {planned}, done {done}, otherwise {otherwise}, "
                "not held {missed}",
                year=escape(unit.year_before),
                planned=tr.number(each.past.planned),
                done=tr.number(each.past.done),
                otherwise=tr.number(each.past.otherwise),
                missed=tr.number(each.past.missed),
            )
        )
    lines += entered_lines(each.subjects, each.lesson_mark, each.said, tr)
    if each.reasons:
        why = ", ".join(tr.text(REASONS[reason]) for reason in each.reasons)
        lines.append(tr.text("📌 A course is needed: {why}", why=why))
    if each.hours:
        lines.append(tr.text("In the plan: {hours}", hours=tr.hours(each.hours)))
    for proposed in each.proposed:
        lines.append(tr.text(ANSWERS[proposed.answer], reason=escape(proposed.reason)))
    return [line for line in lines if line]


def _norm(each: PersonNeed, tr: Translator) -> list[str]:
    if not each.norms:
        return [tr.text("The norm: none is known for this post.")]
    clauses = ", ".join(
        f"{tr.hours(hours)} ({'; '.join(tr.text(TOPICS[norm.topic]) for norm in same)})"
        for hours, same in groupby(each.norms, key=lambda norm: norm.hours)
    )
    lines = [tr.text("The norm: {clauses}", clauses=clauses)]
    if each.missing is not None:
        lines.append(tr.text("❗ Missing: {hours}", hours=tr.hours(each.missing.hours)))
    elif each.standing == "open":
        lines.append(tr.text("❔ Whether it is met is not known."))
    return lines


def _last(each: PersonNeed, tr: Translator) -> str:
    last = each.last
    if last is None:
        said = tr.text("none") if each.standing == "never" else tr.text("not known")
        return tr.text("The last course: {course}", course=said)
    parts = [last.topic, "" if last.hours is None else tr.hours(last.hours), last.issued]
    said = escape(", ".join(part for part in parts if part))
    return tr.text("The last course: {course}", course=said or tr.text("not known"))
