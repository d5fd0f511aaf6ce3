"""Joining an organisation by its link: /start m_<token>."""

from __future__ import annotations

from typing import Final

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from cases.errors import ConsentNeeded, InvitationRefused, Refusal
from cases.invitations import Offer, join, look
from cases.memberships import OwnMembership, memberships_of
from handlers.chat.buttons import Joining
from handlers.chat.filters import start_link
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.membership.membership_view import card_screen, offer_screen, shares_of
from handlers.membership.memberships import ask_name
from handlers.start.consent import give_consent
from i18n import mark, translator
from storage.tables.organisations import Shares

PREFIX: Final = "m_"
REFUSALS: Final[dict[Refusal, str]] = {
    "unknown": mark("I do not know this link. Perhaps a part of it is missing."),
    "expired": mark("This link has expired."),
    "used": mark("This link has been used already."),
    "withdrawn": mark("This link was withdrawn."),
    "kind": mark("This link is not for joining an organisation."),
    "void": mark("This link is no longer valid."),
}


async def _looked(visit: Visit, token: str) -> Offer:
    """What the link is good for. Raises `InvitationRefused`, also for a link of HR."""
    offer = await look(visit.work, visit.desk.operators, token, visit.now)
    if offer.kind != "member":
        raise InvitationRefused("kind")
    return offer


async def _refused(visit: Visit, refusal: InvitationRefused, edit: int | None) -> Outcome:
    why = visit.tr.text(REFUSALS[refusal.reason])
    what = visit.tr.text("Please ask the HR of your organisation for a new link.")
    return Outcome((Show(await menu_screen(visit, above=f"{why} {what}"), edit),))


async def _membership(visit: Visit, organisation_id: int) -> OwnMembership | None:
    held = await memberships_of(visit.work, visit.person.id)
    return next((own for own in held if own.organisation.id == organisation_id), None)


async def _offered(
    visit: Visit, token: str, shares: Shares, edit: int | None, toast: str | None = None
) -> Outcome:
    """The offer; for a member the membership, and the link's department if it is another one."""
    try:
        offer = await _looked(visit, token)
    except InvitationRefused as refusal:
        return await _refused(visit, refusal, edit)
    own = await _membership(visit, offer.organisation.id)
    if own is None:
        return Outcome((Show(offer_screen(visit, offer, token, shares), edit),), toast)
    return Outcome((Show(_member_screen(visit, own, offer, token), edit),), toast)


def _member_screen(visit: Visit, own: OwnMembership, offer: Offer, token: str) -> Screen:
    tr, extra = visit.tr, []
    if offer.department is not None and offer.department != own.department:
        words = tr.text("➡️ Into the department: {name}", name=offer.department.name)
        extra.append(Button(words, Joining.MOVE("00", token)))
    above = tr.text("You are a member already.")
    return card_screen(visit, own, above=above, extra=tuple(extra))


async def linked(message: Message, command: CommandObject, visit: Visit) -> Outcome:
    token = (command.args or "").removeprefix(PREFIX)
    return await _offered(visit, token, Shares(), None)


async def shares_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    signs, token = Joining.SHARES.read(callback)
    return await _offered(visit, token, shares_of(signs), pressed_message(callback))


async def language_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The language before anything else is agreed to."""
    language, signs, token = Joining.LANGUAGE.read(callback)
    visit.tr = translator(language)
    await visit.work.people.set_language(visit.person.id, language)
    visit.person = await visit.work.people.ensure(visit.person.id, language, visit.now)
    return await _offered(visit, token, shares_of(signs), pressed_message(callback))


async def join_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    signs, token = Joining.JOIN.read(callback)
    return await _join(callback, visit, token, shares_of(signs))


async def agreed_and_joined(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Consent and membership by one press that names both."""
    version, signs, token = Joining.AGREE.read(callback)
    try:
        await _looked(visit, token)
    except InvitationRefused as refusal:
        return await _refused(visit, refusal, pressed_message(callback))
    if not await give_consent(visit, version):
        return await _offered(visit, token, shares_of(signs), pressed_message(callback))
    return await _join(callback, visit, token, shares_of(signs))


async def _join(callback: CallbackQuery, visit: Visit, token: str, shares: Shares) -> Outcome:
    edit, tr = pressed_message(callback), visit.tr
    try:
        offer = await _looked(visit, token)
        own = await _membership(visit, offer.organisation.id)
        if own is not None:
            return Outcome((Show(_member_screen(visit, own, offer, token), edit),))
        made = await join(
            visit.work,
            visit.person.id,
            visit.desk.operators,
            token,
            visit.now,
            name=None,
            position=None,
            shares=shares,
        )
    except InvitationRefused as refusal:
        return await _refused(visit, refusal, edit)
    except ConsentNeeded:
        return await _offered(visit, token, shares, edit)
    above = tr.text("✅ You are a member now.")
    return await ask_name(visit, made.organisation_id, callback.from_user, edit, above=above)


async def moved(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A member takes the link of another department; all else stays as it is."""
    edit, (_, token) = pressed_message(callback), Joining.MOVE.read(callback)
    try:
        offer = await _looked(visit, token)
        own = await _membership(visit, offer.organisation.id)
        if own is None:
            return await _offered(visit, token, Shares(), edit)
        held = own.membership
        await join(
            visit.work,
            visit.person.id,
            visit.desk.operators,
            token,
            visit.now,
            name=held.name,
            position=held.position,
            shares=held.shares,
        )
    except InvitationRefused as refusal:
        return await _refused(visit, refusal, edit)
    return await _offered(visit, token, Shares(), edit)


def router() -> Router:
    router = Router(name="joining")
    deep_link = start_link(F.args.startswith(PREFIX))
    router.message.register(linked, deep_link)
    router.callback_query.register(shares_pressed, Joining.SHARES.pressed)
    router.callback_query.register(join_pressed, Joining.JOIN.pressed)
    router.callback_query.register(agreed_and_joined, Joining.AGREE.pressed)
    router.callback_query.register(moved, Joining.MOVE.pressed)
    router.callback_query.register(language_pressed, Joining.LANGUAGE.pressed)
    return router
