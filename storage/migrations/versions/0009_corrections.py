"""Corrections: what was told of which decision, how far it has come, and their reminders

Revision: 0009, after: 0008
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, remove_subjects

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = ("certificate", "personal_date", "deadline", "wish")


def upgrade() -> None:
    add_subjects("correction", to=BEFORE)
    op.create_table(
        "correction",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("decision_id", BIG_ID, nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.Column("rested_on", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        refers("correction", "person_id", "person"),
        refers("correction", "decision_id", "decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint(
            "decision_id", "corrected_on", name=op.f("uq_correction_decision_id_corrected_on")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_correction_person_id_corrected_on", "correction", ["person_id", "corrected_on"]
    )
    op.create_table(
        "correction_sweep",
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.Column("last_decision", BIG_ID, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("corrected_on", name=op.f("pk_correction_sweep")),
    )


def downgrade() -> None:
    op.drop_table("correction_sweep")
    op.drop_table("correction")
    remove_subjects("correction", leaving=BEFORE)


def refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
