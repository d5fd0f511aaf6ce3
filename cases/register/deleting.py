"""Records that have been kept long enough: proposed to HR, deleted by a press, never by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cases.rights import note, require
from rules.dates import add_months, today
from storage.database import Work
from storage.tables.register import Employee

YEARS_KEPT: Final = 3
"""After the last appointment has ended; docs/operations.md says why so long."""


async def kept_long_enough(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[Employee]:
    """Whose last appointment ended three years ago or before, by name. Raises `NotAllowed`."""
    await require(work, hr_id, "keep_register", organisation_id, now)
    return await work.register.ended(organisation_id, add_months(today(now), -12 * YEARS_KEPT))


async def delete_records(
    work: Work, hr_id: int, organisation_id: int, now: datetime, only: int | None = None
) -> int:
    """Deletes those that are proposed at this moment, or of them only one; how many.

    Appointments, ties and personal links go along; what the people entered themselves stays.
    Raises `NotAllowed`.
    """
    done = 0
    for each in await kept_long_enough(work, hr_id, organisation_id, now):
        if only is None or each.id == only:
            await work.register.delete(each.id)
            thing = ("employee", each.id)
            await note(work, hr_id, organisation_id, "employee.delete", thing, now)
            done += 1
    return done
