"""Decisions of the management on the annual report, each with its owner and day (clause 11.6).
Where the owner is a member here, it is a deadline of theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.audience import named_members
from cases.deadline_standing import standing_of
from cases.deadlines import LATEST_MONTHS, change_deadline, enter_deadline, remove_deadline
from cases.errors import BadValue, NotThere
from cases.purposes import REGISTER, agreed_among
from cases.rights import cleaned, note, require
from cases.training.years import year_of
from cases.wholly import whole
from rules.dates import add_months, today
from rules.norms.model import Text
from rules.training.decision_line import DecisionLine, is_meant
from rules.verdict.deadlines import coming_reminders
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH, Deadline, Particulars
from storage.tables.segments import Segment
from storage.tables.training import TrainingYear
from storage.tables.training_outcomes import ManagementDecision
from storage.tables.training_plans import LONGEST_WORDS

MOST_OF_A_YEAR: Final = 100
DAYS_AHEAD: Final = (30, 7, 1)
"""When the owner is reminded, in days before."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """`reminded`: whether it is a deadline of somebody here; `said_done`: that they have said they
    are done with it."""

    decision: ManagementDecision
    year: TrainingYear
    reminded: bool
    said_done: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """A decision that was entered, and, where several people may be meant by the name of the owner,
    who: membership and name."""

    decision: ManagementDecision
    candidates: tuple[tuple[int, str], ...]


async def decisions_seen(
    work: Work, hr_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[DecisionView]:
    """By day. Raises `NotAllowed`, `NotThere`."""
    await require(work, hr_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    return [
        await _view(work, hr_id, year, each, now)
        for each in await work.training_figures.decisions(year_id)
    ]


async def decision_seen(
    work: Work, hr_id: int, organisation_id: int, number: int, now: datetime
) -> DecisionView:
    """Raises `NotAllowed`, `NotThere`."""
    held, year = await _held(work, hr_id, organisation_id, number, now)
    return await _view(work, hr_id, year, held, now)


async def _view(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, now: datetime
) -> DecisionView:
    said_done = False
    if held.deadline_id is not None:
        standing = await standing_of(work, hr_id, year.organisation_id, held.deadline_id, now)
        said_done = standing.done > 0
    return DecisionView(held, year, held.deadline_id is not None, said_done)


@whole
async def enter_decision(
    work: Work, hr_id: int, organisation_id: int, year_id: int, line: DecisionLine, now: datetime
) -> Entered:
    """What was typed; typed again it is entered once. Raises `NotAllowed`, `NotThere`, `BadValue`
    ("words", "owner", "due", "decisions": too many)."""
    await require(work, hr_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    words, owner = _checked(line, now)
    held = await work.training_figures.decisions(year_id)
    for each in held:
        if (each.words, each.owner, each.due) == (words, owner, line.due):
            return Entered(each, await _unsettled(work, hr_id, year, each, now))
    if len(held) == MOST_OF_A_YEAR:
        raise BadValue("decisions", 0, MOST_OF_A_YEAR)
    new = ManagementDecision(0, year_id, words, owner, line.due, None, now)
    added = await work.training_figures.add_decision(new)
    await _note(work, hr_id, year, added, "training.decide", now)
    return await _given(work, hr_id, year, added, now)


@whole
async def change_decision(
    work: Work, hr_id: int, organisation_id: int, number: int, line: DecisionLine, now: datetime
) -> Entered:
    """Another text, owner or day; the deadline follows. Raises as `enter_decision`."""
    held, year = await _held(work, hr_id, organisation_id, number, now)
    words, owner = _checked(line, now)
    changed = replace(held, words=words, owner=owner, due=line.due)
    if changed == held:
        return Entered(held, await _unsettled(work, hr_id, year, held, now))
    await work.training_figures.change_decision(changed)
    await _note(work, hr_id, year, changed, "training.decide_anew", now)
    if held.deadline_id is not None and owner == held.owner:
        deadline = await _deadline(work, held)
        assert deadline is not None, "its number is kept as long as it is there"
        await _move(work, hr_id, deadline, changed, now)
        return Entered(changed, ())
    return await _given(work, hr_id, year, await _ended(work, hr_id, year, changed, now), now)


@whole
async def give_to(
    work: Work, hr_id: int, organisation_id: int, number: int, membership_id: int, now: datetime
) -> ManagementDecision:
    """Which of several people the owner is: it becomes a deadline of theirs, once.

    Raises `NotAllowed`, `NotThere`, also for somebody whose name is another one.
    """
    held, year = await _held(work, hr_id, organisation_id, number, now)
    if held.deadline_id is not None or held.done_on is not None:
        return held
    if membership_id not in dict(await _meant(work, hr_id, year, held, now)):
        raise NotThere
    return await _as_deadline(work, hr_id, year, held, membership_id, now)


async def finish_decision(
    work: Work, hr_id: int, organisation_id: int, number: int, now: datetime, *, done: bool = True
) -> ManagementDecision:
    """It is done, and nobody is reminded of it any more; or it is not after all.

    Raises `NotAllowed`, `NotThere`.
    """
    held, year = await _held(work, hr_id, organisation_id, number, now)
    if (held.done_on is not None) == done:
        return held
    changed = replace(held, done_on=today(now) if done else None)
    await work.training_figures.change_decision(changed)
    if held.deadline_id is not None:
        if done:
            await work.reminders.cancel("deadline", held.deadline_id)
            await work.reminders.cancel("deadline_watch", held.deadline_id)
        elif deadline := await _deadline(work, held):
            moments = coming_reminders(deadline.day, now, deadline.days_before)
            await work.reminders.plan_members(deadline, moments)
    await _note(work, hr_id, year, changed, "training.decided_done", now, done=done)
    return changed


@whole
async def withdraw_decision(
    work: Work, hr_id: int, organisation_id: int, number: int, now: datetime
) -> TrainingYear:
    """It is gone, with its deadline; what was signed stays. Raises `NotAllowed`, `NotThere`."""
    held, year = await _held(work, hr_id, organisation_id, number, now)
    await _ended(work, hr_id, year, held, now)
    await work.training_figures.remove_decision(number)
    await _note(work, hr_id, year, held, "training.decide_no", now)
    return year


def _checked(line: DecisionLine, now: datetime) -> tuple[str, str]:
    words = line.words.strip()
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise BadValue("words", 1, LONGEST_WORDS)
    first, last = today(now), add_months(today(now), LATEST_MONTHS)
    if not first <= line.due <= last:
        raise BadValue("due", first, last)
    return words, cleaned(line.owner, "owner")


async def _given(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, now: datetime
) -> Entered:
    """A deadline of the owner where one member alone may be meant; else those who may be."""
    if held.done_on is not None:
        return Entered(held, ())
    meant = await _meant(work, hr_id, year, held, now)
    if len(meant) == 1:
        return Entered(await _as_deadline(work, hr_id, year, held, meant[0][0], now), ())
    return Entered(held, meant)


async def _unsettled(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, now: datetime
) -> tuple[tuple[int, str], ...]:
    if held.deadline_id is not None or held.done_on is not None:
        return ()
    return await _meant(work, hr_id, year, held, now)


async def _meant(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, now: datetime
) -> tuple[tuple[int, str], ...]:
    """The members who may be meant by the owner's name: as they let HR call them, or as the
    register does where they have agreed to be tied to it."""
    here = year.organisation_id
    found = dict(await named_members(work, hr_id, here, now))
    ties = [tie for tie in await work.ties.of_organisation(here) if tie.state == "confirmed"]
    agreed = await agreed_among(work, [tie.person_id for tie in ties], REGISTER)
    names = {each.id: each.name for each in await work.register.all(here)}
    for tie in ties:
        name = names.get(tie.employee_id, "")
        if tie.person_id in agreed and is_meant(held.owner, name):
            member = await work.memberships.present(tie.person_id, here)
            if member is not None:
                found[member.id] = name
    meant = [(number, name) for number, name in found.items() if is_meant(held.owner, name)]
    return tuple(sorted(meant, key=lambda each: (each[1], each[0])))


async def _as_deadline(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, membership_id: int,
    now: datetime,
) -> ManagementDecision:  # fmt: skip
    deadline = await enter_deadline(
        work, hr_id, year.organisation_id, "other", _title(held), held.due, now, DAYS_AHEAD,
        Particulars(audience=Segment(members=(membership_id,)), note=_note_of(held)),
    )  # fmt: skip
    changed = replace(held, deadline_id=deadline.id)
    await work.training_figures.change_decision(changed)
    return changed


def _title(held: ManagementDecision) -> Text:
    line = " ".join(held.words.split())
    short = line if len(line) <= NAME_LENGTH else line[: NAME_LENGTH - 1] + "…"
    return Text(kk=short, ru=short, en="")


def _note_of(held: ManagementDecision) -> Text:
    """The whole of what does not fit into a title."""
    if len(" ".join(held.words.split())) <= NAME_LENGTH:
        return Text(kk="", ru="", en="")
    return Text(kk=held.words, ru=held.words, en="")


async def _move(
    work: Work, hr_id: int, deadline: Deadline, held: ManagementDecision, now: datetime
) -> None:
    particulars = replace(deadline.particulars, note=_note_of(held))
    await change_deadline(
        work, hr_id, deadline.organisation_id, deadline.id, deadline.kind, _title(held), held.due,
        now, deadline.days_before, particulars,
    )  # fmt: skip


async def _ended(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, now: datetime
) -> ManagementDecision:
    """Without its deadline: who was reminded is told that it is gone."""
    if held.deadline_id is None:
        return held
    await remove_deadline(work, hr_id, year.organisation_id, held.deadline_id, now)
    changed = replace(held, deadline_id=None)
    await work.training_figures.change_decision(changed)
    return changed


async def _deadline(work: Work, held: ManagementDecision) -> Deadline | None:
    return None if held.deadline_id is None else await work.deadlines.get(held.deadline_id)


async def _held(
    work: Work, hr_id: int, organisation_id: int, number: int, now: datetime
) -> tuple[ManagementDecision, TrainingYear]:
    await require(work, hr_id, "organise", organisation_id, now)
    held = await work.training_figures.decision(number)
    if held is None:
        raise NotThere
    return held, await year_of(work, organisation_id, held.year_id)


async def _note(
    work: Work, hr_id: int, year: TrainingYear, held: ManagementDecision, action: str,
    now: datetime, **details: bool,
) -> None:  # fmt: skip
    thing = ("management_decision", held.id)
    await note(work, hr_id, year.organisation_id, action, thing, now, **details)


def is_late(held: ManagementDecision, on: date) -> bool:
    return held.done_on is None and held.due < on
