"""The register as a table: narrowed, ordered, searched, a slice at a time, and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from cases import page_sessions
from cases.errors import NotThere
from cases.register.listing import ORDERS, StaffRow, StaffTable, Wanted, staff_file, staff_table
from cases.rights import reach
from cases.texts import in_one_line
from cases.tree import in_order
from handlers.chat.names import CATEGORY_NAMES, category_name, short_name
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.register_file import RegisterFile, register_file
from i18n import mark
from rules.vocabulary import CATEGORIES
from storage.repositories.staff_lists import Order
from web.answers import Answer, File, Shown, To
from web.front import Caller

ADDRESS: Final = "/app/people"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN: Final = "unknown"
ORDER_NAMES: Final[Mapping[Order, str]] = {
    "name": mark("Name, from A"),
    "-name": mark("Name, from the end"),
    "granted": mark("Category granted, oldest first"),
    "-granted": mark("Category granted, newest first"),
}
NONE: Final = mark("no category")


async def people(caller: Caller) -> Answer:
    wanted = await _wanted(caller)
    table = await staff_table(
        caller.work, caller.person.id, caller.organisation_id, wanted, caller.now,
        after=caller.asked("after") or 0,
    )  # fmt: skip
    exports = await reach(
        caller.work, caller.person.id, "export", caller.organisation_id, caller.now
    )
    narrowing = _narrowing(caller)
    return Shown(
        "people.html",
        {
            "rows": [_row(each, table, caller) for each in table.rows],
            "total": table.total,
            "columns": _columns(caller),
            "choices": _choices(table, caller),
            "chosen": narrowing,
            "words": wanted.words,
            "next": _address(narrowing, after=table.rows[-1].employee.id) if table.more else None,
            "first": _address(narrowing) if caller.query.get("after") else None,
            "file": _address(narrowing, path=f"{ADDRESS}.xlsx") if exports else None,
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
    wanted = await _wanted(caller)
    lines = await staff_file(
        caller.work, caller.person.id, caller.organisation_id, wanted, caller.now
    )
    given = RegisterFile(tuple(lines), caller.tr.language)
    workshop = caller.front.desk.workshop

    async def make() -> bytes:
        return await workshop.do(register_file, given, LONGEST_SECONDS)

    return File("register.xlsx", XLSX, make)


def _narrowing(caller: Caller) -> dict[str, str]:
    """What the address says of the table, without what is left open."""
    names = ("department", "post", "category", "sort", "search")
    return {name: caller.query[name] for name in names if caller.query.get(name)}


async def _wanted(caller: Caller) -> Wanted:
    """Raises `NotThere` for what no form of ours asks."""
    category = caller.query.get("category") or None
    if category is not None and category not in (UNKNOWN, *CATEGORIES):
        raise NotThere
    order = caller.query.get("sort") or "name"
    if order not in ORDERS:
        raise NotThere
    post = caller.query.get("post") or None
    if post is not None and post not in caller.catalogue.positions:
        raise NotThere
    search = caller.asked("search")
    words = None
    if search is not None:
        words = await page_sessions.search_of(caller.work, caller.session, search)
    return Wanted(
        caller.asked("department"),
        post,
        "" if category == UNKNOWN else category,
        words,
        order,
    )


def _address(narrowing: Mapping[str, str], path: str = ADDRESS, **more: object) -> str:
    said = urlencode({**narrowing, **more})
    return f"{path}?{said}" if said else path


def _columns(caller: Caller) -> list[str]:
    text = caller.tr.text
    return [text("Name"), text("Position"), text("Department"), text("Category"),
            text("Granted on")]  # fmt: skip


def _row(row: StaffRow, table: StaffTable, caller: Caller) -> dict[str, object]:
    tr, catalogue, known = caller.tr, caller.catalogue, row.employee.known
    posts = [
        each.post
        if each.position is None or each.position not in catalogue.positions
        else short_name(catalogue, each.position, tr)
        for each in row.appointments
    ]
    places = [
        table.departments[each.department_id].name
        for each in row.appointments
        if each.department_id in table.departments
    ]
    return {
        "id": row.employee.id,
        "name": row.employee.name,
        "posts": list(dict.fromkeys(posts)),
        "places": list(dict.fromkeys(places)),
        "category": category_words(known.get("category"), caller),
        "granted": str(known.get("category_date") or ""),
    }


def category_words(category: object, caller: Caller) -> str:
    """The category that the employer holds; "" where nothing is known."""
    if not isinstance(category, str):
        return ""
    if category == "none":
        return caller.tr.text(NONE)
    return category_name(category, caller.tr) if category in CATEGORY_NAMES else category


def _choices(table: StaffTable, caller: Caller) -> dict[str, list[tuple[str, str]]]:
    """What each list of the form offers: value and words."""
    tr, catalogue = caller.tr, caller.catalogue
    departments = [
        (str(each.department.id), "\N{NO-BREAK SPACE}" * 2 * each.depth + each.department.name)
        for each in in_order(list(table.departments.values()))
        if each.department.name
    ]
    posts = [
        (each, short_name(catalogue, each, tr))
        for each in table.positions
        if each in catalogue.positions
    ]
    categories = [(each, category_words(each, caller)) for each in CATEGORY_CHOICES]
    return {
        "department": departments,
        "post": sorted(posts, key=lambda each: each[1]),
        "category": [*categories, (UNKNOWN, tr.text("not known"))],
        "sort": [(order, tr.text(words)) for order, words in ORDER_NAMES.items()],
    }


CATEGORY_CHOICES: Final = ("none", *CATEGORY_NAMES)
