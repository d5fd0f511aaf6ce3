"""The subjects that a reminder may be about, as migrations add and remove them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.rebuilding import rebuilt

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

REMINDERS = sa.table("reminder", sa.column("id"), sa.column("subject"), sa.column("subject_id"))
DISPATCHES = sa.table("dispatch", sa.column("reminder_id"))


def add_subjects(*new: str, to: tuple[str, ...]) -> None:
    """Lets reminders be about `new` subjects too, beside the subjects there were."""
    set_check(_reminder(to), "subject", (*to, *new))


def remove_subjects(*gone: str, leaving: tuple[str, ...]) -> None:
    """Deletes the reminders about these subjects with what was to be sent of them."""
    forget_reminders(REMINDERS.c.subject.in_(gone))
    set_check(_reminder((*leaving, *gone)), "subject", leaving)


def forget_reminders(which: sa.ColumnElement[bool]) -> None:
    """Deletes reminders and what was to be sent: while migrating SQLite does so by no key."""
    numbers = sa.select(REMINDERS.c.id).where(which)
    op.execute(sa.delete(DISPATCHES).where(DISPATCHES.c.reminder_id.in_(numbers)))
    op.execute(sa.delete(REMINDERS).where(which))


def set_check(table: sa.Table, column: str, values: tuple[str, ...]) -> None:
    """Replaces the CHECK; SQLite has to rebuild the table, and shall not give out old ids again.

    `table` as it stands: reading it from SQLite would miss its CHECKs.
    """
    check = op.f(f"ck_{table.name}_{column}")
    with rebuilt(table.name, table) as batch:
        batch.drop_constraint(check, type_="check")
        batch.create_check_constraint(check, one_of(column, values))


def _reminder(subjects: tuple[str, ...]) -> sa.Table:
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
