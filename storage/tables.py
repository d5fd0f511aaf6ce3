"""The tables. Everything personal hangs on `person` and goes with it."""

from datetime import date, datetime
from typing import Any, ClassVar, Final, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    text,
)
from sqlmodel import Field, SQLModel

from storage.json_column import JsonText
from storage.records import ANSWER_STATES, LANGUAGES, RUN_STATES, VERDICTS

# Constraints need names that are the same on both databases, or no migration could drop them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Telegram ids need 64 bits, which SQLite's INTEGER has; only it can be a row id there.
BigId = BigInteger().with_variant(Integer(), "sqlite")

PERSON = "person.id"
CASCADE: Final = "CASCADE"
# In a column's `info`: it holds a person's id without referring to the row, which may be deleted.
NAMES_PERSON = "names_person"


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """An enumeration as a short string that the database itself guards."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Base(SQLModel):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class PersonRow(Base, table=True):
    __tablename__ = "person"
    __table_args__ = (one_of("language", LANGUAGES),)

    id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    language: str = Field(max_length=2)
    language_chosen: bool
    consent_version: str | None = Field(max_length=40)
    consent_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime
    blocked_at: datetime | None


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


class ScreenRow(Base, table=True):
    __tablename__ = "screen"

    person_id: int = Field(
        sa_type=BigId,
        foreign_key=PERSON,
        ondelete=CASCADE,
        primary_key=True,
        sa_column_kwargs={"autoincrement": False},
    )
    kind: str = Field(max_length=40)
    data: dict[str, Any] = Field(sa_type=JsonText)
    chat_id: int | None = Field(sa_type=BigInteger)
    message_id: int | None = Field(sa_type=BigInteger)
    updated_at: datetime


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


class MissRow(Base, table=True):
    """A typed position that nothing matched, counted; nobody is named."""

    __tablename__ = "miss"
    __table_args__ = (
        PrimaryKeyConstraint("text", "language"),
        one_of("language", LANGUAGES),
        Index("ix_miss_last_at", "last_at"),
    )

    text: str = Field(max_length=200, primary_key=True)
    language: str = Field(max_length=2, primary_key=True)
    times: int
    last_at: datetime


class UpdateRow(Base, table=True):
    """The number of a Telegram update that was dealt with; Telegram may deliver it again."""

    __tablename__ = "handled_update"
    __table_args__ = (Index("ix_handled_update_seen_at", "seen_at"),)

    id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    seen_at: datetime


def table_of(model: type[Base]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


person = table_of(PersonRow)
run = table_of(RunRow)
answer = table_of(AnswerRow)
screen = table_of(ScreenRow)
decision = table_of(DecisionRow)
miss = table_of(MissRow)
handled_update = table_of(UpdateRow)
