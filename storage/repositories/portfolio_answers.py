"""What people have said of the rows of their scoring sheet, kept by consent."""

from datetime import datetime

from sqlalchemy import delete, select

from rules.vocabulary import Json
from storage.tables.portfolio import PortfolioAnswer, portfolio_answer
from storage.transaction import Transaction, insert_into

TABLE = portfolio_answer
KEY = (TABLE.c.person_id, TABLE.c.row)


class PortfolioAnswers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(
        self, person_id: int, row: str, entry: Json, papers: list[str], now: datetime
    ) -> None:
        """Keeps what is said of a row in place of what was; no row where nothing is said."""
        await self._transaction.lock(person_id)
        if not entry and not papers:
            gone = delete(TABLE).where(TABLE.c.person_id == person_id, TABLE.c.row == row)
            await self._transaction.execute(gone)
            return
        new = insert_into(self._transaction.dialect, TABLE).values(
            person_id=person_id, row=row, entry=entry, papers=papers, changed_at=now
        )
        kept = new.on_conflict_do_update(
            index_elements=list(KEY),
            set_={name: new.excluded[name] for name in ("entry", "papers", "changed_at")},
        )
        await self._transaction.execute(kept)

    async def of(self, person_id: int) -> dict[str, PortfolioAnswer]:
        """All that the person has said, by row."""
        await self._transaction.lock(person_id)
        query = select(TABLE).where(TABLE.c.person_id == person_id).order_by(TABLE.c.row)
        found = [PortfolioAnswer(*row) for row in await self._transaction.execute(query)]
        return {answer.row: answer for answer in found}
