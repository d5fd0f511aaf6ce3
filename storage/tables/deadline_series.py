"""The table of deadlines that come again: every quarter, every year."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import CASCADE, Base, BigId, one_of, table_of
from storage.tables.organisations import ORGANISATION

Repeats = Literal["quarterly", "yearly"]
REPEATS: tuple[str, ...] = get_args(Repeats)
STEP: Final[dict[Repeats, int]] = {"quarterly": 3, "yearly": 12}
"""Months between one and the next."""


@dataclass(frozen=True, slots=True)
class Series:
    """`first_day`: of the occurrence it began with; `made`: how many there have been, that one
    included, also such as were removed. `next_day`: of the next one, that is not entered yet."""

    id: int
    organisation_id: int
    repeats: Repeats
    first_day: date
    made: int
    next_day: date


class DeadlineSeriesRow(Base, table=True):
    __tablename__ = "deadline_series"
    __table_args__ = (
        one_of("repeats", REPEATS),
        Index("ix_deadline_series_organisation_id", "organisation_id"),
        Index("ix_deadline_series_next_day", "next_day"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    repeats: str = Field(max_length=9)
    first_day: date
    made: int
    next_day: date


deadline_series = table_of(DeadlineSeriesRow)
