"""Departments become a tree, rights of HR become roles, and the employer's register

Nothing that was entered changes: every department stands below its organisation's root, every right
is a role of the same number for that root.

Revision: 0020, after: 0022
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0020"
down_revision = "0022"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
DEPARTMENT_KINDS = "kind IN ('organisation', 'institute', 'department', 'chair', 'section')"
ROLE_KINDS = "kind IN ('hr_director', 'hr', 'head', 'deputy')"
STAFF = "staff IN ('teaching', 'research', 'administrative', 'service', 'support')"
TIE_STATES = "state IN ('proposed', 'confirmed', 'undone')"
IN_FORCE = "withdrawn_at IS NULL"
ENDING = "until IS NOT NULL AND withdrawn_at IS NULL"
OF_RIGHT = "organisation_id, person_id, granted_by, granted_at, withdrawn_at, name"
TABLES = ("staff_import", "personal_link", "tie", "appointment", "employee")


def upgrade() -> None:
    with department(table()) as batch:
        batch.add_column(
            sa.Column("kind", sa.String(12), nullable=False, server_default="department")
        )
        batch.add_column(sa.Column("parent_id", BIG_ID))
        batch.create_check_constraint(op.f("ck_department_kind"), DEPARTMENT_KINDS)
        batch.create_foreign_key(
            op.f("fk_department_parent_id_department"),
            "department",
            ["parent_id"],
            ["id"],
            ondelete="CASCADE",
        )
    with department(of_tree(default="department")) as batch:
        batch.alter_column("kind", server_default=None)
    op.create_index("ix_department_parent_id", "department", ["parent_id"])
    plant_roots()
    unique_where("uq_department_organisation_id_root", "department", ["organisation_id"],
                 "parent_id IS NULL")  # fmt: skip
    create_role()
    create_employee()
    create_appointment()
    create_tie()
    create_personal_link()
    create_staff_import()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    create_hr_right()
    op.execute(
        f"INSERT INTO hr_right (id, {OF_RIGHT}) SELECT id, {OF_RIGHT} FROM role "  # noqa: S608
        "WHERE kind IN ('hr_director', 'hr')"
    )
    go_on_counting("hr_right")
    op.drop_table("role")
    op.drop_index("uq_department_organisation_id_root", "department")
    op.drop_index("ix_department_parent_id", "department")
    op.execute("UPDATE department SET parent_id = NULL")
    op.execute("DELETE FROM department WHERE kind = 'organisation'")
    with department(of_tree()) as batch:
        batch.drop_constraint(op.f("fk_department_parent_id_department"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_department_kind"), type_="check")
        batch.drop_column("parent_id")
        batch.drop_column("kind")


def plant_roots() -> None:
    """One department without a name for each organisation, above all that there are."""
    op.execute(
        "INSERT INTO department (organisation_id, name, created_at, kind) "
        "SELECT id, '', created_at, 'organisation' FROM organisation"
    )
    op.execute(
        "UPDATE department SET parent_id = (SELECT root.id FROM department AS root WHERE "
        "root.organisation_id = department.organisation_id AND root.kind = 'organisation') "
        "WHERE kind <> 'organisation'"
    )


def create_role() -> None:
    op.create_table(
        "role",
        *of_right(),
        sa.Column("kind", sa.String(11), nullable=False),
        sa.Column("department_id", BIG_ID, nullable=False),
        sa.Column("until", sa.Date()),
        sa.CheckConstraint(ROLE_KINDS, name=op.f("ck_role_kind")),
        *references("role", organisation_id="organisation", person_id="person",
                    granted_by="person?", department_id="department"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.execute(
        f"INSERT INTO role (id, {OF_RIGHT}, kind, department_id) "  # noqa: S608
        f"SELECT id, {OF_RIGHT}, 'hr', (SELECT root.id FROM department AS root WHERE "
        "root.organisation_id = hr_right.organisation_id AND root.parent_id IS NULL) "
        "FROM hr_right"
    )
    go_on_counting("role")
    op.drop_table("hr_right")
    unique_where("uq_role_person_id_department_id_in_force", "role",
                 ["person_id", "department_id"], IN_FORCE)  # fmt: skip
    op.create_index("ix_role_until", "role", ["until"], sqlite_where=sa.text(ENDING),
                    postgresql_where=sa.text(ENDING))  # fmt: skip
    for column in ("organisation_id", "person_id", "department_id", "granted_by"):
        op.create_index(f"ix_role_{column}", "role", [column])


def create_hr_right() -> None:
    op.create_table(
        "hr_right",
        *of_right(),
        *references("hr_right", organisation_id="organisation", person_id="person",
                    granted_by="person?"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hr_right")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    unique_where("uq_hr_right_person_id_organisation_id_in_force", "hr_right",
                 ["person_id", "organisation_id"], IN_FORCE)  # fmt: skip
    for column in ("organisation_id", "person_id", "granted_by"):
        op.create_index(f"ix_hr_right_{column}", "hr_right", [column])


def of_right() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("granted_by", BIG_ID),
        sa.Column("granted_at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("name", sa.String(200)),
    )


def create_employee() -> None:
    op.create_table(
        "employee",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        *references("employee", organisation_id="organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employee")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_employee_organisation_id_name", "employee", ["organisation_id", "name"])
    unique_where("uq_employee_organisation_id_number", "employee",
                 ["organisation_id", "number"], "number <> ''")  # fmt: skip


def create_appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("position", sa.String(80)),
        sa.Column("post", sa.String(200), nullable=False),
        sa.Column("staff", sa.String(14)),
        sa.Column("rate", sa.Integer()),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("competition_on", sa.Date()),
        sa.CheckConstraint(STAFF, name=op.f("ck_appointment_staff")),
        *references("appointment", employee_id="employee", department_id="department?"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sqlite_autoincrement=True,
    )
    for column in ("employee_id", "department_id"):
        op.create_index(f"ix_appointment_{column}", "appointment", [column])


def create_tie() -> None:
    op.create_table(
        "tie",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("proposed_by", BIG_ID),
        sa.Column("proposed_at", TIME, nullable=False),
        sa.Column("settled_by", BIG_ID),
        sa.Column("settled_at", TIME),
        sa.Column("correction_asked_at", TIME),
        sa.CheckConstraint(TIE_STATES, name=op.f("ck_tie_state")),
        *references("tie", employee_id="employee", person_id="person", proposed_by="person?",
                    settled_by="person?"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    unique_where("uq_tie_employee_id", "tie", ["employee_id"], "state <> 'undone'")
    for column in ("employee_id", "person_id", "proposed_by", "settled_by"):
        op.create_index(f"ix_tie_{column}", "tie", [column])


def create_personal_link() -> None:
    op.create_table(
        "personal_link",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_by", BIG_ID),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("wrong_names", sa.Integer(), nullable=False),
        sa.Column("closed_at", TIME),
        *references("personal_link", employee_id="employee", created_by="person?"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_personal_link_token_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("employee_id", "created_by"):
        op.create_index(f"ix_personal_link_{column}", "personal_link", [column])


def create_staff_import() -> None:
    op.create_table(
        "staff_import",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        *references("staff_import", organisation_id="organisation", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_import")),
        sa.UniqueConstraint(
            "organisation_id", "person_id", name=op.f("uq_staff_import_organisation_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "made_at"):
        op.create_index(f"ix_staff_import_{column}", "staff_import", [column])


def references(table: str, **columns: str) -> Iterator[sa.ForeignKeyConstraint]:
    """Column → table; with "?" the row stays without the other one."""
    for column, other in columns.items():
        to = other.rstrip("?")
        yield sa.ForeignKeyConstraint(
            [column],
            [f"{to}.id"],
            name=op.f(f"fk_{table}_{column}_{to}"),
            ondelete="SET NULL" if other.endswith("?") else "CASCADE",
        )


def unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=True, sqlite_where=condition, postgresql_where=condition
    )


def go_on_counting(table: str) -> None:
    """PostgreSQL counts by itself only what it numbers itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
            f"GREATEST(MAX(id), 1), MAX(id) IS NOT NULL) FROM {table}"
        )


@contextmanager
def department(as_it_stands: sa.Table) -> Iterator[BatchOperations]:
    """Changes the table; SQLite has to rebuild it, and shall not give out old ids again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE) if is_sqlite else None
    with op.batch_alter_table("department", copy_from=as_it_stands) as batch:
        yield batch
    if last_id is not None:
        op.execute(FORGET_SEQUENCE)
        op.execute(KEEP_SEQUENCE.bindparams(last_id=last_id))


def table(*more: sa.Column[Any] | sa.CheckConstraint | sa.ForeignKeyConstraint) -> sa.Table:
    """The table with `more`: reading it from SQLite would miss its CHECK and AUTOINCREMENT."""
    return sa.Table(
        "department",
        sa.MetaData(),
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        *references("department", organisation_id="organisation"),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_department_organisation_id_name")
        ),
        sqlite_autoincrement=True,
    )


def of_tree(default: str | None = None) -> sa.Table:
    return table(
        sa.Column("kind", sa.String(12), nullable=False, server_default=default),
        sa.Column("parent_id", BIG_ID),
        sa.CheckConstraint(DEPARTMENT_KINDS, name=op.f("ck_department_kind")),
        *references("department", parent_id="department"),
    )


SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'department'")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = 'department'")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('department', :last_id)")
