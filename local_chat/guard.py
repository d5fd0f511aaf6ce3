"""Who may ask this server: its own page and programs of this computer, no other site."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from local_chat.addresses import is_loopback

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# "none" is an address that somebody typed; programs that are no browsers send nothing.
_OWN_SITES = ("same-origin", "none")


@web.middleware
async def only_this_computer(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuses what a foreign page could send: another name for this host, another origin, and,
    where the browser says whose page it is that asks, every page but ours."""
    host = urlsplit(f"//{request.host}").hostname or ""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "none")
    # A page that says nothing of where it is ("null") is ours where the browser says so.
    own = origin is None or (origin == "null" and site == "same-origin")
    foreign = not own and urlsplit(origin or "").netloc != request.host
    if not is_loopback(host) or foreign or site not in _OWN_SITES:
        raise web.HTTPForbidden(text="the local chat answers only to its own page")
    return await handler(request)
