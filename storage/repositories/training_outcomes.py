"""What fell behind in a year of training, figures on a day, reports, decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import Table, delete, insert, select, update

from storage.tables.training_outcomes import (
    ManagementDecision,
    Nonconformity,
    TrainingReport,
    TrainingSnapshot,
    management_decision,
    nonconformity,
    nonconformity_owner,
    training_report,
    training_snapshot,
)
from storage.transaction import Transaction, insert_into


class Nonconformities:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def find(self, new: Nonconformity) -> int | None:
        """Enters what was found; None where the same was found before."""
        added = (
            insert_into(self._transaction.dialect, nonconformity)
            .values(**_values(new))
            .on_conflict_do_nothing(
                index_elements=[nonconformity.c[name] for name in ("year_id", "finding", "about")]
            )
            .returning(nonconformity.c.id)
        )
        return (await self._transaction.execute(added)).scalar_one_or_none()

    async def get(self, number: int) -> Nonconformity | None:
        query = select(nonconformity).where(nonconformity.c.id == number)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Nonconformity(*row)

    async def of_year(
        self, year_id: int, departments: Collection[int] | None = None
    ) -> list[Nonconformity]:
        """All of a year, or of these departments, open ones first."""
        query = select(nonconformity).where(nonconformity.c.year_id == year_id)
        if departments is not None:
            query = query.where(nonconformity.c.department_id.in_(sorted(departments)))
        rows = await self._transaction.execute(
            query.order_by(nonconformity.c.closed_on.is_not(None), nonconformity.c.id)
        )
        return [Nonconformity(*row) for row in rows]

    async def put_owner(self, number: int, employee_id: int | None) -> None:
        """Who answers for it; None: nobody of the register."""
        await self._transaction.execute(
            delete(nonconformity_owner).where(nonconformity_owner.c.nonconformity_id == number)
        )
        if employee_id is not None:
            new = {"nonconformity_id": number, "employee_id": employee_id}
            await self._transaction.execute(insert(nonconformity_owner).values(new))

    async def owners(self, year_id: int) -> dict[int, int]:
        """Finding → employee, of a year."""
        of = nonconformity_owner.c
        query = (
            select(of.nonconformity_id, of.employee_id)
            .join(nonconformity, nonconformity.c.id == of.nonconformity_id)
            .where(nonconformity.c.year_id == year_id)
        )
        rows = await self._transaction.execute(query)
        return {row.nonconformity_id: row.employee_id for row in rows}

    async def say_done(self, number: int, on: date) -> None:
        await self._transaction.execute(
            update(nonconformity).where(nonconformity.c.id == number).values(done_on=on)
        )

    async def change(self, changed: Nonconformity) -> None:
        await self._transaction.execute(
            update(nonconformity).where(nonconformity.c.id == changed.id).values(**_values(changed))
        )


class TrainingFigures:
    """Snapshots, reports and decisions of the management."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add_snapshot(self, new: TrainingSnapshot) -> TrainingSnapshot:
        return replace(new, id=await self._add(training_snapshot, _values(new)))

    async def confirm_snapshot(self, number: int, person_id: int, name: str, now: datetime) -> None:
        await self._transaction.execute(
            update(training_snapshot)
            .where(training_snapshot.c.id == number, training_snapshot.c.confirmed_at.is_(None))
            .values(confirmed_by=person_id, confirmed_name=name, confirmed_at=now)
        )

    async def say_wrong(self, number: int, words: str, name: str, now: datetime) -> None:
        """Somebody asks to have the figures corrected; whoever found them right does so no more."""
        await self._transaction.execute(
            update(training_snapshot)
            .where(training_snapshot.c.id == number)
            .values(
                wrong=words, wrong_name=name, wrong_at=now,
                confirmed_by=None, confirmed_name=None, confirmed_at=None,
            )
        )  # fmt: skip

    async def snapshot(self, number: int) -> TrainingSnapshot | None:
        query = select(training_snapshot).where(training_snapshot.c.id == number)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else TrainingSnapshot(*row)

    async def snapshots(self, year_id: int) -> list[TrainingSnapshot]:
        query = (
            select(training_snapshot)
            .where(training_snapshot.c.year_id == year_id)
            .order_by(training_snapshot.c.day, training_snapshot.c.id)
        )
        return [TrainingSnapshot(*row) for row in await self._transaction.execute(query)]

    async def add_report(self, new: TrainingReport) -> TrainingReport:
        return replace(new, id=await self._add(training_report, _values(new)))

    async def reports(self, year_id: int) -> list[TrainingReport]:
        query = (
            select(training_report)
            .where(training_report.c.year_id == year_id)
            .order_by(training_report.c.id)
        )
        return [TrainingReport(*row) for row in await self._transaction.execute(query)]

    async def add_decision(self, new: ManagementDecision) -> ManagementDecision:
        return replace(new, id=await self._add(management_decision, _values(new)))

    async def decision(self, number: int) -> ManagementDecision | None:
        query = select(management_decision).where(management_decision.c.id == number)
        row = (await self._transaction.execute(query)).first()
        return None if row is None else ManagementDecision(*row)

    async def change_decision(self, changed: ManagementDecision) -> None:
        await self._transaction.execute(
            update(management_decision)
            .where(management_decision.c.id == changed.id)
            .values(**_values(changed))
        )

    async def remove_decision(self, number: int) -> None:
        await self._transaction.execute(
            delete(management_decision).where(management_decision.c.id == number)
        )

    async def decisions(self, year_id: int) -> list[ManagementDecision]:
        query = (
            select(management_decision)
            .where(management_decision.c.year_id == year_id)
            .order_by(management_decision.c.due, management_decision.c.id)
        )
        return [ManagementDecision(*row) for row in await self._transaction.execute(query)]

    async def _add(self, table: Table, values: dict[str, object]) -> int:
        added = insert(table).values(**values).returning(table.c.id)
        return int((await self._transaction.execute(added)).scalar_one())


def _values(
    row: Nonconformity | TrainingSnapshot | TrainingReport | ManagementDecision,
) -> dict[str, object]:
    return {name: value for name, value in asdict(row).items() if name != "id"}
