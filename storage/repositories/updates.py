"""Telegram's updates: which were dealt with, since it delivers some of them twice, and which wait
for their answer, written down as they came or as they were decided.

Whoever deals with a row owns it for a lease, so that several processes can share the work. A row
whose owner died is anybody's when the lease has passed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Executable, bindparam, delete, func, or_, select, update

from storage.engine.prepared import Prepared
from storage.tables.conversation import WaitingUpdate, handled_update, waiting_update
from storage.transaction import Transaction, insert_into

COLUMNS = (
    waiting_update.c.id,
    waiting_update.c.person_id,
    waiting_update.c.raw,
    waiting_update.c.decided,
)

ANSWERED = Prepared(
    lambda _: delete(waiting_update).where(waiting_update.c.id == bindparam("answered"))
)


class Updates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def seen(self, update_id: int, now: datetime) -> bool:
        """Whether the update was dealt with before; if not, it counts as such from now on.

        Of two transactions that ask at the same time the second waits for the first one's end, and
        hears "no" if the first was rolled back.
        """
        new = {"id": update_id, "now": now}
        return await self._transaction.change(ADD, new) == 0

    async def unsee(self, update_id: int) -> None:
        """The update counts as not dealt with, for what came of it can only be made anew."""
        await self._transaction.execute(
            delete(handled_update).where(handled_update.c.id == update_id)
        )

    async def purge(self, before: datetime) -> int:
        """Deletes the numbers of updates dealt with earlier than that; returns how many."""
        old = delete(handled_update).where(handled_update.c.seen_at < before)
        return (await self._transaction.execute(old)).rowcount


class WaitingUpdates:
    """`owner` names a process; the same one after a restart of it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def write_down(
        self, updates: Sequence[WaitingUpdate], owner: str, now: datetime, lease: timedelta
    ) -> None:
        """Writes updates down as they came; one that is there already stays as it is."""
        owned = {"owner": owner, "lease_until": now + lease, "written_at": now}
        for each in updates:
            row = {"id": each.id, "person_id": each.person_id, "raw": each.raw, **owned}
            await self._transaction.change(WRITE_DOWN, row)

    async def decide(
        self,
        update_id: int,
        person_id: int,
        decided: str,
        owner: str,
        now: datetime,
        lease: timedelta,
    ) -> None:
        """Keeps what is to be shown for an update; what was written of it before goes."""
        new = {
            "id": update_id,
            "person_id": person_id,
            "decided": decided,
            "owner": owner,
            "lease_until": now + lease,
            "written_at": now,
        }
        await self._transaction.change(DECIDE, new)

    async def take(
        self, update_id: int, owner: str, now: datetime, lease: timedelta
    ) -> WaitingUpdate | None:
        """The update, owned from now on; None when it was answered or somebody else owns it."""
        taken = (
            update(waiting_update)
            .where(waiting_update.c.id == update_id, or_(_free(now), _of(owner)))
            .values(owner=owner, lease_until=now + lease)
            .returning(*COLUMNS)
        )
        row = (await self._transaction.execute(taken)).first()
        return None if row is None else WaitingUpdate(*row)

    async def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int
    ) -> list[WaitingUpdate]:
        """At most `limit` updates that nobody owns, the oldest first; owned from now on.

        None of a person before whose update another one of theirs waits with somebody else.
        """
        free = (
            select(*COLUMNS)
            .where(_free(now))
            .order_by(waiting_update.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = [WaitingUpdate(*row) for row in await self._transaction.execute(free)]
        chosen = _in_order(found, await self._of_people({each.person_id for each in found}))
        await self._transaction.execute(
            update(waiting_update)
            .where(waiting_update.c.id.in_([each.id for each in chosen]))
            .values(owner=owner, lease_until=now + lease)
        )
        return chosen

    async def elsewhere(self, owner: str, now: datetime) -> dict[int, int]:
        """Whose updates are to be dealt with before theirs here: the person → the earliest update
        that this owner has not. Without those that another one is just showing. Read only."""
        waiting = or_(waiting_update.c.raw.is_not(None), _free(now))
        query = (
            select(waiting_update.c.person_id, func.min(waiting_update.c.id))
            .where(waiting, or_(waiting_update.c.owner.is_(None), waiting_update.c.owner != owner))
            .group_by(waiting_update.c.person_id)
        )
        return {row[0]: row[1] for row in await self._transaction.execute(query)}

    async def answered(self, ids: Iterable[int]) -> None:
        for number in ids:
            await self._transaction.change(ANSWERED, {"answered": number})

    async def renew(self, owner: str, now: datetime, lease: timedelta) -> None:
        """Prolongs what this owner has had for a third of the lease or longer.

        What is just being decided or answered is left to those who are at it: waiting for them, or
        making them wait, would hold up people.
        """
        old = (
            select(waiting_update.c.id)
            .where(_of(owner), waiting_update.c.lease_until <= now + lease * 2 / 3)
            .with_for_update(skip_locked=True)
        )
        await self._set(waiting_update.c.id.in_(old), lease_until=now + lease)

    async def release(self, owner: str) -> None:
        """Whatever this owner still has may be claimed by anybody."""
        await self._set(_of(owner), owner=None, lease_until=None)

    async def purge(self, before: datetime) -> int:
        """Deletes what was written down earlier than that; returns how many."""
        old = delete(waiting_update).where(waiting_update.c.written_at < before)
        return (await self._transaction.execute(old)).rowcount

    async def _of_people(self, people: set[int]) -> list[tuple[int, int]]:
        """(person, update) of all that these people wait for."""
        query = select(waiting_update.c.person_id, waiting_update.c.id).where(
            waiting_update.c.person_id.in_(people)
        )
        return [(row[0], row[1]) for row in await self._transaction.execute(query)]

    async def _set(self, which: ColumnElement[bool], **values: object) -> None:
        await self._transaction.execute(update(waiting_update).where(which).values(**values))


def _of(owner: str) -> ColumnElement[bool]:
    return waiting_update.c.owner == owner


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(waiting_update.c.owner.is_(None), waiting_update.c.lease_until <= now)


def _in_order(found: list[WaitingUpdate], of_people: list[tuple[int, int]]) -> list[WaitingUpdate]:
    """Those of the found before which nothing of the same person waits that was not found."""
    ids = {each.id for each in found}
    first_elsewhere: dict[int, int] = {}
    for person_id, update_id in of_people:
        if update_id not in ids:
            known = first_elsewhere.get(person_id, update_id)
            first_elsewhere[person_id] = min(known, update_id)
    return [each for each in found if each.id < first_elsewhere.get(each.person_id, each.id + 1)]


def _decide(dialect: str) -> Executable:
    new = insert_into(dialect, waiting_update).values(
        id=bindparam("id"),
        person_id=bindparam("person_id"),
        raw=None,
        decided=bindparam("decided"),
        owner=bindparam("owner"),
        lease_until=bindparam("lease_until"),
        written_at=bindparam("written_at"),
    )
    replaced = {name: new.excluded[name] for name in ("raw", "decided", "owner", "lease_until")}
    return new.on_conflict_do_update(index_elements=[waiting_update.c.id], set_=replaced)


def _write_down(dialect: str) -> Executable:
    new = insert_into(dialect, waiting_update).values(
        id=bindparam("id"),
        person_id=bindparam("person_id"),
        raw=bindparam("raw"),
        owner=bindparam("owner"),
        lease_until=bindparam("lease_until"),
        written_at=bindparam("written_at"),
    )
    return new.on_conflict_do_nothing(index_elements=[waiting_update.c.id])


DECIDE = Prepared(_decide)
WRITE_DOWN = Prepared(_write_down)


def _add(dialect: str) -> Executable:
    new = insert_into(dialect, handled_update).values(id=bindparam("id"), seen_at=bindparam("now"))
    return new.on_conflict_do_nothing(index_elements=[handled_update.c.id])


ADD = Prepared(_add)
