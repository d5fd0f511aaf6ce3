"""What fell behind, for heads and HR: cause, what is done by whom and when, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cases.errors import BadValue, NotThere
from cases.training.entering import places
from cases.training.findings import (
    FindingView,
    finding_seen,
    findings_seen,
    plan_action,
    recheck,
    say_cause,
    say_how,
)
from handlers.chat.outcome import Button, Outcome, Screen, page_turns
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import CAUSES, topic_words
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_words import FINDING_SIGNS, FINDINGS, FOUND, STATES_OF_FINDINGS
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.found import FINDING_STATES, FindingState
from rules.training.said import read_action

FORM: Final = "training_action"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
PLACES: Final = len(FINDING_STATES) + 1
"""Of a look: every state, and all of them."""
THREE_THINGS: Final = mark("⚠️ Three things with semicolons: what; who; a day to come.")


async def listed(hr: HrVisit, year_id: int, page: int) -> Outcome:
    return await list_some(hr, year_id, NONE, page * PLACES)


async def list_some(hr: HrVisit, year_id: int, department_id: int, look: int) -> Outcome:
    """Findings of a unit (0: of all), in a state and of a page, as `look` says: the page times
    `PLACES`, and the place of the state from 1 (0: all)."""
    tr, (page, place) = hr.tr, divmod(look, PLACES)
    here = (hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    found = await findings_seen(*here, department_id or None)
    state = FINDING_STATES[place - 1] if place else None
    shown = [each for each in found if state is None or each.state == state]
    part, page, last = page_of(shown, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(_short(hr, each), LONGEST), "train_find", each.found.id),)
        for each in part
    ]

    def look_at(place: int, page: int = 0) -> str:
        return hr.press("find_list", year_id, department_id, page * PLACES + place)

    rows += page_turns(page, last, lambda to: look_at(place, to))
    rows.append(
        tuple(
            Button(_counted(each, found, state), look_at(0 if each == state else at))
            for at, each in enumerate(FINDING_STATES, start=1)
        )
    )
    units = await places(*here)
    if len(units) > 1:
        names = {each.department_id: each.name for each in units}
        unit = shortened(names.get(department_id, tr.text("all units")), LONGEST)
        rows.append((hr.button(f"🗂 {unit}", "find_at", year_id, place, 0),))
    rows.append((hr.button(tr.text("➕ Enter one"), "find_new", year_id),))
    rows.append(hr.back("train_year", year_id))
    left = sum(each.found.closed_on is None for each in found)
    lines = [
        tr.text("<b>What fell behind</b>"),
        tr.plural("{n} is open.", "{n} are open.", left) if left else tr.text("Nothing is open."),
        *(f"{FINDING_SIGNS[each]} {tr.text(words)}" for each, words in STATES_OF_FINDINGS.items()),
    ]
    return hr.show(Screen("\n".join(lines), tuple(rows)))


def _counted(state: FindingState, found: Sequence[FindingView], chosen: FindingState | None) -> str:
    number = sum(each.state == state for each in found)
    return f"{'· ' if state == chosen else ''}{FINDING_SIGNS[state]} {number}"


async def choose_unit(hr: HrVisit, year_id: int, place: int, page: int) -> Outcome:
    """Of which unit the list is."""
    units = await places(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    part, page, last = page_of(units, page, ON_A_PAGE)
    state = place % PLACES
    rows = (
        (hr.button(hr.tr.text("all units"), "find_list", year_id, NONE, state),),
        *((hr.button(shortened(each.name, LONGEST), "find_list", year_id, each.department_id,
                     state),) for each in part),
        *hr.turns(page, last, "find_at", year_id, state),
        hr.back("find_list", year_id, NONE, state),
    )  # fmt: skip
    return hr.show(Screen(hr.tr.text("Of which unit?"), rows))


def _short(hr: HrVisit, each: FindingView) -> str:
    """Plain, for a button or, escaped, for a title."""
    who = each.employee.name if each.employee is not None else each.unit
    said = each.found.words or hr.tr.text(FINDINGS[each.found.finding])
    return f"{FINDING_SIGNS[each.state]} {who}: {said}"


async def show(hr: HrVisit, number: int, *, toast: str | None = None) -> Outcome:
    """One finding; the causes as buttons until one is said."""
    view = await finding_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    return hr.show_long(_lines(hr, view), _rows(hr, view), toast)


def _lines(hr: HrVisit, view: FindingView) -> list[str]:
    tr, held = hr.tr, view.found
    lines = [f"<b>{escape(_short(hr, view))}</b>"]
    if view.employee is not None and view.unit:
        lines.append(escape(view.unit))
    if view.item is not None:
        lines.append(escape(topic_words(view.item.new, tr)))
    how = tr.text(FOUND[held.found_how])
    lines.append(tr.text("Found on {day} {how}", day=tr.date(held.found_on), how=how))
    if held.cause is not None:
        lines.append(tr.text("Cause: {cause}", cause=tr.text(CAUSES[held.cause])))
    if held.due is not None:
        owner = held.owner if view.owner is None else f"👤 {view.owner.name}"
        lines.append(escape(f"{held.action}: {owner}, {tr.date(held.due)}"))
    if held.done_on is not None:
        lines.append(tr.text("Said to be done: {day}", day=tr.date(held.done_on)))
    if held.closed_on is not None:
        closed = [tr.text("✔ Cured, {day}", day=tr.date(held.closed_on)), held.closed_name or ""]
        lines.append(escape(", ".join(each for each in closed if each)))
    elif held.reopened_on is not None:
        lines.append(tr.text("↩️ Opened again: {day}", day=tr.date(held.reopened_on)))
    if held.cause is None:
        lines.append(tr.text("What is the cause?"))
    return lines


def _rows(hr: HrVisit, view: FindingView) -> tuple[tuple[Button, ...], ...]:
    tr, held = hr.tr, view.found
    number = held.id
    rows: list[tuple[Button, ...]] = []
    look_again = (
        hr.button(tr.text("✔ Cured"), "train_cured", number, 1),
        hr.button(tr.text("Not yet"), "train_cured", number, 0),
    )
    act = (hr.button(tr.text("✍️ What is done"), "train_act", number),)
    if held.cause is None:
        rows += [
            (hr.button(tr.text(words), "train_cause", number, place),)
            for place, words in enumerate(CAUSES.values())
        ]
    elif held.closed_on is not None:
        rows.append((hr.button(tr.text("↩️ Open again"), "train_cured", number, 0),))
    else:
        if held.due is not None or held.done_on is not None:
            rows.append(look_again)
        rows.append(act)
        rows.append((hr.button(tr.text("🔎 How it was found"), "train_how", number, len(FOUND)),))
    if held.cause is not None:
        rows.append((hr.button(tr.text("➕ Enter one"), "find_new", held.year_id),))
    rows.append(hr.back("train_finds", held.year_id, 0))
    return tuple(rows)


async def cause_said(hr: HrVisit, number: int, place: int) -> Outcome:
    causes = list(CAUSES)
    if place >= len(causes):
        raise NotThere
    here = (hr.work, hr.actor, hr.organisation_id, number)
    held = await say_cause(*here, causes[place], hr.now)
    if held.due is not None or held.done_on is not None:
        return await show(hr, number)
    return await ask_action(hr, number)


async def how_said(hr: HrVisit, number: int, place: int) -> Outcome:
    """Which of the five ways; a place beyond them asks."""
    ways = list(FOUND)
    if place >= len(ways):
        rows = (
            *((hr.button(hr.tr.text(words), "train_how", number, at),)
              for at, words in enumerate(FOUND.values())),
            hr.back("train_find", number),
        )  # fmt: skip
        return hr.show(Screen(hr.tr.text("How was it found?"), rows))
    await say_how(hr.work, hr.actor, hr.organisation_id, number, ways[place], hr.now)
    return await show(hr, number, toast=hr.tr.text("✔ Kept."))


async def ask_action(hr: HrVisit, number: int) -> Outcome:
    await finding_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    await await_words(hr, FORM, {"finding": number})
    text = hr.tr.text("Write what is done; who does it; by which day, like 31.03.2027.")
    return hr.show(Screen(text, (hr.back("train_find", number),)))


async def action_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    number, said = fields["finding"], read_action(words)
    try:
        if said is None:
            raise BadValue("due")
        await plan_action(hr.work, hr.actor, hr.organisation_id, number, *said, hr.now)
    except BadValue:
        await await_again(hr.visit)
        back = hr.back("train_find", number)
        return hr.show(Screen(hr.tr.text(THREE_THINGS), (back,)))
    return await show(hr, number)


async def rechecked(hr: HrVisit, number: int, cured: int) -> Outcome:
    """Put right closes it; not yet asks at once what is done next where its day has come."""
    await recheck(hr.work, hr.actor, hr.organisation_id, number, bool(cured), hr.now)
    view = await finding_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    if view.state == "open" and view.found.cause is not None:
        return await ask_action(hr, number)
    return await show(hr, number, toast=hr.tr.text("✔ Kept."))
