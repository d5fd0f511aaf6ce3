"""Deadlines for some that come again; receipts of broadcasts, answers of HR to replies

Revision: 0025, after: 0020
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.rebuilding import rebuilt
from storage.migrations.reminder_subjects import BIG_ID, TIME, add_subjects, one_of, remove_subjects

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SUBJECTS = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected",
)  # fmt: skip
NEW_SUBJECTS = ("deadline_watch", "hr_answer")


def upgrade() -> None:
    """What is there already stays for everybody; nothing is planned or sent."""
    add_subjects(*NEW_SUBJECTS, to=SUBJECTS)
    op.add_column("deadline", sa.Column("audience", sa.Text()))
    op.add_column("deadline", sa.Column("note", sa.Text()))
    op.add_column("deadline", sa.Column("link", sa.String(500)))
    create_series()
    create_receipts()
    op.create_table(
        "message_template",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_message_template_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_message_template_organisation_id_id", "message_template", ["organisation_id", "id"]
    )
    with rebuilt("reply") as batch:
        batch.add_column(sa.Column("answer", sa.Text()))
        batch.add_column(sa.Column("answered_at", TIME))
        batch.add_column(sa.Column("answered_by", BIG_ID))
        batch.create_foreign_key(
            op.f("fk_reply_answered_by_person"),
            "person",
            ["answered_by"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index("ix_reply_answered_by", "reply", ["answered_by"])


def create_receipts() -> None:
    op.add_column("campaign", sa.Column("asks_receipt", sa.Boolean()))
    op.create_table(
        "receipt",
        sa.Column("campaign_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("read_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_receipt_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_receipt_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_id", "person_id", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_person_id", "receipt", ["person_id"])


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
    with rebuilt("deadline") as batch:
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
    op.drop_table("message_template")
    op.drop_index("ix_reply_answered_by", "reply")
    with rebuilt("reply") as batch:
        batch.drop_constraint(op.f("fk_reply_answered_by_person"), type_="foreignkey")
        for column in ("answered_by", "answered_at", "answer"):
            batch.drop_column(column)
    op.drop_table("receipt")
    op.drop_column("campaign", "asks_receipt")
    op.drop_index("ix_deadline_series_id", "deadline")
    with rebuilt("deadline") as batch:
        batch.drop_constraint(op.f("fk_deadline_series_id_deadline_series"), type_="foreignkey")
        batch.drop_column("series_id")
    op.drop_table("deadline_series")
    for column in ("link", "note", "audience"):
        op.drop_column("deadline", column)
    remove_subjects(*NEW_SUBJECTS, leaving=SUBJECTS)
