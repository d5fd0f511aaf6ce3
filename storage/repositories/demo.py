"""Who in the database is invented: people of the demonstration and of the local chat, and nobody
else."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import func, insert, not_, or_, select

from storage.tables.conversation import person
from storage.tables.purposes import purpose_said
from storage.tables.register import tie
from storage.transaction import Transaction

FIRST_ID: Final = 1_000_001
# Numbers that the local chat gives the people one can be there; they are invented as well.
LOCAL_CHAT: Final = range(9_001, 10_000)
# Stands where a real person's consent names the version of the text they agreed to.
CONSENT: Final = "demo"


class Demo:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def real_people(self, operators: Collection[int] = ()) -> int:
        """How many people there are who are neither of the demonstration nor of the local chat, nor
        operators."""
        query = select(func.count()).where(
            person.c.id.not_in(operators),
            not_(person.c.id.between(LOCAL_CHAT.start, LOCAL_CHAT.stop - 1)),
            or_(
                person.c.id < FIRST_ID,
                person.c.consent_version.is_(None),
                person.c.consent_version != CONSENT,
            ),
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def next_id(self, operators: Collection[int] = ()) -> int:
        """The first Telegram id that nobody of the demonstration has."""
        query = select(func.max(person.c.id)).where(person.c.id.not_in(operators))
        highest = (await self._transaction.execute(query)).scalar_one()
        return max(FIRST_ID, int(highest or 0) + 1)

    async def tie(
        self, pairs: Collection[tuple[int, int]], purpose: str, version: str, now: datetime
    ) -> None:
        """Confirmed ties of employees to people who have agreed to the purpose, all at once."""
        rows = [
            {
                "employee_id": employee_id,
                "person_id": person_id,
                "state": "confirmed",
                "proposed_by": None,
                "proposed_at": now,
                "settled_by": None,
                "settled_at": now,
                "correction_asked_at": None,
            }
            for employee_id, person_id in pairs
        ]
        if rows:
            await self._transaction.execute(insert(tie), rows)
            said = [
                {
                    "person_id": person_id,
                    "purpose": purpose,
                    "version": version,
                    "agreed": True,
                    "said_at": now,
                }
                for _, person_id in pairs
            ]
            await self._transaction.execute(insert(purpose_said), said)
