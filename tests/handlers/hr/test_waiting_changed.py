"""A message that waits for its time is changed; and what goes out at night is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases import broadcasts
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from storage.tables.outbound import Campaign
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, OTHER_HR, Colleges
from tests.handlers.hr.conftest import Scene
from tests.outgoing import go_out

TEXTS: dict[Language, str] = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}
LATER = NOW + timedelta(days=2)


async def scheduled(scene: Scene, at: datetime = LATER) -> int:
    async with scene.house.database.work() as work:
        return await broadcasts.begin_broadcast(
            work, HR, scene.colleges.organisation, TEXTS, Segment(), NOW, catalogue(), at
        )


async def kept(scene: Scene) -> list[Campaign]:
    async with scene.house.database.work(writing=False) as work:
        return await work.campaigns.of(scene.colleges.organisation)


async def test_text_people_and_moment_are_changed_and_only_the_new_one_is_left(
    scene: Scene,
) -> None:
    number = await scheduled(scene)
    c: Colleges = scene.colleges
    hr = await scene.hr()
    await scene.opens(hr, "cast", c.organisation, number)
    assert "It replaces a message that waits" in await hr.press("✏️ Change")
    await scene.house.restart()
    await hr.press("✏️ English")
    await hr.say("Hello again")
    await scene.opens(hr, "who_part", c.organisation, c.department, 1, 0)
    await scene.opens(hr, "preview", c.organisation)
    await hr.press("📣 Schedule")
    at, data = hr.live.message_id, hr.find(hr.live, "✅ Yes, send")
    for _ in range(2):
        await scene.house.telegram.press(HR, at, data, stale=True)
        await scene.house.settle()
    [left] = await kept(scene)
    assert left.id != number
    assert (left.texts["en"], left.scheduled_at) == ("Hello again", LATER)
    assert left.segment == Segment(departments=(c.department,))
    assert "broadcast.replace" in await scene.actions()


async def test_what_has_begun_meanwhile_is_not_changed_and_the_draft_is_kept(scene: Scene) -> None:
    number = await scheduled(scene)
    hr = await scene.hr()
    await scene.opens(hr, "cast_change", scene.colleges.organisation, number)
    await hr.press("👁 Preview")
    await hr.press("📣 Schedule")
    async with scene.house.database.work() as work:
        await go_out(work, LATER)
    answer = await hr.press_unsettled("✅ Yes, send")
    await scene.house.settle()
    assert answer.text == "⚠️ The message to be changed has gone out or is gone."
    assert [each.id for each in await kept(scene)] == [number]
    await scene.opens(hr, "draft", scene.colleges.organisation)
    assert "A message to members" in hr.live.text
    await scene.opens(hr, "draft_drop_yes", scene.colleges.organisation)
    await scene.opens(hr, "cast_change", scene.colleges.organisation, number)
    assert not hr.has("👁 Preview")


async def test_another_hr_changes_nothing_of_it(scene: Scene) -> None:
    number = await scheduled(scene)
    other = await scene.hr(OTHER_HR)
    await scene.opens(other, "cast_change", scene.colleges.other, number)
    assert [each.id for each in await kept(scene)] == [number]


async def test_the_night_is_told_before_it_is_sent(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    assert "🌙" not in await hr.say("Привет")
    scene.house.now = NOW + timedelta(hours=12)
    assert "🌙 It is night in Almaty" in await hr.press("👁 Preview")
