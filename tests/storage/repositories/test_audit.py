import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database
from storage.tables.audit import AuditEntry
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, DAY, NOW

CHANGES = {
    "update": "UPDATE audit SET actor_id = 1",
    "delete": "DELETE FROM audit",
    "update of nothing that matters": "UPDATE audit SET details = details",
}
ON_ONE_KIND = {
    "postgresql": ["TRUNCATE audit"],
    "sqlite": [
        "INSERT OR REPLACE INTO audit SELECT id, at, 1, organisation_id, action, object_kind, "
        "object_id, details FROM audit",
        "UPDATE OR REPLACE audit SET id = id + 1",
    ],
}


async def note(database: Database, times: int = 2) -> None:
    async with database.work() as work:
        for number in range(1, times + 1):
            await work.audit.add(
                AIGERIM, number, "member.read", "membership", 7, {"members": number}, NOW + DAY
            )


async def test_what_was_noted_comes_back_for_its_organisation_the_latest_first(
    database: Database,
) -> None:
    await note(database)
    await note(database)
    async with database.work(writing=False) as work:
        latest, first = await work.audit.of_organisation(2, 10)
        assert await work.audit.of_organisation(2, 1) == [latest]
        assert await work.audit.of_organisation(2, 10, before=latest.id) == [first]
    assert latest == AuditEntry(
        latest.id, NOW + DAY, AIGERIM, 2, "member.read", "membership", 7, {"members": 2}
    )
    assert latest.id > first.id


async def test_the_database_itself_refuses_to_rewrite_the_log(
    database: Database, database_url: str
) -> None:
    await note(database)

    def rows(connection: Connection) -> list[str]:
        return [str(row) for row in connection.execute(text("SELECT * FROM audit ORDER BY id"))]

    before = await look(database_url, rows)
    assert len(before) == 2
    kind = "sqlite" if database_url.startswith("sqlite") else "postgresql"
    for statement in [*CHANGES.values(), *ON_ONE_KIND[kind]]:
        with pytest.raises(DBAPIError, match="audit is append-only"):
            await look(database_url, lambda c, said=statement: c.execute(text(said)))  # type: ignore[misc]
        assert await look(database_url, rows) == before, statement
