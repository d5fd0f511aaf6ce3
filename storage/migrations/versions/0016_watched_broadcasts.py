"""For how many a broadcast was made, and indices for those who watch over the ledger

Revision: 0016, after: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0018"
branch_labels = None
depends_on = None

BEGUN = sa.text("started_at IS NOT NULL")
DONE = sa.text("state = 'done'")


def upgrade() -> None:
    op.add_column("campaign", sa.Column("audience", sa.Integer()))
    op.create_index(
        "ix_campaign_finished_at_done",
        "campaign",
        ["finished_at"],
        sqlite_where=DONE,
        postgresql_where=DONE,
    )
    op.create_index(
        "ix_dispatch_started_at_state",
        "dispatch",
        ["started_at", "state"],
        sqlite_where=BEGUN,
        postgresql_where=BEGUN,
    )


def downgrade() -> None:
    op.drop_index("ix_dispatch_started_at_state", "dispatch")
    op.drop_index("ix_campaign_finished_at_done", "campaign")
    op.drop_column("campaign", "audience")
