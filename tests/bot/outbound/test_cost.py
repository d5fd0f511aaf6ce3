"""What a sweep costs depends on what it sends, not on what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from rules.verdict.deadlines import Moment
from tests.bot.outbound.conftest import FIRST, NOW, Post

MESSAGES = 160


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How often each statement is asked, by its words."""
    asked: Counter[str] = Counter()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked[statement] += 1

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_the_ledger_is_not_brought_up_to_date_with_every_claim(post: Post) -> None:
    await post.broadcast(MESSAGES)
    with counted() as asked:
        await post.sweep()
    seconds = post.time.seconds - NOW.timestamp()
    looks = [number for words, number in asked.items() if words.startswith("UPDATE campaign")]
    claims = sum(
        number for words, number in asked.items() if "dispatch.lease_until IS NULL" in words
    )
    assert len(post.received()) == MESSAGES
    assert claims >= MESSAGES / 16
    # At its begin, every two seconds, when nothing is left, and at its end.
    assert 0 < max(looks) <= seconds / 2 + 3


async def reminded(post: Post, people: int) -> None:
    await post.staff(people)
    async with post.database.work() as work:
        for person in range(FIRST, FIRST + people):
            course = await work.certificates.add(person, "it", 72, date(2023, 12, 19), None, NOW)
            moments = [Moment(30, NOW)]
            day = date(2026, 12, 20)
            await work.reminders.plan(person, "certificate", course.id, day, moments)


async def test_no_more_reminders_wait_in_the_ledger_than_may_be_looked_through(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.repositories.due_reminders.BATCH", 5)
    await reminded(post, 8)
    async with post.database.work() as work:
        assert await work.due_reminders.enter(NOW) == 5
    async with post.database.work() as work:
        assert await work.due_reminders.enter(NOW) == 0
        # What may not be sent yet takes nobody's room.
        [first] = await work.ledger.claim("w", NOW, timedelta(minutes=1), 1)
        await work.ledger.put_back(first, "w", NOW + timedelta(minutes=5))
        assert await work.due_reminders.enter(NOW) == 1
    await post.sweep()
    post.time.forward(timedelta(minutes=6))
    await post.sweep()
    assert list(post.received().values()) == [1] * 8
