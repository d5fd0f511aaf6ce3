"""Editing messages of the bot in place."""

from local_chat.keyboards import inline_markup
from local_chat.methods.files import given_file
from local_chat.model import JSON, Message
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState
from local_chat.texts import caption_text, message_text

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def edit_message_text(telegram: ChatState, params: Params) -> JSON:
    message = _editable(telegram, params)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    before = message.content()
    text, entities = message_text(params)
    rows = inline_markup(params)
    options = params.json("link_preview_options", "link preview options")
    after = Message(
        message.chat_id,
        message.message_id,
        True,
        message.date,
        text,
        entities,
        rows,
        extra={**message.extra, "link_preview_options": options} if options else message.extra,
    )
    if after.content() == before:
        raise bad_request(_UNCHANGED)
    message.text_edited = message.text_edited or (text, entities) != (
        message.text,
        message.entities,
    )
    message.text, message.entities, message.rows = text, entities, rows
    message.extra = after.extra
    return _edited(telegram, message)


def edit_message_caption(telegram: ChatState, params: Params) -> JSON:
    message = _editable(telegram, params)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    caption, entities = caption_text(params)
    rows = inline_markup(params)
    if (caption, entities, rows) == (message.text, message.entities, message.rows):
        raise bad_request(_UNCHANGED)
    message.text, message.entities, message.rows = caption, entities, rows
    message.text_edited = True
    return _edited(telegram, message)


def edit_message_media(telegram: ChatState, params: Params) -> JSON:
    message = _editable(telegram, params)
    described = params.json("media", "InputMedia")
    if not isinstance(described, dict):
        raise bad_request("can't parse InputMedia JSON object")
    if described.get("type") not in ("document", "photo"):
        raise bad_request("can't parse InputMedia: type of the media is not supported")
    media = params.nested(described)
    caption, entities = caption_text(media)
    rows = inline_markup(params)
    is_photo = described["type"] == "photo"
    file = given_file(telegram, media, "media", is_photo)
    unchanged = (file, caption, entities, rows) == (
        message.media,
        message.text,
        message.entities,
        message.rows,
    )
    if unchanged:
        raise bad_request(_UNCHANGED)
    message.media, message.is_photo = file, is_photo
    message.text, message.entities, message.rows = caption, entities, rows
    message.text_edited = True
    return _edited(telegram, message)


def edit_message_reply_markup(telegram: ChatState, params: Params) -> JSON:
    message = _editable(telegram, params)
    rows = inline_markup(params)
    if rows == message.rows:
        raise bad_request(_UNCHANGED)
    message.rows = rows
    return _edited(telegram, message)


def _editable(telegram: ChatState, params: Params) -> Message:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat_id = telegram.reachable(params.integer("chat_id")).id
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = telegram.chat(chat_id).get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot or message.service or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    return message


def _edited(telegram: ChatState, message: Message) -> JSON:
    message.edited_at = telegram.now()
    telegram.tell_message(message)
    return telegram.rendered(message)
