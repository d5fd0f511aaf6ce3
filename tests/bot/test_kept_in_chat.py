"""A scan sent by the page is kept where Telegram keeps files: in the sender's own chat."""

from __future__ import annotations

from contextlib import aclosing
from pathlib import Path

from pydantic import SecretStr

from bot.conversation.factory import assemble
from bot.kept_in_chat import KeptInChat
from bot.settings import Settings
from local_chat.server import running, with_people
from rules.norms.loading import catalogue
from storage.database import migrate, open_database
from tests.handlers.house import NOW

PERSON, NOBODY = 9101, 9_999_999


async def test_it_comes_into_the_chat_and_has_telegrams_number(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    await migrate(url)
    database, telegram = open_database(url), with_people()
    telegram.add_person(PERSON, "Sam Sample", "en", started=True)
    try:
        async with running(telegram) as address:
            given = Settings(
                _env_file=None, bot_token=SecretStr(telegram.token), bot_api_url=address
            )
            async with aclosing(assemble(given, database, catalogue(), lambda: NOW)) as assembly:
                keep = KeptInChat(assembly.bot)
                file = await keep(PERSON, "scan.pdf", b"%PDF-1.7 x")
                assert file is not None
                assert file.kind == "document"
                held = await assembly.bot.download(file.id)
                assert held is not None
                assert held.read() == b"%PDF-1.7 x"
                assert await keep(NOBODY, "scan.pdf", b"x") is None
                await assembly.bot.session.close()
    finally:
        await database.close()


async def test_before_the_bot_is_there_nothing_is_kept() -> None:
    assert await KeptInChat()(PERSON, "scan.pdf", b"x") is None
