"""A broadcast on its way: how far it is, pause, go on, cancel, and its report."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from html import escape
from typing import Final

from cases import broadcasts
from cases.broadcasts import BroadcastView, state_at
from cases.rights import reach
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import question_results
from handlers.hr.buttons import back, press
from handlers.hr.calendar import moment_words
from handlers.hr.draft import is_begun, of_colleagues
from handlers.hr.report_file import counted, report_file
from handlers.hr.visit import HrVisit
from handlers.hr.watching import Watched, watch
from i18n import Translator, mark
from storage.database import Work
from storage.tables.outbound import Campaign, CampaignState, ReasonCount

BAR: Final = 12
ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
MOST_REASONS: Final = 8
MOST_DRAFTS: Final = 5
STATES: Final[dict[CampaignState, str]] = {
    "queued": mark("🕙 waits for its time"),
    "running": mark("📤 is being sent"),
    "paused": mark("⏸ paused"),
    "cancelled": mark("⏹ cancelled"),
    "done": mark("✅ finished"),
}
Change = Callable[[Work, int, int, int, datetime], Awaitable[bool]]
"""What HR does to a broadcast: actor, organisation, broadcast, now; whether it changed anything."""
ENDED: Final[tuple[CampaignState, ...]] = ("cancelled", "done")


async def listed(hr: HrVisit, page: int = 0, *, toast: str | None = None) -> Outcome:
    """A page of the organisation's broadcasts, and the way to a new one."""
    tr = hr.tr
    work, first = hr.work, page * ON_A_PAGE
    found = await broadcasts.broadcasts_of(
        work, hr.actor, hr.organisation_id, hr.now, after=first, limit=ON_A_PAGE + 1
    )
    last = page + (len(found) > ON_A_PAGE)
    rows: Keyboard = (
        await _writing(hr),
        *await _of_all_of_hr(hr),
        *((hr.button(_title(each, hr), "cast", each.id),) for each in found[:ON_A_PAGE]),
        *hr.turns(page, last, "casts_page"),
        hr.back("org"),
    )
    lines = [tr.text("<b>Messages to members</b>")]
    if not found:
        lines.append(tr.text("None sent yet."))
    else:
        lines += [tr.text(STATES[each]) for each in STATES]
    return hr.show(Screen("\n".join(lines), rows), toast)


async def _writing(hr: HrVisit) -> tuple[Button, ...]:
    """A new message, or the one that was begun: it can be dropped without being shown."""
    tr = hr.tr
    if not await is_begun(hr):
        return (hr.button(tr.text("✏️ Write to members"), "cast_new"),)
    return (
        hr.button(tr.text("✏️ Go on writing"), "cast_new"),
        hr.button(tr.text("🗑 Discard"), "draft_drop"),
    )


async def _of_all_of_hr(hr: HrVisit) -> Keyboard:
    """What colleagues have in common: drafts and, of HR alone, templates."""
    drafts = await _of_colleagues(hr)
    if not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        return drafts
    return (*drafts, (hr.button(hr.tr.text("🗂 Templates"), "templates", 0),))


async def _of_colleagues(hr: HrVisit) -> Keyboard:
    """What colleagues have begun, to go on with; not while something of one's own is begun."""
    if await is_begun(hr):
        return ()
    found = await of_colleagues(hr)
    rows: list[tuple[Button, ...]] = []
    for _, data in found[:MOST_DRAFTS]:
        texts = data.get("texts") or {}
        words = " ".join(str(texts.get(hr.tr.language) or texts.get("ru") or "").split())
        if data.get("revision"):
            label = hr.tr.text("✏️ A colleague's: {words}", words=shortened(words or "…", 20))
            rows.append((hr.button(label, "draft_take", data["revision"]),))
    return tuple(rows)


def _title(each: Campaign, hr: HrVisit) -> str:
    tr = hr.tr
    sign = tr.text(STATES[state_at(each, hr.now)]).split(" ")[0]
    text = " ".join((each.texts.get(tr.language) or each.texts["ru"]).split())
    return f"{sign} {shortened(text, LONGEST_BUTTON)}"


async def show_broadcast(hr: HrVisit, campaign_id: int, *, toast: str | None = None) -> Outcome:
    """How far a broadcast is, in the message that was pressed."""
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if hr.edit is not None and view.state not in ENDED:
        await watch(hr.visit, Watched(hr.organisation_id, campaign_id, hr.edit))
    return hr.show(progress_screen(view, hr.tr), toast)


def progress_screen(view: BroadcastView, tr: Translator) -> Screen:
    """Bar, numbers and reasons; the buttons that the state allows."""
    campaign = view.campaign
    text = " ".join((campaign.texts.get(tr.language) or campaign.texts["ru"]).split())
    lines = [
        f"<b>{escape(campaign.organisation)}</b>",
        f"<i>{escape(shortened(text, LONGEST_BUTTON * 2))}</i>",
        tr.text(STATES[view.state]),
    ]
    if view.state == "queued":
        lines.append(tr.text("When: {moment}", moment=moment_words(campaign.scheduled_at, tr)))
        lines.append(tr.text("Who they are is worked out when it goes out."))
    lines += preparing(view, tr)
    lines += ["", *_numbers(view, tr), *_reasons(view.reasons, tr)]
    return Screen("\n".join(lines), _buttons(view, tr))


def _numbers(view: BroadcastView, tr: Translator) -> list[str]:
    """How far it is; of one that waits there is nothing to tell but how many it is for."""
    status = view.status
    together = tr.text("All together: {n}", n=tr.number(status.total))
    if view.state == "queued":
        return [together]
    settled = status.total - status.pending
    share = settled / status.total if status.total else 1.0
    rest = tr.text("Still to come: {n}", n=tr.number(status.pending))
    if view.state == "cancelled":
        rest = tr.text("Not sent, because it was cancelled: {n}", n=tr.number(status.pending))
    lines = [
        _bar(share, tr),
        tr.text("Sent: {n}", n=tr.number(status.sent)),
        *_not_arrived(view, tr),
        rest,
        together,
    ]
    if view.campaign.asks_receipt and view.by_name:
        lines.append(tr.text("📬 Have confirmed reading: {n}", n=tr.number(view.read)))
    return lines


def preparing(view: BroadcastView, tr: Translator) -> list[str]:
    """What stands before the sending: why it did not begin, how many recipients are entered."""
    if view.campaign.halted == "right":
        return [tr.text("⚠️ Whoever wrote it may no longer write to these people.")]
    if view.campaign.halted == "nobody":
        return [tr.text("⚠️ Nobody fitted its conditions when its time had come.")]
    status = view.status
    if view.state not in ("running", "paused") or not status.unmade:
        return []
    made = status.total - status.unmade
    numbers = {"made": tr.number(made), "all": tr.number(status.total)}
    words = tr.text("📝 Recipients worked out: {made} of {all}", **numbers)
    return [words, _bar(made / status.total, tr)]


def reminds_rest(view: BroadcastView) -> bool:
    """Whether some who got it may not have confirmed that they have read it."""
    return view.by_name and view.campaign.asks_receipt and bool(view.status.sent)


def has_failed(view: BroadcastView) -> bool:
    """Whether it has ended and did not reach some."""
    lost = view.status.failed + view.status.blocked
    return view.by_name and view.state in ENDED and bool(lost)


def _bar(share: float, tr: Translator) -> str:
    """`share`: from 0 to 1; only all of it is 100 %."""
    filled = int(share * BAR)
    return f"{'▓' * filled}{'░' * (BAR - filled)} {tr.percent(int(share * 100) / 100)}"


def _not_arrived(view: BroadcastView, tr: Translator) -> list[str]:
    """Why it did not arrive is told to HR alone."""
    status = view.status
    if not view.by_name:
        return [tr.text("Not delivered: {n}", n=tr.number(status.failed))]
    return [
        tr.text("Have blocked the bot: {n}", n=tr.number(status.blocked)),
        tr.text("Failed: {n}", n=tr.number(status.failed)),
        tr.text("Unknown, perhaps arrived: {n}", n=tr.number(status.uncertain)),
    ]


def _reasons(reasons: Sequence[ReasonCount], tr: Translator) -> list[str]:
    told = [
        (each.reason, each.count)
        for each in reasons
        if each.reason and each.state in ("failed", "unknown")
    ]
    if not told:
        return []
    lines = ["", tr.text("<b>Why not</b>")]
    words = counted(told, tr)[:MOST_REASONS]
    return lines + [f"• {escape(shortened(each, 120))}: {tr.number(n)}" for each, n in words]


def _buttons(view: BroadcastView, tr: Translator) -> Keyboard:
    numbers = (view.campaign.organisation_id, view.campaign.id)
    rows: list[tuple[Button, ...]] = []
    if view.state not in ENDED:
        rows.append((Button(tr.text("🔄 Refresh"), press("cast", *numbers)),))
        if view.state == "queued":
            rows.append((Button(tr.text("✏️ Change"), press("cast_change", *numbers)),))
        going = (
            Button(tr.text("▶️ Go on"), press("cast_go", *numbers))
            if view.state == "paused"
            else Button(tr.text("⏸ Pause"), press("cast_pause", *numbers))
        )
        rows.append((going, Button(tr.text("⏹ Stop"), press("cast_stop", *numbers))))
    if reminds_rest(view):
        rows.append(
            (
                Button(tr.text("📬 Who has read"), press("cast_read", *numbers, 0)),
                Button(tr.text("🔔 Remind the rest"), press("cast_rest", *numbers)),
            )
        )
    if has_failed(view):
        failed = Button(tr.text("↪️ To those who failed"), press("cast_failed", *numbers))
        rows.append((failed,))
    if question := question_results.row(view.campaign, tr):
        rows.append(question)
    if view.replies:
        words = tr.text("💬 Replies: {n}", n=tr.number(view.replies))
        rows.append((Button(words, press("replies", *numbers, 0)),))
    if view.by_name:
        rows.append((Button(tr.text("📄 Report as a file"), press("cast_file", *numbers)),))
    rows.append(back(tr, "casts", view.campaign.organisation_id))
    return tuple(rows)


async def pause(hr: HrVisit, campaign_id: int) -> Outcome:
    done, not_done = mark("Paused."), mark("It was paused or had ended already.")
    return await _change(hr, campaign_id, broadcasts.pause_broadcast, done, not_done)


async def resume(hr: HrVisit, campaign_id: int) -> Outcome:
    done, not_done = mark("It goes on."), mark("It was not paused.")
    return await _change(hr, campaign_id, broadcasts.resume_broadcast, done, not_done)


async def _change(
    hr: HrVisit, campaign_id: int, change: Change, done: str, not_done: str
) -> Outcome:
    is_done = await change(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    toast = hr.tr.text(done if is_done else not_done)
    return await show_broadcast(hr, campaign_id, toast=toast)


async def ask_cancel(hr: HrVisit, campaign_id: int) -> Outcome:
    tr = hr.tr
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    question = tr.plural(
        "Cancel it for good? {n} person will not get it.",
        "Cancel it for good? {n} people will not get it.",
        view.status.pending,
    )
    return hr.ask_twice(
        question,
        hr.button(tr.text("Yes, cancel it"), "cast_stop_yes", campaign_id),
        hr.press("cast", campaign_id),
    )


async def cancel(hr: HrVisit, campaign_id: int) -> Outcome:
    done, not_done = mark("Cancelled."), mark("It had ended already.")
    return await _change(hr, campaign_id, broadcasts.cancel_broadcast, done, not_done)


async def file(hr: HrVisit, campaign_id: int) -> Outcome:
    """The report with a line for each recipient, as a new message with a file."""
    work, actor = hr.work, hr.actor
    view = await broadcasts.broadcast(work, actor, hr.organisation_id, campaign_id, hr.now)
    found = await broadcasts.recipients_of(work, actor, hr.organisation_id, campaign_id, hr.now)
    return Outcome((report_file(view, found, hr.tr),))
