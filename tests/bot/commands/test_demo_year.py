"""The year of training that the demonstration makes has every state to look at."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.commands.demo import KINDS, fill
from cases.training.reports import missing_reports, whole_report
from cases.training.trips import trips_of
from rules.norms.loading import catalogue
from rules.training.vocabulary import ReportLevel
from tests.handlers.conftest import house, logged
from tests.handlers.house import House
from tests.storage.databases import database_url, migrated_databases, postgresql_databases

__all__ = ["database_url", "house", "logged", "migrated_databases", "postgresql_databases"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ago", [0, 2])
async def test_every_state_of_a_year_is_there(house: House, kind: str, ago: int) -> None:
    year = house.now.year - ago
    made = await fill(house.database, catalogue(), 40, None, lambda: house.now, kind, year)
    here = made["organisation"]
    assert isinstance(here, int)
    async with house.database.work(writing=False) as work:
        [held] = await work.training_years.of_organisation(here)
        assert await work.training_needs.of_year(held.id)
        assert any(not each.without_order for each in await trips_of(work, held))
        snapshots = await work.training_figures.snapshots(held.id)
        assert {each.confirmed_at is None for each in snapshots} == {True, False}
        levels = {each.level for each in await work.training_figures.reports(held.id)}
        expected = set(get_args(ReportLevel)) - (set() if kind == "university" else {"institute"})
        assert levels == expected
        assert (await whole_report(work, held, house.now)).is_current
        [annual] = await work.training_documents.of_year(held.id, "602-06")
        assert annual.state == "approved"
        assert (await work.training_documents.passages([annual.id]))[annual.id]
        decisions = await work.training_figures.decisions(held.id)
        assert decisions
        assert all(each.owner for each in decisions)
        assert await missing_reports(work, held, house.now) == []
        assert len(await work.nonconformities.of_year(held.id)) == 2
