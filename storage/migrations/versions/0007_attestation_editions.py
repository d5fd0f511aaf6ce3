"""Editions of the attestation rules that HR entered, and people's own knowledge tests

Revision: 0007, after: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
EDITION = "attestation_edition"
WAITING = sa.text("state = 'proposed'")


def upgrade() -> None:
    create_edition()
    op.create_table(
        "knowledge_test",
        sa.Column("person_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Date()),
        sa.Column("changed_at", TIME, nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_knowledge_test_percent")),
        refers("knowledge_test", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_knowledge_test")),
    )


def downgrade() -> None:
    op.drop_table("knowledge_test")
    op.drop_table(EDITION)


def create_edition() -> None:
    op.create_table(
        EDITION,
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("base", sa.String(80), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("name_kk", sa.String(200), nullable=False),
        sa.Column("name_ru", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("proposed_by", BIG_ID),
        sa.Column("proposed_at", TIME, nullable=False),
        sa.Column("decided_by", BIG_ID),
        sa.Column("decided_at", TIME),
        sa.Column("reason", sa.String(200)),
        sa.CheckConstraint(
            "state IN ('proposed', 'accepted', 'rejected', 'withdrawn')",
            name=op.f("ck_attestation_edition_state"),
        ),
        refers(EDITION, "organisation_id", "organisation", "CASCADE"),
        refers(EDITION, "proposed_by", "person", "SET NULL"),
        refers(EDITION, "decided_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_edition")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_attestation_edition_organisation_id_waiting",
        EDITION,
        ["organisation_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    for column in ("organisation_id", "proposed_by", "decided_by"):
        op.create_index(f"ix_{EDITION}_{column}", EDITION, [column])


def refers(table: str, column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
