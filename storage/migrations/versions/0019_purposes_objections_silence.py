"""Consent by purpose, objections to reports, and the day on which a person was last heard of

Revision: 0019, after: 0021
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, one_of, remove_subjects

revision = "0019"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio",
)  # fmt: skip
NEW = ("silence", "objection", "objected")
LANGUAGES = ("kk", "ru", "en")

PERSON = sa.table("person", sa.column("seen_on", sa.Date()))


def upgrade() -> None:
    add_subjects(*NEW, to=BEFORE)
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
    op.drop_table("objection")
    op.drop_table("purpose_said")
    op.drop_index("ix_person_seen_on", "person")
    op.drop_column("person", "seen_on")
    remove_subjects(*NEW, leaving=BEFORE)
