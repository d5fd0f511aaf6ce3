"""Reminders of the portfolio: in January by a wish, and of the day a college takes portfolios until

Revision: 0021, after: 0016
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import (
    REMINDERS,
    add_subjects,
    forget_reminders,
    one_of,
    remove_subjects,
    set_check,
)

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


def upgrade() -> None:
    add_subjects(PORTFOLIO, to=SUBJECTS)
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
    forget_reminders(
        sa.and_(REMINDERS.c.subject == "personal_date", REMINDERS.c.subject_id.in_(of_portfolio))
    )
    op.execute(sa.delete(DATES).where(DATES.c.kind == PORTFOLIO))
    remove_subjects(PORTFOLIO, leaving=SUBJECTS)
    set_check(personal_date((*KINDS, PORTFOLIO)), "kind", KINDS)


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
