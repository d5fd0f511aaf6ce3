"""What the page and other processes ask for: acts of people, news, files, and the controls.

Every act answers JSON. An act on somebody or something unknown answers 404, one that makes no
sense 400, both with {"error": text}.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from local_chat.refusals import RefusalError
from local_chat.telegram import LocalTelegram

JSON = dict[str, Any]
PEOPLE: web.AppKey[LocalTelegram] = web.AppKey("people", LocalTelegram)
_PAGE = Path(__file__).parent / "page"
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_PAGE_FILES = {
    "index.html": "text/html",
    "chat.css": "text/css",
    "controls.css": "text/css",
    "messages.css": "text/css",
    "icon.svg": "image/svg+xml",
    "pattern.svg": "image/svg+xml",
    "api.js": "text/javascript",
    "bubbles.js": "text/javascript",
    "chat.js": "text/javascript",
    "composer.js": "text/javascript",
    "inline.js": "text/javascript",
    "people.js": "text/javascript",
    "text.js": "text/javascript",
    "words.js": "text/javascript",
}
_KEEP_ALIVE_SECONDS = 15
_SHOWN_INLINE = {"image/png", "image/jpeg", "image/gif"}

Act = Callable[[LocalTelegram, web.Request], Awaitable[Any]]


def _serve(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        try:
            result = await act(request.app[PEOPLE], request)
        except LookupError as error:
            return web.json_response({"error": str(error.args[0])}, status=404)
        except (ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        except RefusalError as refusal:
            return web.json_response({"error": refusal.description}, status=400)
        return web.json_response({"ok": True} if result is None else result, headers=_SECURITY)

    return handler


async def _body(request: web.Request) -> JSON:
    body = await request.json() if request.can_read_body else {}
    if not isinstance(body, dict):
        raise ValueError("an object is expected")
    return body


def _person_id(request: web.Request) -> int:
    return int(request.match_info["person"])


# People


async def add_person(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    name = str(body.get("first_name", "")).strip()
    if not name:
        raise ValueError("first_name is missing")
    person = telegram.add_person(
        int(body.get("id") or max(telegram.people, default=9000) + 1),
        name[:64],
        body.get("language_code"),
        note=str(body.get("note", ""))[:64],
        started=bool(body.get("started", False)),
    )
    return telegram.described_person(person)


async def list_people(telegram: LocalTelegram, request: web.Request) -> list[JSON]:
    return telegram.described_people()


async def list_messages(telegram: LocalTelegram, request: web.Request) -> list[JSON]:
    person = telegram.person(_person_id(request))
    return [telegram.described(message) for message in telegram.messages(person.id)]


async def type_text(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    reply_to = int(body.get("reply_to") or 0) or None
    message = await telegram.type_text(_person_id(request), str(body.get("text", "")), reply_to)
    return telegram.described(message)


async def press(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    pressed = await telegram.press(
        _person_id(request),
        int(body.get("message_id", 0)),
        str(body.get("button", "")),
        stale=bool(body.get("stale", False)),
    )
    return {"query_id": pressed.id}


async def show_press(telegram: LocalTelegram, request: web.Request) -> JSON:
    return asdict(telegram.presses[request.match_info["query"]])


async def upload(telegram: LocalTelegram, request: web.Request) -> JSON:
    form = await request.post()
    file, caption = form.get("file"), str(form.get("caption", ""))
    if not isinstance(file, web.FileField):
        raise ValueError("there is no file")
    with file.file as opened:
        data = opened.read()
    person_id = _person_id(request)
    reply_to = int(str(form.get("reply_to") or 0)) or None
    if form.get("as") == "photo":
        message = await telegram.send_photo(person_id, data, caption, reply_to=reply_to)
    else:
        message = await telegram.send_document(
            person_id, data, file.filename, caption, file.content_type, reply_to=reply_to
        )
    return telegram.described(message)


async def share_contact(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    message = await telegram.send_contact(_person_id(request), str(body.get("phone", "")))
    return telegram.described(message)


async def edit_text(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    message = await telegram.edit_text(
        _person_id(request), int(body.get("message_id", 0)), str(body.get("text", ""))
    )
    return telegram.described(message)


async def delete(telegram: LocalTelegram, request: web.Request) -> None:
    body = await _body(request)
    telegram.delete(_person_id(request), int(body.get("message_id", 0)))


async def set_blocked(telegram: LocalTelegram, request: web.Request) -> None:
    body = await _body(request)
    change = telegram.block if body.get("blocked") else telegram.unblock
    change(_person_id(request))


async def set_language(telegram: LocalTelegram, request: web.Request) -> None:
    body = await _body(request)
    telegram.set_language(_person_id(request), body.get("language_code"))


async def inline_query(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    asked = await telegram.inline_query(_person_id(request), str(body.get("query", "")))
    return {"query_id": asked.id}


async def show_inline_query(telegram: LocalTelegram, request: web.Request) -> JSON:
    return asdict(telegram.inline_queries[request.match_info["query"]])


async def choose_inline(telegram: LocalTelegram, request: web.Request) -> JSON:
    body = await _body(request)
    message = await telegram.choose_inline(
        str(body.get("query_id", "")), str(body.get("result_id", ""))
    )
    return telegram.described(message)


async def use_tool(telegram: LocalTelegram, request: web.Request) -> None:
    await telegram.use_tool(_person_id(request), request.match_info["tool"])


async def show_token(telegram: LocalTelegram, request: web.Request) -> JSON:
    """For programs of this computer that send beside the bot; another site cannot read it."""
    return {"token": telegram.token}


# Controls


async def redeliver(telegram: LocalTelegram, request: web.Request) -> JSON:
    return {"update_id": telegram.redeliver_last_update()}


async def expire_queries(telegram: LocalTelegram, request: web.Request) -> None:
    telegram.expire_queries()


async def make_inaccessible(telegram: LocalTelegram, request: web.Request) -> None:
    body = await _body(request)
    telegram.make_inaccessible(int(body.get("chat_id", 0)), int(body.get("message_id", 0)))


async def add_fault(telegram: LocalTelegram, request: web.Request) -> None:
    telegram.faults.configure(await _body(request))


async def clear_faults(telegram: LocalTelegram, request: web.Request) -> None:
    telegram.faults.clear()


async def switch_flood(telegram: LocalTelegram, request: web.Request) -> None:
    body = await _body(request)
    telegram.flood.switch(
        bool(body.get("enabled")), int(body.get("overall", 30)), int(body.get("per_chat", 1))
    )


async def show_calls(telegram: LocalTelegram, request: web.Request) -> JSON:
    return telegram.calls.to_json(int(request.query.get("last", 1000)))


async def clear_calls(telegram: LocalTelegram, request: web.Request) -> None:
    telegram.calls.clear()


async def show_queue(telegram: LocalTelegram, request: web.Request) -> JSON:
    updates = telegram.updates
    return {
        "pending": len(updates.pending) + len(updates.repeated),
        "polled": updates.is_polled,
    }


# News, files and the page itself


def _snapshot(telegram: LocalTelegram) -> JSON:
    return {
        "kind": "snapshot",
        "people": telegram.described_people(),
        "tools": [tool.described(name) for name, tool in telegram.tools.items()],
        "messages": [
            telegram.described(message)
            for person_id in telegram.people
            for message in telegram.messages(person_id)[-300:]
        ],
    }


async def news(request: web.Request) -> web.StreamResponse:
    """Server-sent events: first everything there is, then what changes."""
    telegram = request.app[PEOPLE]
    response = web.StreamResponse(headers={**_SECURITY, "Content-Type": "text/event-stream"})
    await response.prepare(request)
    page = telegram.news.open_page()
    try:
        await _write_event(response, _snapshot(telegram))
        while True:
            try:
                async with asyncio.timeout(_KEEP_ALIVE_SECONDS):
                    event = await page.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if event["kind"] == "closed":
                return response
            if event["kind"] in ("reload", "profile"):
                event = _snapshot(telegram)
            await _write_event(response, event)
    except ConnectionError:
        return response
    finally:
        telegram.news.close_page(page)


async def _write_event(response: web.StreamResponse, event: JSON) -> None:
    await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")


async def download(request: web.Request) -> web.Response:
    file = request.app[PEOPLE].files.get(request.match_info["file_id"])
    if file is None:
        raise web.HTTPNotFound(text="there is no such file")
    headers = dict(_SECURITY)
    if file.mime not in _SHOWN_INLINE:
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=file.data, content_type=file.mime, headers=headers)


async def page_file(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "index.html")
    if name not in _PAGE_FILES:
        raise web.HTTPNotFound(text="there is no such page")
    text = (_PAGE / name).read_text(encoding="utf-8")
    return web.Response(text=text, content_type=_PAGE_FILES[name], headers=_SECURITY)


_ROUTES: tuple[tuple[str, str, Act], ...] = (
    ("GET", "/api/people", list_people),
    ("POST", "/api/people", add_person),
    ("GET", "/api/people/{person:\\d+}/messages", list_messages),
    ("POST", "/api/people/{person:\\d+}/text", type_text),
    ("POST", "/api/people/{person:\\d+}/press", press),
    ("POST", "/api/people/{person:\\d+}/upload", upload),
    ("POST", "/api/people/{person:\\d+}/contact", share_contact),
    ("POST", "/api/people/{person:\\d+}/edit", edit_text),
    ("POST", "/api/people/{person:\\d+}/delete", delete),
    ("POST", "/api/people/{person:\\d+}/blocked", set_blocked),
    ("POST", "/api/people/{person:\\d+}/language", set_language),
    ("POST", "/api/people/{person:\\d+}/inline", inline_query),
    ("POST", "/api/people/{person:\\d+}/tools/{tool}", use_tool),
    ("POST", "/api/inline/chosen", choose_inline),
    ("GET", "/api/token", show_token),
    ("GET", "/api/presses/{query}", show_press),
    ("GET", "/api/inline/{query}", show_inline_query),
    ("POST", "/control/redeliver", redeliver),
    ("POST", "/control/expire-queries", expire_queries),
    ("POST", "/control/inaccessible", make_inaccessible),
    ("POST", "/control/faults", add_fault),
    ("DELETE", "/control/faults", clear_faults),
    ("POST", "/control/flood", switch_flood),
    ("GET", "/control/calls", show_calls),
    ("DELETE", "/control/calls", clear_calls),
    ("GET", "/control/queue", show_queue),
)


def add_page(app: web.Application, telegram: LocalTelegram) -> None:
    """Add the page, the acts of people and the controls to an application."""
    app[PEOPLE] = telegram
    for verb, path, act in _ROUTES:
        app.router.add_route(verb, path, _serve(act))
    app.router.add_get("/api/news", news)
    app.router.add_get("/api/files/{file_id}", download)
    app.router.add_get("/", page_file)
    app.router.add_get("/page/{name}", page_file)
