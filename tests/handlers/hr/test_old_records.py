"""Records kept three years after the last post: proposed, deleted by two presses, never before."""

from __future__ import annotations

from datetime import date, timedelta

from cases.register.deleting import YEARS_KEPT
from rules.dates import add_months, today
from storage.tables.register import Appointment
from tests.cases.college import HR, TEACHER
from tests.handlers.hr.conftest import Scene

OLD, RECENT, AGAIN, OTHER = "Айгерім", "Пробный Олжас", "Тестов Айдар", "Макетов Ұлан"


async def staffed(scene: Scene) -> dict[str, int]:
    """OLD and OTHER ended three years and a day ago, RECENT three years ago to the day, AGAIN works
    again. TEACHER is tied to OLD."""
    limit = add_months(today(scene.house.now), -12 * YEARS_KEPT)
    before = limit - timedelta(days=1)
    posts: dict[str, tuple[date | None, ...]] = {
        OLD: (before, before - timedelta(days=500)),
        RECENT: (limit,),
        AGAIN: (before, None),
        OTHER: (before,),
    }
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        numbers = await work.register.add(college, [("", name, {}) for name in posts], now)
        found = dict(zip(posts, numbers, strict=True))
        await work.register.appoint([
            Appointment(0, found[name], None, None, "x", None, 100, None, until, None)
            for name, ends in posts.items()
            for until in ends
        ])  # fmt: skip
        tie = await work.ties.propose(found[OLD], TEACHER, HR, now)
        await work.ties.settle(tie.id, "confirmed", HR, now)
        await work.ties.add_link(found[OLD], HR, now, now + timedelta(days=1))
    return found


async def names(scene: Scene) -> set[str]:
    async with scene.house.database.work(writing=False) as work:
        return {each.name for each in await work.register.all(scene.colleges.organisation)}


async def test_only_what_is_old_enough_is_proposed_and_a_press_deletes_it(scene: Scene) -> None:
    found = await staffed(scene)
    hr = await scene.hr()
    await hr.press("📇 Register")
    told = await hr.press("🗑 Old records: 2")
    assert "3 years ago" in told
    assert [label for label in hr.labels() if label.startswith("🗑 ")] == [
        f"🗑 {OLD}", f"🗑 {OTHER}", "🗑 Delete all: 2",
    ]  # fmt: skip
    assert OLD in await hr.press(f"🗑 {OLD}")
    assert await names(scene) == {OLD, RECENT, AGAIN, OTHER}
    at, yes = hr.live, hr.find(hr.live, "Yes, delete")
    for _ in range(2):
        await scene.house.telegram.press(HR, at.message_id, yes, stale=True)
        await scene.house.settle()
    assert await names(scene) == {RECENT, AGAIN, OTHER}
    assert (await scene.actions()).count("employee.delete") == 1
    # Presses for whoever works there or worked there lately delete nobody.
    for name in (RECENT, AGAIN):
        for action in ("old_drop", "old_drop_yes"):
            await scene.opens(hr, action, scene.colleges.organisation, found[name])
    assert await names(scene) == {RECENT, AGAIN, OTHER}
    teacher = scene.person(TEACHER)
    await teacher.say("/orgs")
    assert "📇 My employer's record" not in teacher.labels()
    assert scene.house.refused() == []


async def test_all_are_deleted_by_two_presses(scene: Scene) -> None:
    await staffed(scene)
    hr = await scene.hr()
    for button in ("📇 Register", "🗑 Old records: 2", "🗑 Delete all: 2"):
        await hr.press(button)
    assert len(await names(scene)) == 4
    await hr.press("Yes, delete")
    assert await names(scene) == {RECENT, AGAIN}
    assert "No record is old enough" in hr.live.text
    await hr.press("⬅️ Back")
    assert not any(label.startswith("🗑 Old") for label in hr.labels())


async def test_nobody_deletes_by_way_of_another_organisation(scene: Scene) -> None:
    found = await staffed(scene)
    hr = await scene.hr()
    for number in found.values():
        await scene.opens(hr, "old_drop_yes", scene.colleges.other, number)
    assert await names(scene) == {OLD, RECENT, AGAIN, OTHER}
