"""The questions of a check: begin, show, go on, stop, and the report at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.chat.buttons import Certificates, Check
from handlers.chat.outcome import Button, Closing, Outcome, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.check import told
from handlers.check.offer_view import offer_screen
from handlers.check.question_view import STAY, question_screen
from handlers.report.quoted_report import quoted_report
from handlers.report.report_buttons import report_buttons, unkept_buttons
from handlers.report.verdict_view import verdict_text
from rules.questionnaire.drafts import abandoned
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import PART, Question
from rules.questionnaire.scope import SAME
from rules.verdict.check import Report, check
from rules.verdict.record import decision_record
from rules.vocabulary import JsonValue
from storage.tables.checks import NewDecision, Run

STOP = "!stop"


async def begin(
    visit: Visit, position: str, category: str | None, *, edit: int | None, above: str = ""
) -> Outcome:
    """A new run of questions for one check; what was said before counts at once where it does not
    depend on the position, or was said for this one."""
    if visit.run is not None:
        await _leave(visit, visit.run)
    run = await visit.work.runs.open(visit.person.id, position, category, visit.now)
    sheet = await visit.sheet(run)
    reused = _reused(sheet)
    sheet = await told.take_told(visit, run, sheet)
    if reused:
        line = visit.tr.plural(
            "↩️ {n} answer from before is used; after the report you can change it.",
            "↩️ {n} answers from before are used; after the report you can change them.",
            reused,
        )
        above = f"{above}\n{line}" if above else line
    return await ask(visit, run, sheet, edit=edit, above=above)


async def _leave(visit: Visit, run: Run) -> None:
    """Gives back what stood before the answers that were begun and will not be finished."""
    sheet = await visit.sheet(run)
    await visit.keep_on(sheet, run, abandoned(sheet.answers))


def _reused(sheet: Sheet) -> int:
    """How many facts of the check something is known of from before."""
    return sum(_is_known(fact, sheet.profile_data) for fact in sheet.relevance.sources)


def _is_known(fact: str, profile: Mapping[str, JsonValue]) -> bool:
    group, _, name = fact.partition(".")
    held = profile.get(group)
    return name in held if name and held is not None else held not in (None, {})


async def ask(
    visit: Visit,
    run: Run,
    sheet: Sheet | None = None,
    *,
    edit: int | None,
    above: str = "",
    note: str = "",
    toast: str | None = None,
    item: int = 0,
) -> Outcome:
    """The current question of a run, or its report when nothing is left to ask; of a long list the
    part in which `item` stands."""
    sheet = sheet or await visit.sheet(run)
    question = sheet.question
    if question is None:
        return report(visit, run, sheet, edit=edit, above=above, toast=toast)
    if edit is not None and edit != run.message_id:
        await visit.work.runs.set_screen(run.id, visit.person.id, edit)
    if question.step.fact == SAME:
        screen = offer_screen(sheet, visit.tr, above=above, note=note)
    else:
        screen = question_screen(sheet, question, visit.tr, above=above, note=note, item=item)
    screen = await _with_kept(visit, question, screen, run.id)
    return Outcome((Show(screen, edit, run.id),), toast)


async def _with_kept(visit: Visit, question: Question, screen: Screen, run_id: int) -> Screen:
    """The question after courses with a button that answers it by the certificates kept."""
    if question.step.fact != "certificates" or not visit.consents:
        return screen
    held = await visit.work.certificates.of(visit.person.id)
    if not held:
        return screen
    words = visit.tr.plural(
        "🎓 Use my {n} kept certificate", "🎓 Use my {n} kept certificates", len(held)
    )
    row = (Button(words, Certificates.ANSWER(run_id)),)
    return replace(screen, keyboard=(row, *screen.keyboard))


def report(
    visit: Visit, run: Run, sheet: Sheet, *, edit: int | None, above: str, toast: str | None = None
) -> Outcome:
    """The report as a message that stays; the question's message keeps the last answer."""
    result = check(sheet.catalogue, run.position, run.category, sheet.profile(), visit.on)
    shows = [Show(screen) for screen in _report_screens(visit, run, sheet, result)]
    if edit is not None:
        closed = above or visit.tr.text("✔ The report is below.")
        shows.insert(0, Show(Screen(closed), edit))
    decided = _decided(sheet, result, visit.tr.language) if visit.consents else None
    return Outcome(tuple(shows), toast, Closing(run.id, decided))


def _report_screens(visit: Visit, run: Run, sheet: Sheet, result: Report) -> list[Screen]:
    """The verdict with what opens below it; without consent nothing is there to open later, so all
    of it comes at once."""
    catalogue, tr = sheet.catalogue, visit.tr
    if visit.consents:
        text = verdict_text(catalogue, result, tr)
        return [
            Screen(text, report_buttons(catalogue, result, run.id, tr, len(sheet.left_for_later)))
        ]
    *before, last = quoted_report(catalogue, result, tr)
    return [*map(Screen, before), Screen(last, unkept_buttons(visit, result, run.id))]


def _decided(sheet: Sheet, result: Report, lang: str) -> NewDecision:
    catalogue = sheet.catalogue
    return NewDecision(
        record=decision_record(catalogue, result, sheet.profile_data, _states(sheet), lang),
        digest=catalogue.digest,
        position=result.position,
        category=result.category,
        verdict=result.verdict,
        judged_on=result.on,
    )


def _states(sheet: Sheet) -> dict[str, str]:
    """How each fact was answered, as a record has it. A fact that was not asked is noted with the
    reason: its answer could change nothing."""
    states = {
        fact: "value" if answer.state == PART else answer.state
        for fact, answer in sheet.answers.items()
        if fact in sheet.relevance.sources and (answer.state != PART or fact in sheet.profile_data)
    }
    for fact in sheet.relevance.sources:
        later = fact in sheet.left_for_later
        reason = "the person left it out" if later else "cannot change the report"
        states.setdefault(fact, f"skipped: {reason}")
    return states


def stop_screen(visit: Visit, run: Run, path: str) -> Screen:
    """Asked before answers are lost."""
    tr = visit.tr
    text = tr.text("Stop here? Without consent your answers are deleted at once.")
    return Screen(
        text,
        column(
            Button(tr.text("No, go on"), Check.ANSWER(run.id, path, STAY)),
            Button(
                tr.text("Yes, stop and delete"), Check.ANSWER(run.id, path, STOP), style="danger"
            ),
        ),
    )


async def stop(visit: Visit, run: Run) -> str:
    """Closes a run that was not finished; what to tell the person, as HTML."""
    await _leave(visit, run)
    await visit.work.runs.close(run.id, "cancelled", visit.now)
    visit.run = None
    if visit.consents:
        return visit.tr.text("Stopped. Your answers are kept for the next time.")
    await visit.work.answers.clear(visit.person.id)
    return visit.tr.text("Stopped. Your answers are deleted.")


async def loses_answers(visit: Visit, run: Run) -> bool:
    """Whether stopping now would delete something the person has said."""
    if visit.consents:
        return False
    return bool(await visit.work.answers.all(visit.person.id))
