"""What the worker would have written down of a broadcast."""

from collections.abc import Mapping
from datetime import timedelta

from storage.database import Database
from storage.tables.outbound import Settlement
from tests.cases.college import NOW
from tests.outgoing import go_out


async def settle_all(
    database: Database, campaign_id: int, besides: Mapping[int, Settlement]
) -> None:
    """All recipients of a broadcast have got it, save those with another end."""
    async with database.work() as work:
        await go_out(work, NOW)
        for claim in await work.ledger.claim("w", NOW, timedelta(minutes=1), 1000):
            state = besides.get(claim.person_id, "sent")
            assert claim.campaign_id == campaign_id
            await work.ledger.settle(claim, "w", state, NOW, message_id=1)
        await work.campaigns.finish(NOW)
