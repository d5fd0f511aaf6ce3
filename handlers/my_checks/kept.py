"""A person's own checks: found by what a button carries, judged again as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.chat.buttons import Menu, MyChecks, MyData
from handlers.chat.outcome import Button, Outcome, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.report.corrected import Corrected, corrected, corrected_lines
from handlers.start.consent import CONSENT_VERSION
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.profile import Profile, parse_profile
from rules.questionnaire.flow import Sheet
from rules.questionnaire.scope import seen_from
from rules.verdict.check import Report
from rules.verdict.corrections import correction
from rules.verdict.record import OtherRules, is_by, judged_by, ruling_of
from rules.vocabulary import Json
from storage.tables.checks import Decision, Run
from storage.tables.corrections import Told


@dataclass(frozen=True, slots=True)
class Judged:
    """A kept decision by the rules at hand. `states`: how each fact was answered; `same_rules`:
    whether the edition of its day is the one it was made with; `corrected`: what has become of it
    where those were corrected since."""

    decision: Decision
    report: Report
    profile: Profile
    states: dict[str, str]
    same_rules: bool
    corrected: Corrected | None


async def latest_decisions(visit: Visit) -> list[Decision]:
    """The newest decision for every target, newest first; positions that are gone left out."""
    newest: dict[tuple[str, str | None], Decision] = {}
    for decision in await visit.work.decisions.of(visit.person.id):
        known = visit.desk.catalogue.positions.get(decision.position)
        if known is not None and decision.category in known.checks:
            newest.setdefault((decision.position, decision.category), decision)
    return list(newest.values())


async def sheets_of(visit: Visit, decisions: Iterable[Decision]) -> list[Sheet]:
    """The answers of today for the position and category of each decision."""
    rows = await visit.work.answers.all(visit.person.id)
    return [
        Sheet(
            visit.desk.catalogue,
            decision.position,
            decision.category,
            visit.on,
            decision.run_id or 0,
            seen_from(decision.position, rows)[0],
        )
        for decision in decisions
    ]


async def own_run(visit: Visit, run_id: int) -> Run | None:
    """The person's run of that number."""
    run = await visit.work.runs.get(run_id)
    return run if run is not None and run.person_id == visit.person.id else None


async def own_decision(visit: Visit, run_id: int) -> Decision | None:
    """The decision in which the person's run ended, as far as it is kept."""
    return _if_own(await visit.work.decisions.of_run(run_id), visit)


async def numbered_decision(visit: Visit, number: int) -> Decision | None:
    """The person's decision of that number."""
    return _if_own(await visit.work.decisions.get(number), visit)


def _if_own(decision: Decision | None, visit: Visit) -> Decision | None:
    return decision if decision is not None and decision.person_id == visit.person.id else None


async def judged(visit: Visit, decision: Decision) -> Judged | None:
    """The decision on its own day with its own answers; None when these rules know the position,
    the category or a competence no more."""
    catalogue = visit.desk.catalogue
    given: Json = json.loads(decision.record)
    try:
        profile = parse_profile(
            given["profile"], date.fromisoformat(given["on"]), catalogue.competences
        )
        report = judged_by(catalogue, given)
    except BadInput:
        return None
    told = await told_of(visit, decision)
    same = is_by(catalogue, given)
    became = None if same and told is None else corrected(catalogue, decision.record, told)
    return Judged(decision, report, profile, given["states"], same, became)


async def told_of(visit: Visit, decision: Decision) -> Told | None:
    """What its person was told of a decision; while nobody has told them yet, what there is to
    tell of answers that were given for another position."""
    told = await visit.work.corrections.of_decision(decision.id)
    if told is not None:
        return told
    catalogue = visit.desk.catalogue
    try:
        on = ruling_of(catalogue, json.loads(decision.record)).corrected_on
    except OtherRules:
        return None
    if on is None:
        return None
    elsewhere = await visit.work.corrections.elsewhere(decision)
    found = correction(catalogue, decision.record, elsewhere)
    return None if found is None or not found.rested_on else Told(on, found.rested_on)


def same_rules(catalogue: Catalogue, decision: Decision) -> bool:
    """Whether the decision was made with the rules that its position and day have here."""
    return is_by(catalogue, json.loads(decision.record))


def has_its_rules(catalogue: Catalogue, decision: Decision) -> bool:
    """Whether the rules it was made with are here, or kept among those that were superseded."""
    try:
        ruling_of(catalogue, json.loads(decision.record))
    except OtherRules:
        return False
    return True


def changed_lines(visit: Visit, judgement: Judged) -> list[str]:
    """That the rules of a check were corrected or have changed since, as HTML; empty where not."""
    if judgement.corrected is not None:
        return list(corrected_lines(visit.desk.catalogue, judgement.corrected, visit.tr))
    if judgement.same_rules:
        return []
    return [visit.tr.text("⚖️ There is a new edition of the rules since. Check again.")]


@dataclass(frozen=True, slots=True)
class Given:
    """A report as its person was given it, by the rules of then. `above`: the line on top that says
    of what was corrected since, as HTML."""

    rules: Catalogue
    report: Report
    above: str = ""


def as_given(visit: Visit, judgement: Judged) -> Given | None:
    """None where the rules have changed since and those of then are not kept."""
    became = judgement.corrected
    if became is not None:
        return Given(became.rules, became.then, changed_lines(visit, judgement)[0])
    if not judgement.same_rules:
        return None
    return Given(visit.desk.catalogue, judgement.report)


def gone(visit: Visit) -> Outcome:
    """Said of a check that is no longer kept; without consent, why."""
    tr = visit.tr
    if visit.consents:
        return Outcome(toast=tr.text("Those answers are no longer kept. /check begins anew."))
    return Outcome((Show(nothing_kept(visit)),))


def nothing_kept(visit: Visit) -> Screen:
    tr = visit.tr
    text = tr.text(
        "Without your consent nothing is kept after the report, so there is nothing to go on "
        "from. If you agree and check again, this will work."
    )
    return Screen(
        text,
        column(
            Button(tr.text("✅ I agree"), MyData.AGREE(CONSENT_VERSION)),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )


def other_rules(visit: Visit, decision: Decision) -> Outcome:
    """Said of a check that the rules at hand cannot repeat as it was."""
    tr = visit.tr
    text = tr.text("The rules have changed since this check. Please check again: it takes a press.")
    again = Button(tr.text("🔁 Check again"), MyChecks.AGAIN(decision.id))
    return Outcome((Show(Screen(text, column(again, Button(tr.text("⬅️ Menu"), Menu.HOME())))),))
