"""Days that were moved or removed after people had been told of them, and what they hear of it

Revision: 0013, after: 0012
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, one_of, remove_subjects

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = ("certificate", "personal_date", "deadline", "wish", "correction")
KINDS = ("applications", "tests", "plans", "quarterly", "other")


def upgrade() -> None:
    add_subjects("deadline_change", to=BEFORE)
    op.create_table(
        "deadline_change",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("deadline_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("title_kk", sa.String(200), nullable=False),
        sa.Column("title_ru", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("changed_at", TIME, nullable=False),
        sa.CheckConstraint(one_of("kind", KINDS), name=op.f("ck_deadline_change_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deadline_change_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_change")),
        sqlite_autoincrement=True,
    )
    for column in ("organisation_id", "deadline_id"):
        op.create_index(f"ix_deadline_change_{column}", "deadline_change", [column])


def downgrade() -> None:
    op.drop_table("deadline_change")
    remove_subjects("deadline_change", leaving=BEFORE)
