"""Sessions of the web page, the links that open one, and what was searched for in one."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, exists, insert, select, update

from rules.vocabulary import Json
from storage.tables.organisations import role
from storage.tables.pages import PageLink, PageSession, page_link, page_search, page_session
from storage.transaction import Transaction

TOKEN_BYTES = 32


class PageSessions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(
        self,
        person_id: int,
        data_hash: str | None,
        organisation_id: int | None,
        look: Json,
        now: datetime,
        expires_at: datetime,
    ) -> str:
        """The token of a new session, which is not kept and cannot be had again."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        new = {
            "person_id": person_id,
            "token_hash": _hash(token),
            "data_hash": data_hash,
            "organisation_id": organisation_id,
            "look": look,
            "made_at": now,
            "expires_at": expires_at,
        }
        await self._transaction.execute(insert(page_session), new)
        return token

    async def find(self, token: str, now: datetime) -> PageSession | None:
        """The session of this token, as long as it lasts."""
        query = select(page_session).where(
            page_session.c.token_hash == _hash(token), page_session.c.expires_at > now
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else PageSession(*row)

    async def of_person(self, person_id: int) -> list[PageSession]:
        """All sessions of a person that are kept, the newest first."""
        query = (
            select(page_session)
            .where(page_session.c.person_id == person_id)
            .order_by(page_session.c.id.desc())
        )
        return [PageSession(*row) for row in await self._transaction.execute(query)]

    async def end(self, session_ids: Collection[int]) -> None:
        await self._transaction.execute(
            delete(page_session).where(page_session.c.id.in_(session_ids))
        )

    async def end_of_person(self, person_id: int) -> int:
        """Ends all sessions of a person and their links; how many sessions there were."""
        for table in (page_link, page_session):
            ended = await self._transaction.execute(
                delete(table).where(table.c.person_id == person_id)
            )
        return ended.rowcount

    async def choose(self, session_id: int, organisation_id: int) -> None:
        """Which organisation the session is about."""
        await self._set(session_id, organisation_id=organisation_id)

    async def set_look(self, session_id: int, look: Json) -> None:
        await self._set(session_id, look=look)

    async def _set(self, session_id: int, **values: object) -> None:
        await self._transaction.execute(
            update(page_session).where(page_session.c.id == session_id).values(**values)
        )

    async def add_link(
        self, person_id: int, organisation_id: int | None, now: datetime, expires_at: datetime
    ) -> str:
        """The token of a new link; older ones of the person work no more."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        new = {
            "person_id": person_id,
            "token_hash": _hash(token),
            "organisation_id": organisation_id,
            "made_at": now,
            "expires_at": expires_at,
        }
        await self._transaction.execute(delete(page_link).where(page_link.c.person_id == person_id))
        await self._transaction.execute(insert(page_link), new)
        return token

    async def find_link(self, token: str, now: datetime) -> PageLink | None:
        query = select(page_link).where(
            page_link.c.token_hash == _hash(token), page_link.c.expires_at > now
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else PageLink(*row)

    async def use_link(self, link_id: int) -> bool:
        """Whether it was there until now: of two that use it at once one does."""
        used = await self._transaction.execute(delete(page_link).where(page_link.c.id == link_id))
        return bool(used.rowcount)

    async def add_search(self, session_id: int, words: str) -> int:
        """The number of the search."""
        added = insert(page_search).returning(page_search.c.id)
        new = {"session_id": session_id, "words": words}
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def words_of(self, session_id: int, search_id: int) -> str | None:
        """The words of a search of this session; None for a number of somebody else's."""
        query = select(page_search.c.words).where(
            page_search.c.id == search_id, page_search.c.session_id == session_id
        )
        found: str | None = (await self._transaction.execute(query)).scalar()
        return found

    async def purge(self, now: datetime) -> int:
        """Deletes sessions and links that are over."""
        deleted = 0
        for table in (page_session, page_link):
            over = delete(table).where(table.c.expires_at <= now)
            deleted += (await self._transaction.execute(over)).rowcount
        return deleted


async def end_without_role(transaction: Transaction, people: Collection[int]) -> None:
    """Ends the sessions of those people who have no role in force any more, and their links."""
    for table in (page_link, page_session):
        held = exists().where(role.c.person_id == table.c.person_id, role.c.withdrawn_at.is_(None))
        await transaction.execute(delete(table).where(table.c.person_id.in_(people), ~held))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
