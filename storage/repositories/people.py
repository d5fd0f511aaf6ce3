"""People: language, consent, and all that is held on them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select, update

from rules.dates import today
from rules.vocabulary import Language
from storage.engine.prepared import Prepared
from storage.repositories.export import export_person
from storage.repositories.memberships import organisations_of
from storage.repositories.retention import holding_expired, purge_expired
from storage.tables.assessments import self_assessment
from storage.tables.attestation import attestation_word, knowledge_test
from storage.tables.checks import Run, decision, run
from storage.tables.conversation import (
    LiveMessage,
    Person,
    Situation,
    miss_mark,
    person,
    screen,
    waiting_update,
)
from storage.tables.deadlines import certificate, personal_date, reminder
from storage.tables.objections import objection
from storage.tables.organisations import membership
from storage.tables.outbound import receipt
from storage.tables.portfolio import portfolio_answer, portfolio_wish
from storage.tables.purposes import purpose_said
from storage.tables.questions import question_answer
from storage.tables.register import tie
from storage.tables.replies import reply
from storage.transaction import Transaction, insert_into

GET = select(person).where(person.c.id == bindparam("person_id"))

SITUATION = Prepared(
    lambda _: (
        select(person, run, screen)
        .outerjoin(run, (run.c.person_id == person.c.id) & (run.c.state == "asking"))
        .outerjoin(screen, screen.c.person_id == person.c.id)
        .where(person.c.id == bindparam("person_id"))
    )
)
RUN_COLUMNS = slice(len(person.c), len(person.c) + len(run.c))
SCREEN_COLUMNS = slice(RUN_COLUMNS.stop, None)


class People:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, person_id: int) -> Person | None:
        await self._transaction.lock(person_id)
        row = (await self._transaction.execute(GET, {"person_id": person_id})).first()
        return None if row is None else Person(*row)

    async def situation(self, person_id: int) -> Situation | None:
        """The person with the open run and the live screen, in one query."""
        await self._transaction.lock(person_id)
        rows = await self._transaction.rows(SITUATION, {"person_id": person_id})
        return _situation(rows[0]) if rows else None

    async def ensure(self, person_id: int, language: Language, now: datetime) -> Person:
        """The person, made known first if need be; the language counts for new people only."""
        known = await self.get(person_id)
        if known is not None:
            return known
        new = {
            "id": person_id,
            "language": language,
            "created_at": now,
            "seen_on": today(now),
        }
        row = (await self._transaction.execute(_add(self._transaction.dialect), new)).one()
        return Person(*row)

    async def set_language(self, person_id: int, language: Language) -> None:
        await self._set(person_id, language=language, language_chosen=True)

    async def give_consent(self, person_id: int, version: str, now: datetime) -> None:
        await self._set(person_id, consent_version=version, consent_at=now, withdrawn_at=None)

    async def withdraw_consent(self, person_id: int, now: datetime) -> None:
        """From now on what is held lasts as for anybody without consent.

        What is kept by consent only goes at once: decisions, certificates, dates, reminders,
        self-assessments, knowledge tests, words beside the attestation, the portfolio, marks of
        typed words, memberships, answers to HR, receipts, answers to questions, objections to
        reports, what was said to single purposes, and the tie to an employer's record, which is
        the employer's and stays. A right to act for HR is no such thing and stays too.
        """
        await self._set(person_id, consent_version=None, consent_at=None, withdrawn_at=now)
        await self._transaction.hold(organisations_of(person_id))
        own = (decision, certificate, personal_date, reminder, self_assessment)
        beside = (knowledge_test, attestation_word, portfolio_answer, portfolio_wish, miss_mark)
        said = (reply, objection, purpose_said, receipt, question_answer)
        for table in (*own, *beside, *said, membership, tie):
            await self._transaction.execute(delete(table).where(table.c.person_id == person_id))

    async def set_blocked(self, person_id: int, blocked: bool, now: datetime) -> None:
        """Notes that the person has blocked the bot (or no longer); the first time is kept."""
        if not blocked:
            await self._set(person_id, blocked_at=None)
            return
        await self._transaction.execute(
            update(person)
            .where(person.c.id == person_id, person.c.blocked_at.is_(None))
            .values(blocked_at=now)
        )

    async def export(self, person_id: int) -> dict[str, Any]:
        """Everything held on the person, JSON-ready: table name → rows; empty when unknown."""
        return await export_person(self._transaction, person_id)

    async def forget(self, person_id: int) -> None:
        """Deletes the person; every table that refers to people cascades.

        What waits for an answer goes too: the process that deals with it still has it in hand.
        """
        await self._transaction.lock(person_id)
        waiting = delete(waiting_update).where(waiting_update.c.person_id == person_id)
        await self._transaction.execute(waiting)
        await self._transaction.execute(delete(person).where(person.c.id == person_id))

    async def purge_expired(self, now: datetime, person_id: int | None = None) -> int:
        """Deletes what people without consent have left behind; returns the number of rows.

        A run with its answers goes as soon as it is closed, and everything after a day at the
        latest. Decisions that name nobody hold answers too, so they last a day as well. With a
        `person_id` only that person is looked at: right after the result was shown.
        """
        people = None if person_id is None else (person_id,)
        return await purge_expired(self._transaction, now, people)

    async def holding_expired(self, now: datetime, after: int) -> Sequence[int]:
        """Some of those of whom `purge_expired` would delete something, with numbers above `after`
        and in their order; none where nobody is left. Read only."""
        return await holding_expired(self._transaction, now, after)

    async def purge_expired_of(self, people: Sequence[int], now: datetime) -> int:
        """As `purge_expired`, of these people."""
        return await purge_expired(self._transaction, now, people)

    async def _set(self, person_id: int, **values: object) -> None:
        await self._transaction.lock(person_id)
        await self._transaction.execute(
            update(person).where(person.c.id == person_id).values(**values)
        )


@cache
def _add(dialect: str) -> Executable:
    new = insert_into(dialect, person).values(
        id=bindparam("id"),
        language=bindparam("language"),
        language_chosen=False,
        created_at=bindparam("created_at"),
        seen_on=bindparam("seen_on"),
    )
    # The other process may have been first: then its row counts, and RETURNING must yield it.
    return new.on_conflict_do_update(
        index_elements=[person.c.id], set_={"id": new.excluded.id}
    ).returning(*person.c)


def _situation(row: Sequence[Any]) -> Situation:
    open_run, live_screen = row[RUN_COLUMNS], row[SCREEN_COLUMNS]
    return Situation(
        person=Person(*row[: RUN_COLUMNS.start]),
        run=None if open_run[0] is None else Run(*open_run),
        screen=None if live_screen[0] is None else LiveMessage(*live_screen),
    )
