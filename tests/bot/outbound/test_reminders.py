"""Reminders: in the person's language, with buttons, by the rules of the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from local_chat.faults import Fault
from rules.norms.model import Text
from rules.verdict.deadlines import Moment
from storage.tables.deadlines import Reminder
from storage.tables.outbound import Claim
from tests.bot.outbound.conftest import FIRST, NOW, Post

DAY = date(2026, 12, 20)
LEASE = timedelta(minutes=1)
BOT = 1_000_000


async def planned(post: Post, *, language: str = "kk", due: datetime = NOW) -> int:
    """A person with a course that leaves its window; the number of the reminder."""
    post.telegram.add_person(FIRST, "Мысал", language, started=True)
    async with post.database.work() as work:
        await work.people.ensure(FIRST, language, NOW)  # type: ignore[arg-type]
        course = await work.certificates.add(FIRST, "it", 72, date(2023, 12, 19), None, NOW)
        moments = [Moment(30, due)]
        await work.reminders.plan(FIRST, "certificate", course.id, DAY, moments)
    return (await kept(post)).id


async def kept(post: Post) -> Reminder:
    async with post.database.work() as work:
        [reminder] = await work.reminders.of(FIRST)
    return reminder


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("kk", ("30 күннен кейін", "20 желтоқсан", "72 сағат")),
        ("ru", ("Через 30 дней", "20 декабря 2026", "72 часа")),
        ("en", ("In 30 days", "20 December 2026", "72 hours")),
    ],
)
async def test_in_the_language_of_the_person(
    post: Post, language: str, parts: tuple[str, ...]
) -> None:
    number = await planned(post, language=language)
    await post.sweep()
    message = post.telegram.last_message(FIRST)
    for part in parts:
        assert part in message.text
    assert [[button.data for button in row] for row in message.buttons] == [
        [f"r:{number}:done", f"r:{number}:later", f"r:{number}:stop"]
    ]
    assert (await kept(post)).state == "sent"


async def test_each_is_sent_once(post: Post) -> None:
    await planned(post)
    await post.sweep()
    post.time.forward(timedelta(days=1))
    await post.sweep()
    assert post.received() == {FIRST: 1}


async def test_before_its_moment_nothing_is_sent(post: Post) -> None:
    await planned(post, due=NOW + timedelta(hours=1))
    await post.sweep()
    assert post.received() == {}
    post.time.forward(timedelta(hours=1))
    await post.sweep()
    assert post.received() == {FIRST: 1}


async def test_one_that_may_have_arrived_is_sent_once_more_and_no_more(post: Post) -> None:
    await planned(post)
    post.telegram.faults.next("sendMessage", Fault("torn"), 3)
    for _ in range(4):
        await post.sweep()
        post.time.forward(timedelta(minutes=1))
    assert post.received() == {FIRST: 2}
    assert (await kept(post)).state == "unknown"


async def test_one_whose_workers_died_goes_out_once_more_and_no_more(post: Post) -> None:
    await planned(post)
    now = NOW
    for counted in ((0, 1), (1, 0)):
        async with post.database.work() as work:
            await work.due_reminders.enter(now)
            [claim] = await work.ledger.claim("dead", now, LEASE, 1)
            assert await work.ledger.start(claim, "dead", BOT, now, LEASE) is None
        now += LEASE
        async with post.database.work() as work:
            assert await work.ledger.expire(now) == counted
    post.time.forward(now - NOW)
    await sweep_for_minutes(post)
    assert post.received() == {}
    assert (await kept(post)).state == "unknown"


async def test_one_cancelled_between_claim_and_call_leaves_the_ledger(post: Post) -> None:
    await planned(post)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        [claim] = await work.ledger.claim("w", NOW, LEASE, 1)
    await cancel(post)
    async with post.database.work() as work:
        assert await work.ledger.start(claim, "w", BOT, NOW, LEASE) is not None
        assert (await work.people.export(FIRST))["dispatch"] == []
    await sweep_for_minutes(post)
    assert post.received() == {}


async def test_one_cancelled_in_time_is_not_sent(post: Post) -> None:
    await planned(post)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        await work.reminders.cancel("certificate", (await work.certificates.of(FIRST))[0].id)
    await post.sweep()
    assert post.received() == {}
    assert (await kept(post)).state == "cancelled"


async def test_one_planned_anew_for_later_waits_for_its_new_moment(post: Post) -> None:
    number = await planned(post)
    later = NOW + timedelta(days=1)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        [course] = await work.certificates.of(FIRST)
        await work.reminders.cancel("certificate", course.id)
        await work.reminders.plan(FIRST, "certificate", course.id, DAY, [Moment(30, later)])
    await post.sweep()
    assert post.received() == {}
    post.time.forward(timedelta(days=1))
    await post.sweep()
    assert post.received() == {FIRST: 1}
    assert (await kept(post)).id == number


async def test_nobody_is_reminded_at_night(post: Post) -> None:
    await planned(post)
    # 22:30 in Almaty: the machine was away when it was due.
    post.time.forward(timedelta(hours=11, minutes=30))
    await post.sweep()
    assert post.received() == {}
    # 9:00 of the next morning.
    post.time.forward(timedelta(hours=10, minutes=30))
    await post.sweep()
    assert post.received() == {FIRST: 1}


async def test_of_a_day_that_is_over_nobody_is_reminded(post: Post) -> None:
    await planned(post)
    post.time.forward(timedelta(days=31))
    await post.sweep()
    assert post.received() == {}
    assert (await kept(post)).state == "failed"


async def test_a_blocked_bot_is_noted_at_the_reminder(post: Post) -> None:
    await planned(post)
    post.telegram.block(FIRST)
    await post.sweep()
    assert (await kept(post)).state == "blocked"


async def test_the_end_of_a_category_and_a_deadline(post: Post) -> None:
    organisation_id = await post.staff(1, languages=("ru",))
    tomorrow = date(2026, 11, 21)
    title = Text(kk="Өтініш", ru="Заявления & <b>", en="")
    async with post.database.work() as work:
        ends = await work.dates.put(FIRST, "category", "expert", tomorrow, NOW)
        await work.reminders.plan(FIRST, "personal_date", ends.id, tomorrow, [Moment(1, NOW)])
        made = await work.deadlines.add(
            organisation_id, "applications", title, NOW.date(), (0,), None, NOW
        )
        await work.reminders.plan_members(made, [Moment(0, NOW)])
    for _ in range(3):
        await post.sweep()
        post.time.forward(timedelta(seconds=2))
    # Both are due at the same moment, so either may come first.
    texts = [message.text for message in post.telegram.messages(FIRST)]
    first, second = sorted(texts, key=lambda text: "Сегодня" in text)
    assert "Завтра" in first
    assert "21 ноября 2026" in first
    assert "Сегодня" in second
    assert "Заявления & <b>" in second
    assert "Үлгі <колледжі>" in second


async def test_a_deadline_without_an_english_title_is_told_by_the_russian_one(post: Post) -> None:
    organisation_id = await post.staff(2, languages=("en", "kk"))
    title = Text(kk="Өтініш", ru="Заявления", en="")
    async with post.database.work() as work:
        made = await work.deadlines.add(
            organisation_id, "applications", title, NOW.date(), (0,), None, NOW
        )
        await work.reminders.plan_members(made, [Moment(0, NOW)])
    await post.sweep()
    assert "Заявления (Русский): 20 November" in post.telegram.last_message(FIRST).text
    assert "Өтініш: 2026" in post.telegram.last_message(FIRST + 1).text


async def course_of(post: Post) -> int:
    async with post.database.work() as work:
        [course] = await work.certificates.of(FIRST)
    return course.id


async def cancel(post: Post) -> None:
    course_id = await course_of(post)
    async with post.database.work() as work:
        await work.reminders.cancel("certificate", course_id)


async def plan_again(post: Post) -> None:
    course_id = await course_of(post)
    async with post.database.work() as work:
        moments = [Moment(30, post.time.now())]
        await work.reminders.plan(FIRST, "certificate", course_id, DAY, moments)


async def sweep_for_minutes(post: Post) -> None:
    for _ in range(3):
        post.time.forward(timedelta(minutes=1))
        await post.sweep()


async def cancelled_under_way(post: Post) -> Claim:
    """A reminder that was cancelled after its call was begun, before its answer came."""
    await planned(post)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        [claim] = await work.ledger.claim("w", NOW, LEASE, 10)
        assert await work.ledger.start(claim, "w", BOT, NOW, LEASE) is None
    await cancel(post)
    return claim


async def test_one_that_ended_unsent_is_sent_when_it_is_planned_again(post: Post) -> None:
    await planned(post)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        await work.people.set_blocked(FIRST, True, NOW)
    await cancel(post)
    # The ledger notes that the bot is blocked, the reminder stays cancelled.
    await sweep_for_minutes(post)
    assert (await kept(post)).state == "cancelled"
    async with post.database.work() as work:
        await work.people.set_blocked(FIRST, False, NOW)
    await plan_again(post)
    await sweep_for_minutes(post)
    assert post.received() == {FIRST: 1}
    assert (await kept(post)).state == "sent"


async def test_one_that_arrived_while_it_was_cancelled_is_not_sent_again(post: Post) -> None:
    claim = await cancelled_under_way(post)
    async with post.database.work() as work:
        await work.ledger.settle(claim, "w", "sent", NOW, message_id=1)
    await plan_again(post)
    await sweep_for_minutes(post)
    assert post.sent_at() == []
    assert (await kept(post)).state == "cancelled"


async def test_one_that_arrives_after_it_was_planned_again_is_not_sent_again(post: Post) -> None:
    claim = await cancelled_under_way(post)
    await plan_again(post)
    async with post.database.work() as work:
        await work.due_reminders.enter(NOW)
        await work.ledger.settle(claim, "w", "sent", NOW, message_id=1)
    await sweep_for_minutes(post)
    assert post.sent_at() == []
    assert (await kept(post)).state == "sent"


async def test_one_that_was_not_sent_and_is_cancelled_is_not_tried_again(post: Post) -> None:
    claim = await cancelled_under_way(post)
    async with post.database.work() as work:
        await work.ledger.put_back(claim, "w", NOW, used_attempt=True)
    await sweep_for_minutes(post)
    assert post.sent_at() == []
    await plan_again(post)
    await sweep_for_minutes(post)
    assert post.received() == {FIRST: 1}


async def test_one_that_may_have_arrived_and_is_cancelled_is_not_sent_once_more(
    post: Post,
) -> None:
    claim = await cancelled_under_way(post)
    async with post.database.work() as work:
        await work.ledger.put_back(claim, "w", NOW, resend=True)
    await sweep_for_minutes(post)
    await plan_again(post)
    await sweep_for_minutes(post)
    assert post.sent_at() == []


async def test_one_that_is_unknown_and_planned_again_is_sent_once_more_and_no_more(
    post: Post,
) -> None:
    claim = await cancelled_under_way(post)
    async with post.database.work() as work:
        await work.ledger.settle(claim, "w", "unknown", NOW)
    await plan_again(post)
    post.telegram.faults.next("sendMessage", Fault("torn"), 3)
    await sweep_for_minutes(post)
    assert post.received() == {FIRST: 1}
    await cancel(post)
    await plan_again(post)
    await sweep_for_minutes(post)
    assert post.received() == {FIRST: 1}
    assert (await kept(post)).state == "unknown"
