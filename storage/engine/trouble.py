"""Tells what is wrong with the database apart from what is wrong with a statement.

The drivers and SQLAlchemy raise a dozen kinds of exceptions for a database that is away; everybody
else meets the two of this file. Their messages hold nothing of what people said, and no password.
"""

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as QueueTimeout


class DatabaseTrouble(Exception):
    """The database cannot be worked with. `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DatabaseAway(DatabaseTrouble):
    """It may come back by itself: it hangs, refuses, restarts, is locked, or its disk is full.

    `at_once`: whether trying again without more ado may help, as for a connection that broke.
    Nothing of the transaction is stored, except where its commit was under way: nobody knows then.
    """

    def __init__(self, reason: str, *, at_once: bool = False) -> None:
        super().__init__(reason)
        self.at_once = at_once


class DatabaseUnusable(DatabaseTrouble):
    """Somebody has to act: the file is damaged, the password wrong, the database unknown."""


SQLITE_AWAY: Final = {
    sqlite3.SQLITE_BUSY: "another process holds its lock",
    sqlite3.SQLITE_LOCKED: "another process holds its lock",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
}
SQLITE_UNUSABLE: Final = {
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database, or damaged",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
}
# The first letters of PostgreSQL's codes (its manual, appendix A).
POSTGRESQL_AWAY: Final = {
    "08": "the connection broke",
    "57P": "it is stopping or starting",
    "57014": "a statement took too long",
    "53100": "its disk is full",
    "53": "it has no room for another connection",
    "58": "its disk cannot be read or written",
}
POSTGRESQL_UNUSABLE: Final = {
    "28": "it refuses the user or the password",
    "3D000": "there is no such database",
    "42501": "the user may not do this",
    "XX001": "its files are damaged",
    "XX002": "its files are damaged",
}
AT_ONCE: Final = ("08", "57P")
BROKEN: Final = "the connection broke"


@contextmanager
def told_apart() -> Iterator[None]:
    """Raises `DatabaseTrouble` in place of an error inside that means it; lets others through."""
    try:
        yield
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def trouble_of(error: Exception) -> DatabaseTrouble | None:
    """What an error of SQLAlchemy or of a driver says of the database; None: nothing."""
    if isinstance(error, QueueTimeout):
        return DatabaseAway("all connections are in use")
    broken = isinstance(error, DBAPIError) and error.connection_invalidated
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    code = getattr(cause, "sqlstate", None)
    if code is not None:
        found = _of_postgresql(code)
        if found is not None or not broken:
            return found
    return DatabaseAway(BROKEN, at_once=True) if broken else _of_connection(cause)


def _of_sqlite(error: sqlite3.Error) -> DatabaseTrouble | None:
    # The lower byte is the kind, the higher ones say where it was met.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in SQLITE_AWAY:
        return DatabaseAway(SQLITE_AWAY[code])
    return DatabaseUnusable(SQLITE_UNUSABLE[code]) if code in SQLITE_UNUSABLE else None


def _of_postgresql(code: str) -> DatabaseTrouble | None:
    for beginning, reason in POSTGRESQL_UNUSABLE.items():
        if code.startswith(beginning):
            return DatabaseUnusable(reason)
    for beginning, reason in POSTGRESQL_AWAY.items():
        if code.startswith(beginning):
            return DatabaseAway(reason, at_once=code.startswith(AT_ONCE))
    return None


def _of_connection(error: BaseException | None) -> DatabaseTrouble | None:
    if isinstance(error, TimeoutError):
        return DatabaseAway("it does not answer", at_once=True)
    if isinstance(error, ssl.SSLCertVerificationError):
        return DatabaseUnusable("its certificate is not trusted")
    if isinstance(error, OSError):
        return DatabaseAway("it cannot be reached", at_once=True)
    if isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError):
        return DatabaseAway(BROKEN, at_once=True)
    return None
