"""Answers to texts that name no position: each is answered for what it is, with the way on."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from handlers.attestation import attesting
from handlers.chat.buttons import Certificates, Menu, MyChecks, Reference
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check.choosing import choose_screen
from handlers.portfolio import showing
from handlers.start.start import help_screen
from rules.attestation import has_attestation
from rules.matching import Topic

_SHOWN_BACK = 40


async def answer(visit: Visit, topic: Topic, words: str) -> Outcome:
    """What a text of this topic is answered."""
    if topic is Topic.PORTFOLIO:
        return await showing.home(visit)
    if topic is Topic.ATTESTATION:
        run_id = await _attested_run(visit)
        if run_id is not None:
            return await attesting.of_run(visit, str(run_id), None, None)
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


def _attestation(visit: Visit, words: str) -> Screen:
    tr = visit.tr
    lines = [
        tr.text("<b>🎖 Attestation</b>"),
        tr.text(
            "It depends on the position and the category. Check a position of a college, and "
            "the button “🎖 Attestation” is among what follows the result."
        ),
    ]
    rows = column(
        Button(tr.text("🔎 Check a position"), Menu.CHECK()),
        Button(tr.text("📚 Reference"), Reference.HOME()),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Screen("\n".join(lines), rows)


async def _attested_run(visit: Visit) -> int | None:
    """The run of the newest kept check that has an attestation beside it."""
    decisions = await visit.work.decisions.of(visit.person.id)
    attested = (one for one in decisions if has_attestation(one.position, one.category))
    return next((one.run_id for one in attested), None)


def _papers(visit: Visit, words: str) -> Screen:
    tr = visit.tr
    lines = [
        tr.text("<b>Papers</b>"),
        tr.text("The result as a picture or PDF is below each check."),
        tr.text("Courses: “My certificates”. Requirements of a position: “Reference”."),
        tr.text("Papers for attestation: “🎖 Attestation” below a check, then “Documents”."),
    ]
    rows = column(
        Button(tr.text("🗂 My checks"), MyChecks.LIST(0)),
        Button(tr.text("🎓 My certificates"), Certificates.LIST()),
        Button(tr.text("📚 Reference"), Reference.HOME()),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Screen("\n".join(lines), rows)


def _help(visit: Visit, words: str) -> Screen:
    return help_screen(visit)


def _menu(visit: Visit, words: str) -> Screen:
    return menu_screen(visit)


def _thanks(visit: Visit, words: str) -> Screen:
    return menu_screen(visit, above=visit.tr.text("You are welcome! I am here when you need me."))


def _greeting(visit: Visit, words: str) -> Screen:
    return menu_screen(visit, above=visit.tr.text("👋 Hello!"))


def _name(visit: Visit, words: str) -> Screen:
    return choose_screen(visit, above=visit.tr.text("Your name is not needed, only the position."))


def _everyday(visit: Visit, words: str) -> Screen:
    text = visit.tr.text("I only know about positions: what each requires and what you lack.")
    return choose_screen(visit, above=text)


_SCREENS: dict[Topic, Callable[[Visit, str], Screen]] = {
    Topic.CHILDREN: _children,
    Topic.ATTESTATION: _attestation,
    Topic.CATEGORY: _category,
    Topic.PAPERS: _papers,
    Topic.HELP: _help,
    Topic.MENU: _menu,
    Topic.THANKS: _thanks,
    Topic.GREETING: _greeting,
    Topic.NAME: _name,
    Topic.EVERYDAY: _everyday,
}
