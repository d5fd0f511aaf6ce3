"""Reminders of the portfolio: in January by a wish, and of the day a college takes portfolios until

Revision: 0021, after: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
SUBJECTS = ("certificate", "personal_date", "deadline", "wish", "correction", "deadline_change")
KINDS = ("category", "management_category", "language")
PORTFOLIO = "portfolio"

DATES = sa.table("personal_date", sa.column("id"), sa.column("kind"))
REMINDERS = sa.table("reminder", sa.column("id"), sa.column("subject"), sa.column("subject_id"))
DISPATCHES = sa.table("dispatch", sa.column("reminder_id"))


def upgrade() -> None:
    set_check(reminder(SUBJECTS), "subject", (*SUBJECTS, PORTFOLIO))
    set_check(personal_date(KINDS), "kind", (*KINDS, PORTFOLIO))
    op.create_table(
        "portfolio_wish",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_portfolio_wish_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio_wish")),
        sa.UniqueConstraint("person_id", name=op.f("uq_portfolio_wish_person_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("portfolio_wish")
    of_portfolio = sa.select(DATES.c.id).where(DATES.c.kind == PORTFOLIO)
    gone = sa.or_(
        REMINDERS.c.subject == PORTFOLIO,
        sa.and_(REMINDERS.c.subject == "personal_date", REMINDERS.c.subject_id.in_(of_portfolio)),
    )
    # While migrating SQLite deletes nothing by itself.
    numbers = sa.select(REMINDERS.c.id).where(gone)
    op.execute(sa.delete(DISPATCHES).where(DISPATCHES.c.reminder_id.in_(numbers)))
    op.execute(sa.delete(REMINDERS).where(gone))
    op.execute(sa.delete(DATES).where(DATES.c.kind == PORTFOLIO))
    set_check(reminder((*SUBJECTS, PORTFOLIO)), "subject", SUBJECTS)
    set_check(personal_date((*KINDS, PORTFOLIO)), "kind", KINDS)


def set_check(table: sa.Table, column: str, values: tuple[str, ...]) -> None:
    """Replaces the CHECK; SQLite has to rebuild the table, and shall not give out old ids again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE.bindparams(name=table.name)) if is_sqlite else None
    check = op.f(f"ck_{table.name}_{column}")
    with op.batch_alter_table(table.name, copy_from=table) as batch:
        batch.drop_constraint(check, type_="check")
        batch.create_check_constraint(check, one_of(column, values))
    if last_id is not None:
        op.execute(FORGET_SEQUENCE.bindparams(name=table.name))
        op.execute(KEEP_SEQUENCE.bindparams(name=table.name, last_id=last_id))


SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = :name")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last_id)")


def personal_date(kinds: tuple[str, ...]) -> sa.Table:
    """The table as it stands: reading it from SQLite would miss its CHECK."""
    return sa.Table(
        "personal_date",
        sa.MetaData(),
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.CheckConstraint(one_of("kind", kinds), name=op.f("ck_personal_date_kind")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_personal_date_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_date")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_personal_date_person_id_kind")),
        sqlite_autoincrement=True,
    )


def reminder(subjects: tuple[str, ...]) -> sa.Table:
    """The same of reminders."""
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
