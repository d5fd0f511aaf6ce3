"""A question below a message that is being written: its answers, and whether names are shown."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from cases.questions import question_html, read_answers, who_sees
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.draft import BroadcastDraft, draft_of, store
from handlers.hr.forms import Fields, await_words
from handlers.hr.visit import HrVisit
from i18n import LANGUAGES, Language
from storage.tables.outbound import Campaign
from storage.tables.questions import Question

FORM: Final = "draft_answers"
LONGEST_LINE: Final = 120
EXAMPLE: Final = "Иә / Да / Yes\nЖоқ / Нет / No"


async def ask(hr: HrVisit) -> Outcome:
    """Asks for the answers, or shows those there are; words typed next replace them."""
    draft = await draft_of(hr)
    await await_words(hr, FORM)
    return hr.show(_screen(hr, draft))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """Raises `BadValue`; nothing is lost then."""
    draft = await draft_of(hr)
    named = draft.question is not None and draft.question.named
    question = Question(read_answers(typed), named)
    draft = await store(hr, replace(draft, question=question, question_of=None))
    await await_words(hr, FORM)
    return hr.show(_screen(hr, draft))


async def named_pressed(hr: HrVisit, wanted: int) -> Outcome:
    """Whether the names of those who answer are shown."""
    draft = await draft_of(hr)
    if draft.question is not None and draft.question_of is None:
        asked = replace(draft.question, named=bool(wanted))
        draft = await store(hr, replace(draft, question=asked))
    await await_words(hr, FORM)
    return hr.show(_screen(hr, draft))


async def without(hr: HrVisit) -> Outcome:
    draft = await draft_of(hr)
    draft = await store(hr, replace(draft, question=None, question_of=None))
    await await_words(hr, FORM)
    return hr.show(_screen(hr, draft))


def _screen(hr: HrVisit, draft: BroadcastDraft) -> Screen:
    tr, question = hr.tr, draft.question
    done = (hr.button(tr.text("✅ Done"), "draft"),)
    if question is None:
        lines = [
            tr.text("<b>A question with buttons</b>"),
            tr.text("The message asks, people press. Write two to six answers, one to a line:"),
            "",
            EXAMPLE,
            "",
            tr.text("One wording without “/” is for all languages."),
        ]
        return Screen("\n".join(lines), (hr.back("draft"),))
    lines = [tr.text("<b>A question with buttons</b>"), *_answer_lines(question)]
    lines += ["", escape(who_sees(question, tr)), "", tr.text("Write the lines again to change.")]
    choices = ((0, tr.text("🔢 Numbers only")), (1, tr.text("👁 With names")))
    rows: Keyboard = (
        tuple(
            hr.button(f"{'✅ ' if bool(wanted) == question.named else ''}{label}", "ask_named",
                      wanted)
            for wanted, label in choices
        ),
        (hr.button(tr.text("🗑 Without a question"), "ask_none"),),
        done,
    )  # fmt: skip
    return Screen("\n".join(lines), rows)


def _answer_lines(question: Question) -> list[str]:
    return [
        f"{n}. " + escape(" / ".join(dict.fromkeys(filter(None, map(answer.of, LANGUAGES)))))
        for n, answer in enumerate(question.answers, start=1)
    ]


def button(draft: BroadcastDraft, hr: HrVisit) -> tuple[Button, ...]:
    """None below a message that reminds of a question: it asks what was asked."""
    if draft.question_of is not None:
        return ()
    words = hr.tr.text("Question")
    sign = "✅" if draft.question else "▫️"
    return (hr.button(f"{sign} {words}", "ask"),)


def lines(draft: BroadcastDraft, hr: HrVisit) -> list[str]:
    """What the overview of a draft says of its question, as HTML."""
    tr, question = hr.tr, draft.question
    if question is None:
        return []
    if draft.question_of is not None:
        return [tr.text("🔔 It reminds of a question; the answers are counted there.")]
    places = range(len(question.answers))
    words = " · ".join(question.words(place, tr.language) for place in places)
    how = tr.text("👁 With names") if question.named else tr.text("🔢 Numbers only")
    return [f"❓ {escape(shortened(words, LONGEST_LINE))}", how]


def below(draft: BroadcastDraft, by_head: bool, language: Language) -> str:
    """What stands below the text of the message, as HTML."""
    if draft.question is None:
        return ""
    by_head = draft.question.by_head if draft.question_of is not None else by_head
    return question_html(replace(draft.question, by_head=by_head), language)


def answers(draft: BroadcastDraft, language: Language) -> list[str]:
    """The words on the buttons."""
    question = draft.question
    if question is None:
        return []
    return [question.words(place, language) for place in range(len(question.answers))]


def again(draft: BroadcastDraft, earlier: Campaign) -> BroadcastDraft:
    """A message that goes out again asks the same question, answered in the same place."""
    if earlier.question is None or earlier.question_closed_at is not None:
        return draft
    return replace(draft, question=earlier.question, question_of=earlier.asked_by)
