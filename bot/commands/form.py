"""The command `form`: one of the forms of procedure 602 as a file (contract, section 1)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.commands.register import organisation_named
from bot.environment import kept_database, now
from cases.training_forms.forms import Wanted, form_of
from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.training.vocabulary import TRAINING_FORMS, TrainingForm
from storage.tables.organisations import Department
from storage.tables.training import TrainingYear
from workbooks.training.forms import Content, form_file


def form(name: str, org: str, year: str, out: str, department: str | None) -> None:
    """Write a form of a year to a file. Raises BadInput."""
    chosen = next((each for each in TRAINING_FORMS if each == name), None)
    if chosen is None:
        raise BadInput("NAME", f"one of {', '.join(TRAINING_FORMS)}")
    target = Path(out)
    if target.suffix.lower() != ".xlsx":
        raise BadInput("--out", "a file that ends in .xlsx")
    contents = asyncio.run(_contents(chosen, org, year, department))
    try:
        target.write_bytes(form_file(contents))
    except OSError as error:
        raise BadInput("--out", f"cannot be written: {error.strerror}") from None
    print(f"{name}: {target}")


async def _contents(
    form: TrainingForm, org: str, year: str, department: str | None
) -> tuple[Content, ...]:
    async with kept_database() as database, database.work(writing=False, long=True) as work:
        organisation = organisation_named(await work.organisations.all(), org)
        years = await work.training_years.of_organisation(organisation.id)
        departments = await work.organisations.departments(organisation.id)
        wanted = Wanted(
            organisation,
            year_named(years, year),
            form,
            None if department is None else _department(departments, department),
        )
        return await form_of(work, catalogue(), wanted, now())


def year_named(years: Sequence[TrainingYear], wanted: str) -> TrainingYear:
    """By what the organisation called it ("2026/27"), else by the year in which it begins. Raises
    BadInput."""
    called = [each for each in years if each.label == wanted]
    begun = [each for each in years if str(each.begins.year) == wanted]
    if called or begun:
        return [*called, *begun][0]
    known = ", ".join(each.label for each in years[:10]) or "none yet"
    raise BadInput("--year", f"{wanted!r} was not entered; there are: {known}")


def _department(departments: Sequence[Department], wanted: str) -> Department:
    found = next((each for each in departments if each.name == wanted), None)
    if found is None:
        known = ", ".join(each.name for each in departments[:10]) or "none yet"
        raise BadInput("--department", f"{wanted!r} is not there; there are: {known}")
    return found
