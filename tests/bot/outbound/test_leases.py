"""Workers that die: nobody is lost, and only what was under way is unknown."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.bot.outbound.conftest import NOW, Post

LEASE = timedelta(minutes=1)
BOT = 1_000_000


async def test_what_a_dead_worker_had_under_way_is_unknown_and_the_rest_goes_out(
    post: Post,
) -> None:
    number = await post.broadcast(5)
    async with post.database.unit() as unit:
        await unit.campaigns.begin_due(NOW)
        begun, *held = await unit.ledger.claim("dead", NOW, LEASE, 3)
        assert await unit.ledger.start(begun, "dead", BOT, NOW, LEASE) is None
    assert len(held) == 2

    await post.sweep()
    assert (await post.status(number)).sent == 2, "the others are held until the lease ends"
    post.time.forward(LEASE)
    await post.sweep()
    status = await post.status(number)
    assert (status.state, status.sent, status.uncertain) == ("done", 4, 1)
    assert begun.person_id not in post.received()


async def test_an_answer_that_comes_after_the_lease_still_counts(post: Post) -> None:
    number = await post.broadcast(1)
    async with post.database.unit() as unit:
        await unit.campaigns.begin_due(NOW)
        [claim] = await unit.ledger.claim("slow", NOW, LEASE, 1)
        await unit.ledger.start(claim, "slow", BOT, NOW, LEASE)
        await unit.ledger.expire(NOW + LEASE)
    assert (await post.status(number)).uncertain == 1
    async with post.database.unit() as unit:
        await unit.ledger.settle(claim, "slow", "sent", NOW + 2 * LEASE, message_id=7)
    assert (await post.status(number)).sent == 1


async def test_a_message_that_another_worker_has_taken_over_is_left_to_it(post: Post) -> None:
    number = await post.broadcast(1)
    async with post.database.unit() as unit:
        await unit.campaigns.begin_due(NOW)
        [claim] = await unit.ledger.claim("slow", NOW, LEASE, 1)
        [again] = await unit.ledger.claim("quick", NOW + LEASE, LEASE, 1)
        assert again.id == claim.id
        assert await unit.ledger.start(claim, "slow", BOT, NOW + LEASE, LEASE) is not None
        assert await unit.ledger.start(again, "quick", BOT, NOW + LEASE, LEASE) is None
        await unit.ledger.settle(claim, "slow", "failed", NOW + LEASE)
        await unit.ledger.settle(again, "quick", "sent", NOW + LEASE, message_id=1)
    assert (await post.status(number)).sent == 1


async def test_claims_never_overlap(post: Post) -> None:
    await post.broadcast(30)
    async with post.database.unit() as unit:
        await unit.campaigns.begin_due(NOW)

    async def claim(owner: str) -> list[int]:
        async with post.database.unit() as unit:
            return [one.id for one in await unit.ledger.claim(owner, NOW, LEASE, 7)]

    claimed = await asyncio.gather(*(claim(str(number)) for number in range(6)))
    ids = [one for batch in claimed for one in batch]
    assert len(ids) == len(set(ids)) == 30
