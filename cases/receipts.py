"""That a broadcast was read: confirmed by whoever agrees that HR sees it, seen by HR by name."""

from dataclasses import dataclass
from datetime import datetime

from cases.errors import NotAllowed, NotThere
from cases.purposes import RECEIPTS, require_purpose
from cases.rights import note_reading, require_hr
from storage.database import Work
from storage.repositories.receipts import Reader
from storage.tables.outbound import Campaign


@dataclass(frozen=True, slots=True)
class ReadersView:
    """`reached`: members whom it has reached; `read` of them have said so; `shown`: a slice."""

    campaign: Campaign
    reached: int
    read: int
    shown: tuple[Reader, ...]


async def confirm_reading(work: Work, person_id: int, campaign_id: int, now: datetime) -> None:
    """Raises `ConsentNeeded`, `NotAllowed` for whoever did not get it, or got one that asks for
    nothing."""
    await require_purpose(work, person_id, RECEIPTS)
    if not await work.receipts.went_to(campaign_id, person_id):
        raise NotAllowed
    await work.receipts.add(campaign_id, person_id, now)


async def readers_of(
    work: Work,
    hr_id: int,
    organisation_id: int,
    campaign_id: int,
    now: datetime,
    *,
    first: int,
    limit: int,
) -> ReadersView:
    """Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    campaign = await work.campaigns.get(campaign_id)
    if campaign is None or campaign.organisation_id != organisation_id:
        raise NotThere
    purpose = (RECEIPTS.id, RECEIPTS.version)
    read = await work.receipts.count(campaign_id, *purpose)
    reached = await work.receipts.count_reached(campaign_id, *purpose)
    shown = await work.receipts.readers(campaign_id, *purpose, first, limit)
    thing = ("campaign", campaign_id)
    await note_reading(
        work, hr_id, organisation_id, "broadcast.readers", thing, now, is_further=True
    )
    return ReadersView(campaign, reached, read, tuple(shown))
