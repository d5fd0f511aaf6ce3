"""The table of what HR and heads are preparing."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of
from storage.tables.organisations import DEPARTMENT, ORGANISATION, SET_NULL


class HrDraftRow(Base, table=True):
    """An unsent broadcast of an organisation's HR, or of the heads of a department; `data` is the
    handlers'. One person at a time writes it; nobody does once they are forgotten."""

    __tablename__ = "hr_draft"
    __table_args__ = (
        UniqueConstraint("writer_id", "organisation_id"),
        Index("ix_hr_draft_organisation_id", "organisation_id"),
        Index("ix_hr_draft_department_id", "department_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    writer_id: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    data: dict[str, Any] = Field(sa_type=JsonText)
    changed_at: datetime


hr_draft = table_of(HrDraftRow)
