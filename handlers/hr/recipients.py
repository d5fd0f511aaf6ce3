"""Lists of a message's recipients in the chat: who has (not) read it, who has (not) answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any, Final

from cases import reached as cases
from cases.reached import OF_READING, SAID, Entry, RecipientList, Wanted, Which
from cases.rights import reach
from cases.tree import in_order
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import made_files
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.recipient_looks import ORDERS, RecipientLook, pack, unpack
from handlers.hr.visit import HrVisit
from handlers.roster import recipient_words
from handlers.roster.question_file import hidden_words, recipients_table
from i18n import Translator
from rules.dates import today

FORM: Final = "cast_search"
ON_A_PAGE: Final = 15
DEPARTMENTS_ON_A_PAGE: Final = 8
LONGEST_NAME: Final = 40
PAGES: Final = 1000
"""A department and a page of departments stand in one number of a button."""
OTHER: Final[dict[Which, Which]] = {
    "unread": "read",
    "read": "unread",
    "silent": "answered",
    "answered": "silent",
}


async def who_has_read(hr: HrVisit, campaign_id: int, page: int) -> Outcome:
    """Who has not read it, from an older button too; the others are one press away."""
    look = RecipientLook("unread", page=page)
    return await listed(hr, campaign_id, pack(look), NONE)


async def listed(hr: HrVisit, campaign_id: int, number: int, department_id: int) -> Outcome:
    """A page of a list; words typed next are a name in it."""
    look = unpack(number)
    wanted = Wanted(look.which, department_id or None, order=look.order)
    return await _shown(hr, campaign_id, wanted, look.page)


async def _shown(hr: HrVisit, campaign_id: int, wanted: Wanted, page: int) -> Outcome:
    found = await cases.read_recipients(
        hr.work, hr.actor, hr.organisation_id, campaign_id, wanted, hr.now,
        page=page, limit=ON_A_PAGE,
    )  # fmt: skip
    page = found.before // ON_A_PAGE
    fields = {"campaign": campaign_id, "which": wanted.which,
              "department": wanted.department_id, "order": wanted.order}  # fmt: skip
    await await_words(hr, FORM, fields)
    tr = hr.tr
    lines = [*await _heading(hr, wanted, found), "", *_lines(found, tr)]
    if found.total > ON_A_PAGE:
        lines += ["", tr.text("Type a name or HR's number to find somebody in the list.")]
    rows: Keyboard = (
        *_turns(hr, campaign_id, wanted, page, found.total),
        *await _deeds(hr, campaign_id, wanted, page, found),
        _back(hr, campaign_id, wanted),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def _heading(hr: HrVisit, wanted: Wanted, found: RecipientList) -> list[str]:
    tr = hr.tr
    title = f"<b>{tr.text(recipient_words.TITLES[wanted.which])}</b>"
    parts = [title, escape(await _department(hr, wanted))]
    if wanted.words:
        parts.append(hr.tr.text("“{words}”", words=escape(shortened(wanted.words, LONGEST_NAME))))
    people = tr.plural("{n} person", "{n} people", found.total)
    if found.total > len(found.entries) > 0:
        first, last = found.before + 1, found.before + len(found.entries)
        people += f" · {tr.number(first)}–{tr.number(last)}"
    lines = [" · ".join(filter(None, parts)), people]
    if wanted.which in OF_READING:
        lines.append(tr.text("Counted are those who let you see it."))
    if found.hidden:
        lines.append(escape(hidden_words(found.hidden, tr)))
    return lines


def _lines(found: RecipientList, tr: Translator) -> list[str]:
    return [_line(each, found, tr) for each in found.entries]


def _line(each: Entry, found: RecipientList, tr: Translator) -> str:
    words = [shortened(each.name or tr.text("no name given"), LONGEST_NAME)]
    question = found.campaign.question
    if each.choice is not None and question is not None:
        words.append(question.words(each.choice, tr.language))
    elif each.said_at is not None:
        words.append(tr.date(today(each.said_at)))
    if each.department:
        words.append(shortened(each.department, LONGEST_NAME))
    return escape("• " + " · ".join(words), quote=False)


def _turns(hr: HrVisit, campaign_id: int, wanted: Wanted, page: int, total: int) -> Keyboard:
    last = max(0, (total - 1) // ON_A_PAGE)
    row = [
        _to(hr, campaign_id, sign, wanted, to)
        for sign, to in (("◀️", page - 1), ("▶️", page + 1))
        if 0 <= to <= last
    ]
    return (tuple(row),) if row else ()


def _to(hr: HrVisit, campaign_id: int, words: str, wanted: Wanted, page: int = 0) -> Button:
    look = pack(RecipientLook(wanted.which, wanted.order, page))
    place = wanted.department_id or NONE
    return hr.button(shortened(words, LONGEST_NAME), "cast_who", campaign_id, look, place)


async def _deeds(
    hr: HrVisit, campaign_id: int, wanted: Wanted, page: int, found: RecipientList
) -> Keyboard:
    tr, place = hr.tr, wanted.department_id or NONE
    look = pack(RecipientLook(wanted.which, wanted.order, page))
    other = replace(wanted, which=OTHER[wanted.which], words="")
    rows: list[tuple[Button, ...]] = [
        (
            hr.button(tr.text("🔎 Narrow"), "cast_who_by", campaign_id, look, place * PAGES),
            _to(hr, campaign_id, tr.text(recipient_words.TITLES[other.which]), other),
        )
    ]
    if found.total and await reach(hr.work, hr.actor, "export", hr.organisation_id, hr.now):
        for_sheet = pack(RecipientLook(wanted.which, wanted.order, made_files.SHEET))
        for_pdf = pack(RecipientLook(wanted.which, wanted.order, made_files.PDF))
        rows.append(
            (
                hr.button(tr.text("📤 As a file"), "cast_who_file", campaign_id, for_sheet, place),
                hr.button(tr.text("🖨 For the printer"), "cast_who_file", campaign_id, for_pdf,
                          place),
            )
        )  # fmt: skip
    return tuple(rows)


def _back(hr: HrVisit, campaign_id: int, wanted: Wanted) -> tuple[Button, ...]:
    if wanted.which in OF_READING:
        return hr.back("cast", campaign_id)
    return hr.back("ask_result", campaign_id, 0)


async def narrow(hr: HrVisit, campaign_id: int, number: int, place_and_page: int) -> Outcome:
    """Departments with the people listed then, and orders; back leads to where one was."""
    tr, look = hr.tr, unpack(number)
    place, page = divmod(place_and_page, PAGES)
    wanted = Wanted(look.which, place or None, order=look.order)
    departments = await cases.departments_of_list(
        hr.work, hr.actor, hr.organisation_id, campaign_id, look.which, hr.now
    )
    people = {each.id: n for each, n in departments}
    branches, page, last = page_of(
        in_order([each for each, _ in departments]), page, DEPARTMENTS_ON_A_PAGE
    )
    rows: list[tuple[Button, ...]] = []
    for branch in branches:
        name = "· " * branch.depth + shortened(branch.department.name, LONGEST_NAME - 8)
        to = replace(wanted, department_id=branch.department.id)
        words = f"{name}: {tr.number(people[branch.department.id])}"
        rows.append((_to(hr, campaign_id, words, to),))
    turns = [
        hr.button(sign, "cast_who_by", campaign_id, number, place * PAGES + to)
        for sign, to in (("◀️", page - 1), ("▶️", page + 1))
        if 0 <= to <= last
    ]
    orders = [each for each in ORDERS if each != "day" or look.which in SAID]
    rows += [tuple(turns)] if turns else []
    rows += _in_twos(
        [
            _to(hr, campaign_id, tr.text(recipient_words.ORDERS[each]),
                replace(wanted, order=each))
            for each in orders
        ]
    )  # fmt: skip
    if wanted != Wanted(look.which):
        whole = tr.text("✖️ The whole list")
        rows.append((_to(hr, campaign_id, whole, Wanted(look.which)),))
    rows.append((_to(hr, campaign_id, tr.text("⬅️ Back"), wanted, look.page),))
    title = f"<b>{tr.text(recipient_words.TITLES[look.which])}</b>"
    lines = [title, tr.text("What shall the list be narrowed by?")]
    return hr.show(Screen("\n".join(lines), tuple(rows)))


def _in_twos(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)]


async def search(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """Whoever of the list that was shown has the words in the name."""
    held: dict[str, Any] = fields
    wanted = Wanted(held["which"], held["department"], words, held["order"])
    found = await cases.read_recipients(
        hr.work, hr.actor, hr.organisation_id, held["campaign"], wanted, hr.now, limit=ON_A_PAGE
    )
    await await_again(hr.visit)
    tr = hr.tr
    lines = [*await _heading(hr, wanted, found), "", *_lines(found, tr)]
    if found.total > len(found.entries):
        lines.append(tr.text("The first {n}; type more of the name.", n=len(found.entries)))
    back = _to(hr, held["campaign"], tr.text("⬅️ Back"), replace(wanted, words=""))
    return hr.show(Screen("\n".join(lines), ((back,),)))


async def file(hr: HrVisit, campaign_id: int, number: int, department_id: int) -> Outcome:
    """Everybody of the list; the page of its look says which kind of file."""
    look = unpack(number)
    wanted = Wanted(look.which, department_id or None, order=look.order)
    found = await cases.all_recipients(
        hr.work, hr.actor, hr.organisation_id, campaign_id, wanted, hr.now
    )
    narrowed = await _department(hr, wanted)
    table = recipients_table(found, wanted, narrowed, hr.on, hr.tr.language)
    caption = hr.tr.plural("{n} person", "{n} people", found.total)
    back = (_to(hr, campaign_id, hr.tr.text("⬅️ Back"), wanted),)
    return made_files.made(hr, f"list-{look.which}", table, look.page, caption, back)


async def _department(hr: HrVisit, wanted: Wanted) -> str:
    """Its name; "" for none, and for one that is gone or another organisation's."""
    if wanted.department_id is None:
        return ""
    found = await hr.work.organisations.department(wanted.department_id)
    if found is None or found.organisation_id != hr.organisation_id:
        return ""
    return found.name
