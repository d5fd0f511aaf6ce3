"""The table of texts that HR keeps to send again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from rules.vocabulary import Language
from storage.json_column import JsonText
from storage.tables.base import CASCADE, Base, BigId, table_of
from storage.tables.organisations import ORGANISATION
from storage.tables.outbound import Formats, Media


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """`texts`: language → what was written; `formats` and `media` as of a broadcast."""

    id: int
    organisation_id: int
    texts: Mapping[Language, str]
    made_at: datetime
    formats: Formats
    media: Media | None


class MessageTemplateRow(Base, table=True):
    __tablename__ = "message_template"
    __table_args__ = (
        Index("ix_message_template_organisation_id_id", "organisation_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    texts: dict[str, str] = Field(sa_type=JsonText)
    made_at: datetime
    formats: dict[str, Any] | None = Field(sa_type=JsonText)
    media: dict[str, str] | None = Field(sa_type=JsonText)


message_template = table_of(MessageTemplateRow)
