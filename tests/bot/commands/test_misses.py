"""`match --misses`: what people typed in the chat and nothing was found for."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from storage.database import migrate, open_database

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


async def _typed(url: str, *words: str) -> None:
    await migrate(url)
    database = open_database(url)
    try:
        async with database.work() as work:
            for text in words:
                await work.misses.add(text, "ru", NOW)
    finally:
        await database.close()


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    return address


def test_the_most_frequent_comes_first(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_typed(url, "Повар", "космонавт", "повар"))
    assert main(["match", "--misses", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"text": "повар", "times": 2},
        {"text": "космонавт", "times": 1},
    ]
    assert main(["match", "--misses", "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"text": "повар", "times": 2}]


def test_a_database_that_is_not_there_yet_is_bad_input(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", "--misses"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err
