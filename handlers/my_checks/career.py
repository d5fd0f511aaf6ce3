"""The map of a career from a check: a list on one screen, and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import Choosing, MyChecks
from handlers.chat.making import make
from handlers.chat.names import category_name, short_name
from handlers.chat.outcome import Button, Made, Outcome, Screen, Show
from handlers.chat.phone import height
from handlers.chat.press import pressed_message
from handlers.chat.said_words import in_sentence, named
from handlers.chat.telegram_text import shortened_at_word
from handlers.chat.visit import Visit
from handlers.my_checks.kept import gone, numbered_decision
from handlers.papers.career_picture import CareerPicture, Place, career_png
from handlers.papers.plain_words import plain
from handlers.report.report_view import verdict_words, when_reached
from handlers.report.route_words import route_words
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.questionnaire.career import Career, Kind, Stop, career
from storage.tables.checks import Decision

LINES: Final = 20
STEPS_IN_PICTURE: Final = 4
HEADINGS: Final[dict[Kind, str]] = {
    "category": mark("🎖 Next category"),
    "usual": mark("⬆️ Usual step up"),
    "near": mark("👣 Near"),
}
# How many letters of what stands in between, and how many places: the first that fits is shown.
_ROOMS: Final = ((100, 4), (66, 4), (34, 4), (0, 4), (34, 3), (0, 3), (0, 2))


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    decision = await _own(visit, *MyChecks.MAP.read(callback))
    if decision is None:
        return gone(visit)
    catalogue, tr = visit.desk.catalogue.on(visit.on), visit.tr
    found = await _career(visit, decision)
    keyboard = (
        *(_to_check(catalogue, stop, tr) for stop in found.stops),
        (Button(tr.text("🖼 Picture"), MyChecks.MAP_PICTURE(decision.id)),),
        (Button(tr.text("⬅️ Back"), MyChecks.LIST(0)),),
    )
    screen = Screen(career_text(catalogue, found, tr), keyboard)
    return Outcome((Show(screen, pressed_message(callback)),))


async def pictured(callback: CallbackQuery, visit: Visit) -> Outcome:
    decision = await _own(visit, *MyChecks.MAP_PICTURE.read(callback))
    if decision is None:
        return gone(visit)
    tr = visit.tr
    found = await _career(visit, decision)
    wanted = picture_of(visit.desk.catalogue.on(visit.on), found, tr, tr.date(visit.on))
    again = Button(tr.text("🔁 Try again"), MyChecks.MAP_PICTURE(decision.id))
    making = partial(make, visit.desk.workshop, career_png, wanted, tr, again)
    name = f"career-{decision.position}-{visit.on.isoformat()}.png"
    return Outcome((Made(name, making, "photo", tr.text("The map of your career.")),))


async def _own(visit: Visit, number: int) -> Decision | None:
    """The person's check of that number, as far as its position and category are still known."""
    decision = await numbered_decision(visit, number)
    if decision is None or not visit.consents:
        return None
    known = visit.desk.catalogue.on(visit.on).positions.get(decision.position)
    return decision if known is not None and decision.category in known.checks else None


async def _career(visit: Visit, decision: Decision) -> Career:
    rows = await visit.work.answers.all(visit.person.id)
    about = decision.position, decision.category
    return career(visit.desk.catalogue, rows, *about, visit.on)


def _to_check(catalogue: Catalogue, stop: Stop, tr: Translator) -> tuple[Button, ...]:
    position, category = stop.report.position, stop.report.category
    if category is None:
        return (Button(short_name(catalogue, position, tr), Choosing.POSITION(position)),)
    return (Button(_name(catalogue, stop, tr), Choosing.CATEGORY(position, category)),)


def career_text(catalogue: Catalogue, found: Career, tr: Translator) -> str:
    """The map as HTML of at most `LINES` lines on a phone; `catalogue`: that of its day."""
    text = ""
    for letters, places in _ROOMS:
        text = "\n".join(_lines(catalogue, found, tr, letters, places))
        if height(text) <= LINES:
            break
    return text


def _lines(
    catalogue: Catalogue, found: Career, tr: Translator, letters: int, places: int
) -> Iterator[str]:
    yield tr.text("<b>🗺 Map of a career, as of today</b>")
    here = escape(short_name(catalogue, found.position, tr))
    yield " · ".join(filter(None, (here, held_words(catalogue, found, tr))))
    for stop in found.stops[:places]:
        heading = tr.text(HEADINGS[stop.kind])
        yield f"<b>{heading}: {escape(_name(catalogue, stop, tr))}</b>"
        yield _when(catalogue, stop, tr)
        steps = _steps(catalogue, stop, tr)
        if steps and letters:
            words = unescape("; ".join(steps))
            yield f"   {escape(shortened_at_word(words, letters), quote=False)}"


def held_words(catalogue: Catalogue, found: Career, tr: Translator) -> str:
    """Which category is held, where the position has any."""
    if not catalogue.positions[found.position].categories:
        return ""
    if found.held is None:
        return tr.text("category: not said")
    which = in_sentence(named("category", found.held, tr))
    return which if found.held == "none" else tr.text("category: {which}", which=which)


def _name(catalogue: Catalogue, stop: Stop, tr: Translator) -> str:
    """On the map of one position the next category needs no other name."""
    category = stop.report.category
    if category is not None:
        return category_name(category, tr)
    return short_name(catalogue, stop.report.position, tr)


def _when(catalogue: Catalogue, stop: Stop, tr: Translator) -> str:
    if stop.report.verdict == "not_eligible":
        return when_reached(stop.report, tr)
    return verdict_words(catalogue, stop.report, tr, 1)


def _steps(catalogue: Catalogue, stop: Stop, tr: Translator) -> list[str]:
    return route_words(stop.report.route, catalogue.positions[stop.report.position], tr)


def picture_of(catalogue: Catalogue, found: Career, tr: Translator, day: str) -> CareerPicture:
    """The words of the picture. `day`: of today."""
    return CareerPicture(
        title=tr.text("Map of a career"),
        here=short_name(catalogue, found.position, tr),
        held=held_words(catalogue, found, tr),
        day=day,
        places=tuple(_place(catalogue, stop, tr) for stop in found.stops),
        foot=tr.text("By your answers of this day; the employer or the commission decides."),
    )


def _place(catalogue: Catalogue, stop: Stop, tr: Translator) -> Place:
    steps = [plain(step) for step in _steps(catalogue, stop, tr)]
    others = len(steps) - STEPS_IN_PICTURE
    if others > 0:
        more = tr.plural("…and {n} more step", "…and {n} more steps", others)
        steps = [*steps[:STEPS_IN_PICTURE], more]
    return Place(
        heading=plain(tr.text(HEADINGS[stop.kind])),
        name=_name(catalogue, stop, tr),
        when=plain(_when(catalogue, stop, tr)),
        steps=tuple(steps),
        is_met=stop.report.verdict == "eligible",
    )


def router() -> Router:
    router = Router(name="career")
    router.callback_query.register(pressed, MyChecks.MAP.pressed)
    router.callback_query.register(pictured, MyChecks.MAP_PICTURE.pressed)
    return router
