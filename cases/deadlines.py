"""The days of the year that HR enters for its members: for all of them or for some."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.audience import bounded
from cases.deadline_series import begin_series, later_ones
from cases.deadline_standing import plan_watchers
from cases.deadline_words import checked_particulars
from cases.errors import BadValue, ChangedMeanwhile, NotThere
from cases.rights import cleaned, note, require_hr
from rules.dates import add_months, today
from rules.norms.model import Text
from rules.verdict.deadlines import (
    DAYS_BEFORE,
    LONGEST_BEFORE,
    Moment,
    coming_reminders,
    late_reminder,
)
from storage.database import Work
from storage.tables.deadline_changes import Known
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import (
    DEADLINE_KINDS,
    NO_PARTICULARS,
    Deadline,
    DeadlineKind,
    Particulars,
)

LATEST_MONTHS: Final = 36
MOST_REMINDERS: Final = 10
NO_NUMBER: Final = 0
Details = dict[str, int | str | bool | None]


@dataclass(frozen=True, slots=True)
class Entered:
    """What HR enters of a day; of titles only the English one may be empty."""

    kind: DeadlineKind
    title: Text
    day: date
    days_before: tuple[int, ...] = DAYS_BEFORE
    particulars: Particulars = NO_PARTICULARS
    repeats: Repeats | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What saving a day sets off.

    `people`: how many members it is for now. `coming`: the reminders still to come. `moved`: how
    many people know another day, and are told.
    `at_once`: how many a reminder would reach that catches up with the moments that have passed,
    at `late_at`; it goes out only where HR wants that.
    """

    people: int
    coming: tuple[Moment, ...]
    moved: int
    at_once: int
    late_at: datetime | None


def entered(held: Deadline) -> Entered:
    return Entered(held.kind, held.title, held.day, held.days_before, held.particulars)


async def repeats_of(work: Work, held: Deadline) -> Repeats | None:
    """How the deadline comes again; None: it does not."""
    series = None if held.series_id is None else await work.deadline_series.get(held.series_id)
    return None if series is None else series.repeats


async def enter_deadline(
    work: Work,
    hr_id: int,
    organisation_id: int,
    kind: DeadlineKind,
    title: Text,
    day: date,
    now: datetime,
    days_before: tuple[int, ...] = DAYS_BEFORE,
    particulars: Particulars = NO_PARTICULARS,
    *,
    also_now: bool = False,
    repeats: Repeats | None = None,
) -> Deadline:
    """Keeps the day and plans reminders of it for those it is for. `title.en` may be empty.
    `repeats`: those of the year ahead are entered with it.

    Nothing is sent at once, unless `also_now` catches up with the reminders whose moment has
    passed (`Effect.at_once`).

    Raises `NotAllowed`, `NotThere` (a department), `BadValue` ("kind", "title_kk", "title_ru",
    "title_en", "day" from today to three years ahead, "days_before" 0 to 366, ten at most, and what
    `checked_particulars` raises).
    """
    await require_hr(work, hr_id, organisation_id)
    given = Entered(kind, title, day, days_before, particulars)
    given = await _checked(work, hr_id, organisation_id, given, now)
    made = await work.deadlines.add(
        organisation_id, kind, given.title, day, given.days_before, hr_id, now, given.particulars
    )
    await _plan(work, made, now)
    if repeats is not None:
        await begin_series(work, made, repeats, now)
    reminded = await _remind_now(work, made, now) if also_now else 0
    thing = ("deadline", made.id)
    details: Details = {"day": day.isoformat(), "reminded": reminded}
    await note(work, hr_id, organisation_id, "deadline.enter", thing, now, **details)
    return made


async def change_deadline(
    work: Work,
    hr_id: int,
    organisation_id: int,
    deadline_id: int,
    kind: DeadlineKind,
    title: Text,
    day: date,
    now: datetime,
    days_before: tuple[int, ...] = DAYS_BEFORE,
    particulars: Particulars = NO_PARTICULARS,
    *,
    also_now: bool = False,
    seen: Entered | None = None,
    repeats: Repeats | None = None,
    later_too: bool = False,
) -> Deadline:
    """Reminders follow the new day, and whoever knows another one is told that it has moved.

    `repeats`: what comes only once so far comes again from now on. `later_too`: all but the day
    holds for the later ones of its series too.

    `seen`: what whoever saves had before them; nothing is saved over what is something else by now.
    Raises `NotThere`, `ChangedMeanwhile` (with the `Deadline`) and what `enter_deadline` raises.
    """
    await require_hr(work, hr_id, organisation_id)
    before = await _of(work, organisation_id, deadline_id)
    given = Entered(kind, title, day, days_before, particulars)
    if seen is not None and entered(before) not in (seen, given):
        raise ChangedMeanwhile(before)
    given = await _checked(work, hr_id, organisation_id, given, now)
    changed, told = await _change(work, before, given, now)
    reminded = await _remind_now(work, changed, now) if also_now else 0
    if repeats is not None and before.series_id is None:
        await begin_series(work, changed, repeats, now)
    for each in await later_ones(work, before) if later_too else ():
        given_then = replace(given, day=each.day)
        await _change(work, each, given_then, now)
    thing = ("deadline", deadline_id)
    details: Details = {
        "day": day.isoformat(),
        "was": before.day.isoformat(),
        "told": told,
        "reminded": reminded,
    }
    await note(work, hr_id, organisation_id, "deadline.change", thing, now, **details)
    return changed


async def _change(
    work: Work, before: Deadline, given: Entered, now: datetime
) -> tuple[Deadline, int]:
    """As it is kept now, and how many people are told of it."""
    await work.deadlines.change(
        before.id, given.kind, given.title, given.day, given.days_before, given.particulars
    )
    changed = replace(
        before,
        kind=given.kind,
        title=given.title,
        day=given.day,
        days_before=given.days_before,
        particulars=given.particulars,
    )
    told = 0
    if _reminders_differ(before, changed):
        told = await _tell_of_move(work, changed, now)
        await _plan(work, changed, now)
    return changed, told


async def remove_deadline(
    work: Work,
    hr_id: int,
    organisation_id: int,
    deadline_id: int,
    now: datetime,
    *,
    later_too: bool = False,
) -> None:
    """Nobody is reminded of it any more, and whoever has been is told that it is gone.

    `later_too`: its series ends with it. Raises `NotAllowed`, `NotThere`.
    """
    await require_hr(work, hr_id, organisation_id)
    held = await _of(work, organisation_id, deadline_id)
    if later_too and held.series_id is not None:
        for each in await later_ones(work, held):
            await _remove(work, hr_id, each, now)
        await work.deadline_series.end(held.series_id)
    await _remove(work, hr_id, held, now)


async def _remove(work: Work, hr_id: int, held: Deadline, now: datetime) -> None:
    deadline_id, organisation_id = held.id, held.organisation_id
    knowing = await work.deadline_changes.known(held)
    await work.deadline_changes.forget_unsent(deadline_id)
    for was, people in _by_day(knowing).items():
        await work.deadline_changes.tell(held, was, None, people, now)
    await work.reminders.cancel("deadline", deadline_id)
    await work.reminders.cancel("deadline_watch", deadline_id)
    await work.deadlines.remove(deadline_id)
    thing = ("deadline", deadline_id)
    details: Details = {"day": held.day.isoformat(), "told": len(knowing)}
    await note(work, hr_id, organisation_id, "deadline.remove", thing, now, **details)


async def effect_of_saving(
    work: Work,
    hr_id: int,
    organisation_id: int,
    deadline_id: int | None,
    given: Entered,
    now: datetime,
) -> Effect:
    """What saving it sets off, for a new deadline (None) or one that is changed.

    Raises `NotAllowed`, `NotThere` (also for a department of its audience).
    """
    await require_hr(work, hr_id, organisation_id)
    held = None if deadline_id is None else await _of(work, organisation_id, deadline_id)
    day, ahead = given.day, given.days_before
    await bounded(work, hr_id, organisation_id, given.particulars.audience, now)
    number = NO_NUMBER if held is None else held.id
    wanted = Deadline(
        number, organisation_id, given.kind, given.title, day, ahead, hr_id, now, given.particulars
    )
    people = await work.segments.count(organisation_id, given.particulars.audience, day)
    told = [] if held is None else await _to_tell(work, wanted)
    coming, late = coming_reminders(day, now, ahead), late_reminder(day, now, ahead)
    if late is None:
        return Effect(people, coming, len(told), 0, None)
    missed = await work.reminders.not_reminded(wanted, late.days_before)
    at_once = set(missed).difference(each.person_id for each in told)
    return Effect(people, coming, len(told), len(at_once), late.due_at)


async def people_reminded(work: Work, hr_id: int, organisation_id: int, deadline_id: int) -> int:
    """How many know of it, and would be told if it were removed.

    Raises `NotAllowed`, `NotThere`.
    """
    await require_hr(work, hr_id, organisation_id)
    held = await _of(work, organisation_id, deadline_id)
    return len(await work.deadline_changes.known(held))


async def past_deadlines(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[Deadline]:
    """Those whose day is over, the latest first. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.deadlines.past(organisation_id, today(now))


async def deadlines_of_organisation(
    work: Work, hr_id: int, organisation_id: int, now: datetime
) -> list[Deadline]:
    """Today's and later ones, the nearest first. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    return await work.deadlines.of_organisation(organisation_id, today(now))


async def _of(work: Work, organisation_id: int, deadline_id: int) -> Deadline:
    held = await work.deadlines.get(deadline_id)
    if held is None or held.organisation_id != organisation_id:
        raise NotThere
    return held


async def _plan(work: Work, held: Deadline, now: datetime) -> None:
    moments = coming_reminders(held.day, now, held.days_before)
    await work.reminders.plan_members(held, moments)
    await plan_watchers(work, held, now)


async def _remind_now(work: Work, held: Deadline, now: datetime) -> int:
    """Catches up with the moments that have passed; how many people that reaches.

    Who has just been told that the day has moved knows of it.
    """
    late = late_reminder(held.day, now, held.days_before)
    if late is None:
        return 0
    told = {each.person_id for each in await _to_tell(work, held)}
    people = [
        each
        for each in await work.reminders.not_reminded(held, late.days_before)
        if each not in told
    ]
    await work.reminders.remind_members(people, held.id, held.day, late)
    return len(people)


async def _tell_of_move(work: Work, held: Deadline, now: datetime) -> int:
    """Tells whoever knows another day than that of `held`; how many they are."""
    moved = await _to_tell(work, held)
    await work.deadline_changes.forget_unsent(held.id)
    for was, people in _by_day(moved).items():
        await work.deadline_changes.tell(held, was, held.day, people, now)
    return len(moved)


async def _to_tell(work: Work, held: Deadline) -> list[Known]:
    return [each for each in await work.deadline_changes.known(held) if each.day != held.day]


def _by_day(knowing: list[Known]) -> dict[date, list[int]]:
    found: dict[date, list[int]] = {}
    for each in knowing:
        found.setdefault(each.day, []).append(each.person_id)
    return found


def _reminders_differ(before: Deadline, after: Deadline) -> bool:
    def told(each: Deadline) -> tuple[object, ...]:
        return each.day, each.days_before, each.particulars.audience

    return told(before) != told(after)


async def checked_deadline(
    work: Work, hr_id: int, organisation_id: int, given: Entered, now: datetime
) -> Entered:
    """As it would be kept. Raises what `enter_deadline` raises."""
    await require_hr(work, hr_id, organisation_id)
    return await _checked(work, hr_id, organisation_id, given, now)


async def _checked(
    work: Work, hr_id: int, organisation_id: int, given: Entered, now: datetime
) -> Entered:
    if given.kind not in DEADLINE_KINDS:
        raise BadValue("kind")
    first, last = today(now), add_months(today(now), LATEST_MONTHS)
    if not first <= given.day <= last:
        raise BadValue("day", first, last)
    ahead = tuple(sorted(set(given.days_before), reverse=True))
    if len(ahead) > MOST_REMINDERS or not all(0 <= each <= LONGEST_BEFORE for each in ahead):
        raise BadValue("days_before", 0, LONGEST_BEFORE)
    title = Text(
        kk=cleaned(given.title.kk, "title_kk"),
        ru=cleaned(given.title.ru, "title_ru"),
        en=cleaned(given.title.en, "title_en") if given.title.en.strip() else "",
    )
    particulars = checked_particulars(given.particulars)
    audience = await bounded(work, hr_id, organisation_id, particulars.audience, now)
    return replace(
        given, title=title, days_before=ahead, particulars=replace(particulars, audience=audience)
    )
