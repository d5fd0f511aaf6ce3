"""What each answer of Telegram, and each missing one, means for the recipient."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outbound.worker import ATTEMPTS, TokenRefused
from local_chat.faults import Fault
from storage.tables.outbound import CampaignStatus
from tests.bot.outbound.conftest import FIRST, Post


def ended(
    status: CampaignStatus, *, sent: int = 0, blocked: int = 0, failed: int = 0, uncertain: int = 0
) -> bool:
    counts = (status.sent, status.blocked, status.failed, status.uncertain, status.pending)
    return status.state == "done" and counts == (sent, blocked, failed, uncertain, 0)


async def test_everybody_gets_the_message_once(post: Post) -> None:
    number = await post.broadcast(5)
    before = await post.status(number)
    assert (before.state, before.total, before.pending) == ("queued", 5, 5)
    await post.sweep()
    await post.sweep()
    assert ended(await post.status(number), sent=5)
    assert post.received() == {FIRST + n: 1 for n in range(5)}


async def test_a_broadcast_to_nobody_is_done_at_once(post: Post) -> None:
    number = await post.broadcast(0)
    await post.sweep()
    assert ended(await post.status(number))


async def test_a_person_who_blocked_the_bot(post: Post) -> None:
    number = await post.broadcast(2)
    post.telegram.block(FIRST)
    await post.sweep()
    assert ended(await post.status(number), sent=1, blocked=1)
    async with post.database.work() as work:
        person = await work.people.get(FIRST)
    assert person is not None
    assert person.blocked_at is not None


async def test_whoever_is_known_to_have_blocked_the_bot_is_not_called(post: Post) -> None:
    number = await post.broadcast(2)
    async with post.database.work() as work:
        await work.people.set_blocked(FIRST, True, post.time.now())
    await post.sweep()
    assert ended(await post.status(number), sent=1, blocked=1)
    assert len(post.sent_at()) == 1


async def test_a_chat_that_does_not_exist_has_failed_for_good(post: Post) -> None:
    number = await post.broadcast(2)
    del post.telegram.people[FIRST]
    await post.sweep()
    await post.sweep()
    assert ended(await post.status(number), sent=1, failed=1)
    assert len(post.sent_at()) == 2
    async with post.database.work() as work:
        reasons = await work.campaigns.reasons(number)
    assert {(one.state, one.reason, one.count) for one in reasons} == {
        ("sent", None, 1),
        ("failed", "Chat not found", 1),
    }


async def test_an_error_of_the_server_is_tried_again_later(post: Post) -> None:
    number = await post.broadcast(2)
    post.telegram.faults.next("sendMessage", Fault("page"))
    await post.sweep()
    waiting = await post.status(number)
    assert (waiting.state, waiting.sent, waiting.pending) == ("running", 1, 1)
    post.time.forward(timedelta(seconds=1))
    await post.sweep()
    assert ended(await post.status(number), sent=2)


async def test_a_server_that_stays_away_is_given_up_in_the_end(post: Post) -> None:
    number = await post.broadcast(1)
    worker = await post.worker(address="http://127.0.0.1:9")
    for _ in range(ATTEMPTS - 1):
        await worker.sweep()
        assert (await post.status(number)).pending == 1
        post.time.forward(timedelta(minutes=5))
    await worker.sweep()
    assert ended(await post.status(number), failed=1)


@pytest.mark.parametrize("kind", ["torn", "cut_after", "cut_before"])
async def test_a_lost_answer_is_unknown_and_nothing_is_sent_again(post: Post, kind: str) -> None:
    number = await post.broadcast(2)
    post.telegram.faults.next("sendMessage", Fault(kind))  # type: ignore[arg-type]
    await post.sweep()
    post.time.forward(timedelta(days=1))
    await post.sweep()
    assert ended(await post.status(number), sent=1, uncertain=1)
    assert all(count == 1 for count in post.received().values())


async def test_an_answer_that_comes_too_late_is_unknown(post: Post) -> None:
    number = await post.broadcast(1)
    post.telegram.faults.next("sendMessage", Fault("delay", delay_ms=300))
    await (await post.worker(read_timeout=0.02)).sweep()
    assert ended(await post.status(number), uncertain=1)


async def test_a_flood_limit_stops_everybody_and_uses_no_attempt(post: Post) -> None:
    number = await post.broadcast(40)
    post.telegram.faults.next("sendMessage", Fault("flood", retry_after=3600))
    await post.sweep()
    told = post.sent_at()
    post.time.forward(timedelta(minutes=59))
    # Another process knows of the pause too.
    await post.sweep()
    assert post.sent_at() == told
    assert (await post.status(number)).pending > 0
    post.time.forward(timedelta(minutes=2))
    await post.sweep()
    assert ended(await post.status(number), sent=40)
    assert min(at for at in post.sent_at() if at not in told) >= told[0] + 3600
    async with post.database.work() as work:
        [reason] = await work.campaigns.reasons(number)
    assert (reason.state, reason.count) == ("sent", 40)


async def test_a_refused_token_stops_the_worker_and_loses_nobody(post: Post) -> None:
    number = await post.broadcast(3)
    with pytest.raises(TokenRefused):
        await (await post.worker(token="1000000:not-the-token-of-this-bot")).sweep()
    assert (await post.status(number)).pending == 3
    await post.sweep()
    assert ended(await post.status(number), sent=3)
