"""Misses: who typed what nobody may read yet; what was kept before goes

Nobody can say of the old rows whether one person alone had typed them.

Revision: 0012, after: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "miss_mark",
        sa.Column("mark", sa.String(16), nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("typed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_miss_mark_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mark", "person_id", name=op.f("pk_miss_mark")),
    )
    op.create_index("ix_miss_mark_person_id", "miss_mark", ["person_id"])
    op.create_index("ix_miss_mark_typed_at", "miss_mark", ["typed_at"])
    op.execute("DELETE FROM miss")


def downgrade() -> None:
    op.drop_table("miss_mark")
