"""Over random years the reports of units come to those of the institutes, these to the whole, and
the whole to form 602-06 and to what was written; also where something is told after signing."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.training.annual import sign_annual
from cases.training.passing import Paper
from cases.training.reports import ReportView, reports_seen, sign_made, sign_unit
from cases.training_forms.forms import Wanted, form_of
from cases.training_forms.kept_figures import without_names
from cases.training_forms.year_figures import summed
from rules.norms.loading import catalogue
from storage.database import Database, Work
from storage.tables.organisations import Organisation
from storage.tables.training import TrainingYear
from tests.cases.college import HR, NOW, TODAY, greet
from tests.cases.training_forms.random_years import Somebody, add_person, somebody, written, years
from tests.cases.training_forms.test_totals import TOTAL_OF_ALL, courses
from tests.thoroughness import examples
from tests.workbooks.formulas import Book
from workbooks.training.content import Annual
from workbooks.training.forms import form_file

PAPER: Final = Paper("№ 1", TODAY)


async def signed(work: Work, organisation: Organisation, year: TrainingYear) -> list[ReportView]:
    """Everything is signed, from below, by a director of HR."""
    await greet(work, HR)
    if not await work.roles.of_organisation(organisation.id, TODAY):
        root = await work.organisations.root(organisation.id)
        await work.roles.give(organisation.id, HR, "hr_director", root, None, None, NOW, "Мысал")
    here = (work, HR, organisation.id, year.id)
    for each in reversed(await reports_seen(*here, NOW)):
        if each.level == "unit" and each.department_id is not None:
            await sign_unit(*here, each.department_id, PAPER, "Шешім", NOW)
    for level in ("institute", "organisation"):
        for each in await reports_seen(*here, NOW):
            if each.level == level and each.figures is not None:
                await sign_made(*here, each.department_id, NOW)
    return await reports_seen(*here, NOW)


@settings(examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years, later=st.none() | somebody)
async def test_reports_add_up_to_the_whole(
    database: Database, people: list[Somebody], later: Somebody | None
) -> None:
    async with database.work() as work:
        organisation, year = await written(work, people)
        seen = await signed(work, organisation, year)
        for view in seen:
            assert without_names(view.signed) == without_names(view.live)
            assert not view.changed_after
        whole = seen[0]
        assert whole.level == "organisation"
        planned = [each for each in courses(people) if not each.unplanned]
        if whole.signed is None:
            assert planned == []
            return
        assert whole.signed.planned == len(planned)
        assert whole.signed.missed == sum(each.state == "missed" for each in planned)
        assert sum(whole.signed.cost_planned) == sum(each.cost or 0 for each in planned)
        annual = (await sign_annual(work, HR, organisation.id, year.id, PAPER, NOW)).signed
        assert annual is not None
        assert without_names(summed(annual.units)) == without_names(whole.signed)
        if later is not None:
            await add_somebody(work, year, later)
        wanted = Wanted(organisation, year, "602-06", None)
        [kept] = await form_of(work, catalogue(), wanted, NOW)
    assert isinstance(kept, Annual)
    # What was told afterwards is in no figure that was signed.
    assert kept.units == annual.units
    [total] = [row for row in Book(form_file((kept,))).rows("602-06 жоспар") if TOTAL_OF_ALL in row]
    assert total[1:5] == [
        whole.signed.planned, whole.signed.done, whole.signed.otherwise, whole.signed.missed,
    ]  # fmt: skip


@settings(examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=years, later=somebody)
async def test_signed_reports_add_up_whatever_is_told_afterwards(
    database: Database, people: list[Somebody], later: Somebody
) -> None:
    async with database.work() as work:
        organisation, year = await written(work, people)
        before = {
            (each.level, each.department_id): without_names(each.signed)
            for each in await signed(work, organisation, year)
        }
        await add_somebody(work, year, later)
        after = await reports_seen(work, HR, organisation.id, year.id, NOW)
        for view in after:
            key = (view.level, view.department_id)
            if key in before and before[key] is not None:
                assert without_names(view.signed) == before[key]
        # Signed anew from below they are again what the database says.
        for view in await signed(work, organisation, year):
            assert without_names(view.signed) == without_names(view.live)


async def add_somebody(work: Work, year: TrainingYear, each: Somebody) -> None:
    """Somebody who is entered after the reports were signed."""
    departments = await work.organisations.departments(year.organisation_id)
    by_name = {held.name: held.id for held in departments}
    places = [None, *(by_name[name] for name in ("Институт", "К1", "К2", "Бөлім"))]
    await add_person(work, year, places, "Мысал кейін", each)
