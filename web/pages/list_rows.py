"""A list's people as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from cases.lists.reading import Entry, ListName
from handlers.roster.list_words import held_category, post_name, said_of
from web.front import Caller


def columns_of(caller: Caller) -> list[str]:
    """The headings; the last one only where the list says something of anybody."""
    text = caller.tr.text
    return [text("Name"), text("Position"), text("Department"), text("Category"),
            text("Category until"), text("What the list says")]  # fmt: skip


def row_of(entry: Entry, name: ListName, caller: Caller) -> dict[str, object]:
    """A person with each of their posts that the list is about; what several say alike is said
    once."""
    tr = caller.tr
    ends = [each.category_ends for each in entry.posts if each.category_ends is not None]
    said = [words for each in entry.posts if each.clauses for words in said_of(each, name, tr)]
    return {
        "id": entry.employee_id,
        "name": entry.name,
        "posts": _once(post_name(each, caller.catalogue, tr) for each in entry.posts),
        "places": _once(each.department for each in entry.posts),
        "category": held_category(entry.posts[0].category, tr) if entry.posts else "",
        "ends": tr.date(min(ends)) if ends else "",
        "said": _once(said),
    }


def _once(words: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(words) if each]
