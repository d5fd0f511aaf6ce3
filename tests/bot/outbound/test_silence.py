"""Two years of silence: told once, thirty days later forgotten; any word keeps everything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rules.dates import today
from storage.tables.conversation import Person
from tests.bot.outbound.conftest import FIRST, Post

TWO_YEARS = timedelta(days=731)
NOTICE = timedelta(days=30)


async def somebody(post: Post, language: str = "en") -> None:
    post.telegram.add_person(FIRST, "Мысал", language, started=True)
    async with post.database.work() as work:
        await work.people.ensure(FIRST, language, post.time.now())  # type: ignore[arg-type]
        await work.people.give_consent(FIRST, "2", post.time.now())


async def upkeep(post: Post) -> tuple[int, int]:
    """How many were told and how many forgotten by one round."""
    async with post.database.work() as work:
        now = post.time.now()
        return await work.silence.tell(now), await work.silence.forget(now)


async def known(post: Post) -> Person | None:
    async with post.database.work() as work:
        return await work.people.get(FIRST)


async def silent_until_the_notice(post: Post, language: str = "en") -> None:
    await somebody(post, language)
    post.time.forward(TWO_YEARS - NOTICE)
    assert await upkeep(post) == (1, 0)
    await post.sweep()


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "30 күннен кейін"), ("ru", "Через 30 дней"), ("en", "In 30 days")],
)
async def test_the_notice_comes_thirty_days_before(post: Post, language: str, words: str) -> None:
    await somebody(post, language)
    post.time.forward(TWO_YEARS - NOTICE - timedelta(days=2))
    assert await upkeep(post) == (0, 0)
    post.time.forward(timedelta(days=2))
    assert await upkeep(post) == (1, 0)
    assert await upkeep(post) == (0, 0)
    await post.sweep()
    message = post.telegram.last_message(FIRST)
    assert words in message.text
    assert [[button.data for button in row] for row in message.buttons] == [["m:privacy"]]


async def test_whoever_stays_silent_is_forgotten_thirty_days_after_the_notice(post: Post) -> None:
    await silent_until_the_notice(post)
    post.time.forward(NOTICE - timedelta(days=1))
    assert await upkeep(post) == (0, 0)
    post.time.forward(timedelta(days=1, minutes=5))
    assert await upkeep(post) == (0, 1)
    assert await known(post) is None


async def test_nobody_is_forgotten_before_the_notice_went_out(post: Post) -> None:
    """The worker was away for a year: the thirty days begin when it has told them."""
    await somebody(post)
    post.time.forward(TWO_YEARS)
    assert await upkeep(post) == (1, 0)
    post.time.forward(timedelta(days=365))
    assert await upkeep(post) == (0, 0)
    await post.sweep()
    assert "In 30 days" in post.telegram.last_message(FIRST).text
    assert await upkeep(post) == (0, 0)
    post.time.forward(NOTICE)
    assert await upkeep(post) == (0, 1)


async def test_whoever_cannot_be_told_is_forgotten_too(post: Post) -> None:
    await somebody(post)
    post.telegram.people[FIRST].blocked = True
    post.time.forward(TWO_YEARS - NOTICE)
    await upkeep(post)
    await post.sweep()
    post.time.forward(NOTICE + timedelta(days=1))
    assert await upkeep(post) == (0, 1)


async def test_a_word_keeps_everything_for_two_years_more_and_is_told_of_anew(post: Post) -> None:
    await silent_until_the_notice(post)
    post.time.forward(NOTICE - timedelta(days=1))
    async with post.database.work() as work:
        person = await work.people.get(FIRST)
        assert person is not None
        await work.silence.broken(person, today(post.time.now()))
    post.time.forward(timedelta(days=40))
    assert await upkeep(post) == (0, 0)
    post.time.forward(TWO_YEARS - NOTICE - timedelta(days=40))
    assert await upkeep(post) == (1, 0)
    assert await known(post) is not None
