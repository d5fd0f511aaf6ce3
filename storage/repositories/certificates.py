"""Certificates that a person keeps here, with the file where Telegram holds it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from storage.tables.deadlines import Certificate, FileKind, certificate
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class File:
    """A file by Telegram's id; `kind` says how it has to be sent again. `more`: the ids of the
    pages after it, where it came as an album."""

    id: str
    kind: FileKind
    more: tuple[str, ...] = ()


class Certificates:
    """A certificate is reached only together with its owner's id, so no other can be."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        person_id: int,
        topic: str,
        hours: int,
        issued: date,
        file: File | None,
        now: datetime,
    ) -> Certificate:
        await self._transaction.lock(person_id)
        new = {
            "person_id": person_id,
            "topic": topic,
            "hours": hours,
            "issued": issued,
            "added_at": now,
            **_columns(file),
        }
        added = insert(certificate).returning(*certificate.c)
        return Certificate(*(await self._transaction.execute(added, new)).one())

    async def of(self, person_id: int) -> list[Certificate]:
        """The person's certificates, the latest issued first."""
        await self._transaction.lock(person_id)
        query = (
            select(certificate)
            .where(certificate.c.person_id == person_id)
            .order_by(certificate.c.issued.desc(), certificate.c.id)
        )
        return [Certificate(*row) for row in await self._transaction.execute(query)]

    async def get(self, person_id: int, certificate_id: int) -> Certificate | None:
        await self._transaction.lock(person_id)
        query = select(certificate).where(_own(person_id, certificate_id))
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Certificate(*row)

    async def change(
        self, person_id: int, certificate_id: int, topic: str, hours: int, issued: date
    ) -> None:
        await self._set(person_id, certificate_id, topic=topic, hours=hours, issued=issued)

    async def set_file(self, person_id: int, certificate_id: int, file: File | None) -> None:
        await self._set(person_id, certificate_id, **_columns(file))

    async def remove(self, person_id: int, certificate_id: int) -> bool:
        """Whether there was one."""
        await self._transaction.lock(person_id)
        removed = delete(certificate).where(_own(person_id, certificate_id))
        return (await self._transaction.execute(removed)).rowcount == 1

    async def _set(self, person_id: int, certificate_id: int, **values: object) -> None:
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            update(certificate).where(_own(person_id, certificate_id)).values(**values)
        )


def _columns(file: File | None) -> dict[str, object]:
    if file is None:
        return {"file_id": None, "file_kind": None, "more_pages": None}
    return {"file_id": file.id, "file_kind": file.kind, "more_pages": list(file.more) or None}


def _own(person_id: int, certificate_id: int) -> ColumnElement[bool]:
    return and_(certificate.c.id == certificate_id, certificate.c.person_id == person_id)
