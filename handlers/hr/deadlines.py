"""The year's days of an organisation: listed, looked at, removed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cases import deadlines
from cases.deadline_rounds import share_entered
from cases.deadline_standing import standing_of
from cases.errors import NotThere
from cases.rights import reach, require_hr
from cases.texts import title_words
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, column
from handlers.chat.telegram_text import shortened
from handlers.hr.audience_words import condition_words
from handlers.hr.buttons import page_of
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Translator, mark
from rules.dates import today
from rules.norms.model import Text
from storage.repositories.deadline_reports import Standing
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import Deadline, DeadlineKind, Particulars

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
LONGEST_LINE: Final = 80
LONGEST_NAME: Final = 40
PEOPLE_ON_A_PAGE: Final = 15
LONGEST_NOTE: Final = 150
KINDS: Final[dict[DeadlineKind, str]] = {
    "applications": mark("Applications for attestation"),
    "tests": mark("Assessment of teachers' knowledge"),
    "plans": mark("Individual plans"),
    "quarterly": mark("Quarterly data"),
    "other": mark("Another deadline"),
}
REPEATS: Final[dict[Repeats, str]] = {
    "quarterly": mark("🔁 Every quarter"),
    "yearly": mark("🔁 Every year"),
}


def title_lines(title: Text, tr: Translator) -> list[str]:
    """The title in each language, as HTML; where English is missing, what that means."""
    written = [each for each in LANGUAGES if title.of(each)]
    lines = [f"{LANGUAGE_NAMES[each]}: {escape(title.of(each))}" for each in written]
    if not title.en:
        lines.append(tr.text("⚠️ No English title: who reads English gets the Russian one, marked."))
    return lines


def particular_lines(given: Particulars, tr: Translator) -> list[str]:
    """The text in each language and the link, as HTML."""
    note = given.note
    lines = [
        f"📝 {LANGUAGE_NAMES[each]}: {escape(shortened(note.of(each), LONGEST_NOTE), quote=False)}"
        for each in LANGUAGES
        if note.of(each)
    ]
    if note.ru and not note.en:
        lines.append(tr.text("⚠️ No English text: who reads English gets the Russian one."))
    if given.link:
        lines.append(f"🔗 {escape(given.link, quote=False)}")
    return lines


def entering_words(share: float | None, tr: Translator) -> list[str]:
    """How far the reminders of many people are entered, plain, as long as that lasts; only all of
    it is 100 %."""
    if share is None:
        return []
    percent = tr.percent(int(share * 100) / 100)
    return [tr.text("⏳ Members' reminders are being brought up to date: {share}", share=percent)]


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await deadlines.deadlines_of_organisation(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    share = await share_entered(hr.work, hr.organisation_id)
    lines = [tr.text("<b>Deadlines</b>"), *entering_words(share, tr)]
    if not found:
        lines.append(tr.text("None yet. Members are reminded of each one that you enter."))
    lines += [
        f"• {tr.date(each.day)}: {escape(_short(title_words(each.title, tr.language)))}"
        for each in part
    ]
    rows: Keyboard = (
        (
            hr.button(tr.text("➕ A new deadline"), "day_new"),
            hr.button(tr.text("🗒 Several at once"), "days_many"),
        ),
        (hr.button(tr.text("🗄 Past ones"), "days_past", 0),),
        *_buttons(hr, part),
        *hr.turns(page, last, "days"),
        hr.back("org"),
    )
    return hr.show(Screen("\n".join(lines), rows), toast)


async def past(hr: HrVisit, page: int) -> Outcome:
    """Those whose day is over, the latest first."""
    tr = hr.tr
    found = await deadlines.past_deadlines(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Past deadlines</b>")]
    if not found:
        lines.append(tr.text("None yet."))
    lines += [
        f"• {tr.date(each.day)}: {escape(_short(title_words(each.title, tr.language)))}"
        for each in part
    ]
    rows: Keyboard = (
        *_buttons(hr, part),
        *hr.turns(page, last, "days_past"),
        hr.back("days", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _buttons(hr: HrVisit, part: Sequence[Deadline]) -> Keyboard:
    language = hr.tr.language
    return tuple(
        (hr.button(shortened(title_words(each.title, language), LONGEST_BUTTON), "day", each.id),)
        for each in part
    )


def _short(title: str) -> str:
    return shortened(title, LONGEST_LINE)


async def find(hr: HrVisit, deadline_id: int) -> Deadline:
    """Raises `NotAllowed`; `NotThere`, also for a day that has passed."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    view = await standing_of(hr.work, hr.actor, hr.organisation_id, deadline_id, hr.now)
    if view.deadline.day < hr.on:
        raise NotThere
    return view.deadline


async def show_deadline(hr: HrVisit, deadline_id: int) -> Outcome:
    tr = hr.tr
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    view = await standing_of(hr.work, hr.actor, hr.organisation_id, deadline_id, hr.now)
    repeats = await deadlines.repeats_of(hr.work, view.deadline)
    found, is_past = view.deadline, view.deadline.day < hr.on
    ahead = ", ".join(str(days) for days in found.days_before)
    whom = "; ".join(await condition_words(hr, found.particulars.audience))
    share = await share_entered(hr.work, hr.organisation_id, deadline_id)
    lines = [
        f"<b>{tr.date(found.day)}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[found.kind])),
        *title_lines(found.title, tr),
        *particular_lines(found.particulars, tr),
        *([] if repeats is None else [tr.text(REPEATS[repeats])]),
        tr.plural("👥 {whom}: {n} person", "👥 {whom}: {n} people", view.people, whom=whom),
        tr.text("Members are reminded so many days before: {days}.", days=ahead or "–"),
        *entering_words(share, tr),
        tr.text("✅ Have said that they are done: {n}", n=tr.number(view.done)),
    ]
    changing = (
        hr.button(tr.text("✏️ Change"), "day_change", deadline_id),
        hr.button(tr.text("🗑 Remove"), "day_drop", deadline_id),
    )
    refresh = (hr.button(tr.text("🔄 Refresh"), "day", deadline_id),)
    rows: Keyboard = (
        *(() if share is None else (refresh,)),
        (hr.button(tr.text("👥 Who is done"), "day_done", deadline_id, 0),),
        *(() if is_past else (changing,)),
        hr.back("days_past" if is_past else "days", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def who_is_done(hr: HrVisit, deadline_id: int, page: int) -> Outcome:
    """By name, those who are done first; a head sees the own department."""
    tr, first = hr.tr, page * PEOPLE_ON_A_PAGE
    view = await standing_of(
        hr.work, hr.actor, hr.organisation_id, deadline_id, hr.now,
        first=first, limit=PEOPLE_ON_A_PAGE,
    )  # fmt: skip
    if page and not view.shown:
        return await who_is_done(hr, deadline_id, 0)
    title = escape(_short(title_words(view.deadline.title, tr.language)))
    lines = [
        f"<b>{tr.date(view.deadline.day)}: {title}</b>",
        tr.text("✅ done: {done} · ▫️ has not said so: {rest}", done=tr.number(view.done),
                rest=tr.number(view.people - view.done)),
        tr.text("Counted are those who let you see it."),
        "",
    ]  # fmt: skip
    lines += [_standing_line(each, tr) for each in view.shown]
    last = max(0, (view.people - 1) // PEOPLE_ON_A_PAGE)
    organises = await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    rows: Keyboard = (
        *hr.turns(page, last, "day_done", deadline_id),
        hr.back("day", deadline_id) if organises else hr.back("staff"),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _standing_line(each: Standing, tr: Translator) -> str:
    name = escape(shortened(each.name or tr.text("no name given"), LONGEST_NAME), quote=False)
    if each.done_at is None:
        return f"▫️ {name}"
    return f"✅ {name}, {tr.date(today(each.done_at))}"


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
    buttons = [
        Button(tr.text("No, keep it"), hr.press("day", deadline_id)),
        hr.button(tr.text("Yes, remove"), "day_drop_yes", deadline_id),
    ]
    if found.series_id is not None:
        buttons.append(hr.button(tr.text("Remove later ones too"), "day_drop_all", deadline_id))
    return hr.show(Screen(question, column(*buttons)))


async def remove(hr: HrVisit, deadline_id: int) -> Outcome:
    return await _removed(hr, deadline_id, later_too=False)


async def remove_all(hr: HrVisit, deadline_id: int) -> Outcome:
    """With the later ones of its series, which ends."""
    return await _removed(hr, deadline_id, later_too=True)


async def _removed(hr: HrVisit, deadline_id: int, *, later_too: bool) -> Outcome:
    await deadlines.remove_deadline(
        hr.work, hr.actor, hr.organisation_id, deadline_id, hr.now, later_too=later_too
    )
    toast = hr.tr.text("The deadline is removed.")
    return await listed(hr, 0, toast=toast)
