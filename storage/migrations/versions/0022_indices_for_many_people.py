"""Indices for what is looked up regularly, whatever the number of people

Revision: 0022, after: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0019"
branch_labels = None
depends_on = None

NO_CONSENT = sa.text("consent_version IS NULL")
FORGOTTEN = sa.text("state = 'pending' AND person_id IS NULL")
OF_CAMPAIGN = ("campaign_id", "state", "not_before")


def upgrade() -> None:
    op.create_index(
        "ix_person_id_no_consent",
        "person",
        ["id"],
        sqlite_where=NO_CONSENT,
        postgresql_where=NO_CONSENT,
    )
    op.create_index("ix_share_expires_at", "share", ["expires_at"])
    op.create_index(
        "ix_dispatch_id_forgotten",
        "dispatch",
        ["id"],
        sqlite_where=FORGOTTEN,
        postgresql_where=FORGOTTEN,
    )
    op.drop_index("ix_dispatch_campaign_id_state", "dispatch")
    op.create_index("ix_dispatch_campaign_id_state", "dispatch", [*OF_CAMPAIGN, "id"])


def downgrade() -> None:
    op.drop_index("ix_dispatch_campaign_id_state", "dispatch")
    op.create_index("ix_dispatch_campaign_id_state", "dispatch", list(OF_CAMPAIGN))
    op.drop_index("ix_dispatch_id_forgotten", "dispatch")
    op.drop_index("ix_share_expires_at", "share")
    op.drop_index("ix_person_id_no_consent", "person")
