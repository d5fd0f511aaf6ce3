"""The year's days of an organisation: listed, looked at, removed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import deadlines
from cases.errors import NotThere
from cases.texts import title_words
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import asked_twice, back, page_of, press, shown, turns
from i18n import LANGUAGE_NAMES, LANGUAGES, Translator, mark
from rules.norms.model import Text
from storage.tables.organisations import Deadline, DeadlineKind

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
KINDS: Final[dict[DeadlineKind, str]] = {
    "applications": mark("Applications for attestation"),
    "tests": mark("Assessment of teachers' knowledge"),
    "plans": mark("Individual plans"),
    "quarterly": mark("Quarterly data"),
    "other": mark("Another deadline"),
}


def title_lines(title: Text, tr: Translator) -> list[str]:
    """The title in each language, as HTML; where English is missing, what that means."""
    written = [each for each in LANGUAGES if title.of(each)]
    lines = [f"{LANGUAGE_NAMES[each]}: {escape(title.of(each))}" for each in written]
    if not title.en:
        lines.append(tr.text("⚠️ No English title: who reads English gets the Russian one, marked."))
    return lines


async def listed(
    visit: Visit, edit: int | None, organisation_id: int, page: int, *, toast: str | None = None
) -> Outcome:
    tr = visit.tr
    found = await deadlines.deadlines_of_organisation(
        visit.unit, visit.person.id, organisation_id, visit.now
    )
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Deadlines</b>")]
    if not found:
        lines.append(tr.text("None yet. Members are reminded of each one that you enter."))
    lines += [
        f"• {tr.date(each.day)}: {escape(title_words(each.title, tr.language))}" for each in part
    ]
    rows: Keyboard = (
        (Button(tr.text("➕ A new deadline"), press("day_new", organisation_id)),),
        *(
            (
                Button(
                    shortened(title_words(each.title, tr.language), LONGEST_BUTTON),
                    press("day", organisation_id, each.id),
                ),
            )
            for each in part
        ),
        *turns(page, last, "days", organisation_id),
        back(tr, "org", organisation_id),
    )
    return shown(Screen("\n".join(lines), rows), edit, toast)


async def find(visit: Visit, organisation_id: int, deadline_id: int) -> Deadline:
    """Raises `NotAllowed`; `NotThere`, also for a day that has passed."""
    found = await deadlines.deadlines_of_organisation(
        visit.unit, visit.person.id, organisation_id, visit.now
    )
    for each in found:
        if each.id == deadline_id:
            return each
    raise NotThere


async def card(visit: Visit, edit: int | None, organisation_id: int, deadline_id: int) -> Outcome:
    tr = visit.tr
    found = await find(visit, organisation_id, deadline_id)
    ahead = ", ".join(str(days) for days in found.days_before)
    lines = [
        f"<b>{tr.date(found.day)}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[found.kind])),
        *title_lines(found.title, tr),
        tr.text("Members are reminded so many days before: {days}.", days=ahead),
    ]
    numbers = (organisation_id, deadline_id)
    rows: Keyboard = (
        (
            Button(tr.text("✏️ Change"), press("day_change", *numbers)),
            Button(tr.text("🗑 Remove"), press("day_drop", *numbers)),
        ),
        back(tr, "days", organisation_id, 0),
    )
    return shown(Screen("\n".join(lines), rows), edit)


async def ask_remove(
    visit: Visit, edit: int | None, organisation_id: int, deadline_id: int
) -> Outcome:
    tr = visit.tr
    found = await find(visit, organisation_id, deadline_id)
    question = tr.text(
        "Remove “{name}”? Nobody will be reminded of it any more.",
        name=escape(title_words(found.title, tr.language)),
    )
    numbers = (organisation_id, deadline_id)
    yes, keep = press("day_drop_yes", *numbers), press("day", *numbers)
    return shown(asked_twice(tr, question, tr.text("Yes, remove"), yes, keep), edit)


async def remove(visit: Visit, edit: int | None, organisation_id: int, deadline_id: int) -> Outcome:
    await deadlines.remove_deadline(
        visit.unit, visit.person.id, organisation_id, deadline_id, visit.now
    )
    toast = visit.tr.text("The deadline is removed.")
    return await listed(visit, edit, organisation_id, 0, toast=toast)
