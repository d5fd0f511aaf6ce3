"""The days on which a person's category or language certificate ends."""

from datetime import date, datetime

from sqlalchemy import delete, select

from storage.tables.deadlines import DateKind, PersonalDate, personal_date
from storage.transaction import Transaction, insert_into


class PersonalDates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(
        self, person_id: int, kind: DateKind, value: str, ends: date, now: datetime
    ) -> PersonalDate:
        """The person's one date of this kind; an earlier one is replaced and keeps its number."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, personal_date).values(
            person_id=person_id, kind=kind, value=value, ends=ends, changed_at=now
        )
        kept = new.on_conflict_do_update(
            index_elements=[personal_date.c.person_id, personal_date.c.kind],
            set_={name: new.excluded[name] for name in ("value", "ends", "changed_at")},
        ).returning(*personal_date.c)
        return PersonalDate(*(await self._transaction.execute(kept)).one())

    async def of(self, person_id: int) -> list[PersonalDate]:
        """The person's dates, the nearest first."""
        await self._transaction.lock(person_id)
        query = (
            select(personal_date)
            .where(personal_date.c.person_id == person_id)
            .order_by(personal_date.c.ends, personal_date.c.kind)
        )
        return [PersonalDate(*row) for row in await self._transaction.execute(query)]

    async def remove(self, person_id: int, kind: DateKind) -> PersonalDate | None:
        """What was removed; None when there was nothing."""
        await self._transaction.lock(person_id)
        removed = (
            delete(personal_date)
            .where(personal_date.c.person_id == person_id, personal_date.c.kind == kind)
            .returning(*personal_date.c)
        )
        row = (await self._transaction.execute(removed)).first()
        return None if row is None else PersonalDate(*row)
