"""Who acts for an organisation's HR: shown, appointed by a one-time link, dismissed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import invitations, organisations
from cases.rights import require_hr_or_operator
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.hr.buttons import asked_twice, back, press, shown
from handlers.hr.links import address, newest_link, whole_day
from handlers.hr.organisations import organisation

PAYLOAD: Final = "h_"
TAKE: Final = "h:take:"


async def listed(
    visit: Visit, edit: int | None, organisation_id: int, toast: str | None = None
) -> Outcome:
    tr = visit.tr
    found = await organisations.colleagues(
        visit.unit, visit.person.id, visit.desk.operators, organisation_id
    )
    newest = await newest_link(visit, organisation_id)
    lines = [tr.text("<b>Who acts for HR</b>")]
    rows: list[tuple[Button, ...]] = [
        (Button(tr.text("➕ Appoint a colleague"), press("appoint", organisation_id, newest)),)
    ]
    if not found:
        lines.append(tr.text("Nobody yet. Make a link and send it to whoever will do it."))
    for number, colleague in enumerate(found, start=1):
        name = escape(colleague.name or tr.text("no name given"))
        who = tr.text("{name} (you)", name=name) if colleague.is_self else name
        since = tr.text("since {day}", day=whole_day(colleague.granted_at, tr))
        lines.append(f"{number}. {who}, {since}")
        words = tr.text("Dismiss {number}", number=number)
        rows.append((Button(words, press("dismiss", organisation_id, colleague.right_id)),))
    rows.append(back(tr, "org", organisation_id))
    return shown(Screen("\n".join(lines), tuple(rows)), edit, toast)


async def appoint(visit: Visit, edit: int | None, organisation_id: int, newest: int) -> Outcome:
    """A one-time link for a new HR, unless this press has made one already."""
    actor, operators = visit.person.id, visit.desk.operators
    await require_hr_or_operator(visit.unit, actor, organisation_id, operators)
    if await newest_link(visit, organisation_id) != newest:
        toast = visit.tr.text("A link was made meanwhile. Press again for one more.")
        return await listed(visit, edit, organisation_id, toast)
    link = await invitations.invite_hr(visit.unit, actor, operators, organisation_id, visit.now)
    tr = visit.tr
    lines = [
        tr.text("<b>The link for a new HR colleague</b>"),
        tr.text(
            "Send it to one person. It works once, until {day}; whoever opens it first acts for "
            "HR.",
            day=whole_day(link.invitation.expires_at, tr),
        ),
        "",
        address(visit, PAYLOAD + link.token),
    ]
    return shown(Screen("\n".join(lines), (back(tr, "hr", organisation_id),)), edit)


async def ask_dismiss(
    visit: Visit, edit: int | None, organisation_id: int, right_id: int
) -> Outcome:
    tr = visit.tr
    found = await organisations.colleagues(
        visit.unit, visit.person.id, visit.desk.operators, organisation_id
    )
    own = any(each.right_id == right_id and each.is_self for each in found)
    question = (
        tr.text("Give up your own right to act for this HR?")
        if own
        else tr.text("Withdraw this colleague's right to act for HR?")
    )
    yes = press("dismiss_yes", organisation_id, right_id)
    keep = press("hr", organisation_id)
    return shown(asked_twice(tr, question, tr.text("Yes, withdraw"), yes, keep), edit)


async def dismiss(visit: Visit, edit: int | None, organisation_id: int, right_id: int) -> Outcome:
    actor, operators = visit.person.id, visit.desk.operators
    await organisations.withdraw_right(
        visit.unit, actor, operators, organisation_id, right_id, visit.now
    )
    tr = visit.tr
    toast = tr.text("The right is withdrawn.")
    still = await visit.unit.hr.in_force(organisation_id, actor) is not None
    if still or actor in operators:
        return await listed(visit, edit, organisation_id, toast)
    text = tr.text("You no longer act for this HR.")
    return shown(Screen(text, ((Button(tr.text("⬅️ Menu"), "m:home"),),)), edit, toast)


async def offer(visit: Visit, token: str) -> Outcome:
    """What the link for HR is good for, before it is taken."""
    found = await invitations.look(visit.unit, visit.desk.operators, token, visit.now)
    tr = visit.tr
    lines = [
        tr.text(
            "You are invited to act for the HR of {name}.",
            name=f"<b>{escape(found.organisation.name)}</b>",
        ),
        tr.text(
            "You will enter its deadlines, invite members and write to them. What you do is kept "
            "in a log with your Telegram number."
        ),
        tr.text("The link works until {day}.", day=whole_day(found.expires_at, tr)),
    ]
    rows: Keyboard = (
        (Button(tr.text("✅ Accept"), f"{TAKE}{token}"),),
        (Button(tr.text("Not now"), "m:home"),),
    )
    return shown(Screen("\n".join(lines), rows), None)


async def take(visit: Visit, edit: int | None, token: str) -> Outcome:
    right = await invitations.accept_hr(
        visit.unit, visit.person.id, visit.desk.operators, token, visit.now
    )
    toast = visit.tr.text("You act for this HR now.")
    return await organisation(visit, edit, right.organisation_id, toast=toast)
