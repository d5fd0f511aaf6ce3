"""What people have said to purposes that came after the consent itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field

from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of


@dataclass(frozen=True, slots=True)
class Said:
    """Yes or no to one version of a purpose's text, and when."""

    person_id: int
    purpose: str
    version: str
    agreed: bool
    said_at: datetime


class PurposeSaidRow(Base, table=True):
    """The last word counts; nothing was said where there is no row."""

    __tablename__ = "purpose_said"

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    purpose: str = Field(max_length=20, primary_key=True)
    version: str = Field(max_length=10)
    agreed: bool
    said_at: datetime


purpose_said = table_of(PurposeSaidRow)
