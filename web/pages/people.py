"""The lists of people as a table: narrowed, ordered, searched, a slice at a time, and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar
from urllib.parse import urlencode

from cases import page_sessions
from cases.errors import NotThere
from cases.lists.reading import (
    DAYS_AHEAD,
    FOR_HR,
    LIST_NAMES,
    SORTS,
    Entry,
    ListName,
    Wanted,
    places_and_posts,
    read_list,
    whole_list,
)
from cases.rights import reach
from cases.texts import in_one_line
from cases.tree import in_order
from handlers.chat.names import CATEGORY_NAMES, category_name, short_name
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.list_file import ListFile, list_file
from handlers.roster.list_words import ORDERS, TITLES, days_ahead, narrowed_by, post_name, said_of
from i18n import mark
from rules.vocabulary import CATEGORIES
from storage.tables.organisations import Department
from web.answers import Answer, File, Shown, To
from web.front import Caller

ADDRESS: Final = "/app/people"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE: Final = 50
UNKNOWN: Final = "unknown"
INDENT: Final = "\N{NO-BREAK SPACE}" * 3
T = TypeVar("T", bound=str)
NONE: Final = mark("no category")
DAYS: Final = (30, DAYS_AHEAD, 180, 365)
FIELDS: Final = ("short", "department", "post", "category", "days", "sort", "search")
"""What an address says of a list."""


async def people(caller: Caller) -> Answer:
    wanted = await _wanted(caller)
    who = (caller.work, caller.person.id, caller.organisation_id)
    found = await read_list(
        *who, wanted, caller.catalogue, caller.now,
        after=caller.asked("after") or 0, limit=ON_A_PAGE,
    )  # fmt: skip
    departments, posts = await places_and_posts(*who, caller.now)
    exports = await reach(*who[:2], "export", who[2], caller.now)
    said = _said(caller)
    rows = [_row(each, wanted.name, caller) for each in found.entries]
    last = found.entries[-1].employee_id if found.entries else 0
    return Shown(
        "people.html",
        {
            "rows": rows,
            "total": found.total,
            "waiting": found.waiting,
            "columns": _columns(caller)[: 6 if any(row["said"] for row in rows) else 5],
            "choices": _choices(departments, posts, caller),
            "chosen": said,
            "narrowed": bool(set(said) - {"search"}),
            "words": wanted.words,
            "next": _address(said, after=last) if found.more else None,
            "first": _address(said) if found.before else None,
            "file": _address(said, path=f"{ADDRESS}.xlsx") if exports else None,
        },
    )


async def search(caller: Caller) -> Answer:
    """Words come in a form and stay here; the address gets their number."""
    words = in_one_line(caller.form.get("words", ""))
    if not words:
        return To(ADDRESS)
    number = await page_sessions.keep_search(caller.work, caller.session, words)
    return To(f"{ADDRESS}?search={number}")


async def file(caller: Caller) -> Answer:
    """Everybody of the list, whichever slice is shown."""
    wanted, organisation = await _wanted(caller), caller.organisation_id
    entries = await whole_list(
        caller.work, caller.person.id, organisation, wanted, caller.catalogue, caller.now
    )
    department = None
    if wanted.department_id is not None:
        department = await caller.work.organisations.department(wanted.department_id)
    narrowed = narrowed_by(wanted, department, caller.catalogue, caller.tr)
    language = caller.tr.language
    given = ListFile(wanted, tuple(narrowed), tuple(entries), caller.on, language)
    workshop = caller.front.desk.workshop

    async def make() -> bytes:
        return await workshop.do(list_file, given, LONGEST_SECONDS)

    return File(f"list-{wanted.name}.xlsx", XLSX, make)


def _said(caller: Caller) -> dict[str, str]:
    """What the address says of the list, without what is left open."""
    return {name: caller.query[name] for name in FIELDS if caller.query.get(name)}


async def _wanted(caller: Caller) -> Wanted:
    """Raises `NotThere` for what no form of ours asks."""
    said = _said(caller)
    name = _one_of(said.get("short", "staff"), LIST_NAMES)
    sort = _one_of(said.get("sort", "name"), SORTS)
    category = said.get("category")
    if category is not None:
        _one_of(category, (UNKNOWN, *CATEGORIES))
    post = said.get("post")
    if post is not None:
        _one_of(post, tuple(caller.catalogue.positions))
    search, words = caller.asked("search"), ""
    if search is not None:
        words = await page_sessions.search_of(caller.work, caller.session, search)
    return Wanted(
        name=name,
        department_id=caller.asked("department"),
        position=post,
        category="" if category == UNKNOWN else category,
        words=words,
        days=int(_one_of(said.get("days", f"{DAYS_AHEAD}"), tuple(map(str, DAYS)))),
        sort=sort,
    )


def _one_of(said: str, those: tuple[T, ...]) -> T:
    for each in those:
        if each == said:
            return each
    raise NotThere


def _address(said: Mapping[str, str], path: str = ADDRESS, **more: object) -> str:
    query = urlencode({**said, **more})
    return f"{path}?{query}" if query else path


def _columns(caller: Caller) -> list[str]:
    text = caller.tr.text
    return [text("Name"), text("Position"), text("Department"), text("Category"),
            text("Category until"), text("What the list says")]  # fmt: skip


def _row(entry: Entry, name: ListName, caller: Caller) -> dict[str, object]:
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
        "category": category_words(entry.posts[0].category, caller) if entry.posts else "",
        "ends": tr.date(min(ends)) if ends else "",
        "said": _once(said),
    }


def _once(words: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(words) if each]


def category_words(category: str | None, caller: Caller) -> str:
    """The category that the employer holds; "" where nothing is known."""
    if category is None:
        return ""
    if category == "none":
        return caller.tr.text(NONE)
    return category_name(category, caller.tr) if category in CATEGORY_NAMES else category


def _choices(
    departments: Sequence[Department], posts: Sequence[str], caller: Caller
) -> dict[str, list[tuple[str, str]]]:
    """What each list of the form offers: value and words."""
    tr, catalogue = caller.tr, caller.catalogue
    known = [each for each in posts if each in catalogue.positions]
    named = [(each, short_name(catalogue, each, tr)) for each in known]
    return {
        "short": [
            (name, tr.text(TITLES[name]))
            for name in LIST_NAMES
            if name != "staff" and (caller.organises or name not in FOR_HR)
        ],
        "department": [
            (str(each.department.id), f"{INDENT * each.depth}{each.department.name}")
            for each in in_order(departments)
            if each.department.name
        ],
        "post": sorted(named, key=lambda each: each[1]),
        "category": [
            *((each, category_words(each, caller)) for each in ("none", *CATEGORY_NAMES)),
            (UNKNOWN, tr.text("not known")),
        ],
        "days": [(str(days), days_ahead(days, tr)) for days in DAYS],
        "sort": [(each, tr.text(ORDERS[each])) for each in SORTS],
    }
