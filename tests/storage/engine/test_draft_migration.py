"""Drafts of HR among the notes of a screen get a table of their own, and come back."""

from __future__ import annotations

import json
from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from storage.engine.migrating import change_schema
from tests.storage.databases import look

DRAFT = {"texts": {"kk": "Сәлем"}, "segment": {}, "at": None, "revision": 7}
WATCH = {"organisation": 1, "campaign": 2, "message": 3}
NOTES = {"mark": "x", "hears": False, "data": {}, "aside": {"hr_draft_1": DRAFT,
         "hr_draft_2": DRAFT, "hr_watch": WATCH}}  # fmt: skip
ROWS = (
    """INSERT INTO person (id, language, language_chosen, created_at)
    VALUES (1, 'kk', true, '2026-11-20 06:00:00'), (2, 'ru', true, '2026-11-20 06:00:00')""",
    """INSERT INTO organisation (id, name, created_at)
    VALUES (1, 'A', '2026-11-20 06:00:00'), (2, 'B', '2026-11-20 06:00:00')""",
    """INSERT INTO hr_right (id, organisation_id, person_id, granted_at, withdrawn_at)
    VALUES (1, 1, 1, '2026-11-20 06:00:00', NULL),
           (2, 2, 1, '2026-11-20 06:00:00', '2026-11-20 07:00:00')""",
)
SCREEN = text(
    "INSERT INTO screen (person_id, kind, data, updated_at)"
    " VALUES (1, 'own.hr', :data, '2026-11-20 06:00:00'),"
    " (2, 'welcome', '{}', '2026-11-20 06:00:00')"
)


async def test_a_draft_moves_with_its_right_and_comes_back(empty_database_url: str) -> None:
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0013"))

    def fill(connection: Connection) -> None:
        for row in ROWS:
            connection.execute(text(row))
        connection.execute(SCREEN, {"data": json.dumps(NOTES)})

    await look(empty_database_url, fill)
    await change_schema(empty_database_url, lambda config: command.upgrade(config, "0014"))

    def seen(connection: Connection) -> Any:
        drafts = connection.execute(text("SELECT person_id, organisation_id, data FROM hr_draft"))
        return [(*row[:2], json.loads(row[2])) for row in drafts], notes(connection)

    drafts, left = await look(empty_database_url, seen)
    # The right for the other organisation was withdrawn, and the draft goes with it.
    assert drafts == [(1, 1, DRAFT)]
    assert left == {"hr_watch": WATCH}
    await change_schema(empty_database_url, lambda config: command.downgrade(config, "0013"))
    assert await look(empty_database_url, notes) == {"hr_watch": WATCH, "hr_draft_1": DRAFT}


def notes(connection: Connection) -> Any:
    stored = connection.execute(text("SELECT data FROM screen WHERE person_id = 1")).scalar_one()
    return json.loads(stored)["aside"]
