"""That a broadcast was read: confirmed by whoever agrees that HR sees it, seen by HR by name
(`recipients`)."""

from datetime import datetime

from cases.errors import NotAllowed
from cases.purposes import RECEIPTS, require_purpose
from storage.database import Work


async def confirm_reading(work: Work, person_id: int, campaign_id: int, now: datetime) -> None:
    """Raises `ConsentNeeded`, `NotAllowed` for whoever did not get it, or got one that asks for
    nothing."""
    await require_purpose(work, person_id, RECEIPTS)
    if not await work.receipts.went_to(campaign_id, person_id):
        raise NotAllowed
    await work.receipts.add(campaign_id, person_id, now)
