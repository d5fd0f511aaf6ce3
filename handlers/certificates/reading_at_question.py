"""A picture sent where a check asks after courses: what it says is offered as the answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from cases.purposes import PICTURES, has_agreed
from handlers.certificates.certificates import sent_file
from handlers.certificates.course_draft import FACT, Course, course_of, new_key
from handlers.certificates.reading import Failure, reading
from handlers.certificates.reading_view import (
    kind_words,
    offer_words,
    read_words,
    unread_words,
)
from handlers.chat import listening
from handlers.chat.buttons import Certificates, Check
from handlers.chat.filters import Attachment
from handlers.chat.outcome import NOTHING, Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.said_words import answer_line, entry_words
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.question_view import STAY
from handlers.start.purposes import ask_first
from rules.questionnaire.question import Answered, Question, Step
from rules.questionnaire.typed import read_typed
from rules.typed.outcome import Choose, Understood
from rules.typed.printed import Printed, together
from rules.vocabulary import JsonValue
from storage.repositories.certificates import File
from storage.tables.checks import Run

_WAITING: Final = "unread"
"""Files that wait for the agreement to read pictures, and the album whose pages they are of."""
_PAGES: Final = "read"
"""What was read last, put aside with the album whose pages it is of and the key of its buttons."""


async def came(message: Message, visit: Visit) -> Outcome:
    """A picture at the question after courses; anywhere else it is somebody else's."""
    file = sent_file(message)
    outcome = None if file is None else await page_at_question(message, visit, file)
    if outcome is None:
        raise SkipHandler
    return outcome


async def page_at_question(message: Message, visit: Visit, page: File) -> Outcome | None:
    """Reads a picture, or a further page of an album; None where courses are not asked after."""
    run = visit.run
    if run is None or visit.desk.reading is None or await _asked(visit, run) is None:
        return None
    album = message.media_group_id or ""
    await listening.keep(visit)
    if not await has_agreed(visit.work, visit.person.id, PICTURES):
        return await _asked_first(visit, run, page, album)
    return reading(visit, (page.id,), partial(_offer, album, None))


async def _asked_first(visit: Visit, run: Run, page: File, album: str) -> Outcome:
    """Asks whether pictures may be read; a further page of the album waits for the same word."""
    waiting: Mapping[str, Any] = await listening.aside(visit, _WAITING) or {}
    same = bool(album) and waiting.get("album") == album
    files = [*(waiting["files"] if same else ()), page.id]
    await listening.put_aside(visit, _WAITING, {"album": album, "files": files})
    here = Certificates.READ_HERE(run.id)
    asked = await ask_first(visit, PICTURES, here, otherwise=here)
    return NOTHING if same or asked is None else asked


async def read_here(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What was sent before the person agreed is read now, as one certificate; where they have not
    agreed, the question is asked again."""
    [run_id] = Certificates.READ_HERE.read(callback)
    run, edit, tr = visit.run, pressed_message(callback), visit.tr
    if run is None:
        return Outcome(toast=tr.text("This check is finished. /check begins a new one."))
    waiting = await listening.aside(visit, _WAITING)
    may = await has_agreed(visit.work, visit.person.id, PICTURES)
    here = run.id == run_id and await _asked(visit, run) is not None
    if not (may and here) or visit.desk.reading is None:
        await listening.put_aside(visit, _WAITING, None)
        return await asking.ask(visit, run, edit=edit)
    if waiting is None:  # pressed twice
        return NOTHING
    return reading(visit, tuple(waiting["files"]), partial(_offer, waiting["album"], edit))


async def _asked(visit: Visit, run: Run) -> Question | None:
    question = (await visit.sheet(run)).question
    return question if question is not None and question.step.fact == FACT else None


async def _offer(
    album: str, shown: int | None, visit: Visit, found: Printed | Failure
) -> tuple[Show, ...]:
    """`shown`: the message that stands for it so far."""
    await listening.put_aside(visit, _WAITING, None)
    run = visit.run
    question = None if run is None else await _asked(visit, run)
    if run is None or question is None:
        return ()
    before = await _read_before(visit, album)
    if not isinstance(found, Printed):
        return () if before else await _again(visit, run, unread_words(found, visit), shown)
    pages = [*before, found]
    read = together(pages)
    options = _options(question.step, read, visit)
    if not options:
        said = read_words([course_of(line) for line in read.lines], visit.tr)
        note = said if read.lines else kind_words(read.kind, visit.tr)
        return await _again(visit, run, note, shown)
    key = new_key()
    kept = {"album": album, "key": key, "pages": [page.to_json() for page in pages]}
    await listening.put_aside(visit, _PAGES, kept)
    tr, path = visit.tr, question.step.path
    rows = [
        (Button(shortened(said, 60), Certificates.ANSWER_READ(run.id, key, number)),)
        for number, (said, _) in enumerate(options)
    ]
    other = (Button(tr.text("Something else"), Check.ANSWER(run.id, path, STAY)),)
    screen = Screen(offer_words([said for said, _ in options], tr), (*rows, other))
    return (Show(screen, run.message_id if before else shown, run.id),)


def _options(step: Step, read: Printed, visit: Visit) -> list[tuple[str, JsonValue]]:
    """Each course that may be meant, in words and as the question takes it."""
    found = []
    for line in read.lines:
        course = course_of(line)
        words = entry_words(FACT, course, visit.tr)
        found += [(words, value) for value in _values(step, course, visit)]
    return found


async def taken(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What was read is the answer; a button of another picture or question changes nothing."""
    run_id, key, number = Certificates.ANSWER_READ.read(callback)
    run, edit, tr = visit.run, pressed_message(callback), visit.tr
    if run is None:
        return Outcome(toast=tr.text("This check is finished. /check begins a new one."))
    question = await _asked(visit, run)
    kept = await listening.aside(visit, _PAGES) or {}
    read = together([Printed.of_json(page) for page in kept.get("pages", ())])
    options = [] if question is None else _options(question.step, read, visit)
    if question is None or (run.id, kept.get("key")) != (run_id, key) or number >= len(options):
        where = edit if edit == run.message_id else None
        return await asking.ask(visit, run, edit=where, toast=tr.text("This is already answered."))
    await listening.put_aside(visit, _PAGES, None)
    sheet = await visit.sheet(run)
    value = options[number][1]
    sheet = await visit.keep_on(sheet, run, sheet.after(Answered(value)))
    above = answer_line(question.step, value, tr)
    return await asking.ask(visit, run, sheet, edit=edit, above=above)


async def _read_before(visit: Visit, album: str) -> list[Printed]:
    kept: Mapping[str, Any] = await listening.aside(visit, _PAGES) or {}
    same = bool(album) and kept.get("album") == album
    return [Printed.of_json(page) for page in kept["pages"]] if same else []


async def _again(visit: Visit, run: Run, note: str, shown: int | None) -> tuple[Show, ...]:
    asked = await asking.ask(visit, run, edit=shown, note=note)
    return tuple(item for item in asked.show if isinstance(item, Show))


def _values(step: Step, course: Course, visit: Visit) -> list[JsonValue]:
    """The course as the question takes it; it is read like a line that the person typed."""
    if "hours" not in course:
        return []
    line = f"{course['hours']} сағат {course.get('issued', '')}".strip()
    reading = read_typed(step, line, visit.on)
    if isinstance(reading, Understood):
        return [reading.value]
    return [*reading.options] if isinstance(reading, Choose) else []


def router() -> Router:
    """Before questions ask again because words are awaited."""
    router = Router(name="certificates read for a question")
    router.message.register(came, Attachment())
    router.callback_query.register(read_here, Certificates.READ_HERE.pressed)
    router.callback_query.register(taken, Certificates.ANSWER_READ.pressed)
    return router
