"""The beginning: /start, consent, language, the menu and what the bot says of itself."""

from __future__ import annotations

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat import listening
from handlers.chat.buttons import Menu, MyData
from handlers.chat.editions import edition_lines
from handlers.chat.filters import command
from handlers.chat.in_parts import one_part
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import NOTHING, Button, Outcome, Screen, Show, column
from handlers.chat.phone import parts
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.start.consent import CONSENT_VERSION, consent_in_short
from i18n import LANGUAGE_NAMES, LANGUAGES, translator

WELCOME: Final = "welcome"
MENU: Final = "menu"


def welcome_screen(visit: Visit) -> Screen:
    """The first screen: what is kept in short, then what this is, the language, and the question
    of consent. A phone shows the end of a message: the greeting and the way on are there."""
    tr = visit.tr
    lines = [
        consent_in_short(visit.desk.operator, tr),
        "",
        tr.text("👋 <b>I check whether you meet the requirements of a teaching position.</b>"),
        "",
        tr.text("✔ You answer a few questions by buttons or words."),
        tr.text("✔ You learn what is met, what is missing and when you will have it all."),
    ]
    rows = (
        _languages(visit, WELCOME),
        (Button(tr.text("✅ I agree, begin"), MyData.AGREE(CONSENT_VERSION), style="primary"),),
        (
            Button(tr.text("Begin without saving"), MyData.DECLINE()),
            Button(tr.text("🔒 In full"), Menu.PRIVACY()),
        ),
    )
    return Screen("\n".join(lines), rows)


def _languages(visit: Visit, where: str) -> tuple[Button, ...]:
    return tuple(
        Button(
            f"{'● ' if language == visit.person.language else ''}{LANGUAGE_NAMES[language]}",
            Menu.SET_LANGUAGE(language, where),
        )
        for language in LANGUAGES
    )


def language_screen(visit: Visit) -> Screen:
    rows = (_languages(visit, MENU), (Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),))
    return Screen(visit.tr.text("Which language do you prefer?"), rows)


def help_screen(visit: Visit, page: int = 0) -> Screen:
    tr = visit.tr
    lines = [
        tr.text("<b>How it works</b>"),
        tr.text(
            "Write the position or choose it from the list, then answer the questions. "
            "Buttons and words are equally good: “3 years 2 months”, “since 2015”, “yes”."
        ),
        tr.text("“Don't know” is an answer too: the report then says what depends on it."),
        "",
        tr.text("/check – check a position"),
        tr.text("/attestation – what is open for you, and the papers to gather"),
        tr.text("/reference – duties and requirements of each position, with a search"),
        tr.text("/certificates – your courses, and when each stops counting"),
        tr.text("/dates – days to remember, with reminders"),
        tr.text("/training – courses of the year: your plan, or your unit"),
        tr.text("/orgs – your organisations and what their HR sees"),
        tr.text("/portfolio – the points of the commission's sheet"),
        tr.text("/fit – which positions fit you"),
        tr.text("/my – your checks, and what has changed since"),
        tr.text("/standard – the professional standard of university teachers"),
        tr.text("/lang – language"),
        tr.text("/cancel – stop the questions"),
        tr.text("/mydata – everything that is kept about you, as a file"),
        tr.text("/forget – delete all of it"),
        tr.text("/privacy – what is kept and why"),
        tr.text("/about – which documents this goes by"),
        tr.text("/hr – for HR staff"),
    ]
    return one_part(parts(lines), page, Menu.HELP_PART, tr, _home(visit))


def about_screen(visit: Visit, page: int = 0) -> Screen:
    tr = visit.tr
    head = (tr.text("<b>Which documents this goes by</b>"),)
    lines = [
        *edition_lines(visit.desk.catalogue, visit.on, tr),
        "",
        tr.text("Amendments after these editions are not included: check the official text."),
        tr.text("This is guidance: the employer or the commission decides."),
        tr.text("Where a text can be read in two ways, the report says so (⚖️)."),
    ]
    return one_part(parts(lines, head=head), page, Menu.ABOUT_PART, tr, _home(visit))


def _home(visit: Visit) -> tuple[tuple[Button, ...], ...]:
    return column(
        Button(visit.tr.text("🔎 Check a position"), Menu.CHECK()),
        Button(visit.tr.text("⬅️ Menu"), Menu.HOME()),
    )


async def start(message: Message, visit: Visit) -> Outcome:
    if visit.is_new or not (visit.person.language_chosen or visit.consents):
        return Outcome((Show(welcome_screen(visit)),))
    return Outcome((Show(await menu_screen(visit)),))


async def language_chosen(callback: CallbackQuery, visit: Visit) -> Outcome:
    language, where = Menu.SET_LANGUAGE.read(callback)
    visit.tr = translator(language)
    await visit.work.people.set_language(visit.person.id, language)
    visit.person = await visit.work.people.ensure(visit.person.id, language, visit.now)
    message_id = pressed_message(callback)
    toast = visit.tr.text("Language: {name}", name=LANGUAGE_NAMES[visit.tr.language])
    if where == WELCOME:
        return Outcome((Show(welcome_screen(visit), message_id),), toast)
    if visit.run is not None:
        return await asking.ask(visit, visit.run, edit=message_id, toast=toast)
    return Outcome((Show(await menu_screen(visit), message_id),), toast)


async def lang(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(language_screen(visit)),))


async def help_(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(help_screen(visit)),))


async def about(message: Message, visit: Visit) -> Outcome:
    return Outcome((Show(about_screen(visit)),))


async def home_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(await menu_screen(visit), pressed_message(callback)),))


async def lang_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(language_screen(visit), pressed_message(callback)),))


async def help_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    return Outcome((Show(help_screen(visit), pressed_message(callback)),))


async def help_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    screen = help_screen(visit, *Menu.HELP_PART.read(callback))
    return Outcome((Show(screen, pressed_message(callback)),))


async def about_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    screen = about_screen(visit, *Menu.ABOUT_PART.read(callback))
    return Outcome((Show(screen, pressed_message(callback)),))


async def continued(callback: CallbackQuery, visit: Visit) -> Outcome:
    if visit.run is None:
        toast = visit.tr.text("This check is finished. /check begins a new one.")
        return Outcome((Show(await menu_screen(visit), pressed_message(callback)),), toast)
    return await asking.ask(visit, visit.run, edit=pressed_message(callback))


async def nothing_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A place in a calendar without a day: what was asked is asked still."""
    await listening.keep(visit)
    return NOTHING


def router() -> Router:
    router = Router(name="start")
    router.message.register(start, command("start"))
    router.callback_query.register(language_chosen, Menu.SET_LANGUAGE.pressed)
    router.message.register(lang, command("lang"))
    router.message.register(help_, command("help"))
    router.message.register(about, command("about"))
    router.callback_query.register(nothing_pressed, Menu.NOTHING.pressed)
    router.callback_query.register(home_pressed, Menu.HOME.pressed)
    router.callback_query.register(lang_pressed, Menu.LANGUAGE.pressed)
    router.callback_query.register(help_pressed, Menu.HELP.pressed)
    router.callback_query.register(help_part, Menu.HELP_PART.pressed)
    router.callback_query.register(about_part, Menu.ABOUT_PART.pressed)
    router.callback_query.register(continued, Menu.CONTINUE.pressed)
    return router
