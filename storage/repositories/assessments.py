"""Self-assessments: kept by consent, compared with the one before."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from storage.tables.assessments import Assessment, self_assessment
from storage.transaction import Transaction, insert_into

TABLE = self_assessment


class Assessments:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(
        self,
        person_id: int,
        card: int,
        edition: date,
        begun_at: datetime,
        answers: Mapping[str, str],
        now: datetime,
    ) -> Assessment:
        """Keeps the assessment begun at that moment; saved again it is still one."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, TABLE).values(
            person_id=person_id,
            card=card,
            edition=edition,
            begun_at=begun_at,
            answers=dict(answers),
            saved_at=now,
        )
        kept = new.on_conflict_do_update(
            index_elements=[TABLE.c.person_id, TABLE.c.card, TABLE.c.begun_at],
            set_={name: new.excluded[name] for name in ("edition", "answers", "saved_at")},
        ).returning(*TABLE.c)
        return Assessment(*(await self._transaction.execute(kept)).one())

    async def latest(
        self, person_id: int, card: int, before: datetime | None = None
    ) -> Assessment | None:
        """The person's newest by this card, or the newest that was begun before a moment."""
        await self._transaction.lock(person_id)
        query = select(TABLE).where(TABLE.c.person_id == person_id, TABLE.c.card == card)
        if before is not None:
            query = query.where(TABLE.c.begun_at < before)
        found = await self._transaction.execute(query.order_by(TABLE.c.begun_at.desc()).limit(1))
        row = found.first()
        return None if row is None else Assessment(*row)
