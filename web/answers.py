"""What a page wants answered; it is made into a response once everything it decided is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from web.front import Caller


@dataclass(frozen=True, slots=True)
class Shown:
    """A template of `web/templates` with its values; text in them is escaped there."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


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


Answer = Shown | To | File | Left
Page = Callable[[Caller], Awaitable[Answer]]
