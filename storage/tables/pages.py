"""Who is signed in on the web page, the links that sign in, and what is searched and begun there.

A session and a link are known by the hash of their token; whoever reads the database cannot use
them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from rules.vocabulary import Json
from storage.json_column import JsonText
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of
from storage.tables.organisations import NAME_LENGTH, ORGANISATION, SET_NULL


@dataclass(frozen=True, slots=True)
class PageSession:
    """Somebody signed in until `expires_at`. `data_hash`: the signature of the Mini App's data that
    it was opened with, None for a link; `organisation_id`: which one of several was chosen; `look`:
    colours and size of the letters, as the page has them."""

    id: int
    person_id: int
    token_hash: str
    organisation_id: int | None
    data_hash: str | None
    look: Json
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link that signs its person in once."""

    id: int
    person_id: int
    token_hash: str
    organisation_id: int | None
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PageDraft:
    """What somebody is in the middle of. `kind`: what it is; `data`: what was chosen or typed;
    `outcome`: the address that it led to, None until it is done."""

    id: int
    session_id: int
    organisation_id: int | None
    kind: str
    data: Json
    outcome: str | None


class PageSessionRow(Base, table=True):
    __tablename__ = "page_session"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_page_session_person_id", "person_id"),
        Index("ix_page_session_organisation_id", "organisation_id"),
        Index("ix_page_session_expires_at", "expires_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    token_hash: str = Field(max_length=64)
    organisation_id: int | None = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=SET_NULL)
    data_hash: str | None = Field(max_length=64)
    look: dict[str, Any] = Field(sa_type=JsonText)
    made_at: datetime
    expires_at: datetime


class PageLinkRow(Base, table=True):
    __tablename__ = "page_link"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_page_link_person_id", "person_id"),
        Index("ix_page_link_organisation_id", "organisation_id"),
        Index("ix_page_link_expires_at", "expires_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    token_hash: str = Field(max_length=64)
    organisation_id: int | None = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=SET_NULL)
    made_at: datetime
    expires_at: datetime


class PageSearchRow(Base, table=True):
    """The words of a search, so that an address needs only its number."""

    __tablename__ = "page_search"
    __table_args__ = (
        Index("ix_page_search_session_id", "session_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    session_id: int = Field(sa_type=BigId, foreign_key="page_session.id", ondelete=CASCADE)
    words: str = Field(max_length=NAME_LENGTH)


class PageDraftRow(Base, table=True):
    """It goes with its session."""

    __tablename__ = "page_draft"
    __table_args__ = (
        Index("ix_page_draft_session_id", "session_id"),
        Index("ix_page_draft_organisation_id", "organisation_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    session_id: int = Field(sa_type=BigId, foreign_key="page_session.id", ondelete=CASCADE)
    organisation_id: int | None = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    kind: str = Field(max_length=20)
    data: dict[str, Any] = Field(sa_type=JsonText)
    outcome: str | None = Field(max_length=200)


page_session = table_of(PageSessionRow)
page_link = table_of(PageLinkRow)
page_search = table_of(PageSearchRow)
page_draft = table_of(PageDraftRow)
