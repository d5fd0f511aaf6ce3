"""The first tables: people, their runs and answers, screens, decisions, misses, updates

Revision: 0001, after: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_handled_update()
    create_miss()
    create_person()
    create_run()
    create_screen()
    create_answer()
    create_decision()


def downgrade() -> None:
    for table in ("decision", "answer", "screen", "run", "person", "miss", "handled_update"):
        op.drop_table(table)


def create_handled_update() -> None:
    op.create_table(
        "handled_update",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handled_update")),
    )
    op.create_index("ix_handled_update_seen_at", "handled_update", ["seen_at"])


def create_miss() -> None:
    op.create_table(
        "miss",
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en')", name=op.f("ck_miss_language")),
        sa.PrimaryKeyConstraint("text", "language", name=op.f("pk_miss")),
    )
    op.create_index("ix_miss_last_at", "miss", ["last_at"])


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("language_chosen", sa.Boolean(), nullable=False),
        sa.Column("consent_version", sa.String(40)),
        sa.Column("consent_at", TIME),
        sa.Column("withdrawn_at", TIME),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("blocked_at", TIME),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en')", name=op.f("ck_person_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )


def create_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("position", sa.String(80), nullable=False),
        sa.Column("category", sa.String(80)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.CheckConstraint(
            "state IN ('asking', 'reported', 'cancelled')", name=op.f("ck_run_state")
        ),
        of_person("run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sqlite_autoincrement=True,
    )
    asking = sa.text("state = 'asking'")
    op.create_index("ix_run_person_id", "run", ["person_id"])
    op.create_index(
        "uq_run_person_id_asking",
        "run",
        ["person_id"],
        unique=True,
        sqlite_where=asking,
        postgresql_where=asking,
    )


def create_screen() -> None:
    op.create_table(
        "screen",
        sa.Column("person_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("updated_at", TIME, nullable=False),
        of_person("screen"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_screen")),
    )


def create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("fact", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("run_id", BIG_ID),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.CheckConstraint("state IN ('value', 'unknown', 'draft')", name=op.f("ck_answer_state")),
        of_person("answer"),
        of_run("answer"),
        sa.PrimaryKeyConstraint("person_id", "fact", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_run_id_sequence", "answer", ["run_id", "sequence"])


def create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("person_id", BIG_ID),
        sa.Column("run_id", BIG_ID),
        sa.Column("position", sa.String(80), nullable=False),
        sa.Column("category", sa.String(80)),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(80), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.CheckConstraint(
            "verdict IN ('eligible', 'not_eligible', 'undetermined')",
            name=op.f("ck_decision_verdict"),
        ),
        of_person("decision"),
        of_run("decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_autoincrement=True,
    )
    nobody = sa.text("person_id IS NULL")
    op.create_index("ix_decision_person_id", "decision", ["person_id"])
    op.create_index("ix_decision_run_id", "decision", ["run_id"])
    op.create_index(
        "ix_decision_created_at_nobody",
        "decision",
        ["created_at"],
        sqlite_where=nobody,
        postgresql_where=nobody,
    )


def of_person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id_person")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")


def of_run(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_run_id_run")
    return sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=name, ondelete="CASCADE")
