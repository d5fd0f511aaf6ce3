"""What a message of a year of training says as it is at the moment it goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.training.findings import about_finding
from cases.training.trips import travelling
from cases.training.units import plans_of_led
from storage.database import Work
from storage.tables.outbound import ReminderContent


async def with_training(
    work: Work, person_id: int | None, content: ReminderContent, now: datetime
) -> ReminderContent | None:
    """None where there is nothing to say any more."""
    if content.subject == "training_trip":
        people = await travelling(work, content.subject_id, content.day)
        return replace(content, value=str(people)) if people else None
    if content.subject == "training_year" and content.value == "plans_due":
        if person_id is None:
            return None
        plans = await plans_of_led(work, person_id, content.subject_id, now)
        return None if plans is None else replace(content, plans=plans)
    if content.subject == "nonconformity" and content.cause is None:
        about = await about_finding(work, content.subject_id)
        parts = (content.value, *about)
        return replace(content, value=", ".join(part for part in parts if part))
    return content
