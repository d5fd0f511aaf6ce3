"""Ties as HR and heads see them: what is proposed, what waits, one person's link."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.register import ties
from cases.register.people import record_of
from cases.rights import reach
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import staff
from handlers.hr.buttons import NONE, page_of
from handlers.hr.links import address, whole_day
from handlers.hr.visit import HrVisit
from storage.tables.register import Tie

PAYLOAD: Final = "t_"
ON_A_PAGE: Final = 8
LONGEST: Final = 60


async def waiting(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    """What waits for HR or a head: ties to confirm, corrections that people ask for."""
    tr = hr.tr
    found = await ties.open_ties(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Ties</b>")]
    lines.append(
        tr.text("🔗 to confirm, ✏️ asks for a correction.")
        if found
        else tr.text("Nothing waits here.")
    )
    rows: list[tuple[Button, ...]] = []
    for each in part:
        sign = "🔗" if each.tie.state == "proposed" else "✏️"
        label = shortened(f"{sign} {each.employee.name}", LONGEST)
        rows.append((hr.button(label, "record", each.employee.id),))
    rows += hr.turns(page, last, "ties")
    if await reach(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("👥 Members by name"), "ties_new", 0),))
        rows.append((hr.button(tr.text("🖨 Links to print"), "sheet", NONE),))
    rows.append(hr.back("staff"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def proposed(hr: HrVisit, page: int) -> Outcome:
    """Members who bear the name of one record alone."""
    tr = hr.tr
    found = await ties.proposals(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Members with the name of a record</b>")]
    if not found:
        lines.append(tr.text("Nobody. The others get a link of their own, on their page."))
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(f"🔗 {each.employee.name}", LONGEST), "tie_one", each.employee.id),)
        for each in part
    ]
    rows += hr.turns(page, last, "ties_new")
    if found:
        words = tr.text("🔗 Tie all: {n}", n=tr.number(len(found)))
        rows.append((hr.button(words, "ties_all"),))
    rows.append(hr.back("ties", 0))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def tie_one(hr: HrVisit, employee_id: int) -> Outcome:
    await ties.tie_proposed(hr.work, hr.actor, hr.organisation_id, hr.now, [employee_id])
    return await proposed(hr, 0)


async def tie_all(hr: HrVisit) -> Outcome:
    done = await ties.tie_proposed(hr.work, hr.actor, hr.organisation_id, hr.now)
    toast = hr.tr.plural(
        "{n} person is tied as soon as they agree.",
        "{n} people are tied as soon as they agree.",
        done,
    )
    return await waiting(hr, 0, toast=toast)


async def link(hr: HrVisit, employee_id: int) -> Outcome:
    """A new link for one person; the older ones work no more."""
    tr = hr.tr
    made, token = await ties.personal_link(
        hr.work, hr.actor, hr.organisation_id, employee_id, hr.now
    )
    view = await record_of(hr.work, hr.actor, hr.organisation_id, employee_id, hr.now)
    lines = [
        tr.text("<b>A link for {name} alone</b>", name=escape(view.employee.name)),
        tr.text(
            "It works once, until {day}, and asks for the family name first. Links made before "
            "work no more.",
            day=whole_day(made.expires_at, tr),
        ),
        "",
        address(hr.visit, PAYLOAD + token),
    ]
    return hr.show(Screen("\n".join(lines), (hr.back("record", employee_id),)))


async def confirm(hr: HrVisit, tie_id: int) -> Outcome:
    await ties.confirm_tie(hr.work, hr.actor, hr.organisation_id, tie_id, hr.now)
    return await _record(hr, tie_id, hr.tr.text("The tie is confirmed."))


async def ask_undo(hr: HrVisit, tie_id: int) -> Outcome:
    tie = await _tie(hr, tie_id)
    question = hr.tr.text(
        "Undo the tie? The person sees this record no more; nothing else changes."
    )
    yes = hr.button(hr.tr.text("Yes, undo it"), "tie_undo_yes", tie_id)
    return hr.ask_twice(question, yes, hr.press("record", tie.employee_id))


async def undo(hr: HrVisit, tie_id: int) -> Outcome:
    await ties.undo_tie(hr.work, hr.actor, hr.organisation_id, tie_id, hr.now)
    return await _record(hr, tie_id, hr.tr.text("The tie is undone."))


async def corrected(hr: HrVisit, tie_id: int) -> Outcome:
    await ties.settle_correction(hr.work, hr.actor, hr.organisation_id, tie_id, hr.now)
    return await _record(hr, tie_id, hr.tr.text("Settled."))


async def _tie(hr: HrVisit, tie_id: int) -> Tie:
    """A tie of a record that the viewer may see. Raises `NotAllowed`, `NotThere`."""
    return await ties.tie_to_settle(hr.work, hr.actor, hr.organisation_id, tie_id, hr.now)


async def _record(hr: HrVisit, tie_id: int, toast: str) -> Outcome:
    tie = await hr.work.ties.get(tie_id)
    assert tie is not None, "it has just been settled"
    return await staff.show_record(hr, tie.employee_id, toast=toast)
