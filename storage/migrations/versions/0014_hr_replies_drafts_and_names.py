"""Answers to HR's messages, drafts of HR in a table of their own, names of those who act for HR

Drafts were put aside among the notes of the person's screen, which go after a day without consent.

Revision: 0014, after: 0013
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
ASIDE, NAME = "aside", "hr_draft_"

SCREEN = sa.table("screen", sa.column("person_id"), sa.column("kind"), sa.column("data"),
                  sa.column("updated_at", TIME))  # fmt: skip
DRAFT = sa.table("hr_draft", sa.column("person_id"), sa.column("organisation_id"),
                 sa.column("data"), sa.column("changed_at", TIME))  # fmt: skip
RIGHT = sa.table("hr_right", sa.column("person_id"), sa.column("organisation_id"),
                 sa.column("withdrawn_at", TIME))  # fmt: skip


def upgrade() -> None:
    op.add_column("hr_right", sa.Column("name", sa.String(200)))
    create_replies()
    op.create_table(
        "hr_draft",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
                                name=op.f("fk_hr_draft_person_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"],
                                name=op.f("fk_hr_draft_organisation_id_organisation"),
                                ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "organisation_id", name=op.f("pk_hr_draft")),
    )  # fmt: skip
    op.create_index("ix_hr_draft_organisation_id", "hr_draft", ["organisation_id"])
    take_drafts_from_screens()


def create_replies() -> None:
    op.create_table(
        "reply",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("organisation_id", BIG_ID, nullable=False),
        sa.Column("campaign_id", BIG_ID),
        sa.Column("deadline_id", BIG_ID),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.String(300)),
        sa.Column("file_kind", sa.String(10)),
        sa.Column("written_at", TIME, nullable=False),
        sa.Column("read_at", TIME),
        sa.CheckConstraint("file_kind IN ('document', 'photo')", name=op.f("ck_reply_file_kind")),
        sa.CheckConstraint("(file_id IS NULL) = (file_kind IS NULL)", name=op.f("ck_reply_file")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"],
                                name=op.f("fk_reply_organisation_id_organisation"),
                                ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"],
                                name=op.f("fk_reply_campaign_id_campaign"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"],
                                name=op.f("fk_reply_deadline_id_deadline"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"],
                                name=op.f("fk_reply_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    for columns in (["organisation_id", "id"], ["campaign_id", "id"], ["deadline_id"],
                    ["person_id"], ["written_at"]):  # fmt: skip
        op.create_index(f"ix_reply_{'_'.join(columns)}", "reply", columns)


def take_drafts_from_screens() -> None:
    """A draft whose right stands moves; one whose right was withdrawn goes."""
    work = op.get_bind()
    rights = {
        (person_id, organisation_id)
        for person_id, organisation_id in work.execute(
            sa.select(RIGHT.c.person_id, RIGHT.c.organisation_id).where(
                RIGHT.c.withdrawn_at.is_(None)
            )
        )
    }
    of_forms = SCREEN.c.kind.like("own.%")
    for person_id, _, stored, at in work.execute(sa.select(SCREEN).where(of_forms)).all():
        data = json.loads(stored)
        drafts = {name: kept for name, kept in data.get(ASIDE, {}).items() if name.startswith(NAME)}
        if not drafts:
            continue
        data[ASIDE] = {n: kept for n, kept in data[ASIDE].items() if n not in drafts}
        put_screen(person_id, data)
        for name, kept in drafts.items():
            organisation_id = int(name.removeprefix(NAME))
            if (person_id, organisation_id) in rights:
                new = {"person_id": person_id, "organisation_id": organisation_id,
                       "data": plain(kept), "changed_at": at}  # fmt: skip
                work.execute(sa.insert(DRAFT).values(new))


def downgrade() -> None:
    put_drafts_back()
    op.drop_table("hr_draft")
    op.drop_table("reply")
    op.drop_column("hr_right", "name")


def put_drafts_back() -> None:
    """Beside whatever the person's screen notes; a screen of questions notes nothing."""
    work = op.get_bind()
    for person_id, organisation_id, stored, _ in work.execute(sa.select(DRAFT)).all():
        mine = SCREEN.c.person_id == person_id
        screen = work.execute(sa.select(SCREEN.c.kind, SCREEN.c.data).where(mine)).first()
        if screen is None:
            empty = {"mark": "", "hears": False, "data": {"form": "", "fields": {}}, ASIDE: {}}
            new = {"person_id": person_id, "kind": "own.hr", "data": plain(empty),
                   "updated_at": datetime.now(UTC)}  # fmt: skip
            work.execute(sa.insert(SCREEN).values(new))
            data: dict[str, Any] = empty
        elif screen.kind.startswith("own."):
            data = json.loads(screen.data)
        else:
            continue
        aside = {**data.get(ASIDE, {}), f"{NAME}{organisation_id}": json.loads(stored)}
        put_screen(person_id, {**data, ASIDE: aside})


def put_screen(person_id: int, data: dict[str, Any]) -> None:
    values = {"data": plain(data)}
    op.get_bind().execute(sa.update(SCREEN).where(SCREEN.c.person_id == person_id).values(values))


def plain(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
