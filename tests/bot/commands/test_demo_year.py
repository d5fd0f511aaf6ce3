"""The year of training that the demonstration makes has every state that its day allows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

import pytest

from bot.commands.demo import KINDS, fill
from cases.training.reports import missing_reports, whole_report
from cases.training.trips import trips_of
from cases.training_forms.freezing import thawed
from rules.dates import today
from rules.norms.loading import catalogue
from rules.training.vocabulary import ReportLevel
from storage.database import Work
from storage.tables.training import TrainingYear
from storage.tables.training_plans import CourseResult
from tests.handlers.conftest import house, logged
from tests.handlers.house import House
from tests.storage.databases import database_url, migrated_databases, postgresql_databases
from workbooks.training.content import Annual

__all__ = ["database_url", "house", "logged", "migrated_databases", "postgresql_databases"]

OVER = {"university": 1, "college": 2}
"""How long ago a year began that is over by now."""


async def _made(house: House, kind: str, year: int, now: datetime | None = None) -> int:
    clock = now or house.now
    made = await fill(house.database, catalogue(), 40, None, lambda: clock, kind, year)
    here = made["organisation"]
    assert isinstance(here, int)
    return here


async def _year(work: Work, organisation: int) -> TrainingYear:
    [held] = await work.training_years.of_organisation(organisation)
    return held


@pytest.mark.parametrize("kind", KINDS)
async def test_a_year_that_is_over_is_reported_and_signed(house: House, kind: str) -> None:
    here = await _made(house, kind, house.now.year - OVER[kind])
    async with house.database.work(writing=False) as work:
        held = await _year(work, here)
        assert held.ends < today(house.now)
        await _expect_running(work, held)
        levels = {each.level for each in await work.training_figures.reports(held.id)}
        expected = set(get_args(ReportLevel)) - (set() if kind == "university" else {"institute"})
        assert levels == expected
        assert (await whole_report(work, held, house.now)).is_current
        [annual] = await work.training_documents.of_year(held.id, "602-06")
        assert annual.state == "approved"
        signed = thawed(annual.figures)
        assert isinstance(signed, Annual)
        assert sum(each.found for each in signed.units) == 2
        assert (await work.training_documents.passages([annual.id]))[annual.id]
        decisions = await work.training_figures.decisions(held.id)
        assert decisions
        assert all(each.owner for each in decisions)
        assert await missing_reports(work, held, house.now) == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_year_that_runs_has_no_report_and_nothing_later_than_today(
    house: House, kind: str
) -> None:
    here = await _made(house, kind, house.now.year)
    async with house.database.work(writing=False) as work:
        held = await _year(work, here)
        assert held.begins <= today(house.now) <= held.ends
        await _expect_running(work, held)
        await _expect_no_end(work, held)
        results = await _results(work, held)
        ended = {each.ended_on for each in results if each.ended_on is not None}
        assert ended
        assert max(ended) < today(house.now)
        assert await missing_reports(work, held, house.now) == []


@pytest.mark.parametrize("kind", KINDS)
async def test_a_year_ahead_has_only_plans_that_wait_for_the_meeting(
    house: House, kind: str
) -> None:
    here = await _made(house, kind, house.now.year + 1)
    async with house.database.work(writing=False) as work:
        held = await _year(work, here)
        assert held.begins > today(house.now)
        assert {each.state for each in await work.training_plans.of_year(held.id)} == {"given"}
        assert await _results(work, held) == []
        assert await work.training_documents.of_year(held.id) == []
        assert await work.training_figures.snapshots(held.id) == []
        assert await work.nonconformities.of_year(held.id) == []
        await _expect_no_end(work, held)


@pytest.mark.parametrize("days", [0, 1])
async def test_the_report_is_signed_from_the_day_after_the_last_one(
    house: House, days: int
) -> None:
    last = house.now.replace(month=12, day=31)
    here = await _made(house, "university", house.now.year, last + timedelta(days=days))
    async with house.database.work(writing=False) as work:
        held = await _year(work, here)
        assert len(await work.training_documents.of_year(held.id, "602-06")) == days


async def _expect_running(work: Work, year: TrainingYear) -> None:
    """What there is once the schedules are in force."""
    assert await work.training_needs.of_year(year.id)
    assert any(not each.without_order for each in await trips_of(work, year))
    snapshots = await work.training_figures.snapshots(year.id)
    assert {each.confirmed_at is None for each in snapshots} == {True, False}
    assert len(await work.nonconformities.of_year(year.id)) == 2
    [schedule] = [
        each
        for each in await work.training_documents.of_year(year.id, "602-05")
        if each.state == "approved"
    ]
    assert schedule.revision == 2
    assert "missed" in {each.outcome for each in await _results(work, year)}


async def _expect_no_end(work: Work, year: TrainingYear) -> None:
    assert await work.training_documents.of_year(year.id, "602-06") == []
    assert await work.training_figures.reports(year.id) == []
    assert await work.training_figures.decisions(year.id) == []


async def _results(work: Work, year: TrainingYear) -> list[CourseResult]:
    plans = [each.id for each in await work.training_plans.of_year(year.id)]
    items = await work.training_plans.items(plans)
    return list((await work.training_plans.results([each.id for each in items])).values())
