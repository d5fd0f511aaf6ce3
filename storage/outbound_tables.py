"""The tables of what goes out: broadcasts, the ledger of all messages, the rate of the token.

A message in the ledger outlives its person without naming them, so that a broadcast's totals still
add up after somebody was forgotten.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from storage.json_column import JsonText
from storage.organisation_tables import ORGANISATION, SET_NULL
from storage.outbound_records import CAMPAIGN_STATES, DISPATCH_STATES
from storage.tables import CASCADE, PERSON, Base, BigId, one_of, table_of


class CampaignRow(Base, table=True):
    __tablename__ = "campaign"
    __table_args__ = (
        one_of("state", CAMPAIGN_STATES),
        Index("ix_campaign_organisation_id", "organisation_id"),
        Index("ix_campaign_created_by", "created_by"),
        Index(
            "ix_campaign_scheduled_at_open",
            "scheduled_at",
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    created_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    texts: dict[str, str] = Field(sa_type=JsonText)
    segment: dict[str, object] = Field(sa_type=JsonText)
    state: str = Field(max_length=10)
    created_at: datetime
    scheduled_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class DispatchRow(Base, table=True):
    """One message to one person: of a broadcast, or a reminder."""

    __tablename__ = "dispatch"
    __table_args__ = (
        one_of("state", DISPATCH_STATES),
        CheckConstraint("(campaign_id IS NULL) <> (reminder_id IS NULL)", name="origin"),
        UniqueConstraint("campaign_id", "person_id", "occurrence", name="uq_dispatch_recipient"),
        UniqueConstraint("reminder_id", "occurrence", name="uq_dispatch_reminder"),
        Index("ix_dispatch_person_id_started_at", "person_id", "started_at"),
        Index("ix_dispatch_campaign_id_state", "campaign_id", "state", "not_before"),
        Index(
            "ix_dispatch_not_before_reminders",
            "not_before",
            sqlite_where=text("state = 'pending' AND campaign_id IS NULL"),
            postgresql_where=text("state = 'pending' AND campaign_id IS NULL"),
        ),
        Index(
            "ix_dispatch_lease_until_sending",
            "lease_until",
            sqlite_where=text("state = 'sending'"),
            postgresql_where=text("state = 'sending'"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    campaign_id: int | None = Field(sa_type=BigId, foreign_key="campaign.id", ondelete=CASCADE)
    reminder_id: int | None = Field(sa_type=BigId, foreign_key="reminder.id", ondelete=CASCADE)
    person_id: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    occurrence: int
    state: str = Field(max_length=10)
    attempts: int
    resent: bool
    not_before: datetime
    lease_owner: str | None = Field(max_length=64)
    lease_until: datetime | None
    started_at: datetime | None
    settled_at: datetime | None
    message_id: int | None = Field(sa_type=BigInteger)
    reason: str | None = Field(max_length=200)


class SendRateRow(Base, table=True):
    """The rate of one bot's token, shared by all that send with it."""

    __tablename__ = "send_rate"

    bot_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    next_at: datetime
    paused_until: datetime | None
    answering_until: datetime | None


campaign = table_of(CampaignRow)
dispatch = table_of(DispatchRow)
send_rate = table_of(SendRateRow)
