"""Sessions of the web page, links that open one, and what was searched for in one

Revision: 0029, after: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_table(
        "page_session",
        sa.Column("data_hash", sa.String(64)),
        sa.Column("look", sa.Text(), nullable=False),
    )
    create_table("page_link")
    op.create_table(
        "page_search",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["page_session.id"],
            name=op.f("fk_page_search_session_id_page_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_search")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_page_search_session_id", "page_search", ["session_id"])


def downgrade() -> None:
    for name in ("page_search", "page_link", "page_session"):
        op.drop_table(name)


def create_table(name: str, *more: sa.Column[str]) -> None:
    """What belongs to a person for a while and is known by the hash of a token."""
    op.create_table(
        name,
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("organisation_id", BIG_ID),
        *more,
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f(f"fk_{name}_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{name}_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{name}_token_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "organisation_id", "expires_at"):
        op.create_index(f"ix_{name}_{column}", name, [column])
