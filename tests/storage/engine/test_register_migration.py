"""What there was goes over to the register's schema, and comes back: rights, departments, links."""

from __future__ import annotations

from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from storage.database import open_database
from storage.engine.migrating import change_schema
from tests.cases.college import TODAY
from tests.storage.databases import look

AT = "'2026-11-20 06:00:00'"
ROWS = (
    """INSERT INTO person (id, language, language_chosen, created_at)
    VALUES (1, 'kk', true, :at), (2, 'ru', true, :at), (3, 'ru', true, :at)""",
    """INSERT INTO organisation (id, name, created_at)
    VALUES (1, 'A', :at), (2, 'B', :at)""",
    """INSERT INTO department (id, organisation_id, name, created_at)
    VALUES (1, 1, 'IT', :at), (2, 1, 'Физика, химия', :at), (3, 2, 'IT', :at)""",
    """INSERT INTO hr_right (id, organisation_id, person_id, granted_by, granted_at, withdrawn_at,
    name) VALUES (4, 1, 1, 3, :at, NULL, 'Кадрина'), (7, 1, 2, NULL, :at, :at, NULL),
    (9, 2, 2, NULL, :at, NULL, NULL)""",
    """INSERT INTO invitation (id, organisation_id, department_id, kind, token_hash, created_at,
    expires_at) VALUES (1, 1, 2, 'member', 'x', :at, :at)""",
    """INSERT INTO membership (id, person_id, organisation_id, department_id, shares_verdicts,
    shares_certificates, hr_messages, joined_at) VALUES (1, 3, 1, 2, true, true, true, :at)""",
    """INSERT INTO hr_draft (person_id, organisation_id, data, changed_at)
    VALUES (1, 1, '{"texts":{}}', :at)""",
    """INSERT INTO deadline (id, organisation_id, kind, title_kk, title_ru, title_en, day,
    days_before, entered_by, entered_at)
    VALUES (1, 1, 'tests', 'T', 'T', '', '2026-12-20', '[30,7,1]', 1, :at)""",
)
KEPT = ("invitation", "membership", "hr_draft", "deadline", "reminder", "reply", "campaign")


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608
        for table in KEPT
    }


def rights(connection: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text("SELECT * FROM hr_right ORDER BY id"))]


def departments(connection: Connection) -> list[tuple[Any, ...]]:
    query = text("SELECT id, organisation_id, name FROM department ORDER BY id")
    return [tuple(row) for row in connection.execute(query)]


def add_employee(connection: Connection) -> None:
    """By hand: what writes one now needs tables that came later."""
    columns = "organisation_id, number, name, known, created_at, changed_at"
    values = f"1, '7', 'Тестова', '{{}}', {AT}, {AT}"
    connection.execute(text(f"INSERT INTO employee ({columns}) VALUES ({values})"))  # noqa: S608


async def test_rights_become_roles_of_the_same_number_and_come_back(
    empty_database_url: str,
) -> None:
    url = empty_database_url
    await change_schema(url, lambda config: command.upgrade(config, "0016"))

    def fill(connection: Connection) -> None:
        for row in ROWS:
            connection.execute(text(row.replace(":at", AT)))
        if connection.dialect.name == "postgresql":
            # It counts only the rows that it numbers itself.
            connection.execute(text("SELECT setval('department_id_seq', 3)"))

    await look(url, fill)
    before = await look(url, everything)
    held, parts = await look(url, rights), await look(url, departments)
    await change_schema(url, lambda config: command.upgrade(config, "0020"))
    assert await look(url, everything) == before

    database = open_database(url)
    async with database.work() as work:
        [right] = await work.hr.of_organisation(1)
        root = await work.organisations.root(1)
        assert (right.id, right.person_id, right.granted_by, right.name) == (4, 1, 3, "Кадрина")
        assert (right.kind, right.department_id, right.until) == ("hr", root, None)
        found = await work.organisations.departments(1)
        assert [(d.id, d.name, d.kind, d.parent_id) for d in found] == [
            (1, "IT", "department", root),
            (2, "Физика, химия", "department", root),
        ]
        new = await work.organisations.add_department(1, "Кафедра", right.granted_at, "chair", 1)
        assert new is not None
        given = await work.roles.give(1, 3, "head", new.id, TODAY, 1, right.granted_at)
        assert given.id > 9
    await database.close()
    await look(url, add_employee)

    await change_schema(url, lambda config: command.downgrade(config, "0016"))
    assert await look(url, rights) == held
    assert (await look(url, departments))[:3] == parts
    assert await look(url, everything) == before
