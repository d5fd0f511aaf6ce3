"""Updates that wait for their answer

Revision: 0011, after: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "waiting_update",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.Text()),
        sa.Column("decided", sa.Text()),
        sa.Column("owner", sa.String(80)),
        sa.Column("lease_until", TIME),
        sa.Column("written_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_update")),
    )
    op.create_index("ix_waiting_update_person_id", "waiting_update", ["person_id"])


def downgrade() -> None:
    op.drop_table("waiting_update")
