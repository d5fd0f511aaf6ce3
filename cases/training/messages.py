"""What a year of training reminds people of. Each asks one thing; what is done is asked no more.

Subjects: a plan that is due (training_plan: the year), a course that has ended (training_course:
the item), a report to be heard (training_heard: the item), a day of the year for heads and HR
(training_year: the year), a document that waits (training_step) or is to be received
(training_receipt: the document), a trip (training_trip: the year), a finding (nonconformity), a
course that was proposed (training_proposal: the item).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from cases.training.holders import chain, heads_of, hr_of, people_behind
from rules.dates import today
from rules.training.days import asked_on
from rules.verdict.deadlines import Moment, allowed, reminders
from storage.database import Work
from storage.tables.deadlines import Subject
from storage.tables.organisations import Role
from storage.tables.training import TrainingYear
from storage.tables.training_plans import TrainingItem

OF_PLANS: Final = (14, 3)
OF_DAYS: Final = (7, 1)
OF_REPORTS: Final = (7, 1)
ON_THE_DAY: Final = (0,)


async def plan_year(work: Work, year: TrainingYear, now: datetime) -> None:
    """Reminds everybody who has not handed in a plan, heads of meetings and reports, HR of quarters
    and of the annual report."""
    given = {
        each.employee_id
        for each in await work.training_plans.of_year(year.id)
        if each.state != "draft"
    }
    employees = {
        each.employee_id
        for each in await work.register.all_appointments(year.organisation_id, today(now))
    }
    people = await people_behind(work, year.organisation_id, employees - given)
    plan = next(each for each in await chain(work, year.organisation_id) if each.name == "plan")
    own = plan.active and plan.holder == "person"
    due = year.plans_due
    if due is not None and own:
        moments = reminders(due, now, OF_PLANS)
        await work.reminders.plan_each(people.values(), "training_plan", year.id, due, moments)
    roles = await work.roles.of_organisation(year.organisation_id, today(now))
    heads = {role.person_id for role in roles if role.kind == "head"}
    reported = await _with_report(work, year, roles)
    annual = await _annual_due(work, year)
    await _plan_own_reports(work, year, now)
    acting = set(await hr_of(work, year.organisation_id, now))
    for person_id in heads | acting:
        days: set[date | None] = set()
        if person_id in heads:
            if own:
                days.add(year.plans_due)
            days |= {year.meetings_due, None if person_id in reported else year.reports_due}
        if person_id in acting:
            days |= {*year.quarters, annual}
        planned = {
            day: reminders(day, now, OF_PLANS if day == year.plans_due else OF_DAYS)
            for day in sorted(each for each in days if each is not None and each >= today(now))
        }
        await work.reminders.plan_days(person_id, "training_year", year.id, planned)


async def _with_report(work: Work, year: TrainingYear, roles: Iterable[Role]) -> set[int]:
    """The heads of whose departments the report is signed."""
    signed = {each.department_id for each in await work.training_figures.reports(year.id)}
    return {role.person_id for role in roles if role.department_id in signed - {None}}


async def _annual_due(work: Work, year: TrainingYear) -> date | None:
    """The day of the annual report, until it is signed."""
    signed = await work.training_documents.of_year(year.id, "602-06")
    return None if signed else year.annual_due


async def _plan_own_reports(work: Work, year: TrainingYear, now: datetime) -> None:
    """Reminds everybody who has a plan with courses, and has not confirmed what came of it."""
    if year.reports_due is None:
        return
    plans = {each.id: each.employee_id for each in await work.training_plans.of_year(year.id)}
    items = await work.training_plans.items(plans)
    owing = {plans[each.plan_id] for each in items if each.state != "withdrawn"}
    owing -= {each.employee_id for each in await work.training_figures.reports(year.id)}
    due, moments = year.reports_due, reminders(year.reports_due, now, OF_PLANS)
    people = (await people_behind(work, year.organisation_id, owing)).values()
    await work.reminders.plan_each(people, "training_report", year.id, due, moments)


async def ask_no_more(work: Work, person_id: int, subject: Subject, number: int) -> None:
    """What was asked is done."""
    await work.reminders.plan_days(person_id, subject, number, {})


async def ask_now(
    work: Work, people: Iterable[int], subject: Subject, number: int, day: date, now: datetime
) -> None:
    """One message as soon as it may be, about `day`; once a day at the most."""
    due = allowed(now)
    # At night it goes out in the morning and is about that day: of one that is over nothing goes.
    on = today(due)
    moment = Moment((max(day, on) - on).days, due)
    for person_id in people:
        await work.reminders.plan(person_id, subject, number, max(day, on), (moment,))


async def ask_after_course(
    work: Work, organisation_id: int, employee_id: int, item: TrainingItem, now: datetime
) -> None:
    """The person is asked on the day after the course how it went."""
    if item.new.last_day is None:
        return
    people = await people_behind(work, organisation_id, [employee_id])
    day = asked_on(item.new.last_day)
    for person_id in people.values():
        moments = reminders(day, now, ON_THE_DAY)
        await work.reminders.plan(person_id, "training_course", item.id, day, moments)


async def ask_to_hear(
    work: Work, organisation_id: int, department_id: int | None, item_id: int, due: date,
    now: datetime,
) -> None:  # fmt: skip
    """The heads of the unit hear a course by a day."""
    if department_id is None:
        return
    for person_id in await heads_of(work, organisation_id, department_id, now):
        moments = reminders(due, now, OF_REPORTS)
        await work.reminders.plan(person_id, "training_heard", item_id, due, moments)
