"""The local chat served on loopback: the Bot API, the page and the controls."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web

from local_chat.addresses import is_everywhere, is_loopback, reached_at
from local_chat.bot_api import add_bot_api
from local_chat.files import UPLOAD_LIMIT
from local_chat.page_api import add_page
from local_chat.state import DEFAULT_TOKEN
from local_chat.telegram import LocalTelegram

__all__ = ["DEFAULT_TOKEN", "LocalTelegram", "create_app", "running", "serve"]

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_PEOPLE = (
    (9001, "Үлгі Мысалқызы", "kk", "мұғалім"),
    (9002, "Пример Примеров", "ru", "соискатель"),
    (9003, "Sam Sample", "en", "applicant"),
    (9004, "Кадрина Образцова", "ru", "специалист по кадрам"),
)


@web.middleware
async def _only_this_computer(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse what a foreign page could send: another name for this host, another origin."""
    host = urlsplit(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    if not is_loopback(host) or (origin and urlsplit(origin).netloc != request.host):
        raise web.HTTPForbidden(text="the local chat answers only to its own page")
    return await handler(request)


def create_app(telegram: LocalTelegram) -> web.Application:
    """The application; it answers to names of this computer only, see `running`."""
    app = web.Application(middlewares=[_only_this_computer], client_max_size=UPLOAD_LIMIT)
    add_bot_api(app, telegram)
    add_page(app, telegram)

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
    telegram: LocalTelegram, port: int = 0, host: str = "127.0.0.1"
) -> AsyncIterator[str]:
    """Serve and yield the base address, for example "http://127.0.0.1:8081".

    Port 0 takes a free one. Raises ValueError for a host that is neither loopback nor every
    address, OSError when the port is taken.
    """
    if not is_loopback(host) and not is_everywhere(host):
        raise ValueError(
            f"the local chat serves on loopback or, in a container, 0.0.0.0: not {host}"
        )
    # Cancelling tells at once of a bot that died while it polled; open pages are cut at the end.
    runner = web.AppRunner(
        create_app(telegram),
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


def with_people(token: str = DEFAULT_TOKEN) -> LocalTelegram:
    """A local Telegram with a few invented people: one in each language and an HR officer."""
    telegram = LocalTelegram(token, username="biliktilik_local_bot", first_name="Biliktilik")
    for person_id, name, language, note in _PEOPLE:
        telegram.add_person(person_id, name, language, note=note)
    return telegram


@asynccontextmanager
async def serve(
    host: str = "127.0.0.1", port: int = 8081, token: str = DEFAULT_TOKEN
) -> AsyncIterator[str]:
    """Serve the page and the Bot API with the invented people; yields the base address.

    A bot with this token and the base address as its Bot API server talks to the page. Raises
    ValueError and OSError as `running` does.
    """
    async with running(with_people(token), port, host) as base_url:
        yield base_url
