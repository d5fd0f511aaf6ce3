"""What is frozen in a document when it is closed: its rows as they were, and their digest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from cases.training.analysis import KEPT, analysis_of, note_of
from cases.training.holders import main_units
from cases.training.units import units_of
from cases.training_forms.closing import unit_form, whole_form
from cases.training_forms.freezing import digest_of
from rules.dates import today
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.training import TrainingDocument, TrainingYear
from storage.tables.training_plans import TrainingItem


async def freeze(work: Work, document: TrainingDocument, figures: Json, now: datetime) -> None:
    await work.training_documents.freeze(document.id, figures, digest_of(figures), now)


async def rows_of(
    work: Work, year: TrainingYear, document: TrainingDocument, now: datetime
) -> Json:
    """{"rows": one for each course, or one without a course for whoever plans none}, by name, with
    the form as it is printed and the note of the head's analysis as it stands."""
    [unit] = [
        each
        for each in await units_of(work, year, now)
        if each.department_id == document.department_id
    ]
    plans = await work.training_plans.of_year(year.id, [unit.department_id])
    items: dict[int, list[TrainingItem]] = defaultdict(list)
    owner = {each.id: each.employee_id for each in plans}
    for item in await work.training_plans.items(owner):
        if item.state != "withdrawn":
            items[owner[item.plan_id]].append(item)
    held = await work.register.appointments([each.id for each, _ in unit.people])
    posts = main_units(each for each in held if each.until is None or each.until >= today(now))
    rows: list[Json] = []
    for employee, state in unit.people:
        post = posts.get(employee.id)
        about = {
            "employee": employee.id,
            "name": employee.name,
            "post": "" if post is None else post.post,
            "position": None if post is None else post.position,
            "staff": None if post is None else post.staff,
            "plan": state,
        }
        rows += [{**about, "item": each.id, **_plain(each)} for each in items[employee.id]] or [
            {**about, "item": None}
        ]
    analysed = await analysis_of(work, year, unit, catalogue(), now)
    return {"rows": rows, KEPT: note_of(analysed), **await unit_form(work, year, document, now)}


def _plain(item: TrainingItem) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(item.new).items()
    }


async def included_in(work: Work, year: TrainingYear, now: datetime) -> Json:
    """{"units": [{"department", "document", "revision", "digest", "rows"}]} of what is ready,
    or in force while a later edition is on its way, with the form as it is printed."""
    units, included = [], []
    for each in await units_of(work, year, now):
        document = each.to_consolidate
        if document is not None and document.figures is not None:
            included.append(document)
            units.append(
                {
                    "department": each.department_id,
                    "document": document.id,
                    "revision": document.revision,
                    "digest": document.digest,
                    "rows": document.figures["rows"],
                }
            )
    return {"units": units, **await whole_form(work, year, included, now)}
