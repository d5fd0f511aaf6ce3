"""What a database tells of how it finds the rows of a statement, for any parameter."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Engine, event

ASKED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@contextmanager
def noted() -> Iterator[set[str]]:
    statements: set[str] = set()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(ASKED):
            statements.add(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def read_by_sqlite(file: str, statements: set[str]) -> dict[str, set[str]]:
    """The statement → the tables of which it reads all rows."""
    with closing(sqlite3.connect(file)) as connection:
        partial = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
        narrow = {row[0] for row in connection.execute(partial)}
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        found = {}
        for statement in statements:
            steps = [step.split() for step in _plan_of_sqlite(connection, statement)]
            found[statement] = {
                called(step[1], statement)
                for step in steps
                if step[0] == "SCAN" and step[-1] not in narrow
            } & tables
    return found


def plans_of_sqlite(file: str, statements: set[str]) -> dict[str, list[str]]:
    with closing(sqlite3.connect(file)) as connection:
        return {statement: _plan_of_sqlite(connection, statement) for statement in statements}


def _plan_of_sqlite(connection: sqlite3.Connection, statement: str) -> list[str]:
    given = [None] * statement.count("?")
    return [step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)]


def called(alias: str, statement: str) -> str:
    renamed = re.search(rf"(\w+) AS {alias}\b", statement)
    return renamed.group(1) if renamed else alias


async def read_by_postgresql(url: str, statements: set[str]) -> dict[str, set[str]]:
    """The statement → the tables of which it reads all rows even if it may do so only where no
    index would do."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET enable_seqscan = off")
        partial = "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'"
        narrow = {row[0] for row in await connection.fetch(partial)}
        return {
            statement: set(_read_whole(await _plan_of_postgresql(connection, statement), narrow))
            for statement in statements
        }
    finally:
        await connection.close()


async def plans_of_postgresql(url: str, statements: set[str]) -> dict[str, list[str]]:
    connection = await asyncpg.connect(url)
    try:
        return {
            statement: list(_steps(await _plan_of_postgresql(connection, statement)))
            for statement in statements
        }
    finally:
        await connection.close()


async def _plan_of_postgresql(connection: Any, statement: str) -> dict[str, Any]:
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    number = max(map(int, re.findall(r"\$(\d+)", statement)), default=0)
    given = f"({', '.join(['NULL'] * number)})" if number else ""
    await connection.execute(f"PREPARE asked AS {statement}")
    plan = await connection.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE asked{given}")
    await connection.execute("DEALLOCATE asked")
    found: dict[str, Any] = json.loads(plan)[0]["Plan"]
    return found


def _read_whole(node: dict[str, Any], narrow: set[str]) -> Iterator[str]:
    kind = node["Node Type"]
    by_index = kind in ("Index Scan", "Index Only Scan", "Bitmap Index Scan")
    whole_index = by_index and "Index Cond" not in node and node["Index Name"] not in narrow
    if kind == "Seq Scan" or whole_index:
        yield node.get("Relation Name") or node["Index Name"]
    for inner in node.get("Plans", ()):
        yield from _read_whole(inner, narrow)


def _steps(node: dict[str, Any]) -> Iterator[str]:
    named = node.get("Index Name") or node.get("Relation Name")
    if named:
        yield f"{node['Node Type']} {named}"
    for inner in node.get("Plans", ()):
        yield from _steps(inner)
