"""A picture sent where a check asks after courses: what it says is offered as the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.certificates.certificates import sent_file
from handlers.certificates.course_draft import FACT, Course, course_of
from handlers.certificates.reading import Failure, reading
from handlers.certificates.reading_view import kind_words, read_words, unread_words
from handlers.chat import listening
from handlers.chat.filters import Attachment
from handlers.chat.outcome import Outcome, Show
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.question_view import choose_screen
from rules.questionnaire.question import Question, Step
from rules.questionnaire.typed import read_typed
from rules.typed.outcome import Choose, Understood
from rules.typed.printed import Printed, together
from storage.repositories.certificates import File
from storage.tables.checks import Run

_PAGES: Final = "album.read"
"""What the pages of an album that were read so far say, put aside under its number."""


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
    return reading(visit, (page.id,), partial(_offer, album))


async def _asked(visit: Visit, run: Run) -> Question | None:
    question = (await visit.sheet(run)).question
    return question if question is not None and question.step.fact == FACT else None


async def _offer(album: str, visit: Visit, found: Printed | Failure) -> tuple[Show, ...]:
    run = visit.run
    question = None if run is None else await _asked(visit, run)
    if run is None or question is None:
        return ()
    before = await _read_before(visit, album)
    if not isinstance(found, Printed):
        return () if before else await _again(visit, run, unread_words(found, visit))
    pages = [*before, found]
    if album:
        kept = {"album": album, "pages": [page.to_json() for page in pages]}
        await listening.put_aside(visit, _PAGES, kept)
    printed = together(pages)
    courses = [course_of(line) for line in printed.lines]
    values = [value for course in courses for value in _values(question.step, course, visit)]
    if not values:
        why = kind_words(printed.kind, visit.tr)
        return await _again(visit, run, why if not courses else read_words(courses, visit.tr))
    screen = choose_screen(await visit.sheet(run), question, Choose(tuple(values)), visit.tr)
    if screen is None:
        return await _again(visit, run, read_words(courses, visit.tr))
    head = read_words(courses[:1], visit.tr) if len(courses) == 1 else ""
    screen = replace(screen, text=f"{head}\n\n{screen.text}".lstrip())
    return (Show(screen, run.message_id if before else None, run.id),)


async def _read_before(visit: Visit, album: str) -> list[Printed]:
    kept: Mapping[str, Any] = await listening.aside(visit, _PAGES) or {}
    return [Printed.of_json(page) for page in kept["pages"]] if kept.get("album") == album else []


async def _again(visit: Visit, run: Run, note: str) -> tuple[Show, ...]:
    asked = await asking.ask(visit, run, edit=None, note=note)
    return tuple(item for item in asked.show if isinstance(item, Show))


def _values(step: Step, course: Course, visit: Visit) -> list[object]:
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
    return router
