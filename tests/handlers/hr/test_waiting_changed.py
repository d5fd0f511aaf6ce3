"""A message that waits for its time is changed; and what goes out at night is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases import broadcasts
from cases.roles import give_role
from i18n import translator
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.tables.outbound import Campaign
from storage.tables.questions import Question
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, OPERATORS, OTHER_HR, STRANGER, Colleges, join, member_link
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


async def test_hr_changes_a_message_of_a_head_and_it_goes_no_further(scene: Scene) -> None:
    c, now = scene.colleges, scene.house.now
    async with scene.house.database.work() as work:
        await join(work, STRANGER, (await member_link(work, HR, c.organisation)).token)
        await give_role(work, HR, OPERATORS, c.organisation, STRANGER, "head", c.department, now)
        number = await broadcasts.begin_broadcast(
            work, STRANGER, c.organisation, TEXTS, Segment(), NOW, catalogue(), LATER
        )
    hr = await scene.hr()
    await scene.opens(hr, "cast", c.organisation, number)
    text = await hr.press("✏️ Change")
    assert "Whom: IT" in text
    assert "1 person gets this" in text
    await hr.press("👁 Preview")
    await hr.press("📣 Schedule")
    await hr.press("✅ Yes, send")
    [left] = await kept(scene)
    assert left.id != number
    assert left.segment == Segment(departments=(c.department,))


async def test_hr_changes_a_reminder_of_a_head_to_those_who_were_asked(scene: Scene) -> None:
    c, now = scene.colleges, scene.house.now
    question = Question((Text(kk="Иә", ru="Да", en=""), Text(kk="Жоқ", ru="Нет", en="")))
    async with scene.house.database.work() as work:
        await join(work, STRANGER, (await member_link(work, HR, c.organisation)).token)
        await give_role(work, HR, OPERATORS, c.organisation, STRANGER, "head", c.department, now)
        asks = (work, STRANGER, c.organisation, TEXTS)
        cast = await broadcasts.begin_broadcast(
            *asks, Segment(), NOW, catalogue(), question=question
        )
        await broadcasts.begin_broadcast(
            *asks, Segment(unanswered_of=cast), NOW, catalogue(), LATER, question_of=cast
        )
    hr = await scene.hr()
    [reminder, _] = await kept(scene)
    await scene.opens(hr, "cast_change", c.organisation, reminder.id)
    await hr.press("👁 Preview")
    await hr.press("📣 Schedule")
    await hr.press("✅ Yes, send")
    [left, _] = await kept(scene)
    assert left.id != reminder.id
    assert (left.segment, left.question_of) == (Segment(unanswered_of=cast), cast)


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


async def test_of_a_message_that_waits_nothing_is_counted_that_has_not_begun(scene: Scene) -> None:
    number = await scheduled(scene)
    hr = await scene.hr()
    text = await scene.opens(hr, "cast", scene.colleges.organisation, number)
    words = translator("en").text
    assert words("All together: {n}", n="1") in text
    for line in ("Sent: {n}", "Failed: {n}", "Still to come: {n}", "Have blocked the bot: {n}"):
        assert words(line, n="").strip() not in text
    assert "░" not in text
    async with scene.house.database.work() as work:
        await go_out(work, LATER)
    assert words("Sent: {n}", n="0") in await hr.press("🔄 Refresh")
