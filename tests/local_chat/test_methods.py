"""Every method through the real clients of both libraries: what they send is understood and
what they get they decode."""

import pytest

from local_chat.server import LocalTelegram
from tests.local_chat.clients import Client
from tests.local_chat.conftest import PERSON, Http
from tests.local_chat.pictures import PNG


async def _sent(client: Client, text: str = "<b>Hi</b>") -> int:
    message = await client.bot.send_message(
        chat_id=PERSON,
        text=text,
        parse_mode="HTML",
        reply_markup=client.keyboard([[("Yes", "y"), ("No", "n")], [("Back", "b")]]),
    )
    assert isinstance(message.message_id, int)
    return int(message.message_id)


async def test_get_me(client: Client, chat: LocalTelegram) -> None:
    me = await client.bot.get_me()
    assert (me.id, me.is_bot, me.username) == (chat.profile.id, True, "local_chat_bot")


async def test_send_message(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client, "<b>Hi</b> 😀 <i>you</i> /help")
    sent = chat.last_message(PERSON)
    assert sent.message_id == message_id
    assert (sent.text, sent.html) == ("Hi 😀 you /help", "<b>Hi</b> 😀 <i>you</i> /help")
    assert [[one.text for one in row] for row in sent.buttons] == [["Yes", "No"], ["Back"]]
    assert [one.data for one in sent.buttons[0]] == ["y", "n"]


async def test_sent_message_is_decoded(client: Client) -> None:
    message = await client.bot.send_message(
        chat_id=PERSON, text="<b>x</b> 😀 <i>y</i>", parse_mode="HTML"
    )
    assert message.chat.id == PERSON
    assert message.chat.type == "private"
    assert message.text == "x 😀 y"
    assert [(one.type, one.offset, one.length) for one in message.entities] == [
        ("bold", 0, 1),
        ("italic", 5, 1),
    ]
    assert message.from_user.is_bot


async def test_reply(client: Client) -> None:
    first = await _sent(client)
    reply = client.types.ReplyParameters(message_id=first)
    message = await client.bot.send_message(chat_id=PERSON, text="a", reply_parameters=reply)
    assert message.reply_to_message.message_id == first


async def test_edit_text(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    edited = await client.bot.edit_message_text(chat_id=PERSON, message_id=message_id, text="new")
    assert edited.text == "new"
    assert edited.edit_date is not None
    assert chat.last_message(PERSON).buttons == []


async def test_edit_reply_markup(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    edited = await client.bot.edit_message_reply_markup(
        chat_id=PERSON, message_id=message_id, reply_markup=client.keyboard([[("Go", "g")]])
    )
    assert edited.reply_markup.inline_keyboard[0][0].text == "Go"
    assert not chat.last_message(PERSON).text_edited


async def test_document_caption_and_download(client: Client, chat: LocalTelegram) -> None:
    content = "отчёт".encode()
    message = await client.bot.send_document(
        chat_id=PERSON, document=client.file(content, "report.txt"), caption="one"
    )
    assert message.document.file_name == "report.txt"
    assert message.document.file_size == len(content)
    assert await client.download(message.document.file_id) == content
    edited = await client.bot.edit_message_caption(
        chat_id=PERSON, message_id=message.message_id, caption="two"
    )
    assert edited.caption == "two"
    again = await client.bot.send_document(chat_id=PERSON, document=message.document.file_id)
    assert again.document.file_id == message.document.file_id
    file = chat.last_message(PERSON).document
    assert file is not None
    assert file.data == content


async def test_photo_and_media(client: Client, chat: LocalTelegram) -> None:
    message = await client.bot.send_photo(chat_id=PERSON, photo=client.file(PNG, "dot.png"))
    assert (message.photo[-1].width, message.photo[-1].height) == (3, 2)
    media = client.types.InputMediaDocument(media=client.file(b"text", "a.txt"), caption="now")
    edited = await client.bot.edit_message_media(
        chat_id=PERSON, message_id=message.message_id, media=media
    )
    assert edited.document.file_name == "a.txt"
    assert chat.last_message(PERSON).text == "now"


async def test_delete(client: Client, chat: LocalTelegram) -> None:
    ids = [await _sent(client) for _ in range(3)]
    assert await client.bot.delete_message(chat_id=PERSON, message_id=ids[0])
    assert await client.bot.delete_messages(chat_id=PERSON, message_ids=[*ids[1:], 1])
    assert chat.messages(PERSON) == []


async def test_copy_and_forward(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    copied = await client.bot.copy_message(
        chat_id=PERSON, from_chat_id=PERSON, message_id=message_id
    )
    assert chat.message(PERSON, copied.message_id).html == "<b>Hi</b>"
    forwarded = await client.bot.forward_message(
        chat_id=PERSON, from_chat_id=PERSON, message_id=message_id
    )
    assert forwarded.forward_origin.type == "user"


async def test_press_and_answer(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    press = await chat.press(PERSON, message_id, "No")
    (update,) = await client.bot.get_updates()
    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (press.id, "n", PERSON)
    assert query.message.message_id == message_id
    assert await client.bot.answer_callback_query(
        callback_query_id=query.id, text="Noted", show_alert=True
    )
    assert (press.answered, press.text, press.alert) == (True, "Noted", True)


async def test_old_message_is_inaccessible(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    chat.make_inaccessible(PERSON, message_id)
    await chat.press(PERSON, message_id, "y")
    (update,) = await client.bot.get_updates()
    message = update.callback_query.message
    # aiogram has a class of its own for it with date 0, python-telegram-bot a property.
    assert message.date == 0 or not message.is_accessible
    assert (message.chat.id, message.message_id) == (PERSON, message_id)


async def test_people_send_everything(client: Client, chat: LocalTelegram) -> None:
    await chat.type_text(PERSON, "/start x")
    await chat.send_contact(PERSON, "+70000000000")
    await chat.send_photo(PERSON, PNG, "look")
    await chat.send_document(PERSON, b"a;b", "people.csv", "list")
    written = await chat.type_text(PERSON, "typo")
    await chat.edit_text(PERSON, written.message_id, "no typo")
    updates = await client.bot.get_updates()
    assert updates[0].message.entities[0].type == "bot_command"
    assert updates[1].message.contact.user_id == PERSON
    assert updates[2].message.caption == "look"
    assert await client.download(updates[2].message.photo[-1].file_id) == PNG
    assert updates[3].message.document.file_name == "people.csv"
    assert updates[5].edited_message.text == "no typo"


async def test_block_and_unblock(client: Client, chat: LocalTelegram) -> None:
    chat.block(PERSON)
    chat.unblock(PERSON)
    first, second = [one.my_chat_member for one in await client.bot.get_updates()]
    assert (first.old_chat_member.status, first.new_chat_member.status) == ("member", "kicked")
    assert second.new_chat_member.status == "member"


async def test_inline_query(client: Client, chat: LocalTelegram) -> None:
    asked = await chat.inline_query(PERSON, "teacher")
    (update,) = await client.bot.get_updates()
    assert update.inline_query.query == "teacher"
    content = client.types.InputTextMessageContent(message_text="text")
    result = client.types.InlineQueryResultArticle(
        id="1", title="Teacher", input_message_content=content
    )
    assert await client.bot.answer_inline_query(
        inline_query_id=update.inline_query.id, results=[result]
    )
    assert asked.results is not None
    assert asked.results[0]["title"] == "Teacher"


async def test_command_menus_by_language(client: Client, chat: LocalTelegram) -> None:
    command = client.types.BotCommand
    await client.bot.set_my_commands(commands=[command(command="help", description="Help")])
    await client.bot.set_my_commands(
        commands=[command(command="help", description="Помощь")], language_code="ru"
    )
    await client.bot.set_my_commands(
        commands=[command(command="mine", description="Mine")],
        scope=client.types.BotCommandScopeChat(chat_id=PERSON),
    )
    (russian,) = await client.bot.get_my_commands(language_code="ru")
    assert (russian.command, russian.description) == ("help", "Помощь")
    chat.add_person(9002, "Other", "ru")
    menus = {one["id"]: one["commands"][0] for one in chat.described_people()}
    assert menus[PERSON]["command"] == "mine"
    assert menus[9002]["description"] == "Помощь"
    await client.bot.delete_my_commands(language_code="ru")
    assert len(await client.bot.get_my_commands(language_code="ru")) == 0


async def test_profile_texts(client: Client) -> None:
    bot = client.bot
    await bot.set_my_name(name="Bot")
    await bot.set_my_description(description="Описание", language_code="ru")
    await bot.set_my_short_description(short_description="Short")
    assert (await bot.get_my_name()).name == "Bot"
    assert (await bot.get_my_description(language_code="ru")).description == "Описание"
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert await bot.set_chat_menu_button(menu_button=client.types.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_chat_member_and_pins(client: Client, chat: LocalTelegram) -> None:
    message_id = await _sent(client)
    assert await client.bot.pin_chat_message(chat_id=PERSON, message_id=message_id)
    described = await client.bot.get_chat(chat_id=PERSON)
    assert (described.id, described.first_name) == (PERSON, "Sam Sample")
    assert described.pinned_message.message_id == message_id
    member = await client.bot.get_chat_member(chat_id=PERSON, user_id=chat.profile.id)
    assert member.status == "member"
    assert await client.bot.unpin_all_chat_messages(chat_id=PERSON)
    assert (await client.bot.get_chat(chat_id=PERSON)).pinned_message is None


async def test_chat_action_log_out_and_close(client: Client) -> None:
    assert await client.bot.send_chat_action(chat_id=PERSON, action="typing")
    assert await client.bot.log_out()
    assert await client.bot.close()


async def test_webhook_info(client: Client) -> None:
    assert await client.bot.set_webhook(
        url="http://127.0.0.1:9/hook", secret_token="s", allowed_updates=["message"]
    )
    info = await client.bot.get_webhook_info()
    assert info.url == "http://127.0.0.1:9/hook"
    assert list(info.allowed_updates) == ["message"]
    assert await client.bot.delete_webhook(drop_pending_updates=True)
    assert (await client.bot.get_webhook_info()).url == ""


@pytest.mark.parametrize("spelling", ["sendmessage", "SENDMESSAGE", "sendMessage"])
async def test_method_names_in_any_case(http: Http, chat: LocalTelegram, spelling: str) -> None:
    assert (await http.call(spelling, chat_id=PERSON, text="x"))["ok"]
    assert [call.method for call in chat.calls] == ["sendMessage"]


async def test_call_by_address_alone(http: Http) -> None:
    address = f"/bot{http.token}/sendMessage?chat_id={PERSON}&text=hello"
    assert (await http.post(address))["result"]["text"] == "hello"
    assert (await http.get(f"/bot{http.token}/getMe"))["ok"]
