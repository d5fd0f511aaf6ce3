"""Days to remember as screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from cases.reminders import january_of
from cases.texts import title_words
from handlers.certificates.certificate_view import course_words
from handlers.chat.buttons import Certificates, Days, Menu, MyChecks, Portfolio
from handlers.chat.day_rows import day_rows
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Screen, column, grid, page_turns
from handlers.chat.said_words import VOCABULARIES, named, said
from handlers.chat.visit import Visit
from handlers.days.personal_day import ENDS, GRANTED, KIND_NAMES, SIGNS, Asked, step_for
from i18n import Translator
from rules.dates import today
from rules.verdict.deadlines import leaves_window
from storage.tables.deadlines import Certificate, DateKind, PersonalDate, Reminder, Subject
from storage.tables.organisations import Deadline
from storage.tables.portfolio import PortfolioWish

ON_A_PAGE = 10
SUBJECTS: Final[dict[str, Subject]] = {
    "c": "certificate",
    "p": "personal_date",
    "d": "deadline",
    "w": "wish",
    "f": "portfolio",
}


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish to be reminded; `name`: of the position and category that it is for."""

    id: int
    decision_id: int
    name: str


Thing = Certificate | PersonalDate | Deadline | Wished | PortfolioWish


@dataclass(frozen=True, slots=True)
class Day:
    """A day to remember: `thing` is what it is about, `coming` its reminders still to come."""

    sign: str
    number: int
    day: date
    thing: Thing
    coming: tuple[Reminder, ...]


async def days_of(visit: Visit) -> list[Day]:
    """Today's and later days of the person, and own ones that have ended, by day."""
    person_id, work = visit.person.id, visit.work
    reminders = await work.reminders.of(person_id)

    def made(sign: str, day: date, thing: Thing) -> Day:
        about = (SUBJECTS[sign], thing.id)
        coming = tuple(
            each
            for each in reminders
            if (each.subject, each.subject_id) == about and each.state == "pending"
        )
        return Day(sign, thing.id, day, thing, coming)

    days = [made("p", each.ends, each) for each in await work.dates.of(person_id)]
    for certificate in await work.certificates.of(person_id):
        leaves = leaves_window(certificate.issued)
        if leaves >= visit.on:
            days.append(made("c", leaves, certificate))
    for deadline in await work.deadlines.of_person(person_id, visit.on):
        days.append(made("d", deadline.day, deadline))
    names = await names_of_wishes(visit)
    days += [
        made("w", each.day, Wished(each.id, each.decision_id, names[each.id]))
        for each in await work.wishes.of(person_id)
        if each.day >= visit.on and each.id in names
    ]
    held, january = await work.portfolio_wishes.of(person_id), await january_of(work, person_id)
    if held is not None and january is not None:
        days.append(made("f", today(january.due_at), held))
    return sorted(days, key=lambda each: (each.day, each.sign, each.number))


async def names_of_wishes(visit: Visit) -> dict[int, str]:
    """What each wish to be reminded is for, by its number."""
    decisions = {each.id: each for each in await visit.work.decisions.of(visit.person.id)}
    return {
        wish.id: target_name(
            visit.desk.catalogue,
            decisions[wish.decision_id].position,
            decisions[wish.decision_id].category,
            visit.tr,
        )
        for wish in await visit.work.wishes.of(visit.person.id)
        if wish.decision_id in decisions
    }


def day_words(day: Day, tr: Translator) -> str:
    """What a day is about, as HTML."""
    thing = day.thing
    if isinstance(thing, Certificate):
        return tr.text(
            "University posts, three years: a course stops counting, {course}",
            course=course_words(thing, tr),
        )
    if isinstance(thing, PersonalDate):
        return _kind_and_value(thing.kind, thing.value, tr)
    if isinstance(thing, PortfolioWish):
        return tr.text("📊 Portfolio: commissions look at them from January to August")
    if isinstance(thing, Wished):
        return tr.text("By your check it will be enough: {name}", name=escape(thing.name))
    return escape(title_words(thing.title, tr.language))


def _kind_and_value(kind: DateKind, value: str, tr: Translator) -> str:
    name = tr.text(KIND_NAMES[kind])
    return f"{name}: {value_words(kind, value, tr)}" if kind in VOCABULARIES else name


def value_words(kind: DateKind, value: str, tr: Translator) -> str:
    return named(VOCABULARIES[kind], value, tr)


def list_screen(visit: Visit, days: Sequence[Day], page: int, *, above: str = "") -> Screen:
    tr = visit.tr
    pages = max(1, -(-len(days) // ON_A_PAGE))
    page = min(page, pages - 1)
    first = page * ON_A_PAGE
    shown = days[first : first + ON_A_PAGE]
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>📅 Days to remember</b>"))
    if not days:
        lines.append(
            tr.text(
                "Nothing is noted yet. Note when your category or language certificate ends, and "
                "I will remind you in time."
            )
        )
    for number, day in enumerate(shown, start=first + 1):
        lines += ["", f"<b>{number}. {_when(day, visit)}</b>", day_words(day, tr)]
        lines.append(_next_reminder(day, visit))
    numbers = [
        Button(f"{number}", Days.OPEN(day.sign, day.number))
        for number, day in enumerate(shown, start=first + 1)
    ]
    rows = [*grid(numbers, 5), *page_turns(page, pages - 1, Days.PAGE)]
    rows += [(Button(f"➕ {tr.text(KIND_NAMES[kind])}", Days.KIND(sign)),)
             for kind, sign in SIGNS.items()]  # fmt: skip
    if any(day.day >= visit.on for day in days):
        rows.append((Button(tr.text("📆 All into my calendar (.ics)"), Days.FILE()),))
    rows.append(
        (
            Button(tr.text("🎓 My certificates"), Certificates.LIST()),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        )
    )
    return Screen("\n".join(lines), tuple(rows))


def _when(day: Day, visit: Visit) -> str:
    words = visit.tr.date(day.day)
    if day.day < visit.on:
        return visit.tr.text("{day} – ended", day=words)
    left = (day.day - visit.on).days
    if left == 0:
        return visit.tr.text("{day} – today", day=words)
    return visit.tr.plural("{day} – in {n} day", "{day} – in {n} days", left, day=words)


def _next_reminder(day: Day, visit: Visit) -> str:
    if not day.coming:
        return visit.tr.text("🔕 No reminder is planned.")
    when = visit.tr.date(today(day.coming[0].due_at))
    return visit.tr.text("🔔 Next reminder: {day}.", day=when)


def card_screen(visit: Visit, day: Day, *, above: str = "") -> Screen:
    """One day, its reminders, and what can be done about it."""
    tr = visit.tr
    lines = [above, ""] if above else []
    lines += [f"<b>{_when(day, visit)}</b>", day_words(day, tr), ""]
    if day.coming:
        moments = "; ".join(tr.date(today(each.due_at)) for each in day.coming)
        lines.append(tr.text("🔔 I will remind you: {days}.", days=moments))
    else:
        lines.append(tr.text("🔕 No reminder is planned."))
    rows: list[tuple[Button, ...]] = []
    if day.coming:
        rows.append((Button(tr.text("🔕 Stop these reminders"), Days.STOP(day.sign, day.number)),))
    elif day.day >= visit.on:
        rows.append((Button(tr.text("🔔 Remind me again"), Days.ALLOW(day.sign, day.number)),))
    if isinstance(day.thing, PersonalDate):
        sign = SIGNS[day.thing.kind]
        rows.append(
            (
                Button(tr.text("✏️ Change"), Days.KIND(sign)),
                Button(tr.text("🗑 Remove"), Days.REMOVE(sign)),
            )
        )
    elif isinstance(day.thing, Certificate):
        rows.append((Button(tr.text("🎓 Open the certificate"), Certificates.OPEN(day.number)),))
    elif isinstance(day.thing, PortfolioWish):
        sheet = Portfolio.SHOW(day.thing.position, day.thing.category)
        rows.append((Button(tr.text("📊 Portfolio"), sheet),))
    elif isinstance(day.thing, Wished):
        rows.append((Button(tr.text("🗂 Open the check"), MyChecks.OPEN(day.thing.decision_id)),))
    rows.append((Button(tr.text("⬅️ Days to remember"), Days.LIST()),))
    return Screen("\n".join(lines), tuple(rows))


def remove_screen(visit: Visit, day: Day, sign: str) -> Screen:
    tr = visit.tr
    text = tr.text(
        "<b>Remove this day?</b>\n{name}\nIts reminders go too.", name=day_words(day, tr)
    )
    return Screen(
        text,
        column(
            Button(tr.text("No, keep it"), Days.OPEN(day.sign, day.number)),
            Button(tr.text("🗑 Yes, remove it"), Days.REMOVE_YES(sign), style="danger"),
        ),
    )


def value_screen(kind: DateKind, values: Sequence[str], tr: Translator) -> Screen:
    """Which category or level it is."""
    buttons = [
        Button(value_words(kind, value, tr), Days.VALUE(SIGNS[kind], value)) for value in values
    ]
    rows = (*grid(buttons, 3 if kind == "language" else 2), _cancel(tr))
    question = tr.text("Which one do you have?")
    return Screen(f"<b>{tr.text(KIND_NAMES[kind])}</b>\n{question}", rows)


def how_screen(kind: DateKind, value: str, tr: Translator) -> Screen:
    """A category's end follows from its order; whoever knows the last day can say that."""
    granted, ends = (Asked(kind, value, how).data("-") for how in (GRANTED, ENDS))
    text = tr.text(
        "A category is valid for five years, the category of the head of an organisation for "
        "three. Which day do you know?"
    )
    name = _kind_and_value(kind, value, tr)
    return Screen(
        f"<b>{name}</b>\n{text}",
        (
            (Button(tr.text("The day of the order"), granted),),
            (Button(tr.text("The last day"), ends),),
            _cancel(tr),
        ),
    )


def _cancel(tr: Translator) -> tuple[Button, ...]:
    return (Button(tr.text("✖️ Cancel"), Days.LIST()),)


def when_screen(
    asked: Asked, on: date, tr: Translator, *, note: str = "", days: Sequence[str] = ()
) -> Screen:
    """The question after the day; `days`: what typed words may mean."""
    step = step_for(asked, on)
    name = _kind_and_value(asked.kind, asked.value, tr)
    lines = [name, "", f"<b>{said(step.wording.question, tr)}</b>"]
    if step.wording.help is not None:
        lines.append(f"<i>{tr.text(step.wording.help)}</i>")
    if note:
        lines += ["", note]
    rows = day_rows(step, tr, asked.data, days)
    unknown = (Button(tr.text("Don't know"), Days.UNKNOWN(SIGNS[asked.kind])),)
    return Screen("\n".join(lines), (*rows, unknown, _cancel(tr)))
