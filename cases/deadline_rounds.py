"""The reminders of a deadline, entered for some members at a time after it was saved or removed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.verdict.deadlines import coming_reminders, late_reminder
from storage.database import Work
from storage.tables.deadline_changes import Known
from storage.tables.deadline_rounds import Round
from storage.tables.organisations import Deadline

PIECE: Final = 500
"""Members in a piece: a press on SQLite waits for one at the most."""
AT_ONCE: Final = 1000
"""So many reminded people a press may enter itself."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How many people are told of another day, and how many are caught up with."""

    told: int
    reminded: int


async def begin_round(
    work: Work, held: Deadline, now: datetime, *, also_now: bool = False, is_gone: bool = False
) -> Round:
    """Has the reminders of everybody brought to what the deadline is now, by `enter_small` or by
    the worker; it takes the place of a round that is under way."""
    last = await work.deadline_rounds.last_member(held.organisation_id)
    gone = held if is_gone else None
    begun = Round(held.id, held.organisation_id, now, last, also_now=also_now, gone=gone)
    await work.deadline_rounds.begin(begun)
    return begun


async def enter_small(work: Work, rounds: Sequence[Round], now: datetime) -> dict[int, Reached]:
    """Enters the rounds for few people wholly, as long as they are few together; what became of
    them, by deadline. The others are the worker's."""
    found: dict[int, Reached] = {}
    room = AT_ONCE
    for each in rounds:
        held = await _deadline(work, each)
        if held is None:
            continue
        number = await work.deadline_rounds.concerned(held, room + 1, is_gone=each.gone is not None)
        if number > room:
            continue
        room -= number
        found[each.deadline_id], _ = await _enter(work, each, held, None, now)
        await work.deadline_rounds.end(each.deadline_id)
    return found


async def enter_piece_of_round(work: Work, now: datetime, at_once: int = PIECE) -> bool:
    """Enters the reminders of the next members of one round; whether there was one."""
    held = await work.deadline_rounds.next()
    if held is None:
        return False
    about = await _deadline(work, held)
    piece = None if about is None else await work.deadline_rounds.piece(held, at_once)
    if about is None or piece is None:
        await work.deadline_rounds.end(held.deadline_id)
        return True
    to, people = piece
    _, changes = await _enter(work, held, about, people, now)
    await work.deadline_rounds.advance(held, to, changes)
    return True


async def share_entered(
    work: Work, organisation_id: int, deadline_id: int | None = None
) -> float | None:
    """How far the reminders of one deadline, or of all of an organisation, are entered, from 0 to
    1, also of such as were removed; None where nothing is under way."""
    done, whole = await work.deadline_rounds.progress(organisation_id, deadline_id)
    return done / whole if whole else None


async def _deadline(work: Work, held: Round) -> Deadline | None:
    return held.gone or await work.deadlines.get(held.deadline_id)


async def _enter(
    work: Work, held: Round, about: Deadline, people: Collection[int] | None, now: datetime
) -> tuple[Reached, dict[date, int]]:
    """For these people, None: for everybody; and what they are told of another day."""
    day = None if held.gone else about.day
    knowing = await work.deadline_changes.known(about, people)
    told = [each for each in knowing if each.day != day]
    await work.deadline_changes.forget_unsent(about.id, people)
    changes = dict(held.changes)
    for was, whose in _by_day(told).items():
        changes[was] = await work.deadline_changes.tell(
            about, was, day, whose, now, changes.get(was)
        )
    if held.gone:
        await work.reminders.cancel("deadline", about.id, people)
        return Reached(len(told), 0), changes
    moments = coming_reminders(about.day, held.asked_at, about.days_before)
    await work.reminders.plan_members(about, moments, people)
    reminded = 0
    if held.also_now:
        reminded = await _remind_now(work, held, about, people, {each.person_id for each in told})
    return Reached(len(told), reminded), changes


async def _remind_now(
    work: Work, held: Round, about: Deadline, people: Collection[int] | None, told: set[int]
) -> int:
    """Catches up with the moments that had passed; how many people that reaches.

    Who has just been told that the day has moved knows of it.
    """
    late = late_reminder(about.day, held.asked_at, about.days_before)
    if late is None:
        return 0
    missed = await work.reminders.not_reminded(about, late.days_before, people)
    reached = [each for each in missed if each not in told]
    await work.reminders.remind_members(reached, about.id, about.day, late)
    return len(reached)


def _by_day(knowing: list[Known]) -> dict[date, list[int]]:
    found: dict[date, list[int]] = {}
    for each in knowing:
        found.setdefault(each.day, []).append(each.person_id)
    return found
