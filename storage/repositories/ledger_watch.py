"""What those who watch over the ledger ask of it: counts and moments, nothing of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import and_, case, exists, func, or_, select

from storage.repositories.stated import stated
from storage.tables.deadlines import reminder
from storage.tables.outbound import campaign, dispatch, send_rate
from storage.transaction import Transaction

BEFORE_ALL: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OpenBroadcast:
    """A broadcast whose time has come and that is not at its end; `since` its first moment."""

    id: int
    since: datetime
    pending: int


@dataclass(frozen=True, slots=True)
class WaitingReminders:
    """Reminders that are due and not sent; `late` of them were due at the moment asked about."""

    count: int
    late: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class DoneBroadcast:
    """`audience`: for how many people it was made."""

    id: int
    audience: int


class LedgerWatch:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def is_there(self) -> bool:
        """Whether the database answers and has our tables; raises what it answers otherwise."""
        await self._transaction.execute(select(send_rate.c.bot_id).limit(1))
        return True

    async def open_broadcasts(self, now: datetime) -> list[OpenBroadcast]:
        of_broadcast = select(func.count()).where(dispatch.c.campaign_id == campaign.c.id)
        entered = of_broadcast.scalar_subquery()
        waiting = of_broadcast.where(stated(dispatch.c.state, "pending")).scalar_subquery()
        # Whoever is not in the ledger yet waits as well.
        lacking = func.coalesce(campaign.c.audience, 0) - entered
        unmade = case((and_(campaign.c.made_at.is_(None), lacking > 0), lacking), else_=0)
        pending = waiting + unmade
        since = func.coalesce(campaign.c.started_at, campaign.c.scheduled_at)
        query = select(campaign.c.id, since, pending).where(
            stated(campaign.c.state, "queued", "running"),
            campaign.c.scheduled_at <= now,
        )
        return [OpenBroadcast(*row) for row in await self._transaction.execute(query)]

    async def waiting_reminders(self, now: datetime, late: datetime) -> WaitingReminders:
        """Those that are due at `now`, counting those that were due at `late` already."""
        gone = exists().where(
            dispatch.c.reminder_id == reminder.c.id,
            or_(
                dispatch.c.state.in_(("sending", "sent")),
                and_(dispatch.c.state == "unknown", dispatch.c.resent),
            ),
        )
        query = select(
            func.count(),
            func.count().filter(reminder.c.due_at <= late),
            func.min(reminder.c.due_at),
        ).where(stated(reminder.c.state, "pending"), reminder.c.due_at <= now, ~gone)
        return WaitingReminders(*(await self._transaction.execute(query)).one())

    async def sending(self) -> int:
        """Messages whose call was begun and whose end is not written down."""
        # All of them have a lease; said so that its index is used.
        query = select(func.count()).where(
            stated(dispatch.c.state, "sending"), dispatch.c.lease_until >= BEFORE_ALL
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def begun_since(self, moment: datetime) -> Mapping[str, int]:
        """Messages by state for which Telegram was last called at `moment` or later."""
        query = (
            select(dispatch.c.state, func.count())
            .where(dispatch.c.started_at >= moment)
            .group_by(dispatch.c.state)
        )
        return {row[0]: row[1] for row in await self._transaction.execute(query)}

    async def done_since(self, moment: datetime) -> list[DoneBroadcast]:
        """Broadcasts that came to their end at `moment` or later, of a known audience."""
        query = select(campaign.c.id, campaign.c.audience).where(
            stated(campaign.c.state, "done"),
            campaign.c.finished_at >= moment,
            campaign.c.audience.is_not(None),
        )
        return [DoneBroadcast(*row) for row in await self._transaction.execute(query)]

    async def entered(self, campaign_id: int) -> int:
        """How many messages of the broadcast the ledger holds."""
        query = select(func.count()).where(dispatch.c.campaign_id == campaign_id)
        return int((await self._transaction.execute(query)).scalar_one())
