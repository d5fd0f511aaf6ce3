"""The table of self-assessments by the professional standard; it goes with its person."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables import CASCADE, PERSON, Base, BigId, table_of


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
