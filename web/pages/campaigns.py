"""Messages to members: all of them, and one with how far it is; a reload shows it further."""

from __future__ import annotations

from typing import Final

from cases.broadcasts import BroadcastView, broadcast, broadcasts_of, recipients_of, state_at
from cases.errors import NotThere
from handlers.chat.telegram_text import shortened
from handlers.hr.calendar import moment_words
from handlers.hr.progress import ENDED, STATES
from handlers.hr.report_file import report_file
from web.answers import Answer, File, Shown
from web.front import Caller

ON_A_PAGE: Final = 20
LONGEST: Final = 80
MOST_SLICES: Final = 10_000


async def campaigns(caller: Caller) -> Answer:
    first = (caller.asked("slice") or 0) * ON_A_PAGE
    if first > MOST_SLICES:
        raise NotThere
    found = await broadcasts_of(
        caller.work,
        caller.person.id,
        caller.organisation_id,
        caller.now,
        after=first,
        limit=ON_A_PAGE + 1,
    )
    tr, number = caller.tr, first // ON_A_PAGE
    rows = [
        {
            "id": each.id,
            "text": shortened(" ".join((each.texts.get(tr.language) or each.texts["ru"]).split()),
                              LONGEST),
            "state": tr.text(STATES[state_at(each, caller.now)]),
            "when": moment_words(each.scheduled_at, tr),
        }
        for each in found[:ON_A_PAGE]
    ]  # fmt: skip
    return Shown(
        "campaigns.html",
        {
            "rows": rows,
            "next": number + 1 if len(found) > ON_A_PAGE else None,
            "before": number - 1 if number else None,
        },
    )


async def campaign(caller: Caller) -> Answer:
    view = await _view(caller)
    status, tr = view.status, caller.tr
    settled = status.total - status.pending
    reasons = [(each.reason, tr.number(each.count)) for each in view.reasons if each.reason]
    causes = [
        (tr.text("has blocked the bot"), status.blocked),
        (tr.text("failed"), status.failed),
        (tr.text("unknown, perhaps arrived"), status.uncertain),
    ]
    numbers = [
        (tr.text("sent"), status.sent),
        *(causes if view.by_name else [(tr.text("not delivered"), status.failed)]),
        (tr.text("not sent"), status.pending),
        (tr.text("all together"), status.total),
    ]
    return Shown(
        "campaign.html",
        {
            "id": view.campaign.id,
            "state": tr.text(STATES[view.state]),
            "when": moment_words(view.campaign.scheduled_at, tr),
            "texts": list(view.campaign.texts.items()),
            "numbers": [(name, tr.number(count)) for name, count in numbers],
            "settled": settled,
            "all": status.total,
            "share": tr.percent(settled / status.total if status.total else 1.0),
            "reasons": reasons,
            "by_name": view.by_name,
            "reload": view.state not in ENDED,
        },
    )


async def file(caller: Caller) -> Answer:
    """What became of each recipient."""
    view = await _view(caller)
    number = caller.number("number")
    found = await recipients_of(
        caller.work, caller.person.id, caller.organisation_id, number, caller.now
    )
    made = report_file(view, found, caller.tr)

    async def make() -> bytes:
        return made.data

    return File(made.name, "text/csv", make)


async def _view(caller: Caller) -> BroadcastView:
    return await broadcast(
        caller.work,
        caller.person.id,
        caller.organisation_id,
        caller.number("number"),
        caller.now,
    )
