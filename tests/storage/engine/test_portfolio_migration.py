"""What is said of the portfolio goes on the way back, and nothing else does."""

from collections.abc import Callable
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage.engine.migrating import change_schema
from tests.storage.databases import look

PEOPLE = """
INSERT INTO person (id, language, language_chosen, created_at)
VALUES (1, 'kk', true, '2026-11-20 06:00:00')
"""
DATES = """
INSERT INTO personal_date (person_id, kind, value, ends, changed_at)
VALUES (1, 'category', 'expert', '2027-05-01', '2026-11-20 06:00:00')
"""
COLLEGE = """
INSERT INTO personal_date (person_id, kind, value, ends, changed_at)
VALUES (1, 'portfolio', 'college', '2027-03-20', '2026-11-20 06:00:00')
"""
WISH = """
INSERT INTO portfolio_wish (person_id, position, category, created_at)
VALUES (1, 'tvet-teacher', 'expert', '2026-11-20 06:00:00')
"""
REMINDERS = """
INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at, state)
SELECT 1, 'personal_date', id, ends, 1, 0, '2026-12-31 05:00:00', 'pending' FROM personal_date
"""
JANUARY = """
INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at, state)
SELECT 1, 'portfolio', id, '2027-01-31', 21, 0, '2027-01-10 05:00:00', 'pending'
FROM portfolio_wish
"""
DISPATCHES = """
INSERT INTO dispatch (reminder_id, person_id, occurrence, state, attempts, resent, not_before)
SELECT id, 1, 1, 'pending', 0, false, due_at FROM reminder
"""
OF_THE_COLLEGE = """
INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at, state)
SELECT 1, 'personal_date', id, ends, 1, 0, '2027-03-19 05:00:00', 'pending' FROM personal_date
WHERE kind = 'portfolio'
"""
THE_OTHERS = """
INSERT INTO dispatch (reminder_id, person_id, occurrence, state, attempts, resent, not_before)
SELECT id, 1, 1, 'pending', 0, false, due_at FROM reminder
WHERE id NOT IN (SELECT reminder_id FROM dispatch)
"""
SEEN = text("SELECT subject, CAST(day AS TEXT) FROM reminder ORDER BY id")
KINDS = text("SELECT kind FROM personal_date ORDER BY id")


def run(*statements: str) -> Callable[[Connection], None]:
    def execute(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return execute


def seen(connection: Connection) -> tuple[Any, ...]:
    reminders = [tuple(row) for row in connection.execute(SEEN)]
    kinds = list(connection.scalars(KINDS))
    return reminders, kinds, connection.scalar(text("SELECT count(*) FROM dispatch"))


async def test_the_way_up_keeps_and_the_way_down_takes_what_is_of_the_portfolio(
    empty_database_url: str,
) -> None:
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0016"))
    await look(empty_database_url, run(PEOPLE, DATES, REMINDERS, DISPATCHES))
    before = await look(empty_database_url, seen)
    with pytest.raises(IntegrityError):
        await look(empty_database_url, run(COLLEGE))
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0021"))
    assert await look(empty_database_url, seen) == before
    await look(empty_database_url, run(COLLEGE, WISH, OF_THE_COLLEGE, JANUARY, THE_OTHERS))
    reminders, kinds, messages = await look(empty_database_url, seen)
    assert [subject for subject, _ in reminders] == ["personal_date", "personal_date", "portfolio"]
    assert (kinds, messages) == (["category", "portfolio"], 3)
    await change_schema(empty_database_url, lambda config: command.downgrade(config, "0016"))
    assert await look(empty_database_url, seen) == before
