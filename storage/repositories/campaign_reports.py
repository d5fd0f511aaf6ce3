"""What became of each recipient of a broadcast, as HR may see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from storage.tables.organisations import department, membership
from storage.tables.outbound import DispatchState, campaign, dispatch
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Recipient:
    """`name` and `department` as the member has them now; None when not given or not there."""

    name: str | None
    department: str | None
    state: DispatchState
    reason: str | None
    settled_at: datetime | None


class CampaignReports:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def recipients(self, campaign_id: int) -> list[Recipient]:
        """By department and name; those who have left or were forgotten come without either."""
        of_sender = and_(
            membership.c.person_id == dispatch.c.person_id,
            membership.c.organisation_id == campaign.c.organisation_id,
            membership.c.left_at.is_(None),
        )
        query = (
            select(
                membership.c.name,
                department.c.name,
                dispatch.c.state,
                dispatch.c.reason,
                dispatch.c.settled_at,
            )
            .select_from(dispatch)
            .join(campaign, campaign.c.id == dispatch.c.campaign_id)
            .outerjoin(membership, of_sender)
            .outerjoin(department, department.c.id == membership.c.department_id)
            .where(dispatch.c.campaign_id == campaign_id)
            .order_by(department.c.name, membership.c.name, dispatch.c.id)
        )
        return [Recipient(*row) for row in await self._transaction.execute(query)]
