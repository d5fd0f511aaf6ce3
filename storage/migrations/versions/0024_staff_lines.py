"""Lines of the register for lists: how each post stands, clause by clause, and the year's figures

Everybody who is in the register is due to be worked out.

Revision: 0024, after: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0020"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME_KEY = sa.String(300).with_variant(sa.String(300, collation="C"), "postgresql")
STAFF = "staff IN ('teaching', 'research', 'administrative', 'service', 'support')"
STATES = "state IN ('short', 'open', 'nothing_short', 'not_judged')"
CLAUSE_STATES = "state IN ('short', 'open', 'leaving')"
SUBJECTS = "subject IN ('category', 'education', 'training')"


def upgrade() -> None:
    op.create_table(
        "staff_line",
        sa.Column("appointment_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("name_key", NAME_KEY, nullable=False),
        sa.Column("position", sa.String(80)),
        sa.Column("staff", sa.String(14)),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("state", sa.String(13), nullable=False),
        sa.Column("category", sa.String(40)),
        sa.Column("category_ends", sa.Date()),
        sa.Column("training_ends", sa.Date()),
        sa.Column("profile_education", sa.Boolean()),
        sa.Column("trained", sa.Boolean()),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.CheckConstraint(STAFF, name=op.f("ck_staff_line_staff")),
        sa.CheckConstraint(STATES, name=op.f("ck_staff_line_state")),
        refers("staff_line", "appointment_id", "appointment"),
        refers("staff_line", "organisation_id", "organisation"),
        refers("staff_line", "employee_id", "employee"),
        refers("staff_line", "department_id", "department", "SET NULL"),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_staff_line")),
    )
    op.create_index(
        "ix_staff_line_organisation_id_name_key",
        "staff_line",
        ["organisation_id", "name_key", "employee_id"],
    )
    for column in ("employee_id", "department_id", "judged_on"):
        op.create_index(f"ix_staff_line_{column}", "staff_line", [column])
    op.create_table(
        "clause_line",
        sa.Column("appointment_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(7), nullable=False),
        sa.Column("clause", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.CheckConstraint(CLAUSE_STATES, name=op.f("ck_clause_line_state")),
        refers("clause_line", "appointment_id", "staff_line", of="appointment_id"),
        sa.PrimaryKeyConstraint("appointment_id", "state", "clause", name=op.f("pk_clause_line")),
    )
    op.create_table(
        "line_due",
        sa.Column("employee_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        refers("line_due", "employee_id", "employee"),
        refers("line_due", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_line_due")),
    )
    op.create_index("ix_line_due_organisation_id", "line_due", ["organisation_id", "employee_id"])
    op.create_table(
        "staff_figure",
        sa.Column("department_id", BIG_ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(9), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.CheckConstraint(SUBJECTS, name=op.f("ck_staff_figure_subject")),
        refers("staff_figure", "department_id", "department"),
        sa.PrimaryKeyConstraint(
            "department_id", "year", "subject", "value", name=op.f("pk_staff_figure")
        ),
    )
    op.execute(
        "INSERT INTO line_due (employee_id, organisation_id) "
        "SELECT id, organisation_id FROM employee"
    )


def downgrade() -> None:
    for name in ("staff_figure", "line_due", "clause_line", "staff_line"):
        op.drop_table(name)


def refers(
    table: str, column: str, to: str, ondelete: str = "CASCADE", of: str = "id"
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.{of}"], name=name, ondelete=ondelete)
