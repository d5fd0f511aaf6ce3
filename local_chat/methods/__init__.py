"""The methods of the Bot API, by lower-case name."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from local_chat.methods import callbacks, chats, edits, files, messages, profile, updates
from local_chat.params import Params
from local_chat.state import ChatState

Method = Callable[[ChatState, Params], Any | Awaitable[Any]]

_BY_NAME: dict[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.log_out,
    "close": profile.close,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendDocument": files.send_document,
    "sendPhoto": files.send_photo,
    "sendChatAction": messages.send_chat_action,
    "copyMessage": messages.copy_message,
    "forwardMessage": messages.forward_message,
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageMedia": edits.edit_message_media,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "answerInlineQuery": callbacks.answer_inline_query,
    "getFile": files.get_file,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
}

METHODS: Mapping[str, tuple[str, Method]] = {
    name.lower(): (name, method) for name, method in _BY_NAME.items()
}
"""Name as documented and function, by lower-case name."""

FLOODED = frozenset(
    name
    for name in METHODS
    if name.startswith(("send", "edit", "copy", "forward")) and name != "sendchataction"
)
"""The methods that Telegram's flood limit counts, in lower case."""
