"""A check handed to HR or a colleague by a link: without a name, for a while, revocable."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Final
from urllib.parse import quote

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import AfterReport, MyChecks
from handlers.chat.filters import start_link
from handlers.chat.menu import menu_screen
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.my_checks.kept import gone, judged, own_decision
from handlers.report.corrected import corrected_lines
from handlers.report.quoted_report import quoted_report
from handlers.start.start import welcome_screen
from rules.dates import today
from rules.verdict.check import Report
from storage.tables.shares import Share

PAYLOAD: Final = "s_"
LASTS: Final = timedelta(days=14)
MOST: Final = 20


async def offer(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Says what a link shows before one is made."""
    [run_id] = AfterReport.SHARE.read(callback)
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    tr = visit.tr
    text = tr.plural(
        "<b>A link to this check</b>\nWhoever opens it sees the report: the position, what is met "
        "and what is missing. Neither your name nor your number is shown. It works for {n} day, "
        "and you can revoke it in /my.",
        "<b>A link to this check</b>\nWhoever opens it sees the report: the position, what is met "
        "and what is missing. Neither your name nor your number is shown. It works for {n} days, "
        "and you can revoke it in /my.",
        LASTS.days,
    )
    newest = await _newest(visit)
    rows = column(
        Button(tr.text("🔗 Make the link"), AfterReport.LINK(run_id, newest)),
        Button(tr.text("⬅️ Back"), AfterReport.MORE("back", run_id)),
    )
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


async def _newest(visit: Visit) -> int:
    """The newest link that works: a button that makes one carries it, so that two presses of it
    make one link."""
    working = await visit.work.shares.working(visit.person.id, visit.now)
    return working[0].id if working else 0


async def make(callback: CallbackQuery, visit: Visit) -> Outcome:
    run_id, newest = AfterReport.LINK.read(callback)
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    working = await visit.work.shares.working(visit.person.id, visit.now)
    if (working[0].id if working else 0) != newest:
        toast = visit.tr.text("A new link was made meanwhile; here are all that work.")
        return await _links(visit, pressed_message(callback), toast)
    if len(working) >= MOST:
        toast = visit.tr.text("You have many links already. Please revoke one first.")
        return await _links(visit, pressed_message(callback), toast)
    expires = visit.now + LASTS
    _, token = await visit.work.shares.add(visit.person.id, decision.id, visit.now, expires)
    tr = visit.tr
    address = f"https://t.me/{visit.bot_name}?start={PAYLOAD}{token}"
    text = tr.text(
        "The link to your check, until {day}. It cannot be shown again, so send it on now:",
        day=tr.date(today(expires)),
    )
    forward = f"https://t.me/share/url?url={quote(address, safe='')}"
    rows = column(
        Button(tr.text("📨 Send it on"), url=forward),
        Button(tr.text("🔗 My links"), MyChecks.LINKS()),
        Button(tr.text("⬅️ Back"), AfterReport.MORE("back", run_id)),
    )
    return Outcome((Show(Screen(f"{text}\n\n{address}", rows), pressed_message(callback)),))


async def links(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _links(visit, pressed_message(callback))


async def _links(visit: Visit, edit: int, toast: str | None = None) -> Outcome:
    """The person's links that work, each with a button that ends it."""
    tr = visit.tr
    lines = [tr.text("<b>Your links</b>")]
    rows = []
    working = await visit.work.shares.working(visit.person.id, visit.now)
    for number, share in enumerate(working, start=1):
        lines.append(f"{number}. {await _about(visit, share)}")
        words = tr.text("Revoke {number}", number=number)
        rows.append((Button(words, MyChecks.REVOKE(share.id)),))
    if not working:
        lines.append(tr.text("No link works at present."))
    rows.append((Button(tr.text("⬅️ Back"), MyChecks.LIST(0)),))
    return Outcome((Show(Screen("\n".join(lines), tuple(rows)), edit),), toast)


async def _about(visit: Visit, share: Share) -> str:
    decision = await visit.work.decisions.get(share.decision_id)
    assert decision is not None
    tr, catalogue = visit.tr, visit.desk.catalogue
    name = decision.position
    if decision.position in catalogue.positions:
        name = escape(target_name(catalogue, decision.position, decision.category, tr))
    return tr.text("{name}, until {day}", name=name, day=tr.date(today(share.expires_at)))


async def revoke(callback: CallbackQuery, visit: Visit) -> Outcome:
    [number] = MyChecks.REVOKE.read(callback)
    tr = visit.tr
    ended = await visit.work.shares.revoke(visit.person.id, number, visit.now)
    toast = tr.text("The link is revoked.") if ended else tr.text("That link works no more.")
    return await _links(visit, pressed_message(callback), toast)


async def opened(message: Message, command: CommandObject, visit: Visit) -> Outcome:
    """Somebody followed a link: the report, or kindly that there is none to see."""
    tr = visit.tr
    token = (command.args or "").removeprefix(PAYLOAD)
    begin = Button(tr.text("🔎 Check your own position"), AfterReport.BEGIN_OWN())
    share = await visit.work.shares.find(token)
    decision = None
    if share is not None and share.works(visit.now):
        decision = await visit.work.decisions.get(share.decision_id)
    judgement = None if decision is None else await judged(visit, decision)
    if judgement is None:
        text = tr.text(
            "This link shows nothing any more: it has expired, was revoked or is not complete. "
            "Ask whoever sent it for a new one."
        )
        return Outcome((Show(Screen(text, column(begin))),))
    lines = [tr.text("🔗 <b>A check that was shared with you</b>")]
    lines.append(tr.text("Checked on {day}", day=tr.date(judgement.report.on)))
    report: Report | None = judgement.report
    if judgement.corrected is not None:
        lines += corrected_lines(visit.desk.catalogue, judgement.corrected, tr)
        report = judgement.corrected.now
    if report is None:
        return Outcome((Show(Screen("\n".join(lines), column(begin))),))
    if judgement.corrected is not None:
        lines.append(tr.text("What follows is by the rules of today."))
    elif not judgement.same_rules:
        lines.append(tr.text("⚠️ The rules have changed since; this is by the rules of today."))
    texts = quoted_report(visit.desk.catalogue, report, tr)
    official = Button(tr.text("📜 Official text"), AfterReport.OFFICIAL(report.position, "new"))
    rows = column(official, begin)
    shows = [Show(Screen("\n".join(lines))), *(Show(Screen(text)) for text in texts[:-1])]
    return Outcome((*shows, Show(Screen(texts[-1], rows))))


async def begin(callback: CallbackQuery, visit: Visit) -> Outcome:
    """From a shared check to one's own: the welcome first, if it was not seen yet."""
    known = visit.person.language_chosen or visit.consents
    return Outcome((Show(await menu_screen(visit) if known else welcome_screen(visit)),))


def router() -> Router:
    router = Router(name="sharing")
    by_link = start_link(F.args.regexp(rf"^{PAYLOAD}[\w-]{{1,62}}$"))
    router.message.register(opened, by_link)
    router.callback_query.register(begin, AfterReport.BEGIN_OWN.pressed)
    router.callback_query.register(offer, AfterReport.SHARE.pressed)
    router.callback_query.register(make, AfterReport.LINK.pressed)
    router.callback_query.register(links, MyChecks.LINKS.pressed)
    router.callback_query.register(revoke, MyChecks.REVOKE.pressed)
    return router
