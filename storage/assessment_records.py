"""What the repository of self-assessments hands out."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    """How somebody judged themselves by a card of the professional standard.

    `edition`: the first day of the edition of the card. `answers`: the place of an ability in the
    card → `can`, `partly` or `not_yet`. `begun_at` tells one assessment from the next.
    """

    id: int
    person_id: int
    card: int
    edition: date
    begun_at: datetime
    answers: dict[str, str]
    saved_at: datetime
