"""Who has confirmed that they have read a broadcast, as far as they let HR see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select

from storage.tables.organisations import department, membership
from storage.tables.outbound import campaign, dispatch, receipt
from storage.tables.purposes import purpose_said
from storage.transaction import Transaction, insert_into

GOT = dispatch.c.state.in_(("sent", "unknown"))


@dataclass(frozen=True, slots=True)
class Reader:
    """`name` and `department` as the member has them now. `read_at` None: has not said so."""

    name: str | None
    department: str | None
    read_at: datetime | None


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

    async def readers(
        self, campaign_id: int, purpose: str, version: str, first: int, limit: int
    ) -> list[Reader]:
        """Present members whom it has reached: those who have read it first, by name."""
        query = _reached(campaign_id, purpose, version).offset(first).limit(limit)
        return [Reader(*row) for row in await self._transaction.execute(query)]

    async def count_reached(self, campaign_id: int, purpose: str, version: str) -> int:
        """How many `readers` there are."""
        found = _reached(campaign_id, purpose, version).order_by(None).subquery()
        counted = await self._transaction.execute(select(func.count()).select_from(found))
        return int(counted.scalar_one())


def _agrees(purpose: str, version: str) -> ColumnElement[bool]:
    return exists().where(
        purpose_said.c.person_id == receipt.c.person_id,
        purpose_said.c.purpose == purpose,
        purpose_said.c.version == version,
        purpose_said.c.agreed.is_(True),
    )


def _reached(
    campaign_id: int, purpose: str, version: str
) -> Select[tuple[str | None, str | None, datetime | None]]:
    of_sender = and_(
        membership.c.person_id == dispatch.c.person_id,
        membership.c.organisation_id == campaign.c.organisation_id,
        membership.c.left_at.is_(None),
    )
    of_reader = and_(
        receipt.c.campaign_id == dispatch.c.campaign_id,
        receipt.c.person_id == dispatch.c.person_id,
        _agrees(purpose, version),
    )
    return (
        select(membership.c.name, department.c.name, receipt.c.read_at)
        .select_from(dispatch)
        .join(campaign, campaign.c.id == dispatch.c.campaign_id)
        .join(membership, of_sender)
        .outerjoin(department, department.c.id == membership.c.department_id)
        .outerjoin(receipt, of_reader)
        .where(dispatch.c.campaign_id == campaign_id, GOT)
        .order_by(receipt.c.read_at.is_(None), membership.c.name.is_(None), membership.c.name)
        .order_by(membership.c.id)
    )
