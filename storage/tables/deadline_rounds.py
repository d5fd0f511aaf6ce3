"""The table of deadlines whose reminders are being entered, some members at a time."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import CASCADE, Base, BigId, table_of
from storage.tables.organisations import ORGANISATION, Deadline


@dataclass(frozen=True, slots=True)
class Round:
    """A way through the members that brings the reminders of each to what a deadline is now.

    `asked_at`: when it was saved or removed; moments that had passed then are not entered, except
    where `also_now` catches up with them. `last`: the latest membership of that moment; whoever
    joins later has their reminders from joining. `made_to`: the last membership that is done.
    `gone`: the deadline as it was, where it is removed. `changes`: what is told of another day, by
    the day that people know.
    """

    deadline_id: int
    organisation_id: int
    asked_at: datetime
    last: int
    made_to: int = 0
    also_now: bool = False
    gone: Deadline | None = None
    changes: dict[date, int] = field(default_factory=dict)


class DeadlineRoundRow(Base, table=True):
    """One for a deadline: a newer change begins it anew. The deadline itself may be gone, so its
    number refers to nothing."""

    __tablename__ = "deadline_round"
    __table_args__ = (Index("ix_deadline_round_organisation_id", "organisation_id"),)

    deadline_id: int = Field(
        sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    asked_at: datetime
    last: int = Field(sa_type=BigInteger)
    made_to: int = Field(sa_type=BigInteger)
    also_now: bool
    gone: dict[str, Any] | None = Field(sa_type=JsonText)
    changes: dict[str, int] = Field(sa_type=JsonText)


deadline_round = table_of(DeadlineRoundRow)
