"""Signing in to the web page, and out of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cases.errors import NotAllowed, NotThere
from cases.organisations import organisations_led
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH, Organisation
from storage.tables.pages import PageLink, PageSession

LASTS: Final = timedelta(hours=8)
LINK_LASTS: Final = timedelta(minutes=15)
MOST: Final = 3
"""Sessions of one person at a time; a new one ends the oldest."""


async def enter_by_data(
    work: Work, person_id: int, data_hash: str, look: Json, now: datetime
) -> str:
    """The token of a session opened with a Mini App's data, whose signature has been checked.

    `data_hash`: that signature. The same data again ends the session that it has opened before.
    Raises `NotThere` for somebody who has never written to the bot.
    """
    if await work.people.get(person_id) is None:
        raise NotThere
    held = await work.page_sessions.of_person(person_id)
    again = [each.id for each in held if each.data_hash == data_hash]
    await work.page_sessions.end(again)
    return await _open(work, person_id, data_hash, None, look, now)


async def make_link(work: Work, person_id: int, organisation_id: int | None, now: datetime) -> str:
    """The token of a link that signs the person in once, and only the newest one does.

    `organisation_id`: which one the page is about then; None: as everywhere else.
    """
    return await work.page_sessions.add_link(person_id, organisation_id, now, now + LINK_LASTS)


async def look_at_link(work: Work, token: str, now: datetime) -> PageLink:
    """A link that still works; it goes on working. Raises `NotThere`."""
    link = await work.page_sessions.find_link(token, now)
    if link is None:
        raise NotThere
    return link


async def enter_by_link(work: Work, token: str, look: Json, now: datetime) -> str:
    """The token of a session; the link is used up. Raises `NotThere`."""
    link = await look_at_link(work, token, now)
    # Whoever uses a link twice at once takes turns here.
    await work.people.get(link.person_id)
    if not await work.page_sessions.use_link(link.id):
        raise NotThere
    return await _open(work, link.person_id, None, link.organisation_id, look, now)


async def session_of(work: Work, token: str, now: datetime) -> PageSession | None:
    """The session of a token, as long as it lasts."""
    return await work.page_sessions.find(token, now)


async def leave(work: Work, session: PageSession) -> None:
    """Ends this session."""
    await work.page_sessions.end([session.id])


async def end_sessions(work: Work, person_id: int) -> int:
    """Ends all sessions of a person, and a link that waits; how many sessions there were."""
    return await work.page_sessions.end_of_person(person_id)


async def organisation_of(
    work: Work, session: PageSession, now: datetime
) -> tuple[Organisation | None, list[Organisation]]:
    """What the session is about, and all organisations where the person has a role: the chosen one,
    as long as they have one there, else the only one; None where it is still to be chosen."""
    led = await organisations_led(work, session.person_id, now)
    for each in led:
        if each.id == session.organisation_id:
            return each, led
    return (led[0] if len(led) == 1 else None), led


async def choose_organisation(
    work: Work, session: PageSession, organisation_id: int, now: datetime
) -> None:
    """Raises `NotAllowed` where the person has no role."""
    led = await organisations_led(work, session.person_id, now)
    if organisation_id not in {each.id for each in led}:
        raise NotAllowed
    await work.page_sessions.choose(session.id, organisation_id)


async def set_letters(work: Work, session: PageSession, *, large: bool) -> None:
    """Larger letters and stronger contrast, or as before."""
    await work.page_sessions.set_look(session.id, {**session.look, "large": large})


async def keep_search(work: Work, session: PageSession, words: str) -> int:
    """The number of a search, good in this session."""
    return await work.page_sessions.add_search(session.id, words[:NAME_LENGTH])


async def search_of(work: Work, session: PageSession, number: int) -> str:
    """The words of a search. Raises `NotThere` for a number of another session."""
    words = await work.page_sessions.words_of(session.id, number)
    if words is None:
        raise NotThere
    return words


async def _open(
    work: Work,
    person_id: int,
    data_hash: str | None,
    organisation_id: int | None,
    look: Json,
    now: datetime,
) -> str:
    held = await work.page_sessions.of_person(person_id)
    await work.page_sessions.end([each.id for each in held[MOST - 1 :]])
    return await work.page_sessions.open(
        person_id, data_hash, organisation_id, look, now, now + LASTS
    )
