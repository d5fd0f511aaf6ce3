"""Many numbers in statements of a bounded size."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import bindparam

AT_ONCE: Final = 500
"""Rows of a statement; PostgreSQL takes 32 767 values in one, SQLite as many."""


def parts(ids: Collection[int]) -> Iterator[list[int]]:
    """The numbers in order, some at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def written_out(name: str, numbers: Collection[int]) -> Any:
    """The numbers in the statement itself: a database takes only so many parameters."""
    return bindparam(name, sorted(numbers), expanding=True, literal_execute=True)
