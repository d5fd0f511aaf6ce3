"""Checks that are handed to others by a link, wishes to be reminded

Revision: 0004, after: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_share()
    create_wish()


def downgrade() -> None:
    for table in ("wish", "share"):
        op.drop_table(table)


def create_share() -> None:
    op.create_table(
        "share",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("decision_id", BIG_ID, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
        goes_with("share", "person_id", "person"),
        goes_with("share", "decision_id", "decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_person_id", "share", ["person_id"])
    op.create_index("ix_share_decision_id", "share", ["decision_id"])


def create_wish() -> None:
    op.create_table(
        "wish",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("decision_id", BIG_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        goes_with("wish", "person_id", "person"),
        goes_with("wish", "decision_id", "decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_wish_decision_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_person_id", "wish", ["person_id"])
    op.create_index("ix_wish_day", "wish", ["day"])


def goes_with(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Deleting the other row deletes this one."""
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
