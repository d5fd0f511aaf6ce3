"""What came of somebody's own plan, confirmed at the end of the year (clause 11.1): by themselves,
or by their head or HR for whoever is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.errors import CaseError
from cases.rights import note
from cases.training.holders import (
    people_behind,
)
from cases.training.messages import ask_no_more
from cases.training.plans import place_of
from cases.training.signers import name_of
from cases.training_forms.freezing import digest_of
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import TrainingReport
from storage.tables.training_plans import CourseResult, TrainingItem


class Untold(CaseError):
    """Of a course nobody has said how it went: there is nothing to confirm yet."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The courses of a plan with what became of each; `report`: the latest that was confirmed."""

    year: TrainingYear
    employee: Employee
    items: tuple[tuple[TrainingItem, CourseResult | None], ...]
    report: TrainingReport | None

    @property
    def untold(self) -> tuple[TrainingItem, ...]:
        return tuple(item for item, _ in self.items if item.state == "planned")

    @property
    def confirmed(self) -> bool:
        """Whether what is so now was confirmed."""
        return self.report is not None and self.report.figures == self.figures

    @property
    def figures(self) -> Json:
        """{"items": [{"item", "topic", "state", "planned", "hours", "cause", "why"}]}"""
        return {
            "items": [
                {
                    "item": item.id,
                    "topic": item.new.topic,
                    "state": item.state,
                    "planned": not item.new.unplanned,
                    "hours": item.new.hours if result is None else result.hours,
                    "cause": None if result is None else result.cause,
                    "why": "" if result is None else result.why,
                }
                for item, result in self.items
            ]
        }


async def own_report(
    work: Work, actor_id: int, year_id: int, employee_id: int, now: datetime
) -> OwnReport:
    """Raises `NotThere`, also for what is not the actor's to see."""
    year, employee, _ = await place_of(work, actor_id, year_id, employee_id, now)
    plan = await work.training_plans.of_employee(year_id, employee_id)
    items = [] if plan is None else await work.training_plans.items([plan.id])
    items = [each for each in items if each.state != "withdrawn"]
    results = await work.training_plans.results([each.id for each in items])
    told = tuple((each, results.get(each.id)) for each in items)
    reports = await reports_of_people(work, year_id)
    return OwnReport(year, employee, told, reports.get(employee_id))


async def confirm_own(
    work: Work, actor_id: int, year_id: int, employee_id: int, now: datetime
) -> OwnReport:
    """A second time changes nothing; what was told since is confirmed anew. Raises `NotThere`,
    `Untold`."""
    seen = await own_report(work, actor_id, year_id, employee_id, now)
    if seen.untold:
        raise Untold
    if not seen.confirmed:
        here, figures = seen.year.organisation_id, seen.figures
        new = TrainingReport(
            id=0, year_id=year_id, level="person", department_id=None, employee_id=employee_id,
            figures=figures, minutes_number="", minutes_on=None, resolution="", signed_by=actor_id,
            signed_name=await name_of(work, actor_id, here), signed_at=now,
            digest=digest_of(figures),
        )  # fmt: skip
        added = await work.training_figures.add_report(new)
        await note(work, actor_id, here, "training.own", ("training_report", added.id), now)
        for person_id in (await people_behind(work, here, [employee_id])).values():
            await ask_no_more(work, person_id, "training_report", year_id)
    return await own_report(work, actor_id, year_id, employee_id, now)


async def reports_of_people(work: Work, year_id: int) -> dict[int, TrainingReport]:
    """Employee → the latest report."""
    return {
        each.employee_id: each
        for each in await work.training_figures.reports(year_id)
        if each.level == "person" and each.employee_id is not None
    }
