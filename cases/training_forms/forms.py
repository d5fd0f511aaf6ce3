"""A form of a year, as it stands or as it was approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cases.errors import NotThere
from cases.rights import Reach, note, require, require_some
from cases.training_forms.compositions import PARTS, staff_units
from cases.training_forms.freezing import thawed
from cases.training_forms.schedules import day_of, months_of, unit_schedules
from cases.training_forms.signing import OWN_MONEY, signatures
from cases.training_forms.year_figures import summed, year_figures
from cases.tree import below
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.training.chain import chain_of
from rules.training.vocabulary import Step, TrainingForm
from storage.database import Work
from storage.tables.organisations import Department, Organisation
from storage.tables.training import Passage, TrainingDocument, TrainingYear
from workbooks.training.content import (
    Annual,
    Composition,
    Decision,
    Heading,
    Schedule,
    Standing,
    UnitSchedule,
)
from workbooks.training.forms import Content

SHOWN: Final[dict[str, Standing]] = {"approved": "approved", "open": "draft"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form: of a year, of a department with those below it, or (None) of everybody."""

    organisation: Organisation
    year: TrainingYear
    form: TrainingForm
    department: Department | None


async def form_for(
    work: Work,
    catalogue: Catalogue,
    actor_id: int,
    wanted: Wanted,
    now: datetime,
) -> tuple[Content, ...]:
    """A form as far as the right to take lists goes: of the whole organisation for HR, of a
    department within reach for heads.

    Raises `NotAllowed`; `NotThere` for a department of somebody else.
    """
    here = wanted.organisation.id
    chosen = None if wanted.department is None else wanted.department.id
    if chosen is None:
        await require(work, actor_id, "export", here, now)
    else:
        await _within(work, actor_id, here, chosen, now)
    found = await form_of(work, catalogue, wanted, now)
    thing = ("training_year", wanted.year.id)
    await note(
        work, actor_id, here, "training.form", thing, now, form=wanted.form, department=chosen
    )
    return found


async def _within(
    work: Work, actor_id: int, organisation_id: int, department_id: int, now: datetime
) -> Reach:
    may = await require_some(work, actor_id, "export", organisation_id, now)
    held = {each.id for each in await work.organisations.departments(organisation_id)}
    if department_id not in held or not may.covers(department_id):
        raise NotThere
    return may


@dataclass(frozen=True, slots=True)
class Ground:
    """What the year and the organisation say beside the rows: the tree, the chain, the documents
    of the year with their way. `places` None: everywhere."""

    wanted: Wanted
    now: datetime
    departments: Sequence[Department]
    places: frozenset[int] | None
    root: int
    chain: Sequence[Step]
    documents: Sequence[TrainingDocument]
    passages: Mapping[int, Sequence[Passage]]

    def document(self, department_id: int) -> TrainingDocument | None:
        """The edition that is in force, else the one on its way."""
        mine = [
            each
            for each in self.documents
            if (each.form, each.department_id) == (self.wanted.form, department_id)
            and each.state != "replaced"
        ]
        in_force = [each for each in mine if each.state == "approved"]
        return next(iter([*in_force, *reversed(mine)]), None)

    def schedule(
        self, document: TrainingDocument | None, units: tuple[UnitSchedule, ...]
    ) -> Schedule:
        """The units as they are now; the heading of a unit's form names it."""
        unit = units[0] if self.wanted.form == "602-01" else None
        heading = self.heading(document, unit, own_money=_own_money(units))
        return Schedule(heading, units, months_of(self.wanted.year))

    def as_kept(self, kept: Schedule, document: TrainingDocument | None) -> Schedule:
        """The rows as they were, with what the document went through since."""
        told = self.schedule(document, kept.units).heading
        held = kept.heading
        return replace(kept, heading=replace(told, made_on=held.made_on, digests=held.digests))

    def heading(
        self, document: TrainingDocument | None, unit: UnitSchedule | None, *, own_money: bool
    ) -> Heading:
        wanted, department = self.wanted, self.wanted.department
        passages = [] if document is None else self.passages[document.id]
        met = next((each for each in reversed(passages) if each.step == "discuss"), None)
        on = day_of(wanted.year, self.now) if wanted.form in PARTS else today(self.now)
        return Heading(
            form=wanted.form,
            organisation=wanted.organisation.name,
            year=wanted.year.label,
            made_on=on,
            standing="live" if document is None else SHOWN[document.state],
            institute="" if unit is None else unit.institute,
            unit=unit.unit if unit is not None else "" if department is None else department.name,
            revision=0 if document is None else document.revision,
            minutes="" if met is None else met.number,
            minutes_on=None if met is None else met.day,
            signatures=signatures(wanted.form, self.chain, passages, own_money=own_money),
            digests=self._digests(),
        )

    def _digests(self) -> tuple[str, ...]:
        """Of the schedules that a consolidated one is made of."""
        if self.wanted.form != "602-05":
            return ()
        made_of = [e for e in self.documents if e.form == "602-01" and e.state == "approved"]
        return tuple(each.digest for each in made_of if each.digest)


async def form_of(
    work: Work, catalogue: Catalogue, wanted: Wanted, now: datetime
) -> tuple[Content, ...]:
    """The form as it was approved, else as it stands: one, or the schedules of several units.
    Whoever calls has looked at the right."""
    ground = await ground_of(work, wanted, now)
    here, year, form = wanted.organisation.id, wanted.year, wanted.form
    if form == "602-01":
        units = await unit_schedules(work, here, year, now, ground.places)
        return tuple(_unit_schedule(ground, unit) for unit in units or _nobody(wanted))
    document = ground.document(ground.root)
    kept = None if document is None else thawed(document.figures)
    if form == "602-05":
        if isinstance(kept, Schedule) and wanted.department is None:
            return (ground.as_kept(kept, document),)
        units = await unit_schedules(work, here, year, now, ground.places)
        return (ground.schedule(document, units),)
    if isinstance(kept, Annual) and wanted.department is None:
        return (await _as_signed(work, ground, kept, document),)
    if kept is not None and wanted.department is None:
        return (kept,)
    heading = ground.heading(document, None, own_money=False)
    if form in PARTS:
        staff = await staff_units(work, catalogue, here, year, form, now, ground.places)
        return (Composition(heading, staff),)
    return (await annual_of(work, ground, heading),)


async def ground_of(work: Work, wanted: Wanted, now: datetime) -> Ground:
    here = wanted.organisation.id
    departments = await work.organisations.departments(here)
    documents = await work.training_documents.of_year(wanted.year.id)
    settled = await work.training_years.steps(here)
    return Ground(
        wanted=wanted,
        now=now,
        departments=departments,
        places=None if wanted.department is None else below(departments, wanted.department.id),
        root=await work.organisations.root(here),
        chain=chain_of(settled, has_institutes=any(e.kind == "institute" for e in departments)),
        documents=documents,
        passages=await work.training_documents.passages([each.id for each in documents]),
    )


def _nobody(wanted: Wanted) -> tuple[UnitSchedule]:
    name = "" if wanted.department is None else wanted.department.name
    return (UnitSchedule("", name, ()),)


def _unit_schedule(ground: Ground, unit: UnitSchedule) -> Content:
    """As it was approved, or as it stands."""
    number = next((each.id for each in ground.departments if each.name == unit.unit), None)
    document = None if number is None else ground.document(number)
    kept = None if document is None else thawed(document.figures)
    if isinstance(kept, Schedule):
        return ground.as_kept(kept, document)
    return ground.schedule(document, (unit,))


def _own_money(units: Sequence[UnitSchedule]) -> bool:
    """Whether the organisation's own money is planned for anything."""
    return any(
        item.source == OWN_MONEY for unit in units for each in unit.people for item in each.items
    )


async def annual_of(work: Work, ground: Ground, heading: Heading) -> Annual:
    """The annual report as it stands."""
    here, year, now = ground.wanted.organisation.id, ground.wanted.year, ground.now
    units = await year_figures(work, here, year, now, ground.places)
    years = await work.training_years.of_organisation(here)
    earlier = next((each for each in years if each.ends <= year.begins), None)
    before = None
    if earlier is not None:
        before = summed(await year_figures(work, here, earlier, now, ground.places))
    return Annual(
        heading=heading,
        units=units,
        before=before,
        year_before="" if earlier is None else earlier.label,
        decisions=await _decisions(work, year),
    )


async def _decisions(work: Work, year: TrainingYear) -> tuple[Decision, ...]:
    held = await work.training_figures.decisions(year.id)
    return tuple(Decision(each.words, each.owner, each.due, each.done_on) for each in held)


async def _as_signed(
    work: Work, ground: Ground, kept: Annual, document: TrainingDocument | None
) -> Annual:
    """The figures as they were signed; beside them the decisions as they are now, where they are
    others: the management decides on what was signed."""
    told = ground.heading(document, None, own_money=False)
    now = await _decisions(work, ground.wanted.year)
    return replace(
        kept,
        heading=replace(told, made_on=kept.heading.made_on),
        later=now if now != kept.decisions else None,
    )
