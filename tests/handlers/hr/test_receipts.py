"""That a message was read: asked for by HR, confirmed by whoever agrees, seen by name; and the same
message again to the rest, or to those whom it did not reach."""

from __future__ import annotations

from collections.abc import Mapping

from cases import broadcasts
from cases.purposes import RECEIPTS, withdraw
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from storage.tables.organisations import Shares
from storage.tables.outbound import Settlement
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER, greet
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.settling import settle_all

TEXTS: Mapping[Language, str] = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}
LATE = 7_000_000_031


async def sent(scene: Scene, late: Settlement = "sent") -> int:
    """A broadcast to two members that has arrived, save at LATE in the given state."""
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        await greet(work, LATE, "en")
        await work.memberships.add(LATE, number, None, None, "Бекзат <1>", Shares(), NOW)
        cast = await broadcasts.begin_broadcast(
            work, HR, number, TEXTS, Segment(), NOW, catalogue(), asks_receipt=True
        )
    await settle_all(scene.house.database, cast, {LATE: late})
    return cast


async def confirms(scene: Scene, cast: int) -> Somebody:
    teacher = scene.person(TEACHER)
    await teacher.say("/start")
    at = teacher.live.message_id
    await scene.house.telegram.press(TEACHER, at, f"b:{cast}:read", stale=True)
    await scene.house.settle()
    return teacher


async def count(scene: Scene, segment: Segment) -> int:
    async with scene.house.database.work(writing=False) as work:
        return await work.segments.count(scene.colleges.organisation, segment, NOW.date())


async def test_reading_is_confirmed_once_agreed_and_seen_by_name(scene: Scene) -> None:
    cast = await sent(scene)
    teacher = await confirms(scene, cast)
    assert "Something new: Read receipts" in teacher.live.text
    await scene.house.restart()
    await teacher.press("✅ I agree")
    assert "✔ HR sees that you have read it." in teacher.said()
    await confirms(scene, cast)
    hr = await scene.hr()
    await scene.opens(hr, "cast", scene.colleges.organisation, cast)
    assert "📬 Have confirmed reading: 1" in hr.live.text
    text = await hr.press("📬 Who has read")
    assert "Has not read it\n1 person" in text
    assert "• Бекзат <1>" in text
    assert "Айгерім" not in text
    assert "• Айгерім · 20 November 2026 · IT" in await hr.press("✅ Has read it")
    await scene.opens(hr, "cast_read", scene.colleges.organisation, cast, 99)
    assert "• Бекзат <1>" in hr.live.text
    assert (await scene.actions()).count("broadcast.readers") == 1
    async with scene.house.database.work() as work:
        await withdraw(work, TEACHER, RECEIPTS, NOW)
    assert await count(scene, Segment(rest_of=cast)) == 2, "what was kept for it alone is gone"


async def test_who_declines_or_did_not_get_it_is_counted_nowhere(scene: Scene) -> None:
    cast = await sent(scene)
    teacher = await confirms(scene, cast)
    await teacher.press("Not now")
    stranger = scene.person(STRANGER)
    await stranger.say("/start")
    await scene.house.telegram.press(
        STRANGER, stranger.live.message_id, f"b:{cast}:read", stale=True
    )
    await scene.house.settle()
    await stranger.press("✅ I agree")
    async with scene.house.database.work(writing=False) as work:
        assert await work.receipts.count(cast, RECEIPTS.id, RECEIPTS.version) == 0


async def test_the_rest_are_reminded_by_the_same_message(scene: Scene) -> None:
    cast = await sent(scene)
    teacher = await confirms(scene, cast)
    await teacher.press("✅ I agree")
    hr = await scene.hr()
    await scene.opens(hr, "cast", scene.colleges.organisation, cast)
    text = await hr.press("🔔 Remind the rest")
    assert "Whom: have not confirmed that they read it" in text
    assert "1 person gets this." in text
    assert hr.has("✅ Ask to confirm reading")
    await scene.opens(hr, "cast_rest", scene.colleges.organisation, cast)
    assert "Messages to members" in hr.live.text, "what was begun is not overwritten"
    await scene.opens(hr, "preview", scene.colleges.organisation)
    await hr.press("📣 Send")
    await hr.press("✅ Yes, send")
    async with scene.house.database.work(writing=False) as work:
        [again, _] = await work.campaigns.of(scene.colleges.organisation)
    assert (again.segment, again.asks_receipt) == (Segment(rest_of=cast), True)


async def test_it_goes_again_to_those_whom_it_did_not_reach_and_to_no_unknown(
    scene: Scene,
) -> None:
    ends: dict[Settlement, int] = {"failed": 1, "blocked": 1, "unknown": 0, "sent": 0}
    for state, expected in ends.items():
        cast = await sent(scene, late=state)
        assert await count(scene, Segment(failed_of=cast)) == expected
        async with scene.house.database.work() as work:
            held = await work.memberships.present(LATE, scene.colleges.organisation)
            assert held is not None
            await work.memberships.leave(held.id, NOW)
    cast = await sent(scene, late="failed")
    hr = await scene.hr()
    await scene.opens(hr, "cast", scene.colleges.organisation, cast)
    assert "did not get it the first time" in await hr.press("↪️ To those not reached")


async def test_a_message_of_another_organisation_is_no_condition(scene: Scene) -> None:
    cast = await sent(scene)
    other = await scene.hr(OTHER_HR)
    for action in ("cast_rest", "cast_failed"):
        text = await scene.opens(other, action, scene.colleges.other, cast)
        assert "Медицинский колледж" in text


async def test_the_draft_says_whether_it_asks(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    await hr.say("Привет")
    await hr.press("▫️ Ask to confirm reading")
    await scene.house.restart()
    await hr.press("👁 Preview")
    assert "📬 Оқыдым" in [
        button.text
        for message in scene.house.telegram.messages(HR)
        for row in message.buttons
        for button in row
    ]
