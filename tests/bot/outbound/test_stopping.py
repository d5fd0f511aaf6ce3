"""Pausing, cancelling, opting out, leaving and being forgotten act before the next message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from storage.tables.outbound import Claim
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.outgoing import go_out

LEASE = timedelta(minutes=1)
BOT = 1_000_000


async def claimed(post: Post) -> tuple[int, Claim]:
    """A broadcast to one person, whose message a worker holds but has not begun."""
    number = await post.broadcast(1)
    async with post.database.work() as work:
        await go_out(work, NOW)
        [claim] = await work.ledger.claim("w", NOW, LEASE, 10)
    return number, claim


async def opt_out(post: Post, number: int) -> None:
    async with post.database.work() as work:
        [membership] = await work.memberships.of_person(FIRST)
        await work.memberships.set_hr_messages(membership.id, False)


async def leave(post: Post, number: int) -> None:
    async with post.database.work() as work:
        [membership] = await work.memberships.of_person(FIRST)
        await work.memberships.leave(membership.id, NOW)


async def forget(post: Post, number: int) -> None:
    async with post.database.work() as work:
        await work.people.forget(FIRST)


async def pause(post: Post, number: int) -> None:
    async with post.database.work() as work:
        assert await work.campaigns.pause(number)
        assert not await work.campaigns.pause(number)


async def cancel(post: Post, number: int) -> None:
    async with post.database.work() as work:
        assert await work.campaigns.cancel(number, NOW)
        assert not await work.campaigns.cancel(number, NOW)


async def last_permit(post: Post, people: int) -> datetime:
    """When the last call got its permit, by the ledger."""
    async with post.database.work(writing=False) as work:
        held = [await work.people.export(FIRST + number) for number in range(people)]
    begun = [row["started_at"] for one in held for row in one["dispatch"] if row["started_at"]]
    return datetime.fromisoformat(max(begun))


Step = Callable[[Post, int], Awaitable[None]]


@pytest.mark.parametrize(
    ("step", "state", "failed"),
    [
        (opt_out, "done", 1),
        (leave, "done", 1),
        (forget, "done", 1),
        (pause, "paused", 0),
        (cancel, "cancelled", 0),
    ],
)
async def test_between_claim_and_call(post: Post, step: Step, state: str, failed: int) -> None:
    number, claim = await claimed(post)
    await step(post, number)
    async with post.database.work() as work:
        assert await work.ledger.start(claim, "w", BOT, NOW, LEASE) is not None
    await post.sweep()
    status = await post.status(number)
    assert (status.state, status.total, status.failed) == (state, 1, failed)
    assert post.sent_at() == []


@pytest.mark.parametrize("step", [pause, cancel])
async def test_while_messages_go_out(post: Post, step: Step) -> None:
    number = await post.broadcast(40)

    acted: list[datetime] = []

    async def act() -> None:
        await step(post, number)
        acted.append(post.time.now())

    post.time.at(0.5, act)
    await post.sweep()
    status = await post.status(number)
    assert 0 < status.sent < 40
    assert status.sent == len(post.sent_at())
    # What had its permit when it happened may still go, nothing else.
    assert await last_permit(post, 40) <= acted[0]


async def test_going_on_after_a_pause_reaches_the_rest(post: Post) -> None:
    number = await post.broadcast(3)
    await pause(post, number)
    await post.sweep()
    assert post.received() == {}
    async with post.database.work() as work:
        assert await work.campaigns.resume(number)
        assert not await work.campaigns.resume(number)
    await post.sweep()
    assert (await post.status(number)).state == "done"
    assert post.received() == {FIRST + n: 1 for n in range(3)}


async def test_a_broadcast_waits_for_its_time(post: Post) -> None:
    number = await post.broadcast(1, at=NOW + timedelta(hours=1))
    await post.sweep()
    assert (await post.status(number)).state == "queued"
    post.time.forward(timedelta(hours=1))
    await post.sweep()
    assert (await post.status(number)).state == "done"


async def test_a_worker_told_to_stop_lets_go_of_what_it_has_not_begun(post: Post) -> None:
    number = await post.broadcast(40)
    worker = await post.worker()

    async def stop() -> None:
        worker.stop()

    post.time.at(0.3, stop)
    await worker.sweep()
    sent = (await post.status(number)).sent
    assert 0 < sent < 40
    # No lease has to end before somebody else goes on.
    await post.sweep()
    assert (await post.status(number)).sent == 40
    assert set(post.received().values()) == {1}
