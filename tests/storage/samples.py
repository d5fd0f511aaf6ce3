"""People and moments that the storage tests share."""

from datetime import UTC, date, datetime, timedelta

from storage.database import Database, Unit
from storage.records import Run

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
# Telegram ids have outgrown 32 bits.
AIGERIM = 7_000_000_001
ERLAN = 7_000_000_002


async def begin_run(unit: Unit, person_id: int = AIGERIM, *, consent: bool = False) -> Run:
    await unit.people.ensure(person_id, "kk", NOW)
    if consent:
        await unit.people.give_consent(person_id, "2026-01", NOW)
    return await unit.runs.open(person_id, "vet-teacher", "expert", NOW)


async def fill(database: Database, person_id: int) -> Run:
    """Somebody who consents, with a row in every table that holds personal things."""
    async with database.unit() as unit:
        run = await begin_run(unit, person_id, consent=True)
        await unit.answers.put(person_id, run.id, "experience.specialty", "value", 28, NOW)
        await unit.answers.put(person_id, run.id, "degrees", "draft", ["master"], NOW)
        await unit.screens.put(person_id, "report", {"page": 2}, person_id, 55, NOW)
        await unit.decisions.add(
            person_id, run.id, b'{"day":"x"}', "d1", "vet-teacher", "expert", "eligible", TODAY, NOW
        )
    return run
