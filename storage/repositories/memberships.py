"""Memberships: who belongs to which organisation, and what HR may see of it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from storage.name_keys import NO_NAME, name_key
from storage.repositories.belonging import belongs_to
from storage.repositories.purposes import has_agreed
from storage.tables.checks import decision
from storage.tables.deadlines import certificate
from storage.tables.organisations import (
    Membership,
    SharedCertificate,
    SharedVerdict,
    Shares,
    membership,
    organisation,
)
from storage.transaction import Transaction

PRESENT = membership.c.left_at.is_(None)


class Memberships:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self,
        person_id: int,
        organisation_id: int,
        department_id: int | None,
        position: str | None,
        name: str | None,
        shares: Shares,
        now: datetime,
    ) -> Membership:
        """Raises `IntegrityError` when the person is a member there already."""
        await self._transaction.lock(person_id)
        new = {
            "person_id": person_id,
            "organisation_id": organisation_id,
            "department_id": department_id,
            "position": position,
            "name": name,
            "name_key": _key(name),
            "shares_verdicts": shares.verdicts,
            "shares_certificates": shares.certificates,
            "hr_messages": True,
            "joined_at": now,
            "left_at": None,
        }
        added = insert(membership).returning(*membership.c)
        return _membership((await self._transaction.execute(added, new)).one())

    async def present(self, person_id: int, organisation_id: int) -> Membership | None:
        """The membership of this person there, unless they have left."""
        query = select(membership).where(
            membership.c.person_id == person_id,
            membership.c.organisation_id == organisation_id,
            PRESENT,
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _membership(row)

    async def get(self, membership_id: int) -> Membership | None:
        """The membership of this number, an ended one too."""
        query = select(membership).where(membership.c.id == membership_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _membership(row)

    async def of_person(self, person_id: int) -> list[Membership]:
        """Where the person is a member now, the oldest membership first."""
        query = (
            select(membership)
            .where(membership.c.person_id == person_id, PRESENT)
            .order_by(membership.c.id)
        )
        return [_membership(row) for row in await self._transaction.execute(query)]

    async def of_organisation(
        self, organisation_id: int, department_id: int | None, after: int, limit: int
    ) -> list[Membership]:
        """Present members by number, of one department or (None) of all: a page of `limit`.

        `after`: the number of the last membership of the page before, 0 for the first page.
        """
        query = select(membership).where(
            membership.c.organisation_id == organisation_id, membership.c.id > after, PRESENT
        )
        if department_id is not None:
            query = query.where(membership.c.department_id == department_id)
        query = query.order_by(membership.c.id).limit(limit)
        return [_membership(row) for row in await self._transaction.execute(query)]

    async def open_to(
        self,
        organisation_id: int,
        departments: Collection[int],
        on: date,
        purpose: str,
        version: str,
        after: int = 0,
        limit: int | None = None,
    ) -> list[Membership]:
        """Present members who belong to these departments on that day and have agreed to this
        version of a purpose; a page of `limit` as `of_organisation` has it."""
        query = (
            select(membership)
            .where(
                membership.c.organisation_id == organisation_id,
                belongs_to(organisation_id, departments, on),
                membership.c.id > after,
                PRESENT,
                has_agreed(membership.c.person_id, purpose, version),
            )
            .order_by(membership.c.id)
            .limit(limit)
        )
        return [_membership(row) for row in await self._transaction.execute(query)]

    async def all_of_organisation(self, organisation_id: int) -> list[Membership]:
        """All present members by number."""
        query = (
            select(membership)
            .where(membership.c.organisation_id == organisation_id, PRESENT)
            .order_by(membership.c.id)
        )
        return [_membership(row) for row in await self._transaction.execute(query)]

    async def count(self, organisation_id: int, department_id: int | None = None) -> int:
        """How many members are present, of one department or of all."""
        query = select(func.count()).where(membership.c.organisation_id == organisation_id, PRESENT)
        if department_id is not None:
            query = query.where(membership.c.department_id == department_id)
        return int((await self._transaction.execute(query)).scalar_one())

    async def set_shares(self, membership_id: int, shares: Shares) -> None:
        await self._set(
            membership_id,
            shares_verdicts=shares.verdicts,
            shares_certificates=shares.certificates,
        )

    async def set_hr_messages(self, membership_id: int, wanted: bool) -> None:
        await self._set(membership_id, hr_messages=wanted)

    async def set_details(self, membership_id: int, position: str | None, name: str | None) -> None:
        await self._set(membership_id, position=position, name=name, name_key=_key(name))

    async def set_department(self, membership_id: int, department_id: int | None) -> None:
        await self._set(membership_id, department_id=department_id)

    async def leave(self, membership_id: int, now: datetime) -> None:
        """Ends the membership; of what it told only its two moments stay."""
        await self._set(
            membership_id,
            left_at=now,
            department_id=None,
            position=None,
            name=None,
            name_key=NO_NAME,
            shares_verdicts=False,
            shares_certificates=False,
            hr_messages=False,
        )

    async def shared_verdicts(
        self, organisation_id: int, membership_ids: Collection[int]
    ) -> list[SharedVerdict]:
        """The latest result for each target, of those members there who share verdicts now."""
        newest = (decision.c.created_at.desc(), decision.c.id.desc())
        target = (decision.c.person_id, decision.c.position, decision.c.category)
        ranked = (
            _shared(organisation_id, membership_ids, membership.c.shares_verdicts)
            .join(decision, decision.c.person_id == membership.c.person_id)
            .add_columns(
                decision.c.position,
                decision.c.category,
                decision.c.verdict,
                decision.c.judged_on,
                func.row_number().over(partition_by=target, order_by=newest).label("place"),
            )
            .subquery()
        )
        query = (
            select(*(column for column in ranked.c if column.name != "place"))
            .where(ranked.c.place == 1)
            .order_by(ranked.c.id, ranked.c.position, ranked.c.category)
        )
        return [SharedVerdict(*row) for row in await self._transaction.execute(query)]

    async def shared_certificates(
        self, organisation_id: int, membership_ids: Collection[int]
    ) -> list[SharedCertificate]:
        """The courses, the latest first, of those members there who share certificates now."""
        query = (
            _shared(organisation_id, membership_ids, membership.c.shares_certificates)
            .join(certificate, certificate.c.person_id == membership.c.person_id)
            .add_columns(certificate.c.topic, certificate.c.hours, certificate.c.issued)
            .order_by(membership.c.id, certificate.c.issued.desc(), certificate.c.id)
        )
        return [SharedCertificate(*row) for row in await self._transaction.execute(query)]

    async def _set(self, membership_id: int, **values: object) -> None:
        await self._transaction.execute(
            update(membership).where(membership.c.id == membership_id, PRESENT).values(**values)
        )


def organisations_of(person_id: int) -> Select[tuple[int]]:
    """The organisations the person is a member of now, in the order in which they are held."""
    joined = select(membership.c.organisation_id).where(
        membership.c.person_id == person_id, PRESENT
    )
    return (
        select(organisation.c.id).where(organisation.c.id.in_(joined)).order_by(organisation.c.id)
    )


def _shared(organisation_id: int, membership_ids: Collection[int], agreed: Any) -> Select[Any]:
    # The agreement is part of the query, so no caller can read past it.
    return select(membership.c.id).where(
        membership.c.id.in_(membership_ids),
        membership.c.organisation_id == organisation_id,
        PRESENT,
        agreed,
    )


def _key(name: str | None) -> str:
    return name_key(name) if name else NO_NAME


def _membership(row: Row[Any]) -> Membership:
    values = dict(row._mapping)
    del values["name_key"]
    shares = Shares(values.pop("shares_verdicts"), values.pop("shares_certificates"))
    return Membership(shares=shares, **values)
