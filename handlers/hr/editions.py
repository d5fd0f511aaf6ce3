"""Newer editions of the attestation rules: listed, looked through by a second person, decided.

They are entered on the page (`web/pages/editions.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from cases import editions
from cases.editions import before, newest
from cases.errors import NotThere
from handlers.attestation.attestation_view import MANAGER_CATEGORIES
from handlers.chat.names import CATEGORY_NAMES
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.page_button import page_rows
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_words, finish_form
from handlers.hr.visit import HrVisit
from i18n import Translator, mark
from rules.attestation import AttestationEdition, Number, edition_on, numbers_of
from rules.attestation.amending import What
from storage.tables.attestation import EditionState, EnteredEdition

REJECT: Final = "edition_reject"
FORM: Final = "edition"
"""Of the form that the chat had before."""
ON_A_PAGE: Final = 8
LONGEST_LINE: Final = 80
LONGEST_BUTTON: Final = 40
STATES: Final[dict[EditionState, str]] = {
    "proposed": mark("⏳ waiting for review"),
    "accepted": mark("✅ accepted"),
    "rejected": mark("❌ rejected"),
    "withdrawn": mark("↩️ taken back"),
}


async def listed(hr: HrVisit, page: int = 0, *, toast: str | None = None) -> Outcome:
    """What counts for the members today, and what was proposed."""
    tr = hr.tr
    found, known = await editions.editions_of_organisation(hr.work, hr.actor, hr.organisation_id)
    lines = [
        tr.text("<b>🎖 Figures in the attestation rules</b>"),
        tr.text(
            "When a newer edition of the order comes, enter its figures on your page, under "
            "“Attestation rules”. A second person of your HR looks through them here; then they "
            "count for your members, from their day on."
        ),
        "",
    ]
    today = edition_on(hr.on, known) or newest(known)
    name = escape(today.name.frozen().of(tr.language))
    lines.append(tr.text("Today: {name} (since {day})", name=name, day=tr.date(today.since)))
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines += [f"• {_line(each, tr)}" for each in part]
    rows: list[tuple[Button, ...]] = []
    if all(each.state != "proposed" for each in found):
        rows += page_rows(hr.visit, hr.organisation_id)
    rows += [
        (hr.button(shortened(each.name.of(tr.language), LONGEST_BUTTON), "edition", each.id),)
        for each in part
    ]
    rows += hr.turns(page, last, "editions_page")
    rows.append(hr.back("org"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def on_the_page(hr: HrVisit, *_: int) -> Outcome:
    """Buttons from when editions were entered in the chat: it is said where that is done now."""
    toast = hr.tr.text("This is entered on your page now, under “Attestation rules”.")
    return await listed(hr, toast=toast)


async def typed_before(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """Words for a form that was begun in the chat before."""
    await editions.editions_of_organisation(hr.work, hr.actor, hr.organisation_id)
    await finish_form(hr)
    text = hr.tr.text("This is entered on your page now, under “Attestation rules”.")
    return hr.show(Screen(text, (*page_rows(hr.visit, hr.organisation_id), hr.back("editions"))))


def _line(each: EnteredEdition, tr: Translator) -> str:
    name = escape(shortened(each.name.of(tr.language), LONGEST_LINE))
    since = tr.text("from {day}", day=tr.date(each.since))
    return f"{name} ({since}): {tr.text(STATES[each.state])}"


async def show_edition(hr: HrVisit, edition_id: int) -> Outcome:
    """A proposal "before → after"; whoever did not propose it may decide on it."""
    tr = hr.tr
    found, known = await editions.editions_of_organisation(hr.work, hr.actor, hr.organisation_id)
    entered = next((each for each in found if each.id == edition_id), None)
    if entered is None:
        raise NotThere
    lines = [
        f"<b>{escape(entered.name.of(tr.language))}</b>",
        tr.text(STATES[entered.state]),
        *_facts(entered, tr),
        "",
        tr.text("<b>What changes</b>"),
        *changed_lines(before(entered.since, known), entered.numbers, tr),
        *unentered_lines(before(entered.since, known), entered.numbers, tr),
    ]
    rows: list[tuple[Button, ...]] = []
    if entered.state == "proposed" and entered.proposed_by == hr.actor:
        lines += ["", tr.text("You proposed it: an HR colleague of yours has to review it.")]
        rows.append((hr.button(tr.text("↩️ Take back"), "edition_drop", edition_id),))
    elif entered.state == "proposed":
        lines += ["", tr.text("Compare every number with the order, then decide.")]
        rows.append(
            (
                hr.button(tr.text("✅ Accept"), "edition_accept", edition_id),
                hr.button(tr.text("❌ Reject"), "edition_reject", edition_id),
            )
        )
    rows.append(hr.back("editions"))
    return hr.show_long(lines, tuple(rows))


def _facts(entered: EnteredEdition, tr: Translator) -> Iterator[str]:
    yield tr.text("In force from: {day}", day=tr.date(entered.since))
    yield f"Қазақша: {escape(entered.name.kk)}"
    yield f"Русский: {escape(entered.name.ru)}"
    yield f"English: {escape(entered.name.en)}"
    if entered.reason is not None:
        yield tr.text("Why not: {reason}", reason=escape(entered.reason))


async def accept(hr: HrVisit, edition_id: int) -> Outcome:
    work, actor = hr.work, hr.actor
    await editions.accept_edition(work, actor, hr.organisation_id, edition_id, hr.now)
    toast = hr.tr.text("Accepted: it counts for your members from the day it comes into force.")
    return await listed(hr, toast=toast)


async def ask_reason(hr: HrVisit, edition_id: int) -> Outcome:
    found, _ = await editions.editions_of_organisation(hr.work, hr.actor, hr.organisation_id)
    if not any(each.id == edition_id and each.state == "proposed" for each in found):
        raise NotThere
    fields = {"edition": edition_id}
    await await_words(hr, REJECT, fields)
    tr = hr.tr
    text = tr.text("<b>Why not?</b>\nWrite it in a line: whoever proposed it will read it.")
    return hr.show(Screen(text, (hr.back("edition", edition_id),)))


async def reject(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    work, actor = hr.work, hr.actor
    await editions.reject_edition(work, actor, hr.organisation_id, fields["edition"], typed, hr.now)
    return await listed(hr)


async def take_back(hr: HrVisit, edition_id: int) -> Outcome:
    work, actor = hr.work, hr.actor
    await editions.withdraw_edition(work, actor, hr.organisation_id, edition_id, hr.now)
    toast = hr.tr.text("The proposal is taken back.")
    return await listed(hr, toast=toast)


WORDS: Final[dict[What, str]] = {
    "trainee_months": mark("work as a trainee, months"),
    "work_months": mark("pedagogical work, months"),
    "test": mark("knowledge test, %"),
    "hours": mark("courses, hours"),
    "early_months": mark("early: months since the last attestation"),
    "achievements": mark("early: achievements"),
    "early_years": mark("early: years running with the results asked for"),
    "term": mark("a category is valid, months"),
    "first_head_term": mark("the category of a first head is valid, months"),
    "test_valid": mark("a test result is valid, months"),
}
FAMILIES: Final = {
    "pedagogues": mark("All pedagogues"),
    "managers": mark("All heads and deputies"),
    "": mark("Everybody"),
}


def heading(of: str, tr: Translator) -> str:
    """Whom a number is about: a category, or a family of positions."""
    if of in MANAGER_CATEGORIES:
        whose, category = tr.text("Heads and deputies"), tr.text(MANAGER_CATEGORIES[of])
        return f"{whose}: {category}"
    if of in CATEGORY_NAMES:
        name = tr.text(CATEGORY_NAMES[of])
        return name[:1].upper() + name[1:]
    return tr.text(FAMILIES[of])


def number_name(number: Number, tr: Translator) -> str:
    return tr.text(WORDS[number.what])


def changed_lines(
    before: AttestationEdition, after: Mapping[str, int], tr: Translator
) -> Iterator[str]:
    """The numbers that differ, "before → after", as HTML; a word where none does."""
    differing = [
        number
        for number in numbers_of(before)
        if after.get(number.key, number.value) != number.value
    ]
    if not differing:
        yield tr.text("No number changes.")
    for number in differing:
        step = _step(number.value, after[number.key])
        yield f"• {heading(number.of, tr)}, {number_name(number, tr)}: {step}"


def unentered_lines(
    before: AttestationEdition, entered: Mapping[str, int], tr: Translator
) -> Iterator[str]:
    """The numbers that nobody was asked for when the edition was entered, as HTML."""
    missing = [number for number in numbers_of(before) if number.key not in entered]
    if missing:
        yield ""
        yield tr.text("<b>Not entered, taken from the edition before</b>")
    for number in missing:
        yield f"• {heading(number.of, tr)}, {number_name(number, tr)}: {number.value}"


def _step(before: int, after: int) -> str:
    return f"{before}" if before == after else f"{before} → <b>{after}</b>"
