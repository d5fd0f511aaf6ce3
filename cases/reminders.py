"""Answers to reminders, and the calendar file of the same days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cases.calendar_file import (
    JANUARY_TITLE,
    CalendarDay,
    calendar_file,
    certificate_title,
    personal_date_title,
    wish_title,
)
from cases.deadline_standing import plan_watchers
from cases.errors import NotThere
from cases.texts import title_for_all
from rules.dates import today
from rules.verdict.deadlines import leaves_window, put_off, reminders
from storage.database import Work
from storage.repositories.wishes import ON_THE_DAY
from storage.tables.deadlines import Reminder, ReminderAnswer, Subject


@dataclass(frozen=True, slots=True)
class Answered:
    """`again_at`: when the person hears of it next after "later"; None: not before the day."""

    reminder: Reminder
    again_at: datetime | None


async def answer_reminder(
    work: Work, person_id: int, reminder_id: int, answer: ReminderAnswer, now: datetime
) -> Answered:
    """What the person pressed below a reminder; the same press twice changes nothing.

    "done": no more of this day. "stop": no more of this subject, whatever its day becomes; of
    wishes, which are reminded of once, it takes back all, and of the portfolio the wish for it.
    "later": once more tomorrow at 10:00. "done" and "stop" overrule an earlier answer, "later" does
    not. Raises `NotThere`.
    """
    held = await work.reminders.get(person_id, reminder_id)
    if held is None:
        raise NotThere
    if answer != "later":
        await work.reminders.answer(held, answer, now, None)
        if held.subject == "wish" and answer == "stop":
            await work.wishes.remove_all(person_id)
        if held.subject == "portfolio" and answer == "stop":
            await work.portfolio_wishes.remove(person_id)
        return Answered(held, None)
    coming = await _next(work, held, now)
    if held.answer is not None:
        return Answered(held, None if coming is None else coming.due_at)
    again_at = put_off(held.day, now)
    if coming is not None and again_at is not None and coming.due_at <= again_at:
        # A planned one comes as soon; twice the same would be a nuisance.
        await work.reminders.answer(held, answer, now, None)
        return Answered(held, coming.due_at)
    await work.reminders.answer(held, answer, now, again_at)
    if again_at is None and coming is not None:
        return Answered(held, coming.due_at)
    return Answered(held, again_at)


async def allow_again(
    work: Work, person_id: int, subject: Subject, subject_id: int, now: datetime
) -> None:
    """Takes "done" and "stop" back: reminds again of what is still to come. Raises `NotThere`."""
    about = [
        each
        for each in await work.reminders.of(person_id)
        if (each.subject, each.subject_id) == (subject, subject_id)
    ]
    if not about:
        raise NotThere
    await work.reminders.allow_again(person_id, subject, subject_id)
    await _plan_again(work, person_id, subject, subject_id, now)


async def plan_deadlines(work: Work, person_id: int, organisation_id: int, now: datetime) -> None:
    """Plans reminders of all that HR has entered, for somebody who has just joined."""
    for deadline in await work.deadlines.of_person(person_id, today(now)):
        if deadline.organisation_id != organisation_id:
            continue
        moments = reminders(deadline.day, now, deadline.days_before)
        await work.reminders.plan(person_id, "deadline", deadline.id, deadline.day, moments)


async def calendar_of(
    work: Work, person_id: int, language: str, now: datetime, wished: Mapping[int, str]
) -> bytes:
    """An .ics file of the person's days from today on, titled in `language`.

    `wished`: what each wish to be reminded is for, by the number of the wish.
    """
    on = today(now)
    days = [
        CalendarDay(
            f"certificate-{each.id}",
            leaves_window(each.issued),
            certificate_title(each.hours),
        )
        for each in await work.certificates.of(person_id)
    ]
    days += [
        CalendarDay(f"personal-date-{each.id}", each.ends, personal_date_title(each.kind))
        for each in await work.dates.of(person_id)
    ]
    days += [
        CalendarDay(f"deadline-{each.id}", each.day, title_for_all(each.title), each.days_before)
        for each in await work.deadlines.of_person(person_id, on)
    ]
    days += [
        CalendarDay(f"wish-{each.id}", each.day, wish_title(wished[each.id]), ON_THE_DAY)
        for each in await work.wishes.of(person_id)
        if each.id in wished
    ]
    days += await _of_the_portfolio(work, person_id)
    coming = sorted((each for each in days if each.day >= on), key=lambda each: each.day)
    return calendar_file(coming, language, now)


async def _of_the_portfolio(work: Work, person_id: int) -> list[CalendarDay]:
    """The next January; the alarm sounds on the day itself."""
    coming = await january_of(work, person_id)
    if coming is None:
        return []
    day = today(coming.due_at)
    return [CalendarDay(f"portfolio-{day.year}", day, JANUARY_TITLE, ON_THE_DAY)]


async def january_of(work: Work, person_id: int) -> Reminder | None:
    """The next reminder of the portfolio in a January that is planned."""
    return next(
        (
            each
            for each in await work.reminders.of(person_id)
            if each.subject == "portfolio" and each.state == "pending"
        ),
        None,
    )


async def _next(work: Work, held: Reminder, now: datetime) -> Reminder | None:
    """The next reminder of the same day that is still to come."""
    same = (held.subject, held.subject_id, held.day)
    return next(
        (
            each
            for each in await work.reminders.of(held.person_id)
            if (each.subject, each.subject_id, each.day) == same
            and each.state == "pending"
            and each.due_at > now
        ),
        None,
    )


async def _plan_again(
    work: Work, person_id: int, subject: Subject, subject_id: int, now: datetime
) -> None:
    if subject == "deadline_watch":
        watched = await work.deadlines.get(subject_id)
        if watched is not None:
            await plan_watchers(work, watched, now, [person_id])
        return
    if subject == "deadline":
        for deadline in await work.deadlines.of_person(person_id, today(now)):
            if deadline.id == subject_id:
                moments = reminders(deadline.day, now, deadline.days_before)
                await work.reminders.plan(person_id, subject, subject_id, deadline.day, moments)
        return
    if subject == "wish":
        for wish in await work.wishes.of(person_id):
            if wish.id == subject_id:
                await work.wishes.add(person_id, wish.decision_id, wish.day, now)
        return
    if subject == "portfolio":
        held = await work.portfolio_wishes.of(person_id)
        if held is not None and held.id == subject_id:
            await work.portfolio_wishes.add(person_id, held.position, held.category, now)
        return
    days: list[date] = []
    if subject == "certificate":
        certificate = await work.certificates.get(person_id, subject_id)
        days = [] if certificate is None else [leaves_window(certificate.issued)]
    elif subject == "personal_date":
        days = [each.ends for each in await work.dates.of(person_id) if each.id == subject_id]
    for day in days:
        await work.reminders.plan(person_id, subject, subject_id, day, reminders(day, now))
