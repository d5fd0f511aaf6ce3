"""Workers that die: nobody is lost, and only what was under way is unknown."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from storage.tables.segments import Segment
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.outgoing import go_out

LEASE = timedelta(minutes=1)
BOT = 1_000_000


async def test_what_a_dead_worker_had_under_way_is_unknown_and_the_rest_goes_out(
    post: Post,
) -> None:
    number = await post.broadcast(5)
    async with post.database.work() as work:
        await go_out(work, NOW)
        begun, *held = await work.ledger.claim("dead", NOW, LEASE, 3)
        assert await work.ledger.start(begun, "dead", BOT, NOW, LEASE) is None
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
    async with post.database.work() as work:
        await go_out(work, NOW)
        [claim] = await work.ledger.claim("slow", NOW, LEASE, 1)
        await work.ledger.start(claim, "slow", BOT, NOW, LEASE)
        await work.ledger.expire(NOW + LEASE)
    assert (await post.status(number)).uncertain == 1
    async with post.database.work() as work:
        await work.ledger.settle(claim, "slow", "sent", NOW + 2 * LEASE, message_id=7)
    assert (await post.status(number)).sent == 1


async def test_a_message_that_another_worker_has_taken_over_is_left_to_it(post: Post) -> None:
    number = await post.broadcast(1)
    async with post.database.work() as work:
        await go_out(work, NOW)
        [claim] = await work.ledger.claim("slow", NOW, LEASE, 1)
        [again] = await work.ledger.claim("quick", NOW + LEASE, LEASE, 1)
        assert again.id == claim.id
        assert await work.ledger.start(claim, "slow", BOT, NOW + LEASE, LEASE) is not None
        assert await work.ledger.start(again, "quick", BOT, NOW + LEASE, LEASE) is None
        await work.ledger.settle(claim, "slow", "failed", NOW + LEASE)
        await work.ledger.settle(again, "quick", "sent", NOW + LEASE, message_id=1)
    assert (await post.status(number)).sent == 1


async def test_claims_never_overlap(post: Post) -> None:
    await post.broadcast(30)
    async with post.database.work() as work:
        await go_out(work, NOW)

    async def claim(owner: str) -> list[int]:
        async with post.database.work() as work:
            return [one.id for one in await work.ledger.claim(owner, NOW, LEASE, 7)]

    claimed = await asyncio.gather(*(claim(str(number)) for number in range(6)))
    ids = [one for batch in claimed for one in batch]
    assert len(ids) == len(set(ids)) == 30


async def test_what_is_due_first_is_claimed_first_and_once_for_each_person(post: Post) -> None:
    first = await post.broadcast(3, at=NOW - timedelta(minutes=1))
    [organisation_id] = await organisations(post)
    async with post.database.work() as work:
        await work.campaigns.create(
            organisation_id, None, {"kk": "x", "ru": "x"}, Segment(), NOW, NOW
        )
        await go_out(work, NOW)
        claims = await work.ledger.claim("w", NOW, LEASE, 10)
    # All of the second broadcast wait: at most one message per person at a time.
    assert [claim.campaign_id for claim in claims] == [first] * 3
    assert [claim.person_id for claim in claims] == [FIRST, FIRST + 1, FIRST + 2]
    assert [claim.id for claim in claims] == sorted(claim.id for claim in claims)


async def organisations(post: Post) -> list[int]:
    async with post.database.work(writing=False) as work:
        return [one.organisation_id for one in await work.memberships.of_person(FIRST)]


async def test_what_dead_workers_left_is_counted(post: Post) -> None:
    await post.broadcast(3)
    async with post.database.work() as work:
        await go_out(work, NOW)
        for claim in await work.ledger.claim("dead", NOW, LEASE, 2):
            await work.ledger.start(claim, "dead", BOT, NOW, LEASE)
        assert await work.ledger.expire(NOW) == (0, 0)
        assert await work.ledger.expire(NOW + LEASE) == (2, 0)
        assert await work.ledger.expire(NOW + LEASE) == (0, 0)
