"""What Telegram refuses is refused, with its codes and descriptions."""

from typing import Any

import aiohttp
import pytest

from local_chat.server import LocalTelegram
from tests.local_chat.conftest import PERSON, Clock, Http

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def keyboard(count: int = 1, **button: Any) -> dict[str, Any]:
    one = {"text": "x", "callback_data": "x", **button}
    return {"inline_keyboard": [[one]] * count}


async def sent(http: Http, text: str = "text", **values: Any) -> int:
    answer = await http.call("sendMessage", chat_id=PERSON, text=text, **values)
    return int(answer["result"]["message_id"])


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
async def test_empty_text(http: Http, text: str) -> None:
    refusal = await http.refusal("sendMessage", chat_id=PERSON, text=text, parse_mode="HTML")
    assert refusal == (400, "Bad Request: message text is empty")


@pytest.mark.parametrize(("letter", "most"), [("ә", 4096), ("😀", 2048)])
async def test_text_is_measured_after_parsing(http: Http, letter: str, most: int) -> None:
    full = f"<b>{letter * most}</b>"
    await sent(http, full, parse_mode="HTML")
    refusal = await http.refusal("sendMessage", chat_id=PERSON, text=full + "x", parse_mode="HTML")
    assert refusal == (400, "Bad Request: message is too long")


async def test_caption_over_1024(http: Http, chat: LocalTelegram) -> None:
    file = chat.files.add("a.txt", b"text")
    values = {"chat_id": PERSON, "document": file.file_id}
    assert (await http.call("sendDocument", **values, caption="x" * 1024))["ok"]
    refusal = await http.refusal("sendDocument", **values, caption="x" * 1025)
    assert refusal == (400, "Bad Request: message caption is too long")


async def test_broken_html(http: Http) -> None:
    refusal = await http.refusal("sendMessage", chat_id=PERSON, text="<b>x", parse_mode="HTML")
    reason = 'Can\'t find end tag corresponding to start tag "b"'
    assert refusal == (400, f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (keyboard(callback_data="ә" * 33), "Bad Request: BUTTON_DATA_INVALID"),
        (keyboard(101), "Bad Request: REPLY_MARKUP_TOO_LONG"),
        (
            keyboard(callback_data=None),
            "Bad Request: can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard(text=None),
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ("not json", "Bad Request: can't parse reply keyboard markup JSON object"),
        ([1], "Bad Request: object expected as reply markup"),
    ],
)
async def test_refused_keyboards(http: Http, markup: Any, description: str) -> None:
    refusal = await http.refusal("sendMessage", chat_id=PERSON, text="x", reply_markup=markup)
    assert refusal == (400, description)


async def test_largest_keyboard(http: Http) -> None:
    await sent(http, reply_markup=keyboard(100, callback_data="ә" * 32))


@pytest.mark.parametrize("url", ["nonsense", "http://localhost/x", "javascript:alert(1)"])
async def test_button_address(http: Http, url: str) -> None:
    code, description = await http.refusal(
        "sendMessage", chat_id=PERSON, text="x", reply_markup=keyboard(url=url)
    )
    assert code == 400
    assert "is invalid" in description


async def test_unmodified_edits(http: Http) -> None:
    message_id = await sent(http, "<b>a</b>", parse_mode="HTML", reply_markup=keyboard())
    target = {"chat_id": PERSON, "message_id": message_id}
    same = {"text": " <b>a</b> ", "parse_mode": "HTML", "reply_markup": keyboard()}
    assert await http.refusal("editMessageText", **target, **same) == (400, UNCHANGED)
    markup = await http.refusal("editMessageReplyMarkup", **target, reply_markup=keyboard())
    assert markup == (400, UNCHANGED)
    plain = {"text": "a", "reply_markup": keyboard()}
    assert (await http.call("editMessageText", **target, **plain))["ok"]


async def test_edits_of_the_wrong_message(http: Http, chat: LocalTelegram) -> None:
    theirs = await chat.type_text(PERSON, "mine")
    file = chat.files.add("a.txt", b"text")
    answer = await http.call("sendDocument", chat_id=PERSON, document=file.file_id)
    document = answer["result"]["message_id"]
    text = await sent(http)

    async def edit(method: str, message_id: int, **values: Any) -> str:
        return (await http.refusal(method, chat_id=PERSON, message_id=message_id, **values))[1]

    assert await edit("editMessageText", 1, text="x") == ("Bad Request: message to edit not found")
    assert await edit("editMessageText", theirs.message_id, text="x") == (
        "Bad Request: message can't be edited"
    )
    assert await edit("editMessageText", document, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    assert await edit("editMessageCaption", text, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )
    remove = {"remove_keyboard": True}
    assert await edit("editMessageText", text, text="x", reply_markup=remove) == (
        "Bad Request: inline keyboard expected"
    )


async def test_deletion(http: Http, clock: Clock) -> None:
    old = await sent(http)
    clock.seconds += 48 * 3600 + 1
    refusal = await http.refusal("deleteMessage", chat_id=PERSON, message_id=old)
    assert refusal == (400, "Bad Request: message can't be deleted for everyone")
    refusal = await http.refusal("deleteMessage", chat_id=PERSON, message_id=1)
    assert refusal == (400, "Bad Request: message to delete not found")


async def test_query_is_answered_once(http: Http, chat: LocalTelegram) -> None:
    message_id = await sent(http, reply_markup=keyboard())
    press = await chat.press(PERSON, message_id, "x")
    assert (await http.call("answerCallbackQuery", callback_query_id=press.id))["ok"]
    again = await http.refusal("answerCallbackQuery", callback_query_id=press.id)
    assert again == (400, TOO_OLD)
    assert await http.refusal("answerCallbackQuery", callback_query_id="7") == (400, TOO_OLD)


async def test_query_grows_old(http: Http, chat: LocalTelegram, clock: Clock) -> None:
    message_id = await sent(http, reply_markup=keyboard())
    press = await chat.press(PERSON, message_id, "x")
    clock.seconds += chat.query_seconds + 1
    refusal = await http.refusal("answerCallbackQuery", callback_query_id=press.id)
    assert refusal == (400, TOO_OLD)


async def test_answer_over_200(http: Http) -> None:
    refusal = await http.refusal("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refusal == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_chats_the_bot_cannot_write_to(http: Http, chat: LocalTelegram) -> None:
    chat.add_person(9002, "New", "ru")
    chat.add_person(9003, "Gone", "ru", started=True)
    chat.deactivate(9003)
    chat.block(PERSON)

    async def send(chat_id: Any) -> tuple[int, str]:
        return await http.refusal("sendMessage", chat_id=chat_id, text="x")

    assert await send(5) == (400, "Bad Request: chat not found")
    assert await send("") == (400, "Bad Request: chat_id is empty")
    assert await send(9002) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    assert await send(9003) == (403, "Forbidden: user is deactivated")
    assert await send(PERSON) == (403, "Forbidden: bot was blocked by the user")


async def test_writing_to_the_bot_unblocks_it(http: Http, chat: LocalTelegram) -> None:
    chat.block(PERSON)
    await chat.type_text(PERSON, "/start")
    await sent(http)
    updates = (await http.call("getUpdates"))["result"]
    assert [[*one][1] for one in updates] == ["my_chat_member", "my_chat_member", "message"]


async def test_topics_and_replies_to_nothing(http: Http) -> None:
    values: dict[str, Any] = {"chat_id": PERSON, "text": "x"}
    refusal = await http.refusal("sendMessage", **values, message_thread_id=1)
    assert refusal == (400, "Bad Request: message thread not found")
    reply = {"message_id": 1}
    refusal = await http.refusal("sendMessage", **values, reply_parameters=reply)
    assert refusal == (400, "Bad Request: message to be replied not found")
    reply["allow_sending_without_reply"] = True
    assert (await http.call("sendMessage", **values, reply_parameters=reply))["ok"]


async def test_wrong_token_and_method(http: Http, chat: LocalTelegram) -> None:
    assert await http.refusal("sendMesage") == (404, "Not Found: method not found")
    async with http.session.get(f"{http.base_url}/bot1:wrong/getMe") as response:
        assert response.status == 401
        assert (await response.json())["description"] == "Unauthorized"
    async with http.session.get(f"{http.base_url}/file/bot1:wrong/documents/x") as response:
        assert response.status == 401
    assert [call.method for call in chat.calls] == ["(unknown)"]


async def test_bodies_that_are_nonsense(http: Http) -> None:
    address = f"{http.base_url}/bot{http.token}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with http.session.post(address, data=b"{", headers=headers) as response:
        assert response.status == 400
    form = aiohttp.FormData({"chat_id": "one", "text": "x"})
    async with http.session.post(address, data=form) as response:
        assert (await response.json())["description"] == "Bad Request: chat_id is empty"


async def test_files(http: Http, chat: LocalTelegram) -> None:
    file = chat.files.add("a.txt", b"text")

    async def refused(method: str, **values: Any) -> str:
        return (await http.refusal(method, chat_id=PERSON, **values))[1]

    assert await refused("sendDocument") == "Bad Request: there is no document in the request"
    assert await refused("sendDocument", document="https://a.kz/a.pdf") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    assert await refused("sendPhoto", photo=file.file_id) == (
        "Bad Request: can't use file of type Document as Photo"
    )
    assert "wrong file_id" in await refused("getFile", file_id="x")
    form = aiohttp.FormData({"chat_id": str(PERSON)})
    form.add_field("photo", b"no picture", filename="a.png")
    address = f"{http.base_url}/bot{http.token}/sendPhoto"
    async with http.session.post(address, data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_commands_and_profile(http: Http) -> None:
    upper = [{"command": "Help", "description": "x"}]
    refusal = await http.refusal("setMyCommands", commands=upper)
    assert refusal == (400, "Bad Request: BOT_COMMAND_INVALID")
    silent = [{"command": "help", "description": ""}]
    refusal = await http.refusal("setMyCommands", commands=silent)
    assert refusal == (400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    assert (await http.refusal("setMyDescription", description="x" * 513))[0] == 400
    assert (await http.refusal("setMyName", name="x" * 65))[0] == 400


async def test_refusals_are_counted(http: Http, chat: LocalTelegram) -> None:
    await http.refusal("sendMessage", chat_id=PERSON, text="")
    await sent(http)
    assert [call.outcome for call in chat.calls.of("sendMessage")] == ["refused 400", "ok"]
    assert [call.description for call in chat.calls.refused()] == [
        "Bad Request: message text is empty"
    ]
