"""After a course: what became of it, the certificate, and how the unit heard it (clause 11.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.certificates import add_certificate
from cases.errors import BadValue, CaseError, NotThere
from cases.rights import cleaned, note, require, require_some
from cases.training.holders import people_behind
from cases.training.messages import ask_no_more, ask_to_hear
from cases.training.plans import item_seen
from cases.training.proved import into_register, told_anew
from cases.training.years import year_of
from rules.dates import today
from rules.training.days import heard_by
from rules.training.vocabulary import Cause, CourseOutcome
from rules.typed.hours import LONGEST, SHORTEST
from storage.database import Work
from storage.repositories.certificates import File
from storage.tables.register import Employee
from storage.tables.training import PAPER_LENGTH, TrainingYear
from storage.tables.training_plans import (
    LONGEST_WORDS,
    CourseResult,
    TrainingItem,
    TrainingPlan,
)

MARKS: Final = (1, 5)


class AlreadyHeard(CaseError):
    """The unit has heard the course: what became of it changes no more."""


@dataclass(frozen=True, slots=True)
class HeardView:
    """A course that the unit hears, or has heard. `result` None: nobody has said how it went."""

    item: TrainingItem
    plan: TrainingPlan
    employee: Employee
    result: CourseResult | None
    due: date


async def tell(
    work: Work,
    actor_id: int,
    item_id: int,
    outcome: CourseOutcome,
    now: datetime,
    *,
    hours: int | None = None,
    ended_on: date | None = None,
    cause: Cause | None = None,
) -> CourseResult:
    """What became of a course. "done": as it was planned; "otherwise": with what it was instead;
    "missed": with its cause. What was told before is told anew until the unit has heard it; the
    employer's record follows.

    Raises `NotThere`, `AlreadyHeard` where it is something else than before, `BadValue` ("hours",
    "ended_on").
    """
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    held = await work.training_plans.result(item_id)
    if held is not None and held.heard_on is not None:
        if outcome != held.outcome or outcome == "otherwise":
            raise AlreadyHeard
        return held
    if outcome == "done":
        hours, ended_on = item.new.hours, item.new.last_day
    if outcome == "missed":
        hours = ended_on = None
    _require_course(hours, ended_on, now)
    due = None if outcome == "missed" else heard_by(ended_on or today(now))
    base = held or _nothing(item_id, now)
    told = replace(
        base, outcome=outcome, cause=cause if outcome == "missed" else None, hours=hours,
        ended_on=ended_on, told_at=now, heard_due=due,
        spent=item.new.cost if outcome == "done" else None,
        # What did not happen has no mark.
        mark=None if outcome == "missed" else base.mark,
    )  # fmt: skip
    if held is not None:
        told = await told_anew(work, plan, held, told, now)
    kept = await _keep(work, told)
    await work.training_plans.set_item_state(item_id, outcome, now)
    thing = ("training_item", item_id)
    await note(work, actor_id, year.organisation_id, "training.told", thing, now, outcome=outcome)
    for person_id in (await people_behind(work, year.organisation_id, [plan.employee_id])).values():
        await ask_no_more(work, person_id, "training_course", item_id)
    if due is None:
        await work.reminders.cancel("training_heard", item_id)
    else:
        await ask_to_hear(work, year.organisation_id, plan.department_id, item_id, due, now)
    return kept


async def judge(
    work: Work, actor_id: int, item_id: int, now: datetime,
    *, mark: int | None = None, words: str | None = None, why: str | None = None,
) -> CourseResult:  # fmt: skip
    """The person's mark of the course, 1 to 5, and a sentence on it, or why it did not happen.

    Raises `NotThere`, `BadValue` ("mark", "words").
    """
    _, _, year = await item_seen(work, actor_id, item_id, now)
    held = await _result(work, item_id)
    if mark is not None and not MARKS[0] <= mark <= MARKS[1]:
        raise BadValue("mark", *MARKS)
    for said in (words, why):
        if said is not None and not 1 <= len(said.strip()) <= LONGEST_WORDS:
            raise BadValue("words", 1, LONGEST_WORDS)
    changed = replace(
        held,
        mark=held.mark if mark is None else mark,
        judgement=held.judgement if words is None else words.strip(),
        why=held.why if why is None else why.strip(),
    )
    await work.training_plans.change_result(changed)
    thing = ("training_item", item_id)
    await note(work, actor_id, year.organisation_id, "training.judged", thing, now)
    return changed


async def show_certificate(
    work: Work, actor_id: int, item_id: int, file: File, now: datetime
) -> CourseResult:
    """The certificate of a course: it counts in the employer's record at once.

    Raises `NotThere`, also where the course did not happen.
    """
    _, plan, year = await item_seen(work, actor_id, item_id, now)
    held = await _result(work, item_id)
    if held.outcome == "missed":
        raise NotThere
    changed = replace(held, file_id=file.id, file_kind=file.kind)
    changed = await into_register(work, plan, changed, now)
    await work.training_plans.change_result(changed)
    thing = ("training_item", item_id)
    await note(work, actor_id, year.organisation_id, "training.paper", thing, now)
    return changed


async def into_own(
    work: Work, person_id: int, item_id: int, topic: str, now: datetime
) -> CourseResult:
    """The course goes into the person's own record too, by their own press; once.

    Raises `NotThere` for anybody else's, `ConsentNeeded`, `BadValue`.
    """
    _, plan, year = await item_seen(work, person_id, item_id, now)
    own = await people_behind(work, year.organisation_id, [plan.employee_id])
    held = await _result(work, item_id)
    if own.get(plan.employee_id) != person_id or held.hours is None or held.ended_on is None:
        raise NotThere
    if held.in_own_at is not None:
        return held
    file = None
    if held.file_id is not None and held.file_kind is not None:
        file = File(held.file_id, held.file_kind)
    await add_certificate(work, person_id, topic, held.hours, held.ended_on, file, now)
    changed = replace(held, in_own_at=now)
    await work.training_plans.change_result(changed)
    return changed


async def to_hear(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[HeardView]:
    """The courses that wait to be heard, the earliest due first, as far as the right goes.

    Raises `NotAllowed`, `NotThere`.
    """
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    await year_of(work, organisation_id, year_id)
    plans = {each.id: each for each in await work.training_plans.of_year(year_id)}
    items = await work.training_plans.items(plans)
    results = await work.training_plans.results([each.id for each in items])
    found = []
    for item in items:
        plan, result = plans[item.plan_id], results.get(item.id)
        due = _due(item, result, now)
        if due is None or not may.covers(plan.department_id):
            continue
        employee = await work.register.get(plan.employee_id)
        assert employee is not None, "a plan goes with its employee"
        found.append(HeardView(item, plan, employee, result, due))
    return sorted(found, key=lambda each: (each.due, each.item.id))


def _due(item: TrainingItem, result: CourseResult | None, now: datetime) -> date | None:
    """By when a course is heard; None: it is not, or was."""
    if result is not None:
        return None if result.heard_on is not None else result.heard_due
    ended = item.new.last_day
    over = item.state == "planned" and ended is not None and ended < today(now)
    return heard_by(ended) if over and ended is not None else None


async def hear(
    work: Work,
    actor_id: int,
    organisation_id: int,
    item_id: int,
    number: str,
    day: date,
    recommended: bool,
    now: datetime,
    improvement: str = "",
    *,
    shown: bool = False,
) -> CourseResult:
    """The unit has heard a course, or (`shown`) was shown what it taught: minutes, whether it
    recommends the person for attestation.

    Raises `NotAllowed`, `NotThere`, `BadValue` ("number", "day", "words").
    """
    item = await work.training_plans.item(item_id)
    plan = None if item is None else await work.training_plans.get(item.plan_id)
    if item is None or plan is None:
        raise NotThere
    await year_of(work, organisation_id, plan.year_id)
    await require(work, actor_id, "approve", organisation_id, now, department_id=plan.department_id)
    held = await _result(work, item_id)
    if held.outcome == "missed":
        raise NotThere
    if held.heard_on is not None:
        return held
    minutes = cleaned(number, "number")
    if len(minutes) > PAPER_LENGTH:
        raise BadValue("number", 1, PAPER_LENGTH)
    if day > today(now) or (held.ended_on is not None and day < held.ended_on):
        raise BadValue("day", held.ended_on, today(now))
    if len(improvement) > LONGEST_WORDS:
        raise BadValue("words", 0, LONGEST_WORDS)
    changed = replace(
        held, heard_on=day, minutes_number=minutes, recommended=recommended,
        improvement=improvement.strip(), heard_by=actor_id, skills_shown=shown,
    )  # fmt: skip
    changed = await into_register(work, plan, changed, now)
    await work.training_plans.change_result(changed)
    await work.reminders.cancel("training_heard", item_id)
    thing = ("training_item", item_id)
    await note(
        work, actor_id, organisation_id, "training.heard", thing, now, recommended=recommended
    )
    return changed


async def improve(
    work: Work,
    actor_id: int,
    organisation_id: int,
    item_ids: Collection[int],
    words: str,
    now: datetime,
) -> int:
    """What the unit improves in its training after it has heard these courses (clause 11.3); how
    many they are. What is not heard yet, or of another unit, is passed over.

    Raises `NotAllowed`, `BadValue("words")`.
    """
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    said = words.strip()
    if not 1 <= len(said) <= LONGEST_WORDS:
        raise BadValue("words", 1, LONGEST_WORDS)
    results = await work.training_plans.results(item_ids)
    kept = 0
    for item_id, result in results.items():
        item = await work.training_plans.item(item_id)
        plan = None if item is None else await work.training_plans.get(item.plan_id)
        if plan is None or result.heard_on is None or not may.covers(plan.department_id):
            continue
        await year_of(work, organisation_id, plan.year_id)
        await work.training_plans.change_result(replace(result, improvement=said))
        thing = ("training_item", item_id)
        await note(work, actor_id, organisation_id, "training.improve", thing, now)
        kept += 1
    return kept


async def result_of(
    work: Work, actor_id: int, item_id: int, now: datetime
) -> tuple[TrainingItem, TrainingPlan, TrainingYear, CourseResult | None]:
    """Raises `NotThere`."""
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    return item, plan, year, await work.training_plans.result(item_id)


async def _result(work: Work, item_id: int) -> CourseResult:
    held = await work.training_plans.result(item_id)
    if held is None:
        raise NotThere
    return held


async def _keep(work: Work, result: CourseResult) -> CourseResult:
    if result.id:
        await work.training_plans.change_result(result)
        return result
    return await work.training_plans.add_result(result)


def _nothing(item_id: int, now: datetime) -> CourseResult:
    return CourseResult(
        id=0, item_id=item_id, outcome="done", cause=None, why="", hours=None, ended_on=None,
        spent=None, mark=None, judgement="", file_id=None, file_kind=None, told_at=now,
        heard_due=None, heard_on=None, minutes_number="", recommended=None, improvement="",
        heard_by=None, in_register_at=None, in_own_at=None, skills_shown=None,
    )  # fmt: skip


def _require_course(hours: int | None, ended_on: date | None, now: datetime) -> None:
    if hours is not None and not SHORTEST <= hours <= LONGEST:
        raise BadValue("hours", SHORTEST, LONGEST)
    if ended_on is not None and ended_on > today(now):
        raise BadValue("ended_on", None, today(now))
