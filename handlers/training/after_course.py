"""After a course: as planned, otherwise, or not at all; the mark, the certificate, a sentence."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import Any, Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from cases.errors import BadValue, CaseError
from cases.training.courses import (
    AlreadyHeard,
    into_own,
    judge,
    result_of,
    show_certificate,
    tell,
)
from handlers.certificates.certificates import sent_file
from handlers.chat import listening
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.training_view import CAUSES, STATES, item_lines, topic_words
from handlers.chat.visit import Visit
from handlers.training.agreeing import ask_of_own
from handlers.training.item import item_screen
from i18n import mark
from rules.questionnaire.wording import LABELS
from rules.training.said import read_hours
from rules.training.vocabulary import CourseOutcome
from rules.typed.dates import read_date
from rules.typed.outcome import Understood
from rules.vocabulary import TOPICS

LISTENS_OTHERWISE: Final = "training.told"
LISTENS_PROOF: Final = "training.proof"
TOPIC_WORDS: Final = LABELS["certificate_topic"]
NOT_HAPPENED: Final = STATES["missed"]
HEARD_ALREADY: Final = mark("The unit has heard it: this changes no more.")
OUTCOMES: Final[dict[CourseOutcome, str]] = {
    "done": mark("✔ As planned"),
    "otherwise": mark("✏️ Otherwise"),
    "missed": mark("✖️ Did not happen"),
}


async def ask_outcome(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.TOLD.read(callback)
    edit, here = pressed_message(callback), Training.TOLD(item_id)
    with suppress(CaseError):
        _, plan, _, _ = await result_of(visit.work, visit.person.id, item_id, visit.now)
        asked = await ask_of_own(visit, plan.employee_id, here, edit)
        if asked is not None:
            return asked
    return await told_screen(visit, item_id, edit)


async def told_screen(
    visit: Visit, item_id: int, edit: int | None, toast: str | None = None
) -> Outcome:
    """What is known of a course that is over, and what may be said of it."""
    tr = visit.tr
    try:
        item, plan, _, result = await result_of(visit.work, visit.person.id, item_id, visit.now)
    except CaseError:
        return await item_screen(visit, item_id, edit)
    rows: list[tuple[Button, ...]] = []
    lines = item_lines(item, tr)
    if result is None or result.heard_on is None:
        lines.append(tr.text("How did it go?"))
        rows += [
            (Button(tr.text(words), Training.OUTCOME(item_id, outcome)),)
            for outcome, words in OUTCOMES.items()
        ]
    if result is not None and result.outcome == "missed" and result.cause is not None:
        lines.append(tr.text(CAUSES[result.cause]))
    if result is not None and result.outcome != "missed":
        if result.mark is not None:
            lines.append(tr.text("Your mark: {mark} of 5", mark=result.mark))
        if result.judgement:
            lines.append(f"<i>{escape(result.judgement)}</i>")
        if result.in_register_at is not None:
            lines.append(tr.text("✔ It counts in the employer's list."))
        if result.heard_due is not None and result.heard_on is None:
            due = tr.date(result.heard_due)
            lines.append(tr.text("The unit hears it by {day}.", day=due))
        if result.heard_on is not None:
            heard = tr.date(result.heard_on)
            lines.append(tr.text("✔ Heard on {day}.", day=heard))
        rows.append((Button(tr.text("📎 Certificate, a sentence"), Training.PROOF(item_id)),))
        if result.hours is not None and result.ended_on is not None and result.in_own_at is None:
            rows.append((Button(tr.text("➕ Into my own record"), Training.OWN(item_id)),))
    rows.append((Button(tr.text("⬅️ Back"), Training.PLAN(plan.year_id, plan.employee_id)),))
    return Outcome((Show(Screen("\n".join(lines), tuple(rows)), edit),), toast)


async def outcome_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, outcome = Training.OUTCOME.read(callback)
    tr, edit = visit.tr, pressed_message(callback)
    back = (Button(tr.text("⬅️ Back"), Training.TOLD(item_id)),)
    if outcome == "missed":
        rows = (
            *((Button(tr.text(words), Training.CAUSE(item_id, cause)),)
              for cause, words in CAUSES.items()),
            back,
        )  # fmt: skip
        return Outcome((Show(Screen(tr.text("Why did it not happen?"), rows), edit),))
    if outcome == "otherwise":
        await listening.listen(visit, LISTENS_OTHERWISE, {"item": item_id})
        text = tr.text("Write the hours and the last day, like 36, 20.03.2027.")
        return Outcome((Show(Screen(text, (back,)), edit),))
    try:
        await tell(visit.work, visit.person.id, item_id, outcome, visit.now)
    except BadValue:
        text = tr.text("⚠️ The course is not over yet.")
        return Outcome((Show(Screen(text, (back,)), edit),), text)
    except AlreadyHeard:
        return await told_screen(visit, item_id, edit, tr.text(HEARD_ALREADY))
    except CaseError:
        return await item_screen(visit, item_id, edit)
    return _ask_mark(visit, item_id, edit)


async def otherwise_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    item_id, tr = data["item"], visit.tr
    hours_said, _, day_said = (message.text or "").partition(",")
    hours, day = read_hours(hours_said), read_date(day_said.strip(), visit.on)
    try:
        if hours is None or not isinstance(day, Understood):
            raise BadValue("line")
        await tell(
            visit.work, visit.person.id, item_id, "otherwise", visit.now,
            hours=hours, ended_on=day.value,
        )  # fmt: skip
    except BadValue:
        await listening.keep(visit)
        text = tr.text("⚠️ Hours, a comma, and a day that has passed: 36, 20.03.2027.")
        back = (Button(tr.text("⬅️ Back"), Training.TOLD(item_id)),)
        return Outcome((Show(Screen(text, (back,))),))
    except AlreadyHeard:
        return await told_screen(visit, item_id, None, tr.text(HEARD_ALREADY))
    except CaseError:
        return await item_screen(visit, item_id, None)
    return _ask_mark(visit, item_id, None)


async def cause_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, cause = Training.CAUSE.read(callback)
    edit = pressed_message(callback)
    try:
        await tell(visit.work, visit.person.id, item_id, "missed", visit.now, cause=cause)
    except AlreadyHeard:
        return await told_screen(visit, item_id, edit, visit.tr.text(HEARD_ALREADY))
    except CaseError:
        return await item_screen(visit, item_id, edit)
    return await told_screen(visit, item_id, edit, visit.tr.text(NOT_HAPPENED))


def _ask_mark(visit: Visit, item_id: int, edit: int | None) -> Outcome:
    tr = visit.tr
    marks = tuple(Button(str(each), Training.MARK(item_id, each)) for each in range(1, 6))
    rows = (marks, (Button(tr.text("⏭ Later"), Training.PROOF(item_id)),))
    text = tr.text("What do you think of the course? 1 is poor, 5 is excellent.")
    return Outcome((Show(Screen(text, rows), edit),))


async def marked(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, given = Training.MARK.read(callback)
    edit = pressed_message(callback)
    try:
        await judge(visit.work, visit.person.id, item_id, visit.now, mark=given)
    except CaseError:
        return await item_screen(visit, item_id, edit)
    return await _ask_proof(visit, item_id, edit)


async def proof_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    [item_id] = Training.PROOF.read(callback)
    return await _ask_proof(visit, item_id, pressed_message(callback))


async def _ask_proof(visit: Visit, item_id: int, edit: int | None) -> Outcome:
    tr = visit.tr
    await listening.listen(visit, LISTENS_PROOF, {"item": item_id})
    text = tr.text("Send a picture of the certificate, or write a sentence on the course.")
    rows = ((Button(tr.text("⏭ Later"), Training.TOLD(item_id)),),)
    return Outcome((Show(Screen(text, rows), edit),))


async def sentence_typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    item_id = data["item"]
    try:
        await judge(visit.work, visit.person.id, item_id, visit.now, words=message.text or "")
    except BadValue as bad:
        await listening.keep(visit)
        text = visit.tr.text("⚠️ At most {most} characters, please.", most=bad.high)
        return Outcome((Show(Screen(text)),))
    except CaseError:
        return await item_screen(visit, item_id, None)
    return await told_screen(visit, item_id, None)


async def certificate_came(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    item_id, file = data["item"], sent_file(message)
    if file is None:
        await listening.keep(visit)
        text = visit.tr.text("A picture or a document is needed here.")
        return Outcome((Show(Screen(text)),))
    try:
        await show_certificate(visit.work, visit.person.id, item_id, file, visit.now)
    except CaseError:
        return await item_screen(visit, item_id, None)
    await listening.listen(visit, LISTENS_PROOF, {"item": item_id})
    return await told_screen(visit, item_id, None)


async def own_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What the course was about, as one's own record counts it."""
    [item_id] = Training.OWN.read(callback)
    tr, edit = visit.tr, pressed_message(callback)
    try:
        item, *_ = await result_of(visit.work, visit.person.id, item_id, visit.now)
    except CaseError:
        return await item_screen(visit, item_id, edit)
    rows = (
        *((Button(tr.text(TOPIC_WORDS[topic]), Training.OWN_TOPIC(item_id, topic)),)
          for topic in TOPICS),
        (Button(tr.text("⬅️ Back"), Training.TOLD(item_id)),),
    )  # fmt: skip
    title = f"<b>{escape(topic_words(item.new, tr))}</b>"
    question = tr.text("As which kind of course do you keep it?")
    text = f"{title}\n{question}"
    return Outcome((Show(Screen(text, rows), edit),))


async def own_said(callback: CallbackQuery, visit: Visit) -> Outcome:
    item_id, topic = Training.OWN_TOPIC.read(callback)
    edit, tr = pressed_message(callback), visit.tr
    try:
        await into_own(visit.work, visit.person.id, item_id, topic, visit.now)
    except CaseError:
        return await told_screen(visit, item_id, edit, tr.text("This cannot be done."))
    return await told_screen(visit, item_id, edit, tr.text("✔ It is in your own record."))


def router() -> Router:
    router = Router(name="after a course")
    for button, handler in (
        (Training.TOLD, ask_outcome),
        (Training.OUTCOME, outcome_said),
        (Training.CAUSE, cause_said),
        (Training.MARK, marked),
        (Training.PROOF, proof_asked),
        (Training.OWN, own_asked),
        (Training.OWN_TOPIC, own_said),
    ):
        router.callback_query.register(handler, button.pressed)
    return router
