"""A deadline for some: whom, own days of reminders, a text and a link; who is done; past ones."""

from datetime import date, timedelta

import pytest

from cases import deadline_rounds, deadlines
from cases.deadline_rounds import enter_piece_of_round
from handlers.hr.deadlines import PEOPLE_ON_A_PAGE
from i18n import translator
from rules.norms.model import Text
from storage.tables.organisations import Deadline, Particulars, Shares
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, STRANGER, TEACHER, greet
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

TITLE = Text(kk="Жоспар", ru="План", en="Plan")
DAY = date(2027, 3, 15)


async def form(scene: Scene) -> Somebody:
    """HR before the last look at a new deadline."""
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    await hr.press("➕ A new deadline")
    await hr.press("Individual plans")
    await hr.press("Use: Individual plans")
    await hr.say("15.03.2027")
    return hr


async def kept(scene: Scene) -> list[Deadline]:
    async with scene.house.database.work(writing=False) as work:
        return await work.deadlines.of_organisation(scene.colleges.organisation, NOW.date())


async def test_whom_it_is_for_is_chosen_by_department_role_position_and_name(scene: Scene) -> None:
    hr = await form(scene)
    assert "👥 all members: 1 person" in hr.live.text
    await hr.press("👥 Whom")
    await hr.press("🗂 Departments")
    assert "A department includes all its parts." in await hr.press("▫️ IT")
    await hr.press("✅ Done")
    await scene.house.restart()
    assert "IT; 👔 Heads" in await hr.press("▫️ 👔 Heads")
    assert "✅ 👔 Heads" in hr.labels()
    await hr.press("✅ 👔 Heads")
    await hr.press("🎓 Positions")
    await hr.press("✅ Done")
    await hr.press("🔎 By name")
    assert "0 people found." in await hr.say("nobody")
    assert "1 person found." in await hr.say("айге")
    await hr.press("▫️ Айгерім")
    await hr.press("✅ Done")
    assert "👥 IT; Айгерім: 1 person" in await hr.press("✅ Done")
    await hr.press("✅ Save")
    [held] = await kept(scene)
    c = scene.colleges
    expected = Segment(departments=(c.department,), members=(c.membership,))
    assert held.particulars.audience == expected
    assert "👥 IT; Айгерім: 1 person" in await hr.press("Individual plans")


async def test_a_list_of_today_is_kept_by_name_and_an_empty_one_is_refused(scene: Scene) -> None:
    hr = await form(scene)
    await hr.press("👥 Whom")
    answer = await hr.press_unsettled("⏱ Short of hours")
    await scene.house.settle()
    assert answer.text == "⚠️ Nobody would get this. Please choose others."
    async with scene.house.database.work() as work:
        held = await work.memberships.get(scene.colleges.membership)
        assert held is not None
        await work.memberships.set_details(held.id, "uni-lecturer", "Айгерім")
    await hr.press("⏱ Short of hours")
    await hr.press("✅ Done")
    await hr.press("✅ Save")
    [deadline] = await kept(scene)
    listed = Segment(members=(scene.colleges.membership,), from_shared=True)
    assert deadline.particulars.audience == listed


async def test_own_days_a_text_and_a_link_are_kept_and_can_be_left_out_again(scene: Scene) -> None:
    hr = await form(scene)
    await hr.press("🔔 Reminders")
    await hr.press("✅ 90")
    await hr.press("▫️ 14")
    assert "30, 14, 7, 1" in hr.live.text
    assert "Up to ten numbers from 0 to 366" in await hr.say("367")
    assert "🔔 Members are reminded on" in await hr.say("45, 2 и 0")
    await hr.press("📝 Text")
    assert "Русский" in await hr.say("Үлгі <тіркелді>")
    await scene.house.restart()
    assert "English" in await hr.say("Образец приложен")
    assert "No English text" in await hr.press("Without English")
    await hr.press("🔗 Link")
    assert "A web address is needed" in await hr.say("see there")
    assert "🔗 https://example.org/a" in await hr.say("example.org/a")
    await hr.press("✅ Save")
    [held] = await kept(scene)
    assert held.days_before == (45, 2, 0)
    assert held.particulars == Particulars(
        Segment(), Text(kk="Үлгі <тіркелді>", ru="Образец приложен", en=""), "https://example.org/a"
    )
    await hr.press("Individual plans")
    await hr.press("✏️ Change")
    await hr.press("📝 Text")
    await hr.press("🗑 Without a text")
    await hr.press("🔗 Link")
    assert "🔗" not in await hr.press("🗑 Without a link")
    await hr.press("✅ Save")
    [held] = await kept(scene)
    assert held.particulars == Particulars()


async def test_buttons_of_a_form_that_was_saved_change_nothing(scene: Scene) -> None:
    hr = await form(scene)
    await hr.press("✅ Save")
    before = await kept(scene)
    number = scene.colleges.organisation
    for action, *numbers in (
        ("day_who",), ("day_who_all",), ("day_who_part", scene.colleges.department, 1, 0),
        ("day_who_name", scene.colleges.membership, 1, 0), ("day_who_role", 0, 1),
        ("day_ahead",), ("day_ahead_set", 7, 0), ("day_note", 0), ("day_note_none",),
        ("day_link",), ("day_link_none",),
    ):  # fmt: skip
        await scene.opens(hr, str(action), number, *map(int, numbers))
        assert hr.live.text.startswith("Deadlines"), action
    assert await kept(scene) == before


async def test_what_a_colleague_changed_of_the_parts_is_named(scene: Scene) -> None:
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        held = await deadlines.enter_deadline(work, HR, number, "plans", TITLE, DAY, NOW)
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    await hr.press("Plan")
    await hr.press("✏️ Change")
    await hr.press("🔗 Link")
    await hr.say("https://a.kz")
    async with scene.house.database.work() as work:
        await deadlines.change_deadline(
            work, HR, number, held.id, "plans", TITLE, DAY, NOW, (3,), held.particulars
        )
    text = await hr.press("✅ Save")
    assert "• 🔔 Reminders" in text
    await hr.press("✅ Save")
    [kept_now] = await kept(scene)
    assert (kept_now.days_before, kept_now.particulars.link) == ((3,), "https://a.kz")


async def test_a_member_tells_hr_that_it_is_done_and_hr_sees_the_name(scene: Scene) -> None:
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        held = await deadlines.enter_deadline(work, HR, number, "plans", TITLE, DAY, NOW)
        [reminder, *_] = [
            each for each in await work.reminders.of(TEACHER) if each.subject == "deadline"
        ]
    teacher = scene.person(TEACHER)
    await teacher.say("/start")
    at = teacher.live.message_id
    await scene.house.telegram.press(TEACHER, at, f"r:{reminder.id}:done", stale=True)
    await scene.house.settle()
    assert "Something new: Read receipts" in await teacher.press("📣 Tell HR that I am done")
    await scene.house.restart()
    await teacher.press("✅ I agree")
    assert "✔ Done. HR can see it." in teacher.said()
    await scene.house.telegram.press(TEACHER, at, f"r:{reminder.id}:tell", stale=True)
    await scene.house.settle()
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    assert "Have said that they are done: 1" in await hr.press("Plan")
    text = await hr.press("👥 Who is done")
    assert "✅ done: 1 · ▫️ has not said so: 0" in text
    assert "✅ Айгерім, 20 November 2026" in text
    assert held.day == DAY


async def test_past_ones_stay_to_look_at(scene: Scene) -> None:
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        for person_id in range(9_000_001, 9_000_001 + 2 * PEOPLE_ON_A_PAGE):
            await greet(work, person_id, "en")
            name = f"{person_id} & {'Щ' * 180}"
            await work.memberships.add(person_id, number, None, None, name, Shares(), NOW)
        day = NOW.date() + timedelta(days=1)
        made = await deadlines.enter_deadline(work, HR, number, "plans", TITLE, day, NOW)
    scene.house.now = NOW + timedelta(days=400)
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    assert "• 21 November 2026: Plan" in await hr.press("🗄 Past ones")
    await hr.press("Plan")
    assert not hr.has("✏️ Change")
    await hr.press("👥 Who is done")
    await hr.press("▶️")
    for page in (2, 3, 99):
        await scene.opens(hr, "day_done", number, made.id, page)
    assert not scene.house.refused()
    await hr.press("⬅️ Back")
    await hr.press("⬅️ Back")
    assert hr.live.text.startswith("Past deadlines")


async def test_somebody_else_marks_no_names(scene: Scene) -> None:
    """A number of another organisation's member is no member to choose."""
    hr = await form(scene)
    await scene.opens(hr, "day_who_name", scene.colleges.organisation, 999, 1, 0)
    await scene.opens(hr, "day_who_part", scene.colleges.organisation,
                      scene.colleges.other_department, 1, 0)  # fmt: skip
    await scene.opens(hr, "day_save", scene.colleges.organisation)
    assert "👥 all members" in hr.live.text


async def test_many_departments_in_one_message_are_many(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    text = await hr.say("Физика, химия\n IT \n\nМатематика")
    assert "✔ 2 departments are added. ⚠️ 1 name was taken." in text
    async with scene.house.database.work(writing=False) as work:
        found = await work.organisations.departments(scene.colleges.organisation)
    assert {each.name for each in found if each.name} == {"IT", "Физика, химия", "Математика"}


async def test_how_far_the_reminders_of_many_are_is_said_as_long_as_it_lasts(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)
    number = scene.colleges.organisation
    for person in (STRANGER, STRANGER + 1):
        async with scene.house.database.work() as work:
            await greet(work, person)
            await work.memberships.add(person, number, None, None, None, Shares(), NOW)
    words = translator("en").text
    line = "⏳ Members' reminders are being brought up to date: {share}"
    hr = await form(scene)
    assert words(line, share="0%") in await hr.press("✅ Save")
    async with scene.house.database.work() as work:
        await enter_piece_of_round(work, NOW, 1)
    assert words(line, share="33%") in await hr.press("Individual plans")
    async with scene.house.database.work() as work:
        await enter_piece_of_round(work, NOW, 1)
    assert words(line, share="66%") in await hr.press("🔄 Refresh")
    async with scene.house.database.work() as work:
        while await enter_piece_of_round(work, NOW, 1):
            continue
    assert "⏳" not in await hr.press("🔄 Refresh")
    assert "🔄 Refresh" not in hr.labels()
    await hr.press("🗑 Remove")
    assert words(line, share="0%") in await hr.press("Yes, remove")
