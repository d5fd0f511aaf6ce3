"""Whom of the registers a later edition concerns: counted, and named of one organisation only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.commands.edition_effects import shown
from bot.commands.rule_differences import Differences, tell_registers
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from storage.database import Database
from storage.tables.register import Appointment
from tests.cases.college import NOW
from tests.rules.norms import two_editions as two
from tests.storage.databases import (
    database,
    database_url,
    migrated_databases,
    postgresql_databases,
)

__all__ = ["database", "database_url", "migrated_databases", "postgresql_databases"]

KNOWN = {
    "category": "teacher",
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 30},
    "as_of": "2026-11-01",
}


@pytest.fixture
def both(tmp_path: Path) -> Catalogue:
    return two.with_both(tmp_path / "norms")


async def employ(
    database: Database, organisation: str, *people: tuple[str, int], ended: bool = False
) -> None:
    """People with so many months, each appointed twice as a teacher."""
    async with database.work() as work:
        made = await work.organisations.add(organisation, NOW)
        assert made is not None
        new = [("", name, {**KNOWN, "experience": {"specialty": n}}) for name, n in people]
        until = date(2026, 1, 1) if ended else None
        post = Appointment(
            0, 0, None, "tvet-teacher", "преподаватель", None, None, None, until, None
        )
        added = await work.register.add(made.id, new, NOW)
        posts = [replace(post, employee_id=number) for number in added for _ in range(2)]
        await work.register.appoint(posts)


async def told(database: Database, norms: Catalogue, org: str | None = None) -> Differences:
    found = Differences(norms.digest)
    await tell_registers(found, database, norms, NOW, org)
    return found


async def test_people_of_all_registers_are_counted_once_and_not_named(
    database: Database, both: Catalogue
) -> None:
    await employ(database, "Колледж", ("Тестова Айна", 30), ("Пробный Олжас", 40))
    await employ(database, "Лицей", ("Макетов Ерлан", 25))
    await employ(database, "Школа", ("Ушедший Пётр", 30), ended=True)
    found = await told(database, both)
    [row] = found.to_json()["register"]
    assert row == {
        "from": "2027-09-01",
        "position": "tvet-teacher",
        "category": "moderator",
        "verdict": {"before": "eligible", "after": "not_eligible"},
        "clauses": ["experience-moderator"],
        "people": 2,
    }
    text = "\n".join(shown(found, both))
    assert "tvet-teacher                  moderator          2  eligible -> not_eligible" in text
    assert "order-338 286" in text
    assert "По списку вашего работодателя для «Преподаватель колледжа · педагог-модератор»" in text
    for name in ("Айна", "Ерлан", "Олжас", "Пётр"):
        assert name not in text + json.dumps(found.to_json(), ensure_ascii=False)


async def test_of_one_organisation_they_are_named_and_that_is_noted(
    database: Database, both: Catalogue
) -> None:
    await employ(database, "Колледж", ("Тестова Айна", 30), ("Пробный Олжас", 40))
    await employ(database, "Лицей", ("Макетов Ерлан", 25))
    found = await told(database, both, "Колледж")
    assert [row["names"] for row in found.to_json()["register"]] == [["Тестова Айна"]]
    text = "\n".join(shown(found, both))
    assert "    Тестова Айна; преподаватель; -" in text
    assert "Ерлан" not in text
    async with database.work(writing=False) as work:
        [organisation] = [x for x in await work.organisations.all() if x.name == "Колледж"]
        noted = await work.audit.of_organisation(organisation.id, 10)
    assert [each.action for each in noted] == ["staff.effects"]


async def test_an_organisation_that_is_not_there_is_refused(
    database: Database, both: Catalogue
) -> None:
    with pytest.raises(BadInput, match="--org"):
        await told(database, both, "Нет такой")
