"""Decisions of the management in the chat: one message each, with owner and day (clause 11.6)."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.errors import BadValue
from cases.training import decisions
from cases.training.decisions import DecisionView, Entered
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.decision_line import read_decision
from storage.tables.training_outcomes import ManagementDecision

FORM: Final = "training_decision"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
MOST_NAMES: Final = 8
NEW: Final = 0
EXAMPLE: Final = mark("Buy licences for the laboratory, Example A., 01.03.2028")


async def listed(hr: HrVisit, year_id: int, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await decisions.decisions_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Decisions of the management</b>")]
    if found:
        done = sum(each.decision.done_on is not None for each in found)
        lines.append(tr.text("Done: {done} of {all}", done=tr.number(done),
                             all=tr.number(len(found))))  # fmt: skip
    else:
        lines.append(tr.text("No decision is entered yet."))
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(_title(hr, each), LONGEST), "dec", each.decision.id),) for each in part
    ]
    rows += hr.turns(page, last, "decs", year_id)
    rows.append((hr.button(tr.text("➕ A decision"), "dec_new", year_id),))
    rows.append(hr.back("year_rep", year_id))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def _title(hr: HrVisit, view: DecisionView) -> str:
    return f"{_sign(hr, view.decision)} {hr.tr.date(view.decision.due)} · {view.decision.words}"


def _sign(hr: HrVisit, held: ManagementDecision) -> str:
    if held.done_on is not None:
        return "✔"
    return "⚠️" if decisions.is_late(held, hr.on) else "▫️"


async def show(hr: HrVisit, number: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    view = await decisions.decision_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    held = view.decision
    day = tr.date(held.due)
    lines = [
        escape(held.words),
        tr.text("Answers for it: {owner}", owner=escape(held.owner)),
        tr.text("By {day}", day=day),
    ]
    if held.done_on is not None:
        done = tr.date(held.done_on)
        lines.append(tr.text("✔ Done on {day}", day=done))
    elif decisions.is_late(held, hr.on):
        lines.append(tr.text("⚠️ Not done, the day is over."))
    elif view.said_done:
        lines.append(tr.text("Whoever answers for it says that it is done."))
    elif view.reminded:
        lines.append(tr.text("🔔 It is a deadline of theirs."))
    else:
        lines.append(tr.text("They are not a member here: the bot reminds nobody."))
    done_words = tr.text("✔ Done") if held.done_on is None else tr.text("↩️ Not done")
    rows = (
        (hr.button(done_words, "dec_done", number, int(held.done_on is None)),),
        (hr.button(tr.text("✏️ Change"), "dec_edit", number),),
        (hr.button(tr.text("🗑 Withdraw"), "dec_drop", number),),
        hr.back("decs", held.year_id, 0),
    )
    return hr.show_long(lines, rows, toast)


async def ask_new(hr: HrVisit, year_id: int) -> Outcome:
    await decisions.decisions_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    await await_words(hr, FORM, {"year": year_id, "decision": NEW})
    return hr.show(Screen(_example(hr), (hr.back("decs", year_id, 0),)))


async def ask_change(hr: HrVisit, number: int) -> Outcome:
    view = await decisions.decision_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    held = view.decision
    await await_words(hr, FORM, {"year": held.year_id, "decision": number})
    line = f"{held.words}, {held.owner}, {held.due:%d.%m.%Y}"
    text = hr.tr.text("Write the whole line anew:\n<code>{line}</code>", line=escape(line))
    return hr.show(Screen(text, (hr.back("dec", number),)))


def _example(hr: HrVisit) -> str:
    return hr.tr.text(
        "Write what was decided, who answers for it and by when, in one line:\n"
        "<code>{example}</code>",
        example=hr.tr.text(EXAMPLE),
    )


async def typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, number = fields["year"], fields["decision"]
    back = hr.back("dec", number) if number else hr.back("decs", year_id, 0)
    line = read_decision(words, hr.on)
    here = (hr.work, hr.actor, hr.organisation_id)
    try:
        if line is None:
            raise BadValue("line")
        if number:
            entered = await decisions.change_decision(*here, number, line, hr.now)
        else:
            entered = await decisions.enter_decision(*here, year_id, line, hr.now)
    except BadValue as bad:
        await await_again(hr.visit)
        return hr.show(Screen(_refused(hr, bad), (back,)))
    return await _settled(hr, entered)


def _refused(hr: HrVisit, bad: BadValue) -> str:
    tr = hr.tr
    match bad.field:
        case "decisions":
            return tr.text("⚠️ There is no room for another decision.")
        case "words":
            return tr.text("⚠️ At most {most} characters, please.", most=bad.high)
    text = tr.text("⚠️ The decision, a comma, who answers for it, a comma, a day to come.")
    return f"{text}\n<code>{tr.text(EXAMPLE)}</code>"


async def _settled(hr: HrVisit, entered: Entered) -> Outcome:
    """Kept; where several people may be meant, which of them it is."""
    tr, held = hr.tr, entered.decision
    if not entered.candidates:
        return await show(hr, held.id, toast=tr.text("✔ Kept."))
    rows = (
        *((hr.button(shortened(name, LONGEST), "dec_who", held.id, member),)
          for member, name in entered.candidates[:MOST_NAMES]),
        (hr.button(tr.text("None of them"), "dec", held.id),),
    )  # fmt: skip
    text = tr.text("Who is meant: {owner}?", owner=escape(held.owner))
    return hr.show(Screen(text, rows))


async def given(hr: HrVisit, number: int, membership_id: int) -> Outcome:
    await decisions.give_to(hr.work, hr.actor, hr.organisation_id, number, membership_id, hr.now)
    return await show(hr, number, toast=hr.tr.text("✔ Kept."))


async def finished(hr: HrVisit, number: int, done: int) -> Outcome:
    await decisions.finish_decision(
        hr.work, hr.actor, hr.organisation_id, number, hr.now, done=bool(done)
    )
    return await show(hr, number)


async def ask_drop(hr: HrVisit, number: int) -> Outcome:
    view = await decisions.decision_seen(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    words = escape(shortened(view.decision.words, LONGEST))
    question = hr.tr.text("Withdraw “{words}”? What was signed stays.", words=words)
    yes = hr.button(hr.tr.text("Yes, withdraw"), "dec_drop_yes", number)
    return hr.ask_twice(question, yes, hr.press("dec", number))


async def dropped(hr: HrVisit, number: int) -> Outcome:
    year = await decisions.withdraw_decision(hr.work, hr.actor, hr.organisation_id, number, hr.now)
    return await listed(hr, year.id, 0, toast=hr.tr.text("🗑 Withdrawn"))
