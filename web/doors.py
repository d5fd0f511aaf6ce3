"""How a session is opened: by a Mini App's data, by a link, and what stands before the door."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from cases import page_sessions
from cases.errors import NotThere
from i18n import Language, translator
from storage.database import Work
from web.answers import Page, Shown
from web.asking import Asking, NotOurs
from web.forms import form_of
from web.limits import DOORS, STRANGERS
from web.security import cookie, is_own, token_of
from web.serving import Handler, guarded, page
from web.showing import go_to, respond, show_plain
from web.signing_in import HOME, JUST_ENTERED, Refused, enter_by_data

SECONDS: Final = int(page_sessions.LASTS.total_seconds())


def session_page() -> Handler:
    """`POST /app/session`: a Mini App's data become a session."""

    async def serve(asking: Asking) -> web.StreamResponse:
        form = await form_of(asking.request)
        front = asking.front
        if not is_own(asking.request, asking.front.origin):
            raise Refused

        async def step(work: Work) -> str:
            data, theme = form.get("init_data", ""), form.get("theme", "")
            return await enter_by_data(work, front, data, theme, front.clock())

        return _entered(asking, await front.database.do(step), JUST_ENTERED)

    return guarded(serve, DOORS)


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
            return await respond(asking, Shown("enter.html"))
        if not is_own(asking.request, asking.front.origin):
            raise NotOurs

        async def step(work: Work) -> str:
            return await page_sessions.enter_by_link(work, token, {}, front.clock())

        return _entered(asking, await front.database.do(step), HOME)

    async def or_used(asking: Asking) -> web.StreamResponse:
        try:
            return await serve(asking)
        except NotThere:
            return show_plain(asking, "link")

    return guarded(or_used, DOORS)


def home_page(show: Page) -> Handler:
    """`/app/`: for whoever is not signed in the door, which a script opens inside Telegram."""
    signed_in = page(show)

    async def serve(request: web.Request) -> web.StreamResponse:
        if token_of(request):
            return await signed_in(request)
        return await door(request)

    async def at_door(asking: Asking) -> web.StreamResponse:
        if asking.request.query.get("in"):
            return show_plain(asking, "cookie")
        return await respond(asking, Shown("door.html"))

    door = guarded(at_door, STRANGERS)
    return serve


def _entered(asking: Asking, token: str, address: str) -> web.Response:
    response = go_to(asking, address)
    held = cookie(token, is_https=asking.front.is_https, seconds=SECONDS)
    response.headers.add("Set-Cookie", held)
    return response
