"""One press takes the kept certificates for an answer, or keeps those that were answered."""

from __future__ import annotations

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers import asking
from handlers.answer_words import kept_words
from handlers.cases.certificates import add_certificate
from handlers.cases.errors import BadValue
from handlers.filters import Exactly, Pressed
from handlers.message_ids import pressed_message
from handlers.outcome import Outcome
from handlers.own.certificates import list_outcome, needs_consent
from handlers.own.course_draft import FACT
from handlers.own.kept_courses import answer_of, not_kept
from handlers.said_words import fact_name
from handlers.visit import Visit
from rules.questionnaire.drafts import draft_of
from rules.questionnaire.question import Put


async def question_answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The question after courses is answered by the certificates; "back" asks it again."""
    run, edit, tr = visit.run, pressed_message(callback), visit.tr
    if run is None:
        return Outcome(toast=tr.text("This check is finished. /check begins a new one."))
    sheet = await visit.sheet(run)
    question = sheet.question
    held = await visit.unit.certificates.of(visit.person.id)
    is_asked = question is not None and question.step.fact == FACT
    if str(run.id) != (callback.data or "").split(":")[2] or not is_asked or not held:
        where = edit if edit == run.message_id else None
        toast = tr.text("This is already answered.")
        return await asking.ask(visit, run, sheet, edit=where, toast=toast)
    before = draft_of(FACT, sheet.answers, run.id)
    # Without a log "back" gives back what was answered before.
    value = {**answer_of(held), "steps": {**before.to_json(), "log": [], "marks": []}}
    sheet = await visit.keep_on(sheet, run, (Put(FACT, "value", value),))
    above = f"✔ {fact_name(FACT, tr)}: {kept_words(FACT, sheet.answers[FACT], tr)}"
    return await asking.ask(visit, run, sheet, edit=edit, above=above)


async def used(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The next checks count the certificates instead of what was answered."""
    edit, person_id = pressed_message(callback), visit.person.id
    answer = (await visit.unit.answers.all(person_id)).get(FACT)
    held = await visit.unit.certificates.of(person_id)
    if answer is None or answer.state == "draft" or not held:
        return await list_outcome(visit, edit)
    await visit.unit.answers.put(
        person_id, answer.run_id, FACT, "value", answer_of(held), visit.now
    )
    toast = visit.tr.text("Your next check will use these certificates.")
    return await list_outcome(visit, edit, toast=toast)


async def taken(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Keeps the courses that were answered; pressed twice it finds nothing left to keep."""
    edit, person_id = pressed_message(callback), visit.person.id
    if not visit.consents:
        return needs_consent(visit, edit)
    answer = (await visit.unit.answers.all(person_id)).get(FACT)
    held = await visit.unit.certificates.of(person_id)
    kept = 0
    for course in not_kept(answer, held):
        issued = date.fromisoformat(course["issued"])
        try:
            await add_certificate(
                visit.unit, person_id, course["topic"], course["hours"], issued, None, visit.now
            )
        except BadValue:
            # What the questionnaire took and this list does not stays an answer.
            continue
        kept += 1
    above = visit.tr.plural("✔ {n} certificate is kept.", "✔ {n} certificates are kept.", kept)
    return await list_outcome(visit, edit, above=above if kept else "")


def router() -> Router:
    made = Router(name="kept certificates as answers")
    made.callback_query.register(question_answered, Pressed(r"^cert:q:\d{1,18}$"))
    made.callback_query.register(used, Exactly("cert:use"))
    made.callback_query.register(taken, Exactly("cert:take"))
    return made
