"""What a step of a schedule brings with it: it is noted, whoever is next is asked, what is approved
is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.rights import note
from cases.training.frozen import freeze, included_in, rows_of
from cases.training.holders import acting_for, heads_of
from cases.training.messages import ask_after_course, ask_now
from cases.training.signers import signer_of
from cases.training.trips import plan_trips, trips_of
from cases.training.units import standing_of, units_of
from rules.dates import today
from rules.training.chain import Standing
from rules.training.vocabulary import LOCKED_FROM, Holder, Step
from storage.database import Work
from storage.repositories.certificates import File
from storage.tables.training import Passage, TrainingDocument, TrainingYear


@dataclass(frozen=True, slots=True)
class Paper:
    """What proves a step: number and day of minutes or order, the scan."""

    number: str
    day: date
    file: File | None = None


def place_of(document: TrainingDocument) -> int | None:
    """The department whose schedule it is; None: the whole organisation's."""
    return document.department_id if document.form == "602-01" else None


async def pass_step(
    work: Work, actor_id: int, year: TrainingYear, document: TrainingDocument, step: Step,
    paper: Paper, now: datetime,
) -> None:  # fmt: skip
    """Notes a step as done, with what it closes."""
    file = paper.file
    name = await signer_of(work, actor_id, year.organisation_id, step, place_of(document), now)
    await work.training_documents.add_passage(
        Passage(
            0,
            document.id,
            step.name,
            "done",
            actor_id,
            name,
            paper.number,
            paper.day,
            "",
            None if file is None else file.id,
            None if file is None else file.kind,
            now,
        )
    )
    if step.name == LOCKED_FROM:
        plans = await work.training_plans.of_year(year.id, [document.department_id or 0])
        given = [each for each in plans if each.state == "given"]
        for each in given:
            await work.training_plans.set_state([each.id], "approved", each.given_at, now)
        await freeze(work, document, await rows_of(work, year, document, now), now)
    if step.name == "consolidate":
        await freeze(work, document, await included_in(work, year, now), now)
    thing = ("training_document", document.id)
    await note(
        work, actor_id, year.organisation_id, "training.step", thing, now,
        step=step.name, scan=file is not None,
    )  # fmt: skip


async def go_on(
    work: Work, actor_id: int, year: TrainingYear, document: TrainingDocument, now: datetime
) -> None:
    """What follows of itself from a step: whoever is next is asked; what is approved is in force
    and brought down."""
    where = await standing_of(work, year, document, now)
    if document.form == "602-01":
        await _ask_next(work, actor_id, year, document, where, now)
        return
    if where.next is not None and where.next.name == "bring_down":
        await pass_step(work, actor_id, year, document, where.next, Paper("", today(now)), now)
        where = await standing_of(work, year, document, now)
    if where.over:
        await _in_force(work, year, document, now)
    elif where.next is not None and where.next.holder == "hr_director":
        people = await acting_for(work, year.organisation_id, "hr_director", None, now)
        told = [each for each in people if each != actor_id]
        await ask_now(work, told, "training_step", document.id, today(now), now)


async def _ask_next(
    work: Work,
    actor_id: int,
    year: TrainingYear,
    document: TrainingDocument,
    where: Standing,
    now: datetime,
) -> None:
    """Tells whoever holds the next step of a unit's schedule; HR once all units wait for it."""
    step, organisation_id = where.next, year.organisation_id
    holder: Holder = "hr" if step is None else step.holder
    if holder in ("hr", "hr_director", "outside"):
        waits = [
            each.document is not None and (each.standing.over or each.standing.next == step)
            for each in await units_of(work, year, now)
        ]
        if not all(waits):
            return
    people = await acting_for(work, organisation_id, holder, document.department_id, now)
    told = [each for each in people if each != actor_id]
    await ask_now(work, told, "training_step", document.id, today(now), now)


async def _in_force(
    work: Work, year: TrainingYear, document: TrainingDocument, now: datetime
) -> None:
    held = await work.training_documents.get(document.id)
    assert held is not None, "it was changed a moment ago"
    known = await trips_of(work, year)
    await work.training_documents.approve(document.id)
    included = [unit["document"] for unit in (held.figures or {}).get("units", [])]
    heads: set[int] = set()
    for number in included:
        unit = await work.training_documents.get(number)
        if unit is None or unit.department_id is None:
            continue
        is_new = unit.state == "open"
        if is_new:
            await work.training_documents.approve(number)
        heads |= set(await heads_of(work, year.organisation_id, unit.department_id, now))
        if not is_new:
            continue
        plans = await work.training_plans.of_year(year.id, [unit.department_id])
        by_plan = {each.id: each for each in plans}
        for item in await work.training_plans.items(by_plan):
            if item.state == "planned":
                employee_id = by_plan[item.plan_id].employee_id
                await ask_after_course(work, year.organisation_id, employee_id, item, now)
    await ask_now(work, heads, "training_receipt", document.id, today(now), now)
    await plan_trips(work, year, now, known=known)


async def unlock(work: Work, document: TrainingDocument, now: datetime) -> None:
    """The plans below a unit's schedule may change again."""
    if document.form != "602-01" or document.department_id is None:
        return
    for each in await work.training_plans.of_year(document.year_id, [document.department_id]):
        if each.state == "approved":
            await work.training_plans.set_state([each.id], "given", each.given_at, now)
