"""What the repositories of shares and wishes hand out."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shows one decision without naming anybody, known by its token's hash only."""

    id: int
    person_id: int
    decision_id: int
    token_hash: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def works(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Wish:
    """To be reminded on the day on which a decision said the requirements would be met."""

    id: int
    person_id: int
    decision_id: int
    day: date
    created_at: datetime
