"""The bot's own profile: who it is, its names, descriptions, command menus, menu button."""

import re
from typing import Any

from local_chat.model import JSON
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState

_COMMAND = re.compile(r"^[a-z0-9_]{1,32}$")
_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(telegram: ChatState, params: Params) -> JSON:
    return telegram.profile.me()


def log_out(telegram: ChatState, params: Params) -> bool:
    return True


def close(telegram: ChatState, params: Params) -> bool:
    return True


def set_my_commands(telegram: ChatState, params: Params) -> bool:
    key = _scope(params), _language(params)
    commands = params.json("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    telegram.profile.commands[key] = [_command(command) for command in commands]
    _tell_profile(telegram)
    return True


def _command(given: Any) -> JSON:
    if not isinstance(given, dict):
        raise bad_request("expected an Object as BotCommand")
    command = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", ""))
    if not _COMMAND.match(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def get_my_commands(telegram: ChatState, params: Params) -> list[JSON]:
    return telegram.profile.commands.get((_scope(params), _language(params)), [])


def delete_my_commands(telegram: ChatState, params: Params) -> bool:
    telegram.profile.commands.pop((_scope(params), _language(params)), None)
    _tell_profile(telegram)
    return True


def _scope(params: Params) -> str:
    """The scope as text, with the chat where it has one."""
    scope = params.json("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    kind = str(scope["type"])
    return f"{kind}:{scope['chat_id']}" if "chat_id" in scope else kind


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def set_my_name(telegram: ChatState, params: Params) -> bool:
    return _set_text(telegram, params, "name", telegram.profile.names)


def get_my_name(telegram: ChatState, params: Params) -> JSON:
    return {"name": telegram.profile.name(_language(params))}


def set_my_description(telegram: ChatState, params: Params) -> bool:
    return _set_text(telegram, params, "description", telegram.profile.descriptions)


def get_my_description(telegram: ChatState, params: Params) -> JSON:
    return {"description": telegram.profile.description(_language(params))}


def set_my_short_description(telegram: ChatState, params: Params) -> bool:
    texts = telegram.profile.short_descriptions
    return _set_text(telegram, params, "short_description", texts)


def get_my_short_description(telegram: ChatState, params: Params) -> JSON:
    return {"short_description": telegram.profile.short_description(_language(params))}


def _set_text(telegram: ChatState, params: Params, field: str, texts: dict[str, str]) -> bool:
    text = params.text(field)
    if len(text) > _LIMITS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    texts[_language(params)] = text
    _tell_profile(telegram)
    return True


def set_chat_menu_button(telegram: ChatState, params: Params) -> bool:
    chat_id = _menu_chat(telegram, params)
    button = params.json("menu_button", "MenuButton") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in (
        "commands",
        "web_app",
        "default",
    ):
        raise bad_request("can't parse MenuButton: MenuButton has unsupported type")
    telegram.profile.menu_buttons[chat_id] = button
    if not chat_id and button["type"] == "default":
        del telegram.profile.menu_buttons[0]
    _tell_profile(telegram)
    return True


def get_chat_menu_button(telegram: ChatState, params: Params) -> JSON:
    return telegram.profile.menu_button(_menu_chat(telegram, params))


def _menu_chat(telegram: ChatState, params: Params) -> int:
    """The chat a menu button is for; 0 stands for all chats."""
    chat_id = params.integer("chat_id")
    return telegram.known_chat(chat_id).id if chat_id else 0


def _tell_profile(telegram: ChatState) -> None:
    telegram.news.tell("profile", dict)
