"""Short ways to ask for an attestation block."""

from __future__ import annotations

from datetime import date

from rules.attestation import Attestation, Told, attestation
from rules.profile import parse_profile
from rules.vocabulary import Json

ON = date(2026, 11, 20)
NOTHING = Told()
# Every number of the edition as the code before this shape stored it with a proposal.
OLD_NUMBERS = {
    "teacher.trainee_months": 12, "teacher.test": 50,
    "moderator.work_months": 24, "moderator.test": 60, "moderator.hours": 72,
    "expert.test": 70, "expert.hours": 96, "expert.early_months": 24, "expert.achievements": 4,
    "researcher.test": 80, "researcher.hours": 80, "researcher.early_months": 24,
    "researcher.achievements": 5,
    "master.test": 90, "master.hours": 108, "master.early_months": 24, "master.achievements": 6,
    "pedagogues.term": 60,
    "deputy_3.test": 70, "deputy_3.hours": 72, "deputy_2.test": 70, "deputy_2.hours": 80,
    "deputy_1.test": 70, "deputy_1.hours": 108,
    "managers.term": 60, "managers.first_head_term": 36, "test_valid": 12,
}  # fmt: skip


def block(
    category: str,
    profile: Json,
    *,
    position: str = "tvet-teacher",
    on: date = ON,
    told: Told = NOTHING,
) -> Attestation:
    found = attestation(position, category, parse_profile(profile, on), on, told=told)
    assert found is not None
    return found


def statuses(found: Attestation) -> dict[str, str]:
    return {item.id: item.status for item in found.requirements}


def course(hours: int | None, issued: str | None, topic: str = "profile") -> Json:
    given = {"topic": topic, "hours": hours, "issued": issued}
    return {key: value for key, value in given.items() if value is not None}
