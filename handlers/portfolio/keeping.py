"""What there is to keep of a portfolio: a picture, a PDF with papers, the essay and its words."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.editions import editions_of_person
from cases.portfolio import application_papers
from handlers.chat import listening
from handlers.chat.buttons import Portfolio
from handlers.chat.making import make
from handlers.chat.outcome import Button, Made, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.portfolio.essay import counted_line, frame_lines
from handlers.portfolio.kept_sheet import KeptSheet
from handlers.portfolio.portfolio_view import heading
from handlers.portfolio.sheet_file import made_sheet
from handlers.portfolio.showing import shown
from handlers.portfolio.standing import Standing, standing
from rules.attestation import edition_on
from rules.attestation.edition import Documents

LISTENS: Final = "portfolio.essay"


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    position, category, what = Portfolio.KEEP.read(callback)
    edit = pressed_message(callback)
    found = await standing(visit, position, category)
    if found is None:
        return await shown(visit, position, category, edit)
    if what == "all":
        return Outcome((Show(_choice(visit, found), edit),))
    if what == "essay":
        return await _essay(visit, found, edit)
    return await _made(visit, found, as_picture=what == "png")


def _choice(visit: Visit, found: Standing) -> Screen:
    tr, keep = visit.tr, partial(Portfolio.KEEP, *found.where)
    text = tr.text(
        "A picture of the sheet; a PDF with the rows, their papers, those of the application and "
        "the frame of the essay."
    )
    buttons = (
        Button(tr.text("🖼 Picture"), keep("png")),
        Button(tr.text("📄 PDF"), keep("pdf")),
        Button(tr.text("✍️ Essay"), keep("essay")),
        _back(visit, found),
    )
    return Screen(f"{heading(visit.desk.catalogue, found, tr)}\n{text}", column(*buttons))


def _back(visit: Visit, found: Standing) -> Button:
    return Button(visit.tr.text("⬅️ Back"), Portfolio.SHOW(*found.where))


async def _made(visit: Visit, found: Standing, *, as_picture: bool) -> Outcome:
    tr = visit.tr
    wanted = KeptSheet(
        as_picture,
        found,
        await _documents(visit),
        await application_papers(visit.work, visit.person.id),
        tr.language,
        visit.on,
    )
    kind = "png" if as_picture else "pdf"
    again = Button(tr.text("🔁 Try again"), Portfolio.KEEP(*found.where, kind))
    making = partial(make, visit.desk.workshop, made_sheet, wanted, tr, again)
    name = f"portfolio-{found.position}-{visit.on.isoformat()}.{kind}"
    if as_picture:
        return Outcome((Made(name, making, "photo", tr.text("Your scoring sheet as a picture.")),))
    return Outcome((Made(name, making, "document", tr.text("Your portfolio to print.")),))


async def _documents(visit: Visit) -> Documents | None:
    """What an application consists of, by the edition in force."""
    known = await editions_of_person(visit.work, visit.person.id)
    edition = edition_on(visit.on, known)
    return None if edition is None else edition.documents


async def _essay(
    visit: Visit, found: Standing, edit: int | None, counted: str | None = None
) -> Outcome:
    documents, tr = await _documents(visit), visit.tr
    if documents is None:
        return await shown(visit, *found.where, edit)
    await listening.listen(visit, LISTENS, {"where": list(found.where)})
    lines = list(frame_lines(documents, tr))
    if counted is not None:
        lines = [counted_line(counted, documents, tr), "", *lines]
    return Outcome((Show(Screen("\n".join(lines), column(_back(visit, found))), edit),))


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """The text of an essay: its words are counted, and nothing of it is kept."""
    position, category = data["where"]
    found = await standing(visit, position, category)
    if found is None:
        return await shown(visit, position, category, None)
    return await _essay(visit, found, None, message.text or "")


def router() -> Router:
    router = Router(name="a portfolio to keep")
    router.callback_query.register(pressed, Portfolio.KEEP.pressed)
    return router
