"""Telling people of a later edition: whom it concerns, and one message to each by somebody's will.

People are judged by their kept decisions; whoever has none for a position, by the employer's record
that they are tied to. The command may be stopped and run again at any time: each person is told
once of each position and category for the first day of an edition.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from cases.register.effects import affected_among, tied_people
from cases.register.exporting import staff_lines
from cases.rights import NOBODY, note_reading
from rules.dates import today
from rules.norms.catalog import Catalogue
from rules.verdict.edition_kinds import Kind, kinds_of_decision
from storage.database import Database, Work
from storage.tables.checks import Decision
from storage.tables.edition_notices import NewNotice, NoticePart, OfRecord, Texts

PEOPLE_AT_ONCE: Final = 50
_DAY = timedelta(days=1)
# Every decision is of other rules than those of no digest.
_ANY_RULES: Final = ""
Basis = Literal["answers", "list"]
"""By what somebody is judged: their own answers, or their employer's list."""
Target = tuple[str, str | None]
"""A position and a category."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of somebody: of one of their decisions (its number), or by the employer's
    record."""

    kind: Kind
    of: int | OfRecord

    @property
    def told_as(self) -> tuple[Kind, Basis]:
        return self.kind, "answers" if isinstance(self.of, int) else "list"


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody who consents, and what becomes of their latest decisions, or by their records."""

    person_id: int
    effects: Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Approved:
    """What somebody has decided to send: for each kind of people its texts."""

    since: date
    approved_by: str
    texts: Mapping[tuple[Kind, Basis], Texts]


@dataclass(slots=True)
class Telling:
    """How many people: are told now, were told before, or want no such messages (who have blocked
    the bot among them)."""

    told: int = 0
    before: int = 0
    unwanted: int = 0


async def concerned(
    database: Database, norms: Catalogue, since: date, now: datetime
) -> AsyncIterator[Concerned]:
    """Everybody whose answer an edition that begins on `since` makes another: by their latest
    decision of each position and category, and for positions of which they have none by the record
    of an employer, tied to them by their will and confirmed."""
    by_record = await _by_records(database, norms, since, now)
    reached: int | None = 0
    while reached is not None:
        async with database.work(writing=False, long=True) as work:
            batch = await work.corrections.batch(_ANY_RULES, reached, PEOPLE_AT_ONCE)
        reached = batch.last
        for decisions in batch.people:
            held = [each.decision for each in decisions]
            person_id = held[0].person_id
            if person_id is None:
                continue
            checked = {each.position for each in held}
            records = by_record.pop(person_id, {}).values()
            effects = _of_decisions(norms, since, held)
            effects += [each for each in records if each.kind.position not in checked]
            if effects:
                yield Concerned(person_id, effects)
    for person_id, found in by_record.items():
        yield Concerned(person_id, list(found.values()))


def _of_decisions(norms: Catalogue, since: date, decisions: Sequence[Decision]) -> list[Effect]:
    return [
        Effect(kind, each.id)
        for each in decisions
        for kind in kinds_of_decision(norms, each.record, each.position, each.category)
        if kind.since == since
    ]


async def _by_records(
    database: Database, norms: Catalogue, since: date, now: datetime
) -> dict[int, dict[Target, Effect]]:
    """Person -> what the first record that is tied to them says of each position and category, on
    the edition's first day and after it too."""
    found: dict[int, dict[Target, Effect]] = {}
    async with database.work(writing=False, long=True) as work:
        for organisation in await work.organisations.all():
            people = await tied_people(work, organisation.id)
            lines = await staff_lines(work, organisation.id, now)
            for each in affected_among(lines, norms, min(today(now), since - _DAY)):
                kind, employee_id = each.kind, each.line.employee.id
                if kind.since == since and employee_id in people:
                    of = OfRecord(employee_id, kind.position, kind.category)
                    held = found.setdefault(people[employee_id], {})
                    held.setdefault((kind.position, kind.category), Effect(kind, of))
    return found


async def tell(
    database: Database, norms: Catalogue, approved: Approved, now: datetime, *, preview: bool
) -> Telling:
    """Hands a message to the ledger for each person of an approved kind; with `preview` only
    counts."""
    done, order = Telling(), list(approved.texts)
    notice: int | None = None
    async for each in concerned(database, norms, approved.since, now):
        parts = {
            (effect.kind.position, effect.kind.category): NoticePart(
                effect.of, order.index(effect.told_as)
            )
            for effect in each.effects
            if effect.told_as in approved.texts
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
                await _note_records(work, fresh, approved.since, now)
        notice = made
        done.told += 1
    return done


async def _note_records(
    work: Work, parts: Sequence[NoticePart], since: date, now: datetime
) -> None:
    """One line of an organisation's log for all of its people who are told within the hour."""
    numbers = {part.of.employee_id for part in parts if isinstance(part.of, OfRecord)}
    for number in sorted(numbers):
        record = await work.register.get(number)
        if record is not None:
            where = (NOBODY, record.organisation_id, "staff.told", ("register", None), now)
            await note_reading(work, *where, is_further=True, since=str(since))
