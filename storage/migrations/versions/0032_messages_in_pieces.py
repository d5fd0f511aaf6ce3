"""Recipients worked out in pieces when a message goes out; formatting and pictures; drafts of the
organisation

Revision: 0032, after: 0031
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.reminder_subjects import BIG_ID, TIME, add_subjects, remove_subjects

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BEFORE = (
    "certificate", "personal_date", "deadline", "wish", "correction", "deadline_change",
    "portfolio", "silence", "objection", "objected", "deadline_watch", "hr_answer", "training_plan",
    "training_course", "training_heard", "training_year", "training_step", "training_receipt",
    "training_trip", "nonconformity", "edition",
)  # fmt: skip
CAMPAIGN: dict[str, Any] = {
    "formats": sa.Text(),
    "media": sa.Text(),
    "needs_right": sa.Boolean(),
    "made_to": sa.BigInteger(),
    "made_at": TIME,
    "halted": sa.String(10),
}
TEMPLATE: dict[str, Any] = {"formats": sa.Text(), "media": sa.Text()}
DRAFTS = sa.table(
    "hr_draft",
    sa.column("organisation_id"),
    sa.column("department_id"),
    sa.column("person_id"),
    sa.column("writer_id"),
    sa.column("data", sa.Text()),
    sa.column("changed_at", TIME),
)
# What has begun goes on with the recipients it has; of what waits they are worked out anew.
BEGUN = "state NOT IN ('queued', 'paused') OR started_at IS NOT NULL"
WAITING = f"SELECT id FROM campaign WHERE NOT ({BEGUN})"  # noqa: S608


def upgrade() -> None:
    add_subjects("message_held", to=BEFORE)
    for name, kind in CAMPAIGN.items():
        op.add_column("campaign", sa.Column(name, kind))
    for name, kind in TEMPLATE.items():
        op.add_column("message_template", sa.Column(name, kind))
    op.execute("UPDATE campaign SET needs_right = (created_by IS NOT NULL)")
    op.execute(f"UPDATE campaign SET made_at = created_at WHERE {BEGUN}")  # noqa: S608
    op.execute(f"DELETE FROM dispatch WHERE campaign_id IN ({WAITING})")  # noqa: S608
    kept = _drafts("person_id", "writer_id")
    op.drop_table("hr_draft")
    op.create_table(
        "hr_draft",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("department_id", BIG_ID),
        sa.Column("writer_id", BIG_ID),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        _refers("organisation_id", "organisation", "CASCADE"),
        _refers("department_id", "department", "SET NULL"),
        _refers("writer_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hr_draft")),
        sa.UniqueConstraint(
            "writer_id", "organisation_id", name=op.f("uq_hr_draft_writer_id_organisation_id")
        ),
        sqlite_autoincrement=True,
    )
    for column in ("organisation_id", "department_id"):
        op.create_index(f"ix_hr_draft_{column}", "hr_draft", [column])
    _put([{**each, "department_id": _led_by(each)} for each in kept])


def _led_by(draft: dict[str, Any]) -> int | None:
    """The department of a head, whose draft it is; None where the writer acts for HR, or nobody
    knows any more for whom they wrote."""
    held = op.get_bind().execute(
        sa.text(
            "SELECT kind, department_id FROM role WHERE person_id = :person_id AND"
            " organisation_id = :organisation_id AND withdrawn_at IS NULL ORDER BY id"
        ).bindparams(person_id=draft["writer_id"], organisation_id=draft["organisation_id"])
    )
    roles = [(kind, department) for kind, department in held]
    if any(kind in ("hr", "hr_director") for kind, _ in roles):
        return None
    return next((department for kind, department in roles if kind in ("head", "deputy")), None)


def downgrade() -> None:
    kept = _drafts("writer_id", "person_id")
    op.drop_table("hr_draft")
    op.create_table(
        "hr_draft",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        _refers("organisation_id", "organisation", "CASCADE"),
        _refers("person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "organisation_id", name=op.f("pk_hr_draft")),
    )
    op.create_index("ix_hr_draft_organisation_id", "hr_draft", ["organisation_id"])
    _put([each for each in kept if each["person_id"] is not None])
    for name in TEMPLATE:
        op.drop_column("message_template", name)
    for name in CAMPAIGN:
        op.drop_column("campaign", name)
    remove_subjects("message_held", leaving=BEFORE)


def _drafts(writer: str, becomes: str) -> list[dict[str, Any]]:
    """All there are; `becomes`: what the column of the writer is called afterwards."""
    query = sa.select(
        DRAFTS.c[writer].label(becomes),
        DRAFTS.c.organisation_id,
        DRAFTS.c.data,
        DRAFTS.c.changed_at,
    )
    return [dict(row._mapping) for row in op.get_bind().execute(query)]


def _put(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        op.execute(sa.insert(DRAFTS).values(**row))


def _refers(column: str, to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_hr_draft_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)
