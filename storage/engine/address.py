"""The accepted forms of DATABASE_URL, brought to the one form the engine needs."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}

LAST_PORT = 65_535


class DatabaseUrlError(ValueError):
    """The address names no database this project can use; the message never holds a password."""


def parse_address(url: str) -> URL:
    """`sqlite:///path`, `postgresql://…` (with or without the driver's name) as an engine's URL.

    Raises `DatabaseUrlError` for anything else, an SQLite address without a file included: what is
    held in memory only would be lost on a restart.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUrlError(
            "DATABASE_URL is not a URL; allowed: sqlite:///path/to/file.db or "
            "postgresql://user@host/database"
        ) from error
    if parsed.drivername not in DRIVERS:
        raise DatabaseUrlError(
            f"DATABASE_URL: {parsed.drivername!r} is not supported; allowed: {', '.join(DRIVERS)}"
        )
    if parsed.port is not None and not 0 < parsed.port <= LAST_PORT:
        raise DatabaseUrlError(f"DATABASE_URL: a port is a number from 1 to {LAST_PORT}")
    address = parsed.set(drivername=DRIVERS[parsed.drivername])
    if is_sqlite(address):
        _require_file(address)
        return address
    return _with_asyncpg_ssl(address)


def is_sqlite(address: URL) -> bool:
    return address.get_backend_name() == "sqlite"


def sqlite_file(address: URL) -> Path:
    """The database file of an SQLite address."""
    assert address.database is not None
    return Path(address.database)


def _require_file(address: URL) -> None:
    name = address.database or ""
    if not name or name.startswith((":memory:", "file:")):
        raise DatabaseUrlError(
            "DATABASE_URL: SQLite needs a file, like sqlite:///var/biliktilik.db"
        )
    if address.host:
        raise DatabaseUrlError(
            "DATABASE_URL: SQLite takes three slashes before a relative path, four before an "
            "absolute one"
        )


def _with_asyncpg_ssl(address: URL) -> URL:
    # The name everybody writes is libpq's; asyncpg calls the same setting "ssl".
    if "sslmode" not in address.query:
        return address
    mode = address.query["sslmode"]
    return address.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
