"""How a list is looked at, in the number that its buttons carry. Pure.

Buttons stand in chats for years: a place in these tables is never given to something else; what is
new comes at the end. A number that nobody made is looked at as the plain list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from cases.lists.reading import DAYS_AHEAD, ListName, SortBy, Wanted
from rules.norms.catalog import Catalogue
from rules.training.vocabulary import StaffCategory
from storage.name_keys import ALPHABET

Turn = Literal["after", "back", "at"]

LISTS: Final[tuple[ListName, ...]] = (
    "staff", "short", "open", "leaving", "category_ends", "not_joined", "not_shared",
    "not_answered", "opted_out", "blocked", "nothing_short", "not_judged",
)  # fmt: skip
SORTS: Final[tuple[SortBy, ...]] = ("name", "name_down", "department", "day")
STAFF: Final[tuple[StaffCategory | None, ...]] = (
    None, "teaching", "research", "administrative", "service", "support",
)  # fmt: skip
DAYS: Final = (DAYS_AHEAD, 30, 180, 365)
TURNS: Final[tuple[Turn, ...]] = ("after", "back", "at")
LETTERS: Final = ("", *ALPHABET.upper(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MOST: Final = 100
"""Places of a table in the number: positions and letters take two digits, all others one."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """A list, and which way its next slice lies from the person that a button names."""

    wanted: Wanted
    turn: Turn = "after"


def pack(look: Look, catalogue: Catalogue) -> int:
    """At most nine digits; the department has a number of its own."""
    wanted = look.wanted
    posts = _posts(catalogue)
    number = 0
    for place, size in (
        (LISTS.index(wanted.name), MOST),
        (SORTS.index(wanted.sort), 10),
        (STAFF.index(wanted.staff), 10),
        (DAYS.index(wanted.days), 10),
        (posts.index(wanted.position), MOST),
        (LETTERS.index(wanted.letter), MOST),
        (TURNS.index(look.turn), 10),
    ):
        number = number * size + place
    return number


def unpack(number: int, department_id: int, catalogue: Catalogue) -> Look:
    rest, turn = divmod(number, 10)
    rest, letter = divmod(rest, MOST)
    rest, post = divmod(rest, MOST)
    rest, days = divmod(rest, 10)
    rest, staff = divmod(rest, 10)
    name, sort = divmod(rest, 10)
    wanted = Wanted(
        name=_at(LISTS, name),
        department_id=department_id or None,
        position=_at(_posts(catalogue), post),
        staff=_at(STAFF, staff),
        letter=_at(LETTERS, letter),
        days=_at(DAYS, days),
        sort=_at(SORTS, sort),
    )
    return Look(wanted, _at(TURNS, turn))


def _posts(catalogue: Catalogue) -> tuple[str | None, ...]:
    return (None, *sorted(catalogue.positions))


def _at(table: Sequence[T], place: int) -> T:
    return table[place] if place < len(table) else table[0]
