"""HR's answer to a reply as it arrives; who writes back goes on about the same message."""

from datetime import timedelta

from cases.replies import answer_reply, message_answered, reply
from storage.repositories.replies import Answered
from tests.bot.outbound.conftest import FIRST, NOW, Post
from tests.bot.outbound.test_deadline_changes import HR, office


async def test_it_arrives_once_and_is_answered_in_turn(post: Post) -> None:
    organisation = await office(post, 2)
    campaign = Answered(organisation, None, None)
    async with post.database.work() as work:
        number = await work.replies.add(FIRST, campaign, "Can I & <come>?", None, NOW)
        await answer_reply(work, HR, organisation, number, "Yes, <10:00>", NOW)
    for _ in range(3):
        await post.sweep()
        post.time.forward(timedelta(seconds=2))
    [message] = post.telegram.messages(FIRST)
    assert message.text.startswith("✉️ An answer from HR\nҮлгі <колледжі>\nCan I & <come>?")
    assert message.text.endswith("Yes, <10:00>")
    assert post.received() == {FIRST: 1}


async def test_writing_back_reaches_the_same_hr(post: Post) -> None:
    cast = await post.broadcast(1)
    await post.sweep()
    async with post.database.work() as work:
        held = await work.campaigns.get(cast)
        assert held is not None
        await work.people.ensure(HR, "en", NOW)
        await work.hr.grant(held.organisation_id, HR, None, NOW)
        to = await message_answered(work, FIRST, None, cast)
        assert to is not None
        await reply(work, FIRST, to, "?", None, NOW)
        [held_reply] = await work.replies.of_organisation(held.organisation_id, cast, 0, 5)
        await answer_reply(work, HR, held.organisation_id, held_reply.id, "!", NOW)
    post.time.forward(timedelta(seconds=5))
    await post.sweep()
    async with post.database.work(writing=False) as work:
        number = post.telegram.last_message(FIRST).message_id
        assert await message_answered(work, FIRST, number, None) == to


async def test_at_night_it_waits_for_the_morning_and_of_an_old_day_it_is_still_news(
    post: Post,
) -> None:
    organisation = await office(post, 1)
    post.time.forward(timedelta(hours=12))
    now = post.time.now()
    async with post.database.work() as work:
        number = await work.replies.add(FIRST, Answered(organisation, None, None), "?", None, now)
        await answer_reply(work, HR, organisation, number, "!", now)
    await post.sweep()
    assert post.received() == {}
    post.time.forward(timedelta(days=3, hours=12))
    await post.sweep()
    assert post.received() == {FIRST: 1}
