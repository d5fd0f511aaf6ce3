"""What a button carries: a prefix and values of known types, as one text with colons between them.

The idea of aiogram's `CallbackData`, whose prefix is one word: the buttons that stand in people's
chats begin with several ("cert:o:15").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple, cast, overload

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A value of a button: how it is read, and what its text looks like (without groups)."""

    type: Callable[[str], T]
    pattern: str


def one_of(*values: T) -> Part[T]:
    known = {str(value): value for value in values}
    return Part(known.__getitem__, "|".join(map(re.escape, known)))


class Callback(Protocol):
    """A press as aiogram tells it; who sends buttons by another library needs no aiogram."""

    @property
    def data(self) -> str | None: ...


class Shown(Protocol):
    @property
    def message_id(self) -> int: ...


class Below(Protocol):
    """A press with the message that its button stands below."""

    @property
    def message(self) -> Shown | None: ...


def pressed_message(callback: Below) -> int:
    """The message's id; an inaccessible message still has one. 0 for a press without a message."""
    return callback.message.message_id if callback.message is not None else 0


class Press(Generic[*Ts]):
    """A kind of button: called with its values it makes the text, of 64 bytes at most."""

    @overload
    def __init__(self: Press[()], prefix: str, /) -> None: ...
    @overload
    def __init__(self: Press[A], prefix: str, a: Part[A], /) -> None: ...
    @overload
    def __init__(self: Press[A, B], prefix: str, a: Part[A], b: Part[B], /) -> None: ...
    @overload
    def __init__(
        self: Press[A, B, C], prefix: str, a: Part[A], b: Part[B], c: Part[C], /
    ) -> None: ...
    @overload
    def __init__(
        self: Press[A, B, C, D], prefix: str, a: Part[A], b: Part[B], c: Part[C], d: Part[D], /
    ) -> None: ...
    def __init__(self, prefix: str, *parts: Part[Any]) -> None:
        self.prefix, self._parts = prefix, parts
        shapes = (f":({each.pattern})" for each in parts)
        self._pattern = re.compile(prefix + "".join(shapes), re.ASCII)

    def __call__(self, *values: *Ts) -> str:
        return ":".join([self.prefix, *map(str, values)])

    async def pressed(self, callback: Callback) -> bool:
        """The filter of a handler; see `filters` on why it is async."""
        return self.values(callback.data or "") is not None

    def read(self, callback: Callback) -> tuple[*Ts]:
        """The values of a button that `pressed` has taken."""
        values = self.values(callback.data or "")
        assert values is not None, "the filter lets no other button through"
        return values

    def values(self, data: str) -> tuple[*Ts] | None:
        """What a button with this text carries; None for one of another kind."""
        found = self._pattern.fullmatch(data)
        if found is None:
            return None
        return cast(
            tuple[*Ts],
            tuple(part.type(text) for part, text in zip(self._parts, found.groups(), strict=True)),
        )
