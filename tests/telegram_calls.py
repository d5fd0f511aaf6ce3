"""Holds the calls that a bot makes against what Telegram takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from local_chat import bot_api
from local_chat.params import Params
from local_chat.state import ChatState
from tests.bot_api import Fields, described

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Float": (int, float),
}


@contextmanager
def checked_calls() -> Iterator[list[str]]:
    """What was wrong with the calls to local chats that were made meanwhile."""
    wrong: list[str] = []
    perform = bot_api.perform_call

    async def checking(telegram: ChatState, name: str, params: Params) -> Any:
        wrong.extend(faults_of(name, params))
        return await perform(telegram, name, params)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot_api, "perform_call", checking)
        yield wrong


_description = cache(described)


def faults_of(method: str, params: Params) -> list[str]:
    """What of a call Telegram does not know, misses or takes otherwise; without the values."""
    fields = _description().methods.get(method)
    if fields is None:
        return [f"{method}: no such method"]
    said = json.dumps(params.values)
    uploads = {name: _Upload() for name in params.uploads if f"attach://{name}" not in said}
    return [f"{method}.{fault}" for fault in _of_fields(params.values | uploads, fields)]


class _Upload:
    """Stands for a file that comes along."""


def _of_fields(values: Mapping[str, Any], fields: Fields) -> Iterator[str]:
    for name, value in values.items():
        if name not in fields:
            yield f"{name}: no such parameter"
        elif not any(_fits(value, kind) for kind in fields[name].kinds):
            reasons = [fault for kind in fields[name].kinds for fault in _within(value, kind)]
            yield f"{name}: not {' or '.join(fields[name].kinds)} {reasons or ''}".rstrip()
    for name, each in fields.items():
        if each.required and name not in values:
            yield f"{name}: missing"


def _fits(value: Any, kind: str) -> bool:
    if kind == "InputFile":
        return isinstance(value, _Upload) or str(value).startswith("attach://")
    value = _decoded(value, kind)
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return isinstance(value, list) and all(_fits(each, inner) for each in value)
    if kind in ("Boolean", "True"):
        return isinstance(value, bool)
    if kind in _TYPES:
        return isinstance(value, _TYPES[kind]) and not isinstance(value, bool)
    return isinstance(value, dict) and not list(_within(value, kind))


def _within(value: Any, kind: str) -> Iterator[str]:
    """The faults of an object of this kind; of one of several kinds, none if one of them fits."""
    value, known = _decoded(value, kind), _description()
    if not isinstance(value, dict) or kind not in known.types:
        return
    subtypes = known.subtypes.get(kind, ())
    if not any(_fits(value, each) for each in subtypes):
        yield from _of_fields(value, known.types[kind] if not subtypes else {})


def _decoded(value: Any, kind: str) -> Any:
    """The value as JSON would have brought it; forms bring text."""
    if kind == "String" or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
