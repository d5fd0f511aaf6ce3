"""People join, leave, are forgotten and HR moves deadlines, all at once: no one waits for ever."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from cases import deadlines, invitations, memberships, organisations
from cases.errors import CaseError
from rules.norms.model import Text
from storage.database import Database, Unit, open_database
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
Step = Callable[[Unit], Coroutine[Any, Any, Any]]


def steps(c: Colleges, token: str, deadline: int, chance: random.Random) -> list[Step]:
    """What may happen, in no order."""
    person = chance.choice(PEOPLE)
    hr = chance.choice((HR, SECOND_HR))
    day = TODAY + chance.choice((100, 120)) * DAY

    async def come(unit: Unit) -> None:
        await greet(unit, person)
        await join(unit, person, token, ALL)

    async def appoint_anew(unit: Unit) -> None:
        rights = await organisations.colleagues(unit, OPERATOR, OPERATORS, c.organisation)
        if len(rights) > 1:
            await organisations.withdraw_right(
                unit, OPERATOR, OPERATORS, c.organisation, rights[-1].right_id, NOW
            )
        link = await invitations.invite_hr(unit, OPERATOR, OPERATORS, c.organisation, NOW)
        await invitations.accept_hr(unit, SECOND_HR, OPERATORS, link.token, NOW)

    return [
        come,
        come,
        lambda unit: memberships.leave(unit, person, c.organisation, NOW),
        lambda unit: unit.people.forget(person),
        lambda unit: unit.people.withdraw_consent(person, NOW),
        lambda unit: deadlines.change_deadline(
            unit, hr, c.organisation, deadline, "tests", TITLE, day, NOW
        ),
        appoint_anew,
    ]


async def test_everything_at_once_ends_and_leaves_the_right_reminders(
    database: Database, database_url: str
) -> None:
    c = await found(database)
    async with database.unit() as unit:
        await greet(unit, SECOND_HR)
        await appoint(unit, SECOND_HR, c.organisation)
        token = (await member_link(unit, HR, c.organisation)).token
        deadline = await deadlines.enter_deadline(
            unit, HR, c.organisation, "tests", TITLE, TODAY + 100 * DAY, NOW
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
        async with database.unit() as unit:
            held = await unit.deadlines.get(deadline.id)
            assert held is not None
            for person_id in PEOPLE:
                member = await unit.memberships.present(person_id, c.organisation)
                coming = [
                    each.day
                    for each in await unit.reminders.of(person_id)
                    if each.state == "pending"
                ]
                assert coming == ([] if member is None else [held.day] * 4)
    await other_process.close()
