"""An answer made into what a browser gets: a page, another address, a file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

import structlog
from aiohttp import web
from aiohttp_jinja2 import render_string

from cases.errors import CaseError
from i18n import mark
from web.answers import Answer, File, InPieces, Left, Shown, ShownLater, To
from web.asking import Asking
from web.front import Caller
from web.security import cookie, form_token, headers
from web.signing_in import HOME

log = structlog.get_logger("web")


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
    "slow": Plain(408, mark("It came too slowly"),
                  mark("The file did not arrive in time. Nothing was changed. Try again, or on a "
                       "faster line.")),
    "often": Plain(429, mark("A little slower, please"),
                   mark("Too many pages were asked for. Wait a moment and try again.")),
    "busy": Plain(503, mark("Please try again"),
                  mark("Too much is being done at the moment. Nothing was lost.")),
    "fault": Plain(500, mark("Something went wrong here"),
                   mark("It was our fault and has been noted. Please try again.")),
}  # fmt: skip


async def respond(asking: Asking, answer: Answer) -> web.StreamResponse:
    if isinstance(answer, To):
        return go_to(asking, answer.address)
    if isinstance(answer, Left):
        asking.session = asking.caller = None
        response = show_page(asking, Shown("left.html"))
        ended = cookie("", is_https=asking.front.is_https, seconds=0)
        response.headers.add("Set-Cookie", ended)
        return response
    if isinstance(answer, ShownLater):
        return show_page(asking, await answer.make())
    if isinstance(answer, File):
        data = await answer.make()
        kept = f'attachment; filename="{answer.name}"'
        found = headers(asking.nonce, is_https=asking.front.is_https)
        return web.Response(
            body=data, content_type=answer.kind, headers={**found, "Content-Disposition": kept}
        )
    if isinstance(answer, InPieces):
        return await _in_pieces(asking, answer)
    assert isinstance(answer, Shown), "a file that is wanted is read before anything is shown"
    return show_page(asking, answer)


async def _in_pieces(asking: Asking, answer: InPieces) -> web.StreamResponse:
    def draw(template: str, values: Mapping[str, object]) -> bytes:
        shared = _shared(asking, "")
        return render_string(template, asking.request, {**shared, **values}).encode()

    pieces = await answer.begin(draw)
    response = web.StreamResponse(headers=headers(asking.nonce, is_https=asking.front.is_https))
    response.content_type = answer.kind
    if answer.name is None:
        response.charset = "utf-8"
        response.enable_compression()
    else:
        response.headers["Content-Disposition"] = f'attachment; filename="{answer.name}"'
    await response.prepare(asking.request)
    try:
        async with aclosing(pieces):
            async for piece in pieces:
                await response.write(piece)
    except Exception as error:
        # As where a right ends in the middle. What stops short must not pass for the whole.
        if not isinstance(error, CaseError | ConnectionError):
            log.error("pieces_failed", exc_info=error)
        if asking.request.transport is not None:
            asking.request.transport.abort()
        return response
    await response.write_eof()
    return response


def go_to(asking: Asking, address: str) -> web.Response:
    found = headers(asking.nonce, is_https=asking.front.is_https)
    return web.Response(status=303, headers={**found, "Location": address})


def show_plain(asking: Asking, name: str) -> web.Response:
    said = PLAIN[name]
    values = {"title": asking.tr.text(said.title), "words": asking.tr.text(said.words)}
    return show_page(asking, Shown("plain.html", values, said.status))


def show_too_large(asking: Asking, most: int) -> web.Response:
    """A file was sent of more than so many bytes."""
    said, size = PLAIN["large"], asking.tr.number(most // 1024 // 1024)
    words = asking.tr.text("The file is larger than {most} MB. Nothing of it was read.", most=size)
    shown = {"title": asking.tr.text(said.title), "words": words}
    return show_page(asking, Shown("plain.html", shown, said.status))


def show_page(asking: Asking, shown: Shown) -> web.Response:
    caller = asking.caller
    token = form_token(asking.token, caller.about) if caller is not None else ""
    values = {**shown.values, **_shared(asking, token)}
    html = render_string(shown.template, asking.request, values)
    response = web.Response(
        text=html,
        status=shown.status,
        content_type="text/html",
        headers=headers(asking.nonce, is_https=asking.front.is_https),
    )
    response.enable_compression()
    return response


def _shared(asking: Asking, token: str) -> dict[str, object]:
    """What every template may use."""
    session, caller, tr = asking.session, asking.caller, asking.tr
    return {
        "text": tr.text,
        "plural": tr.plural,
        "tr": tr,
        "nonce": asking.nonce,
        "form_token": token,
        "look": {} if session is None else session.look,
        "signed_in": session is not None,
        "organisation": None if caller is None else caller.organisation,
        "links": () if caller is None else _links(caller),
        "here": asking.request.path,
        "bot": f"https://t.me/{asking.front.bot_name}?start=page",
    }


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
        found.append(("/app/editions", text("Attestation rules")))
        found.append(("/app/log", text("Log")))
    if len(caller.led) > 1:
        found.append(("/app/organisation", text("Another organisation")))
    return found
