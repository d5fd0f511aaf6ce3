"""One raw update of Telegram, read alone: what the bot needs of it, or why it is passed over.

Telegram sends values that no model knows yet, and leaves out fields that its documentation calls
required. So only what the bot reads is taken, each part by itself: what is broken there and can be
done without is left out, and nobody loses their words because of a field that nobody looks at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.methods.base import TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

log = structlog.get_logger("bot.incoming")

Raw = Mapping[str, Any]
Read = Callable[[Any], Any]
# Telegram's ids have 52 bits at most; the numbers of updates are kept in 64.
LARGEST_ID: Final = 2**52
LARGEST_UPDATE: Final = 2**63 - 1
LONGEST_NAME: Final = 40
# Passed over by plan, so no news in the log.
EXPECTED: Final = frozenset({"not private", "service message"})
# What a person sends. Whatever else a message holds is Telegram's own note of something done.
SENT: Final = frozenset(
    {
        "text", "rich_message", "animation", "audio", "document", "live_photo", "paid_media",
        "photo", "sticker", "story", "video", "video_note", "voice", "checklist", "contact",
        "dice", "game", "poll", "venue", "location", "invoice", "giveaway",
    }
)  # fmt: skip
# What a person changes by hand; a live location tells of itself all the time.
EDITABLE: Final = frozenset(
    {"text", "rich_message", "animation", "audio", "document", "live_photo", "photo", "video"}
)
STATUSES: Final = {
    "kicked": "kicked",
    "left": "left",
    "member": "member",
    "administrator": "member",
    "creator": "member",
    "restricted": "member",
}
# Entities that need nothing but their place, and an address where they have one.
PLAIN_ENTITIES: Final = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
        "expandable_blockquote", "code", "pre", "text_link", "url", "mention", "hashtag",
        "cashtag", "bot_command", "email", "phone_number",
    }
)  # fmt: skip


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates as it comes: one update that cannot be read must not spoil the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An update that is passed over. `kind` is Telegram's name of it, `reason` the part that would
    not do; neither holds words or ids of people."""

    kind: str
    reason: str


class _UnreadableError(Exception):
    """Something that the bot cannot do without; says what."""


_skipped: Counter[Skipped] = Counter()


def read_update(raw: object, bot: Bot) -> Update | Skipped:
    """The update as far as the bot reads it. What is passed over is counted and logged here."""
    kind, body = _kind_of(raw)
    try:
        if body is None:
            raise _UnreadableError("not a kind that is taken" if kind else "no kind")
        number = _update_number(raw)
        pruned = {"update_id": number, kind: KINDS[kind](body, bot)}
        return Update.model_validate(pruned, context={"bot": bot})
    except _UnreadableError as error:
        return _passed_over(Skipped(kind, str(error)))
    except ValidationError as error:
        # Unforeseen: names of fields and places in lists, never what stands there.
        where = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        return _passed_over(Skipped(kind, where))


def _passed_over(skipped: Skipped) -> Skipped:
    _skipped[skipped] += 1
    tell = log.debug if skipped.reason in EXPECTED else log.warning
    tell("update_skipped", kind=skipped.kind, reason=skipped.reason, times=_skipped[skipped])
    return skipped


def _kind_of(raw: object) -> tuple[str, Raw | None]:
    """The kind that is taken, with its body; else whatever name Telegram gives, and None."""
    if not isinstance(raw, dict):
        return "", None
    for kind in KINDS:
        body = raw.get(kind)
        if body is not None:
            return kind, body if isinstance(body, dict) else {}
    names = (name for name in raw if name != "update_id")
    return next((name for name in names if _is_field_name(name)), ""), None


def _is_field_name(name: object) -> bool:
    is_name = isinstance(name, str) and name.isascii() and name.isidentifier()
    return is_name and len(str(name)) <= LONGEST_NAME


# Values


def _number(value: Any) -> int:
    if type(value) is not int or not -LARGEST_ID < value < LARGEST_ID:
        raise _UnreadableError("number")
    return value


def _id(value: Any) -> int:
    if _number(value) <= 0:
        raise _UnreadableError("id")
    return int(value)


def _moment(value: Any) -> int:
    """Seconds since 1970, up to the year 9999."""
    if not 0 < _number(value) < 253_402_300_800:
        raise _UnreadableError("date")
    return int(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _UnreadableError("flag")
    return value


def _words(value: Any) -> str:
    """Text that every database takes: no halves of letters, no zeros."""
    if not isinstance(value, str):
        raise _UnreadableError("text")
    return value.encode("utf-8", "replace").decode().replace("\0", "")


def _name(value: Any) -> str:
    """Text that is not empty."""
    words = _words(value)
    if not words:
        raise _UnreadableError("text")
    return words


def _update_number(raw: Any) -> int:
    number = raw.get("update_id")
    if type(number) is not int or not 0 <= number <= LARGEST_UPDATE:
        raise _UnreadableError("update_id")
    return number


# Objects


@dataclass(frozen=True, slots=True)
class _Needed:
    """A field without which the whole cannot be read."""

    read: Read


@dataclass(frozen=True, slots=True)
class _Or:
    """A field in whose place something else will do."""

    read: Read
    otherwise: Any


Fields = Mapping[str, _Needed | _Or | Read]
"""By name; a field that is only read is left out where it is missing or broken."""


def _object(fields: Fields) -> Read:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _UnreadableError("object")
        taken: dict[str, Any] = {}
        for name, field in fields.items():
            _take(taken, name, field, value.get(name))
        return taken

    return read


def _take(taken: dict[str, Any], name: str, field: _Needed | _Or | Read, value: Any) -> None:
    read = field.read if isinstance(field, _Needed | _Or) else field
    try:
        taken[name] = read(value)
    except _UnreadableError:
        if isinstance(field, _Needed):
            raise _UnreadableError(name) from None
        if isinstance(field, _Or):
            taken[name] = field.otherwise


def _list(read: Read) -> Read:
    """The elements that can be read; none at all is nothing."""

    def read_each(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise _UnreadableError("list")
        taken = [each for each in map(_if_readable(read), value) if each is not None]
        if not taken:
            raise _UnreadableError("list")
        return taken

    return read_each


def _if_readable(read: Read) -> Read:
    def read_or_none(value: Any) -> Any:
        try:
            return read(value)
        except _UnreadableError:
            return None

    return read_or_none


def _entity_type(value: Any) -> str:
    if value not in PLAIN_ENTITIES:
        raise _UnreadableError("type")
    return str(value)


def _place(value: Any) -> int:
    if not 0 <= _number(value) <= 100_000:
        raise _UnreadableError("place")
    return int(value)


_USER = _object(
    {
        "id": _Needed(_id),
        "is_bot": _Or(_flag, False),
        "first_name": _Or(_words, ""),
        "last_name": _words,
        "username": _words,
        "language_code": _words,
    }
)
_FILE: Fields = {"file_id": _Needed(_name), "file_unique_id": _Or(_words, "")}
_PHOTO = _list(_object({**_FILE, "width": _Or(_place, 0), "height": _Or(_place, 0)}))
_ENTITIES = _list(
    _object(
        {
            "type": _Needed(_entity_type),
            "offset": _Needed(_place),
            "length": _Needed(_place),
            "url": _words,
            "language": _words,
        }
    )
)
_BUTTON = _object({"text": _Needed(_words), "callback_data": _words, "url": _words})
_KEYBOARD = _object({"inline_keyboard": _Needed(_list(_list(_BUTTON)))})
_WORDS_OF_MESSAGE: Fields = {
    "text": _name,
    "caption": _name,
    "photo": _PHOTO,
    "document": _object(_FILE),
    "media_group_id": _name,
    "edit_date": _moment,
}
_SHOWN: Fields = {"text": _name, "entities": _ENTITIES, "reply_markup": _KEYBOARD}
_INLINE_QUERY = _object(
    {
        "id": _Needed(_name),
        "from": _Needed(_USER),
        "query": _Or(_words, ""),
        "offset": _Or(_words, ""),
    }
)


# Kinds of updates


def _people_of(value: Raw, chat: Any) -> dict[str, Any]:
    """Who wrote, and the private chat with them; where Telegram leaves one out, the other says it,
    because both have the same id. Raises for other chats."""
    chat = chat if isinstance(chat, dict) else {}
    if chat.get("type") in ("group", "supergroup", "channel"):
        raise _UnreadableError("not private")
    user = _if_readable(_USER)(value.get("from"))
    number = _if_readable(_id)(chat.get("id"))
    is_private = chat.get("type") == "private"
    if user is None and is_private:
        user = _if_readable(_USER)({**chat, "is_bot": False})
    if user is None:
        raise _UnreadableError("from")
    if not is_private and number != user["id"]:
        raise _UnreadableError("chat")
    return {"from": user, "chat": {"id": number or user["id"], "type": "private"}}


def _message(value: Raw, bot: Bot) -> dict[str, Any]:
    return _sent(value, SENT)


def _edited_message(value: Raw, bot: Bot) -> dict[str, Any]:
    return _sent(value, EDITABLE)


def _sent(value: Raw, contents: frozenset[str]) -> dict[str, Any]:
    people = _people_of(value, value.get("chat"))
    if contents.isdisjoint(value):
        raise _UnreadableError("service message")
    head = {"message_id": _number_or_0(value), "date": _date_or_1970(value), **people}
    replied = _if_readable(_object({"message_id": _Needed(_id)}))(value.get("reply_to_message"))
    if replied is not None:
        head["reply_to_message"] = {**replied, "date": head["date"], "chat": people["chat"]}
    return {**head, **_object(_WORDS_OF_MESSAGE)(value)}


def _callback_query(value: Raw, bot: Bot) -> dict[str, Any]:
    """A press. Without its message, or with one that cannot be read, it is as good as one below a
    message that is too old: the buttons say all that is needed."""
    below = value.get("message")
    below = below if isinstance(below, dict) else {}
    if "inline_message_id" in value and not below:
        raise _UnreadableError("message")
    chat = below.get("chat")
    # The bot has buttons to press in private chats only.
    is_told = isinstance(chat, dict) and isinstance(chat.get("type"), str)
    people = _people_of(value, chat if is_told else {"type": "private"})
    date = _if_readable(_moment)(below.get("date"))
    message: dict[str, Any] = {"message_id": _number_or_0(below), "chat": people["chat"], "date": 0}
    if date is not None:
        message.update(_object(_SHOWN)(below), date=date)
    query = _object({"id": _Needed(_name), "chat_instance": _Or(_words, ""), "data": _name})(value)
    return {**query, "from": people["from"], "message": message}


def _inline_query(value: Raw, bot: Bot) -> Any:
    return _INLINE_QUERY(value)


def _my_chat_member(value: Raw, bot: Bot) -> dict[str, Any]:
    """Whether the person has blocked the bot; what it was before is never read."""
    people = _people_of(value, value.get("chat"))
    member = value.get("new_chat_member")
    status = member.get("status") if isinstance(member, dict) else None
    if not isinstance(status, str) or status not in STATUSES:
        raise _UnreadableError("new_chat_member.status")
    me = {"id": bot.id, "is_bot": True, "first_name": ""}
    new = {"status": STATUSES[status], "user": me, "until_date": 0}
    old = {"status": "member", "user": me}
    date = _date_or_1970(value)
    return {**people, "date": date, "old_chat_member": old, "new_chat_member": new}


def _number_or_0(message: Raw) -> int:
    """The message's id; 0 stands for a message that cannot be named."""
    return _if_readable(_id)(message.get("message_id")) or 0


def _date_or_1970(value: Raw) -> int:
    """When it was; nothing is decided by it."""
    return _if_readable(_moment)(value.get("date")) or 1


KINDS: Final[Mapping[str, Callable[[Raw, Bot], Any]]] = {
    "message": _message,
    "edited_message": _edited_message,
    "callback_query": _callback_query,
    "inline_query": _inline_query,
    "my_chat_member": _my_chat_member,
}
