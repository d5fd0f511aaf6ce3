"""Under whose name a step stands: of whoever holds it, which is not always whoever enters it."""

from __future__ import annotations

from datetime import datetime

from cases.training.holders import heads_at, institute_of
from rules.training.vocabulary import Step
from storage.database import Work


async def name_of(work: Work, actor_id: int, organisation_id: int) -> str:
    """What the colleagues call whoever acts, as it is now; "" where nobody has said."""
    for tie in await work.ties.of_person(actor_id):
        record = await work.register.get(tie.employee_id)
        here = record is not None and record.organisation_id == organisation_id
        if record is not None and here and tie.state == "confirmed":
            return record.name
    right = await work.hr.in_force(organisation_id, actor_id)
    return "" if right is None or right.name is None else right.name


async def signer_of(
    work: Work, actor_id: int, organisation_id: int, step: Step, place: int | None, now: datetime
) -> str:
    """The name that a step is done under; "" where it is not known. `place`: the department whose
    schedule it is.

    HR enters what heads and people outside did on paper: the step bears the name of these, never
    HR's own.
    """
    if step.holder == "outside":
        return step.outside
    if step.holder not in ("head", "institute"):
        return await name_of(work, actor_id, organisation_id)
    at = place
    if step.holder == "institute" and place is not None:
        institute = institute_of(await work.organisations.departments(organisation_id), place)
        at = None if institute is None else institute.id
    heads = [] if at is None else await heads_at(work, organisation_id, at, now)
    if actor_id in heads:
        return await name_of(work, actor_id, organisation_id)
    return await name_of(work, heads[0], organisation_id) if len(heads) == 1 else ""
