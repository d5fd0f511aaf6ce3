"""The table of what HR is preparing."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, PrimaryKeyConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of
from storage.tables.organisations import ORGANISATION


class HrDraftRow(Base, table=True):
    """The unsent broadcast of one HR of one organisation; `data` is the handlers'."""

    __tablename__ = "hr_draft"
    __table_args__ = (
        PrimaryKeyConstraint("person_id", "organisation_id"),
        Index("ix_hr_draft_organisation_id", "organisation_id"),
    )

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    organisation_id: int = Field(
        sa_type=BigId, primary_key=True, foreign_key=ORGANISATION, ondelete=CASCADE
    )
    data: dict[str, Any] = Field(sa_type=JsonText)
    changed_at: datetime


hr_draft = table_of(HrDraftRow)
