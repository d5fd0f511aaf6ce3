"""Sending, copying and deleting messages."""

from typing import Any

from local_chat.keyboards import ReplyKeyboard, read_markup
from local_chat.model import JSON, Message
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState
from local_chat.texts import caption_text, message_text

_DELETABLE_SECONDS = 48 * 3600
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(telegram: ChatState, params: Params) -> JSON:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    text, entities = message_text(params)
    message = new_message(telegram, params, chat_id)
    message.text, message.entities = text, entities
    options = params.json("link_preview_options", "link preview options")
    if options:
        message.extra["link_preview_options"] = options
    return posted(telegram, params, message)


def new_message(telegram: ChatState, params: Params, chat_id: int) -> Message:
    """A message of the bot with what all sending methods share, not yet posted.

    Raises `RefusalError` for a topic (private chats have none) or a reply to nothing.
    """
    if params.integer("message_thread_id"):
        raise bad_request("message thread not found")
    message = Message(chat_id, 0, True, telegram.now())
    message.reply_to = _reply_to(telegram, params, chat_id)
    if params.flag("protect_content"):
        message.extra["has_protected_content"] = True
    return message


def _reply_to(telegram: ChatState, params: Params, chat_id: int) -> int | None:
    reply = params.json("reply_parameters", "reply parameters") or {}
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id or message_id in telegram.chat(chat_id):
        return message_id or None
    allowed = reply.get("allow_sending_without_reply")
    if allowed or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def posted(telegram: ChatState, params: Params, message: Message) -> JSON:
    """Add the keyboard and post the message."""
    message.rows, reply_keyboard = read_markup(params)
    telegram.post(message)
    if reply_keyboard is not None:
        _show_keyboard(telegram, message.chat_id, reply_keyboard)
    return telegram.rendered(message)


def _show_keyboard(telegram: ChatState, chat_id: int, keyboard: ReplyKeyboard) -> None:
    if keyboard.rows is None:
        telegram.reply_keyboards.pop(chat_id, None)
    else:
        telegram.reply_keyboards[chat_id] = keyboard
    shown = {"chat_id": chat_id, "keyboard": keyboard.rows, "placeholder": keyboard.placeholder}
    telegram.news.tell("keyboard", lambda: shown)


def send_chat_action(telegram: ChatState, params: Params) -> bool:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.news.tell("action", lambda: {"chat_id": chat_id, "action": action})
    return True


def copy_message(telegram: ChatState, params: Params) -> JSON:
    source, chat_id = _source(telegram, params, "copy")
    if source.service:
        raise bad_request("message can't be copied")
    message = new_message(telegram, params, chat_id)
    message.text, message.entities = source.text, source.entities
    message.media, message.is_photo = source.media, source.is_photo
    if "caption" in params.values and source.media is not None:
        message.text, message.entities = caption_text(params)
    return {"message_id": posted(telegram, params, message)["message_id"]}


def forward_message(telegram: ChatState, params: Params) -> JSON:
    source, chat_id = _source(telegram, params, "forward")
    if source.extra.get("has_protected_content"):
        raise bad_request("message has protected content and can't be forwarded")
    message = new_message(telegram, params, chat_id)
    message.text, message.entities = source.text, source.entities
    message.media, message.is_photo = source.media, source.is_photo
    message.service = dict(source.service)
    person = telegram.person(source.chat_id)
    sender = telegram.profile.user() if source.by_bot else person.user()
    message.extra["forward_origin"] = {
        "type": "user",
        "sender_user": sender,
        "date": source.date,
    }
    telegram.post(message)
    return telegram.rendered(message)


def _source(telegram: ChatState, params: Params, verb: str) -> tuple[Message, int]:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    source_chat = telegram.known_chat(params.integer("from_chat_id")).id
    source = telegram.chat(source_chat).get(params.integer("message_id"))
    if source is None:
        raise bad_request(f"message to {verb} not found")
    return source, chat_id


def delete_message(telegram: ChatState, params: Params) -> bool:
    chat_id = telegram.known_chat(params.integer("chat_id")).id
    message_id = _message_id(params.values.get("message_id"))
    message = telegram.chat(chat_id).get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if telegram.now() - message.date > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    return telegram.remove(chat_id, message_id)


def delete_messages(telegram: ChatState, params: Params) -> bool:
    """Delete up to 100 messages; those that are gone or too old are passed over."""
    chat_id = telegram.known_chat(params.integer("chat_id")).id
    ids = params.json("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many messages to delete")
    oldest = telegram.now() - _DELETABLE_SECONDS
    for message_id in map(_message_id, ids):
        message = telegram.chat(chat_id).get(message_id)
        if message is not None and message.date >= oldest:
            telegram.remove(chat_id, message_id)
    return True


def _message_id(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request("message identifier is not specified") from None
