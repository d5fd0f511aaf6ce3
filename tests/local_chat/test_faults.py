"""Trouble on demand, and the doors for other processes."""

import json
from typing import Any

import aiohttp
import pytest

from local_chat.faults import Fault
from local_chat.methods import METHODS
from local_chat.server import LocalTelegram, running, with_people
from tests.local_chat.conftest import PERSON, Clock, Http


async def send(http: Http, chat_id: int = PERSON) -> dict[str, Any]:
    return await http.call("sendMessage", chat_id=chat_id, text="x")


async def test_flood_limit_of_one_chat(http: Http, chat: LocalTelegram, clock: Clock) -> None:
    chat.flood.switch(True)
    assert (await send(http))["ok"]
    refused = await send(http)
    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}
    clock.seconds += 1
    assert (await send(http))["ok"]
    assert [call.outcome for call in chat.calls] == ["ok", "flood", "ok"]


async def test_flood_limit_of_all_chats(http: Http, chat: LocalTelegram) -> None:
    chat.flood.switch(True)
    for person_id in range(1, 32):
        chat.add_person(person_id, "x", "en", started=True)
    answers = [await send(http, person_id) for person_id in range(1, 32)]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_flood_is_off_unless_switched_on(http: Http) -> None:
    assert all([(await send(http))["ok"] for _ in range(40)])


async def test_too_many_requests_once(http: Http, chat: LocalTelegram) -> None:
    chat.faults.next("sendMessage", Fault("flood", retry_after=7))
    assert (await http.call("getMe"))["ok"]
    assert (await send(http))["parameters"] == {"retry_after": 7}
    assert (await send(http))["ok"]


async def test_page_instead_of_an_answer(http: Http, chat: LocalTelegram) -> None:
    chat.faults.next("*", Fault("page"))
    address = f"{http.base_url}/bot{http.token}/getMe"
    async with http.session.get(address) as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize(
    ("kind", "took_effect"), [("cut_before", 0), ("cut_after", 1), ("torn", 1)]
)
async def test_cut_connections(
    http: Http, chat: LocalTelegram, kind: Any, took_effect: int
) -> None:
    chat.faults.next("sendMessage", Fault(kind))
    with pytest.raises(aiohttp.ClientError):
        await send(http)
    assert len(chat.messages(PERSON)) == took_effect
    assert (await send(http))["ok"]


async def test_delay_changes_nothing_else(http: Http, chat: LocalTelegram) -> None:
    chat.faults.next("sendMessage", Fault("delay", delay_ms=1))
    assert (await send(http))["ok"]


async def test_chance_can_be_repeated(http: Http) -> None:
    async def outcomes() -> list[bool]:
        chat = LocalTelegram()
        chat.add_person(PERSON, "Sam", "en", started=True)
        chat.faults.chance("sendMessage", Fault("flood"), 0.5)
        async with running(chat) as base_url:
            other = Http(base_url, chat.token, http.session)
            return [(await send(other))["ok"] for _ in range(30)]

    first = await outcomes()
    assert set(first) == {True, False}
    assert await outcomes() == first


async def test_call_log_is_bounded(chat: LocalTelegram, http: Http) -> None:
    for _ in range(3):
        await http.call("getMe")
    assert len(chat.calls) == 3
    chat.calls.clear()
    assert (len(chat.calls), list(chat.calls)) == (0, [])


async def test_history_is_bounded(http: Http, chat: LocalTelegram) -> None:
    chat.history_limit = 2
    for _ in range(3):
        await send(http)
    assert len(chat.messages(PERSON)) == 2


async def test_another_process_drives_people(http: Http, chat: LocalTelegram) -> None:
    added = await http.post("/api/people", first_name="Proba", language_code="kk")
    person = f"/api/people/{added['id']}"
    await http.post(f"{person}/text", text="/start")
    rows = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await http.call("sendMessage", chat_id=added["id"], text="<hi>", reply_markup=rows)
    written, answer = await http.get(f"{person}/messages")
    assert (written["mine"], answer["mine"], answer["text"]) == (True, False, "<hi>")
    pressed = await http.post(f"{person}/press", message_id=answer["message_id"], button="Go")
    await http.call("answerCallbackQuery", callback_query_id=pressed["query_id"], text="ok")
    assert (await http.get(f"/api/presses/{pressed['query_id']}"))["text"] == "ok"
    await http.post(f"{person}/contact", phone="+70000000000")
    await http.post(f"{person}/blocked", blocked=True)
    await http.post(f"{person}/language", language_code="en")
    shown = {one["id"]: one for one in await http.get("/api/people")}[added["id"]]
    assert (shown["blocked"], shown["language_code"]) == (True, "en")
    assert (await http.get("/control/queue"))["pending"] == 4
    assert (await http.post("/control/redeliver"))["update_id"]
    assert (await http.get("/control/calls"))["total"] == 2


async def test_another_process_orders_trouble(http: Http, chat: LocalTelegram) -> None:
    await http.post("/control/faults", method="getMe", kind="flood", retry_after=3, count=2)
    assert (await http.call("getMe"))["parameters"] == {"retry_after": 3}
    async with http.session.delete(f"{http.base_url}/control/faults") as response:
        assert response.status == 200
    assert (await http.call("getMe"))["ok"]
    await http.post("/control/flood", enabled=True, per_chat=2)
    assert [(await send(http))["ok"] for _ in range(3)] == [True, True, False]
    refused = await http.post("/control/faults", kind="nonsense")
    assert "unknown fault" in refused["error"]


async def test_acts_on_nobody_are_explained(http: Http) -> None:
    assert await http.post("/api/people/5/text", text="x") == {"error": "there is no person 5"}
    missing = await http.post(f"/api/people/{PERSON}/press", message_id=1, button="x")
    assert missing["error"].startswith("there is no message 1")


async def test_foreign_pages_are_refused(http: Http) -> None:
    paths = ("/", "/?start=x", "/api/people", "/api/token", f"/bot{http.token}/getMe")
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        for path in paths:
            async with http.session.get(http.base_url + path, headers=headers) as response:
                assert response.status == 403
    for site in ("none", "same-origin"):
        headers = {"Sec-Fetch-Site": site}
        async with http.session.get(http.base_url, headers=headers) as response:
            assert response.status == 200


async def test_an_address_alone_changes_nothing(http: Http, chat: LocalTelegram) -> None:
    """A picture on any page could ask for it."""
    writing = [name for name in METHODS if not name.startswith("get") or name == "getupdates"]
    assert len(writing) > 20
    for verb in ("GET", "HEAD", "PUT"):
        for name in writing:
            address = f"{http.base_url}/bot{http.token}/{name}?chat_id={PERSON}&text=x&offset=99"
            async with http.session.request(verb, address) as response:
                assert response.status == 405, name
    assert len(chat.calls) == 0
    assert chat.messages(PERSON) == []
    for path in ("/control/redeliver", "/control/flood", f"/api/people/{PERSON}/text",
                 f"/api/people/{PERSON}/tools/x", "/api/inline/chosen"):  # fmt: skip
        async with http.session.get(http.base_url + path) as response:
            assert response.status in (404, 405), path


async def test_page_is_locked_up(http: Http) -> None:
    async with http.session.get(http.base_url) as response:
        policy = response.headers["Content-Security-Policy"]
        assert response.status == 200
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    async with http.session.get(f"{http.base_url}/page/secrets.txt") as response:
        assert response.status == 404


async def test_news_start_with_everything(http: Http, chat: LocalTelegram) -> None:
    await chat.type_text(PERSON, "hello")
    async with http.session.get(f"{http.base_url}/api/news") as response:
        line = await response.content.readline()
        snapshot = json.loads(line.removeprefix(b"data: "))
        assert snapshot["messages"][0]["text"] == "hello"
        await response.content.readline()
        await send(http)
        event = json.loads((await response.content.readline()).removeprefix(b"data: "))
        assert (event["kind"], event["message"]["text"]) == ("message", "x")


@pytest.mark.parametrize("host", ["192.168.0.1", "example.org"])
async def test_only_loopback_or_every_address(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        async with running(with_people(), 0, host):
            raise AssertionError("it must not serve there")


@pytest.mark.parametrize("host", ["0.0.0.0"])  # noqa: S104 (a container lets its port out)
async def test_in_a_container_it_answers_to_names_of_this_computer_only(host: str) -> None:
    async with running(with_people(), 0, host) as base_url, aiohttp.ClientSession() as session:
        assert base_url.startswith("http://127.0.0.1:")
        async with session.get(f"{base_url}/api/people") as response:
            assert response.status == 200
        async with session.get(
            f"{base_url}/api/people", headers={"Host": "192.168.0.1"}
        ) as response:
            assert response.status == 403


async def test_there_are_people_of_each_language_and_a_token_of_this_start(http: Http) -> None:
    telegram = with_people()
    async with running(telegram) as base_url:
        other = Http(base_url, "", http.session)
        people = await other.get("/api/people")
        assert {one["language_code"] for one in people} == {"kk", "ru", "en"}
        assert await other.get("/api/token") == {"token": telegram.token}
    assert telegram.token != with_people().token
    assert len(telegram.token) > 40
