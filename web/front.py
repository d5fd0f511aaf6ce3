"""What all pages share, and who looks at one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from aiohttp import web
from multidict import MultiMapping

from cases.errors import NotThere
from handlers.chat.visit import Desk, Visit
from i18n import Translator
from rules.norms.catalog import Catalogue
from storage.database import Database, Work
from storage.repositories.certificates import File
from storage.tables.conversation import Person
from storage.tables.organisations import Organisation
from storage.tables.pages import PageSession

# More digits than a row's number has.
LONGEST_NUMBER: Final = 18


Keep = Callable[[int, str, bytes], Awaitable[File | None]]
"""Puts a file of this name into a person's chat, where Telegram keeps it; None where it does not
take it now."""


@dataclass(frozen=True, slots=True)
class Front:
    """What all pages share. `token`: the bot's, which signs the data of Mini Apps; `is_https`:
    whether people come by https; `bot_name`: the bot's user name, for the way back to the chat;
    `client`: whose request it is, for the limits;
    `origin`: how browsers name this site, None where that is not known; `keep`: how a scan is kept,
    None where it cannot be."""

    database: Database
    desk: Desk
    clock: Callable[[], datetime]
    token: str
    is_https: bool
    bot_name: str
    client: Callable[[web.Request], str]
    origin: str | None = None
    keep: Keep | None = None


FRONT: Final = web.AppKey("front", Front)


class ChooseFirst(Exception):
    """Somebody with roles in several organisations has chosen none yet."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody signed in, in the middle of the transaction of one request.

    `organisation`: what the page is about, None without a role or before it is chosen; `led`: all
    where they have a role; `organises`: whether they act for its HR. `query`, `form`, `place`: what
    the address, the form and the path say.
    """

    front: Front
    work: Work
    session: PageSession
    person: Person
    tr: Translator
    now: datetime
    on: date
    organisation: Organisation | None
    led: tuple[Organisation, ...]
    organises: bool
    query: Mapping[str, str]
    form: MultiMapping[str]
    place: Mapping[str, str]

    @property
    def catalogue(self) -> Catalogue:
        return self.front.desk.catalogue.on(self.on)

    @property
    def organisation_id(self) -> int:
        """Of whom the lists are. Raises `ChooseFirst`; for whoever has no role anywhere a number
        that nobody has, so that the use case itself refuses."""
        if self.organisation is not None:
            return self.organisation.id
        if self.led:
            raise ChooseFirst
        return 0

    @property
    def about(self) -> int:
        """The organisation that the page is about, 0 for none."""
        return 0 if self.organisation is None else self.organisation.id

    def number(self, name: str) -> int:
        """A number in the path. Raises `NotThere`."""
        return number_of(self.place[name])

    def asked(self, name: str) -> int | None:
        """A number in the address, None without one. Raises `NotThere` for what is none."""
        given = self.query.get(name, "")
        return number_of(given) if given else None

    def visit(self) -> Visit:
        """The same as the views of the chat know it."""
        front = self.front
        return Visit(
            front.desk, self.work, self.person, None, self.tr, self.now, self.on,
            bot_name=front.bot_name,
        )  # fmt: skip


def number_of(text: str) -> int:
    """Raises `NotThere` for what is no number of a row."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise NotThere
    return int(text)
