"""Documents of years of training that HR may delete, or keep for one year more."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotThere
from cases.training_forms.remains import (
    DueRemains,
    delete_remains,
    due_remains,
    keep_remains,
)
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
from i18n import mark
from rules.training.vocabulary import REMAINS, Remains

ON_A_PAGE: Final = 8
LONGEST: Final = 60
WORDS: Final[dict[Remains, str]] = {
    "plans": mark("plans and courses"),
    "figures": mark("figures of a day"),
    "reports": mark("signed reports"),
}


async def listed(hr: HrVisit, page: int, *, toast: str | None = None) -> Outcome:
    """What a year left behind first, then its documents one by one."""
    tr, found, remains = hr.tr, await _due(hr), await _remains(hr)
    both: list[DueDocument | DueRemains] = [*remains, *found]
    part, page, last = page_of(both, page, ON_A_PAGE)
    lines = [tr.text("<b>Old documents of training</b>")]
    if part:
        lines.append(
            tr.text("They were kept as long as they must be. Nothing is deleted by itself.")
        )
    else:
        lines.append(tr.text("No document is old enough."))
    rows: list[tuple[Button, ...]] = [(_opened(hr, each),) for each in part]
    rows += hr.turns(page, last, "docs")
    if part:
        words = tr.text("🗑 Delete all: {n}", n=tr.number(len(found) + len(remains)))
        rows.append((hr.button(words, "docs_all"),))
        rows.append((hr.button(tr.text("Keep all a year more"), "docs_keep"),))
    rows.append(hr.back("train"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def _opened(hr: HrVisit, each: DueDocument | DueRemains) -> Button:
    if isinstance(each, DueDocument):
        return hr.button(_named(each), "doc", each.document.id)
    return hr.button(_called(hr, each), "rest", each.year.id, REMAINS.index(each.what))


def _called(hr: HrVisit, each: DueRemains) -> str:
    words, number = hr.tr.text(WORDS[each.what]), hr.tr.number(each.count)
    return shortened(f"{words} · {each.year.label} · {number}", LONGEST)


async def ask_rest(hr: HrVisit, year_id: int, place: int) -> Outcome:
    """Delete what a year left behind, or keep it a year more."""
    tr, what = hr.tr, _what(place)
    for each in await _remains(hr):
        if (each.year.id, each.what) == (year_id, what):
            break
    else:
        raise NotThere
    question = tr.text("Delete {document}? It cannot be had back.",
                       document=escape(_called(hr, each)))  # fmt: skip
    rows = (
        *column(
            hr.button(tr.text("Keep a year more"), "rest_keep", year_id, place),
            hr.button(tr.text("Yes, delete"), "rest_drop", year_id, place),
        ),
        hr.back("docs", 0),
    )
    return hr.show(Screen(question, rows))


async def delete_rest(hr: HrVisit, year_id: int, place: int) -> Outcome:
    here = (hr.work, hr.actor, hr.organisation_id)
    await delete_remains(*here, year_id, _what(place), hr.now)
    return await listed(hr, 0, toast=hr.tr.text("✔ Deleted."))


async def keep_rest(hr: HrVisit, year_id: int, place: int) -> Outcome:
    here = (hr.work, hr.actor, hr.organisation_id)
    await keep_remains(*here, year_id, _what(place), hr.now)
    return await listed(hr, 0, toast=hr.tr.text("✔ Kept."))


def _what(place: int) -> Remains:
    if place >= len(REMAINS):
        raise NotThere
    return REMAINS[place]


async def _remains(hr: HrVisit) -> list[DueRemains]:
    return await due_remains(hr.work, hr.actor, hr.organisation_id, hr.now)


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
        len(await _due(hr)) + len(await _remains(hr)),
    )
    yes = hr.button(hr.tr.text("Yes, delete"), "docs_drop")
    return hr.ask_twice(question, yes, hr.press("docs", 0))


async def delete_all(hr: HrVisit) -> Outcome:
    for each in await _remains(hr):
        here = (hr.work, hr.actor, hr.organisation_id)
        await delete_remains(*here, each.year.id, each.what, hr.now)
    return await _deleted(hr, [each.document.id for each in await _due(hr)])


async def keep_all(hr: HrVisit) -> Outcome:
    for each in await _remains(hr):
        here = (hr.work, hr.actor, hr.organisation_id)
        await keep_remains(*here, each.year.id, each.what, hr.now)
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
