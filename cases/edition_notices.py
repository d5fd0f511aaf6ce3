"""Telling people of a later edition: whom it concerns, and one message to each by somebody's will.

The command may be stopped and run again at any time: each person is told once of each position and
category for the first day of an edition.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.norms.catalog import Catalogue
from rules.verdict.edition_kinds import Kind, kinds_of_decision
from storage.database import Database
from storage.tables.checks import Decision
from storage.tables.edition_notices import NewNotice, NoticePart, Texts

PEOPLE_AT_ONCE: Final = 50
# Every decision is of other rules than those of no digest.
_ANY_RULES: Final = ""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody who consents, and what becomes of their latest decisions: decision -> its kind."""

    person_id: int
    kinds: Mapping[int, Kind]


@dataclass(frozen=True, slots=True)
class Approved:
    """What somebody has decided to send: for each kind its texts."""

    since: date
    approved_by: str
    texts: Mapping[Kind, Texts]


@dataclass(slots=True)
class Telling:
    """How many people: are told now, were told before, or want no such messages (who have blocked
    the bot among them)."""

    told: int = 0
    before: int = 0
    unwanted: int = 0


async def concerned(database: Database, norms: Catalogue, since: date) -> AsyncIterator[Concerned]:
    """Everybody whose answer an edition that begins on `since` makes another, by their latest
    decision of each position and category."""
    reached: int | None = 0
    while reached is not None:
        async with database.work(writing=False, long=True) as work:
            batch = await work.corrections.batch(_ANY_RULES, reached, PEOPLE_AT_ONCE)
        reached = batch.last
        for decisions in batch.people:
            kinds = _kinds(norms, since, [each.decision for each in decisions])
            person_id = decisions[0].decision.person_id
            if kinds and person_id is not None:
                yield Concerned(person_id, kinds)


def _kinds(norms: Catalogue, since: date, decisions: Sequence[Decision]) -> dict[int, Kind]:
    return {
        each.id: kind
        for each in decisions
        for kind in kinds_of_decision(norms, each.record, each.position, each.category)
        if kind.since == since
    }


async def tell(
    database: Database, norms: Catalogue, approved: Approved, now: datetime, *, preview: bool
) -> Telling:
    """Hands a message to the ledger for each person of an approved kind; with `preview` only
    counts."""
    done, order = Telling(), list(approved.texts)
    notice: int | None = None
    async for each in concerned(database, norms, approved.since):
        parts = {
            (kind.position, kind.category): NoticePart(number, order.index(kind))
            for number, kind in each.kinds.items()
            if kind in approved.texts
        }
        if not parts:
            continue
        async with database.work(writing=not preview) as work:
            notices = work.edition_notices
            if await notices.wants_none(each.person_id):
                done.unwanted += 1
                continue
            known = await notices.told(each.person_id, approved.since)
            fresh = [part for target, part in parts.items() if target not in known]
            if not fresh:
                done.before += 1
                continue
            made = notice
            if not preview:
                if made is None:
                    texts = list(approved.texts.values())
                    new = NewNotice(approved.since, approved.approved_by, texts)
                    made = await notices.add(new, now)
                await notices.tell(each.person_id, made, fresh, now)
        notice = made
        done.told += 1
    return done
