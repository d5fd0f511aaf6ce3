"""Takes the answers of a check: presses of a question's buttons, and typed words."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import Check
from handlers.chat.course_notes import course_note
from handlers.chat.filters import Words
from handlers.chat.menu import menu_screen
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.said_words import answer_line, read_button, reading_note, said
from handlers.chat.visit import Visit
from handlers.check import asking, told
from handlers.check.choosing import choose_outcome
from handlers.check.question_view import (
    CANCEL,
    STAY,
    choose_screen,
    item_of,
    leads_to_item,
    not_understood,
    out_of_range,
)
from handlers.check.story_view import story_screen
from handlers.check.told import Told
from rules.questionnaire.flow import Sheet
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered, Back, Marked, Question, Step
from rules.questionnaire.settled import settled
from rules.questionnaire.single import is_years
from rules.questionnaire.typed import read_typed
from rules.story import Story, read_story
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from storage.tables.checks import Run

FEWEST_OF_STORY = 4
"""Words: a shorter text is an answer and nothing else."""

_FOUND_IN_STORIES = ("experience", "category", "management_category", "language_level", "h_index")


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of a question. It counts only if its question is the one being asked."""
    run_id, path, option = Check.ANSWER.read(callback)
    message_id = pressed_message(callback)
    run = visit.run
    if run is None:
        return Outcome(toast=visit.tr.text("This check is finished. /check begins a new one."))
    if run.id != run_id:
        return await _outdated(visit, run, message_id)
    sheet = await visit.sheet(run)
    question = sheet.question
    if question is None or question.step.path != path:
        return await _outdated(visit, run, message_id, sheet)
    return await _apply(visit, run, sheet, question, option, message_id)


async def _apply(
    visit: Visit, run: Run, sheet: Sheet, question: Question, option: str, message_id: int
) -> Outcome:
    if option == CANCEL:
        if await asking.loses_answers(visit, run):
            screen = asking.stop_screen(visit, run, question.step.path)
            return Outcome((Show(screen, message_id, run.id),))
        return await _stopped(visit, run, message_id)
    if option == asking.STOP:
        return await _stopped(visit, run, message_id)
    if option == STAY:
        return await asking.ask(visit, run, sheet, edit=message_id)
    if leads_to_item(option):
        return await asking.ask(visit, run, sheet, edit=message_id, item=item_of(option))
    move = move_for(question.step, option)
    if move is None:
        return await _outdated(visit, run, message_id, sheet)
    changes = sheet.after(move)
    if isinstance(move, Back) and not changes:
        await asking.stop(visit, run)
        return choose_outcome(visit, message_id)
    sheet = await visit.keep_on(sheet, run, changes)
    above = ""
    if isinstance(move, Answered) and not is_years(str(move.value)):
        above = answer_line(question.step, move.value, visit.tr)
    item = item_of(option) if isinstance(move, Marked) else 0
    return await asking.ask(visit, run, sheet, edit=message_id, above=above, item=item)


async def _outdated(visit: Visit, run: Run, message_id: int, sheet: Sheet | None = None) -> Outcome:
    """A press on something that is no longer asked: said kindly, and what is asked is shown."""
    if message_id == run.message_id:
        toast = visit.tr.text("This is already answered.")
        return await asking.ask(visit, run, sheet, edit=message_id, toast=toast)
    toast = visit.tr.text("That message is old; the current question is below.")
    return await asking.ask(visit, run, sheet, edit=None, toast=toast)


async def _stopped(visit: Visit, run: Run, message_id: int) -> Outcome:
    said = await asking.stop(visit, run)
    return Outcome((Show(await menu_screen(visit, above=said), message_id),))


async def _is_asked(_: Message, visit: Visit) -> bool:
    return visit.run is not None


async def typed(message: Message, visit: Visit) -> Outcome:
    """Words typed while a question is open: an answer to it."""
    run = visit.run
    assert run is not None
    sheet = await visit.sheet(run)
    question = sheet.question
    if question is None:
        return await asking.ask(visit, run, sheet, edit=None)
    step = question.step
    words = message.text or ""
    story = _story(message, visit)
    reading = _reading(sheet, step, words, story, visit)
    if isinstance(reading, Understood):
        taken = await _understood(visit, run, sheet, question, reading)
        return await _with_more(visit, run, taken, told.told_beside(story, step.fact, run))
    if isinstance(reading, Choose):
        screen = choose_screen(sheet, question, reading, visit.tr)
        if screen is not None:
            return Outcome((Show(screen, None, run.id),))
    if isinstance(reading, OutOfRange):
        note = out_of_range(reading, step, visit.tr)
    else:
        about_course = course_note(words, visit.tr) if step.fact == "certificates" else None
        note = about_course or not_understood(step, visit.tr)
    return await asking.ask(visit, run, sheet, edit=None, note=note)


def _story(message: Message, visit: Visit) -> Story:
    """What a longer answer says besides; a forwarded one may be about somebody else."""
    words = message.text or ""
    if message.forward_origin is not None or len(words.split()) < FEWEST_OF_STORY:
        return Story()
    return read_story(words, visit.on)


def _reading(
    sheet: Sheet, step: Step, words: str, story: Story, visit: Visit
) -> Understanding[object]:
    """The answer to the question first; what a whole message says clearly settles a doubt."""
    reading = read_button(step, words) or read_typed(step, words, visit.on)
    reading = settled(sheet, step, reading)
    clear = answer_in(story, step)
    if clear is None or isinstance(reading, Understood | OutOfRange):
        return reading
    doubt = isinstance(reading, NotUnderstood) or reading.options == (clear.value,)
    return clear if doubt else reading


def answer_in(story: Story, step: Step) -> Understood[object] | None:
    """The answer to a question that one answer settles, where a whole message holds it."""
    group, _, name = step.fact.partition(".")
    held = story.profile.get(group, {}) if name else story.profile
    if step.path != step.fact or group not in _FOUND_IN_STORIES or (name or group) not in held:
        return None
    return Understood(held[name or group])


async def _with_more(visit: Visit, run: Run, taken: Outcome, more: Told | None) -> Outcome:
    """The rest of a message that held more than the answer, offered above the next question."""
    if more is None or taken.closing is not None:
        return taken
    await told.keep(visit, more)
    offer = Show(story_screen(more, visit.desk.catalogue, visit.tr))
    return replace(taken, show=(*taken.show[:-1], offer, taken.show[-1]))


async def _understood(
    visit: Visit, run: Run, sheet: Sheet, question: Question, reading: Understood[object]
) -> Outcome:
    sheet = await visit.keep_on(sheet, run, sheet.after(Answered(reading.value)))
    above = answer_line(question.step, reading.value, visit.tr)
    note = reading_note(reading, visit.tr)
    following = await asking.ask(visit, run, sheet, edit=None, above=f"{above}{note}")
    if run.message_id is None:
        return following
    asked = Show(Screen(f"<b>{said(question.step.wording.question, visit.tr)}</b>"), run.message_id)
    return Outcome((asked, *following.show), None, following.closing)


def router() -> Router:
    router = Router(name="questions")
    router.message.register(typed, Words(), _is_asked)
    return router
