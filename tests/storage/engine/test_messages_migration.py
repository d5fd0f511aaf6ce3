"""Messages that wait get their recipients when they go out; drafts become the organisation's."""

from __future__ import annotations

from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from storage.engine.migrating import change_schema
from tests.storage.databases import look

AT = "'2026-11-20 06:00:00'"
ROWS = (
    """INSERT INTO person (id, language, language_chosen, created_at)
    VALUES (1, 'kk', true, :at), (2, 'ru', true, :at), (3, 'ru', true, :at)""",
    "INSERT INTO organisation (id, name, created_at) VALUES (1, 'A', :at)",
    """INSERT INTO department (id, organisation_id, name, kind, parent_id, created_at)
    VALUES (1, 1, 'A', 'organisation', NULL, :at), (2, 1, 'IT', 'department', 1, :at)""",
    """INSERT INTO role (id, organisation_id, person_id, kind, department_id, granted_at,
    withdrawn_at) VALUES (1, 1, 1, 'hr', 1, :at, NULL), (2, 1, 2, 'head', 2, :at, NULL)""",
    """INSERT INTO hr_draft (person_id, organisation_id, data, changed_at)
    VALUES (1, 1, '{"a"\\:1}', :at), (2, 1, '{"b"\\:2}', :at)""",
    """INSERT INTO campaign (id, organisation_id, created_by, texts, segment, state, created_at,
    scheduled_at, started_at) VALUES (1, 1, 1, '{}', '{}', 'queued', :at, :at, NULL),
    (2, 1, NULL, '{}', '{}', 'running', :at, :at, :at)""",
    """INSERT INTO dispatch (id, campaign_id, person_id, occurrence, state, attempts, resent,
    not_before) VALUES (1, 1, 3, 1, 'pending', 0, false, :at),
    (2, 2, 3, 1, 'pending', 0, false, :at)""",
)


def fill(connection: Connection) -> None:
    for row in ROWS:
        connection.execute(text(row.replace(":at", AT)))


def drafts(columns: str) -> Any:
    query = text(f"SELECT {columns} FROM hr_draft ORDER BY data")  # noqa: S608
    return lambda connection: [tuple(row) for row in connection.execute(query)]


def messages(connection: Connection) -> Any:
    query = "SELECT id, made_at IS NOT NULL, needs_right FROM campaign ORDER BY id"
    made = [(row[0], bool(row[1]), bool(row[2])) for row in connection.execute(text(query))]
    left = connection.execute(text("SELECT campaign_id FROM dispatch")).scalars().all()
    return made, left


async def test_drafts_keep_their_writer_and_find_their_department(empty_database_url: str) -> None:
    url = empty_database_url
    await change_schema(url, lambda config: command.upgrade(config, "0030"))
    await look(url, fill)
    await change_schema(url, lambda config: command.upgrade(config, "0032"))
    found = await look(url, drafts("writer_id, department_id, data"))
    assert found == [(1, None, '{"a":1}'), (2, 2, '{"b":2}')]
    assert await look(url, messages) == ([(1, False, True), (2, True, False)], [2])
    await change_schema(url, lambda config: command.downgrade(config, "0030"))
    assert await look(url, drafts("person_id, data")) == [(1, '{"a":1}'), (2, '{"b":2}')]
