"""Findings entered by hand, figures with author and correction, what is kept longer

Revision: 0036, after: 0035
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, one_of, remove_subjects

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer", "training_plan",
    "training_course", "training_heard", "training_year", "training_step", "training_receipt",
    "training_trip", "nonconformity", "edition", "message_held", "training_proposal",
    "training_report", "training_signing",
)  # fmt: skip
COLUMNS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "training_year": {"requested": sa.Text()},
    "nonconformity": {
        "words": sa.String(1000),
        "done_on": sa.Date(),
        "reopened_on": sa.Date(),
        "closed_name": sa.String(200),
    },
    "training_snapshot": {
        "author": sa.String(200),
        "confirmed_name": sa.String(200),
        "wrong": sa.String(1000),
        "wrong_name": sa.String(200),
        "wrong_at": TIME,
    },
}
REMAINS = ("plans", "figures", "reports")


def upgrade() -> None:
    add_subjects("training_figures", "training_owner", to=BEFORE)
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "nonconformity_owner",
        sa.Column("nonconformity_id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        refers("nonconformity_owner", "nonconformity_id", "nonconformity"),
        refers("nonconformity_owner", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("nonconformity_id", name=op.f("pk_nonconformity_owner")),
    )
    op.create_index("ix_nonconformity_owner_employee_id", "nonconformity_owner", ["employee_id"])
    op.create_table(
        "training_kept",
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("remains", sa.String(8), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        refers("training_kept", "year_id", "training_year"),
        sa.CheckConstraint(one_of("remains", REMAINS), name=op.f("ck_training_kept_remains")),
        sa.PrimaryKeyConstraint("year_id", "remains", name=op.f("pk_training_kept")),
    )


def downgrade() -> None:
    op.drop_table("training_kept")
    op.drop_table("nonconformity_owner")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.drop_column(table, name)
    remove_subjects("training_figures", "training_owner", leaving=BEFORE)


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
