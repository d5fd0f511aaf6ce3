"""What members answer to messages of their HR; kept for a time only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from storage.repositories.certificates import File
from storage.tables.deadlines import reminder
from storage.tables.organisations import deadline, membership
from storage.tables.outbound import campaign, dispatch
from storage.tables.replies import Reply, reply
from storage.transaction import Transaction

LONGEST_ABOUT = 200


@dataclass(frozen=True, slots=True)
class Answered:
    """The message of an organisation's HR that somebody answers: a broadcast, or the reminder of a
    deadline."""

    organisation_id: int
    campaign_id: int | None
    deadline_id: int | None


class Replies:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def answered(
        self, person_id: int, message_id: int | None, campaign_id: int | None
    ) -> Answered | None:
        """What message of HR to this person has this number in their chat, or is this broadcast;
        None for any other, and for numbers of what this person never got."""
        # None means that it is not known here; as a condition it would fit many rows.
        known = [
            column == number
            for column, number in (
                (dispatch.c.message_id, message_id),
                (dispatch.c.campaign_id, campaign_id),
            )
            if number is not None
        ]
        of_deadline = and_(
            reminder.c.id == dispatch.c.reminder_id, reminder.c.subject == "deadline"
        )
        # Whoever writes back to an answer goes on about what that was about.
        answering = reminder.alias("answering")
        of_answer = and_(
            answering.c.id == dispatch.c.reminder_id, answering.c.subject == "hr_answer"
        )
        query = (
            select(
                func.coalesce(dispatch.c.campaign_id, reply.c.campaign_id),
                func.coalesce(reminder.c.subject_id, reply.c.deadline_id),
            )
            .outerjoin(reminder, of_deadline)
            .outerjoin(answering, of_answer)
            .outerjoin(reply, reply.c.id == answering.c.subject_id)
            .where(dispatch.c.person_id == person_id, or_(false(), *known))
            .order_by(dispatch.c.id.desc())
            .limit(1)
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else await self._of(row[0], row[1])

    async def last_broadcast(self, person_id: int, since: datetime) -> Answered | None:
        """The newest broadcast that has arrived at this person since then."""
        query = (
            select(dispatch.c.campaign_id)
            .where(
                dispatch.c.person_id == person_id,
                dispatch.c.started_at >= since,
                dispatch.c.state == "sent",
                dispatch.c.campaign_id.is_not(None),
            )
            .order_by(dispatch.c.started_at.desc())
            .limit(1)
        )
        found = (await self._transaction.execute(query)).scalar()
        return await self._of(found, None)

    async def _of(self, campaign_id: int | None, deadline_id: int | None) -> Answered | None:
        if campaign_id is None and deadline_id is None:
            return None
        if campaign_id is not None:
            query = select(campaign.c.organisation_id).where(campaign.c.id == campaign_id)
        else:
            query = select(deadline.c.organisation_id).where(deadline.c.id == deadline_id)
        sender = (await self._transaction.execute(query)).scalar()
        return None if sender is None else Answered(sender, campaign_id, deadline_id)

    async def add(
        self, person_id: int, to: Answered, text: str, file: File | None, now: datetime
    ) -> int:
        await self._transaction.lock(person_id)
        new = {
            "organisation_id": to.organisation_id,
            "campaign_id": to.campaign_id,
            "deadline_id": to.deadline_id,
            "person_id": person_id,
            "text": text,
            "file_id": file and file.id,
            "file_kind": file and file.kind,
            "written_at": now,
        }
        added = insert(reply).returning(reply.c.id)
        return int((await self._transaction.execute(added, new)).scalar_one())

    async def of_organisation(
        self, organisation_id: int, campaign_id: int | None, first: int, limit: int
    ) -> list[Reply]:
        """The latest first, from place `first` (0) on; of one broadcast, or (None) all."""
        query = (
            _seen_by_hr()
            .where(_to(organisation_id, campaign_id))
            .order_by(reply.c.id.desc())
            .offset(first)
            .limit(limit)
        )
        return [_reply(row) for row in await self._transaction.execute(query)]

    async def get(self, organisation_id: int, reply_id: int) -> Reply | None:
        """The answer of this number, if it is to this organisation."""
        query = _seen_by_hr().where(
            reply.c.organisation_id == organisation_id, reply.c.id == reply_id
        )
        row = (await self._transaction.execute(query)).first()
        return None if row is None else _reply(row)

    async def count(self, organisation_id: int, campaign_id: int | None = None) -> int:
        query = select(func.count()).where(_to(organisation_id, campaign_id))
        return int((await self._transaction.execute(query)).scalar_one())

    async def count_unread(self, organisation_id: int) -> int:
        query = select(func.count()).where(
            reply.c.organisation_id == organisation_id, reply.c.read_at.is_(None)
        )
        return int((await self._transaction.execute(query)).scalar_one())

    async def answer(self, reply_id: int, text: str, hr_id: int, now: datetime) -> int | None:
        """Keeps HR's answer; whose reply it is, None where it was answered already."""
        answered = (
            update(reply)
            .where(reply.c.id == reply_id, reply.c.answer.is_(None))
            .values(answer=text, answered_at=now, answered_by=hr_id)
            .returning(reply.c.person_id)
        )
        row = (await self._transaction.execute(answered)).first()
        return None if row is None else int(row[0])

    async def mark_read(self, found: Sequence[Reply], now: datetime) -> None:
        unread = [each.id for each in found if each.read_at is None]
        if unread:
            await self._transaction.execute(
                update(reply).where(reply.c.id.in_(unread)).values(read_at=now)
            )

    async def purge(self, before: datetime) -> int:
        """Deletes what was written before then; returns how many."""
        old = delete(reply).where(reply.c.written_at < before)
        return (await self._transaction.execute(old)).rowcount


def _to(organisation_id: int, campaign_id: int | None) -> ColumnElement[bool]:
    """One organisation's, so that the number of another's broadcast leads nowhere."""
    mine = reply.c.organisation_id == organisation_id
    return mine if campaign_id is None else and_(mine, reply.c.campaign_id == campaign_id)


def _seen_by_hr() -> Select[Any]:
    """By the name that the member lets HR call them now; never a Telegram id."""
    here = and_(
        membership.c.person_id == reply.c.person_id,
        membership.c.organisation_id == reply.c.organisation_id,
        membership.c.left_at.is_(None),
    )
    return (
        select(
            reply.c.id,
            reply.c.campaign_id,
            membership.c.name,
            membership.c.id.is_not(None).label("is_member"),
            reply.c.text,
            reply.c.file_id,
            reply.c.file_kind,
            campaign.c.texts,
            deadline.c.title_ru,
            reply.c.written_at,
            reply.c.read_at,
            reply.c.answer,
            reply.c.answered_at,
        )
        .outerjoin(membership, here)
        .outerjoin(campaign, campaign.c.id == reply.c.campaign_id)
        .outerjoin(deadline, deadline.c.id == reply.c.deadline_id)
    )


def _reply(row: Row[Any]) -> Reply:
    values = dict(row._mapping)
    texts, title = values.pop("texts"), values.pop("title_ru")
    about = texts["ru"] if texts else title or ""
    return Reply(**values, about=about[:LONGEST_ABOUT])
