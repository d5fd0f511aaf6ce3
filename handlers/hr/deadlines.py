"""The year's days of an organisation: listed, looked at, removed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import deadlines
from cases.errors import NotThere
from cases.texts import title_words
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Translator, mark
from rules.norms.model import Text
from storage.tables.organisations import Deadline, DeadlineKind

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
LONGEST_LINE: Final = 80
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


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await deadlines.deadlines_of_organisation(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Deadlines</b>")]
    if not found:
        lines.append(tr.text("None yet. Members are reminded of each one that you enter."))
    lines += [
        f"• {tr.date(each.day)}: {escape(_short(title_words(each.title, tr.language)))}"
        for each in part
    ]
    rows: Keyboard = (
        (hr.button(tr.text("➕ A new deadline"), "day_new"),),
        *(
            (
                hr.button(
                    shortened(title_words(each.title, tr.language), LONGEST_BUTTON), "day", each.id
                ),
            )
            for each in part
        ),
        *hr.turns(page, last, "days"),
        hr.back("org"),
    )
    return hr.show(Screen("\n".join(lines), rows), toast)


def _short(title: str) -> str:
    return shortened(title, LONGEST_LINE)


async def find(hr: HrVisit, deadline_id: int) -> Deadline:
    """Raises `NotAllowed`; `NotThere`, also for a day that has passed."""
    found = await deadlines.deadlines_of_organisation(hr.work, hr.actor, hr.organisation_id, hr.now)
    for each in found:
        if each.id == deadline_id:
            return each
    raise NotThere


async def show_deadline(hr: HrVisit, deadline_id: int) -> Outcome:
    tr = hr.tr
    found = await find(hr, deadline_id)
    ahead = ", ".join(str(days) for days in found.days_before)
    lines = [
        f"<b>{tr.date(found.day)}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[found.kind])),
        *title_lines(found.title, tr),
        tr.text("Members are reminded so many days before: {days}.", days=ahead),
    ]
    rows: Keyboard = (
        (
            hr.button(tr.text("✏️ Change"), "day_change", deadline_id),
            hr.button(tr.text("🗑 Remove"), "day_drop", deadline_id),
        ),
        hr.back("days", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def ask_remove(hr: HrVisit, deadline_id: int) -> Outcome:
    tr = hr.tr
    found = await find(hr, deadline_id)
    question = tr.text(
        "Remove “{name}”? Nobody will be reminded of it any more.",
        name=escape(title_words(found.title, tr.language)),
    )
    told = await deadlines.people_reminded(hr.work, hr.actor, hr.organisation_id, deadline_id)
    if told:
        words = tr.plural(
            "📨 {n} person knows of it and is told now that it is gone.",
            "📨 {n} people know of it and are told now that it is gone.",
            told,
        )
        question = f"{question}\n{words}"
    return hr.ask_twice(
        question,
        hr.button(tr.text("Yes, remove"), "day_drop_yes", deadline_id),
        hr.press("day", deadline_id),
    )


async def remove(hr: HrVisit, deadline_id: int) -> Outcome:
    await deadlines.remove_deadline(hr.work, hr.actor, hr.organisation_id, deadline_id, hr.now)
    toast = hr.tr.text("The deadline is removed.")
    return await listed(hr, 0, toast=toast)
