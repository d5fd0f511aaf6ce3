"""What a page wants answered; it is made into a response once everything it decided is stored."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from web.front import Caller


@dataclass(frozen=True, slots=True)
class Shown:
    """A template of `web/templates` with its values; text in them is escaped there."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class ShownLater:
    """A page of what takes long to work out, which is done once everything is stored."""

    make: Callable[[], Awaitable[Shown]]


@dataclass(frozen=True, slots=True)
class To:
    """Another page, shown instead (303)."""

    address: str


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep, made once everything is stored."""

    name: str
    kind: str
    make: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Left:
    """The session is over."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The file that came with the form is wanted, of at most so many bytes: `read` has it read
    outside any transaction, `done` decides in another one, for which the right is looked up again.
    """

    most: int
    read: Callable[[bytes], Awaitable[Any]]
    done: Callable[[Caller, Any], Awaitable[Answer]]


Draw = Callable[[str, Mapping[str, object]], bytes]
"""A template of `web/templates` with its values."""


@dataclass(frozen=True, slots=True)
class InPieces:
    """What is long and comes piece by piece, so that nobody else waits for it. `name`: that of a
    file to keep, None for a page. `begin`: what the pieces are, once it is clear that there are
    any: what it raises is shown as a page."""

    kind: str
    name: str | None
    begin: Callable[[Draw], Awaitable[AsyncGenerator[bytes, None]]]


Answer: TypeAlias = "Shown | ShownLater | To | File | Left | Reading | InPieces"
Page = Callable[[Caller], Awaitable[Answer]]
