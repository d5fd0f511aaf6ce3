"""Which message shows the progress of a broadcast, so that it can be kept up to date by itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from handlers.chat import listening
from handlers.chat.visit import Visit
from storage.database import Work
from storage.tables.conversation import LiveMessage

WATCH: Final = "hr_watch"


@dataclass(frozen=True, slots=True)
class Watched:
    """Numbers of the organisation, of its broadcast, and of the message that shows it."""

    organisation: int
    campaign: int
    message: int


async def watch(visit: Visit, watched: Watched) -> None:
    await listening.put_aside(visit, WATCH, asdict(watched))


async def watch_no_more(visit: Visit) -> None:
    """The message shows something else now."""
    if await listening.aside(visit, WATCH) is not None:
        await listening.put_aside(visit, WATCH, None)


async def has_ended(work: Work, person_id: int, now: datetime) -> None:
    """The message shows the end: there is nothing more to keep up to date."""
    await listening.drop_aside(work, person_id, WATCH, now)


def watched_on(screen: LiveMessage) -> Watched | None:
    """What is watched by the person whose notes these are."""
    found = listening.aside_on(screen, WATCH)
    return None if found is None else Watched(**found)
