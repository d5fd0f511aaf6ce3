"""Where HR begins: the organisations, and what can be done in one of them."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import members, organisations, replies
from cases.errors import ChangedMeanwhile, NotAllowed
from cases.objections import count_unanswered
from cases.rights import require_hr, require_hr_or_operator
from handlers.chat.buttons import Objections
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.page_button import page_rows
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr import staff
from handlers.hr.buttons import NONE, back, page_of, press, shown, turns
from handlers.hr.forms import (
    Fields,
    await_organisation,
    await_words,
    begun_form,
    finish_form,
)
from handlers.hr.meanwhile import name_again
from handlers.hr.visit import HrVisit
from storage.tables.organisations import Organisation

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 60
NEW: Final = "organisation_new"
RENAME: Final = "organisation_rename"


def is_operator(visit: Visit) -> bool:
    return visit.person.id in visit.desk.operators


async def own_page(visit: Visit, edit: int, page: int) -> Outcome:
    return await home(visit, edit, page=page)


async def home(
    visit: Visit, edit: int | None, toast: str | None = None, *, page: int = 0
) -> Outcome:
    """The organisations of whoever asks; an operator's tools; a kind word to everybody else."""
    tr = visit.tr
    own = await organisations.organisations_led(visit.work, visit.person.id, visit.now)
    if not own and not is_operator(visit):
        text = tr.text(
            "This part is for the HR of colleges and universities. If that is you, ask whoever "
            "runs this bot, or an HR colleague, for a link."
        )
        return shown(Screen(text, ((Button(tr.text("⬅️ Menu"), "m:home"),),)), edit, toast)
    if len(own) == 1 and not is_operator(visit):
        return await show_organisation(HrVisit(visit, own[0].id, edit), toast=toast)
    part, page, last = page_of(own, page, ON_A_PAGE)
    rows = [*(_button(each) for each in part), *turns(page, last, "own")]
    lines = [tr.text("<b>HR</b>")]
    lines.append(tr.text("Choose the organisation.") if own else tr.text("No organisation yet."))
    if is_operator(visit):
        rows.append((Button(tr.text("🏛 All organisations"), press("all", 0)),))
        rows.append((Button(tr.text("➕ A new organisation"), press("new")),))
        rows.append((Button(await _objections(visit), Objections.LIST(0)),))
    rows.append((Button(tr.text("⬅️ Menu"), "m:home"),))
    return shown(Screen("\n".join(lines), tuple(rows)), edit, toast)


async def _objections(visit: Visit) -> str:
    waiting = await count_unanswered(visit.work, visit.person.id, visit.desk.operators)
    words = visit.tr.text("⚠️ “This is wrong”")
    return f"{words}: {visit.tr.number(waiting)}" if waiting else words


async def show_all(visit: Visit, edit: int, page: int) -> Outcome:
    """All organisations, for operators."""
    tr = visit.tr
    found = await organisations.all_organisations(visit.work, visit.person.id, visit.desk.operators)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows = (*(_button(each) for each in part), *turns(page, last, "all"), back(tr, "home"))
    text = tr.text("<b>All organisations</b>")
    if not found:
        text = tr.text("No organisation yet.")
    return shown(Screen(text, rows), edit)


async def show_organisation(hr: HrVisit, *, toast: str | None = None) -> Outcome:
    """What can be done there, as far as whoever asks may do it."""
    tr, actor = hr.tr, hr.actor
    if actor not in hr.operators and await staff.leads(hr):
        return await staff.home(hr, toast=toast)
    await require_hr_or_operator(hr.work, actor, hr.organisation_id, hr.operators)
    found = await hr.work.organisations.get(hr.organisation_id)
    if found is None:
        raise NotAllowed
    name = f"<b>{escape(found.name)}</b>"
    if await hr.work.hr.in_force(hr.organisation_id, actor) is None:
        led = ((hr.button(tr.text("📇 Register"), "staff"),),) if await staff.leads(hr) else ()
        rows: Keyboard = (
            *led,
            (hr.button(tr.text("🪪 Who acts for HR"), "hr"),),
            back(tr, "all", 0),
        )
        return hr.show(Screen(name, rows), toast)
    number = await members.count_members(hr.work, actor, hr.organisation_id)
    text = "\n".join((name, tr.plural("{n} member", "{n} members", number)))
    unread = await replies.count_unread(hr.work, actor, hr.organisation_id)
    rows = _menu(hr, await _is_asked(hr), unread)
    return hr.show(Screen(text, rows), toast)


async def _is_asked(hr: HrVisit) -> bool:
    """Whether an edition of the attestation rules waits for whoever looks here."""
    waiting = await hr.work.attestation_editions.waiting(hr.organisation_id)
    return waiting is not None and waiting.proposed_by != hr.actor


def _menu(hr: HrVisit, is_asked: bool, unread: int) -> Keyboard:
    tr = hr.tr
    rules = tr.text("🎖 Attestation rules")
    if is_asked:
        rules = tr.text("🎖 Attestation rules: please review")

    answers = tr.text("💬 Replies")
    if unread:
        answers = tr.text("💬 Replies: {n} new", n=tr.number(unread))
    button = hr.button
    return (
        *page_rows(hr.visit, hr.organisation_id),
        (button(tr.text("📣 Messages to members"), "casts"),),
        (button(answers, "replies", NONE, 0),),
        (button(tr.text("📇 Register"), "staff"), button(tr.text("📋 Lists"), "lists")),
        (button(tr.text("🎓 Training"), "train"),),
        (button(tr.text("👥 Members"), "members", 0, 0), button(tr.text("🔗 Links"), "links")),
        (button(tr.text("📅 Deadlines"), "days", 0), button(tr.text("🗂 Departments"), "parts", 0)),
        (button(rules, "editions"),),
        (button(tr.text("🏛 Whom it answers to"), "superior"),),
        (button(tr.text("🪪 Who acts for HR"), "hr"), button(tr.text("📜 Log"), "log", 0)),
        (button(tr.text("✏️ Rename"), "rename"), Button(tr.text("⬅️ Back"), press("home"))),
    )


def _button(each: Organisation) -> tuple[Button, ...]:
    return (Button(shortened(each.name, LONGEST_BUTTON), press("org", each.id)),)


async def ask_new(visit: Visit, edit: int) -> Outcome:
    await organisations.all_organisations(visit.work, visit.person.id, visit.desk.operators)
    await await_organisation(visit, NEW)
    tr = visit.tr
    text = tr.text("<b>A new organisation</b>\nWrite its full name.")
    return shown(Screen(text, (back(tr, "home"),)), edit)


async def create(visit: Visit, words: str) -> Outcome:
    made = await organisations.create_organisation(
        visit.work, visit.person.id, visit.desk.operators, words, visit.now
    )
    tr = visit.tr
    text = tr.text(
        "{name} has been created. Now appoint its HR: the link is for one person.",
        name=f"<b>{escape(made.name)}</b>",
    )
    rows: Keyboard = (
        (Button(tr.text("🪪 Who acts for HR"), press("hr", made.id)),),
        back(tr, "home"),
    )
    return shown(Screen(text, rows), None)


async def ask_name(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    held = await hr.work.organisations.get(hr.organisation_id)
    assert held is not None, "whoever acts has a right there"
    await await_words(hr, RENAME, {"seen": held.name})
    tr = hr.tr
    text = tr.text("Write the organisation's new name.")
    return hr.show(Screen(text, (hr.back("org"),)))


async def rename(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    work, seen = hr.work, fields.get("seen")
    try:
        await organisations.rename_organisation(
            work, hr.actor, hr.organisation_id, words, hr.now, seen=seen
        )
    except ChangedMeanwhile as changed:
        take, back = hr.press("rename_yes"), hr.back("org")[0]
        return await name_again(hr, RENAME, fields, words, str(changed.held), take, back)
    return await show_organisation(hr)


async def rename_anyway(hr: HrVisit) -> Outcome:
    """The name that was typed while a colleague gave another one."""
    fields = begun_form(hr, RENAME)
    if fields is None or "typed" not in fields:
        return await show_organisation(hr)
    await finish_form(hr)
    return await rename(hr, fields, fields["typed"])
