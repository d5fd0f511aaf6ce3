"""How long things are kept: without consent only until the result is shown, a day at the most."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Delete, Select, delete, exists, or_, select, true

from storage.tables.checks import answer, decision, run
from storage.tables.conversation import miss_mark, person, screen
from storage.transaction import Transaction

KEEP_WITHOUT_CONSENT = timedelta(days=1)
BATCH = 500


async def holding_expired(transaction: Transaction, now: datetime, after: int) -> Sequence[int]:
    """See `storage.repositories.people.People.holding_expired`."""
    query = _holding_expired(now - KEEP_WITHOUT_CONSENT, person.c.id > after)
    return (await transaction.execute(query.order_by(person.c.id))).scalars().all()


async def purge_expired(
    transaction: Transaction, now: datetime, people: Sequence[int] | None
) -> int:
    """See `storage.repositories.people.People.purge_expired`."""
    limit = now - KEEP_WITHOUT_CONSENT
    deleted = 0
    whose = true() if people is None else person.c.id.in_(people)
    # Whoever is in the middle of a transaction is left for the next time: waiting could deadlock.
    query = _holding_expired(limit, whose).with_for_update(key_share=True, skip_locked=True)
    while people := (await transaction.execute(query)).scalars().all():
        for statement in _of_people(people, limit):
            deleted += (await transaction.execute(statement)).rowcount
    nobodys = delete(decision).where(decision.c.person_id.is_(None), decision.c.created_at <= limit)
    return deleted + (await transaction.execute(nobodys)).rowcount


def _holding_expired(limit: datetime, whose: ColumnElement[bool]) -> Select[tuple[int]]:
    held = (
        exists().where(run.c.person_id == person.c.id, _run_expired(limit)),
        exists().where(answer.c.person_id == person.c.id, answer.c.answered_at <= limit),
        exists().where(screen.c.person_id == person.c.id, screen.c.updated_at <= limit),
        exists().where(miss_mark.c.person_id == person.c.id, miss_mark.c.typed_at <= limit),
    )
    return (
        select(person.c.id)
        .where(person.c.consent_version.is_(None), whose, or_(*held))
        .limit(BATCH)
    )


def _of_people(people: Sequence[int], limit: datetime) -> tuple[Delete, ...]:
    runs = select(run.c.id).where(run.c.person_id.in_(people), _run_expired(limit))
    return (
        delete(answer).where(
            answer.c.person_id.in_(people),
            or_(answer.c.answered_at <= limit, answer.c.run_id.in_(runs)),
        ),
        delete(run).where(run.c.person_id.in_(people), _run_expired(limit)),
        delete(screen).where(screen.c.person_id.in_(people), screen.c.updated_at <= limit),
        delete(miss_mark).where(miss_mark.c.person_id.in_(people), miss_mark.c.typed_at <= limit),
    )


def _run_expired(limit: datetime) -> ColumnElement[bool]:
    return or_(run.c.state != "asking", run.c.opened_at <= limit)
