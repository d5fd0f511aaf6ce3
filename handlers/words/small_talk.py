"""Answers to texts that name no position: each is answered for what it is, with the way on."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from handlers.attestation import anybody
from handlers.attestation.attestation_view import Part
from handlers.chat.buttons import Attesting, Certificates, Menu, MyChecks, Reference
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_screen
from handlers.portfolio import showing
from handlers.start.start import help_screen
from i18n import mark
from rules.matching import Topic

_SHOWN_BACK = 40


async def answer(visit: Visit, topic: Topic, words: str) -> Outcome:
    """What a text of this topic is answered."""
    if topic is Topic.PORTFOLIO:
        return await showing.home(visit)
    if topic is Topic.ATTESTATION:
        return await anybody.home(visit)
    if topic is Topic.GATHERING and await anybody.attested_run(visit) is not None:
        return await anybody.home(visit, part=Part.PAPERS)
    if topic in _ABOVE_MENU:
        said = _ABOVE_MENU[topic]
        above = "" if said is None else visit.tr.text(said)
        return Outcome((Show(await menu_screen(visit, above=above)),))
    return Outcome((Show(_SCREENS[topic](visit, words)),))


def _children(visit: Visit, words: str) -> Screen:
    tr = visit.tr
    lines = [
        tr.text("Schools and kindergartens have requirements of their own: I do not know them."),
        tr.text("I know the posts of colleges and of this university."),
    ]
    return choose_screen(visit, above="\n".join(lines))


def _category(visit: Visit, words: str) -> Screen:
    said = escape(shortened(" ".join(words.split()), _SHOWN_BACK))
    text = visit.tr.text("“{words}” is a category. First say for which position.", words=said)
    return choose_screen(visit, above=text)


def _papers(visit: Visit, words: str) -> Screen:
    tr = visit.tr
    lines = [
        tr.text("<b>Papers</b>"),
        tr.text("The result as a picture or PDF is below each check."),
        tr.text("Courses: “My certificates”. Requirements of a position: “Reference”."),
        tr.text("Papers for attestation: “🎖 Attestation”, a list to tick off."),
    ]
    rows = column(
        Button(tr.text("🎖 Attestation"), Attesting.HOME()),
        Button(tr.text("🗂 My checks"), MyChecks.LIST(0)),
        Button(tr.text("🎓 My certificates"), Certificates.LIST()),
        Button(tr.text("📚 Reference"), Reference.HOME()),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Screen("\n".join(lines), rows)


def _help(visit: Visit, words: str) -> Screen:
    return help_screen(visit)


def _name(visit: Visit, words: str) -> Screen:
    return choose_screen(visit, above=visit.tr.text("Your name is not needed, only the position."))


def _everyday(visit: Visit, words: str) -> Screen:
    text = visit.tr.text("I only know about positions: what each requires and what you lack.")
    return choose_screen(visit, above=text)


_ABOVE_MENU: dict[Topic, str | None] = {
    Topic.MENU: None,
    Topic.THANKS: mark("You are welcome! I am here when you need me."),
    Topic.GREETING: mark("👋 Hello!"),
}
_SCREENS: dict[Topic, Callable[[Visit, str], Screen]] = {
    Topic.CHILDREN: _children,
    Topic.CATEGORY: _category,
    Topic.GATHERING: _papers,
    Topic.PAPERS: _papers,
    Topic.HELP: _help,
    Topic.NAME: _name,
    Topic.EVERYDAY: _everyday,
}
