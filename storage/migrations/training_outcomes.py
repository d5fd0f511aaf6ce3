"""The tables of what follows from a year of training, as revision 0026 makes them."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import one_of

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def create_outcomes() -> None:
    create_nonconformity()
    create_training_snapshot()
    create_training_report()
    create_management_decision()


FINDINGS = "no_plan not_approved not_attended no_report ineffective other"


def nonconformity(findings: str) -> list[sa.schema.SchemaItem]:
    """What the table has in revision 0026, with these findings."""
    return [
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("employee_id", BIG_ID),
        sa.Column("item_id", BIG_ID),
        sa.Column("finding", sa.String(12), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("found_how", sa.String(7), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(16)),
        sa.Column("cause_words", sa.String(1000), nullable=False),
        sa.Column("minutes_number", sa.String(80), nullable=False),
        sa.Column("action", sa.String(1000), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("rechecked", sa.String(7)),
        sa.Column("recheck_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("closed_by", BIG_ID),
        *references(
            "nonconformity",
            year_id="training_year",
            department_id="department?",
            employee_id="employee",
            item_id="training_item",
            closed_by="person?",
        ),
        only("nonconformity", "cause", "money workload absence course_cancelled other"),
        only("nonconformity", "finding", findings),
        only("nonconformity", "found_how", "meeting lessons audit report request"),
        only("nonconformity", "rechecked", "cured not_yet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonconformity")),
        sa.UniqueConstraint(
            "year_id", "finding", "about", name=op.f("uq_nonconformity_year_id_finding_about")
        ),
    ]


def create_nonconformity() -> None:
    op.create_table("nonconformity", *nonconformity(FINDINGS), sqlite_autoincrement=True)
    for column in ("closed_by", "department_id", "employee_id", "item_id"):
        op.create_index(f"ix_nonconformity_{column}", "nonconformity", [column])


def create_training_snapshot() -> None:
    op.create_table(
        "training_snapshot",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("requested", sa.Boolean(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("confirmed_by", BIG_ID),
        sa.Column("confirmed_at", TIME),
        *references(
            "training_snapshot",
            year_id="training_year",
            department_id="department?",
            confirmed_by="person?",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_snapshot")),
        sqlite_autoincrement=True,
    )
    for column in ("confirmed_by", "department_id"):
        op.create_index(f"ix_training_snapshot_{column}", "training_snapshot", [column])
    op.create_index("ix_training_snapshot_year_id_day", "training_snapshot", ["year_id", "day"])


def create_training_report() -> None:
    op.create_table(
        "training_report",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("level", sa.String(12), nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("employee_id", BIG_ID),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("minutes_number", sa.String(80), nullable=False),
        sa.Column("minutes_on", sa.Date()),
        sa.Column("resolution", sa.String(1000), nullable=False),
        sa.Column("signed_by", BIG_ID),
        sa.Column("signed_name", sa.String(200), nullable=False),
        sa.Column("signed_at", TIME, nullable=False),
        *references(
            "training_report",
            year_id="training_year",
            department_id="department?",
            employee_id="employee",
            signed_by="person?",
        ),
        only("training_report", "level", "person unit institute organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_report")),
        sqlite_autoincrement=True,
    )
    for column in ("department_id", "employee_id", "signed_by", "year_id"):
        op.create_index(f"ix_training_report_{column}", "training_report", [column])


def create_management_decision() -> None:
    op.create_table(
        "management_decision",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.Column("entered_at", TIME, nullable=False),
        *references("management_decision", year_id="training_year"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_management_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_management_decision_year_id", "management_decision", ["year_id"])


def only(table: str, column: str, words: str) -> sa.CheckConstraint:
    values = tuple(words.split())
    return sa.CheckConstraint(one_of(column, values), name=op.f(f"ck_{table}_{column}"))


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
