"""Reading and checking of the keyboards a bot sends."""

import re
from dataclasses import dataclass
from typing import Any

from local_chat.params import Params
from local_chat.refusals import RefusalError, bad_request

BUTTON_LIMIT = 100
DATA_LIMIT = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_URL = re.compile(r"^(?:https?://)?[^\s/?#:@]+\.[^\s/?#:@]+(?::\d+)?(?:[/?#]\S*)?$|^tg://\S+$")

Rows = list[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a message as a person sees it; exactly one of `data` and `url` is usual."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """The keyboard below the message field. `rows` is None when the bot takes it away."""

    rows: Rows | None
    one_time: bool = False
    placeholder: str = ""


def read_markup(params: Params) -> tuple[Rows, ReplyKeyboard | None]:
    """The inline rows and the change of the reply keyboard in `reply_markup`.

    Raises `RefusalError` for what Telegram refuses: broken JSON, a button without text or action,
    callback data over 64 bytes, over 100 buttons, an address that is none.
    """
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return [], None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline_rows(markup["inline_keyboard"]), None
    return [], _reply_keyboard(markup)


def inline_markup(params: Params) -> Rows:
    """The inline rows of an edit, which takes no other keyboard."""
    rows, reply = read_markup(params)
    if reply is not None:
        raise bad_request("inline keyboard expected")
    return rows


def buttons(rows: Rows) -> list[list[Button]]:
    return [
        [Button(one["text"], one.get("callback_data"), one.get("url")) for one in row]
        for row in rows
    ]


def _inline_rows(given: Any) -> Rows:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    rows = [[_inline_button(button) for button in row] for row in given if row]
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _unreadable(reason: str) -> RefusalError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if text is None:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(text, str):
        raise _unreadable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if not any(_acts(button, action) for action in _ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data") or "").encode()) > DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.get("url") and not _URL.match(str(button["url"])):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: wrong HTTP URL"
        )
    return {name: value for name, value in button.items() if value is not None}


def _acts(button: dict[str, Any], action: str) -> bool:
    """Whether the button has this action; an inline query may be empty, the others not."""
    empty = (None,) if action.startswith("switch_inline_query") else (None, "")
    return button.get(action) not in empty


def _reply_keyboard(markup: dict[str, Any]) -> ReplyKeyboard | None:
    if markup.get("remove_keyboard"):
        return ReplyKeyboard(None)
    if "keyboard" not in markup:
        return None
    rows = [[_reply_button(button) for button in row] for row in markup["keyboard"] if row]
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    if sum(map(len, rows)) > 3 * BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return ReplyKeyboard(
        rows,
        one_time=bool(markup.get("one_time_keyboard")),
        placeholder=str(markup.get("input_field_placeholder") or ""),
    )


def _reply_button(button: Any) -> dict[str, Any]:
    described = {"text": button} if isinstance(button, str) else button
    if not isinstance(described, dict) or not isinstance(described.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if not described["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    return described
