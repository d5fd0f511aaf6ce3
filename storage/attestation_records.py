"""What the repositories of attestation hand out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from rules.norms.model import Text

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
