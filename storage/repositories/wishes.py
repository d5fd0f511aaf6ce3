"""Wishes to be reminded on the day on which the requirements will be met.

A wish and its reminder come and go together, so both are dealt with here.
"""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, update

from rules.verdict.deadlines import reminders
from storage.repositories.reminders import Reminders
from storage.tables.checks import decision
from storage.tables.shares import Wish, wish
from storage.transaction import Transaction, insert_into

ON_THE_DAY = (0,)


class Wishes:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reminders = Reminders(transaction)

    async def add(self, person_id: int, decision_id: int, day: date, now: datetime) -> bool:
        """Notes the wish and plans its reminder; False when it was noted already.

        It takes the place of wishes for other checks of the same position and category: they are
        out of date.
        """
        await self._transaction.lock(person_id)
        others = (*_of_same_target(person_id, decision_id), wish.c.decision_id != decision_id)
        await self._remove(*others)
        new = {
            "person_id": person_id,
            "decision_id": decision_id,
            "day": day,
            "created_at": now,
        }
        added = (
            insert_into(self._transaction.dialect, wish)
            .on_conflict_do_nothing(index_elements=[wish.c.decision_id])
            .returning(wish.c.id)
        )
        number = (await self._transaction.execute(added.values(new))).scalar()
        is_new = number is not None
        if number is None:
            # The rules may tell another day by now.
            moved = update(wish).where(wish.c.decision_id == decision_id).values(day=day)
            number = (await self._transaction.execute(moved.returning(wish.c.id))).scalar_one()
        moments = reminders(day, now, ON_THE_DAY)
        await self._reminders.plan(person_id, "wish", number, day, moments)
        return is_new

    async def remove(self, person_id: int, decision_id: int) -> bool:
        """Takes the wish back, for this check or another of the same position and category.

        False when there was none.
        """
        await self._transaction.lock(person_id)
        return await self._remove(*_of_same_target(person_id, decision_id))

    async def remove_all(self, person_id: int) -> None:
        """Takes all wishes of the person back."""
        await self._transaction.lock(person_id)
        await self._remove(wish.c.person_id == person_id)

    async def of(self, person_id: int) -> list[Wish]:
        """The person's wishes, the earliest day first."""
        query = select(wish).where(wish.c.person_id == person_id).order_by(wish.c.day, wish.c.id)
        return [Wish(*row) for row in await self._transaction.execute(query)]

    async def for_check(self, person_id: int, decision_id: int) -> Wish | None:
        """The latest wish for this check or another of the same position and category."""
        same_target = _of_same_target(person_id, decision_id)
        query = select(wish).where(*same_target).order_by(wish.c.id.desc()).limit(1)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Wish(*row)

    async def _remove(self, *which: ColumnElement[bool]) -> bool:
        gone = delete(wish).where(*which).returning(wish.c.id)
        numbers = (await self._transaction.execute(gone)).scalars().all()
        for number in numbers:
            await self._reminders.cancel("wish", number)
        return bool(numbers)


def _of_same_target(person_id: int, decision_id: int) -> tuple[ColumnElement[bool], ...]:
    """The person's wishes for checks of the position and category of this decision."""
    this = decision.alias("this")
    same = select(decision.c.id).where(
        decision.c.person_id == person_id,
        this.c.id == decision_id,
        this.c.position == decision.c.position,
        this.c.category.is_not_distinct_from(decision.c.category),
    )
    return wish.c.person_id == person_id, wish.c.decision_id.in_(same)
