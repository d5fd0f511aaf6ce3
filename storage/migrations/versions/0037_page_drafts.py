"""What somebody is in the middle of on the page: whom they chose, what is looked through, done once

Revision: 0037, after: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "page_draft"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(200)),
        refers("session_id", "page_session"),
        refers("organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_draft")),
        sqlite_autoincrement=True,
    )
    for column in ("session_id", "organisation_id"):
        op.create_index(f"ix_page_draft_{column}", TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)


def refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_page_draft_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
