"""The Bot API over HTTP: reading a call, its faults and limits, its answer."""

import asyncio
import contextlib
import inspect
import json
from typing import Any

from aiohttp import web

from local_chat.calls import Call
from local_chat.faults import Fault
from local_chat.methods import FLOODED, METHODS
from local_chat.params import Params, read_params
from local_chat.refusals import (
    RefusalError,
    bad_request,
    method_not_found,
    too_many_requests,
    unauthorized,
)
from local_chat.state import ChatState

TELEGRAM: web.AppKey[ChatState] = web.AppKey("telegram", ChatState)
_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


async def perform_call(telegram: ChatState, name: str, params: Params) -> Any:
    """Perform a call and log it; the value of `result` in the answer.

    Raises `RefusalError` as Telegram would refuse it.
    """
    method = name.lower()
    known = METHODS.get(method)
    # Unknown names share one entry, so that nonsense cannot make the log grow.
    called = known[0] if known else "(unknown)"
    chat_id = params.integer("chat_id") or None
    try:
        if known is None:
            raise method_not_found()
        if method in FLOODED:
            wait = telegram.flood.wait(chat_id or 0)
            if wait:
                raise too_many_requests(wait)
        result = known[1](telegram, params)
        if inspect.isawaitable(result):
            result = await result
    except RefusalError as refusal:
        outcome = "flood" if refusal.code == 429 else f"refused {refusal.code}"
        _log(telegram, called, chat_id, outcome, refusal.description)
        raise
    _log(telegram, called, chat_id, "ok")
    return result


def _log(
    telegram: ChatState, method: str, chat_id: int | None, outcome: str, description: str = ""
) -> None:
    telegram.calls.add(Call(method, chat_id, telegram.monotonic(), outcome, description))
    telegram.news.wake()


async def handle_call(request: web.Request) -> web.StreamResponse:
    """Serve `/bot<token>/<method>`; by GET only what changes nothing."""
    telegram = request.app[TELEGRAM]
    name = request.match_info["method"]
    try:
        if request.method != "POST" and not _only_reads(name):
            raise RefusalError(405, "Method Not Allowed: use POST")
        if request.match_info["token"] != telegram.token:
            raise unauthorized()
        params = await read_params(request)
        fault = telegram.faults.take(name.lower())
        if fault is not None:
            return await _faulty(request, telegram, name, params, fault)
        return _answer(await perform_call(telegram, name, params))
    except RefusalError as refusal:
        return _refused(refusal)
    except web.HTTPRequestEntityTooLarge:
        return _refused(RefusalError(413, "Request Entity Too Large"))


def _only_reads(name: str) -> bool:
    """Telegram takes any call by GET; here an address that a page loads must not change anything.
    Getting updates forgets those before."""
    method = name.lower()
    return method.startswith("get") and method != "getupdates"


async def _faulty(
    request: web.Request, telegram: ChatState, name: str, params: Params, fault: Fault
) -> web.StreamResponse:
    if fault.kind == "delay":
        await asyncio.sleep(fault.delay_ms / 1000)
        return _answer(await perform_call(telegram, name, params))
    if fault.kind in ("cut_after", "torn"):
        answer = _answer(await perform_call(telegram, name, params))
        return await _torn(request, answer) if fault.kind == "torn" else _cut(request)
    known = METHODS.get(name.lower())
    chat_id = params.integer("chat_id") or None
    _log(telegram, known[0] if known else "(unknown)", chat_id, f"fault {fault.kind}")
    if fault.kind == "flood":
        raise too_many_requests(fault.retry_after)
    if fault.kind == "page":
        return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
    return _cut(request)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _torn(request: web.Request, answer: web.Response) -> web.StreamResponse:
    body = answer.body if isinstance(answer.body, bytes) else b""
    half = web.StreamResponse(headers={"Content-Type": "application/json"})
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport is not None:
        # Closing, unlike aborting, lets the half that was written arrive.
        request.transport.close()
    return half


def _answer(result: Any) -> web.Response:
    return _json({"ok": True, "result": result}, 200)


def _refused(refusal: RefusalError) -> web.Response:
    return _json(refusal.to_json(), refusal.code)


def _json(value: dict[str, Any], status: int) -> web.Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=body, status=status, content_type="application/json")


async def handle_file(request: web.Request) -> web.Response:
    """Serve `/file/bot<token>/<path>`."""
    telegram = request.app[TELEGRAM]
    if request.match_info["token"] != telegram.token:
        return _refused(unauthorized())
    file = telegram.files.at(request.match_info["path"])
    if file is None:
        return _refused(bad_request("wrong file_path"))
    return web.Response(body=file.data, content_type="application/octet-stream")


def add_bot_api(app: web.Application, telegram: ChatState) -> None:
    """Add the routes of the Bot API to an application."""

    async def perform_answer(answer: dict[str, Any]) -> None:
        name = str(answer.pop("method"))
        # Nobody reads the answer to such a call, so a refusal is only logged.
        with contextlib.suppress(RefusalError):
            await perform_call(telegram, name, Params(answer))

    telegram.perform_answer = perform_answer
    app[TELEGRAM] = telegram
    app.router.add_route("*", "/bot{token}/{method}", handle_call)
    app.router.add_get("/file/bot{token}/{path:.+}", handle_file)
