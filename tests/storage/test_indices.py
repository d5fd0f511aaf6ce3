import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from storage.database import migrate, open_database
from tests.storage.samples import AIGERIM, NOW, TODAY, fill


async def test_no_query_of_a_conversation_reads_a_whole_table(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    await migrate(f"sqlite:///{file}")
    statements: list[tuple[str, Any]] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await converse(f"sqlite:///{file}")
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    with closing(sqlite3.connect(file)) as connection:
        plans = {
            statement: [
                step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            ]
            for statement, given in statements
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
        }
    assert len(plans) > 20
    assert {query: plan for query, plan in plans.items() if reads_whole_table(plan)} == {}


def reads_whole_table(plan: list[str]) -> bool:
    return any(step.startswith("SCAN") and "CONSTANT ROW" not in step for step in plan)


async def converse(url: str) -> None:
    """Every call that a conversation makes while somebody waits for the answer."""
    database = open_database(url)
    run = await fill(database, AIGERIM)
    async with database.unit() as unit:
        await unit.updates.seen(1, NOW)
        await unit.people.situation(AIGERIM)
        await unit.people.set_language(AIGERIM, "ru")
        await unit.people.set_blocked(AIGERIM, True, NOW)
        await unit.runs.current(AIGERIM)
        await unit.runs.get(run.id)
        await unit.runs.set_target(run.id, "methodist", None)
        await unit.runs.set_screen(run.id, AIGERIM, 1)
        await unit.runs.close(run.id, "reported", NOW)
        await unit.answers.all(AIGERIM)
        await unit.answers.last(AIGERIM, run.id)
        await unit.answers.remove(AIGERIM, "degrees")
        await unit.answers.clear(AIGERIM)
        await unit.screens.get(AIGERIM)
        await unit.misses.add("x", "kk", NOW)
        number = await unit.decisions.add(
            AIGERIM, run.id, b"", "d", "methodist", None, "eligible", TODAY, NOW
        )
        await unit.decisions.get(number)
        await unit.decisions.of(AIGERIM)
        await unit.people.export(AIGERIM)
        await unit.people.withdraw_consent(AIGERIM, NOW)
        await unit.people.purge_expired(NOW, AIGERIM)
        await unit.people.forget(AIGERIM)
        await unit.updates.purge(NOW)
        await unit.misses.purge(NOW)
    await database.close()
