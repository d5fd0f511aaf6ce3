"""Who was asked a question below a broadcast, and what was pressed there.

A question is known by the number of the broadcast that it went out with first.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from storage.tables.outbound import campaign, dispatch
from storage.tables.questions import question_answer
from storage.transaction import Transaction, insert_into

GOT = ("sent", "unknown", "sending")


class Questions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def went_to(self, question_id: int, person_id: int) -> bool:
        """Whether the question, or a message that reminds of it, has or may have reached them."""
        query = (
            select(dispatch.c.id)
            .join(campaign, campaign.c.id == dispatch.c.campaign_id)
            .where(
                is_about(question_id),
                dispatch.c.person_id == person_id,
                dispatch.c.state.in_(GOT),
            )
        )
        return (await self._transaction.execute(query.limit(1))).first() is not None

    async def choose(self, question_id: int, person_id: int, choice: int, now: datetime) -> None:
        """The last word counts."""
        await self._transaction.lock(person_id)
        new = insert_into(self._transaction.dialect, question_answer).values(
            campaign_id=question_id, person_id=person_id, choice=choice, answered_at=now
        )
        values = {name: new.excluded[name] for name in ("choice", "answered_at")}
        keys = [question_answer.c.campaign_id, question_answer.c.person_id]
        await self._transaction.execute(new.on_conflict_do_update(index_elements=keys, set_=values))

    async def chosen(self, question_id: int, person_id: int) -> int | None:
        query = select(question_answer.c.choice).where(
            question_answer.c.campaign_id == question_id,
            question_answer.c.person_id == person_id,
        )
        return (await self._transaction.execute(query)).scalar_one_or_none()

    async def remove_of(self, person_id: int) -> None:
        of_person = question_answer.c.person_id == person_id
        await self._transaction.execute(delete(question_answer).where(of_person))

    async def close(self, question_id: int, now: datetime) -> bool:
        """Whether it was open until now."""
        changed = await self._transaction.execute(
            update(campaign)
            .where(campaign.c.id == question_id, campaign.c.question_closed_at.is_(None))
            .values(question_closed_at=now)
        )
        return changed.rowcount > 0


def is_about(question_id: int) -> ColumnElement[bool]:
    """Whether a broadcast (a row of the query) asks this question or reminds of it."""
    return or_(campaign.c.id == question_id, campaign.c.question_of == question_id)


def asked_in(question_id: int, person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether that person (a column of the query) got the question or may have got it."""
    return exists().where(
        is_about(question_id),
        dispatch.c.campaign_id == campaign.c.id,
        dispatch.c.person_id == person_id,
        dispatch.c.state.in_(("sent", "unknown")),
    )


def has_answered(question_id: int, person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether that person (a column of the query) has answered it."""
    return exists().where(
        question_answer.c.campaign_id == question_id,
        question_answer.c.person_id == person_id,
    )
