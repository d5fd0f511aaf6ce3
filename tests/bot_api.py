"""What Telegram takes, described as data: by aiogram's models, or by a file of the public
description where `BILIKTILIK_BOT_API` names one (JSON with `methods` and `types`, plain or gzip).
"""

from __future__ import annotations

import gzip
import inspect
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram import methods, types
from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import InputFile, TelegramObject
from pydantic import BaseModel

from tests.telegram_models import fields_of


@dataclass(frozen=True, slots=True)
class Field:
    """`kinds` as the public description writes them: "Integer", "Array of BotCommand"."""

    kinds: tuple[str, ...]
    required: bool


Fields = Mapping[str, Field]


@dataclass(slots=True)
class Description:
    methods: dict[str, Fields] = field(default_factory=dict)
    types: dict[str, Fields] = field(default_factory=dict)
    subtypes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def described() -> Description:
    """The file's description if there is one, else aiogram's."""
    path = os.environ.get("BILIKTILIK_BOT_API")
    return by_file(Path(path)) if path else by_aiogram()


def by_file(path: Path) -> Description:
    data = path.read_bytes()
    whole = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    found = Description()
    for name, method in whole["methods"].items():
        found.methods[name] = _listed(method.get("fields", ()))
    for name, kind in whole["types"].items():
        found.types[name] = _listed(kind.get("fields", ()))
        found.subtypes[name] = tuple(kind.get("subtypes", ()))
    return found


def _listed(fields: Iterable[Mapping[str, Any]]) -> Fields:
    return {each["name"]: Field(tuple(each["types"]), each["required"]) for each in fields}


def by_aiogram() -> Description:
    found = Description()
    for _, method in inspect.getmembers(methods, inspect.isclass):
        if issubclass(method, TelegramMethod) and method is not TelegramMethod:
            found.methods[method.__api_method__] = _of_model(method)
    for name, kind in inspect.getmembers(types, inspect.isclass):
        if issubclass(kind, TelegramObject):
            found.types[name] = _of_model(kind)
    return found


def _of_model(model: type[BaseModel]) -> Fields:
    """Without the fields that Telegram has taken out."""
    return {
        info.alias or name: Field(tuple(_kinds(annotation)), info.is_required())
        for name, (info, annotation) in fields_of(model).items()
        if not (isinstance(info.json_schema_extra, dict) and info.json_schema_extra["deprecated"])
    }


_PLAIN = {
    int: ("Integer",),
    str: ("String",),
    bool: ("Boolean",),
    float: ("Float",),
    datetime: ("Integer",),
    timedelta: ("Integer",),
    Default: (),
    NoneType: (),
    InputFile: ("InputFile",),
}


def _kinds(annotation: Any) -> list[str]:
    if get_origin(annotation) in (Union, UnionType):
        found = [kind for each in get_args(annotation) for kind in _kinds(each)]
        return list(dict.fromkeys(found))
    if get_origin(annotation) is list:
        return [f"Array of {kind}" for kind in _kinds(get_args(annotation)[0])]
    if get_origin(annotation) is Literal:
        return ["String"]
    if annotation in _PLAIN:
        return list(_PLAIN[annotation])
    is_text = isinstance(annotation, type) and issubclass(annotation, str)
    return ["String" if is_text else annotation.__name__]
