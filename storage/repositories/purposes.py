"""What people have said to purposes that came after the consent itself."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from storage.tables.conversation import person
from storage.tables.purposes import Said, purpose_said
from storage.transaction import Transaction, insert_into


class Purposes:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, person_id: int) -> dict[str, Said]:
        """The person's last word on each purpose they were asked about, by its name."""
        await self._transaction.lock(person_id)
        query = select(purpose_said).where(purpose_said.c.person_id == person_id)
        said = (Said(*row) for row in await self._transaction.execute(query))
        return {each.purpose: each for each in said}

    async def put(
        self, person_id: int, purpose: str, version: str, agreed: bool, now: datetime
    ) -> None:
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, purpose_said).values(
            person_id=person_id, purpose=purpose, version=version, agreed=agreed, said_at=now
        )
        values = {name: new.excluded[name] for name in ("version", "agreed", "said_at")}
        keys = [purpose_said.c.person_id, purpose_said.c.purpose]
        await self._transaction.execute(new.on_conflict_do_update(index_elements=keys, set_=values))

    async def agreed(self, people: Collection[int], purpose: str, version: str) -> frozenset[int]:
        """Those of the people who consent and have agreed to this version of the purpose; nobody is
        held."""
        query = select(person.c.id).where(
            person.c.id.in_(people), has_agreed(person.c.id, purpose, version)
        )
        return frozenset(row.id for row in await self._transaction.execute(query))


def has_agreed(person_id: ColumnElement[int], purpose: str, version: str) -> ColumnElement[bool]:
    """Whether that person (a column of the query) consents and has agreed to this version of the
    purpose: a condition of queries, so that no caller can read past it."""
    return exists().where(
        purpose_said.c.person_id == person_id,
        purpose_said.c.purpose == purpose,
        purpose_said.c.version == version,
        purpose_said.c.agreed.is_(True),
        person.c.id == purpose_said.c.person_id,
        person.c.consent_version.is_not(None),
    )
