"""The tables of organisations: roles, invitations, memberships, deadlines.

Who granted, made or entered something is set to NULL when that person is forgotten: what was done
stays, who did it goes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlmodel import Field

from rules.norms.model import Text
from rules.vocabulary import Verdict
from storage.json_column import JsonText
from storage.tables.base import CASCADE, DERIVED, PERSON, Base, BigId, one_of, table_of
from storage.tables.segments import EVERYBODY, Segment

InvitationKind = Literal["hr", "member"]
DeadlineKind = Literal["applications", "tests", "plans", "quarterly", "other"]
Superior = Literal["district", "region", "ministry"]
DepartmentKind = Literal["organisation", "institute", "department", "chair", "section"]
RoleKind = Literal["hr_director", "hr", "head", "deputy"]

INVITATION_KINDS: tuple[str, ...] = get_args(InvitationKind)
DEADLINE_KINDS: tuple[str, ...] = get_args(DeadlineKind)
SUPERIORS: tuple[str, ...] = get_args(Superior)
DEPARTMENT_KINDS: tuple[str, ...] = get_args(DepartmentKind)
ROLE_KINDS: tuple[str, ...] = get_args(RoleKind)
HR_KINDS: Final = ("hr_director", "hr")
"""The roles that act for the HR of a whole organisation."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A college or university; its name is unique.

    `answers_to`: the education department of the district or of the region, or a ministry; None:
    its HR has not said.
    """

    id: int
    name: str
    created_at: datetime
    answers_to: Superior | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A part of one organisation; its name is unique there.

    `parent_id`: what it is a part of. Only the root, of the kind "organisation" and without a name,
    has none: it stands for all of the organisation.
    """

    id: int
    organisation_id: int
    name: str
    created_at: datetime
    kind: DepartmentKind = "department"
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody may do in a department and in those below it, in force until `withdrawn_at`.

    `department_id`: for HR the root, so the whole organisation. `granted_by`: the Telegram id of
    whoever gave it, None once that person is forgotten. `name`: what the colleagues call its
    holder; None where nobody has given one. `until`: its last day; None: no end is set.
    """

    id: int
    organisation_id: int
    person_id: int
    granted_by: int | None
    granted_at: datetime
    withdrawn_at: datetime | None
    name: str | None
    kind: RoleKind
    department_id: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link into an organisation, known by the hash of its token only.

    `used_at`, `used_by`: for the kind "hr", which is good for one use; a member's link is not.
    """

    id: int
    organisation_id: int
    department_id: int | None
    kind: InvitationKind
    token_hash: str
    created_by: int | None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shares:
    """What a member lets HR see beside the membership itself."""

    verdicts: bool = False
    certificates: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in an organisation, until `left_at`.

    `name` is what the person lets HR call them; `position` an identifier of the catalogue;
    `hr_messages` is False for whoever wants no broadcasts of this organisation's HR.
    """

    id: int
    person_id: int
    organisation_id: int
    department_id: int | None
    position: str | None
    name: str | None
    shares: Shares
    hr_messages: bool
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class SharedVerdict:
    """The latest result of a member who shares verdicts, for one target."""

    membership_id: int
    position: str
    category: str | None
    verdict: Verdict
    judged_on: date


@dataclass(frozen=True, slots=True)
class SharedCertificate:
    """A course of a member who shares certificates; hours are of this course."""

    membership_id: int
    topic: str
    hours: int
    issued: date


NO_WORDS: Final = Text(kk="", ru="", en="")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What HR may leave out of a deadline: whom it is for (everybody), a text in three languages,
    each of which may be empty, and a link, "" for none."""

    audience: Segment = EVERYBODY
    note: Text = NO_WORDS
    link: str = ""


NO_PARTICULARS: Final = Particulars()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the year that HR has entered, with its title in Kazakh, Russian and, unless that
    is empty, English.

    `days_before`: when members are reminded, in days before `day`. `entered_by`: a Telegram id,
    None once that person is forgotten. `series_id`: what it is an occurrence of; None: of nothing.
    """

    id: int
    organisation_id: int
    kind: DeadlineKind
    title: Text
    day: date
    days_before: tuple[int, ...]
    entered_by: int | None
    entered_at: datetime
    particulars: Particulars = NO_PARTICULARS
    series_id: int | None = None


ORGANISATION = "organisation.id"
DEPARTMENT = "department.id"
SET_NULL: Final = "SET NULL"
ENDING: Final = "until IS NOT NULL AND withdrawn_at IS NULL"
NAME_LENGTH = 200
LINK_LENGTH = 500
KEY_LENGTH = NAME_LENGTH + 100
NAME_KEY = String(KEY_LENGTH).with_variant(String(KEY_LENGTH, collation="C"), "postgresql")


class OrganisationRow(Base, table=True):
    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("name"),
        one_of("answers_to", SUPERIORS),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    name: str = Field(max_length=NAME_LENGTH)
    created_at: datetime
    answers_to: str | None = Field(max_length=10)


class DepartmentRow(Base, table=True):
    __tablename__ = "department"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        one_of("kind", DEPARTMENT_KINDS),
        Index(
            "uq_department_organisation_id_root",
            "organisation_id",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
        Index("ix_department_parent_id", "parent_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    name: str = Field(max_length=NAME_LENGTH)
    created_at: datetime
    kind: str = Field(max_length=12)
    parent_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=CASCADE)


class RoleRow(Base, table=True):
    __tablename__ = "role"
    __table_args__ = (
        one_of("kind", ROLE_KINDS),
        Index(
            "uq_role_person_id_department_id_in_force",
            "person_id",
            "department_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index(
            "ix_role_until",
            "until",
            sqlite_where=text(ENDING),
            postgresql_where=text(ENDING),
        ),
        Index("ix_role_organisation_id", "organisation_id"),
        Index("ix_role_person_id", "person_id"),
        Index("ix_role_department_id", "department_id"),
        Index("ix_role_granted_by", "granted_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    granted_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    granted_at: datetime
    withdrawn_at: datetime | None
    name: str | None = Field(max_length=NAME_LENGTH)
    kind: str = Field(max_length=11)
    department_id: int = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=CASCADE)
    until: date | None


class InvitationRow(Base, table=True):
    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        one_of("kind", INVITATION_KINDS),
        Index("ix_invitation_organisation_id", "organisation_id"),
        Index("ix_invitation_department_id", "department_id"),
        Index("ix_invitation_created_by", "created_by"),
        Index("ix_invitation_used_by", "used_by"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=CASCADE)
    kind: str = Field(max_length=6)
    token_hash: str = Field(max_length=64)
    created_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    withdrawn_at: datetime | None


class MembershipRow(Base, table=True):
    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_person_id_organisation_id_present",
            "person_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_membership_person_id", "person_id"),
        Index("ix_membership_organisation_id_id", "organisation_id", "id"),
        Index("ix_membership_department_id", "department_id"),
        Index(
            "ix_membership_organisation_id_name_key",
            "organisation_id",
            "name_key",
            "id",
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    person_id: int = Field(sa_type=BigId, foreign_key=PERSON, ondelete=CASCADE)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    department_id: int | None = Field(sa_type=BigId, foreign_key=DEPARTMENT, ondelete=SET_NULL)
    position: str | None = Field(max_length=80)
    name: str | None = Field(max_length=NAME_LENGTH)
    shares_verdicts: bool
    shares_certificates: bool
    hr_messages: bool
    joined_at: datetime
    left_at: datetime | None
    name_key: str = Field(
        sa_type=NAME_KEY, sa_column_kwargs={"info": DERIVED, "server_default": "~"}
    )


class DeadlineRow(Base, table=True):
    __tablename__ = "deadline"
    __table_args__ = (
        one_of("kind", DEADLINE_KINDS),
        Index("ix_deadline_organisation_id_day", "organisation_id", "day"),
        Index("ix_deadline_entered_by", "entered_by"),
        Index("ix_deadline_series_id", "series_id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(sa_type=BigId, primary_key=True)
    organisation_id: int = Field(sa_type=BigId, foreign_key=ORGANISATION, ondelete=CASCADE)
    kind: str = Field(max_length=12)
    title_kk: str = Field(max_length=NAME_LENGTH)
    title_ru: str = Field(max_length=NAME_LENGTH)
    title_en: str = Field(max_length=NAME_LENGTH)
    day: date
    days_before: list[int] = Field(sa_type=JsonText)
    entered_by: int | None = Field(sa_type=BigId, foreign_key=PERSON, ondelete=SET_NULL)
    entered_at: datetime
    audience: dict[str, Any] | None = Field(sa_type=JsonText)
    note: dict[str, str] | None = Field(sa_type=JsonText)
    link: str | None = Field(max_length=LINK_LENGTH)
    series_id: int | None = Field(
        sa_type=BigId, foreign_key="deadline_series.id", ondelete=SET_NULL
    )


organisation = table_of(OrganisationRow)
department = table_of(DepartmentRow)
role = table_of(RoleRow)
invitation = table_of(InvitationRow)
membership = table_of(MembershipRow)
deadline = table_of(DeadlineRow)
