"""Courses that heads or HR propose after the analysis, and what people say to them (clause 7.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cases.errors import BadValue, NotThere
from cases.rights import note
from cases.training.analysis import PersonNeed, analysis_seen
from cases.training.holders import people_behind
from cases.training.messages import ask_no_more, ask_now
from cases.training.plans import (
    MOST_ITEMS,
    Locked,
    is_own,
    is_unit_locked,
    item_to_change,
    withdraw,
)
from cases.training.proposing import begun, items_of
from cases.training.years import year_of
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.training.plan_line import PlanLine, read_plan_line
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_needs import Proposal
from storage.tables.training_plans import LONGEST_WORDS, NewItem, TrainingItem, TrainingPlan


@dataclass(frozen=True, slots=True)
class ProposedNow:
    """Who got a proposal, as the analysis saw them; `full`: names of those whose plan holds no
    more."""

    made: tuple[PersonNeed, ...]
    full: tuple[str, ...]


async def propose(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    catalogue: Catalogue,
    now: datetime,
    employees: Collection[int] | None = None,
) -> ProposedNow:
    """An item in the plan of each of these people, with the reason of need and the hours that a
    clause misses; None: of everybody who needs one. Whoever has a proposal that nobody has answered
    gets no second one.

    Raises `NotAllowed`, `NotThere`, `Locked`.
    """
    unit, _ = await analysis_seen(
        work, actor_id, organisation_id, year_id, department_id, catalogue, now
    )
    year = await year_of(work, organisation_id, year_id)
    if await is_unit_locked(work, year, department_id):
        raise Locked
    wanted = unit.asking if employees is None else unit.people
    asked = [
        each
        for each in wanted
        if (employees is None or each.employee in employees)
        and all(proposed.answer is not None for proposed in each.proposed)
    ]
    held = await items_of(work, year, [each.employee for each in asked])
    room = [each for each in asked if len(held.get(each.employee, ())) < MOST_ITEMS]
    made = await _put(work, actor_id, year, department_id, room, now)
    people = await people_behind(work, organisation_id, made)
    for number, person_id in people.items():
        if person_id != actor_id:
            await ask_now(work, [person_id], "training_proposal", made[number], today(now), now)
    if made:
        thing, count = ("department", department_id), len(made)
        await note(work, actor_id, organisation_id, "training.propose", thing, now, people=count)
    full = tuple(each.name for each in asked if each.employee not in made)
    return ProposedNow(tuple(room), full)


async def _put(
    work: Work,
    actor_id: int,
    year: TrainingYear,
    department_id: int,
    people: Sequence[PersonNeed],
    now: datetime,
) -> dict[int, int]:
    """Employee → the item that was put into their plan."""
    plans = await begun(work, year, {each.employee: department_id for each in people}, now)
    made = {}
    for each in people:
        item = await work.training_plans.add_item(plans[each.employee], _item(each), now)
        await work.training_needs.put_proposal(Proposal(item.id, actor_id, now, None, "", None))
        made[each.employee] = item.id
    await work.audit.add_all(
        actor_id, year.organisation_id, "training.plan", "training_plan",
        list(plans.values()), {"items": 1}, now,
    )  # fmt: skip
    return made


def _item(person: PersonNeed) -> NewItem:
    """Its topic, and all that nobody knows yet, are still to be said."""
    reason = person.reasons[0] if person.reasons else None
    return NewItem(
        origin="proposed",
        reason=reason,
        hours=None if person.missing is None else person.missing.hours,
        subject=person.subjects,
    )


async def open_proposal(work: Work, person_id: int, item: TrainingItem) -> Proposal | None:
    """A proposal that the person may still answer: it stands in their own plan."""
    held = await work.training_needs.proposal(item.id)
    if held is None or held.answer is not None or item.state != "planned":
        return None
    plan = await work.training_plans.get(item.plan_id)
    if plan is None or not await is_own(work, person_id, plan.employee_id):
        return None
    return held


async def accept(work: Work, person_id: int, item_id: int, now: datetime) -> None:
    """Raises `NotThere`, `Locked`. A second press changes nothing."""
    item, held = await _to_answer(work, person_id, item_id, now)
    if held is not None:
        await _answer(work, person_id, item, replace(held, answer="accepted"), now)


async def change(work: Work, person_id: int, item_id: int, line: str, now: datetime) -> PlanLine:
    """Another course instead, in one typed line; the reason of need stays. Raises `NotThere`,
    `Locked`, `BadValue("line")` where it names no topic."""
    item, held = await _to_answer(work, person_id, item_id, now)
    plan = await work.training_plans.get(item.plan_id)
    year = None if plan is None else await work.training_years.get(plan.year_id)
    if held is None or year is None:
        raise NotThere
    said = read_plan_line(line, year.begins, year.ends)
    if said is None:
        raise BadValue("line")
    new = replace(
        item.new, topic=said.topic, kind=said.kind, subject=said.subject or item.new.subject,
        provider=said.provider, place=said.place, hours=said.hours or item.new.hours,
        first_day=said.first_day, last_day=said.last_day, to_month=said.to_month, cost=said.cost,
        source=said.source,
    )  # fmt: skip
    await work.training_plans.change_item(item.id, new, now)
    await _answer(work, person_id, item, replace(held, answer="changed"), now)
    return said


async def decline(
    work: Work, person_id: int, item_id: int, reason: str, now: datetime
) -> TrainingPlan:
    """Takes the proposed course out of the plan; the head sees why. Raises `NotThere`, `Locked`,
    `BadValue("reason")`."""
    words = reason.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise BadValue("reason", 1, LONGEST_WORDS)
    item, held = await _to_answer(work, person_id, item_id, now)
    if held is None:
        raise NotThere
    await _answer(work, person_id, item, replace(held, answer="declined", reason=words), now)
    return await withdraw(work, person_id, item_id, now)


async def _to_answer(
    work: Work, person_id: int, item_id: int, now: datetime
) -> tuple[TrainingItem, Proposal | None]:
    """The item, and its proposal where it waits for an answer. Raises `NotThere`, `Locked`."""
    item, plan, _ = await item_to_change(work, person_id, item_id, now)
    if item.state != "planned" or not await is_own(work, person_id, plan.employee_id):
        raise NotThere
    return item, await open_proposal(work, person_id, item)


async def _answer(
    work: Work, person_id: int, item: TrainingItem, answered: Proposal, now: datetime
) -> None:
    await work.training_needs.put_proposal(replace(answered, answered_at=now))
    await ask_no_more(work, person_id, "training_proposal", item.id)
    plan = await work.training_plans.get(item.plan_id)
    employee = None if plan is None else await work.register.get(plan.employee_id)
    assert employee is not None, "a plan is somebody's"
    assert answered.answer is not None, "it was answered a moment ago"
    thing = ("training_item", item.id)
    await note(
        work, person_id, employee.organisation_id, "training.answer", thing, now,
        answer=answered.answer,
    )  # fmt: skip
