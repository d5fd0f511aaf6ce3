"""The risks of a planned course as they stand, and what a head or HR says against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.rights import note, require
from cases.training.holders import main_units
from cases.training.plans import item_seen, planned_of
from rules.dates import today
from rules.training.planned import Leaving, risks_of, to_pay_back
from rules.training.readings import figure_of
from rules.training.vocabulary import Risk
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_needs import TripOrder
from storage.tables.training_plans import TrainingItem, TrainingPlan


@dataclass(frozen=True, slots=True)
class RiskView:
    """`due`: whole tenge to pay back on leaving; None: not known. `competition_on`: its day, None
    where the register does not say it. `subjects`: what the person teaches, "" where nobody has
    entered it; `off_profile`, `doubtful`, `poor`: why a course may be in vain. `order`: of the
    trip, for the days and the place that the course has now."""

    risks: frozenset[Risk]
    due: int | None
    competition_on: date | None
    subjects: str = ""
    off_profile: bool = False
    doubtful: bool = False
    poor: bool = False
    order: TripOrder | None = None


async def risks_seen(
    work: Work, item: TrainingItem, plan: TrainingPlan, year: TrainingYear, now: datetime
) -> RiskView:
    """Whoever calls has looked at the right to see the item."""
    held = await work.register.appointments([plan.employee_id])
    lasting = [each for each in held if each.until is None or each.until >= today(now)]
    post = main_units(lasting).get(plan.employee_id)
    competition = None if post is None else post.competition_on
    result = await work.training_plans.result(item.id)
    planned = planned_of(item.new)
    risks = risks_of(
        planned, Leaving(competition, item.new.payback), today(now),
        approved=plan.state == "approved", approve_by=year.meetings_due,
        mark=None if result is None else result.mark,
    )  # fmt: skip
    need = await work.training_needs.get(year.id, plan.employee_id)
    order = (await work.training_needs.orders([item.id])).get(item.id)
    what = (item.new.first_day, item.new.last_day or item.new.first_day, item.new.place)
    if order is not None and (order.first_day, order.last_day, order.place) != what:
        order = None
    return RiskView(
        risks, to_pay_back(planned), competition,
        subjects="" if need is None else need.subjects,
        off_profile=item.new.fits is False,
        doubtful=item.new.doubtful is True,
        poor=result is not None and result.mark is not None and result.mark <= figure_of("R714"),
        order=order,
    )  # fmt: skip


async def approve_grounds(work: Work, actor_id: int, item_id: int, now: datetime) -> TrainingItem:
    """The head approves the grounds of another kind of training (clause 6.1, the second).

    Raises `NotAllowed`, `NotThere`.
    """
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    await _require_head(work, actor_id, year, plan, now)
    return await _change(work, actor_id, year, item, now, approved_by_head=True)


async def say_payback(
    work: Work, actor_id: int, item_id: int, payback: bool, now: datetime
) -> TrainingItem:
    """Whether the contract has a clause on paying back (clause 10.3). Raises `NotAllowed`,
    `NotThere`."""
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    await _require_head(work, actor_id, year, plan, now)
    return await _change(work, actor_id, year, item, now, payback=payback)


async def judge_course(
    work: Work, actor_id: int, item_id: int, now: datetime, **said: bool | None
) -> TrainingItem:
    """Whether a course fits the subjects that its person teaches (`fits`), and whether its
    organiser is doubtful (`doubtful`): clause 10.2, R720; None takes it back. Raises `NotAllowed`,
    `NotThere`."""
    item, plan, year = await item_seen(work, actor_id, item_id, now)
    await _require_head(work, actor_id, year, plan, now)
    new = replace(
        item.new,
        fits=said.get("fits", item.new.fits),
        doubtful=said.get("doubtful", item.new.doubtful),
    )
    if new == item.new:
        return item
    await work.training_plans.change_item(item.id, new, now)
    thing, names = ("training_item", item.id), ",".join(sorted(said))
    await note(work, actor_id, year.organisation_id, "training.item", thing, now, fields=names)
    return replace(item, new=new)


async def _require_head(
    work: Work, actor_id: int, year: TrainingYear, plan: TrainingPlan, now: datetime
) -> None:
    place = plan.department_id
    await require(work, actor_id, "approve", year.organisation_id, now, department_id=place)


async def _change(
    work: Work, actor_id: int, year: TrainingYear, item: TrainingItem, now: datetime, **said: bool
) -> TrainingItem:
    new = replace(
        item.new,
        approved_by_head=said.get("approved_by_head", item.new.approved_by_head),
        payback=said.get("payback", item.new.payback),
    )
    await work.training_plans.change_item(item.id, new, now)
    thing = ("training_item", item.id)
    fields = ",".join(said)
    await note(work, actor_id, year.organisation_id, "training.item", thing, now, fields=fields)
    return replace(item, new=new)
