import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, String, inspect, text

from storage.database import Database, DatabaseAway, SchemaError, migrate, open_database
from storage.engine.migrating import change_schema, revisions
from storage.tables.schema import metadata
from tests.storage.databases import look
from tests.storage.samples import AIGERIM, fill

COMPARISON = {
    "compare_type": True,
    "compare_server_default": True,
    "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
}


async def upgrade(url: str, revision: str) -> None:
    await change_schema(url, lambda config: command.upgrade(config, revision))


async def downgrade(url: str, revision: str) -> None:
    await change_schema(url, lambda config: command.downgrade(config, revision))


def schema(connection: Connection) -> dict[str, Any]:
    """All that the database tells of its tables, in a form that can be compared."""
    inspector = inspect(connection)
    once: set[str] = set()
    if connection.dialect.name == "sqlite":
        # The inspector does not tell it; without it a number of what is gone is given out anew.
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        once.update(connection.execute(text(query)).scalars())
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            ],
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": sorted(inspector.get_foreign_keys(table), key=str),
            "unique": sorted(inspector.get_unique_constraints(table), key=str),
            "checks": sorted(inspector.get_check_constraints(table), key=str),
            "indexes": sorted(
                (
                    str(index["name"]),
                    index["column_names"],
                    index["unique"],
                    {name: str(value) for name, value in index.get("dialect_options", {}).items()},
                )
                for index in inspector.get_indexes(table)
            ),
            "options": inspector.get_table_options(table),
            "numbers given out once": table in once,
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


async def test_every_revision_goes_up_down_and_up_again(empty_database_url: str) -> None:
    previous = "base"
    for revision in revisions():
        before = await look(empty_database_url, schema)
        await upgrade(empty_database_url, revision)
        after = await look(empty_database_url, schema)
        await downgrade(empty_database_url, previous)
        assert await look(empty_database_url, schema) == before
        await upgrade(empty_database_url, revision)
        assert await look(empty_database_url, schema) == after
        previous = revision
    assert set(await look(empty_database_url, schema)) == set(metadata.tables)


async def test_models_and_migrations_agree(empty_database_url: str) -> None:
    await migrate(empty_database_url)

    def differences(connection: Connection) -> Any:
        context = MigrationContext.configure(connection, opts=COMPARISON)
        return compare_metadata(context, metadata)

    assert await look(empty_database_url, differences) == []

    migrated = await look(empty_database_url, schema)
    await downgrade(empty_database_url, "base")
    await look(empty_database_url, metadata.create_all)
    assert await look(empty_database_url, schema) == migrated


async def test_a_drift_would_be_noticed(database_url: str) -> None:
    def differences(connection: Connection) -> Any:
        connection.execute(text("DROP INDEX ix_decision_run_id"))
        context = MigrationContext.configure(connection, opts=COMPARISON)
        return [difference[0] for difference in compare_metadata(context, metadata)]

    assert await look(database_url, differences) == ["add_index"]


async def test_migrating_twice_changes_nothing_and_loses_nothing(database_url: str) -> None:
    database = open_database(database_url)
    await fill(database, AIGERIM)
    await migrate(database_url)
    async with database.work() as work:
        facts = {answer.fact for answer in await work.answers.all(AIGERIM)}
    assert facts == {"experience.specialty", "degrees"}
    await database.close()


async def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    await asyncio.gather(*(migrate(empty_database_url) for _ in range(5)))
    assert set(await look(empty_database_url, schema)) == set(metadata.tables)


async def test_a_database_of_a_newer_version_is_refused(empty_database_url: str) -> None:
    def pretend(connection: Connection) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    await migrate(empty_database_url)
    await look(empty_database_url, pretend)
    with pytest.raises(SchemaError, match="newer version"):
        await migrate(empty_database_url)


async def test_a_failed_change_leaves_the_schema_as_it_was(empty_database_url: str) -> None:
    def fail_afterwards(config: Any) -> None:
        command.upgrade(config, "head")
        raise ConnectionError

    with pytest.raises(DatabaseAway):
        await change_schema(empty_database_url, fail_afterwards)
    assert await look(empty_database_url, schema) == {}


async def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(
    database: Database, database_url: str
) -> None:
    await fill(database, AIGERIM)

    def rebuild(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person", recreate="auto") as person:
            person.alter_column("consent_version", type_=String(60))

    await look(database_url, rebuild)
    async with database.work() as work:
        facts = {answer.fact for answer in await work.answers.all(AIGERIM)}
    assert facts == {"experience.specialty", "degrees"}


async def test_a_migration_that_breaks_references_is_rolled_back(tmp_path: Path) -> None:
    file = tmp_path / "broken.db"
    url = f"sqlite:///{file}"
    await migrate(url)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO run (person_id, position, state, opened_at, updated_at)"
            " VALUES (1, 'x', 'asking', '2026-01-01', '2026-01-01')"
        )
        connection.commit()
    with pytest.raises(SchemaError, match="run"):
        await migrate(url)


COLLEGE = text("INSERT INTO organisation (id, name, created_at) VALUES (:id, :name, '2026-03-02')")
DEPARTMENT = text(
    "INSERT INTO department (id, organisation_id, name, created_at) "
    "VALUES (1, 1, 'IT', '2026-03-02')"
)


async def test_organisations_and_what_hangs_on_them_survive_0010(empty_database_url: str) -> None:
    await upgrade(empty_database_url, "0009")

    def fill_in(connection: Connection) -> None:
        for number, name in ((1, "College"), (2, "Gone")):
            connection.execute(COLLEGE, {"id": number, "name": name})
        connection.execute(DEPARTMENT)
        connection.execute(text("DELETE FROM organisation WHERE id = 2"))

    await look(empty_database_url, fill_in)
    for change in ((upgrade, "0010"), (downgrade, "0009"), (upgrade, "0010")):
        await change[0](empty_database_url, change[1])

    def kept(connection: Connection) -> Any:
        return (
            connection.execute(text("SELECT id, name, answers_to FROM organisation")).all(),
            connection.execute(text("SELECT organisation_id, name FROM department")).all(),
        )

    assert await look(empty_database_url, kept) == ([(1, "College", None)], [(1, "IT")])
    if empty_database_url.startswith("sqlite"):
        made = text("INSERT INTO organisation (name, created_at) VALUES ('New', '2026-03-02')")
        await look(empty_database_url, lambda connection: connection.execute(made))
        number = text("SELECT id FROM organisation WHERE name = 'New'")
        assert await look(empty_database_url, lambda c: c.execute(number).scalar_one()) == 3


async def test_words_of_people_that_were_kept_before_0012_go(empty_database_url: str) -> None:
    await upgrade(empty_database_url, "0010")
    miss = "INSERT INTO miss (text, language, times, last_at) VALUES ('x', 'kk', 9, '2026-03-02')"
    await look(empty_database_url, lambda connection: connection.execute(text(miss)))
    await upgrade(empty_database_url, "0012")
    count = text("SELECT count(*) FROM miss")
    assert await look(empty_database_url, lambda c: c.execute(count).scalar_one()) == 0
