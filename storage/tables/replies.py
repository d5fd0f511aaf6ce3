"""The table of what members answer to messages of their HR."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from storage.tables.base import CASCADE, PERSON, Base, BigId, one_of, table_of
from storage.tables.deadlines import FILE_KINDS, FileKind
from storage.tables.organisations import ORGANISATION, SET_NULL


@dataclass(frozen=True, slots=True)
class Reply:
    """A member's answer as HR sees it.

    `name`: what the member lets HR call them, None when they gave none; `is_member` is False for
    whoever has left since. `text` is plain, "" for a file without words. `about`: the beginning of
    what was answered, in its Russian text. `read_at`: when somebody of HR first saw it. `answer`:
    what HR has answered, plain; None: nothing yet.
    """

    id: int
    campaign_id: int | None
    name: str | None
    is_member: bool
    text: str
    file_id: str | None
    file_kind: FileKind | None
    about: str
    written_at: datetime
    read_at: datetime | None
    answer: str | None
    answered_at: datetime | None


class ReplyRow(Base, table=True):
    """An answer to a broadcast or to the reminder of a deadline; kept for a time only."""

    __tablename__ = "reply"
    __table_args__ = (
        one_of("file_kind", FILE_KINDS),
        CheckConstraint("(file_id IS NULL) = (file_kind IS NULL)", name="file"),
        Index("ix_reply_organisation_id_id", "organisation_id", "id"),
        Index("ix_reply_campaign_id_id", "campaign_id", "id"),
        Index("ix_reply_deadline_id", "deadline_id"),
        Index("ix_reply_person_id", "person_id"),
        Index("ix_reply_answered_by", "answered_by"),
        Index("ix_reply_written_at", "written_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    campaign_id: int | None = Field(sa_type=BigId, foreign_key="campaign.id", ondelete=CASCADE)
    deadline_id: int | None = Field(sa_type=BigId, foreign_key="deadline.id", ondelete="SET NULL")
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    text: str = Field(sa_type=Text)
    file_id: str | None = Field(max_length=300)
    file_kind: str | None = Field(max_length=10)
    written_at: datetime
    read_at: datetime | None
    answer: str | None = Field(sa_type=Text)
    answered_at: datetime | None
    answered_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)


reply = table_of(ReplyRow)
