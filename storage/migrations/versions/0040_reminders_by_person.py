"""What a person said of a deadline is found by an index, however many are reminded of it

Revision: 0040, after: 0039
"""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

OF_SUBJECT = "ix_reminder_subject_subject_id"
OF_PERSON = "ix_reminder_subject_subject_id_person_id"


def upgrade() -> None:
    op.drop_index(OF_SUBJECT, "reminder")
    op.create_index(OF_PERSON, "reminder", ["subject", "subject_id", "person_id"])


def downgrade() -> None:
    op.drop_index(OF_PERSON, "reminder")
    op.create_index(OF_SUBJECT, "reminder", ["subject", "subject_id"])
