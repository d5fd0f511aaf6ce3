"""A year of training for a head, an institute and HR: the whole way by presses, and refusals."""

from datetime import date

import pytest

from cases.training.schedules import approve_unit
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER
from tests.cases.training.university import (
    DEAN,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    employed,
    paper,
)
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus
from tests.handlers.training.test_plan import written
from tests.local_chat.pictures import PNG


async def approves(campus: Campus, head: int, number: str) -> Somebody:
    """The head approves their unit's schedule with minutes."""
    person = await campus.year(head)
    await person.press("🗂 Units")
    await person.press("✔ Next step")
    await person.say(f"{number}, today")
    return person


async def test_the_whole_way_of_a_year_by_presses(campus: Campus) -> None:
    teacher = await written(campus)
    await teacher.press("⬅️ Back")
    await teacher.press("📤 Hand in")
    head = await approves(campus, HEAD, "№ 4")
    assert "approved by the unit" in head.live.text
    assert "Next: signed by the institute" in head.live.text
    await approves(campus, OTHER_HEAD, "№ 5")
    dean = await campus.year(DEAN)
    await dean.press("✍️ Sign all: 2")
    await dean.say("№ 6, 20.11.2026")
    hr = await campus.year()
    await hr.press("📚 Consolidated schedule")
    assert "Schedules ready: 2 of 2" in hr.live.text
    await hr.press("📚 Consolidate")
    await hr.say("№ 7, today")
    for number in ("№ 8", "№ 9"):
        await hr.press("✔ Next step")
        await hr.say(f"{number}, today")
    assert "All its steps are done" in hr.live.text
    assert "Received: 0 of 2" in hr.live.text
    assert "📭 Кафедра А" in hr.live.text
    head = await campus.year(HEAD)
    assert head.has("📬 Received")
    [got] = [each for each in head.data() if ":train_got:" in each]
    document = got.rsplit(":", 1)[1]
    stranger = campus.person(STRANGER)
    await stranger.say("/start")
    await campus.opens(stranger, f"tr:got:{document}")
    for _ in range(2):
        assert "✔ Received." in await campus.opens(head, f"tr:got:{document}")
    await campus.year(HEAD)
    assert not head.has("📬 Received")
    await hr.press("⬅️ Back")
    await hr.press("📚 Consolidated schedule")
    assert "Received: 1 of 2" in hr.live.text
    assert "📭 Кафедра А" not in hr.live.text


async def test_a_number_for_a_step_that_a_colleague_did_meanwhile_does_no_other(
    campus: Campus,
) -> None:
    head = await campus.year(HEAD)
    await head.press("🗂 Units")
    await head.press("✔ Next step")
    dean = await campus.year(DEAN)
    async with campus.house.database.work() as work:
        u = campus.u
        await approve_unit(work, DEAN, u.organisation, u.year, u.chair, paper(), NOW)
    await campus.year(DEAN)
    await dean.press("🗂 Units")
    await dean.press(next(label for label in dean.labels() if "Кафедра А" in label))
    told = await head.say("№ 4, today")
    assert "no right" in told or "turn" in told
    async with campus.house.database.work(writing=False) as work:
        [document] = await work.training_documents.of_year(campus.u.year)
        passages = (await work.training_documents.passages([document.id]))[document.id]
    assert [each.step for each in passages] == ["discuss", "approve_unit"]


async def test_a_head_is_two_presses_from_the_only_year(campus: Campus) -> None:
    head = campus.person(HEAD)
    await head.say("/hr")
    assert "Plans: 0 of 3" in await head.press("🎓 Training")
    await head.press("⬅️ Back")
    assert head.has("🎓 Training")


async def test_a_scan_comes_with_its_number_below_it(campus: Campus) -> None:
    head = await campus.year(HEAD)
    await head.press("🗂 Units")
    await head.press("✔ Next step")
    telegram = campus.house.telegram
    await telegram.send_photo(HEAD, PNG)
    await campus.house.settle()
    assert "number and the day" in head.screen.text
    await telegram.send_photo(HEAD, PNG, caption="№ 4, today")
    await campus.house.settle()
    async with campus.house.database.work(writing=False) as work:
        [document] = await work.training_documents.of_year(campus.u.year)
        passages = (await work.training_documents.passages([document.id]))[document.id]
    assert {each.file_kind for each in passages} == {"photo"}


async def test_sent_back_with_a_reason_and_approved_again(campus: Campus) -> None:
    await approves(campus, HEAD, "№ 4")
    dean = await campus.year(DEAN)
    await dean.press("🗂 Units")
    await dean.press(next(label for label in dean.labels() if "Кафедра А" in label))
    await dean.press("↩️ Send back")
    await dean.say("Two <courses> & more")
    assert "sent back: Two <courses> & more" in dean.live.text
    head = await approves(campus, HEAD, "№ 5")
    assert "Next: signed by the institute" in head.live.text


async def test_the_missing_are_reminded_in_one_press(campus: Campus) -> None:
    head = await campus.year(HEAD)
    await head.press("🗂 Units")
    at, data = head.live, head.find(head.live, "🔔 Remind 3")
    for _ in range(2):
        await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
    await campus.house.settle()
    async with campus.house.database.work(writing=False) as work:
        due = [
            each
            for each in await work.reminders.of(TEACHER_A)
            if each.subject == "training_plan" and each.due_at <= NOW
        ]
    assert len(due) == 1


async def test_courses_are_heard_with_one_message_and_a_press_each(campus: Campus) -> None:
    teacher = await written(campus)
    campus.at(date(2027, 3, 15))
    [data] = [each for each in teacher.data() if each.startswith("tr:ask")]
    item = data.split(":")[2]
    head = await campus.year(HEAD)
    await head.press("👂 Course reports")
    assert "nothing told yet" in head.live.text
    await campus.opens(teacher, f"tr:out:{item}:done")
    await campus.year(HEAD)
    await head.press("👂 Course reports")
    await head.say("№ 7, 15.03.2027")
    await campus.house.restart()
    await head.press("👍 Мысалова")
    assert "What does the unit improve" in head.live.text
    assert "No report waits" in await head.press("⏭ Nothing now")
    async with campus.house.database.work(writing=False) as work:
        result = await work.training_plans.result(int(item))
    assert result is not None
    assert (result.recommended, result.minutes_number) == (True, "№ 7")


async def test_skills_shown_the_judgement_and_what_is_improved(campus: Campus) -> None:
    teacher = await written(campus)
    campus.at(date(2027, 3, 15))
    [data] = [each for each in teacher.data() if each.startswith("tr:ask")]
    item = data.split(":")[2]
    await campus.opens(teacher, f"tr:out:{item}:done")
    await teacher.press("4")
    await teacher.say("Пайдалы <курс>")
    head = await campus.year(HEAD)
    await head.press("👂 Course reports")
    assert "4/5" in head.live.text
    assert "Пайдалы <курс>" in head.live.text
    await head.say("№ 7, 15.03.2027")
    await head.press("🛠 They showed their skills")
    assert "Skills shown" in head.live.text
    await campus.house.restart()
    await head.press("👍 Мысалова")
    # Asked once, when nothing waits any more.
    assert "What does the unit improve" in head.live.text
    await campus.house.restart()
    assert "No report waits" in await head.say("Ашық сабақ <1>")
    async with campus.house.database.work(writing=False) as work:
        result = await work.training_plans.result(int(item))
    assert result is not None
    assert (result.skills_shown, result.recommended) == (True, True)
    assert result.improvement == "Ашық сабақ <1>"
    # What the unit has heard changes no more, and an old button says so.
    for outcome in ("missed", "otherwise"):
        await campus.opens(teacher, f"tr:out:{item}:{outcome}")
    await teacher.say("36, 10.03.2027")
    assert "✔ Heard on 15 March 2027." in teacher.live.text
    await campus.opens(teacher, f"tr:why:{item}:money")
    async with campus.house.database.work(writing=False) as work:
        assert await work.training_plans.result(int(item)) == result


async def test_a_press_without_its_minutes_asks_for_them(campus: Campus) -> None:
    head = await campus.year(HEAD)
    for action in ("train_rec", "train_skill"):
        told = await campus.opens(head, f"h:{action}:{campus.u.organisation}:1:1")
        assert "again" in told, action
    assert "again" in await campus.opens(head, f"h:train_better:{campus.u.organisation}:1")


async def test_what_fell_behind_is_explained_and_cured(campus: Campus) -> None:
    campus.at(date(2026, 12, 21))
    head = await campus.year(HEAD)
    await head.press("⚠️ Fell behind")
    assert "4 are open." in head.live.text
    await head.press(head.labels()[0])
    await head.press("too much other work")
    assert "⚠️" in await head.say("Collect; Amanov; yesterday")
    await head.say("Collect the plans; Амanов; 15.01.2027")
    assert "Collect the plans" in head.live.text
    await head.press("🔎 How it was found")
    await head.press("by an internal audit")
    await head.press("Not yet")
    assert head.has("✔ Put right")
    await head.press("✔ Put right")
    assert "✔ Put right, " in head.live.text


async def test_years_days_and_the_chain_are_entered_by_hr(campus: Campus) -> None:
    hr = await campus.year()
    await hr.press("📅 Dates of the year")
    await hr.press("Quarters")
    assert "⚠️" in await hr.say("31.02.2027")
    assert "March" in await hr.say("31.03.2027, 30.06.2027")
    await campus.opens(hr, f"h:train:{campus.u.organisation}")
    await hr.press("➕ A year")
    assert "⚠️" in await hr.say("2028")
    await hr.say("2027/28, 01.09.2027 – 31.08.2028")
    assert "2027/28" in hr.live.text
    await campus.opens(hr, f"h:train:{campus.u.organisation}")
    await hr.press("🔗 Who does what")
    await hr.press("✔ agreed with finance: somebody outside")
    await hr.press("✏️ Who it is")
    assert "Finance <1>" in await hr.say("Finance <1>")
    await hr.press("▫️ Leave out")
    assert "It is left out." in hr.live.text
    await hr.press("HR")
    async with campus.house.database.work(writing=False) as work:
        step = (await work.training_years.steps(campus.u.organisation))["agree"]
    assert (step.active, step.holder) == (False, "hr")


ACTIONS = (
    ("train_all", 1), ("train_chain", 0), ("train_days", 1), ("train_finds", 2),
    ("train_hear", 1), ("train_link", 1), ("train_new", 0), ("train_put", 1), ("train_sign", 1),
    ("train_turn", 1), ("train_unit", 2), ("train_units", 2), ("train_year", 1),
    ("train_chase", 2), ("train_ok", 2), ("train_back", 1), ("train_redo", 1), ("train_got", 1),
    ("train_find", 1), ("train_act", 1), ("train_cause", 2), ("train_cured", 2), ("train_how", 2),
    ("train_day", 2), ("train_hold", 2), ("train_late", 1), ("train_name", 1), ("train_rec", 2),
    ("train_step", 1), ("train_who", 3), ("train", 0), ("train_skill", 2), ("train_better", 1),
)  # fmt: skip


@pytest.mark.parametrize("person_id", [STRANGER, OTHER_HR, TEACHER_A])
async def test_nobody_else_sees_or_changes_anything(campus: Campus, person_id: int) -> None:
    person = campus.person(person_id)
    await person.say("/start")
    for action, count in ACTIONS:
        data = ":".join(("h", action, str(campus.u.organisation), *["1"] * count))
        await campus.opens(person, data)
        assert "Кафедра" not in person.said(), action
    async with campus.house.database.work(writing=False) as work:
        assert await work.training_documents.of_year(campus.u.year) == []
        assert await work.training_years.steps(campus.u.organisation) == {}


async def test_three_hundred_people_with_the_longest_names_fit(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        names = [f"{number:03} " + "Ұ" * 196 for number in range(300)]
        await employed(work, campus.u.organisation, campus.u.chair, *names)
    head = await campus.year(HEAD)
    await head.press("🗂 Units")
    await head.press("👥 People")
    await campus.opens(
        head, f"h:train_who:{campus.u.organisation}:{campus.u.year}:{campus.u.chair}:37"
    )
    campus.at(date(2026, 12, 21))
    await campus.year(HEAD)
    await head.press("⚠️ Fell behind")
    hr = await campus.year(HR)
    await hr.press("📚 Consolidated schedule")
    assert campus.house.refused() == []
