"""A whole message instead of answers: shown back as one short list, then taken or changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat import listening
from handlers.chat.buttons import Story as Pressed
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check import asking, told
from handlers.check.choosing import NO_CATEGORY, category_screen, choose_outcome, choose_screen
from handlers.check.story_view import change_screen, story_screen, whose_screen
from handlers.check.told import Told
from rules.story import Story, read_story
from rules.vocabulary import Json
from storage.tables.checks import Run

FORWARDED: Final = "forwarded"
_FEWEST = 2


def says_much(story: Story) -> bool:
    """Whether a message says more than which position is meant."""
    facts = len(told.told_of(story).said) + len(story.open) + (story.category is not None)
    return facts >= _FEWEST or (story.position is not None and facts > 0)


def names_course(story: Story) -> bool:
    """Whether it says of a course its hours and its day: no position is named like that."""
    courses = (*story.profile.get("certificates", ()), *_open_courses(story))
    return any("hours" in course and "issued" in course for course in courses)


def _open_courses(story: Story) -> Iterator[Json]:
    yield from (fact.value for fact in story.open if fact.fact == told.COURSES)


def says_something(story: Story) -> bool:
    """Whether a message that names no position says any fact."""
    return bool(told.told_of(story).said or story.open)


async def offered(visit: Visit, story: Story) -> Outcome:
    """What was read, to be confirmed."""
    return await _shown(visit, told.told_of(story), None)


async def forwarded(visit: Visit, words: str) -> Outcome:
    """Asks whether a forwarded text is the person's own, before it is read."""
    mark = secrets.token_hex(4)
    await listening.note(visit, FORWARDED, {"mark": mark, "text": words})
    return Outcome((Show(whose_screen(mark, visit.tr)),))


async def _shown(visit: Visit, found: Told, edit: int | None) -> Outcome:
    await told.keep(visit, found)
    return Outcome((Show(story_screen(found, visit.desk.catalogue, visit.tr), edit),))


async def mine(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The forwarded text is the person's own: it is read now, and kept no longer."""
    [mark] = Pressed.MINE.read(callback)
    noted = listening.noted(visit, FORWARDED)
    if noted is None or noted["mark"] != mark:
        return _old(visit, pressed_message(callback))
    await listening.note(visit, FORWARDED, {"mark": ""})
    story = read_story(noted["text"], visit.on)
    edit = pressed_message(callback)
    if not says_much(story):
        return choose_outcome(visit, edit)
    return await _shown(visit, told.told_of(story), edit)


async def not_mine(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Somebody else's: forgotten unread."""
    await listening.note(visit, FORWARDED, {"mark": ""})
    above = visit.tr.text("Then I have not read it.")
    return Outcome((Show(choose_screen(visit, above=above), pressed_message(callback)),))


async def right(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Goes on with what was told: into the open check, or to the position and its questions."""
    [mark] = Pressed.RIGHT.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    if found is None:
        return _old(visit, edit)
    return await _agreed(visit, found, edit)


async def all_of_it(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The same, and no other courses, degrees or works than those named."""
    [mark] = Pressed.ALL.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    if found is None:
        return _old(visit, edit)
    return await _agreed(visit, replace(found, whole=True), edit)


async def position_meant(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Which of the positions that may be meant it is; the rest of what was read is right."""
    mark, number = Pressed.POSITION.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    if found is None or number >= len(found.near):
        return _old(visit, edit)
    position = found.near[number]
    categories = visit.desk.catalogue.positions[position].categories
    category = found.category if found.category in categories else None
    return await _agreed(visit, replace(found, position=position, category=category), edit)


async def category_meant(callback: CallbackQuery, visit: Visit) -> Outcome:
    """That it is right, and which category it is about, or the post only."""
    mark, category = Pressed.CATEGORY.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    known = None if found is None else visit.desk.catalogue.positions.get(found.position or "")
    if found is None or known is None or category not in (*known.categories, NO_CATEGORY):
        return _old(visit, edit)
    if visit.run is not None:
        return await _into_check(visit, visit.run, found, edit)
    await told.keep(visit, replace(found, agreed=True))
    chosen = None if category == NO_CATEGORY else category
    return await asking.begin(visit, known.id, chosen, edit=edit)


async def _agreed(visit: Visit, found: Told, edit: int) -> Outcome:
    if visit.run is not None:
        return await _into_check(visit, visit.run, found, edit)
    await told.keep(visit, replace(found, agreed=True))
    if found.position is None:
        return Outcome((Show(choose_screen(visit), edit),))
    if found.category is None and visit.desk.catalogue.positions[found.position].categories:
        return Outcome((Show(category_screen(visit, found.position), edit),))
    return await asking.begin(visit, found.position, found.category, edit=edit)


async def _into_check(visit: Visit, run: Run, found: Told, edit: int) -> Outcome:
    """What was told beside an answer, into the check that is still open."""
    if found.run != run.id:
        return choose_outcome(visit, edit)
    await told.forget(visit)
    sheet = await told.taken(visit, run, await visit.sheet(run), found)
    following = await asking.ask(visit, run, sheet, edit=None)
    done = Show(Screen(visit.tr.text("✔ Noted.")), edit)
    return Outcome((done, *following.show), None, following.closing)


async def change(callback: CallbackQuery, visit: Visit) -> Outcome:
    [mark] = Pressed.CHANGE.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    if found is None:
        return _old(visit, edit)
    return Outcome((Show(change_screen(found, visit.tr), edit),))


async def dropped(callback: CallbackQuery, visit: Visit) -> Outcome:
    """One thing is taken back. The rest has a new mark, so a second press takes nothing more."""
    mark, number = Pressed.DROP.read(callback)
    edit = pressed_message(callback)
    found = await told.waiting(visit, mark)
    if found is None:
        return _old(visit, edit)
    return await _shown(visit, replace(found.without(number), mark=secrets.token_hex(4)), edit)


def _old(visit: Visit, edit: int) -> Outcome:
    """A second press of what was agreed leaves the question that stands there by now."""
    if visit.run is not None and visit.run.message_id == edit:
        return Outcome()
    toast = visit.tr.text("That message is old.")
    return choose_outcome(visit, edit, toast)


def router() -> Router:
    router = Router(name="stories")
    router.callback_query.register(right, Pressed.RIGHT.pressed)
    router.callback_query.register(all_of_it, Pressed.ALL.pressed)
    router.callback_query.register(category_meant, Pressed.CATEGORY.pressed)
    router.callback_query.register(position_meant, Pressed.POSITION.pressed)
    router.callback_query.register(change, Pressed.CHANGE.pressed)
    router.callback_query.register(dropped, Pressed.DROP.pressed)
    router.callback_query.register(mine, Pressed.MINE.pressed)
    router.callback_query.register(not_mine, Pressed.NOT_MINE.pressed)
    return router
