"""A broadcast is begun, taken over, written anew from an earlier one, discarded."""

from __future__ import annotations

from dataclasses import replace

from cases import broadcasts
from cases.questions import asked_in
from cases.rights import note
from handlers.chat.outcome import Outcome
from handlers.hr import progress, question_draft
from handlers.hr.draft import (
    BroadcastDraft,
    discard,
    draft_of,
    is_begun,
    load,
    of_colleagues,
    require_to_write,
    store,
)
from handlers.hr.draft_overview import overview_screen
from handlers.hr.draft_texts import go_on
from handlers.hr.visit import HrVisit
from storage.tables.outbound import Campaign
from storage.tables.segments import Segment


async def begin(hr: HrVisit) -> Outcome:
    """A new draft, or the one that was begun before."""
    await require_to_write(hr)
    return await go_on(hr, await load(hr) or await store(hr, BroadcastDraft()))


async def take_over(hr: HrVisit, revision: int) -> Outcome:
    """Goes on with what a colleague has begun, as it was when it was offered."""
    found = await of_colleagues(hr)
    if await is_begun(hr):
        return await finish_first(hr)
    for number, data in found:
        if data.get("revision") == revision:
            await hr.work.hr_drafts.take(number, hr.actor, hr.now)
            thing = ("organisation", hr.organisation_id)
            await note(hr.work, hr.actor, hr.organisation_id, "draft.take", thing, hr.now)
            return await overview(hr)
    return await gone(hr)


async def overview(hr: HrVisit) -> Outcome:
    return hr.show(await overview_screen(hr, await draft_of(hr)))


async def gone(hr: HrVisit) -> Outcome:
    toast = hr.tr.text(
        "This message was sent or discarded already, or a colleague goes on with it."
    )
    return await progress.listed(hr, toast=toast)


async def receipt_pressed(hr: HrVisit, wanted: int) -> Outcome:
    """Whether readers are asked to confirm that they have read it."""
    draft = await draft_of(hr)
    return hr.show(await overview_screen(hr, await store(hr, replace(draft, receipt=bool(wanted)))))


async def remind_rest(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message again, to whoever has not confirmed reading it."""
    return await _again(hr, campaign_id, Segment(rest_of=campaign_id))


async def to_failed(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message again, to those whom it did not reach."""
    return await _again(hr, campaign_id, Segment(failed_of=campaign_id))


async def change_waiting(hr: HrVisit, campaign_id: int) -> Outcome:
    """One that waits for its time as a draft: it goes out as it is until the draft is sent."""
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if view.state not in ("queued", "paused") or view.campaign.started_at is not None:
        return await progress.show_broadcast(hr, campaign_id, toast=hr.tr.text("It has begun."))
    if await is_begun(hr):
        return await finish_first(hr)
    held = view.campaign
    segment = await broadcasts.as_goes_on(hr.work, hr.actor, held, hr.now)
    draft = BroadcastDraft(
        dict(held.texts), segment, held.scheduled_at,
        receipt=held.asks_receipt, instead_of=campaign_id,
        formats=dict(held.formats), media=held.media,
        question=held.question, question_of=held.question_of,
    )  # fmt: skip
    return hr.show(await overview_screen(hr, await store(hr, draft)))


async def finish_first(hr: HrVisit) -> Outcome:
    """One message at a time: what was begun is not overwritten."""
    toast = hr.tr.text("Send or discard the message that you have begun first.")
    return await progress.listed(hr, toast=toast)


async def _again(hr: HrVisit, campaign_id: int, segment: Segment) -> Outcome:
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if await is_begun(hr):
        return await finish_first(hr)
    draft = sent_again(view.campaign, segment)
    return hr.show(await overview_screen(hr, await store(hr, draft)))


def sent_again(earlier: Campaign, segment: Segment) -> BroadcastDraft:
    """What goes out where a message is sent once more, to these."""
    draft = BroadcastDraft(
        dict(earlier.texts), segment, receipt=earlier.asks_receipt,
        formats=dict(earlier.formats), media=earlier.media,
    )  # fmt: skip
    return question_draft.again(draft, earlier)


async def remind_unanswered(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message with its question again, to whoever has not answered it."""
    asked = await asked_in(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    return await _again(hr, asked.id, Segment(unanswered_of=asked.id))


async def ask_discard(hr: HrVisit) -> Outcome:
    tr = hr.tr
    await require_to_write(hr)
    question = tr.text("Discard this message? Its texts are deleted.")
    # "Keep it" leads to the list, which shows nothing of the draft.
    return hr.ask_twice(
        question, hr.button(tr.text("Yes, discard"), "draft_drop_yes"), hr.press("casts")
    )


async def drop(hr: HrVisit) -> Outcome:
    await require_to_write(hr)
    await discard(hr)
    toast = hr.tr.text("Discarded.")
    return await progress.listed(hr, toast=toast)
