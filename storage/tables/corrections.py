"""The tables of corrections: what was told of which decision, and how far the judging has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of
from storage.tables.checks import Decision
from storage.tables.shares import DECISION


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One person's latest decision for a position and category, made with other rules than today's.

    `elsewhere`: the facts whose kept answer was given before it, for another position, and for this
    one never.
    """

    decision: Decision
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True)
class CorrectedCheck:
    """A decision that its person is told to have become another. `rested_on`: the facts of it that
    were given for another position."""

    decision: Decision
    rested_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """That a person was told of a decision: on which day it was corrected, and the facts of it that
    were given for another position."""

    corrected_on: date
    rested_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What judging a person's decisions again has found: decision → the facts it rested on."""

    person_id: int
    corrected: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some people to judge again. `last`: where the next batch begins; None when nobody is left."""

    people: tuple[tuple[ToJudge, ...], ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class CorrectionContent:
    """What a message about a correction of the day `corrected_on` tells."""

    corrected_on: date
    checks: tuple[CorrectedCheck, ...]


class CorrectionRow(Base, table=True):
    """A decision that was corrected on a day. `rested_on`: facts given for another position."""

    __tablename__ = "correction"
    __table_args__ = (
        UniqueConstraint("decision_id", "corrected_on"),
        Index("ix_correction_person_id_corrected_on", "person_id", "corrected_on"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    decision_id: int = Field(sa_type=BigId, foreign_key=DECISION, ondelete=CASCADE)
    corrected_on: date
    rested_on: Any = Field(sa_type=JsonText, nullable=False)
    created_at: datetime


class CorrectionSweepRow(Base, table=True):
    """How far the kept decisions have been judged again for a correction: those up to a number."""

    __tablename__ = "correction_sweep"

    corrected_on: date = Field(primary_key=True)
    last_decision: int = Field(sa_type=BigId)
    changed_at: datetime


correction = table_of(CorrectionRow)
correction_sweep = table_of(CorrectionSweepRow)
