"""The local chat served on loopback: the Bot API, the page and the controls."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from local_chat.addresses import is_everywhere, is_loopback, reached_at
from local_chat.bot_api import add_bot_api
from local_chat.files import UPLOAD_LIMIT
from local_chat.guard import only_this_computer
from local_chat.page_api import add_page
from local_chat.telegram import LocalTelegram
from local_chat.tools import Tool

__all__ = ["LocalTelegram", "Tool", "create_app", "running", "with_people"]

_PEOPLE = (
    (9001, "Үлгі Мысалқызы", "kk", "мұғалім"),
    (9002, "Пример Примеров", "ru", "соискатель"),
    (9003, "Sam Sample", "en", "applicant"),
    (9004, "Кадрина Образцова", "ru", "специалист по кадрам"),
)


def create_app(
    telegram: LocalTelegram, mounted: Mapping[str, web.Application] | None = None
) -> web.Application:
    """The application; it answers to names of this computer only, see `running`."""
    app = web.Application(middlewares=[only_this_computer], client_max_size=UPLOAD_LIMIT)
    add_bot_api(app, telegram)
    add_page(app, telegram)
    for beginning, other in (mounted or {}).items():
        app.add_subapp(beginning, other)

    async def let_go(_: web.Application) -> None:
        telegram.news.close()
        telegram.updates.close()

    async def stop_webhook(_: web.Application) -> None:
        if telegram.updates.webhook is not None:
            await telegram.updates.webhook.stop()
            telegram.updates.webhook = None

    app.on_shutdown.append(let_go)
    app.on_cleanup.append(stop_webhook)
    return app


@asynccontextmanager
async def running(
    telegram: LocalTelegram,
    port: int = 0,
    host: str = "127.0.0.1",
    mounted: Mapping[str, web.Application] | None = None,
) -> AsyncIterator[str]:
    """Serve and yield the base address, for example "http://127.0.0.1:8081".

    `mounted`: what else is served there, by the beginning of its addresses. Port 0 takes a free
    one. Raises ValueError for a host that is neither loopback nor every address, OSError when the
    port is taken.
    """
    if not is_loopback(host) and not is_everywhere(host):
        raise ValueError(
            f"the local chat serves on loopback or, in a container, 0.0.0.0: not {host}"
        )
    # Cancelling tells at once of a bot that died while it polled; open pages are cut at the end.
    runner = web.AppRunner(
        create_app(telegram, mounted),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=0.1,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        taken: int = runner.addresses[0][1]
        yield f"http://{reached_at(host)}:{taken}"
    finally:
        await runner.cleanup()


def with_people() -> LocalTelegram:
    """A local Telegram with a few invented people: one in each language and an HR officer.

    Served by `running`; a bot with its token and the base address as its Bot API server talks to
    the page. The token is made anew each time, so no other site can know it.
    """
    telegram = LocalTelegram(username="biliktilik_local_bot", first_name="Biliktilik")
    for person_id, name, language, note in _PEOPLE:
        telegram.add_person(person_id, name, language, note=note)
    return telegram
