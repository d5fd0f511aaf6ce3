"""The page over real HTTP, and a browser without script: it keeps a cookie and follows."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO
from ssl import SSLContext
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientSession, DummyCookieJar, FormData, web
from init_data_py import UnsignedInitData, User, sign

from cases import page_sessions
from handlers.chat.visit import Desk
from handlers.chat.workshop import Workshop
from rules.norms.loading import catalogue
from storage.database import Database
from storage.repositories.certificates import File
from tests.cases.college import NOW, OPERATORS
from tests.handlers.house import lasting_processes
from web.application import PREFIX, application
from web.front import Front
from web.security import COOKIE

TOKEN = "100:test-token-of-the-bot"
HOST = "127.0.0.1"
Fields = dict[str, str] | list[tuple[str, str]] | FormData


@dataclass
class Site:
    """The served page. `now` moves when a test moves it."""

    database: Database
    base: str = ""
    now: datetime = NOW
    is_https: bool = False
    clients: list[ClientSession] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)
    """All addresses that are asked for by GET, with names in braces."""
    forms: list[str] = field(default_factory=list)
    """Those that forms are sent to."""
    scans: list[tuple[int, str, bytes]] = field(default_factory=list)
    """What Telegram was given to keep: for whom, the file's name, the file."""

    def browser(self) -> Browser:
        client = ClientSession(cookie_jar=DummyCookieJar())
        self.clients.append(client)
        return Browser(self, client)

    async def link(self, person_id: int, organisation_id: int | None = None) -> str:
        async with self.database.work() as work:
            token = await page_sessions.make_link(work, person_id, organisation_id, self.now)
        return f"/app/enter/{token}"

    async def signed_in(self, person_id: int, organisation_id: int | None = None) -> Browser:
        browser = self.browser()
        address = await self.link(person_id, organisation_id)
        shown = await browser.post(address)
        assert shown.status == 200, shown.text
        return browser

    async def keep(self, person_id: int, name: str, data: bytes) -> File | None:
        """In place of Telegram."""
        self.scans.append((person_id, name, data))
        return File(f"scan-{len(self.scans)}", "document")

    async def sessions(self, person_id: int) -> int:
        async with self.database.work() as work:
            return len(await work.page_sessions.of_person(person_id))

    def data(self, person_id: int, age: timedelta = timedelta(0), token: str = TOKEN) -> str:
        """What Telegram gives to a Mini App."""
        user = UnsignedInitData(
            user=User(id=person_id, first_name="<b>&'\"", language_code="ru"),
            extra={"signature": "x" * 8},
        )
        return sign(user, token, auth_date=self.now - age)


@dataclass
class Reply:
    status: int
    text: str
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def form_token(self) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.text)
        assert found is not None, self.text
        return found[1]

    @property
    def links(self) -> list[str]:
        return [unescape(each) for each in re.findall(r'href="(/app/[^"]*)"', self.text)]

    @property
    def words(self) -> str:
        """What is read on the page."""
        body = self.text.split("<body>", 1)[-1]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@dataclass
class Browser:
    site: Site
    client: ClientSession
    cookie: str = ""
    cookie_header: str = ""
    seen: list[str] = field(default_factory=list)

    async def get(self, address: str, **headers: str) -> Reply:
        return await self._ask("GET", address, None, headers)

    async def post(self, address: str, **fields: str) -> Reply:
        return await self._ask("POST", address, fields, {})

    async def submit(self, page: str, address: str, **fields: str) -> Reply:
        """Opens a page and sends a form of it."""
        shown = await self.get(page)
        return await self.post(address, form=shown.form_token, **fields)

    async def send(self, address: str, fields: Fields, headers: dict[str, str]) -> Reply:
        return await self._ask("POST", address, fields, headers)

    async def upload(self, page: str, address: str, content: bytes, **fields: str) -> Reply:
        """Sends a file with the form of a page."""
        form = FormData(default_to_multipart=True)
        for name, value in {"form": (await self.get(page)).form_token, **fields}.items():
            form.add_field(name, value)
        kind = "application/octet-stream"
        form.add_field("file", BytesIO(content), filename="file", content_type=kind)
        return await self.send(address, form, {})

    async def _ask(
        self, method: str, address: str, fields: Fields | None, headers: dict[str, str]
    ) -> Reply:
        sent = {"Accept-Language": "en", **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookie:
            sent["Cookie"] = f"{COOKIE}={self.cookie}"
        self.seen.append(address)
        async with self.client.request(
            method, self.site.base + address, data=fields, headers=sent, allow_redirects=False
        ) as response:
            held = response.headers.get("Set-Cookie")
            if held is not None:
                self.cookie_header = held
                self.cookie = held.split(";")[0].split("=", 1)[1]
            if response.status == 303:
                return await self.get(response.headers["Location"])
            body = await response.read()
            text = body.decode() if response.content_type == "text/html" else ""
            return Reply(response.status, text, address, dict(response.headers), body)


@asynccontextmanager
async def served(
    database: Database, *, is_https: bool = False, tls: SSLContext | None = None
) -> AsyncIterator[Site]:
    """`tls`: with what it speaks https; without, it does as if somebody before it did."""
    site = Site(database, is_https=is_https)
    workshop, reading = [Workshop(lambda _: lasting_processes()) for _ in range(2)]
    desk = Desk(catalogue(), None, OPERATORS, workshop, reading)
    front = Front(
        database, desk, lambda: site.now, TOKEN, is_https, "bot", lambda r: str(r.remote),
        keep=lambda *given: site.keep(*given),
    )  # fmt: skip
    outer = web.Application()
    outer.add_subapp(PREFIX, application(front))
    known = [(e.method, e.resource.canonical) for e in outer.router.routes() if e.resource]
    site.routes = [address for method, address in known if method in ("GET", "*")]
    site.forms = [address for method, address in known if method == "POST"]
    runner = web.AppRunner(outer, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, HOST, 0, ssl_context=tls)
        await listening.start()
        site.base = f"http{'' if tls is None else 's'}://{HOST}:{runner.addresses[0][1]}"
        yield site
    finally:
        for client in site.clients:
            await client.close()
        await runner.cleanup()


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))
