"""The whole bot over real HTTP against the local Telegram, and people who talk to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from unittest.mock import patch

from aiogram import Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.conversation.factory import Assembly, assemble
from bot.conversation.polling import Polling
from bot.settings import Settings
from handlers.chat import workshop
from handlers.chat.workshop import Workshop
from handlers.routers import conversation
from local_chat.keyboards import Button
from local_chat.model import Message, Press
from local_chat.server import LocalTelegram, running
from rules.norms.loading import catalogue
from storage.database import PATIENCE, Database, Patience, open_database
from tests.cases.college import OPERATORS

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
OPERATOR = "Колледж & <Ко>"


@cache
def _routers() -> Router:
    return conversation()


def shared_routers() -> Router:
    """The routers, made once: they keep nothing of a chat, and making them is half of a start."""
    routers = _routers()
    routers._parent_router = None
    return routers


@cache
def lasting_processes() -> Executor:
    class Lasting(ProcessPoolExecutor):
        def shutdown(self, *_: object, **__: object) -> None:
            """They end with the run of the tests."""

    with patch.object(workshop, "ProcessPoolExecutor", Lasting):
        return workshop.processes(1, nice=0)


def shared_workshop() -> Workshop:
    """A workshop whose process is started once for all tests."""
    return Workshop(lambda _: lasting_processes())


@dataclass
class House:
    """One local Telegram and one database, which outlive the bots that are started on them.

    `reads`: whether pictures are read; `page`: where the page is served, None: nowhere. Both take
    effect with the next start."""

    telegram: LocalTelegram
    base_url: str
    database_url: str
    now: datetime = NOW
    reads: bool = False
    page: str | None = None
    patience: Patience = PATIENCE
    pauses: list[float] = field(default_factory=list)
    database: Database = field(init=False)
    assembly: Assembly = field(init=False)
    _polling: asyncio.Task[None] = field(init=False)

    async def start(self) -> None:
        """A new bot process, as it were: new connections, new dispatcher."""
        self.database = open_database(self.database_url, self.patience)
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(self.telegram.token),
            bot_api_url=self.base_url,
            operator_name=OPERATOR,
            hr_admin_ids=OPERATORS,
            web_url=self.page,
        )
        with (
            patch("bot.conversation.factory.conversation", shared_routers),
            patch("bot.conversation.factory.Workshop", lambda *_, **__: shared_workshop()),
            patch("bot.conversation.factory.lacking", lambda: None if self.reads else "not asked"),
        ):
            self.assembly = assemble(
                settings, self.database, catalogue(), lambda: self.now, self._pause
            )
        assembly, intake = self.assembly, self.assembly.intake
        await intake.inbox.adopt()
        await intake.take_what_was_left()
        kinds = assembly.dispatcher.resolve_used_update_types()
        self._polling = asyncio.create_task(Polling(assembly.bot, intake, kinds).run())
        await self.telegram.wait_until(lambda: self.telegram.updates.is_polled)

    async def stop(self, patience: float = 10) -> None:
        """Ends the process; what does not end within `patience` seconds is cut off."""
        self._polling.cancel()
        await asyncio.gather(self._polling, return_exceptions=True)
        await self.assembly.intake.stop(patience)
        await self.assembly.aclose()
        # The session's own close() waits a quarter of a second for TLS, which is not used here.
        await (await self.connections()).close()
        await self.database.close()

    async def connections(self) -> ClientSession:
        session = self.assembly.bot.session
        assert isinstance(session, AiohttpSession)
        return await session.create_session()

    async def _pause(self, seconds: float) -> None:
        """Pauses between attempts are noted, not waited for."""
        self.pauses.append(seconds)

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def settle(self, patience: float = 10) -> None:
        """Waits until every update has been dealt with and answered."""
        updates = self.telegram.updates
        await self.telegram.wait_until(
            lambda: updates.is_polled and not updates.pending and not updates.repeated
        )
        assert await self.assembly.intake.all_done(patience)

    def refused(self) -> list[str]:
        """What Telegram refused, except edits and answers that may be refused."""
        tolerated = (
            "message is not modified",
            "message to edit not found",
            "message can't be edited",
            "query is too old",
        )
        return [
            f"{call.method}: {call.description}"
            for call in self.telegram.calls.refused()
            if not any(reason in call.description for reason in tolerated)
        ]

    def person(self, person_id: int, language: str | None) -> Somebody:
        self.telegram.add_person(person_id, f"P{person_id}", language)
        return Somebody(self, person_id)


@dataclass
class Somebody:
    """A person at their phone. `presses` counts the buttons they pressed."""

    house: House
    id: int
    presses: int = 0

    @property
    def screen(self) -> Message:
        """The bot's newest message."""
        return self.house.telegram.last_message(self.id)

    @property
    def live(self) -> Message:
        """The newest message of the bot that has buttons."""
        messages = self.house.telegram.messages(self.id)
        return next(m for m in reversed(messages) if m.by_bot and m.rows)

    def labels(self) -> list[str]:
        return [button.text for row in self.live.buttons for button in row]

    def data(self) -> list[str]:
        return [button.data or "" for row in self.live.buttons for button in row]

    def said(self) -> str:
        """All that the bot has said so far, as the person sees it."""
        return "\n".join(m.text for m in self.house.telegram.messages(self.id) if m.by_bot)

    async def say(self, text: str) -> str:
        """Types a text; what the newest message of the bot says then."""
        await self.house.telegram.type_text(self.id, text)
        await self.house.settle()
        return self.screen.text

    async def press(self, button: str, message: Message | None = None) -> str:
        """Presses the button with this text, or whose data ends like this; the text after it."""
        self.presses += 1
        await self.press_unsettled(button, message)
        await self.house.settle()
        return self.live.text

    async def press_unsettled(self, button: str, message: Message | None = None) -> Press:
        at = message or self.live
        return await self.house.telegram.press(self.id, at.message_id, self.find(at, button))

    def find(self, message: Message, button: str) -> str:
        every = [b for row in message.buttons for b in row]
        found = [b for b in every if b.text == button or (b.data or "").endswith(button)]
        assert found, f"no button {button!r} in {[(b.text, b.data) for b in every]}"
        return found[0].data or ""

    def has(self, button: str) -> bool:
        every: list[Button] = [b for row in self.live.buttons for b in row]
        return any(b.text == button or (b.data or "").endswith(button) for b in every)


@asynccontextmanager
async def open_house(
    database_url: str, patience: Patience = PATIENCE, *, reads: bool = False
) -> AsyncIterator[House]:
    telegram = LocalTelegram()
    async with running(telegram) as base_url:
        house = House(telegram, base_url, database_url, patience=patience, reads=reads)
        await house.start()
        try:
            yield house
        finally:
            await house.stop()
