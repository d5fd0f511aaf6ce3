"""The database is away or hangs: everybody is answered, once, and goes on when it is back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from bot.conversation.middlewares import OnceInAWhile
from local_chat.model import Press
from storage.database import Patience
from storage.engine import engines
from tests.handlers.answering import begin
from tests.handlers.house import NOW, House, Somebody, open_house
from tests.storage.databases import Maker, kinds
from tests.storage.proxy import Proxy, proxied

SHORT = Patience(connect=0.5, command=0.5, lock=0.5, queue=1.5, again=0.3)
AWAY = "I cannot reach my records"
on_postgresql = pytest.mark.skipif("postgresql" not in kinds(), reason="PostgreSQL: left out")


@asynccontextmanager
async def moved_in(address: str, logged: LogCapture) -> AsyncIterator[House]:
    """A house of little patience in which nothing but the database may fail."""
    structlog.configure(processors=[logged])
    try:
        async with open_house(address, SHORT) as opened:
            yield opened
    finally:
        structlog.reset_defaults()
    assert [e for e in logged.entries if e["log_level"] in ("error", "critical")] == []


@pytest.fixture
async def behind(
    migrated_databases: dict[str, Maker], tmp_path: Path, logged: LogCapture
) -> AsyncIterator[tuple[House, Proxy]]:
    """A house whose PostgreSQL stands behind a proxy."""
    url = await asyncio.to_thread(migrated_databases["postgresql"], tmp_path)
    async with proxied(url) as (proxy, address), moved_in(address, logged) as house:
        yield house, proxy
        proxy.flow()


@pytest.fixture
def file(migrated_databases: dict[str, Maker], tmp_path: Path) -> str:
    """The address of an SQLite database."""
    return migrated_databases["sqlite"](tmp_path)


@pytest.fixture
async def on_sqlite(file: str, logged: LogCapture) -> AsyncIterator[House]:
    async with moved_in(file, logged) as house:
        yield house


async def questioned(house: House, count: int) -> list[Somebody]:
    """So many people in front of their first question."""
    people = [house.person(number, "en") for number in range(1, count + 1)]
    for person in people:
        await begin(person, "tvet-teacher", "moderator")
    return people


def apologies(person: Somebody) -> int:
    return person.said().count(AWAY)


async def pressed(people: list[Somebody], times: int) -> list[Press]:
    return [await person.press_unsettled(":bachelor") for person in people for _ in range(times)]


@on_postgresql
async def test_while_it_hangs_every_press_is_answered_and_each_person_told_once(
    behind: tuple[House, Proxy],
) -> None:
    house, proxy = behind
    people = await questioned(house, 10)
    proxy.hang()
    presses = await pressed(people, 3)
    await house.settle()
    assert all(press.answered for press in presses)
    assert [apologies(person) for person in people] == [1] * 10
    proxy.flow()
    for person in people:
        assert "What field" in await person.press(":bachelor")


@on_postgresql
async def test_whoever_presses_while_it_hangs_for_a_moment_notices_nothing(
    behind: tuple[House, Proxy],
) -> None:
    house, proxy = behind
    people = await questioned(house, 10)
    proxy.hang()
    await pressed(people, 1)
    proxy.flow()
    await house.settle()
    assert [apologies(person) for person in people] == [0] * 10
    assert all("What field" in person.live.text for person in people)


@on_postgresql
async def test_a_server_that_starts_anew_is_not_noticed(behind: tuple[House, Proxy]) -> None:
    house, proxy = behind
    people = await questioned(house, 10)
    await proxy.refuse()
    await pressed(people, 1)
    await proxy.listen()
    await house.settle()
    assert [apologies(person) for person in people] == [0] * 10
    assert all("What field" in person.live.text for person in people)


@on_postgresql
async def test_words_are_answered_once_too_and_again_after_a_while(
    behind: tuple[House, Proxy],
) -> None:
    house, proxy = behind
    [person] = await questioned(house, 1)
    await proxy.refuse()
    for words in ("five years", "six years", "/help"):
        await person.say(words)
    assert apologies(person) == 1
    house.now += timedelta(minutes=6)
    await person.say("seven years")
    assert apologies(person) == 2
    await proxy.listen()
    assert "How it works" in await person.say("/help")
    await proxy.refuse()
    await person.say("eight years")
    assert apologies(person) == 3
    await proxy.listen()


async def test_a_file_that_another_process_holds_is_waited_for_then_told(
    on_sqlite: House, tmp_path: Path
) -> None:
    people = await questioned(on_sqlite, 3)
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    presses = await pressed(people, 3)
    await on_sqlite.settle()
    assert all(press.answered for press in presses)
    assert [apologies(person) for person in people] == [1] * 3
    other.execute("COMMIT")
    other.close()
    for person in people:
        assert "What field" in await person.press(":bachelor")


async def test_a_full_disk_is_told_once_and_loses_nothing(
    file: str, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with moved_in(file, logged) as house:
        [person] = await questioned(house, 1)
        await person.press(":bachelor")
        with monkeypatch.context() as patch:
            full = (*engines.WRITING_PRAGMAS, "max_page_count=1")
            patch.setattr(engines, "WRITING_PRAGMAS", full)
            await house.restart()
        for number in range(400):
            await person.say(f"no answer {number}")
            if apologies(person):
                break
        assert apologies(person) == 1
        await person.say("one more")
        assert apologies(person) == 1
        await house.restart()
        await person.say("/start")
        assert "What field" in await person.press("m:continue")


def test_people_are_told_once_in_a_while_each() -> None:
    now = NOW
    told = OnceInAWhile(lambda: now, timedelta(minutes=5), most=2)
    assert [told.may_tell(one) for one in (1, 1, 2, 1)] == [True, False, True, False]
    now += timedelta(minutes=5)
    assert told.may_tell(1)
    told.is_over(1)
    assert told.may_tell(1)
    # A third person: whoever was told longest ago is forgotten.
    assert told.may_tell(3)
    assert told.may_tell(2)
