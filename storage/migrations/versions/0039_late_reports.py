"""A report that is late falls behind too

Revision: 0039, after: 0038
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import set_check
from storage.migrations.training_outcomes import FINDINGS, nonconformity

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

LATE = "no_plan not_approved not_attended no_report not_reported ineffective other"
FOUND = sa.table("nonconformity", sa.column("id"), sa.column("finding"))
OWNERS = sa.table("nonconformity_owner", sa.column("nonconformity_id"))


def upgrade() -> None:
    set_check(_as_it_stands(FINDINGS), "finding", tuple(LATE.split()))


def downgrade() -> None:
    late = sa.select(FOUND.c.id).where(FOUND.c.finding == "not_reported")
    op.execute(sa.delete(OWNERS).where(OWNERS.c.nonconformity_id.in_(late)))
    op.execute(sa.delete(FOUND).where(FOUND.c.finding == "not_reported"))
    set_check(_as_it_stands(LATE), "finding", tuple(FINDINGS.split()))


def _as_it_stands(findings: str) -> sa.Table:
    return sa.Table(
        "nonconformity",
        sa.MetaData(),
        *nonconformity(findings),
        sa.Column("words", sa.String(1000)),
        sa.Column("done_on", sa.Date()),
        sa.Column("reopened_on", sa.Date()),
        sa.Column("closed_name", sa.String(200)),
        *(
            sa.Index(f"ix_nonconformity_{column}", column)
            for column in ("closed_by", "department_id", "employee_id", "item_id")
        ),
        sqlite_autoincrement=True,
    )
