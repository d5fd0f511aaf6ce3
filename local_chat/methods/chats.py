"""Chats, their members and their pinned messages."""

from local_chat.model import JSON, Message
from local_chat.params import Params
from local_chat.refusals import bad_request
from local_chat.state import ChatState


def get_chat(telegram: ChatState, params: Params) -> JSON:
    person = telegram.known_chat(params.integer("chat_id"))
    chat: JSON = {
        **person.chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    pinned = telegram.pinned.get(person.id)
    if pinned:
        chat["pinned_message"] = telegram.rendered(telegram.chat(person.id)[pinned[-1]])
    return chat


def get_chat_member(telegram: ChatState, params: Params) -> JSON:
    chat = telegram.known_chat(params.integer("chat_id"))
    user_id = params.integer("user_id")
    if user_id == telegram.profile.id:
        if chat.blocked:
            return {"status": "kicked", "user": telegram.profile.user(), "until_date": 0}
        return {"status": "member", "user": telegram.profile.user()}
    if user_id not in telegram.people:
        raise bad_request("invalid user_id specified")
    status = "member" if user_id == chat.id else "left"
    return {"status": status, "user": telegram.people[user_id].user()}


def pin_chat_message(telegram: ChatState, params: Params) -> bool:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    message = telegram.chat(chat_id).get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    pins = telegram.pinned.setdefault(chat_id, [])
    if message.message_id in pins:
        return True
    pins.append(message.message_id)
    told = Message(chat_id, 0, True, telegram.now())
    told.service = {"pinned_message": telegram.rendered(message, with_reply=False)}
    telegram.post(told)
    return True


def unpin_chat_message(telegram: ChatState, params: Params) -> bool:
    chat_id = telegram.reachable(params.integer("chat_id")).id
    pins = telegram.pinned.get(chat_id, [])
    message_id = params.integer("message_id") or (pins[-1] if pins else 0)
    if message_id not in pins:
        raise bad_request("message to unpin not found")
    pins.remove(message_id)
    return True


def unpin_all_chat_messages(telegram: ChatState, params: Params) -> bool:
    telegram.pinned.pop(telegram.reachable(params.integer("chat_id")).id, None)
    return True
