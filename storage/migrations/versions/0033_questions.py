"""Questions with buttons below a broadcast, and their answers

Revision: 0033, after: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("campaign", sa.Column("question", sa.Text()))
    op.add_column("campaign", sa.Column("question_of", BIG_ID))
    op.add_column("campaign", sa.Column("question_closed_at", TIME))
    op.create_index("ix_campaign_question_of", "campaign", ["question_of"])
    op.create_table(
        "question_answer",
        sa.Column("campaign_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.CheckConstraint("choice BETWEEN 0 AND 5", name=op.f("ck_question_answer_choice")),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_question_answer_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_question_answer_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_question_answer")),
    )
    op.create_index("ix_question_answer_person_id", "question_answer", ["person_id"])


def downgrade() -> None:
    op.drop_table("question_answer")
    op.drop_index("ix_campaign_question_of", "campaign")
    for name in ("question_closed_at", "question_of", "question"):
        op.drop_column("campaign", name)
