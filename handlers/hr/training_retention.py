"""Documents of years of training that HR may delete, or keep for one year more."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotThere
from cases.training_forms.retention import (
    DueDocument,
    delete_documents,
    due_documents,
    keep_a_year,
)
from handlers.chat.outcome import Button, Outcome, Screen, column
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.visit import HrVisit

ON_A_PAGE: Final = 8
LONGEST: Final = 60


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    tr, found = hr.tr, await _due(hr)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Old documents of training</b>")]
    if found:
        lines.append(
            tr.text("They were kept as long as they must be. Nothing is deleted by itself.")
        )
    else:
        lines.append(tr.text("No document is old enough."))
    rows: list[tuple[Button, ...]] = [(hr.button(_named(each), "doc", each.document.id),)
                                      for each in part]  # fmt: skip
    rows += hr.turns(page, last, "docs")
    if found:
        words = tr.text("🗑 Delete all: {n}", n=tr.number(len(found)))
        rows.append((hr.button(words, "docs_all"),))
        rows.append((hr.button(tr.text("Keep all a year more"), "docs_keep"),))
    rows.append(hr.back("train"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def ask_one(hr: HrVisit, number: int) -> Outcome:
    """Delete, or keep a year more."""
    tr = hr.tr
    each = next((each for each in await _due(hr) if each.document.id == number), None)
    if each is None:
        raise NotThere
    question = tr.text("Delete {document}? It cannot be had back.", document=escape(_named(each)))
    rows = (
        *column(
            hr.button(tr.text("Keep a year more"), "doc_keep", number),
            hr.button(tr.text("Yes, delete"), "doc_drop", number),
        ),
        hr.back("docs", 0),
    )
    return hr.show(Screen(question, rows))


async def delete_one(hr: HrVisit, number: int) -> Outcome:
    return await _deleted(hr, [number])


async def keep_one(hr: HrVisit, number: int) -> Outcome:
    return await _kept(hr, [number])


async def ask_all(hr: HrVisit) -> Outcome:
    question = hr.tr.plural(
        "Delete {n} document? It cannot be had back.",
        "Delete {n} documents? They cannot be had back.",
        len(await _due(hr)),
    )
    yes = hr.button(hr.tr.text("Yes, delete"), "docs_drop")
    return hr.ask_twice(question, yes, hr.press("docs", 0))


async def delete_all(hr: HrVisit) -> Outcome:
    return await _deleted(hr, [each.document.id for each in await _due(hr)])


async def keep_all(hr: HrVisit) -> Outcome:
    return await _kept(hr, [each.document.id for each in await _due(hr)])


async def _due(hr: HrVisit) -> list[DueDocument]:
    return await due_documents(hr.work, hr.actor, hr.organisation_id, hr.now)


async def _deleted(hr: HrVisit, chosen: list[int]) -> Outcome:
    done = await delete_documents(hr.work, hr.actor, hr.organisation_id, chosen, hr.now)
    told = hr.tr.plural("{n} document is deleted.", "{n} documents are deleted.", done)
    return await listed(hr, 0, toast=told)


async def _kept(hr: HrVisit, chosen: list[int]) -> Outcome:
    done = await keep_a_year(hr.work, hr.actor, hr.organisation_id, chosen, hr.now)
    told = hr.tr.plural(
        "{n} document is kept a year more.", "{n} documents are kept a year more.", done
    )
    return await listed(hr, 0, toast=told)


def _named(each: DueDocument) -> str:
    said = f"{each.document.form} · {each.year.label} · {each.unit}".removesuffix(" · ")
    return shortened(said, LONGEST)
