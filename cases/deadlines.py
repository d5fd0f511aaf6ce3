"""The days of the year that HR enters for its members: for all of them or for some."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cases.audience import bounded
from cases.deadline_rounds import Reached, begin_round, enter_small
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
from storage.tables.deadline_rounds import Round
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
    given = Entered(kind, title, day, days_before, particulars, repeats)
    [made] = await enter_deadlines(work, hr_id, organisation_id, [given], now, also_now=also_now)
    return made


async def enter_deadlines(
    work: Work,
    hr_id: int,
    organisation_id: int,
    several: Sequence[Entered],
    now: datetime,
    *,
    also_now: bool = False,
) -> list[Deadline]:
    """Several of them as `enter_deadline` does one. Those for few people are wholly entered by it,
    the reminders of the others by the worker."""
    await require_hr(work, hr_id, organisation_id)
    made: list[Deadline] = []
    rounds: list[Round] = []
    for each in several:
        given = await _checked(work, hr_id, organisation_id, each, now)
        held = await work.deadlines.add(
            organisation_id, given.kind, given.title, given.day, given.days_before, hr_id, now,
            given.particulars,
        )  # fmt: skip
        made.append(held)
        await plan_watchers(work, held, now)
        rounds.append(await begin_round(work, held, now, also_now=also_now))
        if given.repeats is not None:
            rounds += await begin_series(work, held, given.repeats, now)
    reached = await enter_small(work, rounds, now)
    for held in made:
        details: Details = {"day": held.day.isoformat(), "reminded": _reminded(reached, held.id)}
        thing = ("deadline", held.id)
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
    changed, rounds = await _change(work, before, given, now, also_now=also_now)
    if repeats is not None and before.series_id is None:
        rounds += await begin_series(work, changed, repeats, now)
    for each in await later_ones(work, before) if later_too else ():
        _, of_later = await _change(work, each, replace(given, day=each.day), now)
        rounds += of_later
    reached = await enter_small(work, rounds, now)
    thing = ("deadline", deadline_id)
    details: Details = {
        "day": day.isoformat(),
        "was": before.day.isoformat(),
        "told": _told(reached, deadline_id) if rounds else 0,
        "reminded": _reminded(reached, deadline_id) if rounds else 0,
    }
    await note(work, hr_id, organisation_id, "deadline.change", thing, now, **details)
    return changed


async def _change(
    work: Work, before: Deadline, given: Entered, now: datetime, *, also_now: bool = False
) -> tuple[Deadline, list[Round]]:
    """As it is kept now, and what is to be entered of it."""
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
    if not also_now and not _reminders_differ(before, changed):
        return changed, []
    await plan_watchers(work, changed, now)
    return changed, [await begin_round(work, changed, now, also_now=also_now)]


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
    gone = [held]
    if later_too and held.series_id is not None:
        gone = [*await later_ones(work, held), held]
        await work.deadline_series.end(held.series_id)
    rounds = [await _remove(work, each, now) for each in gone]
    reached = await enter_small(work, rounds, now)
    for each in gone:
        details: Details = {"day": each.day.isoformat(), "told": _told(reached, each.id)}
        thing = ("deadline", each.id)
        await note(work, hr_id, organisation_id, "deadline.remove", thing, now, **details)


async def _remove(work: Work, held: Deadline, now: datetime) -> Round:
    await work.reminders.cancel("deadline_watch", held.id)
    await work.deadlines.remove(held.id)
    return await begin_round(work, held, now, is_gone=True)


def _told(reached: dict[int, Reached], deadline_id: int) -> int | None:
    """None where the worker finds it out."""
    return None if deadline_id not in reached else reached[deadline_id].told


def _reminded(reached: dict[int, Reached], deadline_id: int) -> int | None:
    return None if deadline_id not in reached else reached[deadline_id].reminded


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
    at_once = set(missed) - {each.person_id for each in told}
    return Effect(people, coming, len(told), len(at_once), late.due_at)


async def people_reminded(work: Work, hr_id: int, organisation_id: int, deadline_id: int) -> int:
    """How many know of it, and would be told if it were removed.

    Raises `NotAllowed`, `NotThere`.
    """
    await require_hr(work, hr_id, organisation_id)
    held = await _of(work, organisation_id, deadline_id)
    return await work.deadline_changes.count_known(held)


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


async def _to_tell(work: Work, held: Deadline) -> list[Known]:
    return [each for each in await work.deadline_changes.known(held) if each.day != held.day]


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
