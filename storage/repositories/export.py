"""Everything held on one person, as a document they can take away."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, RowMapping, Table, or_, select

from storage.tables.base import NAMES_PERSON
from storage.tables.conversation import person
from storage.tables.schema import metadata
from storage.transaction import Transaction


async def export_person(transaction: Transaction, person_id: int) -> dict[str, Any]:
    """Table name → rows that name the person, JSON-ready; empty for somebody unknown.

    It goes by the columns that refer to people, so a table added later cannot be forgotten here.
    The ids of other people in those rows are left out.
    """
    found: dict[str, Any] = {}
    for table, named in _personal_tables():
        query = (
            select(*(column for column in table.c if "derived" not in column.info))
            .where(or_(*(column == person_id for column in named)))
            .order_by(*table.primary_key)
        )
        rows = (await transaction.execute(query)).mappings().all()
        others = {column.name for column in named}
        found[table.name] = [_document(row, others, person_id) for row in rows]
    return found if found[person.name] else {}


def _personal_tables() -> list[tuple[Table, list[Column[Any]]]]:
    named = [
        (table, [column for column in table.c if _names_person(column)])
        for table in metadata.sorted_tables
        if table is not person
    ]
    return [(person, [person.c.id]), *((table, columns) for table, columns in named if columns)]


def _names_person(column: Column[Any]) -> bool:
    return NAMES_PERSON in column.info or any(
        key.column is person.c.id for key in column.foreign_keys
    )


def _document(row: RowMapping, named: set[str], person_id: int) -> dict[str, Any]:
    return {
        name: None if name in named and value != person_id else _plain(value)
        for name, value in row.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="backslashreplace")
    return value
