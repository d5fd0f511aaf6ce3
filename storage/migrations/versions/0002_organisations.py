"""Organisations, HR rights, memberships, certificates, deadlines, reminders, the audit log

Revision: 0002, after: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)

REFUSE_ON_SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'audit is append-only'); END",
    # INSERT OR REPLACE deletes without a delete trigger.
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN "
    "SELECT RAISE(ABORT, 'audit is append-only'); END",
)
REFUSE_ON_POSTGRESQL = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    create_organisation()
    create_department()
    create_hr_right()
    create_invitation()
    create_membership()
    create_deadline()
    create_audit()
    create_certificate()
    create_personal_date()
    create_reminder()


def downgrade() -> None:
    for table in (
        "reminder",
        "personal_date",
        "certificate",
        "audit",
        "deadline",
        "membership",
        "invitation",
        "hr_right",
        "department",
        "organisation",
    ):
        op.drop_table(table)
    if not on_sqlite():
        op.execute("DROP FUNCTION audit_refuse()")


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def create_organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
        sqlite_autoincrement=True,
    )


def create_department() -> None:
    op.create_table(
        "department",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        refers("department", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_department_organisation_id_name")
        ),
        sqlite_autoincrement=True,
    )


def create_hr_right() -> None:
    op.create_table(
        "hr_right",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("granted_by", BIG_ID),
        sa.Column("granted_at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME),
        refers("hr_right", "organisation_id", "organisation"),
        refers("hr_right", "person_id", "person"),
        refers("hr_right", "granted_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hr_right")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_hr_right_person_id_organisation_id_in_force",
        "hr_right",
        ["person_id", "organisation_id"],
        unique=True,
        **only_where("withdrawn_at IS NULL"),
    )
    op.create_index("ix_hr_right_organisation_id", "hr_right", ["organisation_id"])
    op.create_index("ix_hr_right_person_id", "hr_right", ["person_id"])
    op.create_index("ix_hr_right_granted_by", "hr_right", ["granted_by"])


def create_invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_by", BIG_ID),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.Column("used_by", BIG_ID),
        sa.Column("withdrawn_at", TIME),
        sa.CheckConstraint("kind IN ('hr', 'member')", name=op.f("ck_invitation_kind")),
        refers("invitation", "organisation_id", "organisation"),
        refers("invitation", "department_id", "department"),
        refers("invitation", "created_by", "person", "SET NULL"),
        refers("invitation", "used_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("organisation_id", "department_id", "created_by", "used_by"):
        op.create_index(f"ix_invitation_{column}", "invitation", [column])


def create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("position", sa.String(80)),
        sa.Column("name", sa.String(200)),
        sa.Column("shares_verdicts", sa.Boolean(), nullable=False),
        sa.Column("shares_certificates", sa.Boolean(), nullable=False),
        sa.Column("hr_messages", sa.Boolean(), nullable=False),
        sa.Column("joined_at", TIME, nullable=False),
        sa.Column("left_at", TIME),
        refers("membership", "person_id", "person"),
        refers("membership", "organisation_id", "organisation"),
        refers("membership", "department_id", "department", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_membership_person_id_organisation_id_present",
        "membership",
        ["person_id", "organisation_id"],
        unique=True,
        **only_where("left_at IS NULL"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_index("ix_membership_organisation_id_id", "membership", ["organisation_id", "id"])
    op.create_index("ix_membership_department_id", "membership", ["department_id"])


def create_deadline() -> None:
    op.create_table(
        "deadline",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("title_kk", sa.String(200), nullable=False),
        sa.Column("title_ru", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Text(), nullable=False),
        sa.Column("entered_by", BIG_ID),
        sa.Column("entered_at", TIME, nullable=False),
        sa.CheckConstraint(
            "kind IN ('applications', 'tests', 'plans', 'quarterly', 'other')",
            name=op.f("ck_deadline_kind"),
        ),
        refers("deadline", "organisation_id", "organisation"),
        refers("deadline", "entered_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deadline_organisation_id_day", "deadline", ["organisation_id", "day"])
    op.create_index("ix_deadline_entered_by", "deadline", ["entered_by"])


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("object_kind", sa.String(40), nullable=False),
        sa.Column("object_id", sa.BigInteger()),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_organisation_id_id", "audit", ["organisation_id", "id"])
    op.create_index("ix_audit_actor_id", "audit", ["actor_id"])
    for statement in REFUSE_ON_SQLITE if on_sqlite() else REFUSE_ON_POSTGRESQL:
        op.execute(statement)


def create_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("file_id", sa.String(300)),
        sa.Column("file_kind", sa.String(10)),
        sa.Column("added_at", TIME, nullable=False),
        sa.CheckConstraint(
            "topic IN ('profile', 'education_management', 'it', 'online_methods')",
            name=op.f("ck_certificate_topic"),
        ),
        sa.CheckConstraint(
            "file_kind IN ('document', 'photo')", name=op.f("ck_certificate_file_kind")
        ),
        sa.CheckConstraint("hours BETWEEN 1 AND 2000", name=op.f("ck_certificate_hours")),
        sa.CheckConstraint(
            "(file_id IS NULL) = (file_kind IS NULL)", name=op.f("ck_certificate_file")
        ),
        refers("certificate", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])


def create_personal_date() -> None:
    op.create_table(
        "personal_date",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.CheckConstraint(
            "kind IN ('category', 'management_category', 'language')",
            name=op.f("ck_personal_date_kind"),
        ),
        refers("personal_date", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_date")),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_personal_date_person_id_kind")),
        sqlite_autoincrement=True,
    )


def create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", BIG_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200)),
        sa.Column("settled_at", TIME),
        sa.Column("answer", sa.String(10)),
        sa.Column("answered_at", TIME),
        sa.CheckConstraint(
            "subject IN ('certificate', 'personal_date', 'deadline')",
            name=op.f("ck_reminder_subject"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'blocked', 'failed', 'unknown', 'cancelled')",
            name=op.f("ck_reminder_state"),
        ),
        sa.CheckConstraint("answer IN ('done', 'later', 'stop')", name=op.f("ck_reminder_answer")),
        refers("reminder", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "person_id",
            "subject",
            "subject_id",
            "day",
            "days_before",
            "again",
            name=op.f("uq_reminder_occurrence"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_subject_subject_id", "reminder", ["subject", "subject_id"])
    op.create_index(
        "ix_reminder_due_at_pending", "reminder", ["due_at"], **only_where("state = 'pending'")
    )


def refers(
    table: str, column: str, other: str, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def only_where(condition: str) -> dict[str, Any]:
    """An index on some rows only, on either database."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
