"""Wishes that were noted before the outbound worker knew them are reminded of all the same."""

from collections.abc import Callable
from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from storage.engine.migrating import change_schema
from tests.storage.databases import look

PEOPLE = """
INSERT INTO person (id, language, language_chosen, created_at)
VALUES (1, 'kk', true, '2026-11-20 06:00:00')
"""
DECISIONS = """
INSERT INTO decision (person_id, position, verdict, judged_on, digest, record, created_at)
VALUES (1, 'x', 'not_eligible', '2026-11-20', 'd', '', '2026-11-20 06:00:00')
"""
WISHES = """
INSERT INTO wish (person_id, decision_id, day, created_at)
SELECT 1, id, '2027-11-20', '2026-11-20 06:00:00' FROM decision
"""
REMINDERS = """
INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at, state)
VALUES (1, 'certificate', 5, '2027-01-01', 1, 0, '2026-12-31 05:00:00', 'pending'),
       (1, 'certificate', 5, '2027-01-01', 0, 0, '2027-01-01 05:00:00', 'pending')
"""
DISPATCHES = """
INSERT INTO dispatch (reminder_id, person_id, occurrence, state, attempts, resent, not_before)
SELECT id, 1, 1, 'pending', 0, false, due_at FROM reminder
"""
SEEN = text(
    "SELECT subject, subject_id, CAST(day AS TEXT), CAST(due_at AS TEXT), state"
    " FROM reminder ORDER BY id"
)
ONE_MORE = text(
    "INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at, state)"
    " VALUES (1, 'deadline', 1, '2027-01-01', 0, 0, '2027-01-01 05:00:00', 'pending') RETURNING id"
)


def run(*statements: str) -> Callable[[Connection], None]:
    def execute(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return execute


def seen(connection: Connection) -> list[tuple[Any, ...]]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TIME ZONE 'UTC'"))
    return [tuple(row) for row in connection.execute(SEEN)]


def count(connection: Connection) -> int:
    return int(connection.scalar(text("SELECT count(*) FROM dispatch")) or 0)


def next_reminder(connection: Connection) -> int:
    """The number that the next reminder gets."""
    return int(connection.scalar(ONE_MORE) or 0)


async def test_wishes_get_their_reminder_and_lose_it_on_the_way_back(
    empty_database_url: str,
) -> None:
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0005"))
    await look(empty_database_url, run(PEOPLE, DECISIONS, WISHES, REMINDERS, DISPATCHES))
    before = await look(empty_database_url, seen)
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0006"))
    [*others, planned] = await look(empty_database_url, seen)
    assert others == before
    assert planned[0] == "wish"
    assert planned[2] == "2027-11-20"
    # 10:00 in Almaty.
    assert planned[3].startswith("2027-11-20 05:00:00")
    assert planned[4] == "pending"
    await look(empty_database_url, run(DISPATCHES.replace(", 1, 1,", ", 1, 2,")))
    await change_schema(empty_database_url, lambda config: command.downgrade(config, "0005"))
    assert await look(empty_database_url, seen) == before
    assert await look(empty_database_url, count) == 4


async def test_the_number_of_a_deleted_reminder_is_not_given_out_again(
    empty_database_url: str,
) -> None:
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0005"))
    gone = "DELETE FROM reminder WHERE id = (SELECT max(id) FROM reminder)"
    await look(empty_database_url, run(PEOPLE, REMINDERS, gone))
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0006"))
    assert await look(empty_database_url, next_reminder) == 3
