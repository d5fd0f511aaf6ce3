"""“This is wrong” goes out to operators, and the answer to whoever wrote it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import objections
from cases.purposes import OBJECTIONS
from storage.repositories.objections import About
from tests.bot.outbound.conftest import FIRST, NOW, Post

OPERATOR = FIRST + 1
OPERATORS = frozenset({OPERATOR, FIRST + 2})
ABOUT = About("0123456789ab", "tvet-teacher", "moderator")


async def objected(post: Post, language: str = "en") -> int:
    """The number of what somebody wrote; of two operators the bot knows one."""
    for person_id in (FIRST, OPERATOR):
        post.telegram.add_person(person_id, "Мысал", language, started=True)
    async with post.database.work() as work:
        for person_id in (FIRST, OPERATOR):
            await work.people.ensure(person_id, language, NOW)  # type: ignore[arg-type]
        await work.people.give_consent(FIRST, "2", NOW)
        await work.purposes.put(FIRST, OBJECTIONS.id, OBJECTIONS.version, True, NOW)
        heard = await objections.object_to(
            work, FIRST, ABOUT, "A <year> & more", "en", OPERATORS, NOW
        )
    return heard.objection_id


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Бұл дұрыс емес"), ("ru", "Это неверно"), ("en", "This is wrong")],
)
async def test_the_operators_whom_the_bot_knows_are_written_to(
    post: Post, language: str, words: str
) -> None:
    number = await objected(post, language)
    await post.sweep()
    assert post.received() == {OPERATOR: 1}
    message = post.telegram.last_message(OPERATOR)
    for part in (words, "0123456789ab", "A <year> & more"):
        assert part in message.text
    assert [[b.data for b in row] for row in message.buttons] == [[f"obj:o:{number}"]]


async def test_the_answer_comes_into_the_chat_once(post: Post) -> None:
    number = await objected(post)
    async with post.database.work() as work:
        await objections.answer(work, OPERATOR, OPERATORS, number, "It <counts>.", NOW)
    post.time.forward(timedelta(seconds=5))
    await post.sweep()
    await post.sweep()
    assert post.received()[FIRST] == 1
    text = post.telegram.last_message(FIRST).text
    for part in ("It <counts>.", "0123456789ab", "A <year> & more"):
        assert part in text
    async with post.database.work() as work:
        looked = await objections.look_at(work, OPERATOR, OPERATORS, number)
    assert looked.answer_state == "sent"


async def test_an_answer_in_the_night_waits_for_the_morning_and_is_no_old_news(post: Post) -> None:
    number = await objected(post)
    post.time.forward(timedelta(hours=11))
    async with post.database.work() as work:
        await objections.answer(work, OPERATOR, OPERATORS, number, "Yes.", post.time.now())
    await post.sweep()
    assert FIRST not in post.received()
    post.time.forward(timedelta(hours=40))
    await post.sweep()
    assert post.received()[FIRST] == 1


async def test_whoever_has_blocked_the_bot_gets_nothing_and_the_operator_sees_it(
    post: Post,
) -> None:
    number = await objected(post)
    post.telegram.people[FIRST].blocked = True
    async with post.database.work() as work:
        await objections.answer(work, OPERATOR, OPERATORS, number, "Yes.", NOW)
    await post.sweep()
    async with post.database.work() as work:
        looked = await objections.look_at(work, OPERATOR, OPERATORS, number)
    assert looked.answer_state == "blocked"


async def test_what_was_withdrawn_before_it_went_out_does_not(post: Post) -> None:
    await objected(post)
    async with post.database.work() as work:
        await work.objections.remove_of(FIRST)
    await post.sweep()
    assert post.received() == {}
