"""Answers that were kept before positions were noted get the position of their run, or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from rules.questionnaire.scope import seen_from
from storage.database import open_database
from storage.engine.migrating import change_schema, migrate
from tests.storage.databases import look

TEACHER, LECTURER = "tvet-teacher", "uni-lecturer"
PEOPLE = """
INSERT INTO person (id, language, language_chosen, created_at)
VALUES (1, 'kk', true, '2026-11-20 06:00:00'), (2, 'ru', true, '2026-11-20 06:00:00')
"""
RUNS = """
INSERT INTO run (id, person_id, position, category, state, opened_at, updated_at)
VALUES (11, 1, 'tvet-teacher', 'moderator', 'reported', '2026-11-20', '2026-11-20'),
       (12, 1, 'uni-lecturer', NULL, 'asking', '2026-11-20', '2026-11-20'),
       (21, 2, 'tvet-teacher', NULL, 'reported', '2026-11-20', '2026-11-20')
"""
INSERT = text(
    "INSERT INTO answer (person_id, fact, state, value, run_id, sequence, answered_at)"
    " VALUES (:person_id, :fact, :state, :value, :run_id, :sequence, '2026-11-20 06:00:00')"
)
SEEN = text(
    "SELECT person_id, fact, state, value, run_id, sequence, CAST(answered_at AS TEXT)"
    " FROM answer ORDER BY person_id, fact"
)

LOG = [
    ["education.0.level", "bachelor"],
    ["education.0.fields", {"chosen": ["profile"], "shown": ["pedagogical", "profile"]}],
]
EDUCATION = {
    "items": [
        {"level": "bachelor", "fields": ["profile"], "asked": ["pedagogical", "profile"]},
        {"level": "tvet"},
    ],
    "asked": [],
    "complete": True,
    "steps": {"log": LOG, "marks": [], "fresh": False, "before": None},
}
COURSES = {
    "items": [
        {"topic": "it", "hours": 36, "issued": "2026-02-03"},
        {"topic": "profile", "hours": 72, "issued": "2025-03-14"},
    ],
    "asked": ["it", "online_methods", "profile"],
    "complete": False,
}
DEGREES = {"items": [{"degree": "phd", "in_profile": True}], "asked": [], "complete": True}
WORKS = {"items": [{"index": "wos", "quartile": 2}], "asked": ["wos"], "complete": True}
BEFORE = {"state": "value", "value": DEGREES, "run_id": 11}
DRAFT = {"log": [], "marks": [], "fresh": True, "before": BEFORE}
OLD: tuple[tuple[int, str, str, Any, int | None], ...] = (
    (1, "education", "value", EDUCATION, 11),
    (1, "experience.specialty", "value", 60, 11),
    (1, "experience.tvet_org", "value", 60, 11),
    (1, "experience.enterprise", "value", 12, None),
    (1, "certificates", "value", COURSES, 12),
    (1, "publications", "value", WORKS, 12),
    (1, "degrees", "draft", DRAFT, 12),
    (1, "titles", "draft", {"log": [], "marks": [], "fresh": True, "before": None}, 12),
    (1, "flags.textbooks", "unknown", None, 12),
    (1, "retraining", "value", ["pedagogical", "professional"], None),
    (
        2,
        "experience.specialty",
        "draft",
        {"log": [], "marks": [], "fresh": True, "before": None},
        21,
    ),
    (2, "education", "unknown", None, 21),
    (2, "retraining", "value", [], 21),
)


def insert(connection: Connection) -> None:
    for statement in (PEOPLE, RUNS):
        connection.execute(text(statement))
    for number, (person_id, fact, state, value, run_id) in enumerate(OLD, start=1):
        row = {"person_id": person_id, "fact": fact, "state": state, "run_id": run_id}
        connection.execute(INSERT, {**row, "value": json.dumps(value), "sequence": number})


def seen(connection: Connection) -> list[tuple[Any, ...]]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TIME ZONE 'UTC'"))
    rows = connection.execute(SEEN)
    return [(*row[:3], json.loads(row[3]), *row[4:]) for row in rows]


def to(revision: str, way: Callable[..., None]) -> Callable[[Any], None]:
    return lambda config: way(config, revision)


async def rows(url: str, person_id: int) -> tuple[Any, ...]:
    database = open_database(url)
    async with database.work(writing=False) as work:
        found = await work.answers.all(person_id)
    await database.close()
    return found


async def old_database(url: str) -> None:
    await change_schema(url, to("0007", command.upgrade))
    await look(url, insert)


async def test_old_answers_are_of_the_position_of_their_run(empty_database_url: str) -> None:
    await old_database(empty_database_url)
    await migrate(empty_database_url)
    found = await rows(empty_database_url, 1)
    placed = {(row.fact, row.position): row for row in found}
    assert placed["experience.specialty", TEACHER].value == 60
    assert placed["experience.tvet_org", ""].value == 60
    assert placed["experience.enterprise", "?"].value == 12
    assert placed["publications", LECTURER].value == WORKS
    assert placed["flags.textbooks", LECTURER].state == "unknown"
    assert placed["titles", ""].state == "draft"
    teacher, _ = seen_from(TEACHER, found)
    bachelor, tvet = teacher["education"].value["items"]
    assert bachelor["fields"] == ["profile"]
    assert bachelor["asked"] == ["pedagogical", "profile"]
    assert "asked" not in tvet
    assert teacher["education"].value["steps"]["log"] == LOG
    assert teacher["education"].run_id == 11
    assert "experience.enterprise" not in teacher
    assert teacher["degrees"].value["items"][0].keys() == {"id", "degree"}
    assert (teacher["retraining"].state, teacher["retraining"].value) == ("part", ["pedagogical"])


async def test_at_another_position_they_count_as_far_as_they_do_not_depend_on_it(
    empty_database_url: str,
) -> None:
    await old_database(empty_database_url)
    await migrate(empty_database_url)
    lecturer, elsewhere = seen_from(LECTURER, await rows(empty_database_url, 1))
    bachelor = lecturer["education"].value["items"][0]
    assert (bachelor["fields"], bachelor["asked"]) == ([], ["pedagogical"])
    assert lecturer["certificates"].value["items"] == COURSES["items"]
    assert lecturer["certificates"].value["complete"] is False
    assert lecturer["degrees"].value == DRAFT
    assert {(row.fact, row.position) for row in elsewhere} == {
        ("education", TEACHER),
        ("experience.specialty", TEACHER),
        ("experience.enterprise", "?"),
        ("retraining", "?"),
    }
    second, _ = seen_from(TEACHER, await rows(empty_database_url, 2))
    assert second["experience.specialty"].state == "draft"
    assert second["education"].state == "unknown"
    assert (second["retraining"].state, second["retraining"].value) == ("value", [])


async def test_the_way_back_gives_the_old_answers(empty_database_url: str) -> None:
    await old_database(empty_database_url)
    before = await look(empty_database_url, seen)
    await change_schema(empty_database_url, to("0008", command.upgrade))
    await change_schema(empty_database_url, to("0007", command.downgrade))
    assert await look(empty_database_url, seen) == before


async def test_of_several_positions_the_latest_answer_goes_back(empty_database_url: str) -> None:
    await old_database(empty_database_url)
    await change_schema(empty_database_url, to("0008", command.upgrade))

    def say_more(connection: Connection) -> None:
        row = {"person_id": 1, "fact": "experience.specialty", "state": "value", "run_id": 12}
        connection.execute(
            text(
                str(INSERT)
                .replace("(person_id,", "(position, person_id,")
                .replace("(:person_id,", "('uni-lecturer', :person_id,")
            ),
            {**row, "value": "7", "sequence": 40},
        )

    await look(empty_database_url, say_more)
    await change_schema(empty_database_url, to("0007", command.downgrade))
    values = {row[1]: row[3] for row in await look(empty_database_url, seen) if row[0] == 1}
    assert values["experience.specialty"] == 7
