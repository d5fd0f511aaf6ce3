"""Whom a message has reached: who has read it and who has not, who has answered what; the answers
by department."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from cases import page_sessions, reached
from cases.audience import departments_to_choose
from cases.errors import NotAllowed, NotThere
from cases.questions import Part, Result, result_of
from cases.reached import OF_READING, ORDERS, SAID, WHICH, Entry, RecipientList, Wanted
from cases.rights import reach, require_some
from cases.texts import in_one_line
from cases.tree import in_order
from handlers.chat.telegram_text import shortened
from handlers.hr.recipients import OTHER
from handlers.roster.question_file import hidden_words, question_table, recipients_table
from handlers.roster.recipient_words import ORDERS as ORDER_WORDS
from handlers.roster.recipient_words import TITLES
from i18n import Translator
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import Department
from web.answers import Answer, Shown, To
from web.front import Caller, number_of
from web.pages.campaigns import LONGEST, question_of
from web.pages.paper_or_sheet import table_as_file

ON_A_PAGE: Final = 50
MOST_SLICES: Final = 10_000
INDENT: Final = "\N{NO-BREAK SPACE}" * 3


async def people(caller: Caller) -> Answer:
    wanted, department = await _wanted(caller)
    slice_ = caller.asked("slice") or 0
    if slice_ > MOST_SLICES:
        raise NotThere
    here = _which(caller)
    found = await reached.read_recipients(*here, wanted, caller.now, page=slice_, limit=ON_A_PAGE)
    narrowing = await reached.departments_of_list(*here, wanted.which, caller.now)
    exports = await reach(*here[:2], "export", here[2], caller.now)
    tr, at = caller.tr, found.before // ON_A_PAGE
    said = _said(caller)
    return Shown(
        "campaign_people.html",
        {
            "id": here[3],
            "title": _plain(TITLES[wanted.which], tr),
            "other": (f"{_address(caller)}?which={OTHER[wanted.which]}",
                      _plain(TITLES[OTHER[wanted.which]], tr)),
            "back": _back(caller, wanted),
            "shares": wanted.which in OF_READING,
            "total": found.total,
            "hidden": hidden_words(found.hidden, tr) if found.hidden else "",
            "words": wanted.words,
            "said": said,
            "departments": [
                (each.department.id, INDENT * each.depth + each.department.name)
                for each in in_order([each for each, _ in narrowing])
            ],
            "chosen": None if department is None else department.id,
            "orders": [
                (each, _plain(ORDER_WORDS[each], tr))
                for each in ORDERS
                if each != "day" or wanted.which in SAID
            ],
            "order": wanted.order,
            "columns": _columns(found, wanted, tr),
            "rows": [_row(each, found, wanted, tr) for each in found.entries],
            "search": f"{_address(caller)}/search",
            "sheet": _with(caller, ".xlsx", said) if exports and found.total else None,
            "paper": _with(caller, ".pdf", said) if exports and found.total else None,
            "before": _with(caller, "", {**said, "slice": str(at - 1)}) if at else None,
            "next": _with(caller, "", {**said, "slice": str(at + 1)})
            if found.before + len(found.entries) < found.total
            else None,
        },
    )  # fmt: skip


async def search(caller: Caller) -> Answer:
    """A name comes in a form and stays here; the address gets the number of the search."""
    which = caller.form.get("which", "")
    if which not in WHICH:
        raise NotThere
    words = in_one_line(caller.form.get("words", ""))
    address = f"{_address(caller)}?which={which}"
    if not words:
        return To(address)
    number = await page_sessions.keep_search(caller.work, caller.session, words)
    return To(f"{address}&search={number}")


async def file(caller: Caller) -> Answer:
    """Everybody of the list, as a workbook or for the printer."""
    wanted, department = await _wanted(caller)
    found = await reached.all_recipients(*_which(caller), wanted, caller.now)
    narrowed = "" if department is None else department.name
    table = recipients_table(found, wanted, narrowed, caller.on, caller.tr.language)
    return table_as_file(caller, f"list-{wanted.which}", table)


async def answers(caller: Caller) -> Answer:
    """What a question has come to, no further than may be told of it."""
    found, tr = await result_of(*_which(caller), caller.now), caller.tr
    who = (caller.work, caller.person.id)
    exports = await reach(*who, "export", caller.organisation_id, caller.now)
    organises = await reach(*who, "organise", caller.organisation_id, caller.now)
    ended = found.campaign.question_closed_at
    return Shown(
        "campaign_answers.html",
        {
            "id": caller.number("number"),
            "words": _beginning(found, tr),
            "question": question_of(found.campaign, tr),
            "whole": found.whole,
            "told": found.is_told,
            "answers": _shares(found, tr),
            "columns": [found.question.words(place, tr.language)
                        for place in range(len(found.question.answers))],
            "parts": [_part(each, tr) for each in found.parts],
            "by_name": found.question.named and (found.question.by_head or bool(organises)),
            "ended": None if ended is None else tr.date(today(ended)),
            "remind": bool(found.whole.silent) and not found.is_closed,
            "exports": found.is_told and bool(exports),
        },
    )  # fmt: skip


async def answers_file(caller: Caller) -> Answer:
    """The result by department, as numbers."""
    who = (caller.work, caller.person.id)
    await require_some(*who, "export", caller.organisation_id, caller.now)
    found = await result_of(*_which(caller), caller.now)
    if not found.is_told:
        raise NotAllowed
    table = question_table(found, _beginning(found, caller.tr), caller.on, caller.tr.language)
    return table_as_file(caller, "answers", table)


def _beginning(found: Result, tr: Translator) -> str:
    texts = found.campaign.texts
    return shortened(" ".join((texts.get(tr.language) or texts["ru"]).split()), LONGEST)


def _shares(found: Result, tr: Translator) -> list[dict[str, str]]:
    """An answer, how many chose it, its share in words and of a hundred."""
    rows, whole = [], found.whole
    for place, count in enumerate(whole.counts):
        share = count / whole.answered if whole.answered else 0.0
        rows.append(
            {
                "words": found.question.words(place, tr.language),
                "number": tr.number(count),
                "share": tr.percent(round(share, 2)),
                "part": f"{100 * share:.1f}",
            }
        )
    return rows


def _part(part: Part, tr: Translator) -> dict[str, object]:
    name = part.department or tr.text("The others together")
    counts = [tr.number(each) for each in part.counts]
    return {"name": name, "counts": counts, "silent": tr.number(part.silent)}


async def _wanted(caller: Caller) -> tuple[Wanted, Department | None]:
    """Which list the address is about, and the department that it is narrowed to. Raises
    `NotThere` for what no form of ours asks, and for a department of others."""
    said = caller.query
    which = next((each for each in WHICH if each == said.get("which", "unread")), None)
    order = next((each for each in ORDERS if each == (said.get("sort") or "name")), None)
    if which is None or order is None:
        raise NotThere
    words, department = "", None
    if said.get("search"):
        number = number_of(said["search"])
        words = await page_sessions.search_of(caller.work, caller.session, number)
    if said.get("department"):
        number = number_of(said["department"])
        here = (caller.work, caller.person.id, caller.organisation_id)
        those = await departments_to_choose(*here, caller.now)
        department = next((each for each in those if each.id == number), None)
        if department is None:
            raise NotThere
    place = None if department is None else department.id
    return Wanted(which, place, words, order), department


def _said(caller: Caller) -> dict[str, str]:
    names = ("which", "department", "sort", "search")
    return {name: caller.query[name] for name in names if caller.query.get(name)}


def _columns(found: RecipientList, wanted: Wanted, tr: Translator) -> list[str]:
    last = {
        "read": [tr.text("Day")],
        "answered": [tr.text("Answer given"), tr.text("Day")],
    }.get(wanted.which, [])
    return [tr.text("Full name"), tr.text("Department"), *last]


def _row(each: Entry, found: RecipientList, wanted: Wanted, tr: Translator) -> list[str]:
    cells = [each.name or tr.text("no name given"), each.department]
    question = found.campaign.question
    if wanted.which == "answered":
        answer = ""
        if question is not None and each.choice is not None:
            answer = question.words(each.choice, tr.language)
        cells.append(answer)
    if wanted.which in SAID:
        cells.append("" if each.said_at is None else tr.date(today(each.said_at)))
    return cells


def _plain(words: str, tr: Translator) -> str:
    """Words of a button without their sign."""
    return tr.text(words).split(" ", 1)[1]


def _back(caller: Caller, wanted: Wanted) -> str:
    here = f"/app/campaigns/{caller.number('number')}"
    return here if wanted.which in OF_READING else f"{here}/answers"


def _address(caller: Caller) -> str:
    return f"/app/campaigns/{caller.number('number')}/people"


def _with(caller: Caller, ending: str, said: dict[str, str]) -> str:
    return f"{_address(caller)}{ending}?{urlencode(said)}"


def _which(caller: Caller) -> tuple[Work, int, int, int]:
    """Where, who, and which message."""
    return caller.work, caller.person.id, caller.organisation_id, caller.number("number")
