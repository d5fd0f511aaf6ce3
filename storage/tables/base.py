"""What all tables share: names of constraints, kinds of columns, the way to a table."""

from typing import ClassVar, Final, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Integer,
    MetaData,
    Table,
)
from sqlmodel import SQLModel

# Constraints need names that are the same on both databases, or no migration could drop them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


# Telegram ids need 64 bits, which SQLite's INTEGER has; only it can be a row id there.
BigId = BigInteger().with_variant(Integer(), "sqlite")


PERSON = "person.id"


CASCADE: Final = "CASCADE"


# In a column's `info`: it holds a person's id without referring to the row, which may be deleted.
NAMES_PERSON = "names_person"
# In a column's `info`: made out of another column, to sort and search by, and nothing to hand out.
DERIVED: Final = {"derived": True}


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """An enumeration as a short string that the database itself guards."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Base(SQLModel):
    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


def table_of(model: type[Base]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]
