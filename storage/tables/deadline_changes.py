"""The table of days of an organisation that were moved or removed after people had been told."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.tables.base import CASCADE, Base, BigId, one_of, table_of
from storage.tables.organisations import DEADLINE_KINDS, NAME_LENGTH, ORGANISATION


@dataclass(frozen=True, slots=True)
class Known:
    """A member who has been told of a deadline, and the day of which they heard last."""

    person_id: int
    day: date


class DeadlineChangeRow(Base, table=True):
    """What people who knew the day `was` are to hear: `day` is the new one, None: it is removed.

    Reminders of the subject "deadline_change" point here. The deadline itself may be gone, so its
    titles are kept, and its number refers to nothing.
    """

    __tablename__ = "deadline_change"
    __table_args__ = (
        one_of("kind", DEADLINE_KINDS),
        Index("ix_deadline_change_organisation_id", "organisation_id"),
        Index("ix_deadline_change_deadline_id", "deadline_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    deadline_id: int = Field(sa_type=BigInteger)
    kind: str = Field(max_length=12)
    title_kk: str = Field(max_length=NAME_LENGTH)
    title_ru: str = Field(max_length=NAME_LENGTH)
    title_en: str = Field(max_length=NAME_LENGTH)
    was: date
    day: date | None
    changed_at: datetime


deadline_change = table_of(DeadlineChangeRow)
