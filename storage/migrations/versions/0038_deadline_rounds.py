"""How far the reminders of a deadline are entered; members' names as keys to sort and search by

Revision: 0038, after: 0037
"""

import sqlalchemy as sa
from alembic import op

from storage.name_keys import NO_NAME, name_key

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME_KEY = sa.String(300).with_variant(sa.String(300, collation="C"), "postgresql")
ROUND = "deadline_round"
BY_NAME = "ix_membership_organisation_id_name_key"
AT_ONCE = 1000


def upgrade() -> None:
    op.create_table(
        ROUND,
        sa.Column("deadline_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("made_to", sa.BigInteger(), nullable=False),
        sa.Column("also_now", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.Text()),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_deadline_round_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("deadline_id", name=op.f("pk_deadline_round")),
    )
    op.create_index("ix_deadline_round_organisation_id", ROUND, ["organisation_id"])
    op.add_column(
        "membership", sa.Column("name_key", NAME_KEY, nullable=False, server_default=NO_NAME)
    )
    _give_keys(op.get_bind())
    op.create_index(
        BY_NAME,
        "membership",
        ["organisation_id", "name_key", "id"],
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(BY_NAME, "membership")
    op.drop_column("membership", "name_key")
    op.drop_table(ROUND)


def _give_keys(connection: sa.Connection) -> None:
    held = sa.table(
        "membership",
        sa.column("id", sa.BigInteger),
        sa.column("name", sa.String),
        sa.column("name_key", sa.String),
    )
    after = 0
    while True:
        query = (
            sa.select(held.c.id, held.c.name)
            .where(held.c.id > after, held.c.name.is_not(None), held.c.name != "")
            .order_by(held.c.id)
            .limit(AT_ONCE)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        after = rows[-1].id
        change = (
            sa.update(held)
            .where(held.c.id == sa.bindparam("number"))
            .values(name_key=sa.bindparam("key"))
        )
        keys = [{"number": row.id, "key": name_key(row.name)} for row in rows]
        connection.execute(change, keys)
