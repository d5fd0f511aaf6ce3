"""Reminders of wishes: a further subject, and one reminder for each wish there is

Revision: 0006, after: 0005
"""

from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op

from rules.dates import ALMATY
from storage.migrations.reminder_subjects import add_subjects, remove_subjects

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = ("certificate", "personal_date", "deadline")
REMIND_AT = time(10)

WISHES = sa.table("wish", sa.column("id"), sa.column("person_id"), sa.column("day", sa.Date()))
REMINDERS = sa.table(
    "reminder",
    sa.column("id"),
    sa.column("person_id"),
    sa.column("subject"),
    sa.column("subject_id"),
    sa.column("day", sa.Date()),
    sa.column("days_before"),
    sa.column("again"),
    sa.column("due_at", TIME),
    sa.column("state"),
)


def upgrade() -> None:
    add_subjects("wish", to=BEFORE)
    wishes = op.get_bind().execute(sa.select(WISHES).order_by(WISHES.c.id)).all()
    if wishes:
        op.bulk_insert(
            REMINDERS,
            [
                {
                    "person_id": wish.person_id,
                    "subject": "wish",
                    "subject_id": wish.id,
                    "day": wish.day,
                    "days_before": 0,
                    "again": 0,
                    "due_at": datetime.combine(wish.day, REMIND_AT, ALMATY).astimezone(UTC),
                    "state": "pending",
                }
                for wish in wishes
            ],
        )


def downgrade() -> None:
    remove_subjects("wish", leaving=BEFORE)
