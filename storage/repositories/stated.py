"""States that stand in a statement as they are, not as a parameter.

A partial index serves only a query whose text holds the condition of the index: SQLite looks at
the text alone, and PostgreSQL keeps plans that were made for any parameter.
"""

from typing import Any

from sqlalchemy import ColumnElement, literal


def stated(column: Any, *values: str) -> ColumnElement[bool]:
    """Whether the column has this value, or one of these."""
    said = [literal(value, literal_execute=True) for value in values]
    found: ColumnElement[bool] = column == said[0] if len(said) == 1 else column.in_(said)
    return found
