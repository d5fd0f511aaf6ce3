"""What somebody is in the middle of on the page, kept with their session."""

from sqlalchemy import delete, insert, select, update

from rules.vocabulary import Json
from storage.tables.pages import PageDraft, page_draft
from storage.transaction import Transaction


class PageDrafts:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, session_id: int, organisation_id: int | None, kind: str, data: Json, most: int
    ) -> int:
        """The number of a new one. Of its session only the newest `most` stay."""
        new = {
            "session_id": session_id,
            "organisation_id": organisation_id,
            "kind": kind,
            "data": data,
            "outcome": None,
        }
        added = insert(page_draft).returning(page_draft.c.id)
        number = int((await self._transaction.execute(added, new)).scalar_one())
        own = page_draft.c.session_id == session_id
        newest = select(page_draft.c.id).where(own).order_by(page_draft.c.id.desc())
        rows = await self._transaction.execute(newest.offset(most))
        old = [row.id for row in rows]
        if old:
            await self._transaction.execute(delete(page_draft).where(page_draft.c.id.in_(old)))
        return number

    async def get(self, session_id: int, draft_id: int) -> PageDraft | None:
        """One of this session; nobody else changes it until the end of this transaction."""
        query = select(page_draft).where(
            page_draft.c.id == draft_id, page_draft.c.session_id == session_id
        )
        await self._transaction.hold(query)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else PageDraft(*row)

    async def change(self, draft_id: int, data: Json) -> None:
        await self._set(draft_id, data=data)

    async def finish(self, draft_id: int, outcome: str) -> None:
        """It is done, and led to this address."""
        await self._set(draft_id, outcome=outcome)

    async def _set(self, draft_id: int, **values: object) -> None:
        await self._transaction.execute(
            update(page_draft).where(page_draft.c.id == draft_id).values(**values)
        )
