"""The tables of corrections: what was told of which decision, and how far the judging has come."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.share_tables import DECISION
from storage.tables import CASCADE, PERSON, Base, BigId, table_of


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
