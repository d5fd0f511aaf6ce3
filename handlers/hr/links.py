"""Links into an organisation: made for members, listed, withdrawn."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Final

from cases import invitations, organisations
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import NONE, page_of
from handlers.hr.visit import HrVisit
from i18n import Translator
from rules.dates import today
from storage.tables.organisations import Invitation

MEMBER_PAYLOAD = "m_"
ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 60
LONGEST_NAME: Final = 40


def address(visit: Visit, payload: str) -> str:
    """The deep link that opens this bot with the payload."""
    return f"https://t.me/{visit.bot_name}?start={payload}"


async def newest_link(hr: HrVisit) -> int:
    """The number of the newest link that works. A button that makes one carries it, so that the
    same press twice makes one link only."""
    valid = await hr.work.invitations.valid(hr.organisation_id, hr.now)
    return valid[0].id if valid else NONE


async def choose(hr: HrVisit, page: int = 0) -> Outcome:
    """Into which department the members' link leads."""
    tr, actor = hr.tr, hr.actor
    found = await organisations.departments(hr.work, actor, hr.organisation_id)
    newest = await newest_link(hr)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: Keyboard = (
        (hr.button(tr.text("No department"), "link", NONE, newest),),
        *((hr.button(shortened(d.name, LONGEST_BUTTON), "link", d.id, newest),) for d in part),
        *hr.turns(page, last, "invite_page"),
        hr.back("org"),
    )
    text = tr.text("<b>A link for members</b>\nInto which department does it lead?")
    return hr.show(Screen(text, rows))


async def make(hr: HrVisit, department_id: int, newest: int) -> Outcome:
    """A link for members, unless this press has made one already."""
    actor = hr.actor
    await organisations.departments(hr.work, actor, hr.organisation_id)
    if await newest_link(hr) != newest:
        toast = hr.tr.text("A new link was made meanwhile; here are all that work.")
        return await listed(hr, toast=toast)
    link = await invitations.invite_members(
        hr.work, actor, hr.organisation_id, department_id or None, hr.now
    )
    tr = hr.tr
    lines = [
        tr.text("<b>The link for members</b>"),
        tr.text("Send it to your colleagues; any number of people may use it until {day}.",
                day=whole_day(link.invitation.expires_at, tr)),
        "",
        address(hr.visit, MEMBER_PAYLOAD + link.token),
    ]  # fmt: skip
    return hr.show(Screen("\n".join(lines), (hr.back("links"),)))


async def listed(hr: HrVisit, page: int = 0, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await invitations.valid_invitations(hr.work, hr.actor, hr.organisation_id, hr.now)
    names = {
        each.id: each.name for each in await hr.work.organisations.departments(hr.organisation_id)
    }
    rows: list[tuple[Button, ...]] = [(hr.button(tr.text("➕ A link for members"), "invite"),)]
    lines = [tr.text("<b>Links that work</b>")]
    if not found:
        lines.append(tr.text("There are none. Make one and send it to your colleagues."))
    part, page, last = page_of(found, page, ON_A_PAGE)
    for number, link in enumerate(part, start=page * ON_A_PAGE + 1):
        lines.append(f"{number}. {_about(link, names, tr)}")
        words = tr.text("Withdraw {number}", number=number)
        rows.append((hr.button(words, "unlink", link.id),))
    rows += hr.turns(page, last, "links_page")
    rows.append(hr.back("org"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def _about(link: Invitation, names: dict[int, str], tr: Translator) -> str:
    day = whole_day(link.expires_at, tr)
    if link.kind == "hr":
        return tr.text("For HR, once, until {day}", day=day)
    if link.department_id is None:
        return tr.text("For members, until {day}", day=day)
    name = escape(shortened(names.get(link.department_id, ""), LONGEST_NAME))
    return tr.text("For members of {name}, until {day}", name=name, day=day)


async def ask_withdraw(hr: HrVisit, invitation_id: int) -> Outcome:
    tr = hr.tr
    await invitations.valid_invitations(hr.work, hr.actor, hr.organisation_id, hr.now)
    question = tr.text("Withdraw this link? Nobody will be able to use it any more.")
    return hr.ask_twice(
        question,
        hr.button(tr.text("Yes, withdraw"), "unlink_yes", invitation_id),
        hr.press("links"),
    )


async def withdraw(hr: HrVisit, invitation_id: int) -> Outcome:
    await invitations.withdraw_invitation(
        hr.work, hr.actor, hr.operators, hr.organisation_id, invitation_id, hr.now
    )
    toast = hr.tr.text("The link is withdrawn.")
    return await listed(hr, toast=toast)


def whole_day(moment: datetime, tr: Translator) -> str:
    return tr.date(today(moment))
