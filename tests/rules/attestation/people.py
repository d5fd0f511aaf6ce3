"""Short ways to ask for an attestation block."""

from __future__ import annotations

from datetime import date
from typing import Any as AnyValue

from rules.attestation import Attestation, Told, attestation
from rules.profile import parse_profile

Json = dict[str, AnyValue]
ON = date(2026, 11, 20)
NOTHING = Told()


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
