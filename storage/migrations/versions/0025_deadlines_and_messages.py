"""Deadlines for some, with a text and a link, that come again

Revision: 0025, after: 0020
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import BIG_ID, add_subjects, one_of, remove_subjects

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SUBJECTS = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected",
)  # fmt: skip
NEW_SUBJECTS = ("deadline_watch",)


def upgrade() -> None:
    """What is there already stays for everybody; nothing is planned or sent."""
    add_subjects(*NEW_SUBJECTS, to=SUBJECTS)
    op.add_column("deadline", sa.Column("audience", sa.Text()))
    op.add_column("deadline", sa.Column("note", sa.Text()))
    op.add_column("deadline", sa.Column("link", sa.String(500)))
    create_series()


def create_series() -> None:
    op.create_table(
        "deadline_series",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("repeats", sa.String(9), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("next_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            one_of("repeats", ("quarterly", "yearly")), name=op.f("ck_deadline_series_repeats")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deadline_series_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_series")),
        sqlite_autoincrement=True,
    )
    for column in ("organisation_id", "next_day"):
        op.create_index(f"ix_deadline_series_{column}", "deadline_series", [column])
    with op.batch_alter_table("deadline") as batch:
        batch.add_column(sa.Column("series_id", BIG_ID))
        batch.create_foreign_key(
            op.f("fk_deadline_series_id_deadline_series"),
            "deadline_series",
            ["series_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index("ix_deadline_series_id", "deadline", ["series_id"])


def downgrade() -> None:
    op.drop_index("ix_deadline_series_id", "deadline")
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f("fk_deadline_series_id_deadline_series"), type_="foreignkey")
        batch.drop_column("series_id")
    op.drop_table("deadline_series")
    for column in ("link", "note", "audience"):
        op.drop_column("deadline", column)
    remove_subjects(*NEW_SUBJECTS, leaving=SUBJECTS)
