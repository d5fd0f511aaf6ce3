"""The tables of what people are told of a later edition: what was let go out, and to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from rules.vocabulary import Language
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of
from storage.tables.register import EMPLOYEE
from storage.tables.shares import DECISION

Texts = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What somebody has let go out about the edition from `since` on: the texts for each kind of
    people, plain, in all languages."""

    since: date
    approved_by: str
    texts: Sequence[Texts]


@dataclass(frozen=True, slots=True)
class OfRecord:
    """What the employer's record of somebody says for a position and category."""

    employee_id: int
    position: str
    category: str | None


@dataclass(frozen=True, slots=True)
class NoticePart:
    """What is told of one position and category: the text of this place in the notice. `of`: the
    number of the person's decision, or the employer's record where they have none."""

    of: int | OfRecord
    place: int


@dataclass(frozen=True, slots=True)
class NoticeCheck:
    """One check of a message, and what is told of it. `decision_id` None: by the employer's
    record."""

    decision_id: int | None
    position: str
    category: str | None
    texts: Texts


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """A message to one person: the edition's first day, and its checks, the newest first."""

    since: date
    checks: tuple[NoticeCheck, ...]


class EditionNoticeRow(Base, table=True):
    """`texts`: by place, language -> what is told. `approved_by`: a name, for those who keep the
    bot."""

    __tablename__ = "edition_notice"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int = Field(sa_type=BigId, primary_key=True)
    since: date
    approved_by: str = Field(max_length=200)
    texts: Any = Field(sa_type=JsonText, nullable=False)
    created_at: datetime


class EditionToldRow(Base, table=True):
    """A decision whose person is told of a later edition, or an employer's record with its position
    and category; those of a person in one notice are one message."""

    __tablename__ = "edition_told"
    __table_args__ = (
        UniqueConstraint("decision_id", "notice_id"),
        Index("ix_edition_told_person_id_notice_id", "person_id", "notice_id"),
        Index("ix_edition_told_notice_id", "notice_id"),
        Index("ix_edition_told_employee_id", "employee_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    notice_id: int = Field(sa_type=BigId, foreign_key="edition_notice.id", ondelete=CASCADE)
    decision_id: int | None = Field(sa_type=BigId, foreign_key=DECISION, ondelete=CASCADE)
    place: int
    created_at: datetime
    employee_id: int | None = Field(sa_type=BigId, foreign_key=EMPLOYEE, ondelete=CASCADE)
    position: str | None = Field(max_length=80)
    category: str | None = Field(max_length=20)


edition_notice = table_of(EditionNoticeRow)
edition_told = table_of(EditionToldRow)
