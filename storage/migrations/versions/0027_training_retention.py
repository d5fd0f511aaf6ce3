"""Until when a document of a year of training is kept longer than it has to be

Revision: 0027, after: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("training_document", sa.Column("kept_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("training_document", "kept_until")
