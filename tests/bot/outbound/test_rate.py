"""One rate for the whole token: counted where it matters, at the server."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.outbound.rate_limit import FULL_RATE, Pace, PausedError, SharedRateLimiter
from bot.outbound.worker import Terms
from storage.database import DatabaseAway
from storage.tables.segments import Segment
from tests.bot.outbound.conftest import NOW, Post, Time

BOT = 1_000_000


def limiter(post: Post, pace: Pace | None = None) -> SharedRateLimiter:
    """The limiter of a process of its own."""
    time = post.time
    return SharedRateLimiter(
        post.database, BOT, time.now, pace=pace, monotonic=time, sleep=time.sleep
    )


async def moments(post: Post, calls: int, *limiters: SharedRateLimiter) -> list[float]:
    """The seconds of this test at which that many calls are let go, by one limiter in turn."""
    let_go: list[float] = []

    async def call(**_: Any) -> bool:
        let_go.append(post.time.seconds - NOW.timestamp())
        return True

    for number in range(calls):
        chosen = limiters[number % len(limiters)]
        await chosen.process_request(call, (), {}, "sendMessage", {}, None)
    return let_go


def busiest_second(at: list[float]) -> int:
    return max(sum(one <= other < one + 1 for other in at) for one in at)


@pytest.mark.parametrize("workers", [1, 2])
async def test_one_rate_for_all_workers_without_a_burst_at_the_start(
    post: Post, workers: int
) -> None:
    at = await moments(post, 90, *(limiter(post) for _ in range(workers)))
    assert busiest_second(at) <= 30
    assert min(later - earlier for earlier, later in pairwise(at)) > 1 / 30
    assert 89 / (at[-1] - at[0]) >= 28


async def test_while_people_are_answered_a_fifth_is_left_to_them(post: Post) -> None:
    async with post.database.work() as work:
        await work.rate.note_answer(BOT, NOW)
    at = await moments(post, 50, limiter(post))
    assert busiest_second(at) <= 25
    assert 49 / (at[-1] - at[0]) == pytest.approx(24, rel=0.02)
    post.time.forward(timedelta(seconds=10))
    later = await moments(post, 50, limiter(post))
    assert 49 / (later[-1] - later[0]) >= 28


async def test_a_pace_that_is_asked_for_is_kept(post: Post) -> None:
    at = await moments(post, 20, limiter(post, Pace(full=10, shared=5)))
    assert 19 / (at[-1] - at[0]) == pytest.approx(10, rel=0.02)


async def test_a_call_that_was_held_up_is_not_caught_up_with_in_a_rush(post: Post) -> None:
    chosen = limiter(post)
    at = await moments(post, 10, chosen)
    post.time.forward(timedelta(seconds=0.2))
    at += await moments(post, 30, chosen)
    assert busiest_second(at) <= 30
    assert min(later - earlier for earlier, later in pairwise(at)) > 1 / 30


async def test_whoever_waited_while_the_database_was_away_asks_it_no_more(post: Post) -> None:
    chosen, asked = limiter(post), 0
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def away() -> None:
        nonlocal asked
        asked += 1
        begun.set()
        await let_go.wait()
        raise DatabaseAway("it does not answer")

    async def call(**_: Any) -> bool:
        raise AssertionError("nothing is sent without a permit")

    calls = [
        asyncio.create_task(chosen.process_request(call, (), {}, "sendMessage", {}, away))
        for _ in range(40)
    ]
    await begun.wait()
    let_go.set()
    found = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(each) for each in found} == {DatabaseAway}
    assert asked == 1
    assert len(await moments(post, 3, chosen)) == 3, "later calls go as ever"


async def test_two_workers_send_no_row_twice(post: Post) -> None:
    number = await post.broadcast(60)
    # This time runs ahead of real answers; a lease must not end while one is waited for.
    workers = [await post.worker(terms=Terms(lease=timedelta(days=1))) for _ in range(2)]
    await asyncio.gather(*(worker.sweep() for worker in workers))
    for worker in workers:
        await worker.sweep()
    assert (await post.status(number)).sent == 60
    assert set(post.received().values()) == {1}
    assert len(post.received()) == 60


async def test_one_person_gets_at_most_one_message_a_second(post: Post) -> None:
    organisation_id = await post.staff(1)
    post.telegram.flood.switch(True)
    async with post.database.work() as work:
        for _ in range(3):
            await work.campaigns.create(
                organisation_id, None, {"kk": "x", "ru": "x"}, Segment(), NOW
            )
    for _ in range(10):
        await post.sweep()
        post.time.forward(timedelta(seconds=0.5))
    at = post.sent_at()
    assert len(at) == 3
    assert min(later - earlier for earlier, later in pairwise(at)) >= 1


async def test_time_in_which_nobody_sent_is_not_made_up_for(post: Post) -> None:
    async with post.database.work() as work:
        first = await work.rate.reserve(BOT, 2, FULL_RATE, FULL_RATE, NOW)
        later = NOW + timedelta(minutes=1)
        after_a_while = await work.rate.reserve(BOT, 2, FULL_RATE, FULL_RATE, later)
        at_once = await work.rate.reserve(BOT, 1, FULL_RATE, FULL_RATE, later)
    assert first.at[0] == NOW
    assert after_a_while.at[0] == later
    assert at_once.at[0] > after_a_while.at[1]


async def test_a_shorter_pause_does_not_end_a_longer_one(post: Post) -> None:
    hour, second = NOW + timedelta(hours=1), NOW + timedelta(seconds=1)
    async with post.database.work() as work:
        await work.rate.pause(BOT, hour)
        await work.rate.pause(BOT, second)
        assert await work.rate.paused_until(BOT) == hour
        taken = await work.rate.reserve(BOT, 1, FULL_RATE, FULL_RATE, NOW)
    assert (taken.at, taken.paused_until) == ((hour,), hour)


async def test_the_limiter_calls_nothing_inside_a_pause(post: Post, time: Time) -> None:
    chosen = limiter(post)
    called: list[str] = []

    async def flooded(**_: Any) -> bool:
        called.append("flooded")
        raise RetryAfter(5)

    async def fine(**_: Any) -> bool:
        called.append("fine")
        return True

    async def ask(callback: Any, endpoint: str = "sendMessage") -> Any:
        return await chosen.process_request(callback, (), {}, endpoint, {}, None)

    with pytest.raises(RetryAfter):
        await ask(flooded)
    with pytest.raises(PausedError) as paused:
        await ask(fine)
    assert paused.value.until == time.now() + timedelta(seconds=5)
    # What the flood limit does not count is not held back.
    assert await ask(fine, "getMe")
    time.forward(timedelta(seconds=5))
    assert await ask(fine)
    assert called == ["flooded", "fine", "fine"]


async def test_calls_that_wait_already_are_not_made_inside_a_pause(post: Post, time: Time) -> None:
    """Also while the pause is being written down: they hold their moments already."""
    chosen = limiter(post)
    made: list[float] = []

    async def call(**_: Any) -> bool:
        made.append(time.seconds)
        if len(made) == 2:
            raise RetryAfter(5)
        return True

    async def ask() -> Any:
        return await chosen.process_request(call, (), {}, "sendMessage", {}, None)

    results = await asyncio.gather(*(ask() for _ in range(6)), return_exceptions=True)
    assert [type(result) for result in results] == [bool, RetryAfter, *[PausedError] * 4]
    assert len(made) == 2


@pytest.mark.parametrize(("others", "permits"), [(True, 2), (False, 1)])
async def test_a_missed_moment_is_given_up_where_others_go_by_theirs(
    post: Post, time: Time, others: bool, permits: int
) -> None:
    asked: list[float] = []

    async def slow_permit() -> None:
        asked.append(time.seconds)
        if len(asked) == 1:
            time.forward(timedelta(seconds=2))

    async def call(**_: Any) -> bool:
        return True

    if others:
        async with post.database.work() as work:
            await work.rate.reserve(BOT, 1, FULL_RATE, FULL_RATE, time.now())
    assert await limiter(post).process_request(call, (), {}, "sendMessage", {}, slow_permit)
    assert len(asked) == permits
