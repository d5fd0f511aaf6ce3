"""One request while it is dealt with: who asks, and why it may not be answered."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from aiohttp import web
from multidict import MultiMapping

from cases import page_sessions
from cases.rights import reach
from i18n import Translator, translator
from rules.dates import today
from storage.database import Work
from storage.tables.pages import PageSession
from web.front import Caller, Front
from web.security import new_nonce


class TooOften(Exception):
    """`seconds` until the next one is let through."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too often")
        self.seconds = math.ceil(seconds)


class NobodyHere(Exception):
    """No session came along, or one that has ended."""


class NotOurs(Exception):
    """A form that no page of this session has shown."""


class TooLarge(Exception):
    """A form longer than any of ours, or a file of more than `most` bytes."""

    def __init__(self, most: int | None = None) -> None:
        super().__init__("too large")
        self.most = most


class TooSlow(Exception):
    """What was sent came too slowly to wait for."""


@dataclass(slots=True)
class Asking:
    """What is known of a request before and while it is dealt with."""

    request: web.Request
    front: Front
    tr: Translator
    nonce: str = field(default_factory=new_nonce)
    session: PageSession | None = None
    token: str = ""
    caller: Caller | None = None


async def caller_of(asking: Asking, work: Work, form: MultiMapping[str]) -> Caller:
    """Raises `NobodyHere`."""
    front, request, now = asking.front, asking.request, asking.front.clock()
    session = None
    if asking.token:
        session = await page_sessions.session_of(work, asking.token, now)
    person = None if session is None else await work.people.get(session.person_id)
    if session is None or person is None:
        raise NobodyHere
    organisation, led = await page_sessions.organisation_of(work, session, now)
    organises = False
    if organisation is not None:
        organises = (await reach(work, person.id, "organise", organisation.id, now)).everywhere
    asking.session, asking.tr = session, translator(person.language)
    asking.caller = Caller(
        front, work, session, person, asking.tr, now, today(now), organisation, tuple(led),
        organises, request.query, form, request.match_info,
    )  # fmt: skip
    return asking.caller
