"""The worker enters the reminders of a deadline for many: two at once, killed, in the middle of a
change; nobody is lost and nobody is told twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.outbound.worker import Terms
from cases import deadline_rounds
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.bot.outbound.test_deadline_changes import (
    LATER,
    SOON,
    enter,
    last,
    move,
    office,
    remove,
    sweep,
)

MEMBERS = 5
ONE = Terms(recipients=1, rest=0)


@pytest.fixture(autouse=True)
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is few enough to be entered by the press itself."""
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)


async def planned(post: Post) -> list[int]:
    """The number of reminders to come of each member."""
    async with post.database.work(writing=False) as work:
        return [
            len([each for each in await work.reminders.of(FIRST + number)
                 if each.subject == "deadline" and each.state == "pending"])
            for number in range(MEMBERS)
        ]  # fmt: skip


async def test_the_worker_enters_what_a_press_has_stored(post: Post) -> None:
    organisation = await office(post, MEMBERS)
    await enter(post, organisation)
    assert await planned(post) == [0] * MEMBERS
    await (await post.worker(terms=ONE)).sweep()
    assert await planned(post) == [2] * MEMBERS
    assert post.received() == {}


async def test_a_worker_that_is_killed_between_two_pieces_loses_and_doubles_nobody(
    post: Post,
) -> None:
    organisation = await office(post, MEMBERS)
    await enter(post, organisation, also_now=True)
    for killed in range(MEMBERS):
        task = asyncio.create_task((await post.worker(terms=ONE)).sweep())
        for _ in range(500):
            await asyncio.sleep(0)
            if sum(map(bool, await planned(post))) > killed:
                break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    post.time.forward(timedelta(minutes=2))
    await sweep(post)
    assert post.received() == {FIRST + number: 1 for number in range(MEMBERS)}


async def test_two_workers_enter_each_piece_once(post: Post) -> None:
    organisation = await office(post, MEMBERS)
    await enter(post, organisation, also_now=True)
    workers = [await post.worker(terms=ONE) for _ in range(2)]
    await asyncio.gather(*(each.sweep() for each in workers))
    await sweep(post)
    assert post.received() == {FIRST + number: 1 for number in range(MEMBERS)}


async def test_nothing_outdated_goes_out_while_a_change_is_entered(post: Post) -> None:
    """Reminders are due, the day is moved, and no piece of the move is entered yet."""
    organisation = await office(post, MEMBERS)
    held = await enter(post, organisation, SOON, also_now=True)
    async with post.database.work() as work:
        while await deadline_rounds.enter_piece_of_round(work, NOW):
            continue
        await work.due_reminders.enter(NOW)
    await move(post, held, LATER)
    async with post.database.work() as work:
        assert await work.due_reminders.enter(NOW) == 0
    await (await post.worker(terms=ONE)).sweep()
    assert post.received() == {}
    await sweep(post)
    assert post.received() == {}, "nobody knew of the day, and no moment of the new one has come"
    assert await planned(post) == [3] * MEMBERS


async def test_everybody_hears_once_of_a_move_and_of_the_removal(post: Post) -> None:
    organisation = await office(post, MEMBERS)
    held = await enter(post, organisation, also_now=True)
    await sweep(post)
    await move(post, held, LATER)
    await (await post.worker(terms=ONE)).sweep()
    await sweep(post)
    assert set(post.received().values()) == {2}
    assert "24" in last(post, FIRST + MEMBERS - 1)
    async with post.database.work(writing=False) as work:
        moved = {each.subject_id for number in range(MEMBERS)
                 for each in await work.reminders.of(FIRST + number)
                 if each.subject == "deadline_change"}  # fmt: skip
    assert len(moved) == 1, "one change, however many pieces tell of it"
    await remove(post, held)
    assert await planned(post) == [3] * MEMBERS
    await (await post.worker(terms=ONE)).sweep()
    post.time.forward(timedelta(seconds=5))
    await sweep(post)
    assert await planned(post) == [0] * MEMBERS
    assert set(post.received().values()) == {3}
