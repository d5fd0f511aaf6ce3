"""Alembic runs this file for every command; `storage.engine.migrating` gives the connection."""

from alembic import context

from storage.tables.schema import metadata


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        # SQLite cannot alter most things in place; a table is rebuilt instead.
        render_as_batch=True,
        # Both databases can roll back a schema change, so all revisions go in one transaction.
        transactional_ddl=True,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    with context.begin_transaction():
        context.run_migrations()


run()
