"""One request: who asks, whether they may so often, one transaction, one answer."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import web

from cases.errors import BadValue, NotAllowed, NotThere
from cases.rights import end_past_roles
from handlers.chat.workshop import Cut, NoRoom
from i18n import choose, translator
from storage.database import DatabaseTrouble, Work
from web.answers import Answer, Page, Reading, Shown
from web.asking import Asking, NobodyHere, NotOurs, TooLarge, TooOften, TooSlow, caller_of
from web.forms import FORM_FIELD, Sent, Uploads, form_of, is_upload
from web.front import FRONT, ChooseFirst
from web.limits import PAGES, STRANGERS, Limit, Limiter
from web.security import is_form_token, is_own, token_of
from web.showing import respond, show_page, show_plain, show_too_large
from web.signing_in import Refused

log = structlog.get_logger("web")

LIMITER: Final = web.AppKey("limiter", Limiter)
UPLOADS: Final = web.AppKey("uploads", Uploads)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(show: Page) -> Handler:
    """Serves a page for whoever is signed in; a POST must carry the token of a form of theirs.

    A file that comes with a form is read after it is known who sent it and that they may.
    """

    async def serve(asking: Asking) -> web.StreamResponse:
        request = asking.request
        sent = await Sent.of(request) if is_upload(request) else None
        form = await form_of(request) if sent is None else sent.form

        async def step(work: Work) -> Answer:
            await end_past_roles(work, asking.front.clock())
            caller = await caller_of(asking, work, form)
            if request.method == "POST" and not (
                is_own(request, asking.front.origin)
                and is_form_token(form.get(FORM_FIELD, ""), asking.token, caller.about)
            ):
                raise NotOurs
            return await show(caller)

        answer = await asking.front.database.do(step)
        if isinstance(answer, Reading):
            answer = await _read(asking, answer, sent)
        return await respond(asking, answer)

    return guarded(serve, PAGES)


async def _read(asking: Asking, reading: Reading, sent: Sent | None) -> Answer:
    """Takes the file in, has it read outside any transaction, and looks at the right again."""
    if sent is None or asking.caller is None:
        raise NotOurs
    about = asking.caller.about
    with asking.request.config_dict[UPLOADS].room_for(asking.token):
        found = await reading.read(await sent.file(reading.most))

    async def step(work: Work) -> Answer:
        await end_past_roles(work, asking.front.clock())
        caller = await caller_of(asking, work, sent.form)
        if caller.about != about:
            # The role that it was sent under has ended; there may be one elsewhere.
            raise NotAllowed
        return await reading.done(caller, found)

    return await asking.front.database.do(step)


def guarded(serve: Callable[[Asking], Awaitable[web.StreamResponse]], limit: Limit) -> Handler:
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
        response = show_plain(asking, "often")
        response.headers["Retry-After"] = str(error.seconds)
        return response
    if isinstance(error, ChooseFirst) and asking.caller is not None:
        led = [(each.id, each.name) for each in asking.caller.led]
        return show_page(asking, Shown("choose.html", {"organisations": led}))
    if isinstance(error, Refused):
        return show_plain(asking, "stale" if error.stale else "forged")
    if isinstance(error, TooLarge) and error.most is not None:
        return show_too_large(asking, error.most)
    for kind, name in _NAMED:
        if isinstance(error, kind):
            return show_plain(asking, name)
    if isinstance(error, NobodyHere):
        if asking.token:
            client = asking.front.client(asking.request)
            asking.request.config_dict[LIMITER].wait(STRANGERS, client)
        return show_page(asking, Shown("door.html", {"ended": True}, 403))
    log.error("page_failed", exc_info=error)
    return show_plain(asking, "fault")


_NAMED: Final[tuple[tuple[type[Exception], str], ...]] = (
    (NotAllowed, "right"),
    (NotThere, "missing"),
    (BadValue, "missing"),
    (NotOurs, "form"),
    (TooLarge, "large"),
    (TooSlow, "slow"),
    (DatabaseTrouble, "busy"),
    (NoRoom, "busy"),
    (Cut, "busy"),
)


def steady_seconds() -> float:
    """The clock of the limits."""
    return time.monotonic()
