"""A person's own knowledge test, which the attestation asks for."""

from datetime import date, datetime

from handlers.cases.errors import BadValue
from handlers.cases.rights import require_consent
from rules.dates import today
from rules.typed.points import EARLIEST
from storage.database import Unit


async def keep_test(
    unit: Unit, person_id: int, percent: int, taken: date | None, now: datetime
) -> None:
    """Keeps the last result; `taken` None: the day is not known.

    Raises `ConsentNeeded`, `BadValue` ("percent", "taken").
    """
    await require_consent(unit, person_id)
    if not 0 <= percent <= 100:
        raise BadValue("percent", 0, 100)
    if taken is not None and not EARLIEST <= taken <= today(now):
        raise BadValue("taken", EARLIEST, today(now))
    await unit.knowledge_tests.put(person_id, percent, taken, now)
