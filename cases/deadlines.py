"""The days of the year that HR enters for its members."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from cases.errors import BadValue, NotThere
from cases.rights import cleaned, note, require_hr
from rules.dates import add_months, today
from rules.norms.model import Text
from rules.verdict.deadlines import DAYS_BEFORE, LONGEST_BEFORE, reminders
from storage.database import Work
from storage.tables.organisations import DEADLINE_KINDS, Deadline, DeadlineKind

LATEST_MONTHS: Final = 36
MOST_REMINDERS: Final = 10


async def enter_deadline(
    work: Work,
    hr_id: int,
    organisation_id: int,
    kind: DeadlineKind,
    title: Text,
    day: date,
    now: datetime,
    days_before: tuple[int, ...] = DAYS_BEFORE,
) -> Deadline:
    """Keeps the day and plans reminders of it for all members. `title.en` may be empty.

    Raises `NotAllowed`, `BadValue` ("kind", "title_kk", "title_ru", "title_en", "day" from today
    to three years ahead, "days_before" 0 to 366, ten at most).
    """
    await require_hr(work, hr_id, organisation_id)
    title, ahead = _checked(kind, title, day, days_before, now)
    made = await work.deadlines.add(organisation_id, kind, title, day, ahead, hr_id, now)
    await _plan(work, made, now)
    thing = ("deadline", made.id)
    await note(work, hr_id, organisation_id, "deadline.enter", thing, now, day=day.isoformat())
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
) -> Deadline:
    """Reminders follow the new day. Raises `NotThere` and what `enter_deadline` raises."""
    await require_hr(work, hr_id, organisation_id)
    before = await _of(work, organisation_id, deadline_id)
    title, ahead = _checked(kind, title, day, days_before, now)
    await work.deadlines.change(deadline_id, kind, title, day, ahead)
    changed = replace(before, kind=kind, title=title, day=day, days_before=ahead)
    await _plan(work, changed, now)
    thing = ("deadline", deadline_id)
    await note(
        work,
        hr_id,
        organisation_id,
        "deadline.change",
        thing,
        now,
        day=day.isoformat(),
        was=before.day.isoformat(),
    )
    return changed


async def remove_deadline(
    work: Work, hr_id: int, organisation_id: int, deadline_id: int, now: datetime
) -> None:
    """Nobody is reminded of it any more. Raises `NotAllowed`, `NotThere`."""
    await require_hr(work, hr_id, organisation_id)
    held = await _of(work, organisation_id, deadline_id)
    await work.reminders.cancel("deadline", deadline_id)
    await work.deadlines.remove(deadline_id)
    thing = ("deadline", deadline_id)
    await note(
        work, hr_id, organisation_id, "deadline.remove", thing, now, day=held.day.isoformat()
    )


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


async def _plan(work: Work, deadline: Deadline, now: datetime) -> None:
    moments = reminders(deadline.day, now, deadline.days_before)
    await work.reminders.plan_members(deadline.organisation_id, deadline.id, deadline.day, moments)


def _checked(
    kind: str, title: Text, day: date, days_before: tuple[int, ...], now: datetime
) -> tuple[Text, tuple[int, ...]]:
    if kind not in DEADLINE_KINDS:
        raise BadValue("kind")
    first, last = today(now), add_months(today(now), LATEST_MONTHS)
    if not first <= day <= last:
        raise BadValue("day", first, last)
    ahead = tuple(sorted(set(days_before), reverse=True))
    if len(ahead) > MOST_REMINDERS or not all(0 <= each <= LONGEST_BEFORE for each in ahead):
        raise BadValue("days_before", 0, LONGEST_BEFORE)
    return Text(
        kk=cleaned(title.kk, "title_kk"),
        ru=cleaned(title.ru, "title_ru"),
        en=cleaned(title.en, "title_en") if title.en.strip() else "",
    ), ahead
