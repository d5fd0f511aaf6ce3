"""A plan in the chat: one line, one question at a time, handed in; a course told and kept."""

from datetime import date

import pytest

from cases.purposes import TRAINING
from cases.training.schedules import approve_unit
from i18n import translator
from storage.tables.training_plans import TrainingItem
from tests.cases.college import HR, NOW, STRANGER
from tests.cases.training.university import HEAD, TEACHER_A, paper
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus
from tests.local_chat.pictures import PNG

LINE = "Python, 72 h, 3–14.03, Almaty, 90 000, university"


async def items(campus: Campus) -> list[TrainingItem]:
    async with campus.house.database.work(writing=False) as work:
        plan = await work.training_plans.of_employee(campus.u.year, campus.u.teachers[1])
        return [] if plan is None else await work.training_plans.items([plan.id])


async def written(campus: Campus, line: str = LINE) -> Somebody:
    person = await campus.plan()
    await person.press("✍️ Write a course")
    await person.say(line)
    return person


async def test_one_line_is_read_and_what_is_open_is_asked_one_by_one(campus: Campus) -> None:
    person = await written(campus)
    assert "72 hours" in person.live.text
    assert "90,000 tenge" in person.live.text
    await person.press("❓ 6 things to say")
    assert "What kind" in person.live.text
    await person.press("conference, seminar")
    assert "Why is it needed" in person.live.text
    await person.press("⏭ Later")
    assert "What does it improve" in person.live.text
    # What was put off stays put off; the next question follows.
    await person.press("teaching")
    assert "Is it a work trip" in person.live.text
    await person.press("Yes")
    assert "Which paper" in person.live.text
    assert "number of the contract" in await person.say("Certificate")
    await person.say("№ 12")
    await person.say("№ 13")
    [item] = await items(campus)
    assert (item.new.kind, item.new.area, item.new.trip) == ("conference", "teaching", True)
    assert (item.new.paper, item.new.contract_number) == ("Certificate", "№ 12")
    assert item.new.specification == "№ 13"
    assert item.new.reason is None


async def test_what_was_not_understood_is_shown_and_asked(campus: Campus) -> None:
    person = await written(campus, "Python, 72, 40.03")
    assert "Not understood" in person.live.text
    assert "72; 40.03" in person.live.text
    person = await written(campus, "72 h")
    assert "found no topic" in person.screen.text
    await person.say("Data, 36 h")
    assert [each.new.topic for each in await items(campus)] == ["Python", "Data"]


@pytest.mark.parametrize(
    ("line", "answer", "again"),
    [
        ("A, 72 h", "yesterday", "days"),
        ("A, 3.03", "many", "hours"),
    ],
)
async def test_an_answer_that_will_not_do_is_asked_for_again(
    campus: Campus, line: str, answer: str, again: str
) -> None:
    person = await written(campus, line)
    [item] = await items(campus)
    place = 1  # After the kind, which is put off.
    await campus.opens(person, f"tr:ask:{item.id}:{place}")
    assert "did not understand" in await person.say(answer)
    assert again in person.screen.text


async def test_a_plan_is_handed_in_once_whatever_is_pressed(campus: Campus) -> None:
    person = await written(campus)
    await person.press("⬅️ Back")
    at, data = person.live, person.find(person.live, "📤 Hand in")
    for _ in range(2):
        await campus.house.telegram.press(person.id, at.message_id, data, stale=True)
    await campus.house.settle()
    assert "✔ Handed in." in person.live.text
    async with campus.house.database.work(writing=False) as work:
        log = await work.audit.of_organisation(campus.u.organisation, 100)
    assert [each.action for each in log].count("training.give") == 1


async def test_a_restart_in_the_middle_loses_nothing(campus: Campus) -> None:
    person = await campus.plan()
    await person.press("✍️ Write a course")
    await campus.house.restart()
    await person.say(LINE)
    assert len(await items(campus)) == 1
    await person.press("❓ 6 things to say")
    await campus.house.restart()
    await person.press("conference, seminar")
    assert (await items(campus))[0].new.kind == "conference"


async def test_the_plan_of_another_leads_back_to_the_people_of_the_unit(campus: Campus) -> None:
    """A head looks through the plans one after another; one's own leads to one's own."""
    head = await campus.plan(HEAD)
    await head.press("⬅️ Back")
    assert "📥 handed in" in head.live.text
    person = await campus.plan()
    await person.press("⬅️ Back")
    assert any(label.startswith("📝 My plan") for label in person.labels())


async def test_nobody_opens_the_plan_of_another(campus: Campus) -> None:
    person = await written(campus)
    [item] = await items(campus)
    stranger = campus.person(STRANGER)
    await stranger.say("/start")
    for data in (
        f"tr:plan:{campus.u.year}:{campus.u.teachers[1]}",
        f"tr:item:{item.id}",
        f"tr:ask:{item.id}:0",
        f"tr:set:{item.id}:kind:thesis",
        f"tr:drop:yes:{item.id}",
        f"tr:told:{item.id}",
        f"tr:out:{item.id}:done",
        f"tr:own:{item.id}:profile",
        f"tr:ok:{item.id}",
        f"tr:give:{campus.u.year}:{campus.u.teachers[1]}",
        "tr:item:999999",
    ):
        told = await campus.opens(stranger, data)
        assert "no longer there" in told, data
        assert "Python" not in stranger.said()
    assert (await items(campus))[0] == item
    assert person.id == TEACHER_A


async def test_after_the_approval_a_plan_says_why_it_is_closed(campus: Campus) -> None:
    person = await written(campus)
    [item] = await items(campus)
    async with campus.house.database.work() as work:
        u = campus.u
        await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
    assert "🔒" in await campus.opens(person, f"tr:drop:yes:{item.id}")
    await campus.opens(person, f"tr:item:{item.id}")
    assert not person.has("🗑 Take out")


async def test_a_button_with_a_value_that_nobody_made_changes_nothing(campus: Campus) -> None:
    person = await written(campus)
    [item] = await items(campus)
    for data in (f"tr:set:{item.id}:kind:nonsense", f"tr:set:{item.id}:topic:no"):
        await campus.opens(person, data)
    assert (await items(campus))[0] == item


async def test_a_course_is_told_marked_and_kept(campus: Campus) -> None:
    person = await written(campus)
    [item] = await items(campus)
    assert "not over yet" in await campus.opens(person, f"tr:out:{item.id}:done")
    campus.at(date(2027, 3, 15))
    await campus.opens(person, f"tr:told:{item.id}")
    await person.press("✔ As planned")
    await person.press("4")
    await person.say("Useful & short <b>")
    assert "Useful & short <b>" in person.live.text
    assert "Your mark: 4 of 5" in person.live.text
    await person.press("📎 Certificate, a sentence")
    await campus.house.telegram.send_photo(person.id, PNG)
    await campus.house.settle()
    assert "counts in the employer's register" in person.live.text
    await person.press("➕ Into my own record")
    topics = person.labels()
    assert len(topics) == 5
    await person.press(topics[0])
    async with campus.house.database.work(writing=False) as work:
        assert [each.hours for each in await work.certificates.of(TEACHER_A)] == [72]
    assert not person.has("➕ Into my own record")


async def test_a_course_went_otherwise_or_not_at_all(campus: Campus) -> None:
    person = await written(campus)
    [item] = await items(campus)
    campus.at(date(2027, 3, 21))
    await campus.opens(person, f"tr:told:{item.id}")
    await person.press("✏️ Otherwise")
    assert "⚠️" in await person.say("36")
    assert "⚠️" in await person.say("36, 20.03.2028")
    await person.say("36, 20.03.2027")
    assert "1 is poor" in person.live.text
    await campus.opens(person, f"tr:told:{item.id}")
    await person.press("✖️ Did not happen")
    await person.press("no money")
    async with campus.house.database.work(writing=False) as work:
        result = await work.training_plans.result(item.id)
    assert result is not None
    assert (result.outcome, result.cause, result.hours) == ("missed", "money", None)


async def test_a_plan_of_the_longest_courses_fits_the_chat(campus: Campus) -> None:
    person = await campus.plan()
    for number in range(20):
        await campus.opens(person, f"tr:write:{campus.u.year}:{campus.u.teachers[1]}")
        await person.say(f"{number} " + "Ұ" * 197)
    assert len(await items(campus)) == 20
    await campus.plan()
    await campus.opens(person, f"tr:write:{campus.u.year}:{campus.u.teachers[1]}")
    assert "full" in await person.say("One more")
    assert campus.house.refused() == []


async def test_ones_own_years_are_found_from_the_record(campus: Campus) -> None:
    person = campus.person(TEACHER_A)
    await person.say("/start")
    await campus.opens(person, "rec:list")
    await person.press("🎓 My training")
    assert any("2027" in label for label in person.labels())
    head = campus.person(HEAD)
    await head.say("/start")
    await campus.opens(head, "tr:home")
    assert sum("🎓 Training at" in label for label in head.labels()) == 1
    stranger = campus.person(STRANGER)
    await stranger.say("/start")
    assert "No year of training" in await campus.opens(stranger, "tr:home")


async def test_who_sees_an_own_plan_is_agreed_to_once(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        await work.purposes.put(TEACHER_A, TRAINING.id, TRAINING.version, False, campus.house.now)
    person = await campus.plan()
    assert "Something new: Planned training" in person.live.text
    assert "for five years, also after /forget" in person.live.text
    await person.press("Not now")
    assert "Plan of training" not in person.live.text
    await campus.opens(person, f"tr:plan:{campus.u.year}:{campus.u.teachers[1]}")
    await campus.house.restart()
    assert "Plan of training 2027" in await person.press("✅ I agree")
    again = await campus.plan()
    assert "Plan of training 2027" in again.live.text


async def test_whoever_plans_for_another_is_not_asked(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        await work.purposes.put(HEAD, TRAINING.id, TRAINING.version, False, campus.house.now)
    head = await campus.plan(HEAD)
    assert "Plan of training 2027" in head.live.text


async def test_training_is_found_by_a_command_and_from_the_room_of_hr(campus: Campus) -> None:
    for person_id, found in ((TEACHER_A, "tr:plan"), (HEAD, "h:train:"), (STRANGER, None)):
        person = campus.person(person_id)
        await person.say("/start")
        for _ in range(2):
            await person.say("/training")
        data = person.data()
        if found is None:
            assert translator("en").text("No year of training is open for you.") in person.live.text
            assert not any(each.startswith(("tr:plan", "h:train:")) for each in data)
        else:
            assert any(each.startswith(found) for each in data)
    hr = campus.person(HR)
    await hr.say("/start")
    await hr.say("/hr")
    await hr.press(translator("en").text("🎓 Training"))
    assert any(each.startswith("h:train_year:") for each in hr.data())


async def test_the_menu_leads_there_whom_a_year_concerns(campus: Campus) -> None:
    words = "📝 Training of the year"
    for person_id, may in ((STRANGER, False), (HEAD, True), (TEACHER_A, True)):
        person = campus.person(person_id)
        await person.say("/start")
        assert person.has(words) == may, person_id
    await person.press(words)
    assert any(label.startswith("📝 My plan") for label in person.labels())
    campus.at(date(2031, 1, 1))
    await person.say("/start")
    assert not person.has(words)
