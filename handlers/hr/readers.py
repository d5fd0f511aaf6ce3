"""Who has confirmed that they have read a broadcast, by name."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.receipts import readers_of
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.visit import HrVisit
from i18n import Translator
from rules.dates import today
from storage.repositories.receipts import Reader

ON_A_PAGE: Final = 15
LONGEST_NAME: Final = 40


async def listed(hr: HrVisit, campaign_id: int, page: int) -> Outcome:
    """Those who have read it first; of all others nothing is known."""
    tr = hr.tr
    view = await readers_of(
        hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now,
        first=page * ON_A_PAGE, limit=ON_A_PAGE,
    )  # fmt: skip
    if page and not view.shown:
        return await listed(hr, campaign_id, 0)
    lines = [
        tr.text("<b>📬 Who has read it</b>"),
        tr.text("✅ read: {read} · ▫️ has not said so: {rest}", read=tr.number(view.read),
                rest=tr.number(max(0, view.reached - view.read))),
        tr.text("Counted are those who let you see it."),
        "",
        *(_line(each, tr) for each in view.shown),
    ]  # fmt: skip
    last = max(0, (view.reached - 1) // ON_A_PAGE)
    rows: Keyboard = (
        *hr.turns(page, last, "cast_read", campaign_id),
        hr.back("cast", campaign_id),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _line(each: Reader, tr: Translator) -> str:
    name = escape(shortened(each.name or tr.text("no name given"), LONGEST_NAME), quote=False)
    if each.read_at is None:
        return f"▫️ {name}"
    return f"✅ {name}, {tr.date(today(each.read_at))}"
