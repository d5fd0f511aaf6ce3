"""Lists over the register in the chat: which there are, one in slices, its people, by typing."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, Final

from cases.lists.reading import (
    Entry,
    ListName,
    ListSlice,
    Wanted,
    count_lists,
    read_list,
)
from cases.rights import reach
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.list_looks import LISTS, Look, Turn, pack, unpack
from handlers.hr.staff import record_screen
from handlers.hr.visit import HrVisit
from handlers.roster.list_words import (
    BY_CLAUSE,
    LONGEST_NAME,
    TITLES,
    entry_line,
    legend,
    title,
)
from storage.tables.organisations import Department

FORM: Final = "list_search"
ON_A_PAGE: Final = 5
MOST_FOUND: Final = 10
SHOWN: Final[tuple[ListName, ...]] = tuple(
    name for name in LISTS if name not in ("nothing_short", "not_judged")
)


async def home(hr: HrVisit) -> Outcome:
    """Which lists there are, with how many people each; for HR, heads and deputies."""
    tr = hr.tr
    counts = await count_lists(hr.work, hr.actor, hr.organisation_id, hr.catalogue, hr.now)
    rows: list[tuple[Button, ...]] = []
    for name in SHOWN:
        if name in counts:
            words = f"{tr.text(TITLES[name])}: {tr.number(counts[name])}"
            rows.append((hr.button(words, "lists_at", number(hr, Wanted(name)), NONE, NONE),))
    rows.append((hr.button(tr.text("📊 Year in figures"), "figures"),))
    rows.append(await _back(hr))
    lines = [
        tr.text("<b>Lists</b>"),
        tr.text("By what the employer's register says today; no check is made here."),
        *legend(tr),
    ]
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def _back(hr: HrVisit) -> tuple[Button, ...]:
    organises = await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    return hr.back("org") if organises else hr.back("staff")


async def listed(hr: HrVisit, look: int, department_id: int, person: int) -> Outcome:
    """A slice of a list; words typed next are a name in it. `person`: the one that the turn starts
    from, 0 for the beginning."""
    at = unpack(look, department_id, hr.catalogue)
    return await _shown(hr, at.wanted, at.turn, person)


async def _shown(hr: HrVisit, wanted: Wanted, turn: Turn, person: int) -> Outcome:
    found = await read_list(
        hr.work, hr.actor, hr.organisation_id, wanted, hr.catalogue, hr.now,
        after=0 if turn == "at" else person,
        back=turn == "back",
        at=person if turn == "at" else 0,
        limit=ON_A_PAGE,
    )  # fmt: skip
    await await_words(hr, FORM, {"wanted": asdict(wanted)})
    lines = [*await _heading(hr, wanted, found), *_lines(hr, wanted, found.entries)]
    rows = [*_people(hr, wanted, found.entries), *_turns(hr, wanted, found)]
    if found.total:
        lines.append(hr.tr.text("Type a name or HR's number to find somebody in the list."))
    rows += await _deeds(hr, wanted, found)
    rows.append(hr.back("lists"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def _heading(hr: HrVisit, wanted: Wanted, found: ListSlice) -> list[str]:
    tr = hr.tr
    people = tr.plural("{n} person", "{n} people", found.total)
    if found.total > len(found.entries) > 0:
        first, last = found.before + 1, found.before + len(found.entries)
        people += f" · {tr.number(first)}–{tr.number(last)}"
    lines = [title(wanted, await department_of(hr, wanted), hr.catalogue, tr), people]
    days = [post.judged_on for entry in found.entries for post in entry.posts]
    if wanted.name in BY_CLAUSE and days:
        lines.append(tr.text("By the record on {day}; no check.", day=tr.date(min(days))))
    if found.not_open:
        lines.append(
            tr.plural("{n} more lets heads see nothing of this.",
                      "{n} more let heads see nothing of this.", found.not_open)
        )  # fmt: skip
    if found.waiting:
        lines.append(
            tr.plural("⏳ {n} record is being worked out.", "⏳ {n} records are being worked out.",
                      found.waiting)
        )  # fmt: skip
    return lines


def _lines(hr: HrVisit, wanted: Wanted, entries: tuple[Entry, ...]) -> list[str]:
    return ["", *(entry_line(each, wanted.name, hr.catalogue, hr.tr) for each in entries), ""]


def _people(hr: HrVisit, wanted: Wanted, entries: tuple[Entry, ...]) -> Keyboard:
    look, place = number(hr, wanted), wanted.department_id or NONE
    return tuple(
        (hr.button(shortened(each.name, LONGEST_NAME), "lists_who", look, place, each.employee_id),)
        for each in entries
    )


def _turns(hr: HrVisit, wanted: Wanted, found: ListSlice) -> Keyboard:
    place = wanted.department_id or NONE
    row = []
    if found.before and found.entries:
        look, first = number(hr, wanted, "back"), found.entries[0].employee_id
        row.append(hr.button("⏮", "lists_at", number(hr, wanted), place, NONE))
        row.append(hr.button("◀️", "lists_at", look, place, first))
    if found.more:
        last = found.entries[-1].employee_id
        row.append(hr.button("▶️", "lists_at", number(hr, wanted), place, last))
    return (tuple(row),) if row else ()


async def _deeds(hr: HrVisit, wanted: Wanted, found: ListSlice) -> list[tuple[Button, ...]]:
    look, place = number(hr, wanted), wanted.department_id or NONE
    narrow = (hr.button(hr.tr.text("🔎 Narrow"), "lists_by", look, place, NONE),)
    if not found.total or not await reach(hr.work, hr.actor, "export", hr.organisation_id, hr.now):
        return [narrow]
    files = (
        hr.button(hr.tr.text("📤 As a file"), "lists_file", look, place),
        hr.button(hr.tr.text("🖨 For the printer"), "lists_paper", look, place),
    )
    return [narrow, files]


async def show_person(hr: HrVisit, look: int, department_id: int, employee_id: int) -> Outcome:
    """The record of somebody of a list; back leads to where they stand in it."""
    wanted = unpack(look, department_id, hr.catalogue).wanted
    back = hr.back("lists_at", number(hr, wanted, "at"), department_id, employee_id)
    return await record_screen(hr, employee_id, back)


async def search(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """Whoever of the list that was shown has the words in the name; one alone is shown at once."""
    held: dict[str, Any] = fields["wanted"]
    wanted = replace(Wanted(**held), words=words, letter="")
    found = await read_list(
        hr.work, hr.actor, hr.organisation_id, wanted, hr.catalogue, hr.now, limit=MOST_FOUND
    )
    plain = replace(wanted, words="")
    place = plain.department_id or NONE
    if found.total == 1:
        return await show_person(hr, number(hr, plain), place, found.entries[0].employee_id)
    await await_again(hr.visit)
    tr = hr.tr
    lines = [title(wanted, await department_of(hr, wanted), hr.catalogue, tr)]
    lines.append(tr.plural("{n} person", "{n} people", found.total))
    if found.total > len(found.entries):
        lines.append(tr.text("The first {n}; type more of the name.", n=len(found.entries)))
    rows = [*_people(hr, plain, found.entries)]
    rows.append(hr.back("lists_at", number(hr, plain), place, NONE))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def department_of(hr: HrVisit, wanted: Wanted) -> Department | None:
    if wanted.department_id is None:
        return None
    return await hr.work.organisations.department(wanted.department_id)


def number(hr: HrVisit, wanted: Wanted, turn: Turn = "after") -> int:
    """What a button of this list carries."""
    return pack(Look(wanted, turn), hr.catalogue)
