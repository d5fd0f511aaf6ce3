"""Fills a migrated database with very many invented people, by a few statements.

Each has a run with five answers, a screen, a kept decision and a reminder that is still to come;
one in ten has not consented. All are members of one organisation, whose broadcast to all of them
has begun and was sent to nobody; `DUE` reminders are due as well.
"""

# ruff: noqa: S608, E501 - statements of our own, without a value of anybody's

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.norms.loading import catalogue
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine

FIRST = 5_000_000
DUE = 2000
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
# A kept decision has some 12 000; nothing that is measured reads one.
RECORD = 500
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count) "
# What a parameter is, which PostgreSQL does not guess.
KINDS = {
    "sqlite": {},
    "postgresql": {
        "now": "TIMESTAMP WITH TIME ZONE",
        "later": "TIMESTAMP WITH TIME ZONE",
        "day": "DATE",
        "record": "BYTEA",
        "first": "BIGINT",
    },
}
FACTS = ("education.0.level", "experience.specialty", "publications", "language", "category")


def statements() -> list[str]:
    """In their order; each makes one row of a table for each of `:count` people."""
    yes, no = "(1 = 1)", "(1 = 0)"
    people = (
        "INSERT INTO person (id, language, language_chosen, consent_version, consent_at, created_at)"
        f" {NUMBERS} SELECT :first + i, 'kk', {yes}, CASE WHEN i % 10 = 0 THEN NULL ELSE '1' END,"
        " CASE WHEN i % 10 = 0 THEN NULL ELSE :now END, :now FROM n"
    )
    runs = (
        "INSERT INTO run (person_id, position, category, state, opened_at, updated_at, chat_id,"
        f" message_id) {NUMBERS} SELECT :first + i, 'tvet-teacher', 'expert', 'asking', :now, :now,"
        " :first + i, 7 FROM n"
    )
    answers = [
        "INSERT INTO answer (person_id, fact, state, value, run_id, sequence, answered_at, position)"
        f" SELECT person_id, '{fact}', 'value', '28', id, {place}, :now, '' FROM run"
        for place, fact in enumerate(FACTS)
    ]
    screens = (
        "INSERT INTO screen (person_id, kind, data, chat_id, message_id, updated_at)"
        f" {NUMBERS} SELECT :first + i, 'question', '{{}}', :first + i, 7, :now FROM n"
    )
    decisions = (
        "INSERT INTO decision (person_id, run_id, position, category, verdict, judged_on, digest,"
        " record, created_at) SELECT person_id, id, position, category, 'eligible', :day, :digest,"
        " :record, :now FROM run WHERE person_id % 10 <> 0"
    )
    members = (
        "INSERT INTO membership (organisation_id, person_id, joined_at, shares_verdicts,"
        " shares_certificates, hr_messages)"
        f" {NUMBERS} SELECT :organisation, :first + i, :now, {yes}, {yes}, {yes} FROM n"
    )
    reminders = (
        "INSERT INTO reminder (person_id, subject, subject_id, day, days_before, again, due_at,"
        f" state) {NUMBERS} SELECT :first + i, 'personal_date', i, :day, 30, 0,"
        " CASE WHEN i < :due THEN :now ELSE :later END, 'pending' FROM n"
    )
    ledger = (
        "INSERT INTO dispatch (campaign_id, person_id, occurrence, state, attempts, resent,"
        f" not_before) {NUMBERS} SELECT :campaign, :first + i, 1, 'pending', 0, {no}, :now FROM n"
    )
    seen = f"INSERT INTO handled_update (id, seen_at) {NUMBERS} SELECT i, :now FROM n"
    return [people, runs, *answers, screens, decisions, members, reminders, ledger, seen]


async def fill(url: str, count: int) -> None:
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            given = {**_values(connection), "count": count}
            given["organisation"] = await _one(
                connection,
                "INSERT INTO organisation (name, created_at) VALUES ('Мысал', :now) RETURNING id",
                given,
            )
            given["campaign"] = await _one(
                connection,
                "INSERT INTO campaign (organisation_id, texts, segment, state, created_at,"
                " scheduled_at, started_at, made_at, audience) VALUES (:organisation, :texts, '{}',"
                " 'running', :now, :now, :now, :now, :count) RETURNING id",
                given,
            )
            for statement in statements():
                await _do(connection, statement, given)
            if connection.dialect.name == "postgresql":
                await connection.execute(text("ANALYZE"))
    finally:
        await engine.dispose()


def _values(connection: AsyncConnection) -> dict[str, Any]:
    """The parameters as the driver takes them: SQLite keeps moments and days as text."""
    at_once: dict[str, Any] = {"now": NOW, "later": NOW + timedelta(days=30)}
    day: Any = date(2026, 12, 20)
    if connection.dialect.name == "sqlite":
        at_once = {name: f"{at:%Y-%m-%d %H:%M:%S}.000000" for name, at in at_once.items()}
        day = day.isoformat()
    return {
        **at_once, "day": day, "first": FIRST, "due": DUE, "record": bytes(RECORD),
        "digest": catalogue().digest, "texts": '{"kk": "x", "ru": "x"}',
    }  # fmt: skip


async def _one(connection: AsyncConnection, statement: str, given: dict[str, Any]) -> int:
    return int((await _do(connection, statement, given)).scalar_one())


async def _do(connection: AsyncConnection, statement: str, given: dict[str, Any]) -> Any:
    used = {name: value for name, value in given.items() if f":{name}" in statement}
    for name, kind in KINDS[connection.dialect.name].items():
        statement = statement.replace(f":{name}", f"CAST(:{name} AS {kind})")
    return await connection.execute(text(statement), used)
