"""Documents that have been kept as long as they must be: proposed to HR, deleted by a press, never
by themselves (list of forms, R711)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from cases.rights import note, require
from rules.dates import add_months, today
from rules.training.vocabulary import YEARS_KEPT
from storage.database import Work
from storage.tables.training import TrainingDocument, TrainingYear

A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DueDocument:
    """A document that may be deleted; `since`: the first day on which it might. `unit` "": the
    whole organisation's, or of a department that is gone."""

    document: TrainingDocument
    year: TrainingYear
    unit: str
    since: date


async def due_documents(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[DueDocument]:
    """The oldest first. Raises `NotAllowed`."""
    await require(work, hr_id, "keep_register", organisation_id, now)
    on = today(now)
    names = {each.id: each.name for each in await work.organisations.departments(organisation_id)}
    found = []
    for document, year in await work.training_documents.of_years_before(organisation_id, on):
        since = add_months(year.ends, A_YEAR * YEARS_KEPT[document.form])
        kept = document.kept_until
        if since < on and (kept is None or kept < on):
            unit = names.get(document.department_id or 0, "")
            found.append(DueDocument(document, year, unit, since))
    return found


async def delete_documents(
    work: Work, hr_id: int, organisation_id: int, chosen: Collection[int], now: datetime
) -> int:
    """Deletes those of the chosen that are proposed at this moment; how many. Raises
    `NotAllowed`."""
    due = await _chosen(work, hr_id, organisation_id, chosen, now)
    await work.training_documents.delete(due)
    for number in due:
        thing = ("training_document", number)
        await note(work, hr_id, organisation_id, "training.delete", thing, now)
    return len(due)


async def keep_a_year(
    work: Work, hr_id: int, organisation_id: int, chosen: Collection[int], now: datetime
) -> int:
    """Proposes those of the chosen no more for a year; how many. Raises `NotAllowed`."""
    due = await _chosen(work, hr_id, organisation_id, chosen, now)
    await work.training_documents.keep_until(due, add_months(today(now), A_YEAR))
    for number in due:
        thing = ("training_document", number)
        await note(work, hr_id, organisation_id, "training.keep", thing, now)
    return len(due)


async def _chosen(
    work: Work, hr_id: int, organisation_id: int, chosen: Collection[int], now: datetime
) -> list[int]:
    due = await due_documents(work, hr_id, organisation_id, now)
    return [each.document.id for each in due if each.document.id in chosen]
