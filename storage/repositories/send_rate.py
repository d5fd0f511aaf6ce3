"""The rate of one bot's token: whoever sends takes moments from here, in one order for all."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, func, or_, select, update

from storage.tables.outbound import Moments, send_rate
from storage.transaction import Transaction, insert_into

# People answer in bursts: after an answer the next few seconds may well bring others.
ANSWERING = timedelta(seconds=10)

OF_BOT = send_rate.c.bot_id == bindparam("bot_id")
LOCKED = (
    select(send_rate.c.next_at, send_rate.c.paused_until, send_rate.c.answering_until)
    .where(OF_BOT)
    .with_for_update()
)
PAUSED = select(send_rate.c.paused_until).where(OF_BOT)


class SendRate:
    """Workers on several machines need clocks that agree to milliseconds, as NTP keeps them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def reserve(
        self, bot_id: int, count: int, full: float, shared: float, now: datetime
    ) -> Moments:
        """The next `count` free moments; nobody else gets them.

        They are evenly spaced, `full` a second, or `shared` while people are being answered. Time
        in which nobody sent is not made up for, and none lies inside a pause.
        """
        await self._transaction.execute(_add(self._transaction.dialect), _of(bot_id, now))
        row = (await self._transaction.execute(LOCKED, {"bot_id": bot_id})).one()
        next_at, paused_until, answering_until = row
        answering = answering_until is not None and answering_until > now
        step = timedelta(seconds=1 / (shared if answering else full))
        first = max(next_at, now, paused_until or now)
        moments = tuple(first + step * number for number in range(count))
        following = first + step * count
        await self._set(bot_id, next_at=following)
        return Moments(moments, following, paused_until)

    async def pause(self, bot_id: int, until: datetime) -> None:
        """Nobody sends before `until`; an earlier end of a pause never shortens a later one."""
        await self._transaction.execute(_add(self._transaction.dialect), _of(bot_id, until))
        await self._transaction.execute(
            update(send_rate)
            .where(
                send_rate.c.bot_id == bot_id,
                or_(send_rate.c.paused_until.is_(None), send_rate.c.paused_until < until),
            )
            .values(paused_until=until)
        )

    async def paused_until(self, bot_id: int) -> datetime | None:
        """The end of the latest pause that Telegram asked for; it may be over."""
        return (await self._transaction.execute(PAUSED, {"bot_id": bot_id})).scalar_one_or_none()

    async def note_answer(self, bot_id: int, now: datetime) -> None:
        """Somebody is being answered: for a few seconds broadcasts leave a share of the rate."""
        await self._transaction.execute(_add(self._transaction.dialect), _of(bot_id, now))
        until = now + ANSWERING
        later = func.coalesce(send_rate.c.answering_until, now) < until
        await self._transaction.execute(
            update(send_rate)
            .where(send_rate.c.bot_id == bot_id, later)
            .values(answering_until=until)
        )

    async def _set(self, bot_id: int, **values: object) -> None:
        await self._transaction.execute(
            update(send_rate).where(send_rate.c.bot_id == bot_id).values(**values)
        )


def _of(bot_id: int, now: datetime) -> dict[str, object]:
    return {"bot_id": bot_id, "next_at": now}


@cache
def _add(dialect: str) -> Executable:
    new = insert_into(dialect, send_rate).values(
        bot_id=bindparam("bot_id"), next_at=bindparam("next_at")
    )
    return new.on_conflict_do_nothing(index_elements=[send_rate.c.bot_id])
