"""States that stand in a statement as they are, not as a parameter.

A partial index serves only a query whose text holds the condition of the index: SQLite looks at
the text alone, and PostgreSQL keeps plans that were made for any parameter.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, literal


def stated(column: Any, *values: str) -> ColumnElement[bool]:
    """Whether the column has this value, or one of these."""
    said = [literal(value, literal_execute=True) for value in values]
    found: ColumnElement[bool] = column == said[0] if len(said) == 1 else column.in_(said)
    return found


def open_and(column: Any, value: str) -> ColumnElement[bool]:
    """Whether a broadcast's state is this one of the two that the index of open ones holds."""
    return and_(stated(column, "queued", "running"), stated(column, value))
