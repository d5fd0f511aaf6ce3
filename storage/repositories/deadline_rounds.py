"""How far the reminders of a deadline are entered: some members at a time, in the order of their
memberships, each piece a transaction."""

from datetime import date
from typing import Any

from sqlalchemy import Row, delete, exists, func, select, update

from rules.norms.model import Text
from storage.repositories.segments import meant
from storage.tables.deadline_rounds import Round, deadline_round
from storage.tables.deadlines import reminder
from storage.tables.organisations import Deadline, membership
from storage.transaction import Transaction, insert_into

PRESENT = membership.c.left_at.is_(None)


class DeadlineRounds:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def begin(self, new: Round) -> None:
        """From the first member on, whatever was done for an earlier state of the deadline."""
        values = {
            "deadline_id": new.deadline_id,
            "organisation_id": new.organisation_id,
            "asked_at": new.asked_at,
            "last": new.last,
            "made_to": new.made_to,
            "also_now": new.also_now,
            "gone": None if new.gone is None else _as_kept(new.gone),
            "changes": {},
        }
        added = insert_into(self._transaction.dialect, deadline_round).values(values)
        anew = added.on_conflict_do_update(
            index_elements=[deadline_round.c.deadline_id],
            set_={name: added.excluded[name] for name in values},
        )
        await self._transaction.execute(anew)

    async def any(self) -> bool:
        query = select(deadline_round.c.deadline_id).limit(1)
        return (await self._transaction.execute(query)).first() is not None

    async def next(self) -> Round | None:
        """The one asked for first that no other worker is at; held until the transaction ends."""
        query = (
            select(deadline_round)
            .order_by(deadline_round.c.asked_at, deadline_round.c.deadline_id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _round(row)

    async def piece(self, held: Round, at_once: int) -> tuple[int, list[int]] | None:
        """The last of the next memberships and whose they are; None where all are done. They
        neither move nor leave until the transaction ends."""
        query = (
            select(membership.c.id, membership.c.person_id)
            .where(
                membership.c.organisation_id == held.organisation_id,
                membership.c.id > held.made_to,
                PRESENT,
            )
            .order_by(membership.c.id)
            .limit(at_once)
            .with_for_update(read=True)
        )
        # The end is looked at here: with two bounds SQLite would go through all organisations.
        found = (await self._transaction.execute(query)).all()
        rows = [row for row in found if row.id <= held.last]
        return (rows[-1].id, [row.person_id for row in rows]) if rows else None

    async def advance(self, held: Round, to: int, changes: dict[date, int]) -> None:
        await self._transaction.execute(
            update(deadline_round)
            .where(deadline_round.c.deadline_id == held.deadline_id)
            .values(made_to=to, changes={day.isoformat(): key for day, key in changes.items()})
        )

    async def end(self, deadline_id: int) -> None:
        await self._transaction.execute(
            delete(deadline_round).where(deadline_round.c.deadline_id == deadline_id)
        )

    async def last_member(self, organisation_id: int) -> int:
        """The latest membership there is; 0 for none."""
        query = select(func.max(membership.c.id)).where(
            membership.c.organisation_id == organisation_id
        )
        return (await self._transaction.execute(query)).scalar_one() or 0

    async def concerned(self, held: Deadline, most: int, *, is_gone: bool) -> int:
        """How many people it is for, or how many have reminders of it where these are more;
        counted up to `most`."""
        reminded = (
            select(reminder.c.person_id)
            .where(reminder.c.subject == "deadline", reminder.c.subject_id == held.id)
            .distinct()
        )
        found = await self._counted(reminded, most)
        if is_gone or found == most:
            return found
        audience = meant(held.organisation_id, held.particulars.audience, held.day)
        return max(found, await self._counted(audience, most))

    async def progress(
        self, organisation_id: int, deadline_id: int | None = None
    ) -> tuple[int, int]:
        """How many reminders-to-be-entered of members are done, and of how many; (0, 0) where
        nothing is under way. `deadline_id`: of one deadline, else of all."""
        query = select(deadline_round.c.made_to, deadline_round.c.last).where(
            deadline_round.c.organisation_id == organisation_id
        )
        if deadline_id is not None:
            query = query.where(deadline_round.c.deadline_id == deadline_id)
        done = of = 0
        for made_to, last in (await self._transaction.execute(query)).all():
            done += await self._present(organisation_id, made_to)
            of += await self._present(organisation_id, last)
        return done, of

    async def _present(self, organisation_id: int, to: int) -> int:
        query = select(func.count()).where(
            membership.c.organisation_id == organisation_id, membership.c.id <= to, PRESENT
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def _counted(self, query: Any, most: int) -> int:
        few = query.limit(most).subquery()
        counted = await self._transaction.execute(select(func.count()).select_from(few))
        return int(counted.scalar_one())


def being_entered() -> Any:
    """Whether the reminder (a row of the query) is of a deadline whose reminders are just being
    entered, so that this one may be out of date."""
    return exists().where(
        reminder.c.subject == "deadline", deadline_round.c.deadline_id == reminder.c.subject_id
    )


def _as_kept(gone: Deadline) -> dict[str, Any]:
    title = {"kk": gone.title.kk, "ru": gone.title.ru, "en": gone.title.en}
    return {"kind": gone.kind, "title": title, "day": gone.day.isoformat()}


def _round(row: Row[Any]) -> Round:
    values = dict(row._mapping)
    kept = values.pop("gone")
    changes = {date.fromisoformat(day): key for day, key in values.pop("changes").items()}
    gone = None if kept is None else _gone(kept, **{
        name: values[name] for name in ("deadline_id", "organisation_id", "asked_at")
    })  # fmt: skip
    return Round(gone=gone, changes=changes, **values)


def _gone(kept: dict[str, Any], deadline_id: int, organisation_id: int, asked_at: Any) -> Deadline:
    day, title = date.fromisoformat(kept["day"]), Text(**kept["title"])
    return Deadline(deadline_id, organisation_id, kept["kind"], title, day, (), None, asked_at)
