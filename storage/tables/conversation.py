"""Who writes to the bot and what their chat shows: tables and what is handed out of them.

Everything personal hangs on `person` and goes with it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Index,
    PrimaryKeyConstraint,
    Text,
    text,
)
from sqlmodel import Field

from rules.vocabulary import LANGUAGES, Language
from storage.json_column import JsonText
from storage.tables.base import (
    CASCADE,
    NAMES_PERSON,
    PERSON,
    Base,
    BigId,
    one_of,
    table_of,
)
from storage.tables.checks import Run


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot; `id` is the Telegram id, all times are UTC.

    `seen_on`: the last day in Almaty on which they wrote or pressed something.
    """

    id: int
    language: Language
    language_chosen: bool
    consent_version: str | None
    consent_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime
    blocked_at: datetime | None
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class LiveMessage:
    """What the one live message of a person shows while no run is asking."""

    person_id: int
    kind: str
    data: dict[str, Any]
    chat_id: int | None
    message_id: int | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is needed to understand a person's next word, read in one go."""

    person: Person
    run: Run | None
    screen: LiveMessage | None


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """An update that waits for its answer: as it came (`raw`), or, once decided, what is to be
    shown (`decided`); JSON both. None for both: nothing is to be shown."""

    id: int
    person_id: int
    raw: str | None
    decided: str | None


class PersonRow(Base, table=True):
    __tablename__ = "person"
    __table_args__ = (
        one_of("language", LANGUAGES),
        # What they have left behind is looked for every hour.
        Index(
            "ix_person_id_no_consent",
            "id",
            sqlite_where=text("consent_version IS NULL"),
            postgresql_where=text("consent_version IS NULL"),
        ),
        Index("ix_person_seen_on", "seen_on"),
    )

    id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    language: str = Field(max_length=2)
    language_chosen: bool
    consent_version: str | None = Field(max_length=40)
    consent_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime
    blocked_at: datetime | None
    seen_on: date | None


class ScreenRow(Base, table=True):
    __tablename__ = "screen"

    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    kind: str = Field(max_length=40)
    data: dict[str, Any] = Field(sa_type=JsonText)
    chat_id: int | None = Field(sa_type=BigInteger)
    message_id: int | None = Field(sa_type=BigInteger)
    updated_at: datetime


class MissRow(Base, table=True):
    """A typed position that nothing matched, counted; nobody is named."""

    __tablename__ = "miss"
    __table_args__ = (
        PrimaryKeyConstraint("text", "language"),
        one_of("language", LANGUAGES),
        Index("ix_miss_last_at", "last_at"),
    )

    text: str = Field(max_length=200, primary_key=True)
    language: str = Field(max_length=2, primary_key=True)
    times: int
    last_at: datetime


class MissMarkRow(Base, table=True):
    """That a person typed a text which nothing matched; the text itself is not here."""

    __tablename__ = "miss_mark"
    __table_args__ = (
        PrimaryKeyConstraint("mark", "person_id"),
        Index("ix_miss_mark_person_id", "person_id"),
        Index("ix_miss_mark_typed_at", "typed_at"),
    )

    mark: str = Field(max_length=16, primary_key=True)
    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    typed_at: datetime


class UpdateRow(Base, table=True):
    """The number of a Telegram update that was dealt with; Telegram may deliver it again."""

    __tablename__ = "handled_update"
    __table_args__ = (Index("ix_handled_update_seen_at", "seen_at"),)

    id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    seen_at: datetime


class WaitingUpdateRow(Base, table=True):
    """An update that was taken from Telegram and is not answered yet; the row goes when it is.

    The person may not be known yet, so no key refers to them. `owner`: the process that deals with
    it, as long as `lease_until` has not passed.
    """

    __tablename__ = "waiting_update"
    __table_args__ = (Index("ix_waiting_update_person_id", "person_id"),)

    id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(sa_type=BigInteger, sa_column_kwargs={"info": {NAMES_PERSON: True}})
    raw: str | None = Field(sa_type=Text)
    decided: str | None = Field(sa_type=Text)
    owner: str | None = Field(max_length=80)
    lease_until: datetime | None
    written_at: datetime


person = table_of(PersonRow)
screen = table_of(ScreenRow)
miss = table_of(MissRow)
miss_mark = table_of(MissMarkRow)
handled_update = table_of(UpdateRow)
waiting_update = table_of(WaitingUpdateRow)
