"""Records that HR may delete because nobody has worked there for three years."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotThere
from cases.register.deleting import YEARS_KEPT, delete_records, kept_long_enough
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.visit import HrVisit

ON_A_PAGE: Final = 8
LONGEST: Final = 60


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await kept_long_enough(hr.work, hr.actor, hr.organisation_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Records to delete</b>")]
    if not found:
        lines.append(tr.text("Nobody’s record is old enough."))
    else:
        lines.append(
            tr.plural(
                "The last post ended {n} year ago or before. Nothing is deleted by itself.",
                "The last post ended {n} years ago or before. Nothing is deleted by itself.",
                YEARS_KEPT,
            )
        )
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(f"🗑 {each.name}", LONGEST), "old_drop", each.id),) for each in part
    ]
    rows += hr.turns(page, last, "old")
    if found:
        words = tr.text("🗑 Delete all: {n}", n=tr.number(len(found)))
        rows.append((hr.button(words, "old_all"),))
    rows.append(hr.back("staff"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def ask_one(hr: HrVisit, employee_id: int) -> Outcome:
    found = await kept_long_enough(hr.work, hr.actor, hr.organisation_id, hr.now)
    names = [each.name for each in found if each.id == employee_id]
    if not names:
        raise NotThere
    question = hr.tr.text("Delete the record of {name}? It cannot be had back.",
                          name=escape(names[0]))  # fmt: skip
    yes = hr.button(hr.tr.text("Yes, delete"), "old_drop_yes", employee_id)
    return hr.ask_twice(question, yes, hr.press("old", 0))


async def delete_one(hr: HrVisit, employee_id: int) -> Outcome:
    done = await delete_records(hr.work, hr.actor, hr.organisation_id, hr.now, employee_id)
    return await listed(hr, 0, toast=_told(hr, done))


async def ask_all(hr: HrVisit) -> Outcome:
    found = await kept_long_enough(hr.work, hr.actor, hr.organisation_id, hr.now)
    question = hr.tr.plural(
        "Delete {n} record? It cannot be had back.",
        "Delete {n} records? They cannot be had back.",
        len(found),
    )
    yes = hr.button(hr.tr.text("Yes, delete"), "old_all_yes")
    return hr.ask_twice(question, yes, hr.press("old", 0))


async def delete_all(hr: HrVisit) -> Outcome:
    done = await delete_records(hr.work, hr.actor, hr.organisation_id, hr.now)
    return await listed(hr, 0, toast=_told(hr, done))


def _told(hr: HrVisit, done: int) -> str:
    return hr.tr.plural("{n} record is deleted.", "{n} records are deleted.", done)
