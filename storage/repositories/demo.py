"""Who in the database is invented: people of the demonstration and of the local chat, and nobody
else."""

from typing import Final

from sqlalchemy import func, not_, or_, select

from storage.tables.conversation import person
from storage.transaction import Transaction

FIRST_ID: Final = 1_000_001
# Numbers that the local chat gives the people one can be there; they are invented as well.
LOCAL_CHAT: Final = range(9_001, 10_000)
# Stands where a real person's consent names the version of the text they agreed to.
CONSENT: Final = "demo"


class Demo:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def real_people(self) -> int:
        """How many people there are who are neither of the demonstration nor of the local chat."""
        query = select(func.count()).where(
            not_(person.c.id.between(LOCAL_CHAT.start, LOCAL_CHAT.stop - 1)),
            or_(
                person.c.id < FIRST_ID,
                person.c.consent_version.is_(None),
                person.c.consent_version != CONSENT,
            ),
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def next_id(self) -> int:
        """The first Telegram id that nobody of the demonstration has."""
        highest = (await self._transaction.execute(select(func.max(person.c.id)))).scalar_one()
        return max(FIRST_ID, int(highest or 0) + 1)
