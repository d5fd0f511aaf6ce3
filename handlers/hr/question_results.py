"""What a question below a message has come to: in all and by department; ended, taken along."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from cases.questions import Part, Result, close_question, result_of
from cases.reached import OF_READING
from cases.rights import reach, require_some
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import made_files
from handlers.hr.buttons import NONE, page_of, press
from handlers.hr.recipient_looks import LISTS, RecipientLook, pack
from handlers.hr.visit import HrVisit
from handlers.roster.question_file import question_table
from handlers.roster.recipient_words import TITLES
from i18n import Translator
from rules.dates import today
from storage.tables.outbound import Campaign

ON_A_PAGE: Final = 8
LONGEST_NAME: Final = 30
LONGEST_TEXT: Final = 80
BAR: Final = 8
FILE: Final = "answers"


def row(campaign: Campaign, tr: Translator) -> tuple[Button, ...]:
    """The way from a message to its answers."""
    if campaign.question is None:
        return ()
    numbers = (campaign.organisation_id, campaign.id, 0)
    return (Button(tr.text("❓ Answers"), press("ask_result", *numbers)),)


async def show(hr: HrVisit, campaign_id: int, page: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    found = await result_of(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    part, page, last = page_of(found.parts, page, ON_A_PAGE)
    whole = found.whole
    lines = [
        f"<b>❓ {escape(_beginning(found.campaign, tr))}</b>",
        tr.text("Answered: {n} of {people} · not yet: {rest}", n=tr.number(whole.answered),
                people=tr.number(whole.people), rest=tr.number(whole.silent)),
        *_answers(found, tr),
        *_departments(found, part, tr),
        "",
        tr.text("👁 With names") if found.question.named else tr.text("🔢 Numbers only"),
    ]  # fmt: skip
    if found.campaign.question_closed_at is not None:
        day = tr.date(today(found.campaign.question_closed_at))
        lines.append(tr.text("🔒 Ended: {day}", day=day))
    rows: Keyboard = (
        *hr.turns(page, last, "ask_result", campaign_id),
        *await _buttons(hr, found),
        hr.back("cast", campaign_id),
    )
    return hr.show(Screen("\n".join(lines), rows), toast)


def _beginning(campaign: Campaign, tr: Translator) -> str:
    text = campaign.texts.get(tr.language) or campaign.texts["ru"]
    return shortened(" ".join(text.split()), LONGEST_TEXT)


def _answers(found: Result, tr: Translator) -> list[str]:
    """A line an answer, with its share; of too few people nothing."""
    if not found.is_told:
        return ["", tr.text("Numbers are shown from five answers on.")]
    lines, whole = [""], found.whole
    for place, count in enumerate(whole.counts):
        share = count / whole.answered if whole.answered else 0.0
        bar = "▓" * round(share * BAR)
        words = escape(found.question.words(place, tr.language))
        number = tr.number(count)
        lines.append(f"{place + 1}. {words}: {number} ({tr.percent(round(share, 2))}) {bar}")
    return lines


def _departments(found: Result, shown: Sequence[Part], tr: Translator) -> list[str]:
    if not found.parts:
        return []
    places = " · ".join(str(place + 1) for place in range(len(found.whole.counts)))
    lines = ["", tr.text("<b>By department</b>: {places} · not yet", places=places)]
    for part in shown:
        counts = " · ".join(tr.number(each) for each in (*part.counts, part.silent))
        lines.append(f"{escape(shortened(part_name(part, tr), LONGEST_NAME))}: {counts}")
    return lines


def part_name(part: Part, tr: Translator) -> str:
    return part.department or tr.text("The others together")


async def _buttons(hr: HrVisit, found: Result) -> Keyboard:
    tr, number = hr.tr, found.campaign.id
    rows: list[tuple[Button, ...]] = []
    is_hr = bool(await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now))
    if found.question.named and (found.question.by_head or is_hr):
        rows.append(
            tuple(
                hr.button(tr.text(TITLES[which]), "cast_who", number,
                          pack(RecipientLook(which)), NONE)
                for which in LISTS
                if which not in OF_READING
            )
        )  # fmt: skip
    if found.whole.silent and not found.is_closed:
        rows.append((hr.button(tr.text("🔔 Remind the rest"), "ask_rest", number),))
    if found.is_told and await reach(hr.work, hr.actor, "export", hr.organisation_id, hr.now):
        rows.append(
            (
                hr.button(tr.text("📤 As a file"), "ask_file", number, made_files.SHEET),
                hr.button(tr.text("🖨 For the printer"), "ask_file", number, made_files.PDF),
            )
        )
    if not found.is_closed:
        rows.append((hr.button(tr.text("🔒 End the question"), "ask_close", number),))
    return tuple(rows)


async def ask_close(hr: HrVisit, campaign_id: int) -> Outcome:
    tr = hr.tr
    await result_of(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    question = tr.text("End the question? Nobody can answer or change an answer any more.")
    yes = hr.button(tr.text("Yes, end it"), "ask_close_yes", campaign_id)
    return hr.ask_twice(question, yes, hr.press("ask_result", campaign_id, 0))


async def close(hr: HrVisit, campaign_id: int) -> Outcome:
    done = await close_question(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    tr = hr.tr
    toast = tr.text("The question has ended.") if done else tr.text("It had ended already.")
    return await show(hr, campaign_id, 0, toast=toast)


async def file(hr: HrVisit, campaign_id: int, kind: int) -> Outcome:
    """The result by department, as numbers; who answered what is the list of those."""
    await require_some(hr.work, hr.actor, "export", hr.organisation_id, hr.now)
    found = await result_of(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if not found.is_told:
        return await show(hr, campaign_id, 0)
    table = question_table(found, _beginning(found.campaign, hr.tr), hr.on, hr.tr.language)
    back = hr.back("ask_result", campaign_id, 0)
    return made_files.made(hr, FILE, table, kind, hr.tr.text("Answers"), back)
