"""What is kept of a person in words, for people; every stored row is in the other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cases.memberships import memberships_of
from cases.purposes import said_of_purposes
from cases.register.ties import own_records
from handlers.certificates.certificate_view import course_words
from handlers.chat.names import short_name, target_name
from handlers.chat.record_view import record_lines
from handlers.chat.said_words import fact_name, kept_words
from handlers.chat.training_view import entered_lines
from handlers.chat.visit import Visit
from handlers.days.day_view import day_words, days_of
from handlers.membership.membership_view import sees_words
from i18n import LANGUAGE_NAMES, Translator, mark
from rules.dates import today
from rules.questionnaire.scope import GENERAL, SAME, seen_from
from rules.questionnaire.wording import FACT_NAMES
from rules.verdict.deadlines import DAY
from storage.tables.checks import Answer, Decision
from storage.tables.training_needs import head_said

VERDICTS = {
    "eligible": mark("requirements met"),
    "not_eligible": mark("not met yet"),
    "undetermined": mark("not known enough"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what is kept; `lines` are HTML without line breaks."""

    title: str
    lines: tuple[str, ...]


async def sections(visit: Visit) -> list[Section]:
    """What there is, by kinds; kinds of which there is nothing are left out."""
    tr, work, person_id = visit.tr, visit.work, visit.person.id
    certificates = await work.certificates.of(person_id)
    objections = await work.objections.of_person(person_id, visit.person.created_at - DAY)
    found = (
        Section(tr.text("You and this chat"), tuple(await _person(visit))),
        Section(tr.text("Answers"), _answers(visit, await work.answers.all(person_id))),
        Section(tr.text("Checks"), _checks(visit, await work.decisions.of(person_id))),
        Section(tr.text("Certificates"), tuple(course_words(each, tr) for each in certificates)),
        Section(tr.text("Days to remember"), tuple(await _days(visit))),
        Section(tr.text("Organisations"), tuple(await _organisations(visit))),
        Section(tr.text("The employer's register"), tuple(await _records(visit))),
        Section(
            tr.text("“This is wrong”"),
            tuple(_in_line(tr, each.text, each.answer or "") for each in objections),
        ),
    )
    return [each for each in found if each.lines]


async def _person(visit: Visit) -> list[str]:
    tr, person = visit.tr, visit.person
    lines = [
        tr.text("Your ID in Telegram: {number}", number=person.id),
        tr.text("Language: {name}", name=LANGUAGE_NAMES[person.language]),
        tr.text("Here since {day}", day=tr.date(today(person.created_at))),
    ]
    if person.consent_at is None:
        lines.append(tr.text("No consent: answers go as soon as the report is shown"))
    else:
        day, version = tr.date(today(person.consent_at)), escape(person.consent_version or "")
        lines.append(tr.text("Consent of {day}, version {version}", day=day, version=version))
    for purpose, said in await said_of_purposes(visit.work, person.id):
        sign = "✅" if said.agreed else "➖"
        lines.append(f"{sign} {tr.text(purpose.title)}, {tr.date(today(said.said_at))}")
    return lines


def _answers(visit: Visit, rows: Sequence[Answer]) -> tuple[str, ...]:
    """Each fact once, and once more for each position that something of its own was said for."""
    tr, catalogue = visit.tr, visit.desk.catalogue
    lines = []
    for place in dict.fromkeys((GENERAL, *(row.position for row in rows))):
        own = {row.fact for row in rows if row.position == place}
        where = ""
        if place in catalogue.positions:
            where = f" ({escape(short_name(catalogue, place, tr))})"
        for fact, seen in seen_from(place, rows)[0].items():
            # That the field is the same is said by the answers that count here for it.
            if fact in own and fact in FACT_NAMES and fact != SAME:
                said = tr.text("begun") if seen.state == "draft" else kept_words(fact, seen, tr)
                lines.append(f"{fact_name(fact, tr)}{where}: {said}")
    return tuple(lines)


def _checks(visit: Visit, decisions: Sequence[Decision]) -> tuple[str, ...]:
    tr, catalogue = visit.tr, visit.desk.catalogue
    lines = []
    for each in decisions:
        name = each.position
        if each.position in catalogue.positions:
            name = target_name(catalogue, each.position, each.category, tr)
        verdict = tr.text(VERDICTS[each.verdict])
        lines.append(f"{tr.date(each.judged_on)}: {escape(name)} – {verdict}")
    return tuple(lines)


async def _days(visit: Visit) -> list[str]:
    tr = visit.tr
    return [f"{tr.date(day.day)}: {day_words(day, tr)}" for day in await days_of(visit)]


async def _organisations(visit: Visit) -> list[str]:
    tr = visit.tr
    return [
        f"{escape(each.organisation.name)}: {sees_words(each.membership.shares, tr)}"
        for each in await memberships_of(visit.work, visit.person.id)
    ]


async def _records(visit: Visit) -> list[str]:
    """What employers hold on the person: theirs, shown as far as the ties are confirmed."""
    tr, lines = visit.tr, []
    for own in await own_records(visit.work, visit.person.id, visit.now):
        said = [tr.text("⏳ The tie waits to be confirmed.")]
        if own.view is not None:
            held = record_lines(tr, visit.desk.catalogue, own.view)
            entered = await _entered(visit, own.view.employee.id)
            said = [*filter(None, held), *entered, tr.text("This is the employer's.")]
        if own.tie.correction_asked_at is not None:
            said.append(tr.text("✏️ You have asked for a correction."))
        lines.append("<br>".join((escape(own.organisation.name), *said)))
    return lines


async def _entered(visit: Visit, employee_id: int) -> list[str]:
    """What heads or HR entered of the person for years of training."""
    tr, lines = visit.tr, []
    for need in await visit.work.training_needs.of_employee(employee_id):
        year = await visit.work.training_years.get(need.year_id)
        assert year is not None, "what is entered goes with its year"
        lines.append(escape(tr.text("Training {year}", year=year.label)))
        lines += entered_lines(need.subjects, need.lesson_mark, head_said(need), tr)
    return lines


def _in_line(tr: Translator, words: str, answer: str) -> str:
    said = escape(" ".join(words.split()))
    if not answer:
        return said
    answered = escape(" ".join(answer.split()))
    return f"{said} – " + tr.text("answer: {words}", words=answered)


def summary(found: Sequence[Section], tr: Translator) -> str:
    """How much of each kind there is, short enough for a phone, as HTML."""
    lines = [tr.text("<b>What is kept about you</b>")]
    lines += [f"• {each.title}: {tr.number(len(each.lines))}" for each in found[1:]]
    if not found[1:]:
        lines.append(tr.text("Nothing but your language and the day on which you came."))
    lines += [
        "",
        tr.text(
            "The first file is for you to read. The second holds every row as it is stored, "
            "for other programs."
        ),
    ]
    return "\n".join(lines)


def page(found: Sequence[Section], tr: Translator) -> str:
    """All of it as a page for any browser, which asks for nothing from elsewhere."""
    parts = [
        f"<h2>{each.title}</h2>\n<ul>\n"
        + "\n".join(f"<li>{line}</li>" for line in each.lines)
        + "\n</ul>"
        for each in found
    ]
    title = escape(tr.text("What is kept about you"))
    return (
        f'<!doctype html>\n<html lang="{tr.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem;"
    "overflow-wrap:anywhere}h1{font-size:1.4rem}h2{font-size:1.1rem}"
)
