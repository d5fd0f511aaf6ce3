"""The tables of attestation: editions that HR entered, and what people have said of their own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from rules.norms.model import Text
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.organisations import NAME_LENGTH, ORGANISATION, SET_NULL

EditionState = Literal["proposed", "accepted", "rejected", "withdrawn"]

EDITION_STATES: tuple[str, ...] = get_args(EditionState)


@dataclass(frozen=True, slots=True)
class EnteredEdition:
    """Numbers of a newer edition of the attestation rules, as an organisation's HR entered them.

    `base`: the edition of the rule files whose other facts stay; `numbers`: every number by its
    key; `since`: the first day in force. It counts once it is `accepted`. Who proposed and decided
    it are Telegram ids, None once that person is forgotten; `reason`: why it was rejected.
    """

    id: int
    organisation_id: int
    base: str
    numbers: dict[str, int]
    since: date
    name: Text
    state: EditionState
    proposed_by: int | None
    proposed_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class KeptTest:
    """The last knowledge test that a person told of: per cent, and the day where it is known."""

    person_id: int
    percent: int
    taken: date | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class AttestationWord:
    """What a person has said beside the attestation and nowhere else.

    `position` "": it holds for the person whatever the position. `fact` names what was asked,
    `value` what was said; both are the handlers' to read.
    """

    person_id: int
    position: str
    fact: str
    value: str
    changed_at: datetime


WAITING = "state = 'proposed'"


class AttestationEditionRow(Base, table=True):
    __tablename__ = "attestation_edition"
    __table_args__ = (
        one_of("state", EDITION_STATES),
        # One proposal waits at a time, so that its "before" is what it will replace.
        Index(
            "uq_attestation_edition_organisation_id_waiting",
            "organisation_id",
            unique=True,
            sqlite_where=text(WAITING),
            postgresql_where=text(WAITING),
        ),
        Index("ix_attestation_edition_organisation_id", "organisation_id"),
        Index("ix_attestation_edition_proposed_by", "proposed_by"),
        Index("ix_attestation_edition_decided_by", "decided_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    base: str = Field(max_length=80)
    numbers: str = Field(sa_type=JsonText)
    since: date
    name_kk: str = Field(max_length=NAME_LENGTH)
    name_ru: str = Field(max_length=NAME_LENGTH)
    name_en: str = Field(max_length=NAME_LENGTH)
    state: str = Field(max_length=10)
    proposed_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    proposed_at: datetime
    decided_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    decided_at: datetime | None
    reason: str | None = Field(max_length=NAME_LENGTH)


class KnowledgeTestRow(Base, table=True):
    __tablename__ = "knowledge_test"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),)

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    percent: int
    taken: date | None
    changed_at: datetime


class AttestationWordRow(Base, table=True):
    __tablename__ = "attestation_word"

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    position: str = Field(primary_key=True, max_length=60)
    fact: str = Field(primary_key=True, max_length=60)
    value: str = Field(max_length=20)
    changed_at: datetime


attestation_edition = table_of(AttestationEditionRow)
knowledge_test = table_of(KnowledgeTestRow)
attestation_word = table_of(AttestationWordRow)
