"""Getting updates: offsets, long polling, kinds, repetition, the webhook."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from local_chat.server import LocalTelegram
from local_chat.updates import Webhook
from tests.local_chat.conftest import PERSON, Http


async def texts(http: Http, **values: Any) -> list[str]:
    updates = (await http.call("getUpdates", **values))["result"]
    return [update["message"]["text"] for update in updates]


async def test_offset_confirms(http: Http, chat: LocalTelegram) -> None:
    for text in ("a", "b", "c"):
        await chat.type_text(PERSON, text)
    updates = (await http.call("getUpdates", limit=2))["result"]
    assert [one["message"]["text"] for one in updates] == ["a", "b"]
    assert await texts(http) == ["a", "b", "c"]
    assert await texts(http, offset=updates[1]["update_id"] + 1) == ["c"]
    assert await texts(http) == ["c"]


async def test_negative_offset_keeps_the_newest(http: Http, chat: LocalTelegram) -> None:
    for text in ("a", "b", "c"):
        await chat.type_text(PERSON, text)
    assert await texts(http, offset=-1) == ["c"]
    assert await texts(http) == ["c"]


async def test_long_poll_ends_with_the_update(http: Http, chat: LocalTelegram) -> None:
    poll = asyncio.create_task(texts(http, timeout=50))
    await http.call("getMe")
    assert not poll.done()
    await chat.type_text(PERSON, "now")
    assert await poll == ["now"]


async def test_long_poll_ends_with_its_time(http: Http) -> None:
    assert await texts(http, timeout=0) == []


async def test_second_poll_ends_the_first(http: Http, chat: LocalTelegram) -> None:
    first = asyncio.create_task(http.refusal("getUpdates", timeout=50))
    await chat.wait_until(lambda: chat.updates.is_polled)
    assert await texts(http) == []
    code, description = await first
    assert code == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")


async def test_idle_once_all_is_confirmed(http: Http, chat: LocalTelegram) -> None:
    await chat.type_text(PERSON, "x")
    (update,) = (await http.call("getUpdates"))["result"]
    poll = asyncio.create_task(http.call("getUpdates", offset=update["update_id"] + 1, timeout=50))
    await chat.idle()
    await chat.type_text(PERSON, "y")
    assert (await poll)["result"][0]["message"]["text"] == "y"


async def test_only_wanted_kinds(http: Http, chat: LocalTelegram) -> None:
    await http.call("getUpdates", allowed_updates=["message"])
    chat.block(PERSON)
    chat.unblock(PERSON)
    await chat.type_text(PERSON, "x")
    assert await texts(http) == ["x"]


async def test_repeated_update(http: Http, chat: LocalTelegram) -> None:
    await chat.type_text(PERSON, "x")
    (update,) = (await http.call("getUpdates"))["result"]
    assert await texts(http, offset=update["update_id"] + 1) == []
    chat.redeliver_last_update()
    assert (await http.call("getUpdates", offset=update["update_id"] + 1))["result"] == [update]
    assert await texts(http) == []


async def test_update_ids_grow_with_the_clock(chat: LocalTelegram) -> None:
    later = LocalTelegram(clock=lambda: 1_790_000_500.0)
    await chat.type_text(PERSON, "x")
    later.add_person(PERSON, "Sam", "en")
    message = await later.type_text(PERSON, "x")
    assert later.updates.pending[0].update_id > chat.updates.pending[0].update_id
    assert message.message_id > chat.messages(PERSON)[0].message_id


Receiver = Callable[[web.Request], Awaitable[web.Response]]


@asynccontextmanager
async def receiving(handler: Receiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_webhook_delivers_with_the_secret(http: Http, chat: LocalTelegram) -> None:
    received: list[tuple[str | None, str]] = []

    async def receive(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        received.append((secret, (await request.json())["message"]["text"]))
        return web.Response()

    await chat.type_text(PERSON, "before")
    async with receiving(receive) as url:
        await http.call("setWebhook", url=url, secret_token="hush")
        await chat.type_text(PERSON, "after")
        await chat.wait_until(lambda: not chat.updates.pending)
        assert received == [("hush", "before"), ("hush", "after")]
        assert (await http.refusal("getUpdates"))[0] == 409
        await http.call("deleteWebhook")
        assert (await http.call("getUpdates"))["result"] == []


async def test_webhook_tries_again(http: Http, chat: LocalTelegram, monkeypatch: Any) -> None:
    monkeypatch.setattr(Webhook, "retry_delay", 0)
    received: list[str] = []

    async def receive(request: web.Request) -> web.Response:
        received.append((await request.json())["message"]["text"])
        return web.Response(status=500 if len(received) == 1 else 200)

    async with receiving(receive) as url:
        await http.call("setWebhook", url=url)
        await chat.type_text(PERSON, "x")
        await chat.wait_until(lambda: not chat.updates.pending)
        assert received == ["x", "x"]
        info = (await http.call("getWebhookInfo"))["result"]
        assert "500" in info["last_error_message"]
        await http.call("deleteWebhook")


async def test_call_in_the_answer_to_a_webhook(http: Http, chat: LocalTelegram) -> None:
    async def receive(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        return web.json_response({"method": "sendMessage", "chat_id": PERSON, "text": text * 2})

    async with receiving(receive) as url:
        await http.call("setWebhook", url=url)
        asked = await chat.type_text(PERSON, "ab")
        answer = await chat.next_message(PERSON, after=asked.message_id)
        assert answer.text == "abab"
        await http.call("deleteWebhook")


async def test_webhook_stays_on_this_computer(http: Http) -> None:
    code, description = await http.refusal("setWebhook", url="https://example.org/hook")
    assert (code, description.startswith("Bad Request: bad webhook:")) == (400, True)


async def test_inaccessible_query_and_stale_button(http: Http, chat: LocalTelegram) -> None:
    rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await http.call("sendMessage", chat_id=PERSON, text="x", reply_markup=rows)
    message = chat.last_message(PERSON)
    await chat.press(PERSON, message.message_id, "long gone", stale=True)
    (update,) = (await http.call("getUpdates"))["result"]
    assert update["callback_query"]["data"] == "long gone"
