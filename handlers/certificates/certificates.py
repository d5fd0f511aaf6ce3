"""/certificates: the list, one certificate with its file, and taking it away."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from cases.certificates import CertificateView, certificates_of, remove_certificate, set_file
from cases.errors import NotThere
from handlers.certificates.certificate_view import (
    card_screen,
    course_words,
    list_screen,
    remove_screen,
)
from handlers.certificates.effects import effects_of
from handlers.certificates.kept_courses import offers
from handlers.chat import listening
from handlers.chat.buttons import Certificates
from handlers.chat.filters import command
from handlers.chat.outcome import Outcome, Resend, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.start.consent import consent_screen, give_consent
from storage.repositories.certificates import File

LISTENS_LIST, LISTENS_FILE = "cert.list", "cert.file"


def needs_consent(visit: Visit, edit: int | None, toast: str | None = None) -> Outcome:
    """Why certificates need consent, and the button that gives it."""
    why = visit.tr.text(
        "<b>🎓 My certificates</b>\nI can keep your certificates, show when each stops counting "
        "and remind you in time. For that I need your consent."
    )
    return Outcome((Show(consent_screen(visit, why, Certificates.AGREE), edit),), toast)


async def list_outcome(
    visit: Visit, edit: int | None, *, page: int = 0, above: str = "", toast: str | None = None
) -> Outcome:
    """The certificates; words and files that come next are new ones."""
    if not visit.consents:
        return needs_consent(visit, edit, toast)
    views = await certificates_of(visit.work, visit.person.id, visit.now)
    held = [view.certificate for view in views]
    effects = await effects_of(visit, held) if held else None
    extra = await offers(visit, held)
    await listening.listen(visit, LISTENS_LIST)
    screen = list_screen(visit, views, effects, page, extra, above=above)
    return Outcome((Show(screen, edit),), toast)


async def card_outcome(
    visit: Visit,
    certificate_id: int,
    edit: int | None,
    *,
    above: str = "",
    toast: str | None = None,
    album: str = "",
) -> Outcome:
    """One certificate; a file that comes next is its file, of this album one more page of it, and a
    line of words a further certificate."""
    views = await certificates_of(visit.work, visit.person.id, visit.now)
    view = find(views, certificate_id)
    if view is None:
        return await gone(visit, edit)
    effects = await effects_of(visit, [each.certificate for each in views])
    await listening.listen(visit, LISTENS_FILE, {"id": certificate_id, "album": album})
    return Outcome((Show(card_screen(visit, view, effects, above=above), edit),), toast)


def find(views: list[CertificateView], certificate_id: int) -> CertificateView | None:
    return next((view for view in views if view.certificate.id == certificate_id), None)


async def gone(visit: Visit, edit: int | None) -> Outcome:
    """A button of a certificate that is there no more: what there is."""
    toast = visit.tr.text("This certificate is no longer kept.")
    return await list_outcome(visit, edit, toast=toast)


async def asked(message: Message, visit: Visit) -> Outcome:
    return await list_outcome(visit, None)


async def list_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await list_outcome(visit, pressed_message(callback))


async def page_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    [page] = Certificates.PAGE.read(callback)
    return await list_outcome(visit, pressed_message(callback), page=page)


async def agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [version] = pressed_message(callback), Certificates.AGREE.read(callback)
    if not await give_consent(visit, version):
        return needs_consent(visit, edit)
    return await list_outcome(visit, edit, toast=visit.tr.text("Thank you."))


async def opened(callback: CallbackQuery, visit: Visit) -> Outcome:
    [certificate_id] = Certificates.OPEN.read(callback)
    return await card_outcome(visit, certificate_id, pressed_message(callback))


async def file_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The file comes as a message of its own."""
    tr, [certificate_id] = visit.tr, Certificates.FILE.read(callback)
    held = await visit.work.certificates.get(visit.person.id, certificate_id)
    if held is None:
        return await gone(visit, pressed_message(callback))
    await listening.listen(visit, LISTENS_FILE, {"id": held.id})
    if held.file_id is None or held.file_kind is None:
        return Outcome(toast=tr.text("No file is kept with this certificate."))
    otherwise = tr.text("Telegram no longer has this file. Please send it once more.")
    first = Resend(held.file_id, held.file_kind, course_words(held, tr), otherwise)
    pages = (Resend(each, held.file_kind, "", "") for each in held.more_pages or ())
    return Outcome((first, *pages))


async def file_taken_away(callback: CallbackQuery, visit: Visit) -> Outcome:
    [certificate_id] = Certificates.NO_FILE.read(callback)
    edit = pressed_message(callback)
    try:
        await set_file(visit.work, visit.person.id, certificate_id, None)
    except NotThere:
        return await gone(visit, edit)
    toast = visit.tr.text("The file is no longer kept.")
    return await card_outcome(visit, certificate_id, edit, toast=toast)


async def removing(callback: CallbackQuery, visit: Visit) -> Outcome:
    [certificate_id] = Certificates.REMOVE.read(callback)
    held = await visit.work.certificates.get(visit.person.id, certificate_id)
    if held is None:
        return await gone(visit, pressed_message(callback))
    return Outcome((Show(remove_screen(visit, held), pressed_message(callback)),))


async def removed(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [certificate_id] = pressed_message(callback), Certificates.REMOVE_YES.read(callback)
    try:
        await remove_certificate(visit.work, visit.person.id, certificate_id)
    except NotThere:
        return await gone(visit, edit)
    return await list_outcome(visit, edit, toast=visit.tr.text("Removed."))


def sent_file(message: Message) -> File | None:
    """The document or photo of a message by Telegram's id; a photo in its largest size."""
    if message.document is not None:
        return File(message.document.file_id, "document")
    if message.photo:
        return File(message.photo[-1].file_id, "photo")
    return None


async def file_came(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """A file while a certificate is on the screen: it is the file of that one."""
    file = sent_file(message)
    if file is None:
        raise SkipHandler
    try:
        await set_file(visit.work, visit.person.id, data["id"], file)
    except NotThere:
        return Outcome((Show(Screen(visit.tr.text("This certificate is no longer kept."))),))
    album = message.media_group_id or ""
    above = (
        visit.tr.text("✔ All pages are kept.") if album else visit.tr.text("✔ The file is kept.")
    )
    return await card_outcome(visit, data["id"], None, above=above, album=album)


def router() -> Router:
    router = Router(name="certificates")
    router.message.register(asked, command("certificates"))
    router.callback_query.register(list_pressed, Certificates.LIST.pressed)
    router.callback_query.register(page_pressed, Certificates.PAGE.pressed)
    router.callback_query.register(agreed, Certificates.AGREE.pressed)
    router.callback_query.register(opened, Certificates.OPEN.pressed)
    router.callback_query.register(file_pressed, Certificates.FILE.pressed)
    router.callback_query.register(file_taken_away, Certificates.NO_FILE.pressed)
    router.callback_query.register(removing, Certificates.REMOVE.pressed)
    router.callback_query.register(removed, Certificates.REMOVE_YES.pressed)
    return router
