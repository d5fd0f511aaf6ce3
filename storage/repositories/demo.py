"""Who in the database is invented: people of the demonstration, and nobody else."""

from typing import Final

from sqlalchemy import func, or_, select

from storage.tables.conversation import person
from storage.transaction import Transaction

FIRST_ID: Final = 1_000_001
# Stands where a real person's consent names the version of the text they agreed to.
CONSENT: Final = "demo"


class Demo:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def real_people(self) -> int:
        """How many people there are who are not of the demonstration."""
        query = select(func.count()).where(
            or_(
                person.c.id < FIRST_ID,
                person.c.consent_version.is_(None),
                person.c.consent_version != CONSENT,
            )
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def next_id(self) -> int:
        """The first Telegram id that nobody of the demonstration has."""
        highest = (await self._transaction.execute(select(func.max(person.c.id)))).scalar_one()
        return FIRST_ID if highest is None else int(highest) + 1
