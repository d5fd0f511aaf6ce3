"""Deadlines for some, with a text and a link

Revision: 0025, after: 0020
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, remove_subjects

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SUBJECTS = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected",
)  # fmt: skip
NEW_SUBJECTS = ("deadline_watch",)


def upgrade() -> None:
    """What is there already stays for everybody; nothing is planned or sent."""
    add_subjects(*NEW_SUBJECTS, to=SUBJECTS)
    op.add_column("deadline", sa.Column("audience", sa.Text()))
    op.add_column("deadline", sa.Column("note", sa.Text()))
    op.add_column("deadline", sa.Column("link", sa.String(500)))


def downgrade() -> None:
    for column in ("link", "note", "audience"):
        op.drop_column("deadline", column)
    remove_subjects(*NEW_SUBJECTS, leaving=SUBJECTS)
