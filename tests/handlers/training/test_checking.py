"""Findings entered by hand and figures that go to HR, by presses: double, old, late, too long."""

from datetime import date

import pytest

from cases.training.snapshots import snapshots_seen, take_due
from cases.training.years import set_days, year_of
from storage.tables.training_outcomes import Nonconformity
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TODAY
from tests.cases.training.university import HEAD, OTHER_HEAD, TEACHER_A, employed
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus
from tests.handlers.training.test_plan import written

WHOLE = "Old <programme>; replace & renew it; Мысалова; 01.12.2026"


async def findings(campus: Campus) -> list[Nonconformity]:
    async with campus.house.database.work(writing=False) as work:
        return await work.nonconformities.of_year(campus.u.year)


async def entering(campus: Campus) -> Somebody:
    """A head who has pressed all that is pressed before the words."""
    head = await campus.year(HEAD)
    await head.press("⚠️ Fell behind")
    await head.press("➕ Add one myself")
    await head.press("🗂 The whole unit")
    await head.press("by an internal audit")
    await head.press("something else")
    return head


async def test_a_head_enters_one_in_five_presses_and_a_message(campus: Campus) -> None:
    head = await entering(campus)
    assert head.presses == 5
    assert "⚠️" in await head.say("Old; replace; Мысалова; yesterday")
    await campus.house.restart()
    told = await head.say(WHOLE)
    assert "Old <programme>" in told
    assert "replace & renew it: 👤 Мысалова, 1 December 2026" in told
    [held] = await findings(campus)
    assert (held.found_how, held.department_id) == ("audit", campus.u.chair)
    # The words were for one finding; more words are not for another.
    await head.say(WHOLE.replace("Old", "Another"))
    assert len(await findings(campus)) == 1


async def test_what_is_wrong_alone_is_enough_and_an_old_button_enters_nothing(
    campus: Campus,
) -> None:
    head = await entering(campus)
    assert "Old books" in await head.say("Old books")
    for _ in range(2):
        await campus.opens(head, f"h:find_how:{campus.u.organisation}:1")
    await campus.opens(head, f"h:find_cause:{campus.u.organisation}:1")
    await head.say("Other books")
    assert [each.words for each in await findings(campus)] == ["Old books"]


async def test_of_one_course_it_names_whose_it_is(campus: Campus) -> None:
    await written(campus)
    hr = await campus.year(HR)
    await hr.press("⚠️ Fell behind")
    await hr.press("➕ Add one myself")
    await hr.press("Кафедра А")
    await hr.press("Мысалова: Python")
    await hr.press("by visits to lessons")
    await hr.press("no money")
    await hr.say("Off the profile")
    [held] = await findings(campus)
    assert (held.employee_id, held.found_how) == (campus.u.teachers[1], "lessons")
    assert "Мысалова: Off the profile" in hr.live.text


async def test_the_list_is_seen_by_state_and_by_unit(campus: Campus) -> None:
    head = await entering(campus)
    await head.say("Old books")
    hr = await campus.year(HR)
    await hr.press("⚠️ Fell behind")
    assert hr.has("⚠️ 1")
    await hr.press("✔ 0")
    assert not any("Old books" in label for label in hr.labels())
    await hr.press("· ✔ 0")
    await hr.press("🗂 all units")
    await hr.press("Кафедра Б")
    assert not any("Old books" in label for label in hr.labels())
    await hr.press("🗂 Кафедра Б")
    await hr.press("Кафедра А")
    assert any("Old books" in label for label in hr.labels())


async def test_its_owner_says_that_it_is_done_and_the_head_closes_it(campus: Campus) -> None:
    head = await entering(campus)
    await head.say(WHOLE)
    [held] = await findings(campus)
    owner = campus.person(TEACHER_A)
    await owner.say("/start")
    for _ in range(2):
        assert "The head of the unit will check it" in await campus.opens(
            owner, f"tr:find:yes:{held.id}"
        )
    stranger = campus.person(STRANGER)
    await stranger.say("/start")
    assert "no longer responsible" in await campus.opens(stranger, f"tr:find:yes:{held.id}")
    here = campus.u.organisation
    assert "Put right, 20 November" in await campus.opens(head, f"h:train_cured:{here}:{held.id}:1")
    assert "Аманов Мысал" in head.live.text
    await head.press("↩️ Open again")
    [opened] = await findings(campus)
    assert opened.reopened_on == TODAY


@pytest.mark.parametrize("person_id", [OTHER_HEAD, TEACHER_A, STRANGER, OTHER_HR])
async def test_words_are_taken_of_nobody_whose_right_has_ended(
    campus: Campus, person_id: int
) -> None:
    head = await entering(campus)
    async with campus.house.database.work() as work:
        for role in await work.roles.of_person(HEAD, TODAY):
            await work.roles.end(role.id, NOW)
    assert "no right" in await head.say(WHOLE)
    other = campus.person(person_id)
    await other.say("/start")
    u = campus.u
    item = f"h:find_item:{u.organisation}:{u.year}:{u.chair}:0"
    assert "Кафедра А" not in await campus.opens(other, item)
    assert await findings(campus) == []


async def asked(campus: Campus) -> int:
    """The number of the chair's figures, which go to HR today."""
    u = campus.u
    async with campus.house.database.work() as work:
        await set_days(work, HR, u.organisation, u.year, "quarters", (TODAY,), NOW)
        await take_due(work, await year_of(work, u.organisation, u.year), NOW)
        seen = await snapshots_seen(work, HR, u.organisation, u.year, NOW)
    return next(each.id for each in seen if each.department_id == u.chair)


async def test_a_head_finds_the_figures_right_by_one_press(campus: Campus) -> None:
    number = await asked(campus)
    head = campus.person(HEAD)
    await head.say("/start")
    for _ in range(2):
        told = await campus.opens(head, f"h:figs_right:{campus.u.organisation}:{number}")
        assert "✅ Confirmed: 20 November 2026, Аманов Мысал" in told
    async with campus.house.database.work(writing=False) as work:
        kept = await work.training_figures.snapshot(number)
    assert kept is not None
    assert kept.confirmed_by == HEAD


async def test_a_head_says_what_is_wrong_and_hr_sees_who_said_what(campus: Campus) -> None:
    number, u = await asked(campus), campus.u
    head = campus.person(HEAD)
    await head.say("/start")
    await campus.opens(head, f"h:figs_no:{u.organisation}:{number}")
    await campus.house.restart()
    assert "⚠️" in await head.say("ж" * 1001)
    assert "Three <people> & more" in await head.say("Three <people> & more")
    hr = campus.person(HR)
    await hr.say("/hr")
    await campus.opens(hr, f"h:figs_days:{u.organisation}:{u.year}")
    await hr.press("20 November 2026 · ✅ 0/2")
    for words in ("✅ right: 0", "✏️ to be corrected: 1", "⏳ no answer: 1"):
        assert words in hr.live.text
    await hr.press("🔔 Remind 1")
    await hr.press("✏️ Кафедра А")
    assert "Three <people> & more" in hr.live.text
    assert "Аманов Мысал" in hr.live.text


async def test_a_list_is_mended_and_counted_anew(campus: Campus) -> None:
    number, u = await asked(campus), campus.u
    head = campus.person(HEAD)
    await head.say("/start")
    assert "People: 3" in await campus.opens(head, f"h:figs_no:{u.organisation}:{number}")
    async with campus.house.database.work() as work:
        await employed(work, u.organisation, u.chair, "Жаңаев Мысал")
    at, data = head.live, head.find(head.live, "🔄 Recount")
    await head.press("👥 People and courses")
    for _ in range(2):
        await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
        await campus.house.settle()
    async with campus.house.database.work(writing=False) as work:
        held = [e for e in await work.training_figures.snapshots(u.year) if e.department_id ==
                u.chair]  # fmt: skip
    assert [sum(each.figures["staff"]) for each in held] == [3, 4]


async def test_hr_asks_for_a_day_of_its_own(campus: Campus) -> None:
    u = campus.u
    hr = campus.person(HR)
    await hr.say("/hr")
    await campus.opens(hr, f"h:figs:{u.organisation}:{u.year}:0")
    await hr.press("📅 Another day")
    for words in ("soon", "01.01.2026", "01.02.2027, 02.02.2027"):
        assert "⚠️" in await hr.say(words)
    await hr.say("01.02.2027")
    await hr.press("🗓 Figures sent to HR")
    assert "Requested for: 1 February 2027" in hr.live.text
    async with campus.house.database.work(writing=False) as work:
        year = await year_of(work, u.organisation, u.year)
    assert [day for day, _ in year.requested] == [date(2027, 2, 1)]


async def test_a_hundred_units_with_the_longest_names_fit(campus: Campus) -> None:
    u = campus.u
    async with campus.house.database.work() as work:
        for number in range(100):
            name = f"{number:03} " + "Ұ" * 190
            unit = await work.organisations.add_department(
                u.organisation, name, NOW, "chair", u.institute
            )
            assert unit is not None
            await employed(work, u.organisation, unit.id, f"Мысал {number}")
    await asked(campus)
    hr = await campus.year(HR)
    await hr.press("⚠️ Fell behind")
    await hr.press("➕ Add one myself")
    await campus.opens(hr, f"h:find_units:{u.organisation}:{u.year}:12")
    await campus.opens(hr, f"h:find_at:{u.organisation}:{u.year}:0:12")
    await campus.opens(hr, f"h:figs_days:{u.organisation}:{u.year}")
    await hr.press("20 November 2026 · ✅ 0/102")
    await hr.press("▶️")
    await campus.opens(hr, f"h:figs:{u.organisation}:{u.year}:0")
    assert campus.house.refused() == []
