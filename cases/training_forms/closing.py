"""What is kept of a schedule when it is closed: the form as it would be printed that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.training_forms.forms import Wanted, annual_of, ground_of
from cases.training_forms.freezing import frozen, thawed
from cases.training_forms.schedules import unit_schedules
from cases.training_forms.staff import units_of
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.training import TrainingDocument, TrainingYear
from workbooks.training.content import Annual, Schedule, UnitSchedule


async def unit_form(
    work: Work, year: TrainingYear, document: TrainingDocument, now: datetime
) -> Json:
    """Form 602-01 of the document's unit with its people and plans as they are now."""
    organisation = await work.organisations.get(year.organisation_id)
    department = await work.organisations.department(document.department_id or 0)
    assert organisation is not None, "a year is an organisation's"
    assert department is not None, "a schedule on its way is a department's"
    ground = await ground_of(work, Wanted(organisation, year, "602-01", department), now)
    here = frozenset({department.id})
    units = await unit_schedules(work, organisation.id, year, now, here, approving=here)
    return frozen(ground.schedule(document, units or (UnitSchedule("", department.name, ()),)))


async def whole_form(
    work: Work, year: TrainingYear, included: Sequence[TrainingDocument], now: datetime
) -> Json:
    """Form 602-05 of the schedules of units as they were closed, in the order of the tree."""
    organisation = await work.organisations.get(year.organisation_id)
    assert organisation is not None, "a year is an organisation's"
    ground = await ground_of(work, Wanted(organisation, year, "602-05", None), now)
    # By number: a unit may have another name since its schedule was closed.
    closed: dict[int | None, UnitSchedule] = {}
    for each in included:
        kept = thawed(each.figures)
        if isinstance(kept, Schedule):
            closed[each.department_id] = kept.units[0]
    order = [unit.number for unit in units_of(ground.departments)]
    whole = ground.schedule(None, tuple(closed[each] for each in order if each in closed))
    digests = tuple(each.digest for each in included)
    return frozen(replace(whole, heading=replace(whole.heading, digests=digests)))


async def annual_form(work: Work, year: TrainingYear, now: datetime) -> Annual:
    """Form 602-06 of the whole organisation with its figures as they are now."""
    organisation = await work.organisations.get(year.organisation_id)
    assert organisation is not None, "a year is an organisation's"
    ground = await ground_of(work, Wanted(organisation, year, "602-06", None), now)
    return await annual_of(work, ground, ground.heading(None, None, own_money=False))
