"""Runs of questions, answers and decisions: their tables and what is handed out of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import (
    BigInteger,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    text,
)
from sqlmodel import Field

from rules.vocabulary import Verdict
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of

RunState = Literal["asking", "reported", "cancelled"]


AnswerState = Literal["value", "unknown", "draft"]


RUN_STATES: tuple[str, ...] = get_args(RunState)


ANSWER_STATES: tuple[str, ...] = get_args(AnswerState)


VERDICTS: tuple[str, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Run:
    """One way through the questions for one position; `chat_id`, `message_id`: where it shows."""

    id: int
    person_id: int
    position: str
    category: str | None
    state: RunState
    opened_at: datetime
    updated_at: datetime
    chat_id: int | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one fact; `sequence` grows with every answer of the person.

    `position`: the one it was said for, "" where it depends on none, "?" where that is not known.
    """

    fact: str
    position: str
    state: AnswerState
    value: Any
    run_id: int | None
    sequence: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A result as it was given, to be replayed: `record` holds the inputs, byte for byte."""

    id: int
    person_id: int | None
    run_id: int | None
    position: str
    category: str | None
    verdict: Verdict
    judged_on: date
    digest: str
    record: bytes
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A result that is to be kept; `judged_on` is the day whose rules decided."""

    record: bytes
    digest: str
    position: str
    category: str | None
    verdict: Verdict
    judged_on: date


class RunRow(Base, table=True):
    __tablename__ = "run"
    __table_args__ = (
        one_of("state", RUN_STATES),
        Index("ix_run_person_id", "person_id"),
        Index(
            "uq_run_person_id_asking",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'asking'"),
            postgresql_where=text("state = 'asking'"),
        ),
        # An id is written on buttons, so it must not be given out again after a deletion.
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    position: str = Field(max_length=80)
    category: str | None = Field(max_length=80)
    state: str = Field(max_length=10)
    opened_at: datetime
    updated_at: datetime
    chat_id: int | None = Field(sa_type=BigInteger)
    message_id: int | None = Field(sa_type=BigInteger)


class AnswerRow(Base, table=True):
    __tablename__ = "answer"
    __table_args__ = (
        PrimaryKeyConstraint("person_id", "fact", "position"),
        one_of("state", ANSWER_STATES),
        Index("ix_answer_run_id_sequence", "run_id", "sequence"),
        {"sqlite_with_rowid": False},
    )

    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE, primary_key=True)
    fact: str = Field(max_length=80, primary_key=True)
    state: str = Field(max_length=10)
    value: Any = Field(sa_type=JsonText, nullable=False)
    run_id: int | None = Field(sa_type=BigId, foreign_key="run.id", ondelete=CASCADE)
    sequence: int
    answered_at: datetime
    position: str = Field(max_length=80, primary_key=True)


class DecisionRow(Base, table=True):
    __tablename__ = "decision"
    __table_args__ = (
        one_of("verdict", VERDICTS),
        Index("ix_decision_person_id", "person_id"),
        Index("ix_decision_run_id", "run_id"),
        Index(
            "ix_decision_created_at_nobody",
            "created_at",
            sqlite_where=text("person_id IS NULL"),
            postgresql_where=text("person_id IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    run_id: int | None = Field(sa_type=BigId, foreign_key="run.id", ondelete=CASCADE)
    position: str = Field(max_length=80)
    category: str | None = Field(max_length=80)
    verdict: str = Field(max_length=12)
    judged_on: date
    digest: str = Field(max_length=80)
    record: bytes = Field(sa_type=LargeBinary)
    created_at: datetime


run = table_of(RunRow)


answer = table_of(AnswerRow)


decision = table_of(DecisionRow)
