"""All pages of a certificate that came as an album

Revision: 0018, after: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("certificate", sa.Column("more_pages", sa.Text()))


def downgrade() -> None:
    op.drop_column("certificate", "more_pages")
