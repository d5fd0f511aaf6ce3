"""What heads enter for their analysis of a year of training, what they propose, orders for trips

Revision: 0034, after: 0033
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import BIG_ID, TIME, add_subjects, remove_subjects
from storage.migrations.training_outcomes import only, references

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer", "training_plan",
    "training_course", "training_heard", "training_year", "training_step", "training_receipt",
    "training_trip", "nonconformity", "edition", "message_held",
)  # fmt: skip


def upgrade() -> None:
    add_subjects("training_proposal", to=BEFORE)
    op.add_column("training_item", sa.Column("fits", sa.Boolean(), nullable=True))
    op.add_column("training_item", sa.Column("doubtful", sa.Boolean(), nullable=True))
    op.create_table(
        "training_need",
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("subjects", sa.String(200), nullable=False),
        sa.Column("lesson_mark", sa.String(20), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=True)
            for name in ("fits", "lessons", "young", "methods", "quality")
        ),
        sa.Column("entered_by", BIG_ID, nullable=True),
        sa.Column("entered_at", TIME, nullable=False),
        *references(
            "training_need", year_id="training_year", employee_id="employee", entered_by="person?"
        ),
        sa.PrimaryKeyConstraint("year_id", "employee_id", name=op.f("pk_training_need")),
    )
    op.create_index("ix_training_need_employee_id", "training_need", ["employee_id"])
    op.create_index("ix_training_need_entered_by", "training_need", ["entered_by"])
    op.create_table(
        "training_proposal",
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("proposed_by", BIG_ID, nullable=True),
        sa.Column("proposed_at", TIME, nullable=False),
        sa.Column("answer", sa.String(8), nullable=True),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        only("training_proposal", "answer", "accepted changed declined"),
        *references("training_proposal", item_id="training_item", proposed_by="person?"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_training_proposal")),
    )
    op.create_index("ix_training_proposal_proposed_by", "training_proposal", ["proposed_by"])
    op.create_table(
        "trip_order",
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entered_by", BIG_ID, nullable=True),
        sa.Column("entered_at", TIME, nullable=False),
        *references("trip_order", item_id="training_item", entered_by="person?"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_trip_order")),
    )
    op.create_index("ix_trip_order_entered_by", "trip_order", ["entered_by"])


def downgrade() -> None:
    for name in ("trip_order", "training_proposal", "training_need"):
        op.drop_table(name)
    op.drop_column("training_item", "doubtful")
    op.drop_column("training_item", "fits")
    remove_subjects("training_proposal", leaving=BEFORE)
