"""Shared checks and wishes to be reminded; both go with their decision."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shows one decision without naming anybody, known by its token's hash only."""

    id: int
    person_id: int
    decision_id: int
    token_hash: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Wish:
    """To be reminded on the day on which a decision said the requirements would be met."""

    id: int
    person_id: int
    decision_id: int
    day: date
    created_at: datetime


DECISION = "decision.id"


class ShareRow(Base, table=True):
    __tablename__ = "share"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_share_person_id", "person_id"),
        Index("ix_share_decision_id", "decision_id"),
        Index("ix_share_expires_at", "expires_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    decision_id: int = Field(sa_type=BigId, foreign_key=DECISION, ondelete=CASCADE)
    token_hash: str = Field(max_length=64)
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class WishRow(Base, table=True):
    __tablename__ = "wish"
    __table_args__ = (
        UniqueConstraint("decision_id"),
        Index("ix_wish_person_id", "person_id"),
        Index("ix_wish_day", "day"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    decision_id: int = Field(sa_type=BigId, foreign_key=DECISION, ondelete=CASCADE)
    day: date
    created_at: datetime


share = table_of(ShareRow)
wish = table_of(WishRow)
