"""The attestation of college staff beside a check: what its rules ask for the same category."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.attestation_view import attestation_lines, has_attestation
from handlers.choosing import choose_outcome
from handlers.filters import Pressed
from handlers.followups.more import judged_run
from handlers.message_ids import pressed_message
from handlers.names import target_name
from handlers.outcome import Button, Keyboard, Outcome, Screen, Show, column
from handlers.telegram_text import pages
from handlers.visit import Visit
from rules.attestation import Attestation, attestation, edition_on
from rules.dates import add_months
from rules.profile import BadInput, Certificate, Profile, parse_profile

KEPT_DATE, KEPT_COURSES = "date", "courses"


async def of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of the person: by the answers of the check and what is kept."""
    run_id = (callback.data or "").split(":")[2]
    judged = await judged_run(visit, run_id)
    if isinstance(judged, Outcome):
        return judged
    position, category = judged.report.position, judged.report.category
    if category is None or not has_attestation(position, category):
        return choose_outcome(visit, None)
    tr, on = visit.tr, judged.report.on
    profile, added = await _with_kept(visit, judged.profile, position)
    found = _attestation(position, category, profile, visit)
    lines = [tr.text("Your answers are those of {day}.", day=tr.date(on)) if on != visit.on else ""]
    if KEPT_COURSES in added:
        lines.append(tr.text("🎓 Courses are counted as they are kept in /certificates."))
    if KEPT_DATE in added:
        lines.append(tr.text("📅 Your category and its term are taken from /dates."))
    rows = column(
        Button(tr.text("🎓 My certificates"), "cert:list"),
        Button(tr.text("📅 Days to remember"), "day:list"),
        Button(tr.text("⬅️ Back"), f"e:back:{run_id}"),
    )
    return _shown(visit, position, category, found, lines, rows, pressed_message(callback))


async def of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of anybody: for those of whom nothing is kept."""
    _, _, position, category = (callback.data or "").split(":")
    known = visit.desk.catalogue.positions.get(position)
    if known is None or category not in known.checks or not has_attestation(position, category):
        return choose_outcome(visit, None)
    profile = parse_profile({}, visit.on, visit.desk.catalogue.competences)
    found = _attestation(position, category, profile, visit)
    lines = [visit.tr.text("Your answers are not kept, so this is what is asked of anybody.")]
    rows = column(Button(visit.tr.text("⬅️ Menu"), "m:home"))
    return _shown(visit, position, category, found, lines, rows, None)


def _attestation(
    position: str, category: str, profile: Profile, visit: Visit
) -> Attestation | None:
    """By the edition and on the day of today; None where the rules lack the category."""
    try:
        return attestation(position, category, profile, visit.on)
    except BadInput:
        return None


async def _with_kept(visit: Visit, profile: Profile, position: str) -> tuple[Profile, set[str]]:
    """The profile with what was not asked but is kept: the category with its day, the courses.

    A category that the check knows otherwise has a day that is not known.
    """
    added = set()
    edition = edition_on(visit.on)
    family = edition.family_of(position) if edition is not None else None
    for kept in await visit.unit.dates.of(visit.person.id):
        if family is None or kept.kind != family.fact or kept.kind != "category":
            continue
        if profile.category in (None, kept.value):
            granted = add_months(kept.ends, -family.term.months)
            profile = replace(profile, category=kept.value, category_granted=granted)
            added.add(KEPT_DATE)
    courses = await visit.unit.certificates.of(visit.person.id)
    if profile.certificates is None and courses:
        held = tuple(Certificate(each.topic, each.hours, each.issued) for each in courses)
        profile = replace(profile, certificates=held)
        added.add(KEPT_COURSES)
    return profile, added


def _shown(
    visit: Visit,
    position: str,
    category: str,
    found: Attestation | None,
    above: list[str],
    rows: Keyboard,
    edit: int | None,
) -> Outcome:
    """The block in as many messages as it takes, the last one with the buttons."""
    tr = visit.tr
    name = escape(target_name(visit.desk.catalogue, position, category, tr))
    lines = [tr.text("<b>🎖 Attestation: {name}</b>", name=name), *filter(None, above)]
    if found is not None:
        lines += attestation_lines(found, tr)
    else:
        lines.append(tr.text("The attestation rules do not know this category here."))
    texts = pages(lines)
    shows = [
        Show(Screen(text, rows if text is texts[-1] else ()), None if number else edit)
        for number, text in enumerate(texts)
    ]
    return Outcome(tuple(shows))


def router() -> Router:
    made = Router(name="attesting")
    made.callback_query.register(of_check, Pressed(r"^n:run:\d{1,18}$"))
    made.callback_query.register(of_anybody, Pressed(r"^n:all:[a-z-]+:[a-z]+$"))
    return made
