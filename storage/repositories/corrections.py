"""Corrections: kept decisions to judge again, some at a time, and what their people are told.

How far it has come is kept, so it goes on where it was stopped; two workers may look at the same
people, but each person is told once.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, insert, select

from rules.dates import today
from rules.questionnaire.scope import GENERAL, UNPLACED
from rules.verdict.deadlines import Moment, allowed
from storage.repositories.reminders import Reminders
from storage.tables.checks import Decision, answer, decision
from storage.tables.conversation import person
from storage.tables.corrections import (
    Batch,
    CorrectedCheck,
    CorrectionContent,
    Found,
    ToJudge,
    Told,
    correction,
    correction_sweep,
)
from storage.transaction import Transaction, insert_into

COLUMNS = tuple(decision.c)
# What depends on no position, and what was said before positions were noted.
OF_NONE = (GENERAL, UNPLACED)


class Corrections:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reminders = Reminders(transaction)

    async def reached(self, corrected_on: date) -> int:
        """The number of the decision up to which everything was judged again; 0 at first."""
        query = select(correction_sweep.c.last_decision).where(
            correction_sweep.c.corrected_on == corrected_on
        )
        return int((await self._transaction.execute(query)).scalar() or 0)

    async def batch(self, digest: str, after: int, limit: int) -> Batch:
        """The next people who consent and have decisions made with rules of another digest, each
        with their latest decision of every position and category."""
        found = (await self._transaction.execute(_people(digest, after, limit))).all()
        if not found:
            return Batch((), None)
        people = [row.person_id for row in found]
        rows = await self._transaction.execute(_latest(people))
        latest = [Decision(*row[: len(COLUMNS)]) for row in rows]
        said = await self._said(people)
        by_person = defaultdict(list)
        for each in latest:
            if each.digest != digest:
                elsewhere = _elsewhere(each, said[each.person_id or 0])
                by_person[each.person_id].append(ToJudge(each, elsewhere))
        return Batch(tuple(map(tuple, by_person.values())), found[-1].id)

    async def advance(self, corrected_on: date, last: int, now: datetime) -> None:
        """Notes that everything up to this decision was judged; what has come further stays."""
        new = insert_into(self._transaction.dialect, correction_sweep).values(
            corrected_on=corrected_on, last_decision=last, changed_at=now
        )
        further = new.on_conflict_do_update(
            index_elements=[correction_sweep.c.corrected_on],
            set_={"last_decision": new.excluded.last_decision, "changed_at": now},
            where=correction_sweep.c.last_decision < new.excluded.last_decision,
        )
        await self._transaction.execute(further)

    async def tell(self, found: Found, corrected_on: date, now: datetime) -> bool:
        """Enters one message about all the corrected decisions; False where the person was told of
        this correction before, or keeps none of them any more."""
        await self._transaction.lock(found.person_id)
        of_person = correction.c.person_id == found.person_id
        told = select(correction.c.id).where(of_person, correction.c.corrected_on == corrected_on)
        if (await self._transaction.execute(told.limit(1))).first() is not None:
            return False
        kept = select(decision.c.id).where(
            decision.c.person_id == found.person_id, decision.c.id.in_(found.corrected)
        )
        numbers = (await self._transaction.execute(kept.order_by(decision.c.id))).scalars().all()
        if not numbers:
            return False
        ids = [
            await self._add(found.person_id, number, corrected_on, found.corrected[number], now)
            for number in numbers
        ]
        due = allowed(now)
        moments = (Moment(0, due),)
        await self._reminders.plan(found.person_id, "correction", ids[0], today(due), moments)
        return True

    async def content(self, correction_id: int) -> CorrectionContent | None:
        """What the message of this correction tells: those of its decisions that are still the
        person's latest. None when there are none."""
        this = correction.alias("this")
        query = (
            select(correction.c.rested_on, correction.c.corrected_on, *COLUMNS)
            .join(decision, decision.c.id == correction.c.decision_id)
            .join(
                this,
                and_(
                    this.c.person_id == correction.c.person_id,
                    this.c.corrected_on == correction.c.corrected_on,
                ),
            )
            .where(this.c.id == correction_id, ~_checked_again())
            .order_by(decision.c.id.desc())
        )
        rows = (await self._transaction.execute(query)).all()
        if not rows:
            return None
        checks = tuple(CorrectedCheck(Decision(*row[2:]), tuple(row[0])) for row in rows)
        return CorrectionContent(rows[0].corrected_on, checks)

    async def of_decision(self, decision_id: int) -> Told | None:
        """The newest correction of a decision that its person was told of."""
        query = (
            select(correction.c.corrected_on, correction.c.rested_on)
            .where(correction.c.decision_id == decision_id)
            .order_by(correction.c.corrected_on.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else Told(row.corrected_on, tuple(row.rested_on))

    async def elsewhere(self, of: Decision) -> frozenset[str]:
        """The facts whose kept answer was given before a decision, for another position, and for
        its own never."""
        if of.person_id is None:
            return frozenset()
        said = await self._said((of.person_id,))
        return _elsewhere(of, said.get(of.person_id, ()))

    async def _add(
        self,
        person_id: int,
        decision_id: int,
        corrected_on: date,
        rested_on: Collection[str],
        now: datetime,
    ) -> int:
        new = insert(correction).values(
            person_id=person_id,
            decision_id=decision_id,
            corrected_on=corrected_on,
            rested_on=list(rested_on),
            created_at=now,
        )
        added = await self._transaction.execute(new.returning(correction.c.id))
        return int(added.scalar_one())

    async def _said(self, people: Collection[int]) -> dict[int, list[tuple[str, str, datetime]]]:
        """Person → what they said: fact, position, moment."""
        said = defaultdict(list)
        for row in await self._transaction.execute(_placed_answers(people)):
            said[row.person_id].append((row.fact, row.position, row.answered_at))
        return said


def _placed_answers(people: Collection[int]) -> Select[Any]:
    """Values that people said for a position (R40), with that position."""
    return select(answer.c.person_id, answer.c.fact, answer.c.position, answer.c.answered_at).where(
        answer.c.person_id.in_(people), answer.c.state == "value", answer.c.position.not_in(OF_NONE)
    )


def _elsewhere(of: Decision, said: Collection[tuple[str, str, datetime]]) -> frozenset[str]:
    here = {fact for fact, position, _ in said if position == of.position}
    before = {fact for fact, _, moment in said if moment <= of.created_at}
    return frozenset(before - here)


def _people(digest: str, after: int, limit: int) -> Select[Any]:
    """The people whose first decision by other rules comes after that number, with its number."""
    earlier = decision.alias("earlier")
    is_first = ~exists().where(
        earlier.c.person_id == decision.c.person_id,
        earlier.c.id < decision.c.id,
        earlier.c.digest != digest,
    )
    return (
        select(decision.c.person_id, decision.c.id)
        .join(person, person.c.id == decision.c.person_id)
        .where(
            decision.c.id > after,
            decision.c.digest != digest,
            person.c.consent_version.is_not(None),
            is_first,
        )
        .order_by(decision.c.id)
        .limit(limit)
    )


def _latest(people: Collection[int]) -> Select[Any]:
    target = (decision.c.person_id, decision.c.position, decision.c.category)
    newest = (decision.c.created_at.desc(), decision.c.id.desc())
    place = func.row_number().over(partition_by=target, order_by=newest).label("place")
    ranked = select(*COLUMNS, place).where(decision.c.person_id.in_(people)).subquery()
    return select(ranked).where(ranked.c.place == 1).order_by(ranked.c.id)


def _checked_again() -> Any:
    """Whether the person has a later decision of the same position and category."""
    later = decision.alias("later")
    return exists().where(
        later.c.person_id == decision.c.person_id,
        later.c.position == decision.c.position,
        later.c.category.is_not_distinct_from(decision.c.category),
        later.c.id > decision.c.id,
    )
