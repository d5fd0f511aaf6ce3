"""Certificates read off their pictures and PDFs: fetched, read beside the bot, proposed.

Of a picture nothing is kept but what may be on it of the course, and that only in the draft that
waits for the person's word.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from cases.purposes import PICTURES, has_agreed
from handlers.certificates.certificate_view import part_screen
from handlers.certificates.course_draft import DRAFT, CourseDraft, course_of, new_key
from handlers.certificates.reading_view import (
    kept_already,
    kind_words,
    proposal_screen,
    unread_words,
)
from handlers.chat import listening
from handlers.chat.outcome import Fetched, Outcome, Read, Show
from handlers.chat.visit import Visit
from handlers.chat.workshop import Cut, NoRoom, Workshop
from rules.typed.printed import Printed, together
from scans.limits import LARGEST, MOST_PAGES, Reason, Unread
from scans.scan import Scan, read_scan
from storage.database import Work

Failure = Reason | Literal["gone", "busy"]
Tell = Callable[[Visit, Printed | Failure], Awaitable[tuple[Show, ...]]]
"""What is shown of what was read; the visit is that of a transaction after the reading."""


def reading(
    visit: Visit,
    files: Sequence[str],
    tell: Tell,
    shown: Callable[[Visit, int], Awaitable[None]] | None = None,
) -> Outcome:
    """Reads the files (Telegram's ids; the first pages of many), all of them one certificate."""
    workshop = visit.desk.reading
    assert workshop is not None, "whoever calls has looked"

    async def read(fetched: Sequence[Fetched]) -> Callable[[Work], Awaitable[tuple[Show, ...]]]:
        found = await _found(workshop, fetched, visit)
        return partial(_told, visit, tell, found)

    async def noted(work: Work, message_id: int) -> None:
        if shown is not None:
            await shown(await _later(visit, work), message_id)

    return Outcome((Read(tuple(files[:MOST_PAGES]), LARGEST, read, noted),))


async def _told(visit: Visit, tell: Tell, found: Printed | Failure, work: Work) -> tuple[Show, ...]:
    """Nothing for whoever has withdrawn the agreement while it was read."""
    if not await has_agreed(work, visit.person.id, PICTURES):
        return ()
    return await tell(await _later(visit, work), found)


async def _later(visit: Visit, work: Work) -> Visit:
    """The same visit in a transaction of its own, with what is noted now."""
    screen = await work.screens.get(visit.person.id)
    return replace(visit, work=work, screen=screen)


async def _found(workshop: Workshop, fetched: Sequence[Fetched], visit: Visit) -> Printed | Failure:
    """What all files say together, else why none of them was read."""
    pages: list[Printed] = []
    why: Failure = "no_text"
    for data in fetched:
        page = await _page(workshop, data, visit)
        if isinstance(page, Printed):
            pages.append(page)
        else:
            why = page
    return together(pages) if pages else why


async def _page(workshop: Workshop, data: Fetched, visit: Visit) -> Printed | Failure:
    if isinstance(data, str):
        return data
    try:
        return await workshop.do(read_scan, Scan(data, visit.on))
    except Unread as unread:
        return unread.reason
    except NoRoom:
        return "busy"
    except Cut:
        return "too_long"


def draft_read(visit: Visit, draft: CourseDraft, files: Sequence[str], above: str) -> Outcome:
    """Reads the files of a draft that is noted; what they say is proposed for it.

    `above`: what is said of the file where it cannot be read and the course is asked about.
    """
    tell = partial(_propose, draft.key, above)
    return reading(visit, files, tell, _note_shown)


async def _propose(
    key: str, above: str, visit: Visit, found: Printed | Failure
) -> tuple[Show, ...]:
    data = listening.noted(visit, DRAFT)
    draft = None if data is None else CourseDraft.of_json(data)
    if draft is None or draft.key != key:
        return ()
    if not isinstance(found, Printed):
        # A further page that says nothing changes nothing.
        return () if draft.printed else await _ask(visit, draft, above, unread_words(found, visit))
    draft = replace(draft, printed=[*draft.printed, found.to_json()])
    printed = together([Printed.of_json(page) for page in draft.printed])
    if not printed.lines:
        return await _ask(visit, draft, above, kind_words(printed.kind, visit.tr))
    # A new key: a button below what was proposed before must not take what is proposed now.
    readings = [[course_of(line)] for line in printed.lines]
    draft = replace(draft, key=new_key(), readings=readings)
    await listening.listen(visit, DRAFT, draft.to_json())
    held = await visit.work.certificates.of(visit.person.id)
    note = kept_already(held, readings, visit.tr)
    return (Show(proposal_screen(draft, visit.tr, note), draft.shown),)


async def _ask(visit: Visit, draft: CourseDraft, above: str, note: str) -> tuple[Show, ...]:
    """The course is asked about, as it is without reading."""
    await listening.listen(visit, DRAFT, draft.to_json())
    return (Show(part_screen(draft, visit.on, visit.tr, above=above, note=note), draft.shown),)


async def _note_shown(visit: Visit, message_id: int) -> None:
    data = listening.noted(visit, DRAFT)
    if data is not None:
        await listening.listen(visit, DRAFT, {**data, "shown": message_id})
