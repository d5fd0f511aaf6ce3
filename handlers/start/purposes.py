"""What is new is asked at its first use: the difference, yes or not now; and taken back."""

from __future__ import annotations

from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery

from cases import purposes
from cases.purposes import PURPOSES, Purpose
from handlers.chat import listening
from handlers.chat.buttons import Menu, MyData
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.start.consent import CONSENT_VERSION, consent_in_short, give_consent
from rules.dates import today

_GO_ON: Final = "go_on"
_OTHERWISE: Final = "otherwise"


async def ask_first(
    visit: Visit, purpose: Purpose, go_on: str, edit: int | None = None, otherwise: str = ""
) -> Outcome | None:
    """None where the person has agreed to the purpose; else what is to be shown instead: the
    question. `go_on`: callback data of the button that is carried out as soon as they agree;
    `otherwise`: of what goes on without it when they say no, "" for the menu."""
    if await purposes.has_agreed(visit.work, visit.person.id, purpose):
        return None
    begun = {_GO_ON: go_on, _OTHERWISE: otherwise}
    await listening.put_aside(visit, _aside(purpose), begun)
    return Outcome((Show(await purpose_screen(visit, purpose), edit),))


def _aside(purpose: Purpose) -> str:
    return f"purpose_{purpose.id}"


async def purpose_screen(visit: Visit, purpose: Purpose) -> Screen:
    """Only what is new; without the consent itself its words too, since nothing is kept without."""
    tr = visit.tr
    earlier = await purposes.agreed_earlier(visit.work, visit.person.id, purpose)
    title = tr.text("Something new: {title}", title=tr.text(purpose.title))
    lines = [f"<b>{title}</b>", tr.text(purpose.difference)]
    if earlier is not None:
        day = tr.date(today(earlier.said_at))
        lines.append(
            tr.text(
                "You agreed to version {version} on {day}. Its text has changed, so nothing of it "
                "is done until you agree anew.",
                version=earlier.version,
                day=day,
            )
        )
    elif visit.consents:
        lines.append(tr.text("All that you agreed to before stays as it is."))
    lines += [
        tr.text("You can withdraw this alone at any time: /privacy."),
        tr.text("<i>Version {version} of {day}.</i>", version=purpose.version,
                day=tr.date(purpose.day)),
    ]  # fmt: skip
    if not visit.consents:
        lines = [consent_in_short(visit.desk.operator, tr), "", *lines]
    yes = MyData.AGREE_PURPOSE(purpose.id, purpose.version, CONSENT_VERSION)
    rows = column(
        Button(tr.text("✅ I agree"), yes, style="primary"),
        Button(tr.text("Not now"), MyData.NOT_NOW(purpose.id)),
    )
    return Screen("\n".join(lines), rows)


async def agreed(callback: CallbackQuery, visit: Visit, **context: Any) -> Outcome:
    """The button names the versions that were on the screen. What the person was about to do goes
    on by itself, as if they had pressed its button."""
    name, version, consent = MyData.AGREE_PURPOSE.read(callback)
    purpose, edit = PURPOSES[name], pressed_message(callback)
    known = visit.consents or await give_consent(visit, consent)
    if not known or version != purpose.version:
        return Outcome((Show(await purpose_screen(visit, purpose), edit),))
    await purposes.agree(visit.work, visit.person.id, purpose, version, visit.now)
    went_on = await _carried_on(callback, visit, purpose, _GO_ON, context)
    if went_on is not None:
        return went_on
    return Outcome((Show(await menu_screen(visit, above=visit.tr.text("Thank you.")), edit),))


async def _carried_on(
    callback: CallbackQuery, visit: Visit, purpose: Purpose, way: str, context: dict[str, Any]
) -> Outcome | None:
    """What was begun goes on this way, as if its button had been pressed; None where nothing is
    noted any more."""
    aside = await listening.aside(visit, _aside(purpose)) or {}
    if not aside.get(way):
        return None
    *_, root = context["event_router"].chain_head
    pressed = callback.model_copy(update={"data": aside[way]})
    went_on = await root.propagate_event(
        "callback_query", pressed, visit=visit, **{**context, "event_router": root}
    )
    return went_on if went_on is not UNHANDLED and isinstance(went_on, Outcome) else None


async def not_now(callback: CallbackQuery, visit: Visit, **context: Any) -> Outcome:
    [name] = MyData.NOT_NOW.read(callback)
    if visit.consents:
        await purposes.decline(visit.work, visit.person.id, PURPOSES[name], visit.now)
    went_on = await _carried_on(callback, visit, PURPOSES[name], _OTHERWISE, context)
    await listening.put_aside(visit, _aside(PURPOSES[name]), None)
    if went_on is not None:
        return went_on
    said = visit.tr.text("All right, nothing changes. You are asked again when you begin with it.")
    return Outcome((Show(await menu_screen(visit, above=said), pressed_message(callback)),))


async def list_screen(visit: Visit) -> Screen:
    """What the person was asked about beside the consent itself, to take back or to agree to."""
    tr = visit.tr
    lines = [tr.text("<b>What was asked later</b>")]
    buttons = []
    for purpose, said in await purposes.said_of_purposes(visit.work, visit.person.id):
        title, day = tr.text(purpose.title), tr.date(today(said.said_at))
        if said.agreed and said.version != purpose.version:
            lines.append(
                tr.text("🔁 {title}: agreed on {day}; the text has changed", title=title, day=day)
            )
            buttons.append(Button(f"📖 {title}", MyData.PURPOSE(purpose.id)))
        elif said.agreed:
            agreed_on = tr.text(
                "✅ {title}: agreed on {day}, version {version}",
                title=title,
                day=day,
                version=said.version,
            )
            lines.append(agreed_on)
            buttons.append(Button(f"✖️ {title}", MyData.WITHDRAW_PURPOSE(purpose.id)))
        else:
            lines.append(tr.text("➖ {title}: not agreed, {day}", title=title, day=day))
            buttons.append(Button(f"📖 {title}", MyData.PURPOSE(purpose.id)))
    if buttons:
        lines.append(tr.text("✖️ withdraws, 📖 shows the text again."))
    else:
        lines.append(tr.text("Nothing so far. What is new is asked when you first use it."))
    buttons.append(Button(tr.text("⬅️ Back"), Menu.PRIVACY()))
    return Screen("\n".join(lines), column(*buttons))


async def listed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(await list_screen(visit), pressed_message(callback)),))


async def opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The text again, of one that was declined or withdrawn."""
    [name] = MyData.PURPOSE.read(callback)
    asked = await ask_first(visit, PURPOSES[name], MyData.ASKED_LATER(), pressed_message(callback))
    return await listed(callback, visit) if asked is None else asked


async def withdraw_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [name] = MyData.WITHDRAW_PURPOSE.read(callback)
    tr = visit.tr
    text = tr.text(
        "<b>Withdraw “{title}”?</b>\nWhat was kept for this alone is deleted at once. All else "
        "stays as it is.",
        title=tr.text(PURPOSES[name].title).strip("“”«»"),
    )
    rows = column(
        Button(tr.text("No, keep it"), MyData.ASKED_LATER()),
        Button(tr.text("🗑 Yes, withdraw it"), MyData.WITHDRAW_PURPOSE_YES(name), style="danger"),
    )
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


async def withdrawn(callback: CallbackQuery, visit: Visit) -> Outcome:
    [name] = MyData.WITHDRAW_PURPOSE_YES.read(callback)
    await purposes.withdraw(visit.work, visit.person.id, PURPOSES[name], visit.now)
    return await listed(callback, visit)


def router() -> Router:
    router = Router(name="purposes")
    router.callback_query.register(agreed, MyData.AGREE_PURPOSE.pressed)
    router.callback_query.register(not_now, MyData.NOT_NOW.pressed)
    router.callback_query.register(listed, MyData.ASKED_LATER.pressed)
    router.callback_query.register(opened, MyData.PURPOSE.pressed)
    router.callback_query.register(withdraw_pressed, MyData.WITHDRAW_PURPOSE.pressed)
    router.callback_query.register(withdrawn, MyData.WITHDRAW_PURPOSE_YES.pressed)
    return router
