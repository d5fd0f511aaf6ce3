"""What people say of the rows of their scoring sheet

Revision: 0015, after: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "portfolio_answer",
        sa.Column("person_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("row", sa.String(20), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_portfolio_answer_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "row", name=op.f("pk_portfolio_answer")),
    )


def downgrade() -> None:
    op.drop_table("portfolio_answer")
