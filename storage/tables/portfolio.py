"""Portfolios: what people have said of the rows of a scoring sheet, and who is reminded of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from rules.vocabulary import Json
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of


@dataclass(frozen=True, slots=True)
class PortfolioAnswer:
    """What a person has said of one row (its id names the sheet too), whatever the category; or the
    papers for the application itself, which no sheet has.

    `entry` is the rules' to read, {} where nothing is said; `papers`: what is gathered already.
    """

    person_id: int
    row: str
    entry: Json
    papers: list[str]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class PortfolioWish:
    """A wish to be reminded in January, of the sheet of that position for that category."""

    id: int
    person_id: int
    position: str
    category: str
    created_at: datetime


class PortfolioAnswerRow(Base, table=True):
    __tablename__ = "portfolio_answer"

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    row: str = Field(primary_key=True, max_length=20)
    entry: Any = Field(sa_type=JsonText, nullable=False)
    papers: Any = Field(sa_type=JsonText, nullable=False)
    changed_at: datetime


class PortfolioWishRow(Base, table=True):
    __tablename__ = "portfolio_wish"
    __table_args__ = (UniqueConstraint("person_id"), {"sqlite_autoincrement": True})

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    position: str = Field(max_length=40)
    category: str = Field(max_length=20)
    created_at: datetime


portfolio_answer = table_of(PortfolioAnswerRow)
portfolio_wish = table_of(PortfolioWishRow)
