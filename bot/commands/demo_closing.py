"""What the demonstration's year of training has beside its plans: the analysis of heads, orders for
trips, figures of quarters, and the reports up to the signed form 602-06.

Written as the use cases leave it behind, without their messages: nobody is to be asked anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from cases.training.frozen import freeze
from cases.training.own_reports import OwnReport
from cases.training.reports import ReportView, whole_report
from cases.training.trips import trips_of
from cases.training_forms.closing import annual_form
from cases.training_forms.freezing import digest_of, frozen
from cases.training_forms.kept_figures import plain
from cases.training_forms.year_figures import summed, year_figures
from rules.dates import today
from rules.training.vocabulary import ReportLevel
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training import Passage, TrainingYear
from storage.tables.training_needs import EmployeeNeed, TripOrder
from storage.tables.training_outcomes import (
    ManagementDecision,
    TrainingReport,
    TrainingSnapshot,
)
from storage.tables.training_plans import TrainingItem

SIGNER: Final = "Үлгі Басшы"
ORDERED_AHEAD: Final = timedelta(days=30)
DECIDED_AHEAD: Final = timedelta(days=90)


async def plant_analysis(
    work: Work, year: TrainingYear, employees: Iterable[int], now: datetime
) -> None:
    """What heads entered before the meeting, of every third employee."""
    for number in employees:
        if number % 3:
            continue
        await work.training_needs.put(
            EmployeeNeed(
                year.id, number, "Мысал пәні · Предмет-пример", str(3 + number % 2),
                fits=number % 2 == 0, lessons=number % 2 == 1, young=number % 5 == 0,
                methods=number % 4 == 0, quality=None, entered_by=None, entered_at=now,
            )
        )  # fmt: skip


async def plant_closing(work: Work, year: TrainingYear, now: datetime) -> None:
    """Orders and figures of a year whose schedules are in force; once its last day is over, also
    reports and what the management decided on them."""
    await _order(work, year, now)
    await _count(work, year, now)
    if year.ends >= today(now):
        return
    await _tell(work, year, now)
    for level in ("unit", "institute", "organisation"):
        whole = await whole_report(work, year, now)
        for each in _all(whole):
            if each.level == level and each.figures is not None:
                await _sign(work, year, each, now)
    await _sign_annual(work, year, now)
    await _decide(work, year, now)


async def _order(work: Work, year: TrainingYear, now: datetime) -> None:
    """Whoever leaves within a month has an order, and whoever leaves first in any case."""
    on = today(now)
    for place, each in enumerate(await trips_of(work, year)):
        if place and each.day > on + ORDERED_AHEAD:
            break
        signed = min(on, each.day - timedelta(days=10))
        for trip in each.people:
            await work.training_needs.put_order(
                TripOrder(trip.item, trip.first_day, trip.last_day, trip.place, f"{place + 1}-і",
                          signed, None, now)
            )  # fmt: skip


async def _count(work: Work, year: TrainingYear, now: datetime) -> None:
    """The figures of the quarters that are over, or of today where none is; confirmed by all heads
    but the first."""
    here, on = year.organisation_id, today(now)
    units = await year_figures(work, here, year, now)
    numbers = {each.name: each.id for each in await work.organisations.departments(here)}
    root = await work.organisations.root(here)
    rows = [(numbers[each.unit], each) for each in units if each.unit in numbers]
    whole = summed(units)
    heads = {
        role.department_id: role.person_id
        for role in await work.roles.of_organisation(here, on)
        if role.kind == "head"
    }
    over: list[tuple[date, bool]] = [(day, False) for day in year.quarters if day <= on]
    for day, requested in over or [(on, True)]:
        for place, (department_id, figures) in enumerate(rows):
            added = await work.training_figures.add_snapshot(
                TrainingSnapshot(0, year.id, department_id, day, requested, plain(figures), now,
                                 None, None, SIGNER if requested else None)
            )  # fmt: skip
            head = heads.get(department_id)
            if place and head is not None:
                await work.training_figures.confirm_snapshot(added.id, head, SIGNER, now)
        if whole is not None:
            await work.training_figures.add_snapshot(
                TrainingSnapshot(0, year.id, root, day, requested, plain(whole), now, None, None,
                                 SIGNER if requested else None)
            )  # fmt: skip


async def _tell(work: Work, year: TrainingYear, now: datetime) -> None:
    """Whoever has told of all their courses has confirmed what came of them."""
    plans = {each.id: each.employee_id for each in await work.training_plans.of_year(year.id)}
    employees = {e.id: e for e in await work.register.several(list(plans.values()))}
    courses: dict[int, list[TrainingItem]] = defaultdict(list)
    items = await work.training_plans.items(plans)
    for item in items:
        courses[plans[item.plan_id]].append(item)
    results = await work.training_plans.results([each.id for each in items])
    for number, mine in courses.items():
        employee: Employee = employees[number]
        told = tuple((each, results.get(each.id)) for each in mine)
        report = OwnReport(year, employee, told, None)
        if not report.untold:
            new = _report(year, "person", report.figures, now, employee_id=number)
            await work.training_figures.add_report(new)


def _all(view: ReportView) -> list[ReportView]:
    return [view, *(each for part in view.parts for each in _all(part))]


async def _sign(work: Work, year: TrainingYear, view: ReportView, now: datetime) -> None:
    assert view.figures is not None, "whoever calls has looked"
    new = _report(year, view.level, plain(view.figures), now, department_id=view.department_id)
    await work.training_figures.add_report(new)


def _report(
    year: TrainingYear, level: ReportLevel, figures: Json, now: datetime, *,
    department_id: int | None = None, employee_id: int | None = None,
) -> TrainingReport:  # fmt: skip
    unit = level == "unit"
    return TrainingReport(
        id=0, year_id=year.id, level=level, department_id=department_id, employee_id=employee_id,
        figures=figures, minutes_number="7" if unit else "",
        minutes_on=today(now) if unit else None,
        resolution="Есеп қабылданды · Отчёт принят" if unit else "", signed_by=None,
        signed_name=SIGNER, signed_at=now, digest=digest_of(figures),
    )  # fmt: skip


async def _sign_annual(work: Work, year: TrainingYear, now: datetime) -> None:
    root = await work.organisations.root(year.organisation_id)
    opened = await work.training_documents.open(year.id, "602-06", root, 1, "", now)
    await freeze(work, opened, frozen(await annual_form(work, year, now)), now)
    await work.training_documents.add_passage(
        Passage(0, opened.id, "report", "done", None, SIGNER, "1", today(now), "", None, None, now)
    )
    await work.training_documents.approve(opened.id)


async def _decide(work: Work, year: TrainingYear, now: datetime) -> None:
    """What the management decided on the report; one is done already."""
    on = today(now)
    for words, done in (
        ("Шарттарды наурызға дейін жасау · Заключать договоры до марта", on),
        ("Онлайн курстарды көбейту · Больше онлайн-курсов", None),
    ):
        due = on + DECIDED_AHEAD
        await work.training_figures.add_decision(
            ManagementDecision(0, year.id, words, SIGNER, due, done, now)
        )
