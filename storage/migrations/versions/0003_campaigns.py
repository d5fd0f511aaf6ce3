"""Broadcasts, the ledger of outgoing messages, the rate of the token

Revision: 0003, after: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_campaign()
    create_dispatch()
    create_send_rate()


def downgrade() -> None:
    for table in ("send_rate", "dispatch", "campaign"):
        op.drop_table(table)


def create_campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("created_by", BIG_ID),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("scheduled_at", TIME, nullable=False),
        sa.Column("started_at", TIME),
        sa.Column("finished_at", TIME),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'paused', 'cancelled', 'done')",
            name=op.f("ck_campaign_state"),
        ),
        refers("campaign", "organisation_id", "organisation", "CASCADE"),
        refers("campaign", "created_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_campaign_organisation_id", "campaign", ["organisation_id"])
    op.create_index("ix_campaign_created_by", "campaign", ["created_by"])
    op.create_index(
        "ix_campaign_scheduled_at_open",
        "campaign",
        ["scheduled_at"],
        **only_where("state IN ('queued', 'running')"),
    )


def create_dispatch() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("campaign_id", BIG_ID),
        sa.Column("reminder_id", BIG_ID),
        sa.Column("person_id", BIG_ID),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.Column("not_before", TIME, nullable=False),
        sa.Column("lease_owner", sa.String(64)),
        sa.Column("lease_until", TIME),
        sa.Column("started_at", TIME),
        sa.Column("settled_at", TIME),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("reason", sa.String(200)),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'blocked', 'failed', 'unknown')",
            name=op.f("ck_dispatch_state"),
        ),
        sa.CheckConstraint(
            "(campaign_id IS NULL) <> (reminder_id IS NULL)", name=op.f("ck_dispatch_origin")
        ),
        refers("dispatch", "campaign_id", "campaign", "CASCADE"),
        refers("dispatch", "reminder_id", "reminder", "CASCADE"),
        refers("dispatch", "person_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint(
            "campaign_id", "person_id", "occurrence", name=op.f("uq_dispatch_recipient")
        ),
        sa.UniqueConstraint("reminder_id", "occurrence", name=op.f("uq_dispatch_reminder")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dispatch_person_id_started_at", "dispatch", ["person_id", "started_at"])
    op.create_index(
        "ix_dispatch_campaign_id_state", "dispatch", ["campaign_id", "state", "not_before"]
    )
    op.create_index(
        "ix_dispatch_not_before_reminders",
        "dispatch",
        ["not_before"],
        **only_where("state = 'pending' AND campaign_id IS NULL"),
    )
    op.create_index(
        "ix_dispatch_lease_until_sending",
        "dispatch",
        ["lease_until"],
        **only_where("state = 'sending'"),
    )


def create_send_rate() -> None:
    op.create_table(
        "send_rate",
        sa.Column("bot_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.Column("paused_until", TIME),
        sa.Column("answering_until", TIME),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_send_rate")),
    )


def refers(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def only_where(condition: str) -> dict[str, Any]:
    """An index on some rows only, on either database."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
