"""Which list an address or a form is about, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar
from urllib.parse import urlencode

from cases import page_sessions
from cases.errors import NotThere
from cases.lists.reading import DAYS_AHEAD, LIST_NAMES, SORTS, Wanted
from rules.vocabulary import CATEGORIES
from web.front import Caller, number_of

ADDRESS: Final = "/app/people"
UNKNOWN: Final = "unknown"
DAYS: Final = (30, DAYS_AHEAD, 180, 365)
FIELDS: Final = ("short", "department", "post", "category", "days", "sort", "search")
"""What an address says of a list."""
T = TypeVar("T", bound=str)


def said_by(given: Mapping[str, str]) -> dict[str, str]:
    """What an address or a form says of the list, without what is left open."""
    return {name: given[name] for name in FIELDS if given.get(name)}


async def wanted_by(caller: Caller, said: Mapping[str, str]) -> Wanted:
    """Raises `NotThere` for what no form of ours asks."""
    name = _one_of(said.get("short", "staff"), LIST_NAMES)
    sort = _one_of(said.get("sort", "name"), SORTS)
    category = said.get("category")
    if category is not None:
        _one_of(category, (UNKNOWN, *CATEGORIES))
    post = said.get("post")
    if post is not None:
        _one_of(post, tuple(caller.catalogue.positions))
    words = ""
    if "search" in said:
        number = number_of(said["search"])
        words = await page_sessions.search_of(caller.work, caller.session, number)
    return Wanted(
        name=name,
        department_id=number_of(said["department"]) if "department" in said else None,
        position=post,
        category="" if category == UNKNOWN else category,
        words=words,
        days=int(_one_of(said.get("days", f"{DAYS_AHEAD}"), tuple(map(str, DAYS)))),
        sort=sort,
    )


def address_of(said: Mapping[str, str], path: str = ADDRESS, **more: object) -> str:
    query = urlencode({**said, **more})
    return f"{path}?{query}" if query else path


def _one_of(said: str, those: tuple[T, ...]) -> T:
    for each in those:
        if each == said:
            return each
    raise NotThere
