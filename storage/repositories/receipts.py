"""Who has confirmed that they have read a broadcast, as far as they let HR see it."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select

from storage.tables.outbound import campaign, dispatch, receipt
from storage.tables.purposes import purpose_said
from storage.transaction import Transaction, insert_into

GOT = dispatch.c.state.in_(("sent", "unknown"))


class Receipts:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def went_to(self, campaign_id: int, person_id: int) -> bool:
        """Whether the broadcast asks for receipts and has gone or may have gone to this person."""
        query = (
            select(dispatch.c.id)
            .join(campaign, campaign.c.id == dispatch.c.campaign_id)
            .where(
                dispatch.c.campaign_id == campaign_id,
                dispatch.c.person_id == person_id,
                or_(GOT, dispatch.c.state == "sending"),
                campaign.c.asks_receipt.is_(True),
            )
        )
        return (await self._transaction.execute(query.limit(1))).first() is not None

    async def add(self, campaign_id: int, person_id: int, now: datetime) -> None:
        """Said twice, the first moment stays."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, receipt).on_conflict_do_nothing(
            index_elements=[receipt.c.campaign_id, receipt.c.person_id]
        )
        row = {"campaign_id": campaign_id, "person_id": person_id, "read_at": now}
        await self._transaction.execute(new, row)

    async def remove_of(self, person_id: int) -> None:
        await self._transaction.execute(delete(receipt).where(receipt.c.person_id == person_id))

    async def count(self, campaign_id: int, purpose: str, version: str) -> int:
        """How many have read it, of those who agree that it is seen."""
        query = select(func.count()).where(
            receipt.c.campaign_id == campaign_id, _agrees(purpose, version)
        )
        return int((await self._transaction.execute(query)).scalar_one())


def _agrees(purpose: str, version: str) -> ColumnElement[bool]:
    return exists().where(
        purpose_said.c.person_id == receipt.c.person_id,
        purpose_said.c.purpose == purpose,
        purpose_said.c.version == version,
        purpose_said.c.agreed.is_(True),
    )
