"""One press takes the kept certificates for an answer, or keeps those that were answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from cases.certificates import add_certificate
from cases.errors import BadValue
from handlers.certificates.certificates import list_outcome, needs_consent
from handlers.certificates.course_draft import FACT
from handlers.certificates.kept_courses import answer_of, answered_last, not_kept, profile_screen
from handlers.chat.buttons import Certificates
from handlers.chat.outcome import Outcome, Show
from handlers.chat.press import pressed_message
from handlers.chat.said_words import fact_name, kept_words
from handlers.chat.visit import Visit
from handlers.check import asking
from rules.norms.tied_facts import PROFILE
from rules.questionnaire.drafts import draft_of
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Put
from rules.questionnaire.scope import rows_of
from rules.vocabulary import TOPICS
from storage.tables.deadlines import Certificate

OTHERS = "rest"


async def question_answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The question after courses is answered by the certificates; "back" asks it again."""
    [run_id] = Certificates.ANSWER.read(callback)
    return await _question_answered(callback, visit, run_id, None)


async def said_of_profile(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _question_answered(callback, visit, *Certificates.ANSWER_SOME.read(callback))


async def _question_answered(
    callback: CallbackQuery, visit: Visit, run_id: int, which: str | None
) -> Outcome:
    """A course is kept as one "by profile" without saying of which position: `which` says it, and
    while it is None that is asked first."""
    run, edit, tr = visit.run, pressed_message(callback), visit.tr
    if run is None:
        return Outcome(toast=tr.text("This check is finished. /check begins a new one."))
    sheet = await visit.sheet(run)
    question = sheet.question
    held = await visit.work.certificates.of(visit.person.id)
    is_asked = question is not None and question.step.fact == FACT
    if run.id != run_id or not is_asked or not held:
        where = edit if edit == run.message_id else None
        toast = tr.text("This is already answered.")
        return await asking.ask(visit, run, sheet, edit=where, toast=toast)
    matters = PROFILE in sheet.relevance.topics
    doubtful = [each for each in held if each.topic == PROFILE] if matters else []
    if doubtful and which is None:
        return Outcome((Show(profile_screen(visit, run, doubtful), edit, run.id),))
    topics = TOPICS if matters and which != OTHERS else _OTHER_TOPICS
    sheet = await visit.keep_on(sheet, run, (_answered(sheet, held, topics, doubtful),))
    answer = sheet.answers[FACT]
    above = ""
    if answer.state == "value":
        above = f"✔ {fact_name(FACT, tr)}: {kept_words(FACT, answer, tr)}"
    return await asking.ask(visit, run, sheet, edit=edit, above=above)


_OTHER_TOPICS = tuple(topic for topic in TOPICS if topic != PROFILE)


def _answered(
    sheet: Sheet, held: list[Certificate], topics: tuple[str, ...], doubtful: list[Certificate]
) -> Put:
    """The certificates on these topics as the answer; as its beginning where those by profile are
    still to be asked about."""
    before = draft_of(FACT, sheet.answers, sheet.run_id)
    value = answer_of(held, topics)
    if doubtful and PROFILE not in topics:
        line = [f"{FACT}.0.topic", {"items": value["items"], "shown": list(topics)}]
        begun = replace(before, log=[line], marks=[], fresh=True)
        return Put(FACT, "draft", begun.to_json())
    # Without a log "back" gives back what was answered before.
    steps = replace(before, log=[], marks=[]).to_json()
    return Put(FACT, "value", {**value, "steps": steps})


async def used(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The next checks count the certificates instead of what was answered; those by profile where
    courses were answered last."""
    edit, person_id = pressed_message(callback), visit.person.id
    position, answer = await answered_last(visit)
    held = await visit.work.certificates.of(person_id)
    if answer is None or answer.state == "draft" or not held:
        return await list_outcome(visit, edit)
    put = Put(FACT, "value", answer_of(held))
    for row in rows_of(put, position, answer.sequence + 1):
        await visit.store(row, answer.run_id)
    toast = visit.tr.text("Your next check will use these certificates.")
    return await list_outcome(visit, edit, toast=toast)


async def taken_as_answer(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Keeps the courses that were answered; pressed twice it finds nothing left to keep."""
    edit, person_id = pressed_message(callback), visit.person.id
    if not visit.consents:
        return needs_consent(visit, edit)
    _, answer = await answered_last(visit)
    held = await visit.work.certificates.of(person_id)
    kept = 0
    for course in not_kept(answer, held):
        issued = date.fromisoformat(course["issued"])
        try:
            await add_certificate(
                visit.work, person_id, course["topic"], course["hours"], issued, None, visit.now
            )
        except BadValue:
            # What the questionnaire took and this list does not stays an answer.
            continue
        kept += 1
    above = visit.tr.plural("✔ {n} certificate is kept.", "✔ {n} certificates are kept.", kept)
    return await list_outcome(visit, edit, above=above if kept else "")


def router() -> Router:
    router = Router(name="kept certificates as answers")
    router.callback_query.register(question_answered, Certificates.ANSWER.pressed)
    router.callback_query.register(said_of_profile, Certificates.ANSWER_SOME.pressed)
    router.callback_query.register(used, Certificates.USE.pressed)
    router.callback_query.register(taken_as_answer, Certificates.TAKE.pressed)
    return router
