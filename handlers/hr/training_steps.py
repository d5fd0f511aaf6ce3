"""Steps of schedules in the chat: a number and a day (or a scan with them), a reason to go back."""

from __future__ import annotations

from html import escape
from typing import Final

from aiogram.types import Message

from cases.errors import CaseError, NotThere
from cases.rights import reach
from cases.training.holders import holds
from cases.training.passing import Paper
from cases.training.receipts import receive
from cases.training.schedules import (
    approve_unit,
    consolidate,
    do_step,
    document_seen,
    revise,
    send_back,
    sign_all,
    to_sign,
)
from cases.training.units import WholeView, chase, unit_seen, units_seen, whole_seen
from cases.wholly import wholly
from handlers.certificates.certificates import sent_file
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.hr import training
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_words import NEEDS_PAPER, passage_line, standing_line, why
from handlers.hr.visit import HrVisit
from rules.training.said import read_paper
from storage.repositories.certificates import File

PAPER: Final = "training_paper"
REASON: Final = "training_reason"
MOST_LATE: Final = 5


async def _ask_paper(
    hr: HrVisit, fields: Fields, title: str, back: tuple[Button, ...], above: str = ""
) -> Outcome:
    """`above`: what it is about, as HTML."""
    await await_words(hr, PAPER, fields)
    tr = hr.tr
    text = tr.text(
        "Write the number and the day of the minutes or the order: <code>№ 4, {day}</code>\nOr "
        "send its scan with these words below it.",
        day=f"{hr.on:%d.%m.%Y}",
    )
    asked = "\n".join(part for part in (f"<b>{escape(title)}</b>", above, text) if part)
    return hr.show(Screen(asked, (back,)))


async def ask_unit(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """The next act of a unit's schedule."""
    unit = await unit_seen(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    step = unit.standing.next
    if step is None:
        return await training.show_unit(hr, year_id, department_id)
    fields = {"do": "unit", "year": year_id, "department": department_id, "step": step.name}
    back = hr.back("train_unit", year_id, department_id)
    title = hr.tr.text("The next step of the schedule")
    about = hr.tr.text(
        "Plans: {given} of {people}",
        given=hr.tr.number(unit.given),
        people=hr.tr.number(len(unit.people)),
    )
    # Why it came back, where it did.
    done = [passage_line(each, hr.tr) for each in unit.passages[-1:]]
    lines = "\n".join((escape(unit.name), about, *done))
    return await _ask_paper(hr, fields, title, back, lines)


async def ask_next(hr: HrVisit, year_id: int) -> Outcome:
    """From a message: what waits for the viewer, asked for at once where it is one thing."""
    if await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        return await show_whole(hr, year_id)
    if await to_sign(hr.work, hr.actor, hr.organisation_id, year_id, hr.now):
        return await ask_sign(hr, year_id)
    waiting = [
        each.department_id
        for each in await units_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
        if await holds(
            hr.work, hr.actor, hr.organisation_id, each.standing.next, each.department_id, hr.now
        )
    ]
    if len(waiting) == 1:
        return await ask_unit(hr, year_id, waiting[0])
    return await training.show_year(hr, year_id)


async def ask_sign(hr: HrVisit, year_id: int) -> Outcome:
    fields = {"do": "sign", "year": year_id}
    title = hr.tr.text("Sign all that wait")
    return await _ask_paper(hr, fields, title, hr.back("train_year", year_id))


async def ask_consolidate(hr: HrVisit, year_id: int) -> Outcome:
    fields = {"do": "whole", "year": year_id}
    title = hr.tr.text("Consolidate the schedules that are ready")
    return await _ask_paper(hr, fields, title, hr.back("train_all", year_id))


async def ask_step(hr: HrVisit, document_id: int) -> Outcome:
    document, _ = await document_seen(hr.work, hr.actor, hr.organisation_id, document_id, hr.now)
    whole = await whole_seen(hr.work, hr.actor, hr.organisation_id, document.year_id, hr.now)
    step = whole.standing.next
    if step is None:
        return await show_whole(hr, document.year_id)
    fields = {
        "do": "step", "year": document.year_id, "document": document_id, "step": step.name,
    }  # fmt: skip
    title = hr.tr.text("The next step of the schedule")
    return await _ask_paper(hr, fields, title, hr.back("train_all", document.year_id))


async def paper_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    return await _with_paper(hr, fields, words, None)


async def scan_came(hr: HrVisit, fields: Fields, message: Message) -> Outcome:
    """A scan with the number and the day below it."""
    file = sent_file(message)
    return await _with_paper(hr, fields, message.caption or "" if file else "", file)


async def _with_paper(hr: HrVisit, fields: Fields, words: str, file: File | None) -> Outcome:
    said = read_paper(words, hr.on)
    back = hr.back("train_year", fields["year"])
    if said is None:
        await await_again(hr.visit)
        return hr.show(Screen(hr.tr.text(NEEDS_PAPER), (back,)))
    try:
        async with wholly(hr.work):
            return await _done(hr, fields, Paper(said[0], said[1], file))
    except CaseError as error:
        return hr.show(Screen(escape(why(error, hr.tr)), (back,)))


async def _done(hr: HrVisit, fields: Fields, paper: Paper) -> Outcome:
    here, year_id = (hr.work, hr.actor, hr.organisation_id), fields["year"]
    toast = hr.tr.text("✔ Kept.")
    match fields["do"]:
        case "unit":
            department, step = fields["department"], fields["step"]
            await approve_unit(*here, year_id, department, paper, hr.now, step=step)
            return await training.show_unit(hr, year_id, fields["department"], toast=toast)
        case "sign":
            await sign_all(*here, year_id, paper, hr.now)
            return await training.show_year(hr, year_id, toast=toast)
        case "whole":
            await consolidate(*here, year_id, paper, hr.now)
        case "step":
            step = fields["step"]
            await do_step(*here, fields["document"], paper, hr.now, step=step)
    return await show_whole(hr, year_id, toast=toast)


async def show_whole(hr: HrVisit, year_id: int, *, toast: str | None = None) -> Outcome:
    """The consolidated schedule: which units are ready, what was done, who has received it."""
    tr = hr.tr
    whole = await whole_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    ready = len(whole.units) - len(whole.late)
    title = tr.text("The whole schedule {year}", year=whole.year.label)
    lines = [
        f"<b>{escape(title)}</b>",
        tr.text(
            "Schedules ready: {ready} of {units}",
            ready=tr.number(ready),
            units=tr.number(len(whole.units)),
        ),
        *(f"⏳ {escape(each.name)}" for each in whole.late[:MOST_LATE]),
    ]
    lines += _more(hr, len(whole.late))
    if whole.document is not None:
        lines += [passage_line(each, tr) for each in whole.passages]
        lines.append(standing_line(whole.standing, tr))
    if whole.document is not None and whole.document.state == "approved":
        lines.append(
            tr.text(
                "Received: {received} of {units}",
                received=tr.number(len(whole.received)),
                units=tr.number(len(whole.units)),
            )
        )
        silent = [each for each in whole.units if each.department_id not in whole.received]
        lines += [f"📭 {escape(each.name)}" for each in silent[:MOST_LATE]]
        lines += _more(hr, len(silent))
    return hr.show_long(lines, _whole_rows(hr, whole), toast)


def _more(hr: HrVisit, count: int) -> list[str]:
    left = count - MOST_LATE
    return [hr.tr.plural("and {n} more", "and {n} more", left)] if left > 0 else []


def _whole_rows(hr: HrVisit, whole: WholeView) -> tuple[tuple[Button, ...], ...]:
    tr, year_id = hr.tr, whole.year.id
    rows: list[tuple[Button, ...]] = []
    if whole.late:
        rows.append((hr.button(tr.text("🔔 Remind the late"), "train_late", year_id),))
    document = whole.document
    under_way = document is not None and document.state == "open" and not whole.standing.over
    begun = under_way and bool(whole.passages) and not whole.standing.sent_back
    if document is not None and begun:
        rows.append((hr.button(tr.text("✔ Next step"), "train_step", document.id),))
        rows.append((hr.button(tr.text("↩️ Send back"), "train_back", document.id),))
    elif any(each.ready for each in whole.units):
        rows.append((hr.button(tr.text("📚 Consolidate"), "train_put", year_id),))
    rows.append(hr.back("train_year", year_id))
    return tuple(rows)


async def remind_late(hr: HrVisit, year_id: int) -> Outcome:
    """Everybody whose plan is missing in a unit that is late, in one press."""
    whole = await whole_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    asked = 0
    for each in whole.late:
        if each.missing:
            told = await chase(
                hr.work, hr.actor, hr.organisation_id, year_id, each.department_id, hr.now
            )
            asked += 0 if told is None else told[0]
    toast = hr.tr.plural("{n} person is reminded.", "{n} people are reminded.", asked)
    return await show_whole(hr, year_id, toast=toast)


async def ask_back(hr: HrVisit, document_id: int) -> Outcome:
    return await _ask_reason(hr, document_id, "back")


async def ask_revision(hr: HrVisit, document_id: int) -> Outcome:
    return await _ask_reason(hr, document_id, "revise")


async def _ask_reason(hr: HrVisit, document_id: int, what: str) -> Outcome:
    tr = hr.tr
    document, _ = await document_seen(hr.work, hr.actor, hr.organisation_id, document_id, hr.now)
    await await_words(hr, REASON, {"do": what, "document": document_id, "year": document.year_id})
    text = tr.text("Write why it goes back.")
    if what == "revise":
        text = tr.text("Write why the approved schedule changes. The old one stays.")
    return hr.show(Screen(text, (hr.back("train_year", document.year_id),)))


async def reason_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    here = (hr.work, hr.actor, hr.organisation_id, fields["document"], words, hr.now)
    back = hr.back("train_year", fields["year"])
    try:
        act = send_back if fields["do"] == "back" else revise
        document = await act(*here)
    except CaseError as error:
        return hr.show(Screen(escape(why(error, hr.tr)), (back,)))
    toast = hr.tr.text("✔ Kept.")
    if document.form == "602-01" and document.department_id is not None:
        return await training.show_unit(hr, document.year_id, document.department_id, toast=toast)
    return await show_whole(hr, document.year_id, toast=toast)


async def received(hr: HrVisit, document_id: int) -> Outcome:
    try:
        async with wholly(hr.work):
            await receive(hr.work, hr.actor, hr.organisation_id, document_id, hr.now)
            document, _ = await document_seen(
                hr.work, hr.actor, hr.organisation_id, document_id, hr.now
            )
    except NotThere:
        return await training.home(hr)
    return await training.show_year(hr, document.year_id, toast=hr.tr.text("✔ Received."))
