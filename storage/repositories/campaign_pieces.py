"""The recipients of a broadcast, worked out when it goes out and entered in pieces.

A piece is one transaction over so many members of the organisation, in the order of their
memberships; how far it has come is kept with the broadcast, so that whoever goes on after a stop
enters nobody twice and leaves nobody out.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, literal, select, update

from storage.repositories.campaigns import CAMPAIGNS, campaign_of
from storage.repositories.segments import recipients
from storage.repositories.stated import open_and
from storage.tables.conversation import person
from storage.tables.organisations import membership
from storage.tables.outbound import Campaign, Halt, campaign, dispatch
from storage.tables.segments import Segment
from storage.transaction import Transaction, insert_into

RECIPIENT_COLUMNS = ("campaign_id", "person_id", "occurrence", "state", "attempts", "resent",
                     "not_before")  # fmt: skip


class CampaignPieces:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def running(self) -> list[Campaign]:
        """Those on their way, the earliest first; `made_at` None: recipients are lacking."""
        query = (
            select(campaign.c.id)
            .where(open_and(campaign.c.state, "running"))
            .order_by(campaign.c.scheduled_at, campaign.c.id)
        )
        numbers = list((await self._transaction.execute(query)).scalars())
        # By number: joined to that query, SQLite would read all organisations.
        found = CAMPAIGNS.where(campaign.c.id.in_(numbers))
        rows = (await self._transaction.execute(found)).all() if numbers else []
        by_number = {row.id: campaign_of(row) for row in rows}
        return [by_number[number] for number in numbers if number in by_number]

    async def last_of_piece(self, organisation_id: int, after: int, at_once: int) -> int | None:
        """The last of the next memberships after that number; None where there is none."""
        following = (
            select(membership.c.id)
            .where(
                membership.c.organisation_id == organisation_id,
                membership.c.id > after,
                membership.c.left_at.is_(None),
            )
            .order_by(membership.c.id)
            .limit(at_once)
            .subquery()
        )
        found = await self._transaction.execute(select(func.max(following.c.id)))
        number: int | None = found.scalar()
        return number

    async def counted(self, campaign_id: int, audience: int) -> None:
        """How many recipients there will be, as counted before the first piece."""
        await self._set(campaign_id, audience=audience)

    async def advance(self, held: Campaign, to: int) -> bool:
        """Whether this piece is the caller's: another worker may have taken it meanwhile, or the
        broadcast was paused or cancelled."""
        before = campaign.c.made_to
        as_read = before.is_(None) if held.made_to is None else before == held.made_to
        changed = await self._transaction.execute(
            update(campaign)
            .where(campaign.c.id == held.id, campaign.c.state == "running", as_read)
            .values(made_to=to)
        )
        return changed.rowcount > 0

    async def enter(
        self,
        held: Campaign,
        segment: Segment,
        between: tuple[int, int],
        on: date,
        short: Collection[int] | None,
    ) -> None:
        """Enters whom the segment means on that day, of memberships after the first number, up to
        the second. `short` as for `Campaigns.count`."""
        low, high = between
        values: tuple[Any, ...] = (
            literal(held.id), person.c.id, literal(1), literal("pending"), literal(0),
            literal(False), literal(held.scheduled_at, campaign.c.scheduled_at.type),
        )  # fmt: skip
        meant = (
            recipients(held.organisation_id, segment, on, short)
            .where(membership.c.id > low, membership.c.id <= high)
            .with_only_columns(*values)
            .order_by(membership.c.id)
        )
        # Whoever left and joined again between two pieces is a member twice.
        new = insert_into(self._transaction.dialect, dispatch).from_select(
            list(RECIPIENT_COLUMNS), meant
        )
        keys = [dispatch.c.campaign_id, dispatch.c.person_id, dispatch.c.occurrence]
        await self._transaction.execute(new.on_conflict_do_nothing(index_elements=keys))

    async def complete(self, campaign_id: int, now: datetime) -> int:
        """All recipients are entered: how many they are."""
        query = select(func.count()).where(dispatch.c.campaign_id == campaign_id)
        audience = int((await self._transaction.execute(query)).scalar_one())
        halted: Halt | None = None if audience else "nobody"
        await self._set(campaign_id, made_at=now, audience=audience, halted=halted)
        return audience

    async def halt(self, campaign_id: int) -> None:
        """Pauses one whose author may no longer write to these people."""
        await self._set(campaign_id, state="paused", halted="right")

    async def _set(self, campaign_id: int, **values: Any) -> None:
        await self._transaction.execute(
            update(campaign)
            .where(campaign.c.id == campaign_id, campaign.c.state == "running")
            .values(**values)
        )
