"""Who acts for an organisation's HR: shown, appointed by a one-time link, dismissed."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import invitations, organisations, roles
from cases.rights import name_or_none, reach, require_hr, require_hr_or_operator
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import ACCEPT, page_of, shown
from handlers.hr.forms import Fields, await_words
from handlers.hr.links import address, newest_link, whole_day
from handlers.hr.organisations import show_organisation
from handlers.hr.visit import HrVisit

PAYLOAD: Final = "h_"
FORM: Final = "hr_name"
ON_A_PAGE: Final = 8
LONGEST_NAME: Final = 40


async def listed(hr: HrVisit, page: int = 0, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await organisations.colleagues(hr.work, hr.actor, hr.operators, hr.organisation_id)
    newest = await newest_link(hr)
    may_direct = await reach(
        hr.work, hr.actor, "give_director", hr.organisation_id, hr.now, hr.operators
    )
    lines = [tr.text("<b>Who acts for HR</b>")]
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text("➕ Appoint a colleague"), "appoint", newest),)
    ]
    if not found:
        lines.append(tr.text("Nobody yet. Make a link and send it to whoever will do it."))
    director = tr.text("director of HR")
    part, page, last = page_of(found, page, ON_A_PAGE)
    for number, colleague in enumerate(part, start=page * ON_A_PAGE + 1):
        name = escape(shortened(colleague.name or tr.text("no name given"), LONGEST_NAME))
        who = tr.text("{name} (you)", name=name) if colleague.is_self else name
        since = tr.text("since {day}", day=whole_day(colleague.granted_at, tr))
        role = f"{director}, " if colleague.is_director else ""
        lines.append(f"{number}. {who}, {role}{since}")
        words = tr.text("Dismiss {number}", number=number)
        buttons = [hr.button(words, "dismiss", colleague.right_id)]
        if may_direct:
            make = tr.text("⭐ Director: {number}", number=number)
            undo = tr.text("No director: {number}", number=number)
            words, way = (undo, 0) if colleague.is_director else (make, 1)
            buttons.append(hr.button(words, "director", colleague.right_id, way))
        rows.append(tuple(buttons))
    rows += hr.turns(page, last, "hr_page")
    if any(colleague.is_self for colleague in found):
        rows.append((hr.button(tr.text("✏️ My name here"), "hr_name"),))
    rows.append(hr.back("org"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def direct(hr: HrVisit, right_id: int, way: int) -> Outcome:
    """Makes one of HR its director (1), or ends that (0): the person stays one of HR."""
    await roles.set_director(
        hr.work, hr.actor, hr.operators, hr.organisation_id, right_id, hr.now, director=way == 1
    )
    return await listed(hr, toast=hr.tr.text("✔ Kept."))


async def appoint(hr: HrVisit, newest: int) -> Outcome:
    """A one-time link for a new HR, unless this press has made one already."""
    actor, operators = hr.actor, hr.operators
    await require_hr_or_operator(hr.work, actor, hr.organisation_id, operators)
    if await newest_link(hr) != newest:
        toast = hr.tr.text("A link was made meanwhile. Press again for one more.")
        return await listed(hr, toast=toast)
    link = await invitations.invite_hr(hr.work, actor, operators, hr.organisation_id, hr.now)
    tr = hr.tr
    lines = [
        tr.text("<b>The link for a new HR colleague</b>"),
        tr.text(
            "Send it to one person. It works once, until {day}; whoever opens it first acts for "
            "HR.",
            day=whole_day(link.invitation.expires_at, tr),
        ),
        "",
        address(hr.visit, PAYLOAD + link.token),
    ]
    return hr.show(Screen("\n".join(lines), (hr.back("hr"),)))


async def ask_name(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    await await_words(hr, FORM)
    text = hr.tr.text("<b>What may your colleagues call you?</b>\nWrite your name.")
    return hr.show(Screen(text, (hr.back("hr"),)))


async def name_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    await organisations.name_oneself(hr.work, hr.actor, hr.organisation_id, words, hr.now)
    return await listed(hr)


async def ask_dismiss(hr: HrVisit, right_id: int) -> Outcome:
    tr = hr.tr
    found = await organisations.colleagues(hr.work, hr.actor, hr.operators, hr.organisation_id)
    if any(each.right_id == right_id for each in found):
        await organisations.require_other_hr(hr.work, hr.organisation_id, right_id)
    own = any(each.right_id == right_id and each.is_self for each in found)
    question = (
        tr.text("Give up your own right to act for this HR?")
        if own
        else tr.text("Withdraw this colleague's right to act for HR?")
    )
    return hr.ask_twice(
        question, hr.button(tr.text("Yes, remove them"), "dismiss_yes", right_id), hr.press("hr")
    )


async def dismiss(hr: HrVisit, right_id: int) -> Outcome:
    actor, operators = hr.actor, hr.operators
    await organisations.withdraw_right(
        hr.work, actor, operators, hr.organisation_id, right_id, hr.now
    )
    tr = hr.tr
    toast = tr.text("The right is withdrawn.")
    still = await hr.work.hr.in_force(hr.organisation_id, actor) is not None
    if still or actor in operators:
        return await listed(hr, toast=toast)
    text = tr.text("You no longer act for this HR.")
    return hr.show(Screen(text, ((Button(tr.text("⬅️ Menu"), "m:home"),),)), toast)


async def offer(visit: Visit, token: str, name: str | None) -> Outcome:
    """What the link for HR is good for, and by which name (of Telegram), before it is taken."""
    found = await invitations.look(visit.work, visit.desk.operators, token, visit.now)
    tr = visit.tr
    lines = [
        tr.text(
            "You are invited to act for the HR of {name}.",
            name=f"<b>{escape(found.organisation.name)}</b>",
        ),
        tr.text(
            "You will enter its deadlines, invite members and write to them. What you do is kept "
            "in a log with your Telegram ID."
        ),
    ]
    called = name_or_none(name)
    if called is not None:
        said = escape(shortened(called, LONGEST_NAME))
        lines.append(
            tr.text("Your colleagues will see you as “{name}”; you can change it.", name=said)
        )
    lines.append(tr.text("The link works until {day}.", day=whole_day(found.expires_at, tr)))
    rows: Keyboard = (
        (Button(tr.text("✅ Accept"), f"{ACCEPT}{token}"),),
        (Button(tr.text("Not now"), "m:home"),),
    )
    return shown(Screen("\n".join(lines), rows), None)


async def accept(visit: Visit, edit: int, token: str, name: str | None) -> Outcome:
    right = await invitations.accept_hr(
        visit.work, visit.person.id, visit.desk.operators, token, visit.now, name
    )
    toast = visit.tr.text("You act for this HR now.")
    if right.kind == "hr_director":
        toast = visit.tr.text("You act for this HR now, as its director.")
    return await show_organisation(HrVisit(visit, right.organisation_id, edit), toast=toast)
