"""A year of training at an employer: its days and chain, plans, documents, what became of it

Revision: 0026, after: 0020
"""

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import add_subjects, remove_subjects
from storage.migrations.training_outcomes import create_outcomes, only, references

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer",
)  # fmt: skip
NEW = (
    "training_plan", "training_course", "training_heard", "training_year", "training_step",
    "training_receipt", "training_trip", "nonconformity",
)  # fmt: skip
TABLES = (
    "management_decision",
    "training_report",
    "training_snapshot",
    "nonconformity",
    "course_result",
    "training_item",
    "training_plan",
    "training_receipt",
    "training_passage",
    "training_document",
    "training_step",
    "training_year",
)


def upgrade() -> None:
    add_subjects(*NEW, to=BEFORE)
    create_training_year()
    create_training_step()
    create_training_document()
    create_training_passage()
    create_training_receipt()
    create_training_plan()
    create_training_item()
    create_course_result()
    create_outcomes()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    remove_subjects(*NEW, leaving=BEFORE)


def create_training_year() -> None:
    op.create_table(
        "training_year",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("plans_due", sa.Date()),
        sa.Column("meetings_due", sa.Date()),
        sa.Column("quarters", sa.Text(), nullable=False),
        sa.Column("reports_due", sa.Date()),
        sa.Column("annual_due", sa.Date()),
        sa.Column("created_at", TIME, nullable=False),
        *references("training_year", organisation_id="organisation"),
        only("training_year", "kind", "calendar study"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_year")),
        sa.UniqueConstraint(
            "organisation_id", "label", name=op.f("uq_training_year_organisation_id_label")
        ),
        sqlite_autoincrement=True,
    )


def create_training_step() -> None:
    op.create_table(
        "training_step",
        sa.Column("organisation_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("step", sa.String(12), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.String(11), nullable=False),
        sa.Column("outside", sa.String(200), nullable=False),
        *references("training_step", organisation_id="organisation"),
        only("training_step", "holder", "person head institute hr hr_director outside"),
        only(
            "training_step",
            "step",
            "plan discuss approve_unit sign consolidate agree approve bring_down report",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "step", name=op.f("pk_training_step")),
    )


def create_training_document() -> None:
    op.create_table(
        "training_document",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("form", sa.String(6), nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("figures", sa.Text()),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("frozen_at", TIME),
        *references("training_document", year_id="training_year", department_id="department?"),
        only("training_document", "form", "602-01 602-02 602-03 602-05 602-06"),
        only("training_document", "state", "open approved replaced"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_document")),
        sa.UniqueConstraint(
            "year_id",
            "form",
            "department_id",
            "revision",
            name=op.f("uq_training_document_year_id_form_department_id_revision"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_training_document_department_id", "training_document", ["department_id"])
    op.create_index(
        "uq_training_document_year_id_form_department_id_open",
        "training_document",
        ["year_id", "form", "department_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def create_training_passage() -> None:
    op.create_table(
        "training_passage",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("document_id", BIG_ID, nullable=False),
        sa.Column("step", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(4), nullable=False),
        sa.Column("done_by", BIG_ID),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("file_id", sa.String(200)),
        sa.Column("file_kind", sa.String(8)),
        sa.Column("at", TIME, nullable=False),
        *references("training_passage", document_id="training_document", done_by="person?"),
        only("training_passage", "file_kind", "document photo"),
        only("training_passage", "outcome", "done back"),
        only(
            "training_passage",
            "step",
            "plan discuss approve_unit sign consolidate agree approve bring_down report",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_passage")),
        sqlite_autoincrement=True,
    )
    for column in ("document_id", "done_by"):
        op.create_index(f"ix_training_passage_{column}", "training_passage", [column])


def create_training_receipt() -> None:
    op.create_table(
        "training_receipt",
        sa.Column("document_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("department_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("received_by", BIG_ID),
        sa.Column("received_at", TIME, nullable=False),
        *references(
            "training_receipt",
            document_id="training_document",
            department_id="department",
            received_by="person?",
        ),
        sa.PrimaryKeyConstraint("document_id", "department_id", name=op.f("pk_training_receipt")),
    )
    for column in ("department_id", "received_by"):
        op.create_index(f"ix_training_receipt_{column}", "training_receipt", [column])


def create_training_plan() -> None:
    op.create_table(
        "training_plan",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("year_id", BIG_ID, nullable=False),
        sa.Column("employee_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("given_at", TIME),
        sa.Column("changed_at", TIME, nullable=False),
        *references(
            "training_plan",
            year_id="training_year",
            employee_id="employee",
            department_id="department?",
        ),
        only("training_plan", "state", "draft given approved"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_plan")),
        sa.UniqueConstraint(
            "year_id", "employee_id", name=op.f("uq_training_plan_year_id_employee_id")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("department_id", "employee_id"):
        op.create_index(f"ix_training_plan_{column}", "training_plan", [column])


def create_training_item() -> None:
    op.create_table(
        "training_item",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("plan_id", BIG_ID, nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("origin", sa.String(9), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(13)),
        sa.Column("direction", sa.String(200), nullable=False),
        sa.Column("area", sa.String(10)),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(18)),
        sa.Column("provider", sa.String(200), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("hours", sa.Integer()),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("to_month", sa.Boolean(), nullable=False),
        sa.Column("cost", BIG_ID),
        sa.Column("source", sa.String(10)),
        sa.Column("contract_number", sa.String(80), nullable=False),
        sa.Column("specification", sa.String(80), nullable=False),
        sa.Column("consent_number", sa.String(80), nullable=False),
        sa.Column("consent_on", sa.Date()),
        sa.Column("grounds", sa.String(1000), nullable=False),
        sa.Column("approved_by_head", sa.Boolean(), nullable=False),
        sa.Column("trip", sa.Boolean()),
        sa.Column("paper", sa.String(200), nullable=False),
        sa.Column("payback", sa.Boolean()),
        sa.Column("unplanned", sa.Boolean(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        *references("training_item", plan_id="training_plan"),
        only("training_item", "area", "theory teaching upbringing methodical technical research"),
        only("training_item", "kind", "own_programme university contract conference thesis other"),
        only("training_item", "origin", "proposed last_year typed head"),
        only(
            "training_item",
            "reason",
            "norm_hours subject_fit long_ago lesson_marks young methods_changed quality_management",
        ),
        only("training_item", "source", "university sponsor own grant outside"),
        only("training_item", "state", "planned done otherwise missed withdrawn"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_item")),
        sqlite_autoincrement=True,
    )
    for column in ("last_day", "plan_id"):
        op.create_index(f"ix_training_item_{column}", "training_item", [column])


def create_course_result() -> None:
    op.create_table(
        "course_result",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("outcome", sa.String(9), nullable=False),
        sa.Column("cause", sa.String(16)),
        sa.Column("why", sa.String(1000), nullable=False),
        sa.Column("hours", sa.Integer()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("spent", BIG_ID),
        sa.Column("mark", sa.Integer()),
        sa.Column("judgement", sa.String(1000), nullable=False),
        sa.Column("file_id", sa.String(200)),
        sa.Column("file_kind", sa.String(8)),
        sa.Column("told_at", TIME, nullable=False),
        sa.Column("heard_due", sa.Date()),
        sa.Column("heard_on", sa.Date()),
        sa.Column("minutes_number", sa.String(80), nullable=False),
        sa.Column("recommended", sa.Boolean()),
        sa.Column("improvement", sa.String(1000), nullable=False),
        sa.Column("heard_by", BIG_ID),
        sa.Column("in_register_at", TIME),
        sa.Column("in_own_at", TIME),
        *references("course_result", item_id="training_item", heard_by="person?"),
        only("course_result", "cause", "money workload absence course_cancelled other"),
        only("course_result", "file_kind", "document photo"),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_course_result_mark")),
        only("course_result", "outcome", "done otherwise missed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_result")),
        sa.UniqueConstraint("item_id", name=op.f("uq_course_result_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_course_result_heard_by", "course_result", ["heard_by"])
