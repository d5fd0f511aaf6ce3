"""How a list of a message's recipients is looked at, in the number that its buttons carry. Pure.

Buttons stand in chats for years: a place in these tables is never given to something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cases.recipients import Order, Which

LISTS: Final[tuple[Which, ...]] = ("unread", "read", "silent", "answered")
ORDERS: Final[tuple[Order, ...]] = ("name", "name_down", "department", "day")
PLACES: Final = 10


@dataclass(frozen=True, slots=True)
class RecipientLook:
    """`page` from 0."""

    which: Which
    order: Order = "name"
    page: int = 0


def pack(look: RecipientLook) -> int:
    return (look.page * PLACES + ORDERS.index(look.order)) * PLACES + LISTS.index(look.which)


def unpack(number: int) -> RecipientLook:
    """A number that nobody made is looked at as the plain list."""
    rest, which = divmod(number, PLACES)
    page, order = divmod(rest, PLACES)
    return RecipientLook(
        LISTS[which] if which < len(LISTS) else LISTS[0],
        ORDERS[order] if order < len(ORDERS) else ORDERS[0],
        page,
    )
