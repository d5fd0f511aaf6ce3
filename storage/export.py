"""Everything held on one person, as a document they can take away."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, select

from storage.tables import metadata, person
from storage.transaction import Transaction

OWNER = "person_id"


async def export_person(transaction: Transaction, person_id: int) -> dict[str, Any]:
    """Table name → rows, JSON-ready; empty for somebody unknown.

    It goes by the tables that refer to a person, so a table added later cannot be forgotten here.
    """
    found: dict[str, Any] = {}
    for table, owner in _personal_tables():
        query = select(table).where(owner == person_id).order_by(*table.primary_key)
        rows = (await transaction.execute(query)).mappings().all()
        found[table.name] = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return found if found[person.name] else {}


def _personal_tables() -> list[tuple[Table, Column[Any]]]:
    owned = [(table, table.c[OWNER]) for table in metadata.sorted_tables if OWNER in table.c]
    return [(person, person.c.id), *owned]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="backslashreplace")
    return value
