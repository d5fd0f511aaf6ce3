"""One request: who asks, whether they may so often, one transaction, one answer."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiohttp import web
from aiohttp_jinja2 import render_string

from cases import page_sessions
from cases.errors import BadValue, NotAllowed, NotThere
from cases.rights import end_past_roles, reach
from handlers.chat.workshop import Cut, NoRoom
from i18n import Language, Translator, choose, mark, translator
from rules.dates import today
from storage.database import DatabaseTrouble, Work
from storage.tables.pages import PageSession
from web.answers import Answer, File, Left, Page, Shown, To
from web.front import FRONT, Caller, ChooseFirst, Front
from web.limits import DOORS, PAGES, STRANGERS, Limit, Limiter
from web.security import (
    cookie,
    form_token,
    headers,
    is_form_token,
    is_own,
    new_nonce,
    token_of,
)
from web.signing_in import HOME, JUST_ENTERED, Refused, enter_by_data

log = structlog.get_logger("web")

LIMITER: Final = web.AppKey("limiter", Limiter)
LONGEST_FORM: Final = 65_536
SECONDS: Final = int(page_sessions.LASTS.total_seconds())
FORM_FIELD: Final = "form"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class TooOften(Exception):
    """`seconds` until the next one is let through."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too often")
        self.seconds = math.ceil(seconds)


class NobodyHere(Exception):
    """No session came along, or one that has ended."""


class NotOurs(Exception):
    """A form that no page of this session has shown."""


class TooLarge(Exception):
    """A form longer than any of ours."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A page that says one thing: why nothing else is shown, and what to do."""

    status: int
    title: str
    words: str


PLAIN: Final[Mapping[str, Plain]] = {
    "forged": Plain(403, mark("You are not signed in"),
                    mark("This could not be checked. Please open the page from the chat again.")),
    "stale": Plain(403, mark("Please open it again"),
                   mark("This was opened over an hour ago. Open the page from the chat again.")),
    "nobody": Plain(403, mark("You are not signed in"),
                    mark("Your time here is over, or you came without a link. Open the page from "
                         "the chat.")),
    "cookie": Plain(403, mark("Open it in the browser"),
                    mark("This Telegram does not keep you signed in. Ask the chat for a link into "
                         "the browser.")),
    "link": Plain(403, mark("This link works no more"),
                  mark("A link works once and for 15 minutes. Ask the chat for a new one.")),
    "form": Plain(403, mark("Nothing was changed"),
                  mark("This form is from another visit. Open the page again and repeat it.")),
    "right": Plain(403, mark("This is not open to you"),
                   mark("Your role does not cover this page, or it has ended.")),
    "missing": Plain(404, mark("There is nothing here"),
                     mark("What you look for is not here, or no longer.")),
    "large": Plain(413, mark("That was too much"),
                   mark("What was sent is longer than this page takes.")),
    "often": Plain(429, mark("A little slower, please"),
                   mark("Too many pages were asked for. Wait a moment and try again.")),
    "busy": Plain(503, mark("Please try again"),
                  mark("Too much is being done at the moment. Nothing was lost.")),
    "fault": Plain(500, mark("Something went wrong here"),
                   mark("It was our fault and has been noted. Please try again.")),
}  # fmt: skip


@dataclass(slots=True)
class Asking:
    """What is known of a request before and while it is dealt with."""

    request: web.Request
    front: Front
    tr: Translator
    nonce: str = field(default_factory=new_nonce)
    session: PageSession | None = None
    token: str = ""
    caller: Caller | None = None


def page(show: Page) -> Handler:
    """Serves a page for whoever is signed in; a POST must carry the token of a form of theirs."""

    async def serve(asking: Asking) -> web.StreamResponse:
        request = asking.request
        form = await _form(request) if request.method == "POST" else {}

        async def step(work: Work) -> Answer:
            now = asking.front.clock()
            await end_past_roles(work, now)
            caller = await _caller(asking, work, form)
            if request.method == "POST" and not (
                is_own(request) and is_form_token(form.get(FORM_FIELD, ""), asking.token)
            ):
                raise NotOurs
            return await show(caller)

        return await _response(asking, await asking.front.database.do(step))

    return _guarded(serve, PAGES)


def session_page() -> Handler:
    """`POST /app/session`: a Mini App's data become a session."""

    async def serve(asking: Asking) -> web.StreamResponse:
        form = await _form(asking.request)
        front = asking.front
        if not is_own(asking.request):
            raise Refused

        async def step(work: Work) -> str:
            data, theme = form.get("init_data", ""), form.get("theme", "")
            return await enter_by_data(work, front, data, theme, front.clock())

        return _entered(asking, await front.database.do(step), JUST_ENTERED)

    return _guarded(serve, DOORS)


def enter_page() -> Handler:
    """`/app/enter/TOKEN`: a GET shows a button, its POST opens the session."""

    async def serve(asking: Asking) -> web.StreamResponse:
        front, token = asking.front, asking.request.match_info["token"]
        if asking.request.method != "POST":

            async def look(work: Work) -> Language:
                link = await page_sessions.look_at_link(work, token, front.clock())
                person = await work.people.get(link.person_id)
                assert person is not None, "a link goes with its person"
                return person.language

            asking.tr = translator(await front.database.do(look))
            return await _response(asking, Shown("enter.html"))
        if not is_own(asking.request):
            raise NotOurs

        async def step(work: Work) -> str:
            return await page_sessions.enter_by_link(work, token, {}, front.clock())

        return _entered(asking, await front.database.do(step), HOME)

    async def or_used(asking: Asking) -> web.StreamResponse:
        try:
            return await serve(asking)
        except NotThere:
            return _plain(asking, "link")

    return _guarded(or_used, DOORS)


def home_page(show: Page) -> Handler:
    """`/app/`: for whoever is not signed in the door, which a script opens inside Telegram."""
    signed_in = page(show)

    async def serve(request: web.Request) -> web.StreamResponse:
        if token_of(request):
            return await signed_in(request)
        return await door(request)

    async def at_door(asking: Asking) -> web.StreamResponse:
        if asking.request.query.get("in"):
            return _plain(asking, "cookie")
        return await _response(asking, Shown("door.html"))

    door = _guarded(at_door, STRANGERS)
    return serve


def _guarded(serve: Callable[[Asking], Awaitable[web.StreamResponse]], limit: Limit) -> Handler:
    """Turns what may go wrong into a page that says so; nothing of the request is logged."""

    async def handler(request: web.Request) -> web.StreamResponse:
        language = choose(request.headers.get("Accept-Language", "")[:2])
        front = request.config_dict[FRONT]
        asking = Asking(request, front, translator(language), token=token_of(request))
        try:
            _let_through(asking, limit)
            return await serve(asking)
        except Exception as error:
            return _failed(asking, error)

    return handler


def _let_through(asking: Asking, limit: Limit) -> None:
    """Raises `TooOften`."""
    limiter, client = asking.request.config_dict[LIMITER], asking.front.client(asking.request)
    if limit is PAGES and asking.token:
        # An address that has sent many made up tokens waits before another one is looked up.
        wait = limiter.wait(STRANGERS, client, counts=False)
        wait = wait or limiter.wait(PAGES, asking.token)
    else:
        wait = limiter.wait(STRANGERS if limit is PAGES else limit, client)
    if wait:
        raise TooOften(wait)


def _failed(asking: Asking, error: Exception) -> web.Response:
    if isinstance(error, TooOften):
        response = _plain(asking, "often")
        response.headers["Retry-After"] = str(error.seconds)
        return response
    if isinstance(error, ChooseFirst) and asking.caller is not None:
        led = [(each.id, each.name) for each in asking.caller.led]
        return _page(asking, Shown("choose.html", {"organisations": led}))
    if isinstance(error, Refused):
        return _plain(asking, "stale" if error.stale else "forged")
    for kind, name in _NAMED:
        if isinstance(error, kind):
            return _plain(asking, name)
    if isinstance(error, NobodyHere):
        if asking.token:
            client = asking.front.client(asking.request)
            asking.request.config_dict[LIMITER].wait(STRANGERS, client)
        return _page(asking, Shown("door.html", {"ended": True}, 403))
    log.error("page_failed", exc_info=error)
    return _plain(asking, "fault")


_NAMED: Final[tuple[tuple[type[Exception], str], ...]] = (
    (NotAllowed, "right"),
    (NotThere, "missing"),
    (BadValue, "missing"),
    (NotOurs, "form"),
    (TooLarge, "large"),
    (DatabaseTrouble, "busy"),
    (NoRoom, "busy"),
    (Cut, "busy"),
)


async def _form(request: web.Request) -> dict[str, str]:
    """The fields of a form, the first of each name. Raises `TooLarge`."""
    length = request.content_length
    if length is None or length > LONGEST_FORM:
        raise TooLarge
    if request.content_type != "application/x-www-form-urlencoded":
        return {}
    try:
        fields = await request.post()
    except (UnicodeDecodeError, LookupError):
        # Not of a page of ours: none of its fields, so no token of a form either.
        return {}
    # PostgreSQL keeps no NUL.
    return {
        name: value.replace("\0", "") for name, value in fields.items() if isinstance(value, str)
    }


async def _caller(asking: Asking, work: Work, form: Mapping[str, str]) -> Caller:
    """Raises `NobodyHere`."""
    front, request, now = asking.front, asking.request, asking.front.clock()
    session = None
    if asking.token:
        session = await page_sessions.session_of(work, asking.token, now)
    person = None if session is None else await work.people.get(session.person_id)
    if session is None or person is None:
        raise NobodyHere
    organisation, led = await page_sessions.organisation_of(work, session, now)
    organises = False
    if organisation is not None:
        organises = (await reach(work, person.id, "organise", organisation.id, now)).everywhere
    asking.session, asking.tr = session, translator(person.language)
    asking.caller = Caller(
        front, work, session, person, asking.tr, now, today(now), organisation, tuple(led),
        organises, request.query, form, request.match_info,
    )  # fmt: skip
    return asking.caller


async def _response(asking: Asking, answer: Answer) -> web.StreamResponse:
    if isinstance(answer, To):
        return _to(asking, answer.address)
    if isinstance(answer, Left):
        asking.session = asking.caller = None
        response = _page(asking, Shown("left.html"))
        ended = cookie("", is_https=asking.front.is_https, seconds=0)
        response.headers.add("Set-Cookie", ended)
        return response
    if isinstance(answer, File):
        data = await answer.make()
        kept = f'attachment; filename="{answer.name}"'
        found = headers(asking.nonce, is_https=asking.front.is_https)
        return web.Response(
            body=data, content_type=answer.kind, headers={**found, "Content-Disposition": kept}
        )
    return _page(asking, answer)


def _entered(asking: Asking, token: str, address: str) -> web.Response:
    response = _to(asking, address)
    held = cookie(token, is_https=asking.front.is_https, seconds=SECONDS)
    response.headers.add("Set-Cookie", held)
    return response


def _to(asking: Asking, address: str) -> web.Response:
    found = headers(asking.nonce, is_https=asking.front.is_https)
    return web.Response(status=303, headers={**found, "Location": address})


def _plain(asking: Asking, name: str) -> web.Response:
    said = PLAIN[name]
    values = {"title": asking.tr.text(said.title), "words": asking.tr.text(said.words)}
    return _page(asking, Shown("plain.html", values, said.status))


def _page(asking: Asking, shown: Shown) -> web.Response:
    session, caller, tr = asking.session, asking.caller, asking.tr
    values = {
        **shown.values,
        "text": tr.text,
        "plural": tr.plural,
        "tr": tr,
        "nonce": asking.nonce,
        "form_token": form_token(asking.token) if session is not None else "",
        "look": {} if session is None else session.look,
        "signed_in": session is not None,
        "organisation": None if caller is None else caller.organisation,
        "links": () if caller is None else _links(caller),
        "here": asking.request.path,
        "bot": f"https://t.me/{asking.front.bot_name}?start=page",
    }
    html = render_string(shown.template, asking.request, values)
    response = web.Response(
        text=html,
        status=shown.status,
        content_type="text/html",
        headers=headers(asking.nonce, is_https=asking.front.is_https),
    )
    response.enable_compression()
    return response


def _links(caller: Caller) -> list[tuple[str, str]]:
    """The pages that are open to the caller: address and name."""
    text = caller.tr.text
    found = [(HOME, text("My page"))]
    if caller.organisation is not None or caller.led:
        found.append(("/app/people", text("People")))
        found.append(("/app/plans", text("Training")))
        found.append(("/app/year", text("Year")))
        found.append(("/app/campaigns", text("Messages")))
    if caller.organises:
        found.append(("/app/deadlines", text("Deadlines")))
        found.append(("/app/log", text("Log")))
    if len(caller.led) > 1:
        found.append(("/app/organisation", text("Another organisation")))
    return found


def steady_seconds() -> float:
    """The clock of the limits."""
    return time.monotonic()
