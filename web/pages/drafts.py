"""What was filled in, looked through before it is done, and done once however often it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cases import page_drafts
from cases.errors import BadValue
from storage.tables.pages import PageDraft
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages import campaign_deeds, chosen_course, chosen_deadline, chosen_message, editions


@dataclass(frozen=True, slots=True)
class Kind:
    """`look`: the page that shows it before it is done, with what stands in the way of it (the
    field of a `BadValue`); `do`: does it and says which address it led to."""

    look: Callable[[Caller, PageDraft, str | None], Awaitable[Shown]]
    do: Callable[[Caller, PageDraft], Awaitable[str]]


KINDS: Final[Mapping[str, Kind]] = {
    chosen_message.KIND: Kind(chosen_message.look, chosen_message.do),
    chosen_deadline.KIND: Kind(chosen_deadline.look, chosen_deadline.do),
    chosen_course.KIND: Kind(chosen_course.look, chosen_course.do),
    editions.KIND: Kind(editions.look, editions.do),
    campaign_deeds.KIND: Kind(campaign_deeds.look, campaign_deeds.do),
}


async def draft(caller: Caller) -> Answer:
    held = await _held(caller)
    if held.outcome is not None:
        return To(held.outcome)
    return await KINDS[held.kind].look(caller, held, None)


async def carry_out(caller: Caller) -> Answer:
    held = await _held(caller)
    if held.outcome is not None:
        return To(held.outcome)
    kind = KINDS[held.kind]
    try:
        outcome = await kind.do(caller, held)
    except BadValue as wrong:
        shown = await kind.look(caller, held, wrong.field)
        return Shown(shown.template, shown.values, 422)
    await page_drafts.finish(caller.work, held, outcome)
    return To(outcome)


async def _held(caller: Caller) -> PageDraft:
    return await page_drafts.draft_of(
        caller.work, caller.session, caller.organisation_id, caller.number("number"), *KINDS
    )
