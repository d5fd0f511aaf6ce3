"""A local Telegram, a database of each kind, and time that only moves when somebody waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.outbound.rate_limit import Permit, SharedRateLimiter
from bot.outbound.worker import Terms, Worker
from local_chat.server import LocalTelegram, running
from storage.database import PATIENCE, Database, Patience, open_database
from storage.tables.organisations import Shares
from storage.tables.outbound import CampaignStatus
from storage.tables.segments import Segment
from tests.storage.databases import (
    database,
    database_url,
    migrated_databases,
    postgresql_databases,
)
from tests.telegram_calls import checked_calls

__all__ = ["database", "database_url", "migrated_databases", "postgresql_databases"]

# A morning in Almaty: nobody is reminded at night.
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
FIRST = 1_000_001
TEXTS = {"kk": "Сәлем & <b>", "ru": "Привет & <b>"}


@dataclass
class Time:
    """Moves when somebody sleeps. `events`: what happens at which second, once."""

    seconds: float = NOW.timestamp()
    events: list[tuple[float, Callable[[], Awaitable[None]]]] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def forward(self, span: timedelta) -> None:
        self.seconds += span.total_seconds()

    def at(self, seconds: float, event: Callable[[], Awaitable[None]]) -> None:
        """`event` happens when so many seconds of this test have passed."""
        self.events.append((NOW.timestamp() + seconds, event))

    async def sleep(self, seconds: float) -> None:
        until = self.seconds + seconds
        for event in [event for event in self.events if event[0] <= until]:
            self.events.remove(event)
            self.seconds = max(self.seconds, event[0])
            await event[1]()
        self.seconds = max(self.seconds, until)
        await asyncio.sleep(0)


@dataclass
class Post:
    """The outbound side as a whole; `worker()` is a new worker, as in a process of its own."""

    telegram: LocalTelegram
    address: str
    database: Database
    database_url: str
    time: Time
    patience: Patience = PATIENCE
    opened: list[Database] = field(default_factory=list)
    bots: list[ExtBot[Permit]] = field(default_factory=list)

    async def worker(
        self,
        *,
        token: str | None = None,
        address: str | None = None,
        read_timeout: float = 5,
        terms: Terms | None = None,
        request: HTTPXRequest | None = None,
    ) -> Worker:
        database = open_database(self.database_url, self.patience)
        self.opened.append(database)
        bot_id = int(self.telegram.token.partition(":")[0])
        limiter = SharedRateLimiter(
            database, bot_id, self.time.now, monotonic=self.time, sleep=self.time.sleep
        )
        bot: ExtBot[Permit] = ExtBot(
            token or self.telegram.token,
            base_url=f"{address or self.address}/bot",
            request=request or HTTPXRequest(read_timeout=read_timeout),
            rate_limiter=limiter,
        )
        self.bots.append(bot)
        return Worker(database, bot, bot_id, self.time.now, terms or Terms(rest=0))

    async def sweep(self) -> None:
        """One sweep of a new worker."""
        await (await self.worker()).sweep()

    async def staff(self, count: int, *, languages: tuple[str, ...] = ("kk",)) -> int:
        """An organisation with so many members, who all have started the bot; its id."""
        now = self.time.now()
        async with self.database.work() as work:
            made = await work.organisations.add("Үлгі <колледжі>", now)
            assert made is not None
            for number in range(count):
                person_id = FIRST + number
                language = languages[number % len(languages)]
                self.telegram.add_person(person_id, "Мысал", language, started=True)
                await work.people.ensure(person_id, language, now)  # type: ignore[arg-type]
                await work.memberships.add(person_id, made.id, None, None, None, Shares(), now)
        return made.id

    async def broadcast(
        self, count: int = 3, texts: dict[str, str] | None = None, at: datetime | None = None
    ) -> int:
        """A broadcast to that many people; its id."""
        organisation_id = await self.staff(count)
        async with self.database.work() as work:
            now = self.time.now()
            return await work.campaigns.create(
                organisation_id,
                None,
                texts or TEXTS,  # type: ignore[arg-type]
                Segment(),
                now,
                at,
                audience=count,
            )

    async def status(self, campaign_id: int) -> CampaignStatus:
        async with self.database.work(writing=False) as work:
            found = await work.campaigns.status(campaign_id)
        assert found is not None
        assert found.total == sum(
            (found.sent, found.blocked, found.failed, found.uncertain, found.pending)
        )
        return found

    def received(self) -> dict[int, int]:
        """Person → how many messages of the bot they have, for those who have any."""
        counts = {chat: len(self.telegram.messages(chat)) for chat in self.telegram.people}
        return {chat: count for chat, count in counts.items() if count}

    def sent_at(self) -> list[float]:
        """The seconds of this test in which calls arrived."""
        calls = self.telegram.calls.of("sendMessage")
        return [call.at - NOW.timestamp() for call in calls]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def post(database: Database, database_url: str, time: Time) -> AsyncIterator[Post]:
    async with opened_post(database, database_url, time) as made:
        yield made


@asynccontextmanager
async def opened_post(
    database: Database, database_url: str, time: Time, patience: Patience = PATIENCE
) -> AsyncIterator[Post]:
    telegram = LocalTelegram(clock=time, monotonic=time)
    async with served(telegram) as address:
        made = Post(telegram, address, database, database_url, time, patience)
        yield made
        for bot in made.bots:
            await bot.request.shutdown()
        for opened in made.opened:
            await opened.close()


@asynccontextmanager
async def served(telegram: LocalTelegram) -> AsyncIterator[str]:
    """Where the chat is; Telegram must take every call that comes there."""
    with checked_calls() as faults:
        async with running(telegram) as address:
            yield address
    assert faults == []
