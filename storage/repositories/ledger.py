"""The ledger of outgoing messages: claimed by one worker, written down as under way, settled.

A row goes pending → sending → sent | blocked | failed | unknown. While it is pending a lease says
which worker holds it. `sending` is stored before the call is made; a row left so by a worker that
died was perhaps sent, perhaps not.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update

from storage.repositories.ledger_checks import TAKEN, refusal
from storage.repositories.stated import open_and, stated
from storage.tables.conversation import person
from storage.tables.deadlines import reminder
from storage.tables.outbound import (
    FORGOTTEN,
    LOST,
    Claim,
    DispatchState,
    Refusal,
    Settlement,
    campaign,
    dispatch,
)
from storage.transaction import Transaction

UNDER_WAY: tuple[DispatchState, ...] = ("pending", "sending")

CLAIM_COLUMNS = (
    dispatch.c.id,
    dispatch.c.person_id,
    person.c.language,
    dispatch.c.campaign_id,
    dispatch.c.reminder_id,
    dispatch.c.attempts,
    dispatch.c.resent,
)


class Ledger:
    """`owner` names a worker, differently after every start of it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def claim(self, owner: str, now: datetime, lease: timedelta, limit: int) -> list[Claim]:
        """At most `limit` messages that are due and that no other worker holds, oldest first.

        Reminders come before broadcasts, and at most one message per person at a time. They are
        held until `now + lease`.
        """
        claims = await self._claimable(dispatch.c.campaign_id.is_(None), now, limit)
        for campaign_id in await self._running_campaigns():
            left = limit - len(claims)
            if left <= 0:
                break
            claims += await self._claimable(dispatch.c.campaign_id == campaign_id, now, left)
        chosen = list({claim.person_id: claim for claim in reversed(claims)}.values())[::-1]
        await self._transaction.execute(
            update(dispatch)
            .where(dispatch.c.id.in_([claim.id for claim in chosen]))
            .values(lease_owner=owner, lease_until=now + lease)
        )
        return chosen

    async def start(
        self, claim: Claim, owner: str, bot_id: int, now: datetime, lease: timedelta
    ) -> Refusal | None:
        """Writes down that the message is being sent; call Telegram only after the end.

        Everything that may stand against it is looked at again here. Then the refusal comes back
        and the row is settled, or pending and free again.
        """
        await self._transaction.lock(claim.person_id)
        refused = await refusal(self._transaction, claim, owner, bot_id, now)
        if refused is None:
            begun = await self._set(
                self._held(claim.id, owner),
                state="sending",
                started_at=now,
                lease_until=now + lease,
            )
            if not begun:
                return Refusal(TAKEN)
            await self._tell_reminder(claim, "sending", None, None)
            return None
        if refused.settles is not None:
            await self._settle(claim, owner, refused.settles, refused.reason, None, now)
        elif refused.drops:
            await self._transaction.execute(delete(dispatch).where(self._held(claim.id, owner)))
        else:
            await self._put_back(claim, owner, refused.not_before or now)
        return Refusal(refused.reason, refused.not_before)

    async def settle(
        self,
        claim: Claim,
        owner: str,
        state: Settlement,
        now: datetime,
        *,
        reason: str | None = None,
        message_id: int | None = None,
    ) -> None:
        """What became of the call. Comes through after the lease's end too, if nobody else has
        taken the row since."""
        await self._transaction.lock(claim.person_id)
        await self._settle(claim, owner, state, reason, message_id, now)

    async def put_back(
        self,
        claim: Claim,
        owner: str,
        not_before: datetime,
        *,
        used_attempt: bool = False,
        resend: bool = False,
    ) -> None:
        """The message was not sent; it is free again for any worker from `not_before` on.

        `used_attempt` counts a failed attempt. `resend`: it may have been sent, and is once more.
        """
        await self._transaction.lock(claim.person_id)
        await self._put_back(claim, owner, not_before, used_attempt=used_attempt, resend=resend)

    async def release(self, claims: Sequence[Claim], owner: str) -> None:
        """Lets go of claimed messages that were not begun."""
        ids = [claim.id for claim in claims]
        await self._set(
            and_(
                dispatch.c.id.in_(ids),
                dispatch.c.lease_owner == owner,
                dispatch.c.state == "pending",
            ),
            lease_owner=None,
            lease_until=None,
        )

    async def expire(self, now: datetime) -> tuple[int, int]:
        """Settles what dead workers have left under way: (unknown, reminders to be sent again)."""
        query = (
            select(*CLAIM_COLUMNS, dispatch.c.lease_owner)
            .outerjoin(person, person.c.id == dispatch.c.person_id)
            .where(stated(dispatch.c.state, "sending"), dispatch.c.lease_until <= now)
            .with_for_update(of=dispatch, skip_locked=True)
        )
        again = unknown = 0
        for row in await self._transaction.execute(query):
            claim, owner = Claim(*row[:-1]), row[-1]
            if may_resend(claim):
                again += 1
                await self._put_back(claim, owner, now, resend=True)
            else:
                unknown += 1
                await self._settle(claim, owner, "unknown", LOST, None, now)
        return unknown, again

    async def drop_forgotten(self, now: datetime) -> None:
        """Messages to people who were forgotten meanwhile are settled as failed."""
        await self._set(
            and_(stated(dispatch.c.state, "pending"), dispatch.c.person_id.is_(None)),
            state="failed",
            reason=FORGOTTEN,
            settled_at=now,
            lease_owner=None,
            lease_until=None,
        )

    async def under_way(self) -> set[int]:
        """The messages whose call was begun and whose end is not written down."""
        query = select(dispatch.c.id).where(dispatch.c.state == "sending")
        return set((await self._transaction.execute(query)).scalars())

    async def _running_campaigns(self) -> list[int]:
        query = (
            select(campaign.c.id)
            .where(open_and(campaign.c.state, "running"))
            .order_by(campaign.c.scheduled_at, campaign.c.id)
        )
        return list((await self._transaction.execute(query)).scalars())

    async def _claimable(
        self, which: ColumnElement[bool], now: datetime, limit: int
    ) -> list[Claim]:
        query = _free(which, now).limit(limit)
        return [Claim(*row) for row in await self._transaction.execute(query)]

    async def _settle(
        self,
        claim: Claim,
        owner: str,
        state: Settlement,
        reason: str | None,
        message_id: int | None,
        now: datetime,
    ) -> None:
        done = await self._set(
            self._held(claim.id, owner, "unknown"),
            state=state,
            reason=reason,
            message_id=message_id,
            settled_at=now,
            lease_until=None,
        )
        if done:
            await self._tell_reminder(claim, state, reason, now)

    async def _put_back(
        self,
        claim: Claim,
        owner: str,
        not_before: datetime,
        *,
        used_attempt: bool = False,
        resend: bool = False,
    ) -> None:
        done = await self._set(
            self._held(claim.id, owner),
            state="pending",
            not_before=not_before,
            attempts=dispatch.c.attempts + int(used_attempt),
            resent=claim.resent or resend,
            lease_owner=None,
            lease_until=None,
        )
        if done:
            await self._tell_reminder(claim, "pending", None, None)

    async def _tell_reminder(
        self, claim: Claim, state: str, reason: str | None, now: datetime | None
    ) -> None:
        """Keeps the reminder's own state in step, except where it was cancelled."""
        if claim.reminder_id is None:
            return
        await self._transaction.execute(
            update(reminder)
            .where(reminder.c.id == claim.reminder_id, reminder.c.state != "cancelled")
            .values(state=state, reason=reason, settled_at=now)
        )

    def _held(self, dispatch_id: int, owner: str, *besides: DispatchState) -> ColumnElement[bool]:
        return and_(
            dispatch.c.id == dispatch_id,
            dispatch.c.lease_owner == owner,
            dispatch.c.state.in_((*UNDER_WAY, *besides)),
        )

    async def _set(self, which: ColumnElement[bool], **values: Any) -> bool:
        changed = await self._transaction.execute(update(dispatch).where(which).values(**values))
        return changed.rowcount > 0


def may_resend(claim: Claim) -> bool:
    """Whether a message that may have been sent is sent again: a reminder, and once only."""
    return claim.reminder_id is not None and not claim.resent


def _free(which: ColumnElement[bool], now: datetime) -> Select[Any]:
    return (
        select(*CLAIM_COLUMNS)
        .join(person, person.c.id == dispatch.c.person_id)
        .where(
            which,
            stated(dispatch.c.state, "pending"),
            dispatch.c.not_before <= now,
            or_(dispatch.c.lease_until.is_(None), dispatch.c.lease_until <= now),
        )
        .order_by(dispatch.c.not_before, dispatch.c.id)
        .with_for_update(of=dispatch, skip_locked=True)
    )
