"""The attestation of college staff beside a check: what its rules ask for the same category.

It is judged on the day it is looked at, by the edition in force on that day; the kept decision
holds nothing of it.
"""

from __future__ import annotations

from html import escape

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.attestation_view import (
    CHOOSE,
    MANAGER_CATEGORIES,
    attestation_lines,
    attested_name,
    has_attestation,
    is_managerial,
)
from handlers.cases.editions import editions_of_person
from handlers.choosing import choose_outcome
from handlers.filters import Pressed
from handlers.followups.attested_profile import Kept, with_kept
from handlers.followups.more import judged_run
from handlers.message_ids import pressed_message
from handlers.names import target_name
from handlers.outcome import Button, Keyboard, Outcome, Screen, Show, column
from handlers.telegram_text import pages
from handlers.visit import Visit
from rules.attestation import Attestation, Edition, attestation, editions
from rules.profile import BadInput, Profile, parse_profile


async def of_check(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of the person: by the answers of the check and what is kept."""
    _, _, run_id, *rest = (callback.data or "").split(":")
    return await of_run(visit, run_id, rest[0] if rest else None, pressed_message(callback))


async def of_run(
    visit: Visit,
    run_id: str,
    chosen: str | None,
    edit: int | None,
    *,
    toast: str | None = None,
) -> Outcome:
    """The same; `chosen`: the category of a head or deputy, whose check has none."""
    judged = await judged_run(visit, run_id)
    if isinstance(judged, Outcome):
        return judged
    position, category = judged.report.position, judged.report.category
    if not has_attestation(position, category):
        return choose_outcome(visit, None)
    tr, on = visit.tr, judged.report.on
    wanted = category or (chosen if chosen in MANAGER_CATEGORIES else None)
    if wanted is None:
        return _choice(visit, position, f"n:run:{run_id}", f"e:back:{run_id}", edit)
    known = await editions_of_person(visit.unit, visit.person.id)
    profile, added = await with_kept(visit, judged.profile, position, known)
    found = _attestation(position, wanted, profile, visit, known)
    lines = [tr.text("Your answers are those of {day}.", day=tr.date(on)) if on != visit.on else ""]
    if Kept.COURSES in added:
        lines.append(tr.text("🎓 Courses are counted as they are kept in /certificates."))
    if Kept.DATE in added:
        lines.append(tr.text("📅 Your category and its term are taken from /dates."))
    back = f"e:back:{run_id}" if category is not None else f"n:run:{run_id}"
    rows = column(
        Button(_test_words(visit, profile), f"n:test:{run_id}:{wanted}"),
        Button(tr.text("🎓 My certificates"), "cert:list"),
        Button(tr.text("📅 Days to remember"), "day:list"),
        Button(tr.text("⬅️ Back"), back),
    )
    return _shown(visit, position, wanted, found, lines, rows, edit, toast)


def _test_words(visit: Visit, profile: Profile) -> str:
    test = profile.knowledge_test
    if test is None:
        return visit.tr.text("📝 My knowledge test")
    return visit.tr.text("📝 My knowledge test: {percent} %", percent=test.percent)


async def of_anybody(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the attestation asks of anybody: for those of whom nothing is kept."""
    _, _, position, category = (callback.data or "").split(":")
    known = visit.desk.catalogue.positions.get(position)
    if known is None:
        return choose_outcome(visit, None)
    if category == CHOOSE and is_managerial(position):
        return _choice(visit, position, f"n:all:{position}", "m:home", None)
    of_manager = is_managerial(position) and category in MANAGER_CATEGORIES
    if not of_manager and (category not in known.checks or not has_attestation(position, category)):
        return choose_outcome(visit, None)
    profile = parse_profile({}, visit.on, visit.desk.catalogue.competences)
    found = _attestation(position, category, profile, visit, editions())
    lines = [visit.tr.text("Your answers are not kept, so this is what is asked of anybody.")]
    rows = column(Button(visit.tr.text("⬅️ Menu"), "m:home"))
    return _shown(visit, position, category, found, lines, rows, None)


def _choice(visit: Visit, position: str, data: str, back: str, edit: int | None) -> Outcome:
    """Which category of a head or deputy: the check by Order No. 338 knows none of theirs."""
    tr = visit.tr
    name = escape(target_name(visit.desk.catalogue, position, None, tr))
    lines = [
        tr.text("<b>🎖 Attestation: {name}</b>", name=name),
        tr.text("For which category?"),
    ]
    rows = column(
        *(
            Button(tr.text(words), f"{data}:{category}")
            for category, words in MANAGER_CATEGORIES.items()
        ),
        Button(tr.text("⬅️ Back"), back),
    )
    return Outcome((Show(Screen("\n".join(lines), rows), edit),))


def _attestation(
    position: str, category: str, profile: Profile, visit: Visit, known: tuple[Edition, ...]
) -> Attestation | None:
    """By the edition and on the day of today; None where the rules lack the category."""
    try:
        return attestation(position, category, profile, visit.on, known)
    except BadInput:
        return None


def _shown(
    visit: Visit,
    position: str,
    category: str,
    found: Attestation | None,
    above: list[str],
    rows: Keyboard,
    edit: int | None,
    toast: str | None = None,
) -> Outcome:
    """The block in as many messages as it takes, the last one with the buttons."""
    tr = visit.tr
    name = escape(attested_name(visit.desk.catalogue, position, category, tr))
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
    return Outcome(tuple(shows), toast)


def router() -> Router:
    made = Router(name="attesting")
    made.callback_query.register(of_check, Pressed(r"^n:run:\d{1,18}(:[a-z0-9_]+)?$"))
    made.callback_query.register(of_anybody, Pressed(r"^n:all:[a-z-]+:[a-z0-9_-]+$"))
    return made
