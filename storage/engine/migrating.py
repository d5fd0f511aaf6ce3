"""Bringing a database to the newest schema, without a configuration file."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.exc import InterfaceError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engine.address import DatabaseUrlError, parse_address
from storage.engine.engines import MIGRATING_PATIENCE, Patience, migrating_engine
from storage.engine.trouble import told_apart, trouble_of

SCRIPTS = Path(__file__).parents[1] / "migrations"
# Any number will do, as long as nothing else in the same PostgreSQL database takes it.
ADVISORY_LOCK = 7_364_201_954


class SchemaError(RuntimeError):
    """The database is not in a state that the migrations know."""


def configuration(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory.from_config(configuration())
    return [script.revision for script in scripts.walk_revisions()][::-1]


async def migrate(url: str, patience: Patience = MIGRATING_PATIENCE) -> None:
    """Upgrades to the newest schema; does nothing where it is there already.

    All or nothing, in one transaction. Processes that start at the same time take turns. Raises
    `DatabaseUrlError`, and `SchemaError` for a database that a newer version has upgraded.
    """
    await change_schema(url, lambda config: command.upgrade(config, "head"), patience)


async def change_schema(
    url: str, change: Callable[[Config], None], patience: Patience = MIGRATING_PATIENCE
) -> None:
    """Runs an Alembic command on the database, alone and in one transaction.

    Raises `DatabaseTrouble` besides.
    """
    engine = migrating_engine(parse_address(url), patience)
    try:
        with told_apart():
            await _require_connection(engine)
            async with engine.begin() as connection:
                await connection.run_sync(_change_alone, change)
    except CommandError as error:
        raise SchemaError(
            f"the database's schema is not known here ({error}); "
            "was it upgraded by a newer version of the bot?"
        ) from error
    finally:
        await engine.dispose()


async def _require_connection(engine: AsyncEngine) -> None:
    """Raises `DatabaseUrlError` for an option of the address that the driver does not take."""
    try:
        async with engine.connect():
            pass
    except (InterfaceError, TypeError, ValueError, OverflowError) as error:
        if trouble_of(error) is not None:
            raise
        said = error.orig.__cause__ if isinstance(error, InterfaceError) and error.orig else error
        raise DatabaseUrlError(f"DATABASE_URL: cannot be used: {said}") from error


def _change_alone(connection: Connection, change: Callable[[Config], None]) -> None:
    if connection.dialect.name == "postgresql":
        # Held to the end of the transaction; on SQLite BEGIN IMMEDIATE does the same.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    change(configuration(connection))
    if connection.dialect.name == "sqlite":
        _require_references(connection)


def _require_references(connection: Connection) -> None:
    # Foreign keys are off while SQLite's tables are rebuilt, so what they promise is checked here.
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise SchemaError(f"rows would refer to nothing after the migration, in: {tables}")
