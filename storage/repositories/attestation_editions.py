"""Newer editions of the attestation rules, as the HR of an organisation entered them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from rules.norms.model import Text
from storage.tables.attestation import EditionState, EnteredEdition, attestation_edition
from storage.tables.organisations import membership, organisation
from storage.transaction import Transaction

TABLE = attestation_edition


class AttestationEditions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def propose(
        self,
        organisation_id: int,
        base: str,
        numbers: Mapping[str, int],
        since: date,
        name: Text,
        proposed_by: int,
        now: datetime,
    ) -> EnteredEdition:
        """Raises `IntegrityError` when one is waiting there already."""
        new = {
            "organisation_id": organisation_id,
            "base": base,
            "numbers": dict(numbers),
            "since": since,
            "name_kk": name.kk,
            "name_ru": name.ru,
            "name_en": name.en,
            "state": "proposed",
            "proposed_by": proposed_by,
            "proposed_at": now,
        }
        added = insert(TABLE).returning(*TABLE.c)
        return _edition((await self._transaction.execute(added, new)).one())

    async def get(self, edition_id: int) -> EnteredEdition | None:
        row = (
            await self._transaction.execute(select(TABLE).where(TABLE.c.id == edition_id))
        ).first()
        return None if row is None else _edition(row)

    async def of_organisation(self, organisation_id: int) -> list[EnteredEdition]:
        """All that were ever proposed there, the newest first."""
        query = _of(organisation_id).order_by(TABLE.c.id.desc())
        return [_edition(row) for row in await self._transaction.execute(query)]

    async def waiting(self, organisation_id: int) -> EnteredEdition | None:
        """The one proposal that is still to be decided there."""
        query = _of(organisation_id).where(TABLE.c.state == "proposed")
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _edition(row)

    async def accepted_of_person(self, person_id: int) -> list[tuple[EnteredEdition, str]]:
        """The accepted ones, in the order of acceptance, of the organisations that the person is a
        member of now, each with the organisation's name."""
        query = (
            select(TABLE, organisation.c.name)
            .join(membership, membership.c.organisation_id == TABLE.c.organisation_id)
            .join(organisation, organisation.c.id == TABLE.c.organisation_id)
            .where(
                membership.c.person_id == person_id,
                membership.c.left_at.is_(None),
                TABLE.c.state == "accepted",
            )
            .order_by(TABLE.c.decided_at, TABLE.c.id)
        )
        rows = await self._transaction.execute(query)
        return [(_edition(row, len(TABLE.c)), row[-1]) for row in rows]

    async def decide(
        self,
        edition_id: int,
        state: EditionState,
        decided_by: int,
        now: datetime,
        reason: str | None = None,
    ) -> bool:
        """Ends the waiting of a proposal; False when it was decided already."""
        decided = (
            update(TABLE)
            .where(TABLE.c.id == edition_id, TABLE.c.state == "proposed")
            .values(state=state, decided_by=decided_by, decided_at=now, reason=reason)
        )
        return (await self._transaction.execute(decided)).rowcount == 1


def _of(organisation_id: int) -> Select[Any]:
    return select(TABLE).where(TABLE.c.organisation_id == organisation_id)


def _edition(row: Row[Any], columns: int | None = None) -> EnteredEdition:
    values = dict(zip(TABLE.c.keys(), tuple(row)[:columns], strict=True))
    name = Text(*(values.pop(f"name_{language}") for language in ("kk", "ru", "en")))
    return EnteredEdition(name=name, **values)
