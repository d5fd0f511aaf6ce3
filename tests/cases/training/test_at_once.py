"""Two presses at the same moment: one is done, the other is told; nothing is done twice."""

import asyncio
from collections.abc import Awaitable, Callable

from cases.errors import CaseError
from cases.training.decisions import decisions_seen, enter_decision
from cases.training.entering import enter
from cases.training.findings import recheck, say_cause
from cases.training.proposals import propose
from cases.training.proposing import propose_course
from cases.training.schedules import NotNow, approve_unit, do_step, revise, send_back
from cases.training.units import unit_seen
from rules.norms.loading import catalogue
from rules.training.decision_line import DecisionLine
from storage.database import Database, Work
from tests.cases.college import DAY, HR, NOW, TODAY
from tests.cases.training.test_analysis import chair
from tests.cases.training.test_year import approved, begun
from tests.cases.training.university import DEAN, HEAD, University, build, paper

LINE = DecisionLine("Зертхана, лицензия", "Айгерім", TODAY + 60 * DAY)


async def both(database: Database, press: Callable[[Work], Awaitable[object]]) -> list[object]:
    """What two transactions came to that both begin before either ends: None, or a refusal."""
    begun_by = asyncio.Barrier(2)

    async def one() -> object:
        async with database.work() as work:
            try:
                await press(work)
            except CaseError as refused:
                return refused
        return None

    async def together() -> object:
        await begun_by.wait()
        return await one()

    return list(await asyncio.wait_for(asyncio.gather(together(), together()), 30))


def won_once(came_to: list[object]) -> bool:
    return came_to.count(None) == 1 and any(isinstance(each, NotNow) for each in came_to)


async def document_of_chair(work: Work, u: University) -> int:
    unit = await unit_seen(work, HR, u.organisation, u.year, u.chair, NOW)
    assert unit.document is not None
    return unit.document.id


async def test_a_schedule_is_signed_once(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await begun(work, u)
        number = await document_of_chair(work, u)
    assert won_once(
        await both(
            database,
            lambda work: do_step(work, DEAN, u.organisation, number, paper(), NOW, step="sign"),
        )
    )
    async with database.work(writing=False) as work:
        passages = (await work.training_documents.passages([number]))[number]
    assert [each.step for each in passages].count("sign") == 1


async def test_a_schedule_is_sent_back_once(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await begun(work, u)
        number = await document_of_chair(work, u)
    came_to = await both(
        database, lambda work: send_back(work, DEAN, u.organisation, number, "Қымбат", NOW)
    )
    assert came_to.count(None) == 1
    async with database.work(writing=False) as work:
        passages = (await work.training_documents.passages([number]))[number]
    assert [each.outcome for each in passages].count("back") == 1


async def test_a_unit_approves_once(database: Database) -> None:
    u = await build(database)
    came_to = await both(
        database,
        lambda work: approve_unit(
            work, HEAD, u.organisation, u.year, u.chair, paper(), NOW, step="discuss"
        ),
    )
    assert came_to.count(None) == 1
    async with database.work(writing=False) as work:
        documents = await work.training_documents.of_year(u.year, "602-01")
    assert len(documents) == 1


async def test_one_edition_is_opened(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await approved(work, u)
        number = await document_of_chair(work, u)
    assert won_once(
        await both(
            database, lambda work: revise(work, HEAD, u.organisation, number, "Жаңа пән", NOW)
        )
    )


async def test_a_decision_is_entered_once(database: Database) -> None:
    u = await build(database)
    assert await both(
        database, lambda work: enter_decision(work, HR, u.organisation, u.year, LINE, NOW)
    ) == [None, None]
    async with database.work() as work:
        assert len(await decisions_seen(work, HR, u.organisation, u.year, NOW)) == 1


async def test_a_course_is_proposed_once(database: Database) -> None:
    u = await chair(database)
    about = (u.organisation, u.year, u.chair, catalogue(), NOW)
    assert await both(database, lambda work: propose(work, HEAD, *about)) == [None, None]
    async with database.work(writing=False) as work:
        plans = [each.id for each in await work.training_plans.of_year(u.year)]
        items = await work.training_plans.items(plans)
    assert [each.plan_id for each in items] == plans


async def test_a_typed_course_is_put_into_each_plan_once(database: Database) -> None:
    u = await chair(database)
    about = (u.organisation, u.year, u.teachers, "Python, 72 h", NOW)
    assert await both(database, lambda work: propose_course(work, HEAD, *about)) == [None, None]
    async with database.work(writing=False) as work:
        plans = [each.id for each in await work.training_plans.of_year(u.year)]
        items = await work.training_plans.items(plans)
    assert sorted(each.plan_id for each in items) == sorted(plans)


async def test_two_who_change_a_finding_lose_nothing(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        view = await enter(
            work, HEAD, u.organisation, u.year, u.chair, None, "audit", None, "Ескі", NOW
        )
    presses = iter((say_cause, recheck))

    async def press(work: Work) -> None:
        which = next(presses)
        here = (work, HEAD, u.organisation, view.found.id)
        if which is say_cause:
            await say_cause(*here, "money", NOW)
        else:
            await recheck(*here, True, NOW)

    assert await both(database, press) == [None, None]
    async with database.work(writing=False) as work:
        held = await work.nonconformities.get(view.found.id)
    assert held is not None
    assert (held.cause, held.rechecked) == ("money", "cured")
    assert held.closed_on == TODAY
