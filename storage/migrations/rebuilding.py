"""Tables that SQLite has to rebuild for a change that it cannot make in place."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

SEQUENCE = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
FORGET_SEQUENCE = sa.text("DELETE FROM sqlite_sequence WHERE name = :name")
KEEP_SEQUENCE = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last_id)")


@contextmanager
def rebuilt(name: str, as_it_stands: sa.Table | None = None) -> Iterator[BatchOperations]:
    """Changes a table whose numbers are given out once: an old button must not mean another row.

    `as_it_stands`: the table, where it has a CHECK, which reading it from SQLite would miss.
    """
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    last_id = op.get_bind().scalar(SEQUENCE.bindparams(name=name)) if is_sqlite else None
    with op.batch_alter_table(
        name, copy_from=as_it_stands, table_kwargs={"sqlite_autoincrement": True}
    ) as batch:
        yield batch
    if last_id is not None:
        op.execute(FORGET_SEQUENCE.bindparams(name=name))
        op.execute(KEEP_SEQUENCE.bindparams(name=name, last_id=last_id))
