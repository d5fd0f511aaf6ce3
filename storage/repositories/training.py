"""Years of training, the chain of an organisation, and the documents with their way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from rules.dates import years_back
from rules.training.vocabulary import ChainStep, Step, TrainingForm
from rules.vocabulary import Json
from storage.tables.training import (
    Passage,
    Receipt,
    TrainingDocument,
    TrainingYear,
    training_document,
    training_passage,
    training_receipt,
    training_step,
    training_year,
)
from storage.transaction import Transaction, insert_into


class TrainingYears:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, new: TrainingYear) -> TrainingYear:
        """Its number is given by the database."""
        added = insert(training_year).values(**_days(new)).returning(training_year.c.id)
        number = (await self._transaction.execute(added)).scalar_one()
        return replace(new, id=number)

    async def change(self, changed: TrainingYear) -> None:
        await self._transaction.execute(
            update(training_year).where(training_year.c.id == changed.id).values(**_days(changed))
        )

    async def get(self, year_id: int) -> TrainingYear | None:
        query = select(training_year).where(training_year.c.id == year_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _year(row)

    async def of_organisation(self, organisation_id: int) -> list[TrainingYear]:
        """All years that the organisation entered, the latest first."""
        query = (
            select(training_year)
            .where(training_year.c.organisation_id == organisation_id)
            .order_by(training_year.c.begins.desc(), training_year.c.id.desc())
        )
        return [_year(row) for row in await self._transaction.execute(query)]

    async def not_long_over(self, on: date) -> list[TrainingYear]:
        """The years of all organisations that end on this day, later, or ended within a year."""
        query = select(training_year).where(training_year.c.ends >= years_back(on, 1))
        rows = await self._transaction.execute(query.order_by(training_year.c.id))
        return [_year(row) for row in rows]

    async def steps(self, organisation_id: int) -> dict[ChainStep, Step]:
        """The steps that the organisation has settled; what is missing is not settled yet."""
        query = select(training_step).where(training_step.c.organisation_id == organisation_id)
        rows = await self._transaction.execute(query)
        return {row.step: Step(row.step, row.active, row.holder, row.outside) for row in rows}

    async def put_steps(self, organisation_id: int, steps: Sequence[Step]) -> None:
        for each in steps:
            values = {"active": each.active, "holder": each.holder, "outside": each.outside}
            new = insert_into(self._transaction.dialect, training_step).values(
                organisation_id=organisation_id, step=each.name, **values
            )
            keys = [training_step.c.organisation_id, training_step.c.step]
            put = new.on_conflict_do_update(index_elements=keys, set_=values)
            await self._transaction.execute(put)


class TrainingDocuments:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(
        self,
        year_id: int,
        form: TrainingForm,
        department_id: int,
        revision: int,
        reason: str,
        now: datetime,
    ) -> TrainingDocument:
        """A new edition on its way; there is one at a time of each form and department."""
        new = TrainingDocument(
            0, year_id, form, department_id, revision, "open", reason, None, "", now, None
        )
        added = insert(training_document).values(
            year_id=year_id, form=form, department_id=department_id, revision=revision,
            state="open", reason=reason, figures=None, digest="", made_at=now, frozen_at=None,
        )  # fmt: skip
        number = (
            await self._transaction.execute(added.returning(training_document.c.id))
        ).scalar_one()
        return replace(new, id=number)

    async def get(self, document_id: int) -> TrainingDocument | None:
        query = select(training_document).where(training_document.c.id == document_id)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else TrainingDocument(*row)

    async def of_year(
        self, year_id: int, form: TrainingForm | None = None
    ) -> list[TrainingDocument]:
        """All editions, of a form or of all, the oldest first."""
        query = select(training_document).where(training_document.c.year_id == year_id)
        if form is not None:
            query = query.where(training_document.c.form == form)
        rows = await self._transaction.execute(query.order_by(training_document.c.id))
        return [TrainingDocument(*row) for row in rows]

    async def of_years_before(
        self, organisation_id: int, day: date
    ) -> list[tuple[TrainingDocument, TrainingYear]]:
        """All documents of the years that ended before a day, the oldest first."""
        of = training_year.c
        found = []
        years = select(training_year).where(of.organisation_id == organisation_id, of.ends < day)
        rows = await self._transaction.execute(years.order_by(of.ends, of.id))
        for year in [_year(row) for row in rows]:
            found += [(each, year) for each in await self.of_year(year.id)]
        return found

    async def keep_until(self, document_ids: Collection[int], day: date) -> None:
        await self._transaction.execute(
            update(training_document)
            .where(training_document.c.id.in_(sorted(document_ids)))
            .values(kept_until=day)
        )

    async def delete(self, document_ids: Collection[int]) -> None:
        """With the steps they took and their receipts."""
        await self._transaction.execute(
            delete(training_document).where(training_document.c.id.in_(sorted(document_ids)))
        )

    async def freeze(self, document_id: int, figures: Json, digest: str, now: datetime) -> None:
        await self._set(document_id, figures=figures, digest=digest, frozen_at=now)

    async def thaw(self, document_id: int) -> None:
        """It went back: what was frozen is open again."""
        await self._set(document_id, figures=None, digest="", frozen_at=None)

    async def approve(self, document_id: int) -> None:
        """It is in force; the edition before it is replaced."""
        held = await self.get(document_id)
        assert held is not None, "who approves it has read it"
        of = training_document.c
        await self._transaction.execute(
            update(training_document)
            .where(
                of.year_id == held.year_id,
                of.form == held.form,
                of.department_id == held.department_id,
                of.state == "approved",
            )
            .values(state="replaced")
        )
        await self._set(document_id, state="approved")

    async def _set(self, document_id: int, **values: object) -> None:
        await self._transaction.execute(
            update(training_document).where(training_document.c.id == document_id).values(**values)
        )

    async def add_passage(self, new: Passage) -> None:
        """Its own number is given by the database."""
        await self._transaction.execute(
            insert(training_passage).values(
                document_id=new.document_id, step=new.step, outcome=new.outcome,
                done_by=new.done_by, name=new.name, number=new.number, day=new.day,
                reason=new.reason, file_id=new.file_id, file_kind=new.file_kind, at=new.at,
            )
        )  # fmt: skip

    async def passages(self, document_ids: Collection[int]) -> dict[int, list[Passage]]:
        """The steps of each document in the order in which they were done."""
        found: dict[int, list[Passage]] = {number: [] for number in document_ids}
        query = (
            select(training_passage)
            .where(training_passage.c.document_id.in_(sorted(document_ids)))
            .order_by(training_passage.c.id)
        )
        for row in await self._transaction.execute(query):
            found[row.document_id].append(Passage(*row))
        return found

    async def receive(
        self, document_id: int, department_id: int, person_id: int, now: datetime
    ) -> None:
        """Notes the receipt; a second one changes nothing."""
        new = insert_into(self._transaction.dialect, training_receipt).values(
            document_id=document_id,
            department_id=department_id,
            received_by=person_id,
            received_at=now,
        )
        keys = [training_receipt.c.document_id, training_receipt.c.department_id]
        await self._transaction.execute(new.on_conflict_do_nothing(index_elements=keys))

    async def receipts(self, document_id: int) -> list[Receipt]:
        query = (
            select(training_receipt)
            .where(training_receipt.c.document_id == document_id)
            .order_by(training_receipt.c.department_id)
        )
        return [Receipt(*row) for row in await self._transaction.execute(query)]


def _days(year: TrainingYear) -> dict[str, object]:
    return {
        "organisation_id": year.organisation_id,
        "label": year.label,
        "kind": year.kind,
        "begins": year.begins,
        "ends": year.ends,
        "plans_due": year.plans_due,
        "meetings_due": year.meetings_due,
        "quarters": [day.isoformat() for day in year.quarters],
        "reports_due": year.reports_due,
        "annual_due": year.annual_due,
        "created_at": year.created_at,
        "requested": [[day.isoformat(), author] for day, author in year.requested] or None,
    }


def _year(row: Row[Any]) -> TrainingYear:
    return TrainingYear(
        id=row.id,
        organisation_id=row.organisation_id,
        label=row.label,
        kind=row.kind,
        begins=row.begins,
        ends=row.ends,
        plans_due=row.plans_due,
        meetings_due=row.meetings_due,
        quarters=tuple(date.fromisoformat(day) for day in row.quarters),
        reports_due=row.reports_due,
        annual_due=row.annual_due,
        created_at=row.created_at,
        requested=tuple((date.fromisoformat(day), author) for day, author in row.requested or ()),
    )
