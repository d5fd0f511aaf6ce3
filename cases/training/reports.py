"""Reports of a year: of units, signed by their heads with minutes and a resolution, of institutes,
and of the whole (clauses 11.2, 11.4 and 11.5).

A report of an institute is the sum of the reports of its units as they were signed, and of its own
people; that of the whole likewise. So the signed figures add up, whatever is told afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cases.errors import BadValue, CaseError, NotThere
from cases.rights import note, reach, require, require_some
from cases.training.holders import (
    chain,
    heads_of,
    hr_of,
    people_behind,
)
from cases.training.messages import ask_now
from cases.training.own_reports import reports_of_people
from cases.training.passing import Paper
from cases.training.schedules import (
    number_of,
)
from cases.training.signers import name_of
from cases.training.years import year_of
from cases.training_forms.freezing import digest_of
from cases.training_forms.kept_figures import figures_of, plain, without_names
from cases.training_forms.year_figures import summed, year_figures
from rules.dates import today
from rules.training.behind import MissingReport
from rules.training.vocabulary import ReportLevel
from storage.database import Work
from storage.tables.register import Employee
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import TrainingReport
from storage.tables.training_plans import LONGEST_WORDS
from workbooks.training.content import UnitYear


class PartsMissing(CaseError):
    """A report that this one is made of is not signed yet."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as it stands. `department_id` None: of the whole organisation.

    `live`: what the figures are now, None where there are none; `report`: the latest that was
    signed; `figures`: what is signed by the next press: of the parts as they were signed. `parts`:
    what it is made of.
    """

    level: ReportLevel
    department_id: int | None
    name: str
    live: UnitYear | None
    figures: UnitYear | None
    report: TrainingReport | None
    parts: tuple[ReportView, ...] = ()

    @property
    def signed(self) -> UnitYear | None:
        return None if self.report is None else figures_of(self.report.figures)

    @property
    def is_current(self) -> bool:
        """Whether what was signed is what would be signed now."""
        return self.report is not None and _same(self.signed, self.figures)

    @property
    def changed_after(self) -> bool:
        """Whether it was signed and something of it is otherwise by now."""
        return self.report is not None and not _same(self.signed, self.live)

    @property
    def missing(self) -> tuple[ReportView, ...]:
        """The parts that nobody has signed yet."""
        return tuple(each for each in self.parts if each.report is None)


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Whose own reports of a unit are in: how many of those who had a plan, and who is missing;
    and what the unit has decided to improve after its courses."""

    owing: int
    missing: tuple[Employee, ...]
    improvements: tuple[str, ...]


def _same(one: UnitYear | None, other: UnitYear | None) -> bool:
    return without_names(one) == without_names(other)


async def whole_report(work: Work, year: TrainingYear, now: datetime) -> ReportView:
    """The report of the organisation with all below it. Whoever calls has looked at the right."""
    here = year.organisation_id
    units = await year_figures(work, here, year, now)
    numbers = {each.name: each.id for each in await work.organisations.departments(here)}
    signed = {
        (each.level, each.department_id): each
        for each in await work.training_figures.reports(year.id)
    }
    step = next(each for each in await chain(work, here) if each.name == "report")
    by_units = step.active and step.holder in ("institute", "head")
    by_institutes = step.active and step.holder == "institute"
    own: list[UnitYear] = []
    direct: list[ReportView] = []
    institutes: dict[int, tuple[list[ReportView], list[UnitYear]]] = {}
    for each in units:
        number = numbers.get(each.unit)
        above = numbers.get(each.institute) if by_institutes and each.institute else None
        if number is None or not by_units:
            own.append(each)
        elif above == number:
            institutes.setdefault(number, ([], []))[1].append(each)
        else:
            report = signed.get(("unit", number))
            view = ReportView("unit", number, each.unit, each, each, report)
            (institutes.setdefault(above, ([], []))[0] if above else direct).append(view)
    names = {number: name for name, number in numbers.items()}
    middle = [
        _made("institute", number, names[number], parts, alone, signed.get(("institute", number)))
        for number, (parts, alone) in institutes.items()
    ]
    return _made(
        "organisation", None, "", [*middle, *direct], own, signed.get(("organisation", None))
    )


async def missing_reports(work: Work, year: TrainingYear, now: datetime) -> list[MissingReport]:
    """What nobody has signed by now, once its day is over: before that nothing is looked for."""
    on, missing = today(now), []
    if year.reports_due is not None and year.reports_due < on:
        whole = _all(await whole_report(work, year, now))
        missing = [
            MissingReport(year.reports_due, each.department_id)
            for each in whole
            if each.level != "organisation" and each.report is None
        ]
        missing += await _untold(work, year)
    if year.annual_due is not None and year.annual_due < on:
        signed = await work.training_documents.of_year(year.id, "602-06")
        missing += [] if signed else [MissingReport(year.annual_due, None)]
    return missing


async def _untold(work: Work, year: TrainingYear) -> list[MissingReport]:
    """Whoever had courses in a plan and has not confirmed what came of them."""
    plans = await work.training_plans.of_year(year.id)
    items = await work.training_plans.items([each.id for each in plans])
    with_courses = {each.plan_id for each in items if each.state != "withdrawn"}
    told = await reports_of_people(work, year.id)
    return [
        MissingReport(year.reports_due, each.department_id, each.employee_id)
        for each in plans
        if each.id in with_courses and each.employee_id not in told
    ]


def _made(
    level: ReportLevel, number: int | None, name: str, parts: Sequence[ReportView],
    own: Sequence[UnitYear], report: TrainingReport | None,
) -> ReportView:  # fmt: skip
    """Of its parts and its own people."""
    told = [each.signed or each.live for each in parts]
    figures = summed([*(each for each in told if each is not None), *own])
    live = summed([*(each.live for each in parts if each.live is not None), *own])
    if figures is not None and level == "institute":
        figures = replace(figures, institute=name, unit=name)
    return ReportView(level, number, name, live, figures, report, tuple(parts))


def _all(view: ReportView) -> list[ReportView]:
    return [view, *(each for part in view.parts for each in _all(part))]


async def reports_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[ReportView]:
    """What the actor may sign, what is above first: all for HR, for heads what they lead. Raises
    `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    whole = _all(await whole_report(work, year, now))
    return [each for each in whole if may.covers(each.department_id)]


async def report_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int | None,
    now: datetime,
) -> ReportView:  # fmt: skip
    """Raises `NotAllowed`, `NotThere`."""
    for each in await reports_seen(work, actor_id, organisation_id, year_id, now):
        if each.department_id == department_id:
            return each
    raise NotThere


async def people_of(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int, now: datetime
) -> PeopleView:
    """Who of a unit has confirmed what came of their plan. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "approve", organisation_id, now, department_id=department_id)
    await year_of(work, organisation_id, year_id)
    plans = await work.training_plans.of_year(year_id, [department_id])
    items = await work.training_plans.items([each.id for each in plans])
    with_courses = {each.plan_id for each in items if each.state != "withdrawn"}
    owing = [each.employee_id for each in plans if each.id in with_courses]
    told = await reports_of_people(work, year_id)
    missing = await work.register.several([each for each in owing if each not in told])
    results = await work.training_plans.results([each.id for each in items])
    improved = dict.fromkeys(each.improvement for each in results.values() if each.improvement)
    in_order = sorted(missing, key=lambda each: (each.name, each.id))
    return PeopleView(len(owing), tuple(in_order), tuple(improved))


async def sign_unit(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int,
    paper: Paper, resolution: str, now: datetime,
) -> ReportView:  # fmt: skip
    """The report of a unit was discussed, with minutes, and its head says what follows from it.
    The same figures and minutes a second time change nothing.

    Raises `NotAllowed`, `NotThere`, `BadValue` ("number", "day", "resolution").
    """
    view = await report_seen(work, actor_id, organisation_id, year_id, department_id, now)
    if view.level != "unit":
        raise NotThere
    number, words = number_of(paper, now), resolution.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise BadValue("resolution", 1, LONGEST_WORDS)
    held = view.report
    again = held is not None and (held.minutes_number, held.minutes_on, held.resolution) == (
        number, paper.day, words,
    )  # fmt: skip
    if not (again and view.is_current):
        signed = Paper(number, paper.day)
        await _sign(work, actor_id, organisation_id, year_id, view, now, signed, words)
    return await report_seen(work, actor_id, organisation_id, year_id, department_id, now)


async def sign_made(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int | None,
    now: datetime,
) -> ReportView:  # fmt: skip
    """The report of an institute, or (None) of the whole, of the reports below it.

    Raises `NotAllowed`, `NotThere`, `PartsMissing`.
    """
    view = await report_seen(work, actor_id, organisation_id, year_id, department_id, now)
    if view.level == "unit" or view.figures is None:
        raise NotThere
    if view.missing:
        raise PartsMissing
    if not view.is_current:
        await _sign(work, actor_id, organisation_id, year_id, view, now)
    return await report_seen(work, actor_id, organisation_id, year_id, department_id, now)


async def _sign(
    work: Work, actor_id: int, organisation_id: int, year_id: int, view: ReportView, now: datetime,
    paper: Paper | None = None, resolution: str = "",
) -> None:  # fmt: skip
    assert view.figures is not None, "who signs has seen figures"
    figures = plain(view.figures)
    new = TrainingReport(
        id=0, year_id=year_id, level=view.level, department_id=view.department_id,
        employee_id=None, figures=figures, minutes_number="" if paper is None else paper.number,
        minutes_on=None if paper is None else paper.day, resolution=resolution,
        signed_by=actor_id, signed_name=await name_of(work, actor_id, organisation_id),
        signed_at=now, digest=digest_of(figures),
    )  # fmt: skip
    added = await work.training_figures.add_report(new)
    thing = ("training_report", added.id)
    await note(work, actor_id, organisation_id, "training.sign", thing, now, level=view.level)
    if view.report is None:
        await _ask_next(work, organisation_id, year_id, view, now)


async def _ask_next(
    work: Work, organisation_id: int, year_id: int, view: ReportView, now: datetime
) -> None:
    """Whoever signs what is above, once all of it is in; each is asked once."""
    whole = await whole_report(work, await year_of(work, organisation_id, year_id), now)
    people: list[int] = []
    above = next((each for each in _all(whole) if _is_part(view, each)), None)
    if view.level == "organisation":
        roles = await work.roles.of_organisation(organisation_id, today(now))
        people = [each.person_id for each in roles if each.kind == "hr_director"]
    elif above is not None and not above.missing:
        if above.department_id is None:
            people = await hr_of(work, organisation_id, now)
        else:
            people = await heads_of(work, organisation_id, above.department_id, now)
    await ask_now(work, people, "training_signing", year_id, today(now), now)


def _is_part(view: ReportView, above: ReportView) -> bool:
    return any(each.department_id == view.department_id for each in above.parts)


async def remind_parts(
    work: Work, actor_id: int, organisation_id: int, year_id: int, department_id: int | None,
    now: datetime,
) -> int | None:  # fmt: skip
    """Asks for what is missing, once a day at the most: of a unit its people, else the heads of the
    parts; how many were asked. None for heads, whom the number would tell who is here.

    Raises `NotAllowed`, `NotThere`.
    """
    view = await report_seen(work, actor_id, organisation_id, year_id, department_id, now)
    if department_id is not None and view.level == "unit":
        mine = await people_of(work, actor_id, organisation_id, year_id, department_id, now)
        employees = [each.id for each in mine.missing]
        people = set((await people_behind(work, organisation_id, employees)).values())
        await ask_now(work, people, "training_report", year_id, today(now), now)
    else:
        people = set()
        for each in view.missing:
            people |= set(await heads_of(work, organisation_id, each.department_id or 0, now))
        await ask_now(work, people - {actor_id}, "training_signing", year_id, today(now), now)
    thing = ("training_year", year_id)
    await note(work, actor_id, organisation_id, "training.remind", thing, now, people=len(people))
    may = await reach(work, actor_id, "approve", organisation_id, now)
    return len(people) if may.everywhere else None
