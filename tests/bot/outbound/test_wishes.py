"""The day on which a check said the requirements would be met: told once, when it has come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from local_chat.faults import Fault
from storage.tables.checks import NewDecision
from storage.tables.deadlines import Reminder
from tests.bot.outbound.conftest import FIRST, NOW, Post

DAY = date(2026, 12, 20)
TEN = datetime(2026, 12, 20, 5, 0, tzinfo=UTC)
CHECKED = date(2026, 11, 20)
HOUR = timedelta(hours=1)


async def wished(
    post: Post,
    *,
    language: str = "en",
    position: str = "tvet-teacher",
    category: str | None = "moderator",
) -> int:
    """Somebody with a check and the wish to be reminded; the number of the check."""
    post.telegram.add_person(FIRST, "Мысал", language, started=True)
    async with post.database.work() as work:
        await work.people.ensure(FIRST, language, NOW)  # type: ignore[arg-type]
        await work.people.give_consent(FIRST, "1", NOW)
        run = await work.runs.open(FIRST, position, category, NOW)
        number = await work.decisions.add(
            FIRST, run.id, NewDecision(b"", "d", position, category, "not_eligible", CHECKED), NOW
        )
        await work.wishes.add(FIRST, number, DAY, NOW)
    return number


async def kept(post: Post) -> Reminder:
    async with post.database.work() as work:
        [reminder] = await work.reminders.of(FIRST)
    return reminder


def until(post: Post, moment: datetime) -> None:
    post.time.forward(moment - post.time.now())


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "kk",
            ("Белгіленген күн келді", "педагог-модератор", "20 желтоқсан", "20 қараша"),
        ),
        ("ru", ("Этот день настал", "педагог-модератор", "20 декабря 2026", "20 ноября 2026")),
        ("en", ("The day has come", "teacher-moderator", "20 December 2026", "20 November 2026")),
    ],
)
async def test_in_the_language_of_the_person_with_a_way_to_check_again(
    post: Post, language: str, parts: tuple[str, ...]
) -> None:
    check = await wished(post, language=language)
    number = (await kept(post)).id
    until(post, TEN)
    await post.sweep()
    message = post.telegram.last_message(FIRST)
    for part in parts:
        assert part in message.text
    assert [[button.data for button in row] for row in message.buttons] == [
        [f"y:again:{check}"],
        [f"r:{number}:done", f"r:{number}:stop"],
    ]
    assert (await kept(post)).state == "sent"


async def test_not_before_ten_and_once_only(post: Post) -> None:
    await wished(post)
    until(post, TEN - timedelta(seconds=1))
    await post.sweep()
    assert post.received() == {}
    until(post, TEN)
    for _ in range(3):
        await post.sweep()
        post.time.forward(12 * HOUR)
    assert post.received() == {FIRST: 1}


async def test_never_at_night_and_late_rather_than_not_at_all(post: Post) -> None:
    await wished(post)
    # 21:00 in Almaty: the machine was away all day.
    until(post, TEN + 11 * HOUR)
    await post.sweep()
    assert post.received() == {}
    # 9:00 of the next morning.
    until(post, TEN + 23 * HOUR)
    await post.sweep()
    assert post.received() == {FIRST: 1}
    assert "20 December 2026" in post.telegram.last_message(FIRST).text


async def test_one_that_may_have_arrived_is_sent_once_more_and_no_more(post: Post) -> None:
    await wished(post)
    until(post, TEN)
    post.telegram.faults.next("sendMessage", Fault("torn"), 3)
    for _ in range(4):
        await post.sweep()
        post.time.forward(timedelta(minutes=1))
    assert post.received() == {FIRST: 2}
    assert (await kept(post)).state == "unknown"


async def test_whoever_has_blocked_the_bot_is_noted_and_left_alone(post: Post) -> None:
    await wished(post)
    until(post, TEN)
    post.telegram.block(FIRST)
    for _ in range(2):
        await post.sweep()
        post.time.forward(timedelta(minutes=1))
    assert (await kept(post)).state == "blocked"
    assert len(post.sent_at()) == 1


async def take_back(post: Post, check: int) -> None:
    async with post.database.work() as work:
        await work.wishes.remove(FIRST, check)


async def stop_all(post: Post, _: int) -> None:
    async with post.database.work() as work:
        await work.wishes.remove_all(FIRST)


async def withdraw_consent(post: Post, _: int) -> None:
    async with post.database.work() as work:
        await work.people.withdraw_consent(FIRST, post.time.now())


async def forget(post: Post, _: int) -> None:
    async with post.database.work() as work:
        await work.people.forget(FIRST)


Step = Callable[[Post, int], Awaitable[None]]


@pytest.mark.parametrize("entered", [False, True])
@pytest.mark.parametrize("step", [take_back, stop_all, withdraw_consent, forget])
async def test_whoever_wants_no_reminder_gets_none(post: Post, step: Step, entered: bool) -> None:
    check = await wished(post)
    until(post, TEN)
    if entered:
        async with post.database.work() as work:
            assert await work.due_reminders.enter(TEN) == 1
    await step(post, check)
    await post.sweep()
    assert post.sent_at() == []


async def test_a_position_that_the_rules_no_longer_know_is_told_without_its_name(
    post: Post,
) -> None:
    check = await wished(post, position="gone", category=None)
    until(post, TEN)
    await post.sweep()
    message = post.telegram.last_message(FIRST)
    assert "A position that you have checked" in message.text
    assert message.buttons[0][0].data == f"y:again:{check}"
