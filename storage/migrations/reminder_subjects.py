"""The subjects that a reminder may be about, as migrations add and remove them."""

import sqlalchemy as sa
from alembic import op

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

REMINDERS = sa.table("reminder", sa.column("id"), sa.column("subject"))
DISPATCHES = sa.table("dispatch", sa.column("reminder_id"))


def add_subject(subject: str, *, to: tuple[str, ...]) -> None:
    """Lets reminders be about `subject` too, beside the subjects there were."""
    _set_subjects(to, (*to, subject))


def remove_subject(subject: str, *, leaving: tuple[str, ...]) -> None:
    """Deletes the reminders about `subject` with what was to be sent of them, and the subject."""
    of_subject = REMINDERS.c.subject == subject
    # While migrating SQLite deletes nothing by itself.
    numbers = sa.select(REMINDERS.c.id).where(of_subject)
    op.execute(sa.delete(DISPATCHES).where(DISPATCHES.c.reminder_id.in_(numbers)))
    op.execute(sa.delete(REMINDERS).where(of_subject))
    _set_subjects((*leaving, subject), leaving)


def _set_subjects(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Replaces the CHECK; SQLite has to rebuild the table, and shall not give out old ids again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE) if is_sqlite else None
    with op.batch_alter_table("reminder", copy_from=_reminder(before)) as batch:
        batch.drop_constraint(op.f("ck_reminder_subject"), type_="check")
        batch.create_check_constraint(op.f("ck_reminder_subject"), one_of("subject", after))
    if last_id is not None:
        op.execute(FORGET_SEQUENCE)
        op.execute(KEEP_SEQUENCE.bindparams(last_id=last_id))


SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'reminder'")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = 'reminder'")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('reminder', :last_id)")


def _reminder(subjects: tuple[str, ...]) -> sa.Table:
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
