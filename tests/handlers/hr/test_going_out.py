"""In the chat: recipients that are being worked out, and a message that did not go out."""

from __future__ import annotations

from cases import broadcasts
from cases.recipients import enter_piece
from cases.roles import end_role, give_role
from rules.norms.loading import catalogue
from storage.tables.segments import Segment
from tests.bot.outbound.conftest import Post, Time
from tests.cases.college import HR, OPERATORS, STRANGER, TEACHER, greet, join, member_link
from tests.handlers.hr.conftest import Scene

FIRST = 8_200_000_000
TEXTS = {"kk": "Жиналыс <бүгін>", "ru": "Собрание <сегодня>", "en": "A meeting <today>"}


async def members(scene: Scene, count: int) -> None:
    async with scene.house.database.work() as work:
        link = await member_link(work, HR, scene.colleges.organisation)
        for number in range(FIRST, FIRST + count):
            await greet(work, number)
            await join(work, number, link.token)


async def sweep(scene: Scene) -> None:
    """What the worker does at that moment."""
    house = scene.house
    post = Post(house.telegram, house.base_url, house.database, house.database_url, Time())
    await post.sweep()
    for bot in post.bots:
        await bot.request.shutdown()
    for opened in post.opened:
        await opened.close()


async def begin(scene: Scene, author: int, segment: Segment | None = None) -> int:
    async with scene.house.database.work() as work:
        return await broadcasts.begin_broadcast(
            work, author, scene.colleges.organisation, TEXTS, segment or Segment(),  # type: ignore[arg-type]
            scene.house.now, catalogue(),
        )  # fmt: skip


async def test_preparing_is_shown_and_can_be_stopped(scene: Scene) -> None:
    await members(scene, 7)
    number, now = await begin(scene, HR), scene.house.now
    hr = await scene.hr()
    async with scene.house.database.work() as work:
        await work.campaigns.begin_due(now)
        assert await enter_piece(work, number, catalogue(), now, 8, at_once=2)
    text = await scene.opens(hr, "cast", scene.colleges.organisation, number)
    assert "📝 Recipients worked out: 2 of 8\n▓▓▓░░░░░░░░░ 25%" in text
    assert "Still to come: 8" in text
    assert "All together: 8" in text
    await scene.house.restart()
    assert "8 people will not get it" in await hr.press("⏹ Stop")
    at, data = hr.live.message_id, hr.find(hr.live, "Yes, cancel it")
    for _ in range(2):
        await scene.house.telegram.press(HR, at, data, stale=True)
        await scene.house.settle()
    assert "Not sent, because it was cancelled: 8" in hr.live.text
    await sweep(scene)
    assert scene.house.telegram.calls.of("sendMessage")[-1].chat_id == HR


async def test_what_did_not_go_out_is_told_with_the_way_on(scene: Scene) -> None:
    """The head, whose role has ended, is told without a button; HR lets it go."""
    c, now = scene.colleges, scene.house.now
    await members(scene, 2)
    head, hr, teacher = map(scene.person, (STRANGER, HR, TEACHER))
    for person in (head, hr, teacher):
        await person.say("/start")
    async with scene.house.database.work() as work:
        token = (await member_link(work, HR, c.organisation)).token
        await join(work, STRANGER, token)
        role = await give_role(
            work, HR, OPERATORS, c.organisation, STRANGER, "head", c.department, now
        )
    await begin(scene, STRANGER)
    async with scene.house.database.work() as work:
        await end_role(work, HR, OPERATORS, c.organisation, role.id, now)
    for _ in range(2):
        await sweep(scene)
    for person in (head, hr):
        assert person.said().count("⏸ A message did not go out") == 1
        assert "A meeting <today>" in person.screen.text
    assert head.screen.rows == []
    assert "A meeting" not in teacher.said()
    text = await hr.press("Open")
    assert "⏸ paused" in text
    assert "Its author may no longer write to these people" in text
    assert "may no longer" not in await hr.press("▶️ Go on")
    await sweep(scene)
    assert teacher.said().count("A meeting <today>") == 1
    assert "Sent: 1" in await hr.press("🔄 Refresh")
    assert "All together: 1" in hr.live.text


async def test_one_for_nobody_is_told_as_such(scene: Scene) -> None:
    c = scene.colleges
    hr = scene.person(HR)
    await hr.say("/start")
    number = await begin(scene, HR, Segment(departments=(c.department,)))
    async with scene.house.database.work() as work:
        await work.memberships.leave(c.membership, scene.house.now)
    for _ in range(2):
        await sweep(scene)
    assert "Nobody fitted its conditions" in hr.screen.text
    text = await hr.press("Open")
    assert "Nobody fitted its conditions" in text
    assert "All together: 0" in text
    assert not hr.has("▶️ Go on")
    async with scene.house.database.work(writing=False) as work:
        held = await work.campaigns.get(number)
    assert held is not None
    assert held.state == "done"
