"""What heads and deputies see of the members of their departments."""

from __future__ import annotations

from typing import Final

from cases import heads
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.hr import members
from handlers.hr.buttons import NONE
from handlers.hr.members import member_line, member_lines, member_name, shared_lines
from handlers.hr.staff import leads
from handlers.hr.visit import HrVisit

ON_A_PAGE: Final = 8


async def listed(hr: HrVisit, after: int = 0) -> Outcome:
    """Members who have agreed that their head sees what they share; `after`: the last one seen. HR,
    who may have been a head before, sees all of its members."""
    if not await leads(hr):
        return await members.listed(hr, NONE, after)
    tr = hr.tr
    found = await heads.members_led(
        hr.work, hr.actor, hr.organisation_id, hr.now, after=after, limit=ON_A_PAGE + 1
    )
    more, found = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    lines = [
        tr.text("<b>What members share</b>"),
        tr.text("Here is who has agreed that their head sees it. They are asked once in /orgs."),
        *(member_line(hr, each) for each in found),
    ]
    if not found:
        lines.append(tr.text("Nobody so far."))
    rows: list[tuple[Button, ...]] = [
        (hr.button(member_name(each, tr), "led_one", each.membership_id),) for each in found
    ]
    turns = []
    if after:
        turns.append(hr.button("⏮", "led"))
    if more:
        turns.append(hr.button("▶️", "led_page", found[-1].membership_id))
    if turns:
        rows.append(tuple(turns))
    rows.append(hr.back("staff"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def show_member(hr: HrVisit, membership_id: int) -> Outcome:
    """One of them, with everything they share."""
    if not await leads(hr):
        return await members.show_member(hr, membership_id)
    found = await heads.member_led(hr.work, hr.actor, hr.organisation_id, membership_id, hr.now)
    lines = [*await member_lines(hr, found), "", *shared_lines(hr, found)]
    return hr.show_long(lines, (hr.back("led"),))
