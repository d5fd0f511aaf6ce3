"""Updates as Telegram might send them: from aiogram's models, each part missing or otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    TelegramObject,
)

from tests.telegram_models import fields_of

Raw = dict[str, Any]
Path = tuple[str, ...]

# Stands in every text of the updates, and nowhere in a log.
SECRET = "zqjxv"
MODELS: Mapping[str, type[TelegramObject]] = {
    "message": Message,
    "edited_message": Message,
    "callback_query": CallbackQuery,
    "inline_query": InlineQuery,
    "my_chat_member": ChatMemberUpdated,
}
MISSING = object()
# Nothing of these is an id of somebody else, who would be answered instead.
OTHERWISE: tuple[object, ...] = (
    MISSING, None, SECRET, "", -1, 0, 2**60, 1.5, True, [], [SECRET], {}, {SECRET: 1}, [{}], [None],
)  # fmt: skip


def user(person_id: int) -> Raw:
    return {"id": person_id, "is_bot": False, "first_name": SECRET, "language_code": "en"}


def chat(person_id: int) -> Raw:
    return {"id": person_id, "type": "private", "first_name": SECRET}


def usual(kind: str, person_id: int) -> Raw:
    """What Telegram sends of this kind as a rule."""
    head: Raw = {"from": user(person_id), "date": 1_700_000_000, "chat": chat(person_id)}
    me = {"id": 42, "is_bot": True, "first_name": "B"}
    message: Raw = {"message_id": 5, "text": "/help", **head}
    return {
        "message": message,
        "edited_message": {**message, "edit_date": 1_700_000_001},
        "callback_query": {
            "id": "77",
            "from": head["from"],
            "chat_instance": "1",
            "data": "m:help",
            "message": {**message, "from": me, "text": SECRET},
        },
        "inline_query": {"id": "78", "from": head["from"], "query": SECRET, "offset": ""},
        "my_chat_member": {
            **head,
            "old_chat_member": {"status": "kicked", "user": me, "until_date": 0},
            "new_chat_member": {"status": "member", "user": me},
        },
    }[kind]


def whole(kind: str) -> Any:
    """With everything that may stand in it, and all that may stand in that."""
    return _sample(MODELS[kind], 1, 2)


def paths(kind: str) -> list[Path]:
    """Every field of the kind by aiogram's model, and every field of what stands in it."""
    return [
        path
        for name, model in _fields(MODELS[kind])
        for path in ((name,), *((name, inner) for inner in _inner_fields(model)))
    ]


def with_part(kind: str, person_id: int, path: Path, value: object) -> Raw:
    """The usual update with all of the part that `path` leads into, and there `value`."""
    body = deepcopy(usual(kind, person_id))
    name = path[0]
    if name not in body:
        annotation = dict(_fields(MODELS[kind]))[name]
        body[name] = _sample(annotation, person_id, 1)
    inner = body[name]
    at = body if len(path) == 1 else inner[0] if isinstance(inner, list) else inner
    if value is MISSING:
        at.pop(path[-1], None)
    else:
        at[path[-1]] = value
    return body


def _fields(model: type[TelegramObject]) -> Iterator[tuple[str, Any]]:
    for name, (info, annotation) in fields_of(model).items():
        yield info.alias or name, annotation


def _inner_fields(annotation: Any) -> list[str]:
    model = _first(annotation)
    if get_origin(model) is list:
        model = _first(get_args(model)[0])
    if isinstance(model, type) and issubclass(model, TelegramObject):
        return [name for name, _ in _fields(model)]
    return []


def _first(annotation: Any) -> Any:
    """The first of several kinds of value, without those that stand for none."""
    while get_origin(annotation) in (Union, UnionType):
        kinds = [each for each in get_args(annotation) if each not in (NoneType, Default)]
        annotation = kinds[0]
    return annotation


_PLAIN: Mapping[Any, Any] = {
    str: SECRET,
    int: 1,
    bool: True,
    float: 1.5,
    datetime: 1_700_000_000,
    timedelta: 5,
}


def _sample(annotation: Any, person_id: int, deep: int) -> Any:
    kind = _first(annotation)
    if get_origin(kind) is list:
        return [_sample(get_args(kind)[0], person_id, deep)]
    if get_origin(kind) is Literal:
        value = get_args(kind)[0]
        return value.value if isinstance(value, Enum) else value
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, TelegramObject):
        return {
            info.alias or name: _sample(annotation, person_id, deep - 1)
            for name, (info, annotation) in fields_of(kind).items()
            if info.is_required() or deep > 0
        }
    return SECRET
