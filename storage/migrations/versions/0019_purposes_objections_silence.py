"""Consent by purpose, objections to reports, and the day on which a person was last heard of

Revision: 0019, after: 0016
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = ("certificate", "personal_date", "deadline", "wish", "correction", "deadline_change")
NEW = ("silence", "objection", "objected")
AFTER = (*BEFORE, *NEW)
LANGUAGES = ("kk", "ru", "en")

PERSON = sa.table("person", sa.column("seen_on", sa.Date()))
REMINDERS = sa.table("reminder", sa.column("id"), sa.column("subject"))
DISPATCHES = sa.table("dispatch", sa.column("reminder_id"))


def upgrade() -> None:
    set_subjects(BEFORE, AFTER)
    op.add_column("person", sa.Column("seen_on", sa.Date()))
    op.create_index("ix_person_seen_on", "person", ["seen_on"])
    # When those who are there were last heard of nobody knows: their silence begins today.
    op.execute(sa.update(PERSON).values(seen_on=datetime.now(UTC).date()))
    create_purposes()
    create_objections()


def create_purposes() -> None:
    op.create_table(
        "purpose_said",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("version", sa.String(10), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        refers_to_person("purpose_said"),
        sa.PrimaryKeyConstraint("person_id", "purpose", name=op.f("pk_purpose_said")),
    )


def create_objections() -> None:
    op.create_table(
        "objection",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("position", sa.String(60), nullable=False),
        sa.Column("category", sa.String(20)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", TIME),
        sa.CheckConstraint(one_of("language", LANGUAGES), name=op.f("ck_objection_language")),
        refers_to_person("objection"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sqlite_autoincrement=True,
    )
    for columns in (["person_id", "written_at"], ["written_at"], ["answered_at"]):
        op.create_index(f"ix_objection_{'_'.join(columns)}", "objection", columns)


def refers_to_person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    of_these = REMINDERS.c.subject.in_(NEW)
    # While migrating SQLite deletes nothing by itself.
    numbers = sa.select(REMINDERS.c.id).where(of_these)
    op.execute(sa.delete(DISPATCHES).where(DISPATCHES.c.reminder_id.in_(numbers)))
    op.execute(sa.delete(REMINDERS).where(of_these))
    op.drop_table("objection")
    op.drop_table("purpose_said")
    op.drop_index("ix_person_seen_on", "person")
    op.drop_column("person", "seen_on")
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
