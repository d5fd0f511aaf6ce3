"""People join, leave, are forgotten and HR moves deadlines, all at once: no one waits for ever."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from cases import deadlines, invitations, memberships, organisations
from cases.deadlines import Entered
from cases.errors import CaseError, ChangedMeanwhile
from rules.norms.model import Text
from storage.database import Database, Work, open_database
from tests.cases.college import (
    ALL,
    DAY,
    HR,
    NOW,
    OPERATOR,
    OPERATORS,
    TODAY,
    Colleges,
    appoint,
    found,
    greet,
    join,
    member_link,
)

TITLE = Text(kk="Тест", ru="Тест", en="Test")
PEOPLE = tuple(range(101, 109))
SECOND_HR = 200
Step = Callable[[Work], Coroutine[Any, Any, Any]]


def steps(c: Colleges, token: str, deadline: int, chance: random.Random) -> list[Step]:
    """What may happen, in no order."""
    person = chance.choice(PEOPLE)
    hr = chance.choice((HR, SECOND_HR))
    day = TODAY + chance.choice((100, 120)) * DAY

    async def come(work: Work) -> None:
        await greet(work, person)
        await join(work, person, token, ALL)

    async def appoint_anew(work: Work) -> None:
        rights = await organisations.colleagues(work, OPERATOR, OPERATORS, c.organisation)
        if len(rights) > 1:
            await organisations.withdraw_right(
                work, OPERATOR, OPERATORS, c.organisation, rights[-1].right_id, NOW
            )
        link = await invitations.invite_hr(work, OPERATOR, OPERATORS, c.organisation, NOW)
        await invitations.accept_hr(work, SECOND_HR, OPERATORS, link.token, NOW)

    return [
        come,
        come,
        lambda work: memberships.leave(work, person, c.organisation, NOW),
        lambda work: work.people.forget(person),
        lambda work: work.people.withdraw_consent(person, NOW),
        lambda work: deadlines.change_deadline(
            work, hr, c.organisation, deadline, "tests", TITLE, day, NOW
        ),
        appoint_anew,
    ]


async def test_everything_at_once_ends_and_leaves_the_right_reminders(
    database: Database, database_url: str
) -> None:
    c = await found(database)
    async with database.work() as work:
        await greet(work, SECOND_HR)
        await appoint(work, SECOND_HR, c.organisation)
        token = (await member_link(work, HR, c.organisation)).token
        deadline = await deadlines.enter_deadline(
            work, HR, c.organisation, "tests", TITLE, TODAY + 100 * DAY, NOW
        )
    chance = random.Random(7)
    other_process = open_database(database_url)

    async def take(at: Database, step: Step) -> None:
        with suppress(CaseError):
            await at.do(step)

    for _ in range(12):
        taken = [chance.choice(steps(c, token, deadline.id, chance)) for _ in range(10)]
        await asyncio.gather(
            *(take((database, other_process)[n % 2], step) for n, step in enumerate(taken))
        )
        async with database.work() as work:
            held = await work.deadlines.get(deadline.id)
            assert held is not None
            for person_id in PEOPLE:
                member = await work.memberships.present(person_id, c.organisation)
                coming = [
                    each.day
                    for each in await work.reminders.of(person_id)
                    if each.state == "pending"
                ]
                assert coming == ([] if member is None else [held.day] * 4)
    await other_process.close()


async def test_of_two_who_save_what_they_saw_together_one_is_told(
    database: Database, database_url: str
) -> None:
    c = await found(database)
    async with database.work() as work:
        await greet(work, SECOND_HR)
        await appoint(work, SECOND_HR, c.organisation)
        day = TODAY + 100 * DAY
        held = await deadlines.enter_deadline(work, HR, c.organisation, "tests", TITLE, day, NOW)
    other_process = open_database(database_url)

    async def save(at: Database, hr: int, days: int) -> bool:
        seen, later = Entered("tests", TITLE, day), day + days * DAY
        try:
            await at.do(
                lambda work: deadlines.change_deadline(
                    work, hr, c.organisation, held.id, "tests", TITLE, later, NOW, seen=seen
                )
            )
        except ChangedMeanwhile:
            return False
        return True

    saved = await asyncio.gather(save(database, HR, 1), save(other_process, SECOND_HR, 2))
    await other_process.close()
    assert sorted(saved) == [False, True]
    async with database.work(writing=False) as work:
        after = await work.deadlines.get(held.id)
    assert after is not None
    assert after.day == day + (1 if saved[0] else 2) * DAY
