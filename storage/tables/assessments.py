"""Self-assessments by the professional standard; they go with their person."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of


@dataclass(frozen=True, slots=True)
class Assessment:
    """How somebody judged themselves by a card of the professional standard.

    `edition`: the first day of the edition of the card. `answers`: the place of an ability in the
    card → `can`, `partly` or `not_yet`. `begun_at` tells one assessment from the next.
    """

    id: int
    person_id: int
    card: int
    edition: date
    begun_at: datetime
    answers: dict[str, str]
    saved_at: datetime


class SelfAssessmentRow(Base, table=True):
    __tablename__ = "self_assessment"
    __table_args__ = (
        UniqueConstraint("person_id", "card", "begun_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    card: int
    edition: date
    begun_at: datetime
    answers: str = Field(sa_type=JsonText)
    saved_at: datetime


self_assessment = table_of(SelfAssessmentRow)
