"""Reminders of wishes: a further subject, and one reminder for each wish there is

Revision: 0006, after: 0005
"""

from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op

from rules.dates import ALMATY

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = ("certificate", "personal_date", "deadline")
AFTER = (*BEFORE, "wish")
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
DISPATCHES = sa.table("dispatch", sa.column("reminder_id"))


def upgrade() -> None:
    set_subjects(BEFORE, AFTER)
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
    of_wishes = REMINDERS.c.subject == "wish"
    # While migrating SQLite deletes nothing by itself.
    numbers = sa.select(REMINDERS.c.id).where(of_wishes)
    op.execute(sa.delete(DISPATCHES).where(DISPATCHES.c.reminder_id.in_(numbers)))
    op.execute(sa.delete(REMINDERS).where(of_wishes))
    set_subjects(AFTER, BEFORE)


def set_subjects(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Replaces the CHECK; SQLite has to rebuild the table, and shall not give out old ids again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE) if is_sqlite else None
    with op.batch_alter_table("reminder", copy_from=reminder(before)) as batch:
        batch.drop_constraint(op.f("ck_reminder_subject"), type_="check")
        batch.create_check_constraint(op.f("ck_reminder_subject"), one_of("subject", after))
    if last_id is not None:
        op.execute(FORGET_SEQUENCE)
        op.execute(KEEP_SEQUENCE.bindparams(last_id=last_id))


SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'reminder'")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = 'reminder'")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('reminder', :last_id)")


def reminder(subjects: tuple[str, ...]) -> sa.Table:
    """The table as it stands: reading it from SQLite would miss its CHECKs."""
    states = ("pending", "sending", "sent", "blocked", "failed", "unknown", "cancelled")
    return sa.Table(
        "reminder",
        sa.MetaData(),
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", BIG_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("settled_at", TIME),
        sa.Column("answer", sa.String(10)),
        sa.Column("answered_at", TIME),
        sa.CheckConstraint(one_of("subject", subjects), name=op.f("ck_reminder_subject")),
        sa.CheckConstraint(one_of("state", states), name=op.f("ck_reminder_state")),
        sa.CheckConstraint(
            one_of("answer", ("done", "later", "stop")), name=op.f("ck_reminder_answer")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_reminder_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "person_id",
            "subject",
            "subject_id",
            "day",
            "days_before",
            "again",
            name=op.f("uq_reminder_occurrence"),
        ),
        sa.Index("ix_reminder_subject_subject_id", "subject", "subject_id"),
        sa.Index("ix_reminder_due_at_pending", "due_at", sqlite_where=sa.text("state = 'pending'")),
        sqlite_autoincrement=True,
    )


def one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
