"""The table of what HR, heads and operators have done. It alone keeps the number of whoever acted,
also when that person is forgotten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from storage.json_column import JsonText
from storage.tables.base import NAMES_PERSON, Base, BigId, table_of


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One action of HR or an operator. `details` holds numbers and names of fields, no texts."""

    id: int
    at: datetime
    actor_id: int
    organisation_id: int
    action: str
    object_kind: str
    object_id: int | None
    details: dict[str, Any]


class AuditRow(Base, table=True):
    """Append-only: triggers of the migration refuse UPDATE and DELETE.

    So it refers to nothing by a foreign key; a migration that rebuilds it on SQLite has to make
    the triggers anew.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_organisation_id_id", "organisation_id", "id"),
        Index("ix_audit_actor_id", "actor_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    at: datetime
    actor_id: int = Field(sa_type=BigInteger, sa_column_kwargs={"info": {NAMES_PERSON: True}})
    organisation_id: int = Field(sa_type=BigInteger)
    action: str = Field(max_length=40)
    object_kind: str = Field(max_length=40)
    object_id: int | None = Field(sa_type=BigInteger)
    details: dict[str, Any] = Field(sa_type=JsonText)


audit = table_of(AuditRow)
