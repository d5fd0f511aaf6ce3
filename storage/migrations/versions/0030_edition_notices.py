"""Notices of a later edition: what somebody has let go out, and of which decisions people are told

Revision: 0030, after: 0020
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, remove_subjects

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer", "training_plan",
    "training_course", "training_heard", "training_year", "training_step", "training_receipt",
    "training_trip", "nonconformity",
)  # fmt: skip


def upgrade() -> None:
    add_subjects("edition", to=BEFORE)
    op.create_table(
        "edition_notice",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(200), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_notice")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "edition_told",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("notice_id", BIG_ID, nullable=False),
        sa.Column("decision_id", BIG_ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        refers("person_id", "person"),
        refers("notice_id", "edition_notice"),
        refers("decision_id", "decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_told")),
        sa.UniqueConstraint(
            "decision_id", "notice_id", name=op.f("uq_edition_told_decision_id_notice_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_edition_told_person_id_notice_id", "edition_told", ["person_id", "notice_id"]
    )
    op.create_index("ix_edition_told_notice_id", "edition_told", ["notice_id"])


def downgrade() -> None:
    op.drop_table("edition_told")
    op.drop_table("edition_notice")
    remove_subjects("edition", leaving=BEFORE)


def refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_edition_told_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
