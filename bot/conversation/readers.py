"""Readers of JSON that somebody else wrote: each takes what it can use and leaves the rest out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Read = Callable[[Any], Any]
"""Takes a value as it came; raises `UnreadableError` for one that will not do."""
# Telegram's ids have 52 bits at most.
LARGEST_ID: Final = 2**52
YEAR_10000: Final = 253_402_300_800


class UnreadableError(Exception):
    """Something that the bot cannot do without; says what."""


# Values


def a_number(value: Any) -> int:
    if type(value) is not int or not -LARGEST_ID < value < LARGEST_ID:
        raise UnreadableError("number")
    return value


def an_id(value: Any) -> int:
    if a_number(value) <= 0:
        raise UnreadableError("id")
    return int(value)


def a_moment(value: Any) -> int:
    """Seconds since 1970, up to the year 9999."""
    if not 0 < a_number(value) < YEAR_10000:
        raise UnreadableError("date")
    return int(value)


def a_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnreadableError("flag")
    return value


def any_words(value: Any) -> str:
    """Text that every database takes: no halves of letters, no zeros."""
    if not isinstance(value, str):
        raise UnreadableError("text")
    return value.encode("utf-8", "replace").decode().replace("\0", "")


def some_words(value: Any) -> str:
    """Text that is not empty."""
    words = any_words(value)
    if not words:
        raise UnreadableError("text")
    return words


# Objects


@dataclass(frozen=True, slots=True)
class Needed:
    """A field without which the whole cannot be read."""

    read: Read


@dataclass(frozen=True, slots=True)
class Or:
    """A field in whose place something else will do."""

    read: Read
    otherwise: Any


Fields = Mapping[str, Needed | Or | Read]
"""By name; a field that is only read is left out where it is missing or broken."""


def object_of(fields: Fields) -> Read:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise UnreadableError("object")
        taken: dict[str, Any] = {}
        for name, field in fields.items():
            _take(taken, name, field, value.get(name))
        return taken

    return read


def _take(taken: dict[str, Any], name: str, field: Needed | Or | Read, value: Any) -> None:
    read = field.read if isinstance(field, Needed | Or) else field
    try:
        taken[name] = read(value)
    except UnreadableError:
        if isinstance(field, Needed):
            raise UnreadableError(name) from None
        if isinstance(field, Or):
            taken[name] = field.otherwise


def list_of(read: Read) -> Read:
    """The elements that can be read; none at all is nothing."""

    def read_each(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise UnreadableError("list")
        taken = [each for each in map(if_readable(read), value) if each is not None]
        if not taken:
            raise UnreadableError("list")
        return taken

    return read_each


def if_readable(read: Read) -> Read:
    def read_or_none(value: Any) -> Any:
        try:
            return read(value)
        except UnreadableError:
            return None

    return read_or_none
