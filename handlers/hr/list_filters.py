"""What a list is narrowed and ordered by: chosen by pressing, with how many people there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from cases.lists.reading import OF_DAYS, Choices, Wanted, choices_of
from cases.tree import in_order
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.record_view import STAFF
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE, page_of
from handlers.hr.list_looks import DAYS, LETTERS, SORTS, unpack
from handlers.hr.list_looks import STAFF as STAFF_CODES
from handlers.hr.lists import department_of, number
from handlers.hr.visit import HrVisit
from handlers.roster.list_words import ORDERS, days_ahead, title
from i18n import mark

ON_A_PAGE: Final = 8
LETTERS_WIDE: Final = 6
LONGEST: Final = 50
PAGES: Final = 1000
"""A kind of filter and a page of it stand in one number of a button."""
KINDS: Final = (
    mark("🗂 Department"), mark("💼 Post"), mark("👔 Category of staff"), mark("🔤 Letter"),
    mark("↕️ Order"), mark("📅 Days ahead"),
)  # fmt: skip
DEPARTMENT, POST, STAFF_KIND, LETTER, ORDER, DAYS_AHEAD = range(1, len(KINDS) + 1)


async def choose(hr: HrVisit, look: int, department_id: int, kind_and_page: int) -> Outcome:
    """What there is to narrow a list by (0), or a page of one kind of filter."""
    wanted = unpack(look, department_id, hr.catalogue).wanted
    kind, page = divmod(kind_and_page, PAGES)
    choices = await choices_of(hr.work, hr.actor, hr.organisation_id, wanted, hr.now)
    heading = title(wanted, await department_of(hr, wanted), hr.catalogue, hr.tr)
    if kind in _OFFERED:
        rows = (*_OFFERED[kind](hr, wanted, choices, page), _to_kinds(hr, wanted))
        return hr.show(Screen(f"{heading}\n{hr.tr.text(KINDS[kind - 1])}", rows))
    lines = [heading, hr.tr.text("What shall the list be narrowed by?")]
    return hr.show(Screen("\n".join(lines), _kinds(hr, wanted)))


def _kinds(hr: HrVisit, wanted: Wanted) -> Keyboard:
    look, place = number(hr, wanted), wanted.department_id or NONE
    kinds = [DEPARTMENT, POST, STAFF_KIND, LETTER, ORDER]
    if wanted.name == "leaving":
        kinds.append(DAYS_AHEAD)
    rows = [
        (hr.button(hr.tr.text(KINDS[kind - 1]), "lists_by", look, place, kind * PAGES),)
        for kind in kinds
    ]
    plain = Wanted(wanted.name)
    if plain != wanted:
        rows.append((_to(hr, hr.tr.text("✖️ The whole list"), plain),))
    return (*rows, (_to(hr, hr.tr.text("⬅️ Back"), wanted),))


def _to_kinds(hr: HrVisit, wanted: Wanted) -> tuple[Button, ...]:
    return hr.back("lists_by", number(hr, wanted), wanted.department_id or NONE, NONE)


def _to(hr: HrVisit, words: str, wanted: Wanted) -> Button:
    place = wanted.department_id or NONE
    return hr.button(shortened(words, LONGEST), "lists_at", number(hr, wanted), place, NONE)


def _departments(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    people = {each.id: number for each, number in choices.departments}
    branches = in_order([each for each, _ in choices.departments])
    items = [
        (
            "· " * branch.depth + branch.department.name,
            people[branch.department.id],
            replace(wanted, department_id=branch.department.id),
        )
        for branch in branches
    ]
    return _page(hr, wanted, DEPARTMENT, page, items)


def _posts(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    items = [
        (
            short_name(hr.catalogue, each.value, hr.tr),
            each.people,
            replace(wanted, position=each.value),
        )
        for each in choices.positions
        if each.value in hr.catalogue.positions
    ]
    return _page(hr, wanted, POST, page, items)


def _staff(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    people = {each.value: each.people for each in choices.staff}
    items = [
        (hr.tr.text(STAFF[code]), people[code], replace(wanted, staff=code))
        for code in STAFF_CODES
        if code is not None and code in people
    ]
    return _page(hr, wanted, STAFF_KIND, page, items)


def _letters(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    buttons = [
        _to(hr, each.value, replace(wanted, letter=each.value))
        for each in choices.letters
        if each.value in LETTERS
    ]
    return grid(buttons, LETTERS_WIDE)


def _orders(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    sorts = [sort for sort in SORTS if sort != "day" or wanted.name in OF_DAYS]
    return tuple((_to(hr, hr.tr.text(ORDERS[sort]), replace(wanted, sort=sort)),) for sort in sorts)


def _days(hr: HrVisit, wanted: Wanted, choices: Choices, page: int) -> Keyboard:
    return tuple(
        (_to(hr, days_ahead(days, hr.tr), replace(wanted, days=days)),) for days in sorted(DAYS)
    )


def _page(
    hr: HrVisit, wanted: Wanted, kind: int, page: int, items: Iterable[tuple[str, int, Wanted]]
) -> Keyboard:
    part, page, last = page_of(list(items), page, ON_A_PAGE)
    rows = [
        (_to(hr, f"{shortened(words, LONGEST - 8)}: {hr.tr.number(people)}", to),)
        for words, people, to in part
    ]
    look, place = number(hr, wanted), wanted.department_id or NONE
    turns = [
        hr.button(sign, "lists_by", look, place, kind * PAGES + to)
        for sign, to in (("◀️", page - 1), ("▶️", page + 1))
        if 0 <= to <= last
    ]
    return (*rows, tuple(turns)) if turns else tuple(rows)


Offer = Callable[[HrVisit, Wanted, Choices, int], Keyboard]
_OFFERED: Final[dict[int, Offer]] = {
    DEPARTMENT: _departments,
    POST: _posts,
    STAFF_KIND: _staff,
    LETTER: _letters,
    ORDER: _orders,
    DAYS_AHEAD: _days,
}
