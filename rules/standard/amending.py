"""Applies the operations of an amending order to a card: replace, remove, add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.standard.model import Card, Function, NumberedText, Skill
from rules.vocabulary import JsonValue

Content = Function | Skill | NumberedText
Path = tuple[tuple[str, int], ...]


class CannotAmend(ValueError):
    """An operation that does not fit the card it is for."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an order: what is done at which place of which card.

    `action`: `replace`, `remove` or `add`. `path`: the way to the place, as names of lists with
    numbers in them, such as `(("functions", 1), ("skills", 2), ("abilities", 3))`.
    `content`: what comes to stand there; None when it is removed.
    `item` and `words`: the order's own item number and the words by which it orders this.
    """

    action: str
    card: int
    path: Path
    content: Content | None
    item: str
    words: str


def amended(card: Card, operation: Operation) -> Card:
    """The card after `operation`. Raises CannotAmend when its place is absent, or taken."""
    done: Card = _amended(card, operation.path, operation)
    return done


def _amended(node: JsonValue, path: Path, operation: Operation) -> JsonValue:
    (name, number), *further = path
    children = getattr(node, name)
    if further:
        child = _numbered(children, number, operation)
        new = _with(children, _amended(child, tuple(further), operation))
    else:
        new = _operated(children, number, operation)
    return replace(node, **{name: new})


def _operated(
    children: Sequence[Content], number: int, operation: Operation
) -> tuple[Content, ...]:
    if operation.action == "add":
        if any(child.n == number for child in children):
            raise CannotAmend(f"{_place(operation)} is there already; replace it")
    else:
        _numbered(children, number, operation)
    if operation.content is None:
        return tuple(child for child in children if child.n != number)
    return _with(children, operation.content)


def _with(children: Sequence[Content], new: Content) -> tuple[Content, ...]:
    others = [child for child in children if child.n != new.n]
    return tuple(sorted([*others, new], key=lambda child: child.n))


def _numbered(children: Sequence[Content], number: int, operation: Operation) -> Content:
    for child in children:
        if child.n == number:
            return child
    raise CannotAmend(f"{_place(operation)} is not there; mend the place or add it")


def _place(operation: Operation) -> str:
    steps = ", ".join(f"{name} {number}" for name, number in operation.path)
    return f"card {operation.card}, {steps}"
