"""Updates made by hand after what users of several libraries reported about real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.bot.conversation.raw_updates import SECRET, chat, user, usual

Raw = dict[str, Any]
Made = Callable[[int], Raw]

CHANNEL: Final = {"id": -1_000_000_000_001, "title": SECRET, "type": "channel"}
GROUP: Final = {"id": -1_000_000_000_002, "title": SECRET, "type": "supergroup"}


def _message(**parts: Any) -> Made:
    """A message with these parts; the words too, unless they are None."""

    def made(person_id: int) -> Raw:
        whole = {**usual("message", person_id), **parts}
        return {"message": {name: part for name, part in whole.items() if part is not None}}

    return made


def _press(**parts: Any) -> Made:
    def made(person_id: int) -> Raw:
        whole = {**usual("callback_query", person_id), **parts}
        return {"callback_query": {name: part for name, part in whole.items() if part is not None}}

    return made


def _member(status: Any, **rights: Any) -> Made:
    def made(person_id: int) -> Raw:
        member = {"user": {"id": 42, "is_bot": True, "first_name": "B"}, "status": status}
        return {
            "my_chat_member": {
                **usual("my_chat_member", person_id),
                "new_chat_member": {**member, **rights},
            }
        }

    return made


def _without_from(person_id: int) -> Raw:
    body = usual("message", person_id)
    del body["from"]
    return {"message": body}


# By where it was reported, or what it is.
ANSWERED: Final[Mapping[str, Made]] = {
    "aiogram 1840: a forward of 2015 without the name of whom it is from": _message(
        forward_origin={"type": "hidden_user", "date": 1_422_450_181}
    ),
    "aiogram 1587: a reply to a story that is an empty object": _message(
        external_reply={"origin": {"type": "channel", "chat": CHANNEL}, "story": {}}
    ),
    "teloxide 1107: a forwarded story": _message(text=None, story={"chat": CHANNEL, "id": 2}),
    "an empty story": _message(text=None, story={}),
    "pyTelegramBotAPI 2581: options of a poll by an older server": _message(
        text=None,
        poll={"id": "1", "question": SECRET, "options": [{"text": SECRET, "voter_count": 0}]},
    ),
    "telegram-bot-simple 175: a kind of entity that is new": _message(
        entities=[{"type": "blockquote", "offset": 0, "length": 5}, {"type": "next", "offset": 0}]
    ),
    "ktgbotapi 55: entities that are no list": _message(entities={"type": "bold"}),
    "telegram-bot 92: an object where a string was": _message(author_signature={"text": SECRET}),
    "teloxide 1062: a quote that was cut": _message(quote={"text": SECRET}),
    "a reply to a message that is not accessible": _message(
        reply_to_message={"chat": chat(1), "message_id": 3, "date": 0}
    ),
    "a reply to a message without its chat": _message(
        reply_to_message={"message_id": 3, "pinned_message": {}}
    ),
    "a reply within a reply that is broken": _message(
        reply_to_message={"message_id": 3, "reply_to_message": {"poll": []}}
    ),
    "a forward whose origin is of a kind of next year": _message(
        forward_origin={"type": "satellite", "date": 1, "orbit": 5}
    ),
    "a forward from a chat without its type": _message(forward_from_chat={"id": -1}),
    "python-telegram-bot 84: a message without its sender": _without_from,
    "a message without its date": _message(date=None),
    "a message of a video that is not sent yet": _message(message_id=0),
    "a chat whose kind is not said": lambda person_id: {
        "message": {**usual("message", person_id), "chat": {"id": person_id}}
    },
    "a person without a first name": lambda person_id: {
        "message": {**usual("message", person_id), "from": {"id": person_id, "is_bot": False}}
    },
    "a photo in sizes without height": _message(
        text=None, photo=[{"file_id": "AgAC", "file_unique_id": "q", "width": 90}]
    ),
    "a document without anything": _message(text=None, document={}),
    "paid media of a kind of next year": _message(
        text=None, paid_media={"star_count": 1, "paid_media": [{"type": "hologram"}]}
    ),
    "a sticker without its size": _message(text=None, sticker={"file_id": "CAAC"}),
    "a checklist without tasks": _message(text=None, checklist={"title": SECRET}),
    "a message by a business bot that is half described": _message(sender_business_bot={"id": 1}),
    "go-telegram 62: a press below a message that is not accessible": _press(
        message={"chat": {}, "message_id": 3, "date": 0}
    ),
    "a press without its message": _press(message=None),
    "a press below a message with a keyboard of next year": lambda person_id: {
        "callback_query": {
            **usual("callback_query", person_id),
            "message": {
                **usual("message", person_id),
                "reply_markup": {"inline_keyboard": [[{"text": SECRET, "hologram": {}}], "row"]},
            },
        }
    },
    "a press with a part of next year": _press(game_short_name={"name": SECRET}),
    "a correction that lost when it was": lambda person_id: {
        "edited_message": {**usual("message", person_id), "edit_date": "yesterday"}
    },
}
PASSED_OVER: Final[Mapping[str, Made]] = {
    "telepot 194: a kind that nobody knows": lambda _: {"purchased_hologram": {"id": SECRET}},
    "grouphelperbot 5: a poll that was closed": lambda _: {"poll": {"id": "1", "options": []}},
    "pyTelegramBotAPI 2173: a boost by a giveaway without a user": lambda _: {
        "chat_boost": {"chat": CHANNEL, "boost": {"source": {"source": "giveaway"}}}
    },
    "teloxide 779: a message that is nothing": lambda _: {"message": None},
    "aiogram 1812: restricted without the newest right": _member("restricted", is_member=True),
    "aiogram 902: an administrator without rights": _member("administrator"),
    "bot4s 119: a status of next year": _member("suspended"),
    "a status that is no text": _member(["member"]),
    "teloxide 167: a pinned message without words": _message(
        text=None, pinned_message={"chat": chat(1), "date": 0, "message_id": 1}
    ),
    "teloxide 1252: a boost": _message(text=None, boost_added={"boost_count": 3}),
    "teloxide 284: a group that moved": _message(
        text=None, chat=GROUP, migrate_from_chat_id=-5, **{"from": user(1)}
    ),
    "teloxide 475: somebody joined": _message(text=None, new_chat_members=[{"id": 5}]),
    "a live location that moved": lambda person_id: {
        "edited_message": {
            **{k: v for k, v in usual("message", person_id).items() if k != "text"},
            "location": {"latitude": 51.1, "longitude": 71.4, "live_period": 60},
        }
    },
    "aiogram_dialog 458: a press below what was sent inline": lambda person_id: {
        "callback_query": {"id": "1", "from": user(person_id), "inline_message_id": "q"}
    },
}
