"""Who is told of a later edition by the employer's record, where they have no decision of their own

Revision: 0031, after: 0030
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.rebuilding import rebuilt

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = "fk_edition_told_employee_id_employee"


def upgrade() -> None:
    with rebuilt("edition_told") as batch:
        batch.alter_column("decision_id", existing_type=BIG_ID, nullable=True)
        batch.add_column(sa.Column("employee_id", BIG_ID))
        batch.add_column(sa.Column("position", sa.String(80)))
        batch.add_column(sa.Column("category", sa.String(20)))
        batch.create_foreign_key(op.f(KEY), "employee", ["employee_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_edition_told_employee_id", "edition_told", ["employee_id"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM edition_told WHERE decision_id IS NULL"))
    op.drop_index("ix_edition_told_employee_id", "edition_told")
    with rebuilt("edition_told") as batch:
        batch.drop_constraint(op.f(KEY), type_="foreignkey")
        for column in ("category", "position", "employee_id"):
            batch.drop_column(column)
        batch.alter_column("decision_id", existing_type=BIG_ID, nullable=False)
