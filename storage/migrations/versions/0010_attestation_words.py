"""Whom an organisation answers to, and what people say beside the attestation

Revision: 0010, after: 0009
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
SUPERIORS = "answers_to IN ('district', 'region', 'ministry')"


def upgrade() -> None:
    with organisation(table()) as batch:
        batch.add_column(sa.Column("answers_to", sa.String(10)))
        batch.create_check_constraint(op.f("ck_organisation_answers_to"), SUPERIORS)
    op.create_table(
        "attestation_word",
        sa.Column("person_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.String(60), nullable=False),
        sa.Column("fact", sa.String(60), nullable=False),
        sa.Column("value", sa.String(20), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_attestation_word_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "position", "fact", name=op.f("pk_attestation_word")),
    )


def downgrade() -> None:
    op.drop_table("attestation_word")
    with organisation(with_superior()) as batch:
        batch.drop_constraint(op.f("ck_organisation_answers_to"), type_="check")
        batch.drop_column("answers_to")


@contextmanager
def organisation(as_it_stands: sa.Table) -> Iterator[BatchOperations]:
    """Changes the table; SQLite has to rebuild it, and shall not give out old ids again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE) if is_sqlite else None
    with op.batch_alter_table("organisation", copy_from=as_it_stands) as batch:
        yield batch
    if last_id is not None:
        op.execute(FORGET_SEQUENCE)
        op.execute(KEEP_SEQUENCE.bindparams(last_id=last_id))


def table(*more: sa.Column[str] | sa.CheckConstraint) -> sa.Table:
    """The table with `more`: reading it from SQLite would miss its CHECK and AUTOINCREMENT."""
    return sa.Table(
        "organisation",
        sa.MetaData(),
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
        sqlite_autoincrement=True,
    )


def with_superior() -> sa.Table:
    return table(
        sa.Column("answers_to", sa.String(10)),
        sa.CheckConstraint(SUPERIORS, name=op.f("ck_organisation_answers_to")),
    )


SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'organisation'")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = 'organisation'")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('organisation', :last_id)")
