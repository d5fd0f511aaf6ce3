"""What a process tells of itself over HTTP: /healthz, /readyz and, to whom it may, /metrics.

Metrics are told to whoever has METRICS_TOKEN, or, on a port bound to loopback, to whoever is on
this machine. For everybody else there is no such page.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot.settings import Settings
from bot.watching.clients import HEADER, Networks, client, is_here
from bot.watching.meters import REGISTRY
from bot.watching.readiness import Readiness
from rules.errors import BadInput
from storage.database import Database

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Door:
    """Who may read the metrics: whoever has the token; without one, if `is_local`, whoever is on
    this machine; else nobody."""

    token: str | None
    is_local: bool
    trusted: Networks

    def refusal(self, request: web.Request) -> web.Response | None:
        if self.token is not None:
            given = request.headers.get("Authorization", "").encode(errors="replace")
            if secrets.compare_digest(given, f"Bearer {self.token}".encode()):
                return None
            return web.Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        forwarded = request.headers.getall(HEADER, [])
        if self.is_local and is_here(client(request.remote, forwarded, self.trusted)):
            return None
        return web.Response(status=404)


def add_watching(application: web.Application, door: Door, readiness: Readiness) -> None:
    """Adds the three pages. None of them says anything of people."""

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        lacks = await readiness.lacks()
        if lacks is None:
            return web.Response(text="ok\n")
        return web.Response(status=503, text=f"{lacks}\n")

    async def metrics(request: web.Request) -> web.Response:
        refused = door.refusal(request)
        if refused is not None:
            return refused
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(REGISTRY), headers={"Content-Type": content_type})

    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz)
    application.router.add_get("/metrics", metrics)


def public_door(settings: Settings, host: str | None = None) -> Door:
    """Of a port that others reach too; with `host`, where a port is bound that may be local."""
    token = settings.metrics_token
    return Door(
        None if token is None else token.get_secret_value(),
        host is not None and _is_loopback(host),
        settings.trusted_proxies,
    )


@asynccontextmanager
async def told_on_port(
    host: str,
    port: int,
    setting: str,
    door: Door,
    readiness: Readiness,
    mounted: Mapping[str, web.Application] | None = None,
) -> AsyncIterator[None]:
    """Serves the pages on a port of their own, as long as the block runs. `mounted`: what else is
    served there, by the beginning of its addresses.

    Raises BadInput naming `setting` when the port cannot be used.
    """
    application = web.Application()
    add_watching(application, door, readiness)
    for beginning, other in (mounted or {}).items():
        application.add_subapp(beginning, other)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise BadInput(setting, f"{port} cannot be used: {error.strerror}") from None
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def told_by_bot(settings: Settings, database: Database) -> AsyncIterator[None]:
    """The ports of the bot's process besides that of the webhook: METRICS_PORT on loopback, and by
    polling LISTEN_PORT where it is set."""
    readiness = Readiness(database)
    local = Door(None, True, settings.trusted_proxies)
    async with _told_if(settings.metrics_port, LOOPBACK, "METRICS_PORT", local, readiness):
        port = settings.listen_port if _listens_for_health(settings) else None
        door = public_door(settings)
        async with _told_if(port, settings.listen_host, "LISTEN_PORT", door, readiness):
            yield


@asynccontextmanager
async def page_on_port(
    settings: Settings, database: Database, mounted: Mapping[str, web.Application]
) -> AsyncIterator[None]:
    """By polling: LISTEN_PORT with the page, health beside it."""
    host, port, readiness = settings.listen_host, settings.listen_port, Readiness(database)
    door = public_door(settings)
    async with told_on_port(host, port, "LISTEN_PORT", door, readiness, mounted):
        yield


@asynccontextmanager
async def told_by_worker(settings: Settings, readiness: Readiness) -> AsyncIterator[None]:
    """WORKER_PORT, on LISTEN_HOST."""
    door = public_door(settings, settings.listen_host)
    port, host = settings.worker_port, settings.listen_host
    async with _told_if(port, host, "WORKER_PORT", door, readiness):
        yield


@asynccontextmanager
async def _told_if(
    port: int | None, host: str, setting: str, door: Door, readiness: Readiness
) -> AsyncIterator[None]:
    if port is None:
        yield
        return
    async with told_on_port(host, port, setting, door, readiness):
        yield


def _listens_for_health(settings: Settings) -> bool:
    """By polling nothing needs the port, and the local chat has it for itself; where a page is
    served, it is served with it."""
    is_polling = settings.bot_token is not None and settings.webhook_url is None
    return is_polling and settings.web_url is None and "listen_port" in settings.model_fields_set


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
