"""The table of what people hold against a report: "This is wrong"."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from rules.vocabulary import LANGUAGES, Language
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody holds against the check with this code (that of its PDF), in their words.

    `position` and `category` of the check; `answer`: what an operator wrote back, None so far.
    """

    id: int
    person_id: int
    code: str
    position: str
    category: str | None
    text: str
    language: Language
    written_at: datetime
    answer: str | None
    answered_at: datetime | None


class ObjectionRow(Base, table=True):
    """Kept for a time only. It outlives the check, of which it holds the code."""

    __tablename__ = "objection"
    __table_args__ = (
        one_of("language", LANGUAGES),
        Index("ix_objection_person_id_written_at", "person_id", "written_at"),
        Index("ix_objection_written_at", "written_at"),
        Index("ix_objection_answered_at", "answered_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    code: str = Field(max_length=12)
    position: str = Field(max_length=60)
    category: str | None = Field(max_length=20)
    text: str = Field(sa_type=Text)
    language: str = Field(max_length=2)
    written_at: datetime
    answer: str | None = Field(sa_type=Text)
    answered_at: datetime | None


objection = table_of(ObjectionRow)
