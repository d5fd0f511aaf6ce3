"""What training, questions and the page keep since 0031 goes up and down with rows in place."""

from __future__ import annotations

from typing import Any

from alembic import command
from sqlalchemy import Connection, inspect, text

from storage.engine.migrating import change_schema
from tests.storage.databases import look

AT = "'2026-11-20 06:00:00'"
DAY = "'2026-11-20'"
GIVEN: dict[str, dict[str, str]] = {
    "person": {"id": "1", "language": "'kk'"},
    "organisation": {"id": "1", "name": "'A'"},
    "department": {"id": "1", "organisation_id": "1", "kind": "'organisation'"},
    "employee": {"id": "1", "organisation_id": "1"},
    "training_year": {"id": "1", "organisation_id": "1", "kind": "'study'"},
    "training_plan": {"id": "1", "year_id": "1", "employee_id": "1", "state": "'draft'"},
    "training_item": {"id": "1", "plan_id": "1", "state": "'planned'", "origin": "'proposed'"},
    "course_result": {"id": "1", "item_id": "1", "outcome": "'done'", "skills_shown": "true"},
    "deadline": {"id": "1", "organisation_id": "1", "kind": "'other'"},
    "management_decision": {"id": "1", "year_id": "1", "deadline_id": "1"},
    "training_report": {"id": "1", "year_id": "1", "level": "'organisation'", "digest": "'ab'"},
    "training_snapshot": {"id": "1", "year_id": "1", "wrong": "'x'"},
    "nonconformity": {"id": "1", "year_id": "1", "finding": "'other'", "found_how": "'audit'",
                      "words": "'x'"},
    "campaign": {"id": "1", "organisation_id": "1", "state": "'done'", "question": "'{}'"},
    "reminder": {"id": "1", "person_id": "1", "subject": "'training_figures'",
                 "state": "'pending'"},
    "question_answer": {"campaign_id": "1", "person_id": "1", "choice": "0"},
    "training_need": {"year_id": "1", "employee_id": "1"},
    "training_proposal": {"item_id": "1", "answer": "'declined'"},
    "trip_order": {"item_id": "1"},
    "nonconformity_owner": {"nonconformity_id": "1", "employee_id": "1"},
    "training_kept": {"year_id": "1", "remains": "'plans'"},
    "page_session": {"id": "1", "person_id": "1", "token_hash": "'a'"},
    "page_draft": {"id": "1", "session_id": "1", "kind": "'message'"},
}  # fmt: skip
"""Table → what a row needs to say; the rest of what must be there is filled in by its type."""
NEW = (
    "question_answer", "training_need", "training_proposal", "trip_order", "nonconformity_owner",
    "training_kept", "page_draft",
)  # fmt: skip


def fill(connection: Connection) -> None:
    inspector = inspect(connection)
    for table, said in GIVEN.items():
        row = dict(said)
        for column in inspector.get_columns(table):
            if not column["nullable"] and column["name"] not in row:
                row[column["name"]] = _anything(str(column["type"]))
        names, values = ", ".join(row), ", ".join(row.values())
        statement = f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608
        connection.execute(text(statement.replace(":", "\\:")))


def _anything(kind: str) -> str:
    if kind.startswith(("DATETIME", "TIMESTAMP")):
        return AT
    if kind == "DATE":
        return DAY
    if kind == "BOOLEAN":
        return "false"
    return "1" if "INT" in kind else "'{}'"


def rows(connection: Connection) -> Any:
    there = set(inspect(connection).get_table_names()) & set(GIVEN)
    return {
        table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
        for table in there
    }


async def test_rows_of_before_stay_and_there_is_a_way_back_and_forth(
    empty_database_url: str,
) -> None:
    url = empty_database_url
    await change_schema(url, lambda config: command.upgrade(config, "0037"))
    await look(url, fill)
    await change_schema(url, lambda config: command.downgrade(config, "0030"))
    gone = {*NEW, "reminder"}
    expected = {table: 1 for table in GIVEN if table not in gone} | {"reminder": 0}
    assert await look(url, rows) == expected
    await change_schema(url, lambda config: command.upgrade(config, "0037"))
    assert await look(url, rows) == expected | dict.fromkeys(NEW, 0)
