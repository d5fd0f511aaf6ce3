"""The tables of the head's analysis before a meeting (clause 7.3), of what is proposed after it,
and of orders for trips (clause 7.5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import Index
from sqlmodel import Field

from rules.training.need import HeadSaid
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.organisations import NAME_LENGTH, SET_NULL
from storage.tables.register import EMPLOYEE
from storage.tables.training import PAPER_LENGTH, YEAR
from storage.tables.training_plans import ITEM, LONGEST_WORDS

ProposalAnswer = Literal["accepted", "changed", "declined"]
PROPOSAL_ANSWERS: tuple[ProposalAnswer, ...] = get_args(ProposalAnswer)
MARK_LENGTH = 20
"""Letters of a mark of procedure 708, whose scale no text names (R721)."""


@dataclass(frozen=True, slots=True)
class EmployeeNeed:
    """What the head or HR entered of an employee for a year, since the register does not have it.

    None and "": nobody has said. `subjects` that are taught; `lesson_mark` of procedure 708 as it
    was written; `fits`: whether the last course fits these subjects; `lessons`: whether the marks
    of lessons call for a course; `young`: whether it is a young teacher; `methods`: whether methods
    or technology of a subject have changed; `quality`: whether training in quality management is
    needed.
    """

    year_id: int
    employee_id: int
    subjects: str
    lesson_mark: str
    fits: bool | None
    lessons: bool | None
    young: bool | None
    methods: bool | None
    quality: bool | None
    entered_by: int | None
    entered_at: datetime


def head_said(need: EmployeeNeed | None) -> HeadSaid:
    """What the rules look at; None: nothing was entered."""
    if need is None:
        return HeadSaid()
    return HeadSaid(need.fits, need.lessons, need.young, need.methods, need.quality)


@dataclass(frozen=True, slots=True)
class Proposal:
    """That an item was proposed by the head or HR, and what the person said to it; `answer` None:
    nothing yet. `reason`: why it was declined."""

    item_id: int
    proposed_by: int | None
    proposed_at: datetime
    answer: ProposalAnswer | None
    reason: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class TripOrder:
    """The order for somebody's trip. `first_day`, `last_day`, `place`: what it was made for; a trip
    that has been moved since needs another one."""

    item_id: int
    first_day: date
    last_day: date
    place: str
    number: str
    day: date
    entered_by: int | None
    entered_at: datetime


class EmployeeNeedRow(Base, table=True):
    __tablename__ = "training_need"
    __table_args__ = (
        Index("ix_training_need_employee_id", "employee_id"),
        Index("ix_training_need_entered_by", "entered_by"),
    )

    year_id: int = Field(sa_type=BigId, foreign_key=YEAR, ondelete=CASCADE, primary_key=True)
    employee_id: int = Field(
        sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE, primary_key=True
    )
    subjects: str = Field(max_length=NAME_LENGTH)
    lesson_mark: str = Field(max_length=MARK_LENGTH)
    fits: bool | None
    lessons: bool | None
    young: bool | None
    methods: bool | None
    quality: bool | None
    entered_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    entered_at: datetime


class ProposalRow(Base, table=True):
    __tablename__ = "training_proposal"
    __table_args__ = (
        one_of("answer", PROPOSAL_ANSWERS),
        Index("ix_training_proposal_proposed_by", "proposed_by"),
    )

    item_id: int = Field(sa_type=BigId, foreign_key=ITEM, ondelete=CASCADE, primary_key=True)
    proposed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    proposed_at: datetime
    answer: str | None = Field(max_length=8)
    reason: str = Field(max_length=LONGEST_WORDS)
    answered_at: datetime | None


class TripOrderRow(Base, table=True):
    __tablename__ = "trip_order"
    __table_args__ = (Index("ix_trip_order_entered_by", "entered_by"),)

    item_id: int = Field(sa_type=BigId, foreign_key=ITEM, ondelete=CASCADE, primary_key=True)
    first_day: date
    last_day: date
    place: str = Field(max_length=NAME_LENGTH)
    number: str = Field(max_length=PAPER_LENGTH)
    day: date
    entered_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    entered_at: datetime


training_need = table_of(EmployeeNeedRow)
training_proposal = table_of(ProposalRow)
trip_order = table_of(TripOrderRow)
