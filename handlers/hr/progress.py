"""A broadcast on its way: how far it is, pause, go on, cancel, and its report."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cases import broadcasts
from cases.broadcasts import BroadcastView
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import asked_twice, back, press, shown
from handlers.hr.calendar import moment_words
from handlers.hr.draft import load
from handlers.hr.report_file import counted, report_file
from handlers.hr.watching import Watched, watch
from i18n import Translator, mark
from storage.tables.outbound import Campaign, CampaignState, ReasonCount

BAR: Final = 12
LONGEST_BUTTON: Final = 40
MOST_REASONS: Final = 8
STATES: Final[dict[CampaignState, str]] = {
    "queued": mark("🕙 waits for its time"),
    "running": mark("📤 is being sent"),
    "paused": mark("⏸ paused"),
    "cancelled": mark("⏹ cancelled"),
    "done": mark("✅ finished"),
}
ENDED: Final[tuple[CampaignState, ...]] = ("cancelled", "done")


async def listed(
    visit: Visit, edit: int | None, organisation_id: int, *, toast: str | None = None
) -> Outcome:
    """The organisation's broadcasts, and the way to a new one."""
    tr = visit.tr
    found = await broadcasts.broadcasts_of(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    words = tr.text("✏️ Write to members") if draft is None else tr.text("✏️ Go on writing")
    rows: Keyboard = (
        (Button(words, press("cast_new", organisation_id)),),
        *((Button(_title(each, tr), press("cast", organisation_id, each.id)),) for each in found),
        back(tr, "org", organisation_id),
    )
    lines = [tr.text("<b>Messages to members</b>")]
    if not found:
        lines.append(tr.text("None sent yet."))
    return shown(Screen("\n".join(lines), rows), edit, toast)


def _title(each: Campaign, tr: Translator) -> str:
    sign = tr.text(STATES[each.state]).split(" ")[0]
    text = " ".join((each.texts.get(tr.language) or each.texts["ru"]).split())
    return f"{sign} {shortened(text, LONGEST_BUTTON)}"


async def card(
    visit: Visit,
    edit: int | None,
    organisation_id: int,
    campaign_id: int,
    *,
    toast: str | None = None,
) -> Outcome:
    """How far a broadcast is, in the message that was pressed."""
    view = await broadcasts.broadcast(visit.unit, visit.person.id, organisation_id, campaign_id)
    if edit is not None and view.status.state not in ENDED:
        await watch(visit, Watched(organisation_id, campaign_id, edit))
    return shown(progress_screen(view, visit.tr), edit, toast)


def progress_screen(view: BroadcastView, tr: Translator) -> Screen:
    """Bar, numbers and reasons; the buttons that the state allows."""
    status, campaign = view.status, view.campaign
    settled = status.total - status.pending
    share = settled / status.total if status.total else 1.0
    filled = int(share * BAR)
    text = " ".join((campaign.texts.get(tr.language) or campaign.texts["ru"]).split())
    lines = [
        f"<b>{escape(campaign.organisation)}</b>",
        f"<i>{escape(shortened(text, LONGEST_BUTTON * 2))}</i>",
        tr.text(STATES[status.state]),
    ]
    if status.state == "queued":
        lines.append(tr.text("When: {moment}", moment=moment_words(campaign.scheduled_at, tr)))
    lines += [
        "",
        f"{'▓' * filled}{'░' * (BAR - filled)} {tr.percent(int(share * 100) / 100)}",
        tr.text("Sent: {n}", n=tr.number(status.sent)),
        tr.text("Have blocked the bot: {n}", n=tr.number(status.blocked)),
        tr.text("Failed: {n}", n=tr.number(status.failed)),
        tr.text("Unknown, perhaps arrived: {n}", n=tr.number(status.uncertain)),
        tr.text("Still to come: {n}", n=tr.number(status.pending))
        if status.state != "cancelled"
        else tr.text("Not sent, because it was cancelled: {n}", n=tr.number(status.pending)),
        tr.text("All together: {n}", n=tr.number(status.total)),
    ]
    lines += _reasons(view.reasons, tr)
    return Screen("\n".join(lines), _buttons(view, tr))


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
    if view.status.state not in ENDED:
        rows.append((Button(tr.text("🔄 Refresh"), press("cast", *numbers)),))
        going = (
            Button(tr.text("▶️ Go on"), press("cast_go", *numbers))
            if view.status.state == "paused"
            else Button(tr.text("⏸ Pause"), press("cast_pause", *numbers))
        )
        rows.append((going, Button(tr.text("⏹ Cancel it"), press("cast_stop", *numbers))))
    rows.append((Button(tr.text("📄 Report as a file"), press("cast_file", *numbers)),))
    rows.append(back(tr, "casts", view.campaign.organisation_id))
    return tuple(rows)


async def pause(visit: Visit, edit: int | None, organisation_id: int, campaign_id: int) -> Outcome:
    done = await broadcasts.pause_broadcast(
        visit.unit, visit.person.id, organisation_id, campaign_id, visit.now
    )
    tr = visit.tr
    toast = tr.text("Paused.") if done else tr.text("It was paused or had ended already.")
    return await card(visit, edit, organisation_id, campaign_id, toast=toast)


async def resume(visit: Visit, edit: int | None, organisation_id: int, campaign_id: int) -> Outcome:
    done = await broadcasts.resume_broadcast(
        visit.unit, visit.person.id, organisation_id, campaign_id, visit.now
    )
    tr = visit.tr
    toast = tr.text("It goes on.") if done else tr.text("It was not paused.")
    return await card(visit, edit, organisation_id, campaign_id, toast=toast)


async def ask_cancel(
    visit: Visit, edit: int | None, organisation_id: int, campaign_id: int
) -> Outcome:
    tr = visit.tr
    view = await broadcasts.broadcast(visit.unit, visit.person.id, organisation_id, campaign_id)
    question = tr.plural(
        "Cancel it for good? {n} person will not get it.",
        "Cancel it for good? {n} people will not get it.",
        view.status.pending,
    )
    numbers = (organisation_id, campaign_id)
    yes, keep = press("cast_stop_yes", *numbers), press("cast", *numbers)
    return shown(asked_twice(tr, question, tr.text("Yes, cancel it"), yes, keep), edit)


async def cancel(visit: Visit, edit: int | None, organisation_id: int, campaign_id: int) -> Outcome:
    done = await broadcasts.cancel_broadcast(
        visit.unit, visit.person.id, organisation_id, campaign_id, visit.now
    )
    tr = visit.tr
    toast = tr.text("Cancelled.") if done else tr.text("It had ended already.")
    return await card(visit, edit, organisation_id, campaign_id, toast=toast)


async def file(visit: Visit, edit: int | None, organisation_id: int, campaign_id: int) -> Outcome:
    """The report with a line for each recipient, as a new message with a file."""
    unit, actor = visit.unit, visit.person.id
    view = await broadcasts.broadcast(unit, actor, organisation_id, campaign_id)
    found = await broadcasts.recipients_of(unit, actor, organisation_id, campaign_id, visit.now)
    return Outcome((report_file(view, found, visit.tr),))
