"""The statements of a question's step, compiled once and run on the driver itself.

SQLAlchemy compiles a statement once as well, but each execution goes through some forty of its
functions and two changes of greenlets, which takes ten times as long as the statement. The tables
stay the only place that says what a column is: their types read and write the values here too.
Measured in docs/decisions/step.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects.postgresql.asyncpg import dialect as AsyncpgDialect  # noqa: N812
from sqlalchemy.dialects.sqlite.aiosqlite import dialect as AiosqliteDialect  # noqa: N812
from sqlalchemy.sql.compiler import SQLCompiler

DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": AiosqliteDialect(),
    "postgresql": AsyncpgDialect(),  # type: ignore[no-untyped-call]
}
Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A statement as one driver takes it. `parameters`: by their place the name and how the value
    is written; `fixed`: the values that stand in the statement itself; `columns`: those that need
    reading, by their place, and how."""

    sql: str
    parameters: tuple[tuple[str, Process], ...]
    fixed: Mapping[str, Any]
    columns: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """By their place; KeyError for one that is missing."""
        every = {**self.fixed, **given} if self.fixed else given
        return [
            every[name] if write is None else write(every[name]) for name, write in self.parameters
        ]

    def row(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.columns:
            return row
        read = list(row)
        for place, process in self.columns:
            read[place] = process(read[place])
        return read


class Prepared:
    """`make` gives the statement for a dialect's name. It may have named parameters only, each of
    one value, and no defaults but those of the database."""

    def __init__(self, make: Callable[[str], Executable]) -> None:
        self._make = make

    def statement(self, dialect: str) -> Executable:
        return self._make(dialect)

    @cached_property
    def sqlite(self) -> Ready:
        return _ready(self._make("sqlite"), DIALECTS["sqlite"])

    @cached_property
    def postgresql(self) -> Ready:
        return _ready(self._make("postgresql"), DIALECTS["postgresql"])


def _ready(statement: Any, dialect: Dialect) -> Ready:
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    assert not compiled.post_compile_params, "a list has no place of its own"
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup or ()]
    parameters = tuple(
        (name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds
    )
    fixed = {name: bind.value for name, bind in binds if not bind.required}
    types = [column.type for column in getattr(statement, "exported_columns", ())]
    columns = (
        (place, type_.dialect_impl(dialect).result_processor(dialect, None))
        for place, type_ in enumerate(types)
    )
    read = tuple((place, process) for place, process in columns if process is not None)
    return Ready(str(compiled), parameters, fixed, read)
