"""The analysis before a meeting in the chat: acts counted, marked, proposed, answered, entered."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cases.training.schedules import approve_unit
from cases.training.years import add_year
from i18n import translator
from storage.tables.training_needs import EmployeeNeed
from storage.tables.training_plans import TrainingItem
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER
from tests.cases.training.test_analysis import HALF, WHOLE, knows
from tests.cases.training.university import HEAD, OTHER_HEAD, TEACHER_A, employed, paper
from tests.handlers.house import Somebody
from tests.handlers.hr.test_beside import page_of
from tests.handlers.training.conftest import Campus

DAY, YEAR = timedelta(1), timedelta(365)
PROPOSE = "➕ Propose courses: 2"
EVERYBODY = re.compile(r"FROM employee\s+WHERE employee\.organisation_id = \S+\s+ORDER BY")


@contextmanager
def noted(seen: Counter[str]) -> Iterator[None]:
    """How often each statement is asked, by its words."""

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen[statement] += 1

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def known(campus: Campus) -> None:
    """The head has all hours, the teacher was never trained, the third one is short."""
    async with campus.house.database.work() as work:
        head, teacher, third = campus.u.teachers
        await knows(work, head, WHOLE)
        await knows(work, teacher)
        await knows(work, third, HALF)


async def at_unit(campus: Campus, person_id: int = HEAD) -> Somebody:
    person = await campus.year(person_id)
    await campus.opens(
        person, f"h:train_unit:{campus.u.organisation}:{campus.u.year}:{campus.u.chair}"
    )
    return person


async def analysed(campus: Campus, person_id: int = HEAD) -> Somebody:
    person = await at_unit(campus, person_id)
    await person.press("🔎 Who needs training")
    return person


async def items(campus: Campus) -> dict[int, list[TrainingItem]]:
    """By employee, without those that were taken out."""
    async with campus.house.database.work(writing=False) as work:
        plans = {
            each.id: each.employee_id for each in await work.training_plans.of_year(campus.u.year)
        }
        found: dict[int, list[TrainingItem]] = {}
        for item in await work.training_plans.items(plans):
            if item.state != "withdrawn":
                found.setdefault(plans[item.plan_id], []).append(item)
    return found


async def entered(campus: Campus) -> dict[int, EmployeeNeed]:
    async with campus.house.database.work(writing=False) as work:
        return await work.training_needs.of_year(campus.u.year)


async def test_the_analysis_is_one_press_and_proposing_one_more(campus: Campus) -> None:
    await known(campus)
    head = await at_unit(campus)
    before = head.presses
    text = await head.press("🔎 Who needs training")
    assert head.presses - before == 1
    assert "3 people:" in text
    for line in ("🚫 Never trained: 1", "❗ Below the norm: 1", "✅ Nothing is missing: 1"):
        assert line in text
    at, data = head.live, head.find(head.live, PROPOSE)
    before = head.presses
    await head.press(PROPOSE)
    assert head.presses - before == 1
    # The same button again, also from an old message, proposes nothing more.
    await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
    await campus.house.settle()
    assert [len(each) for each in (await items(campus)).values()] == [1, 1]
    assert not any("Propose" in label for label in head.labels())
    # The missing plans are chased from here in one press.
    assert head.has("🔔 Remind 3")


async def test_what_is_proposed_is_shown_before_and_answered_after(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    tr = translator("en")
    await head.press(tr.text("📋 What is proposed"))
    assert tr.text("Will be proposed:") in head.live.text
    assert "Мысалова" in head.live.text
    assert "72 hours" in head.live.text
    assert await items(campus) == {}
    at, data = head.live, head.find(head.live, PROPOSE)
    await campus.house.restart()
    await head.press(PROPOSE)
    answers = [each.text for each in campus.house.telegram.messages(HEAD)]
    [answer] = [each for each in answers if tr.text("Proposed, no answer yet:") in each]
    assert "Мысалова" in answer
    assert "72 hours" in answer
    await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
    await campus.house.settle()
    assert [len(each) for each in (await items(campus)).values()] == [1, 1]
    await head.press(tr.text("📋 What is proposed"))
    assert "Мысалова" in head.live.text


async def test_a_person_looks_and_agrees_in_two_presses(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press(PROPOSE)
    [item] = (await items(campus))[campus.u.teachers[1]]
    person = campus.person(TEACHER_A)
    await person.say("/start")
    # The message opens the course itself.
    text = await campus.opens(person, f"tr:item:{item.id}")
    assert "72 hours" in text
    await campus.house.restart()
    before = person.presses
    await person.press("✔ Agree")
    assert person.presses - before == 1
    assert not person.has("✔ Agree")
    await head.press("👀 Show")
    await head.press(next(label for label in head.labels() if "Мысалова" in label))
    assert "agreed to the proposal" in head.live.text


async def test_declining_asks_for_a_reason_and_the_head_reads_it(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press(PROPOSE)
    [item] = (await items(campus))[campus.u.teachers[1]]
    person = campus.person(TEACHER_A)
    await person.say("/start")
    await campus.opens(person, f"tr:item:{item.id}")
    await person.press("✖ Decline, with a reason")
    await campus.house.restart()
    assert "head sees why" in await person.say("Ғылыми <демалыс> & туу")
    assert campus.u.teachers[1] not in await items(campus)
    assert "no longer there" in await campus.opens(person, f"tr:yes:{item.id}")
    await head.press("👀 Show")
    await head.press(next(label for label in head.labels() if "Мысалова" in label))
    assert "✖ Declined: Ғылыми <демалыс> & туу" in head.live.text


async def test_another_course_is_one_line(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press(PROPOSE)
    [item] = (await items(campus))[campus.u.teachers[1]]
    person = campus.person(TEACHER_A)
    await person.say("/start")
    await campus.opens(person, f"tr:item:{item.id}")
    await person.press("✏️ Another course")
    assert "found no topic" in await person.say("72 h")
    await person.say("Data, 36 h, 3–14.03, Almaty")
    [changed] = (await items(campus))[campus.u.teachers[1]]
    assert (changed.id, changed.new.topic, changed.new.hours) == (item.id, "Data", 36)


async def test_marked_people_and_no_others_get_a_proposal(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press("👀 Show")
    assert [label for label in head.labels() if label in "☑️▫️"] == ["☑️", "☑️", "▫️"]
    # Marked by a button that says so: a second press of it changes nothing.
    employee = campus.u.teachers[2]
    mark = f":train_need_mark:{campus.u.organisation}:{campus.u.year}:{employee}:0"
    for _ in range(2):
        await campus.opens(head, f"h{mark}")
    await campus.house.restart()
    await head.press("➕ Propose courses: 1")
    assert set(await items(campus)) == {campus.u.teachers[1]}


@pytest.mark.parametrize("where", ["unit", "list"])
async def test_proposing_analyses_once_and_once_more_for_what_follows(
    campus: Campus, where: str
) -> None:
    await known(campus)
    head = await analysed(campus)
    if where == "list":
        await head.press("👀 Show")
    seen = Counter[str]()
    with noted(seen):
        await head.press(PROPOSE)
    assert set(await items(campus)) == set(campus.u.teachers[1:])
    # An analysis reads everybody once.
    assert sum(number for words, number in seen.items() if EVERYBODY.search(words)) == 2


async def test_a_unit_of_three_hundred_is_proposed_courses_by_one_press(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        names = [f"{number:03} " + "Ұ" * 196 for number in range(300)]
        people = await employed(work, campus.u.organisation, campus.u.chair, *names)
        for each in people:
            await knows(work, each)
    hr = await analysed(campus, HR)
    seen = Counter[str]()
    with noted(seen):
        await hr.press("➕ Propose courses: 300")
    # For each person the item and the proposal, and nothing more.
    assert seen.total() < 2 * len(people) + 100
    assert set(people) <= set(await items(campus))
    assert campus.house.refused() == []


async def test_what_the_register_lacks_is_a_press_or_a_word(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press("👀 Show")
    await head.press(next(label for label in head.labels() if "Мысалова" in label))
    assert "❔ Not known: Subjects taught" in head.live.text
    await head.press("✏️ Enter what you know")
    at, data = head.live, head.find(head.live, "✔ Young")
    for _ in range(2):
        await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
    await campus.house.settle()
    assert (await entered(campus))[campus.u.teachers[1]].young is True
    await head.press("☑️ Young")
    assert (await entered(campus))[campus.u.teachers[1]].young is None
    await head.press("✖ Fits")
    await head.press("📚 Subjects taught")
    await campus.house.restart()
    await head.say("Физика <1>")
    assert "Teaches: Физика <1>" in head.live.text
    await head.press("🏫 Mark of lessons (708)")
    assert "At most 20" in await head.say("5" * 21)
    await head.say("4,5")
    need = (await entered(campus))[campus.u.teachers[1]]
    assert (need.subjects, need.lesson_mark, need.fits) == ("Физика <1>", "4,5", False)
    await head.press("📚 Subjects taught")
    await head.say("–")
    assert (await entered(campus))[campus.u.teachers[1]].subjects == ""


async def test_the_same_is_entered_for_all_who_are_marked(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    await head.press("👀 Show")
    await head.press("✏️ Enter for marked: 2")
    await head.press("✔ Quality")
    await head.press("📚 Subjects taught")
    await head.say("Химия")
    found = await entered(campus)
    assert set(found) == set(campus.u.teachers[1:])
    assert {(each.subjects, each.quality) for each in found.values()} == {("Химия", True)}


async def test_a_person_reads_in_mydata_what_was_entered(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    numbers = f"{campus.u.organisation}:{campus.u.year}"
    await campus.opens(head, f"h:train_need_word:{numbers}:{campus.u.teachers[1]}:0")
    await head.say("Физика <1>")
    person = campus.person(TEACHER_A)
    await person.say("/start")
    await person.say("/mydata")
    told = page_of(person)
    assert "Teaches: Физика &lt;1&gt;" in told
    [unknown] = [part for part in told.split("<br>") if "Not known" in part]
    assert "a young teacher" in unknown


async def test_an_approved_schedule_refuses_and_shows_the_note_that_was_kept(
    campus: Campus,
) -> None:
    await known(campus)
    head = await analysed(campus)
    async with campus.house.database.work() as work:
        u = campus.u
        await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
    await head.press(PROPOSE)
    assert await items(campus) == {}
    assert not head.has(PROPOSE)
    async with campus.house.database.work() as work:
        await knows(work, campus.u.teachers[1], WHOLE)
    await analysed(campus)
    assert "Never trained" not in head.live.text
    await head.press("📌 As it was approved")
    assert "🚫 Never trained: 1" in head.live.text
    [people] = [data for data in head.data() if re.search("train_need_kept:.*:1$", data)]
    await head.press(people)
    assert "🚫 Мысалова" in head.live.text


async def test_a_right_that_ended_in_between_enters_nothing(campus: Campus) -> None:
    await known(campus)
    head = await analysed(campus)
    numbers = f"{campus.u.organisation}:{campus.u.year}:{campus.u.teachers[1]}"
    await campus.opens(head, f"h:train_need_word:{numbers}:0")
    async with campus.house.database.work() as work:
        for role in await work.roles.of_person(HEAD, campus.house.now.date()):
            await work.roles.end(role.id, campus.house.now)
    await head.say("Физика")
    await campus.opens(head, f"h:train_need_put:{numbers}:21")
    assert await entered(campus) == {}


ACTIONS = (
    ("train_need", "year:chair"), ("train_need_all", "year:chair"),
    ("train_need_carry", "year:chair"),
    ("train_need_list", "year:chair:0"), ("train_need_some", "year:chair"),
    ("train_need_many", "year:chair"), ("train_need_who", "year:teacher"),
    ("train_need_say", "year:teacher"), ("train_need_put", "year:teacher:21"),
    ("train_need_mark", "year:teacher:1"), ("train_need_word", "year:teacher:0"),
    ("train_need_will", "year:chair:0"), ("train_need_mine", "year:chair:0"),
    ("train_need_did", "year:chair:0"),
    ("train_need_puts", "year:chair:21"), ("train_need_words", "year:chair:0"),
)  # fmt: skip


@pytest.mark.parametrize("person_id", [STRANGER, OTHER_HR, TEACHER_A, OTHER_HEAD])
async def test_nobody_else_sees_or_changes_anything(campus: Campus, person_id: int) -> None:
    await known(campus)
    person = campus.person(person_id)
    await person.say("/start")
    u = campus.u
    names = {"year": u.year, "chair": u.chair, "teacher": u.teachers[1]}
    for action, said in ACTIONS:
        numbers = ":".join(str(names.get(each, each)) for each in said.split(":"))
        await campus.opens(person, f"h:{action}:{u.organisation}:{numbers}")
        assert "Үлгіев" not in person.said(), action
        assert "Never trained" not in person.said(), action
    assert await entered(campus) == {}
    assert await items(campus) == {}


async def test_three_hundred_people_with_the_longest_names_fit(campus: Campus) -> None:
    async with campus.house.database.work() as work:
        names = [f"{number:03} " + "Ұ" * 196 for number in range(300)]
        people = await employed(work, campus.u.organisation, campus.u.chair, *names)
    numbers = f"{campus.u.organisation}:{campus.u.year}"
    hr = await analysed(campus, HR)
    await hr.press("👀 Show")
    await campus.opens(hr, f"h:train_need_list:{numbers}:{campus.u.chair}:37")
    await campus.opens(hr, f"h:train_need_mark:{numbers}:{people[-1]}:1")
    await campus.opens(hr, f"h:train_need_who:{numbers}:{people[-1]}")
    await hr.press("✏️ Enter what you know")
    await hr.press("📚 Subjects taught")
    await hr.say("Ы" * 200)
    assert "Teaches: ЫЫ" in hr.said()
    assert campus.house.refused() == []


async def test_last_years_entries_are_taken_over_in_one_press(campus: Campus) -> None:
    await known(campus)
    teacher = campus.u.teachers[1]
    async with campus.house.database.work() as work:
        year = await work.training_years.get(campus.u.year)
        assert year is not None
        before = await add_year(
            work, HR, campus.u.organisation, "2026", year.begins - YEAR, year.begins - DAY, NOW
        )
        told = EmployeeNeed(
            before.id, teacher, "Физика <1>", "4,5", True, None, None, None, None, HEAD, NOW
        )
        await work.training_needs.put(told)
    head = await analysed(campus)
    await head.press("👀 Show")
    await head.press(next(label for label in head.labels() if "Мысалова" in label))
    assert "Entered for 2026:" in head.live.text
    assert "Teaches: Физика <1>" in head.live.text
    assert teacher not in await entered(campus)
    head = await analysed(campus)
    at, data = head.live, head.find(head.live, "↩️ Take over: 1")
    for _ in range(2):
        await campus.house.telegram.press(HEAD, at.message_id, data, stale=True)
    await campus.house.settle()
    assert (await entered(campus))[teacher].subjects == "Физика <1>"
    assert not any("Take over" in label for label in head.labels())
