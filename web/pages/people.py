"""The lists of people as a table: narrowed, ordered, searched, a slice at a time, and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from cases import page_sessions
from cases.lists.reading import (
    FOR_HR,
    LIST_NAMES,
    SORTS,
    places_and_posts,
    read_list,
)
from cases.rights import reach
from cases.texts import in_one_line
from cases.tree import in_order
from handlers.chat.names import CATEGORY_NAMES, short_name
from handlers.roster.list_words import ORDERS, TITLES, days_ahead, held_category
from storage.tables.organisations import Department
from web.answers import Answer, Shown, To
from web.front import Caller, number_of
from web.pages.list_address import ADDRESS, DAYS, UNKNOWN, address_of, said_by, wanted_by
from web.pages.list_rows import columns_of, row_of
from web.pages.newer import is_coming
from web.pages.taken_along import list_as_file, list_printed

ON_A_PAGE: Final = 50
INDENT: Final = "\N{NO-BREAK SPACE}" * 3


async def people(caller: Caller) -> Answer:
    return await listed(caller, caller.query)


async def listed(caller: Caller, given: Mapping[str, str], *, nobody: bool = False) -> Answer:
    """`given`: the address or the form that says which list. `nobody`: some were to be chosen, and
    nobody was."""
    said = said_by(given)
    wanted = await wanted_by(caller, said)
    after = given.get("after", "")
    who = (caller.work, caller.person.id, caller.organisation_id)
    found = await read_list(
        *who, wanted, caller.catalogue, caller.now,
        after=number_of(after) if after else 0, limit=ON_A_PAGE,
    )  # fmt: skip
    departments, posts = await places_and_posts(*who, caller.now)
    exports = await reach(*who[:2], "export", who[2], caller.now)
    keeps = await reach(*who[:2], "keep_register", who[2], caller.now)
    rows = [row_of(each, wanted.name, caller) for each in found.entries]
    last = found.entries[-1].employee_id if found.entries else 0
    return Shown(
        "people.html",
        {
            "rows": rows,
            "total": found.total,
            "waiting": found.waiting,
            "columns": columns_of(caller)[: 6 if any(row["said"] for row in rows) else 5],
            "choices": _choices(departments, posts, caller),
            "chosen": said,
            "after": after,
            "nobody": nobody,
            "keeps": bool(keeps),
            "narrowed": bool(set(said) - {"search"}),
            "words": wanted.words,
            "next": address_of(said, after=last) if found.more else None,
            "first": address_of(said) if found.before else None,
            "file": address_of(said, path=f"{ADDRESS}.xlsx") if exports else None,
            "paper": address_of(said, path=f"{ADDRESS}.pdf") if exports else None,
            "newer": bool(exports) and is_coming(caller),
            "printed": address_of(said, path=f"{ADDRESS}/print") if exports else None,
        },
        422 if nobody else 200,
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
    return await list_as_file(caller, await wanted_by(caller, said_by(caller.query)))


async def printed(caller: Caller) -> Answer:
    """Everybody of the list, for the printer."""
    return await list_printed(caller, await wanted_by(caller, said_by(caller.query)))


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
            *((each, held_category(each, caller.tr)) for each in ("none", *CATEGORY_NAMES)),
            (UNKNOWN, tr.text("not known")),
        ],
        "days": [(str(days), days_ahead(days, tr)) for days in DAYS],
        "sort": [(each, tr.text(ORDERS[each])) for each in SORTS],
    }
