"""What fell behind, for heads and HR: cause, what is done by whom and when, looked at again."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue, NotThere
from cases.training.findings import (
    FindingView,
    finding_seen,
    findings_seen,
    plan_action,
    recheck,
    say_cause,
    say_how,
)
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import CAUSES, topic_words
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_words import FINDINGS, FOUND
from handlers.hr.visit import HrVisit
from rules.training.said import read_days_typed

FORM: Final = "training_action"
ON_A_PAGE: Final = 8
LONGEST: Final = 60


async def listed(hr: HrVisit, year_id: int, page: int) -> Outcome:
    tr = hr.tr
    found = await findings_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows = (
        *((hr.button(shortened(_short(hr, each), LONGEST), "train_find", each.found.id),)
          for each in part),
        *hr.turns(page, last, "train_finds", year_id),
        hr.back("train_year", year_id),
    )  # fmt: skip
    left = sum(each.found.closed_on is None for each in found)
    lines = [
        tr.text("<b>What fell behind</b>"),
        tr.plural("{n} is open.", "{n} are open.", left) if left else tr.text("Nothing is open."),
    ]
    return hr.show(Screen("\n".join(lines), rows))


def _short(hr: HrVisit, each: FindingView) -> str:
    sign = "✔" if each.found.closed_on is not None else "⚠️"
    who = each.employee.name if each.employee is not None else each.unit
    return f"{sign} {who}: {hr.tr.text(FINDINGS[each.found.finding])}"


async def show(hr: HrVisit, number: int, *, toast: str | None = None) -> Outcome:
    """One finding; the causes as buttons until one is said."""
    tr = hr.tr
    view = await finding_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    held = view.found
    lines = [f"<b>{escape(_short(hr, view))}</b>"]
    if view.item is not None:
        lines.append(escape(topic_words(view.item.new, tr)))
    how = tr.text(FOUND[held.found_how])
    lines.append(tr.text("Found on {day} {how}", day=tr.date(held.found_on), how=how))
    if held.cause is not None:
        lines.append(tr.text("Cause: {cause}", cause=tr.text(CAUSES[held.cause])))
    if held.due is not None:
        lines.append(escape(f"{held.action}: {held.owner}, {tr.date(held.due)}"))
    if held.closed_on is not None:
        lines.append(tr.text("✔ Cured, {day}", day=tr.date(held.closed_on)))
    rows: list[tuple[Button, ...]] = []
    if held.cause is None:
        lines.append(tr.text("What is the cause?"))
        rows += [
            (hr.button(tr.text(words), "train_cause", number, place),)
            for place, words in enumerate(CAUSES.values())
        ]
    elif held.due is None:
        rows.append((hr.button(tr.text("✍️ What is done"), "train_act", number),))
    elif held.closed_on is None:
        rows.append((hr.button(tr.text("✔ Cured"), "train_cured", number, 1),
                     hr.button(tr.text("Not yet"), "train_cured", number, 0)))  # fmt: skip
        rows.append((hr.button(tr.text("✍️ What is done"), "train_act", number),))
    if held.closed_on is None and held.cause is not None:
        rows.append((hr.button(tr.text("🔎 How it was found"), "train_how", number, len(FOUND)),))
    rows.append(hr.back("train_finds", held.year_id, 0))
    return hr.show_long(lines, tuple(rows), toast)


async def cause_said(hr: HrVisit, number: int, place: int) -> Outcome:
    causes = list(CAUSES)
    if place >= len(causes):
        raise NotThere
    await say_cause(hr.work, hr.actor, hr.organisation_id, number, causes[place], hr.now)
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
    number = fields["finding"]
    parts = [each.strip() for each in words.replace("\n", ";").split(";")]
    days = read_days_typed(parts[2]) if len(parts) == 3 else None
    try:
        if days is None or len(days) != 1:
            raise BadValue("due")
        await plan_action(
            hr.work, hr.actor, hr.organisation_id, number, parts[0], parts[1], days[0], hr.now
        )
    except BadValue:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ Three things with semicolons: what; who; a day to come.")
        return hr.show(Screen(text, (hr.back("train_find", number),)))
    return await show(hr, number)


async def rechecked(hr: HrVisit, number: int, cured: int) -> Outcome:
    await recheck(hr.work, hr.actor, hr.organisation_id, number, bool(cured), hr.now)
    return await show(hr, number, toast=hr.tr.text("✔ Kept."))
