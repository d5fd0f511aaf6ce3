"""Who does what in a year of training: steps switched on and off, given to another holder."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import NotThere
from cases.rights import require
from cases.training.holders import chain
from cases.training.years import set_step
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.forms import Fields, await_words
from handlers.hr.training_words import HOLDERS, STEPS, step_words
from handlers.hr.visit import HrVisit
from rules.training.chain import HOLDERS_OF, may_switch
from rules.training.vocabulary import CHAIN_STEPS, Step

FORM: Final = "training_outside"
LONGEST: Final = 60


async def listed(hr: HrVisit) -> Outcome:
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    tr = hr.tr
    rows = []
    for place, step in enumerate(await chain(hr.work, hr.organisation_id)):
        sign = "✔" if step.active else "▫️"
        words = shortened(f"{sign} {step_words(step, tr)}", LONGEST)
        rows.append((hr.button(words, "train_link", place),))
    text = tr.text("<b>Who does what</b>\n✔ is done, ▫️ is left out.")
    return hr.show(Screen(text, (*rows, hr.back("train"))))


async def _step(hr: HrVisit, place: int) -> Step:
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    if place >= len(CHAIN_STEPS):
        raise NotThere
    return (await chain(hr.work, hr.organisation_id))[place]


async def show(hr: HrVisit, place: int, *, toast: str | None = None) -> Outcome:
    tr, step = hr.tr, await _step(hr, place)
    rows: list[tuple[Button, ...]] = []
    if not step.active:
        rows.append((hr.button(tr.text("✔ Switch on"), "train_turn", place),))
    elif may_switch(step.name, active=False):
        rows.append((hr.button(tr.text("▫️ Leave out"), "train_turn", place),))
    for number, holder in enumerate(HOLDERS_OF[step.name]):
        if holder != step.holder:
            rows.append((hr.button(tr.text(HOLDERS[holder]), "train_hold", place, number),))
    if step.holder == "outside":
        rows.append((hr.button(tr.text("✏️ Who it is"), "train_name", place),))
    rows.append(hr.back("train_chain"))
    lines = [f"<b>{escape(step_words(step, tr))}</b>"]
    if not step.active:
        lines.append(tr.text("It is left out."))
    lines.append(tr.text("Give it to another holder:"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def turned(hr: HrVisit, place: int) -> Outcome:
    step = await _step(hr, place)
    await set_step(hr.work, hr.actor, hr.organisation_id, step.name, hr.now, active=not step.active)
    return await show(hr, place, toast=hr.tr.text("✔ Kept."))


async def held_by(hr: HrVisit, place: int, number: int) -> Outcome:
    step = await _step(hr, place)
    holders = HOLDERS_OF[step.name]
    if number >= len(holders):
        raise NotThere
    await set_step(hr.work, hr.actor, hr.organisation_id, step.name, hr.now, holder=holders[number])
    return await show(hr, place, toast=hr.tr.text("✔ Kept."))


async def ask_name(hr: HrVisit, place: int) -> Outcome:
    step = await _step(hr, place)
    await await_words(hr, FORM, {"place": place})
    title = f"<b>{escape(hr.tr.text(STEPS[step.name]))}</b>"
    text = hr.tr.text("Write who does it, like: head of the board's office")
    return hr.show(Screen(f"{title}\n{text}", (hr.back("train_link", place),)))


async def name_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    step = await _step(hr, fields["place"])
    await set_step(hr.work, hr.actor, hr.organisation_id, step.name, hr.now, outside=words)
    return await show(hr, fields["place"])
