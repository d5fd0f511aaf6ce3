"""What members have answered to messages of this HR."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from cases import replies
from cases.errors import ChangedMeanwhile
from handlers.chat.outcome import Button, Keyboard, Outcome, Resend, Screen, Show
from handlers.chat.telegram_text import LIMIT, pages, shortened
from handlers.hr.buttons import NONE
from handlers.hr.forms import Fields, await_words, finish_form
from handlers.hr.visit import HrVisit
from rules.dates import ALMATY
from storage.tables.replies import Reply

FORM: Final = "reply_answer"
ON_A_PAGE: Final = 5
LONGEST_NAME: Final = 60
LONGEST_SHOWN: Final = 400
LONGEST_ABOUT: Final = 60


async def listed(hr: HrVisit, campaign_id: int, page: int) -> Outcome:
    """A page of answers to a broadcast, or (0) to all messages; each can be opened."""
    tr = hr.tr
    found = await replies.replies_of(
        hr.work,
        hr.actor,
        hr.organisation_id,
        hr.now,
        campaign_id=campaign_id or None,
        first=page * ON_A_PAGE,
        limit=ON_A_PAGE,
    )
    if page and not found.replies:
        return await listed(hr, campaign_id, 0)
    lines = [
        tr.text("<b>💬 Replies to your messages</b>"),
        tr.text("Each is kept for 90 days."),
        tr.text("🆕 new · ↩️ answered"),
    ]
    if not found.total:
        lines.append(tr.text("None yet. Members reply to the message itself."))
    for number, each in enumerate(found.replies, start=1):
        lines += ["", f"{number}. {_head(hr, each)}", escape(_beginning(hr, each), quote=False)]
    numbered = tuple(
        hr.button(str(number), "reply", each.id)
        for number, each in enumerate(found.replies, start=1)
    )
    last = max(0, (found.total - 1) // ON_A_PAGE)
    rows: Keyboard = (
        *((numbered,) if numbered else ()),
        *hr.turns(page, last, "replies", campaign_id),
        hr.back("cast", campaign_id) if campaign_id else hr.back("org"),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def show_reply(hr: HrVisit, reply_id: int) -> Outcome:
    """One answer in full, its file as a button."""
    tr = hr.tr
    found = await replies.reply_of(hr.work, hr.actor, hr.organisation_id, reply_id, hr.now)
    lines = [_head(hr, found)]
    if found.about:
        about = escape(shortened(" ".join(found.about.split()), LONGEST_ABOUT), quote=False)
        lines.append(tr.text("To: {message}", message=f"<i>{about}</i>"))
    lines += ["", *(escape(line, quote=False) for line in found.text.split("\n"))]
    if found.answer is not None:
        lines += ["", tr.text("<b>↩️ Your answer</b>")]
        lines += [escape(line, quote=False) for line in found.answer.split("\n")]
    rows: list[tuple[Button, ...]] = []
    if found.answer is None and found.is_member:
        rows.append((hr.button(tr.text("✍️ Answer"), "reply_answer", reply_id),))
    if found.file_id is not None:
        rows.append((hr.button(tr.text("📎 Show the file"), "reply_file", reply_id),))
    if found.campaign_id is not None:
        rows.append((hr.button(tr.text("📣 The message"), "cast", found.campaign_id),))
    rows.append(hr.back("replies", found.campaign_id or NONE, 0))
    *before, last = pages(lines, LIMIT)
    shows = [*(Screen(text) for text in before), Screen(last, tuple(rows))]
    first, *others = (Show(screen) for screen in shows)
    return Outcome((Show(first.screen, hr.edit), *others))


async def ask_answer(hr: HrVisit, reply_id: int) -> Outcome:
    tr = hr.tr
    found = await replies.reply_of(hr.work, hr.actor, hr.organisation_id, reply_id, hr.now)
    await await_words(hr, FORM, {"reply": reply_id})
    lines = [
        _head(hr, found),
        escape(_beginning(hr, found), quote=False),
        "",
        tr.text("Write the answer: it goes to this person alone."),
    ]
    return hr.show(Screen("\n".join(lines), (hr.back("reply", reply_id),)))


async def answer(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    number = fields["reply"]
    try:
        await replies.answer_reply(hr.work, hr.actor, hr.organisation_id, number, words, hr.now)
    except ChangedMeanwhile:
        toast = hr.tr.text("A colleague has answered already.")
        return replace(await show_reply(hr, number), toast=toast)
    await finish_form(hr)
    return await show_reply(hr, number)


async def file(hr: HrVisit, reply_id: int) -> Outcome:
    """The file of an answer, as a message of its own."""
    tr = hr.tr
    found = await replies.reply_of(hr.work, hr.actor, hr.organisation_id, reply_id, hr.now)
    if found.file_id is None or found.file_kind is None:
        return Outcome(toast=tr.text("There is no file with this reply."))
    otherwise = tr.text("Telegram no longer has this file.")
    return Outcome((Resend(found.file_id, found.file_kind, _head(hr, found), otherwise),))


def _head(hr: HrVisit, each: Reply) -> str:
    """Who and when, as HTML."""
    tr = hr.tr
    if not each.is_member:
        name = tr.text("no longer a member")
    else:
        name = shortened(each.name or tr.text("no name given"), LONGEST_NAME)
    moment = each.written_at.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M")
    sign = "🆕 " if each.read_at is None else "↩️ " if each.answer is not None else ""
    return f"{sign}<b>{escape(name)}</b>, {moment}"


def _beginning(hr: HrVisit, each: Reply) -> str:
    said = shortened(" ".join(each.text.split()), LONGEST_SHOWN)
    if each.file_id is None:
        return said
    return f"📎 {said}" if said else hr.tr.text("📎 A file")
