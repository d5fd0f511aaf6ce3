"""An answer that depends on the position is of the position it was given for

Revision: 0008, after: 0007

What such answers were given for is the position of their run. Those without a run get "?": they
count for no position until the person confirms them. Of some lists only a part depends on the
position; it gets a row of its own. What is said here of the shape of the values is that of this
change, whatever becomes of it later.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
UNPLACED = "?"
TIED = (
    "experience.post",
    "experience.specialty",
    "experience.specialty_management",
    "experience.enterprise",
    "experience.enterprise_management",
    "experience.business_management",
    "experience.methodical_head",
    "experience.industry",
    "flags.recognised_works",
    "flags.implemented_result",
    "flags.textbooks",
    "flags.grants_led",
    "flags.teaches",
    "publications",
    "same_profile",
)
IN_PART = ("education", "degrees", "certificates", "retraining")
ROWS_AT_ONCE = 500

ANSWER = sa.table(
    "answer",
    *map(
        sa.column,
        ("person_id", "fact", "position", "state", "value", "run_id", "sequence", "answered_at"),
    ),
)
RUN = sa.table("run", sa.column("id"), sa.column("position"))
PLACE = sa.func.coalesce(
    sa.select(RUN.c.position).where(RUN.c.id == ANSWER.c.run_id).scalar_subquery(), UNPLACED
)


def upgrade() -> None:
    with op.batch_alter_table("answer", copy_from=answer(positions=False)) as batch:
        column = sa.Column("position", sa.String(80), nullable=False, server_default="")
        batch.add_column(column)
        batch.drop_constraint(op.f("pk_answer"), type_="primary")
        batch.create_primary_key(op.f("pk_answer"), ["person_id", "fact", "position"])
    with op.batch_alter_table("answer", copy_from=answer(positions=True, default="")) as batch:
        batch.alter_column("position", server_default=None)
    op.execute(ANSWER.update().where(ANSWER.c.fact.in_(TIED)).values(position=PLACE))
    for row in rows_of(IN_PART):
        divide(row)


def downgrade() -> None:
    for person_id, fact, rows in by_fact():
        keep_one(person_id, fact, rows)
    op.execute(ANSWER.delete().where(ANSWER.c.fact == "same_profile"))
    with op.batch_alter_table("answer", copy_from=answer(positions=True)) as batch:
        batch.drop_constraint(op.f("pk_answer"), type_="primary")
        batch.create_primary_key(op.f("pk_answer"), ["person_id", "fact"])
        batch.drop_column("position")


def rows_of(facts: tuple[str, ...]) -> Iterator[Any]:
    """The rows of these facts, with `place`, the position of their run; some at a time."""
    last = (-1, "")
    key = sa.tuple_(ANSWER.c.person_id, ANSWER.c.fact)
    while True:
        query = (
            sa.select(ANSWER, PLACE.label("place"))
            .where(ANSWER.c.fact.in_(facts), key > last)
            .order_by(ANSWER.c.person_id, ANSWER.c.fact)
            .limit(ROWS_AT_ONCE)
        )
        found = op.get_bind().execute(query).all()
        if not found:
            return
        yield from found
        last = (found[-1].person_id, found[-1].fact)


def divide(row: Any) -> None:
    """One old row becomes a general one and, where it says something of it, the position's."""
    value = json.loads(row.value)
    if row.state == "draft":
        # The answer before it goes on counting elsewhere while this one is being given.
        move(row, row.place)
        kept = value.get("before") if isinstance(value, dict) else None
        if kept is not None and kept["state"] == "value":
            general, _ = parts(row.fact, kept["value"], row.sequence)
            insert(row, "", "value", general, kept["run_id"])
        return
    if row.state != "value":
        return
    general, part = parts(row.fact, value, row.sequence)
    tied = {} if part is None else {"part": part}
    if row.fact != "retraining" and "steps" in value:
        tied["steps"] = value["steps"]
    if tied:
        insert(row, row.place, "value", tied, row.run_id)
    op.execute(same(row).values(value=dumped(general)))


def parts(fact: str, value: Any, number: int) -> tuple[Any, Any]:
    """What is so everywhere and what is said of the position, None where nothing is."""
    if fact == "retraining":
        general = [kind for kind in value if kind != "professional"]
        return general, {"profile": "professional" in value}
    plain = {key: inner for key, inner in value.items() if key != "steps"}
    if fact == "certificates":
        return parts_of_courses(plain)
    said: dict[str, bool] = {}
    items = []
    for place, item in enumerate(plain["items"]):
        named = {"id": f"{number}.{place}", **item}
        divided = diploma(named, said) if fact == "education" else degree(named, said)
        items.append(divided)
    return {**plain, "items": items}, said or None


def parts_of_courses(value: Any) -> tuple[Any, Any]:
    mine = [item for item in value["items"] if item.get("topic") == "profile"]
    asked = [topic for topic in value["asked"] if topic != "profile"]
    others = [item for item in value["items"] if item.get("topic") != "profile"]
    was_asked = "profile" in value["asked"]
    part = {"items": mine, "asked": was_asked, "complete": value["complete"]}
    return {**value, "items": others, "asked": asked}, part if mine or was_asked else None


def diploma(item: dict[str, Any], said: dict[str, bool]) -> dict[str, Any]:
    fields, asked = item.get("fields", []), item.get("asked", [])
    if "profile" not in fields and "profile" not in asked:
        return item
    said[item["id"]] = "profile" in fields
    general = {key: value for key, value in item.items() if key not in ("fields", "asked")}
    rest = [field for field in asked if field != "profile"]
    others = [field for field in fields if field != "profile"]
    return {**general, "fields": others, "asked": rest} if rest or others else general


def degree(item: dict[str, Any], said: dict[str, bool]) -> dict[str, Any]:
    if "in_profile" in item:
        said[item["id"]] = item["in_profile"]
    return {key: value for key, value in item.items() if key != "in_profile"}


def by_fact() -> Iterator[tuple[int, str, list[Any]]]:
    """The rows of every person and fact of which there are several, the latest last."""
    facts = (*TIED, *IN_PART)
    query = (
        sa.select(ANSWER.c.person_id, ANSWER.c.fact)
        .where(ANSWER.c.fact.in_(facts))
        .group_by(ANSWER.c.person_id, ANSWER.c.fact)
    )
    for person_id, fact in op.get_bind().execute(query).all():
        mine = (ANSWER.c.person_id == person_id, ANSWER.c.fact == fact)
        rows = sa.select(ANSWER).where(*mine).order_by(ANSWER.c.sequence)
        yield person_id, fact, list(op.get_bind().execute(rows).all())


def keep_one(person_id: int, fact: str, rows: list[Any]) -> None:
    """One row stays: a draft, else the latest, put together with what is so everywhere."""
    drafts = [row for row in rows if row.state == "draft"]
    last = (drafts or rows)[-1]
    value, state = json.loads(last.value), last.state
    general = next((row for row in rows if row.position == ""), None)
    if fact in IN_PART and state != "draft" and general is not None:
        placed = [row for row in rows if row.position != "" and row.state == "value"]
        state, base = general.state, json.loads(general.value)
        last = placed[-1] if placed else general
        value = whole(fact, base, json.loads(last.value) if placed else {})
    op.execute(ANSWER.delete().where(ANSWER.c.person_id == person_id, ANSWER.c.fact == fact))
    insert(last, "", state, value, last.run_id)


def whole(fact: str, general: Any, tied: Any) -> Any:
    part = tied.get("part")
    if general is None:
        return None
    if fact == "retraining":
        return [*general, *(["professional"] if part and part["profile"] else [])]
    steps = {"steps": tied["steps"]} if "steps" in tied else {}
    if fact == "certificates" and part is not None:
        asked = sorted({*general["asked"], *(["profile"] if part["asked"] else [])})
        complete = general["complete"] and part["complete"]
        items = [*general["items"], *part["items"]]
        return {**general, "items": items, "asked": asked, "complete": complete, **steps}
    items = [restored(fact, dict(item), part or {}) for item in general["items"]]
    return {**general, "items": items, **steps}


def restored(fact: str, item: dict[str, Any], said: dict[str, bool]) -> dict[str, Any]:
    name = item.pop("id", None)
    if name not in said:
        return item
    if fact == "degrees":
        return {**item, "in_profile": said[name]}
    fields = {*item.get("fields", []), *(["profile"] if said[name] else [])}
    return {**item, "fields": sorted(fields), "asked": sorted({*item.get("asked", []), "profile"})}


def same(row: Any) -> Any:
    return ANSWER.update().where(
        ANSWER.c.person_id == row.person_id,
        ANSWER.c.fact == row.fact,
        ANSWER.c.position == row.position,
    )


def move(row: Any, position: str) -> None:
    op.execute(same(row).values(position=position))


def insert(row: Any, position: str, state: str, value: Any, run_id: int | None) -> None:
    values = {
        "person_id": row.person_id,
        "fact": row.fact,
        "position": position,
        "state": state,
        "value": dumped(value),
        "run_id": run_id,
        "sequence": row.sequence,
        "answered_at": row.answered_at,
    }
    op.execute(ANSWER.insert().values(**values))


def dumped(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def answer(*, positions: bool, default: str | None = None) -> sa.Table:
    """The table as it stands: reading it from SQLite would miss its CHECKs."""
    columns: list[sa.Column[Any]] = [
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("fact", sa.String(80), nullable=False),
    ]
    key = ["person_id", "fact"]
    if positions:
        key.append("position")
    columns += [
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("run_id", BIG_ID),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
    ]
    if positions:
        place = sa.Column("position", sa.String(80), nullable=False, server_default=default)
        columns.append(place)
    made = sa.Table(
        "answer",
        sa.MetaData(),
        *columns,
        sa.CheckConstraint("state IN ('value', 'unknown', 'draft')", name=op.f("ck_answer_state")),
        refers("person_id", "person"),
        refers("run_id", "run"),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )
    sa.Index("ix_answer_run_id_sequence", made.c.run_id, made.c.sequence)
    return made


def refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_answer_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE")
