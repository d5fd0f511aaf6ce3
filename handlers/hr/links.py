"""Links into an organisation: made for members, listed, withdrawn."""

from __future__ import annotations

from datetime import datetime
from html import escape

from cases import invitations, organisations
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.hr.buttons import NONE, asked_twice, back, press, shown
from i18n import Translator
from rules.dates import today
from storage.tables.organisations import Invitation

MEMBER_PAYLOAD = "m_"


def address(visit: Visit, payload: str) -> str:
    """The deep link that opens this bot with the payload."""
    return f"https://t.me/{visit.bot_name}?start={payload}"


async def newest_link(visit: Visit, organisation_id: int) -> int:
    """The number of the newest link that works. A button that makes one carries it, so that the
    same press twice makes one link only."""
    valid = await visit.unit.invitations.valid(organisation_id, visit.now)
    return valid[0].id if valid else NONE


async def choose(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    """Into which department the members' link leads."""
    tr, actor = visit.tr, visit.person.id
    found = await organisations.departments(visit.unit, actor, organisation_id)
    newest = await newest_link(visit, organisation_id)
    rows: Keyboard = (
        (Button(tr.text("No department"), press("link", organisation_id, NONE, newest)),),
        *((Button(d.name, press("link", organisation_id, d.id, newest)),) for d in found),
        back(tr, "org", organisation_id),
    )
    text = tr.text("<b>A link for members</b>\nInto which department does it lead?")
    return shown(Screen(text, rows), edit)


async def make(
    visit: Visit, edit: int | None, organisation_id: int, department_id: int, newest: int
) -> Outcome:
    """A link for members, unless this press has made one already."""
    actor = visit.person.id
    await organisations.departments(visit.unit, actor, organisation_id)
    if await newest_link(visit, organisation_id) != newest:
        toast = visit.tr.text("A new link was made meanwhile; here are all that work.")
        return await listed(visit, edit, organisation_id, toast)
    link = await invitations.invite_members(
        visit.unit, actor, organisation_id, department_id or None, visit.now
    )
    tr = visit.tr
    lines = [
        tr.text("<b>The link for members</b>"),
        tr.text("Send it to your colleagues; any number of people may use it until {day}.",
                day=whole_day(link.invitation.expires_at, tr)),
        "",
        address(visit, MEMBER_PAYLOAD + link.token),
    ]  # fmt: skip
    return shown(Screen("\n".join(lines), (back(tr, "links", organisation_id),)), edit)


async def listed(
    visit: Visit, edit: int | None, organisation_id: int, toast: str | None = None
) -> Outcome:
    tr = visit.tr
    found = await invitations.valid_invitations(
        visit.unit, visit.person.id, organisation_id, visit.now
    )
    names = {
        each.id: each.name for each in await visit.unit.organisations.departments(organisation_id)
    }
    rows: list[tuple[Button, ...]] = [
        (Button(tr.text("➕ A link for members"), press("invite", organisation_id)),)
    ]
    lines = [tr.text("<b>Links that work</b>")]
    if not found:
        lines.append(tr.text("There are none. Make one and send it to your colleagues."))
    for number, link in enumerate(found, start=1):
        lines.append(f"{number}. {_about(link, names, tr)}")
        words = tr.text("Withdraw {number}", number=number)
        rows.append((Button(words, press("unlink", organisation_id, link.id)),))
    rows.append(back(tr, "org", organisation_id))
    return shown(Screen("\n".join(lines), tuple(rows)), edit, toast)


def _about(link: Invitation, names: dict[int, str], tr: Translator) -> str:
    day = whole_day(link.expires_at, tr)
    if link.kind == "hr":
        return tr.text("For HR, once, until {day}", day=day)
    if link.department_id is None:
        return tr.text("For members, until {day}", day=day)
    name = escape(names.get(link.department_id, ""))
    return tr.text("For members of {name}, until {day}", name=name, day=day)


async def ask_withdraw(
    visit: Visit, edit: int | None, organisation_id: int, invitation_id: int
) -> Outcome:
    tr = visit.tr
    await invitations.valid_invitations(visit.unit, visit.person.id, organisation_id, visit.now)
    question = tr.text("Withdraw this link? Nobody will be able to use it any more.")
    screen = asked_twice(
        tr,
        question,
        tr.text("Yes, withdraw"),
        press("unlink_yes", organisation_id, invitation_id),
        press("links", organisation_id),
    )
    return shown(screen, edit)


async def withdraw(
    visit: Visit, edit: int | None, organisation_id: int, invitation_id: int
) -> Outcome:
    await invitations.withdraw_invitation(
        visit.unit,
        visit.person.id,
        visit.desk.operators,
        organisation_id,
        invitation_id,
        visit.now,
    )
    toast = visit.tr.text("The link is withdrawn.")
    return await listed(visit, edit, organisation_id, toast)


def whole_day(moment: datetime, tr: Translator) -> str:
    return tr.date(today(moment))
