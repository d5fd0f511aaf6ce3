"""What the repositories of organisations hand out: plain values, cut off from the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from rules.norms.model import Text
from storage.records import Verdict

InvitationKind = Literal["hr", "member"]
DeadlineKind = Literal["applications", "tests", "plans", "quarterly", "other"]
Superior = Literal["district", "region", "ministry"]

INVITATION_KINDS: tuple[str, ...] = get_args(InvitationKind)
DEADLINE_KINDS: tuple[str, ...] = get_args(DeadlineKind)
SUPERIORS: tuple[str, ...] = get_args(Superior)


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
    """A part of one organisation; its name is unique there."""

    id: int
    organisation_id: int
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HrRight:
    """The right to act for an organisation's HR; in force until `withdrawn_at`.

    `granted_by` is the Telegram id of whoever made the link, None once that person is forgotten.
    """

    id: int
    organisation_id: int
    person_id: int
    granted_by: int | None
    granted_at: datetime
    withdrawn_at: datetime | None


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


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the year that HR has entered, with its title in Kazakh, Russian and, unless that
    is empty, English.

    `days_before`: when members are reminded, in days before `day`. `entered_by`: a Telegram id,
    None once that person is forgotten.
    """

    id: int
    organisation_id: int
    kind: DeadlineKind
    title: Text
    day: date
    days_before: tuple[int, ...]
    entered_by: int | None
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One action of HR or an operator. `details` holds numbers and names of fields, no texts."""

    id: int
    at: datetime
    actor_id: int
    organisation_id: int
    action: str
    object_kind: str
    object_id: int | None
    details: dict[str, Any]
