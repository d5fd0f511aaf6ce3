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
from aiogram.types import InaccessibleMessage, Update
from pydantic import ValidationError

from bot.conversation.readers import (
    Fields,
    Needed,
    Or,
    UnreadableError,
    a_flag,
    a_moment,
    a_number,
    an_id,
    any_words,
    if_readable,
    list_of,
    object_of,
    some_words,
)
from bot.watching.meters import skipped as note_skipped
from bot.watching.update_watch import reference_of
from handlers.chat.buttons import Check

log = structlog.get_logger("bot.incoming")

# Now, not when the first person waits for it (`bot.postponed_models`).
Update.model_rebuild()

Raw = Mapping[str, Any]
# The numbers of updates are kept in 64 bits.
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
ANSWERS: Final = Check.ANSWER.prefix + ":"
# Entities that need nothing but their place, and an address where they have one.
PLAIN_ENTITIES: Final = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
        "expandable_blockquote", "code", "pre", "text_link", "url", "mention", "hashtag",
        "cashtag", "bot_command", "email", "phone_number",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """An update that is passed over. `kind` is Telegram's name of it, `reason` the part that would
    not do; neither holds words or ids of people."""

    kind: str
    reason: str


_skipped: Counter[Skipped] = Counter()


def read_update(raw: object, bot: Bot) -> Update | Skipped:
    """The update as far as the bot reads it. What is passed over is counted and logged here."""
    kind, body = _kind_of(raw)
    try:
        if body is None:
            raise UnreadableError("not a kind that is taken" if kind else "no kind")
        number = _update_number(raw)
        pruned = {"update_id": number, kind: KINDS[kind](body, bot)}
        return Update.model_validate(pruned, context={"bot": bot})
    except UnreadableError as error:
        return _passed_over(Skipped(kind, str(error)), raw)
    except ValidationError as error:
        # Unforeseen: names of fields and places in lists, never what stands there.
        where = ".".join(map(str, error.errors(include_input=False)[0]["loc"]))
        return _passed_over(Skipped(kind, where), raw)


def _passed_over(skipped: Skipped, raw: object) -> Skipped:
    _skipped[skipped] += 1
    note_skipped(skipped.kind, skipped.reason)
    tell = log.debug if skipped.reason in EXPECTED else log.warning
    tell(
        "update_skipped",
        reference=_reference(raw),
        kind=skipped.kind,
        reason=skipped.reason,
        times=_skipped[skipped],
    )
    return skipped


def _reference(raw: object) -> str | None:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return reference_of(number) if type(number) is int else None


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


def _update_number(raw: Any) -> int:
    number = raw.get("update_id")
    if type(number) is not int or not 0 <= number <= LARGEST_UPDATE:
        raise UnreadableError("update_id")
    return number


def _entity_type(value: Any) -> str:
    if not isinstance(value, str) or value not in PLAIN_ENTITIES:
        raise UnreadableError("type")
    return value


def _place(value: Any) -> int:
    if not 0 <= a_number(value) <= 100_000:
        raise UnreadableError("place")
    return int(value)


_USER = object_of(
    {
        "id": Needed(an_id),
        "is_bot": Or(a_flag, False),
        "first_name": Or(any_words, ""),
        "last_name": any_words,
        "username": any_words,
        "language_code": any_words,
    }
)
_FILE: Fields = {"file_id": Needed(some_words), "file_unique_id": Or(any_words, "")}
_PHOTO = list_of(object_of({**_FILE, "width": Or(_place, 0), "height": Or(_place, 0)}))
_ENTITIES = list_of(
    object_of(
        {
            "type": Needed(_entity_type),
            "offset": Needed(_place),
            "length": Needed(_place),
            "url": any_words,
            "language": any_words,
        }
    )
)
_BUTTON = object_of({"text": Needed(any_words), "callback_data": any_words, "url": any_words})
_KEYBOARD = object_of({"inline_keyboard": Needed(list_of(list_of(_BUTTON)))})
_WORDS_OF_MESSAGE: Fields = {
    "text": some_words,
    "entities": _ENTITIES,
    "caption": some_words,
    "caption_entities": _ENTITIES,
    "photo": _PHOTO,
    "document": object_of(_FILE),
    "voice": object_of({**_FILE, "duration": Or(_place, 0)}),
    "media_group_id": some_words,
    "edit_date": a_moment,
    "via_bot": _USER,
}
_SHOWN: Fields = {
    "text": some_words,
    "entities": _ENTITIES,
    "caption": some_words,
    "caption_entities": _ENTITIES,
    "reply_markup": _KEYBOARD,
}
_BELOW = object_of(_SHOWN)
_REPLIED = object_of({"message_id": Needed(an_id), "from": _USER, "reply_markup": _KEYBOARD})
_PRESS = object_of(
    {"id": Needed(some_words), "chat_instance": Or(any_words, ""), "data": some_words}
)
_INLINE_QUERY = object_of(
    {
        "id": Needed(some_words),
        "from": Needed(_USER),
        "query": Or(any_words, ""),
        "offset": Or(any_words, ""),
    }
)


# Kinds of updates


def _people_of(value: Raw, chat: Any) -> dict[str, Any]:
    """Who wrote, and the private chat with them; where Telegram leaves one out, the other says it,
    because both have the same id. Raises for other chats."""
    chat = chat if isinstance(chat, dict) else {}
    if chat.get("type") in ("group", "supergroup", "channel"):
        raise UnreadableError("not private")
    user = if_readable(_USER)(value.get("from"))
    number = if_readable(an_id)(chat.get("id"))
    is_private = chat.get("type") == "private"
    if user is None and is_private:
        user = if_readable(_USER)({**chat, "is_bot": False})
    if user is None:
        raise UnreadableError("from")
    if not is_private and number != user["id"]:
        raise UnreadableError("chat")
    return {"from": user, "chat": {"id": number or user["id"], "type": "private"}}


def _message(value: Raw, bot: Bot) -> dict[str, Any]:
    return _sent(value, SENT)


def _edited_message(value: Raw, bot: Bot) -> dict[str, Any]:
    return _sent(value, EDITABLE)


def _sent(value: Raw, contents: frozenset[str]) -> dict[str, Any]:
    people = _people_of(value, value.get("chat"))
    if contents.isdisjoint(value):
        raise UnreadableError("service message")
    head = {"message_id": _number_or_0(value), "date": _date_or_1970(value), **people}
    replied = if_readable(_REPLIED)(value.get("reply_to_message"))
    if replied is not None:
        head["reply_to_message"] = {**replied, "date": head["date"], "chat": people["chat"]}
    if not value.keys().isdisjoint(("forward_origin", "forward_date")):
        head["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": ""}
    return {**head, **object_of(_WORDS_OF_MESSAGE)(value)}


def _callback_query(value: Raw, bot: Bot) -> dict[str, Any]:
    """A press. Without its message, or with one that cannot be read, it is as good as one below a
    message that is too old: the buttons say all that is needed."""
    below = value.get("message")
    below = below if isinstance(below, dict) else {}
    if "inline_message_id" in value and not below:
        raise UnreadableError("message")
    chat = below.get("chat")
    # The bot has buttons to press in private chats only.
    is_told = isinstance(chat, dict) and isinstance(chat.get("type"), str)
    people = _people_of(value, chat if is_told else {"type": "private"})
    date = if_readable(a_moment)(below.get("date"))
    named = {"message_id": _number_or_0(below), "chat": people["chat"]}
    message: Any
    # What a question's button stands below is never looked at, and long to read.
    if date is None or str(value.get("data")).startswith(ANSWERS):
        # Made here: pydantic would try the ninety fields of a whole message first.
        message = InaccessibleMessage.model_validate({**named, "date": 0}, context={"bot": bot})
    else:
        message = {**named, **_BELOW(below), "date": date}
    return {**_PRESS(value), "from": people["from"], "message": message}


def _inline_query(value: Raw, bot: Bot) -> Any:
    return _INLINE_QUERY(value)


def _my_chat_member(value: Raw, bot: Bot) -> dict[str, Any]:
    """Whether the person has blocked the bot; what it was before is never read."""
    people = _people_of(value, value.get("chat"))
    member = value.get("new_chat_member")
    status = member.get("status") if isinstance(member, dict) else None
    if not isinstance(status, str) or status not in STATUSES:
        raise UnreadableError("new_chat_member.status")
    me = {"id": bot.id, "is_bot": True, "first_name": ""}
    new = {"status": STATUSES[status], "user": me, "until_date": 0}
    old = {"status": "member", "user": me}
    date = _date_or_1970(value)
    return {**people, "date": date, "old_chat_member": old, "new_chat_member": new}


def _number_or_0(message: Raw) -> int:
    """The message's id; 0 stands for a message that cannot be named."""
    return if_readable(an_id)(message.get("message_id")) or 0


def _date_or_1970(value: Raw) -> int:
    """When it was; nothing is decided by it."""
    return if_readable(a_moment)(value.get("date")) or 1


KINDS: Final[Mapping[str, Callable[[Raw, Bot], Any]]] = {
    "message": _message,
    "edited_message": _edited_message,
    "callback_query": _callback_query,
    "inline_query": _inline_query,
    "my_chat_member": _my_chat_member,
}
