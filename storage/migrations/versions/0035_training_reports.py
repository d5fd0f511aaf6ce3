"""How a course was shown to the unit, digests of reports, decisions that are somebody's deadlines

Revision: 0035, after: 0034
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.rebuilding import rebuilt
from storage.migrations.reminder_subjects import BIG_ID, add_subjects, remove_subjects

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer", "training_plan",
    "training_course", "training_heard", "training_year", "training_step", "training_receipt",
    "training_trip", "nonconformity", "edition", "message_held", "training_proposal",
)  # fmt: skip
NEW_SUBJECTS = ("training_report", "training_signing")


def upgrade() -> None:
    add_subjects(*NEW_SUBJECTS, to=BEFORE)
    op.add_column("course_result", sa.Column("skills_shown", sa.Boolean()))
    op.add_column("training_report", sa.Column("digest", sa.String(64)))
    with rebuilt("management_decision") as batch:
        batch.add_column(sa.Column("deadline_id", BIG_ID))
        batch.create_foreign_key(
            op.f("fk_management_decision_deadline_id_deadline"),
            "deadline",
            ["deadline_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index("ix_management_decision_deadline_id", "management_decision", ["deadline_id"])


def downgrade() -> None:
    op.drop_index("ix_management_decision_deadline_id", "management_decision")
    with rebuilt("management_decision") as batch:
        batch.drop_constraint(
            op.f("fk_management_decision_deadline_id_deadline"), type_="foreignkey"
        )
        batch.drop_column("deadline_id")
    op.drop_column("training_report", "digest")
    op.drop_column("course_result", "skills_shown")
    remove_subjects(*NEW_SUBJECTS, leaving=BEFORE)
