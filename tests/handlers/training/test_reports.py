"""The end of a year by presses: own reports, units, institutes, 602-06, decisions; the acts are few
and old buttons, double presses, restarts and rights that ended do no harm."""

from dataclasses import dataclass
from datetime import date

import pytest

from cases.training.courses import tell
from storage.tables.training_outcomes import TrainingReport
from tests.cases.college import HR, NOTHING, NOW, OTHER_HR, STRANGER, TEACHER
from tests.cases.training.test_year import approved
from tests.cases.training.university import (
    DEAN,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    at,
    employed,
)
from tests.handlers.house import Somebody
from tests.handlers.training.conftest import Campus
from tests.local_chat.pictures import PNG

END = date(2027, 12, 20)
MINUTES = "№ 12, 20.12.2027\nЖалғастыру <1>"


@dataclass
class Ended:
    """A year at its end: one course of TEACHER_A, which was approved."""

    campus: Campus
    item: int

    async def reports(self) -> list[TrainingReport]:
        async with self.campus.house.database.work(writing=False) as work:
            return await work.training_figures.reports(self.campus.u.year)

    async def opens(self, person: Somebody, action: str, *numbers: int) -> str:
        u = self.campus.u
        data = ":".join(("h", action, str(u.organisation), *map(str, numbers)))
        return await self.campus.opens(person, data)

    async def home(self, person_id: int) -> Somebody:
        person = await self.campus.year(person_id)
        await person.press("📕 Reports")
        return person

    async def signs(self, person_id: int) -> Somebody:
        head = await self.home(person_id)
        await head.press("✍️ Sign")
        await head.say(MINUTES)
        return head


async def ended(campus: Campus, *, told: bool = True) -> Ended:
    async with campus.house.database.work() as work:
        item, _ = await approved(work, campus.u)
        if told:
            await tell(work, TEACHER_A, item, "done", at(date(2027, 3, 20)))
    campus.at(END)
    return Ended(campus, item)


async def all_signed(year: Ended) -> Somebody:
    for head in (HEAD, OTHER_HEAD):
        await year.signs(head)
    dean = await year.home(DEAN)
    await dean.press("✍️ Sign: Институт")
    assert "✍️ Signed" in dean.live.text
    hr = await year.home(HR)
    await hr.press("✍️ Sign: The whole organisation")
    return hr


async def test_own_courses_are_told_and_confirmed(campus: Campus) -> None:
    year = await ended(campus, told=False)
    person = await campus.plan()
    assert not person.has("📋 Report on the plan")
    await campus.opens(person, f"tr:rep:{campus.u.year}")
    assert "❓ Python" in person.live.text
    confirm = f"tr:rep:yes:{campus.u.year}:{campus.u.teachers[1]}"
    await campus.opens(person, confirm)
    assert await year.reports() == []
    await person.press("❓ Python")
    await person.press("✖️ Did not happen")
    await person.press("no money")
    await campus.house.restart()
    await campus.opens(person, f"tr:rep:{campus.u.year}")
    assert "no money" in person.live.text
    await person.press("✅ Confirm")
    assert "✅ Confirmed on 20 December 2027" in person.live.text
    await campus.opens(person, confirm)
    assert len(await year.reports()) == 1
    assert not person.has("✅ Confirm")


async def test_the_head_confirms_for_whoever_is_not_here(campus: Campus) -> None:
    year = await ended(campus)
    head = await year.home(HEAD)
    assert "Own reports: 0 of 1" in head.live.text
    await head.press("👥 Not confirmed")
    await head.press("Мысалова")
    await head.press("✅ Confirm")
    await year.home(HEAD)
    assert "Own reports: 1 of 1" in head.live.text
    assert not head.has("👥 Not confirmed")
    [report] = await year.reports()
    assert report.signed_by == HEAD


async def test_the_whole_end_of_a_year_by_presses(campus: Campus) -> None:
    year = await ended(campus)
    head = await year.home(HEAD)
    assert "Courses planned: 1" in head.live.text
    await head.press("✍️ Sign")
    assert "⚠️" in await head.say("№ 12, 20.12.2027")
    assert "⚠️" in await head.say("Жалғастыру")
    await campus.house.restart()
    await head.say(MINUTES)
    assert "Жалғастыру &lt;1&gt;" in head.live.text or "Жалғастыру <1>" in head.live.text
    assert not head.has("✍️ Sign")
    dean = await year.home(DEAN)
    await dean.press("▫️ Институт")
    assert "Reports received: 1 of 2" in dean.live.text
    assert "⏳ Кафедра Б" in dean.live.text
    assert not dean.has("✍️ Sign")
    # An old button, or one that somebody made.
    await year.opens(dean, "rep_sign", campus.u.year, campus.u.institute)
    assert len(await year.reports()) == 1
    await dean.press("🔔 Remind 1")
    await year.signs(OTHER_HEAD)
    dean = await year.home(DEAN)
    await dean.press("▫️ Институт")
    at_, data = dean.live.message_id, dean.find(dean.live, "✍️ Sign")
    for _ in range(2):
        await campus.house.telegram.press(DEAN, at_, data, stale=True)
    await campus.house.settle()
    hr = await year.home(HR)
    await hr.press("▫️ The whole organisation")
    await hr.press("✍️ Sign")
    assert [each.level for each in await year.reports()] == [
        "unit", "unit", "institute", "organisation",
    ]  # fmt: skip
    await year.home(HR)
    await hr.press("📕 Annual report 602-06")
    assert "It waits for the director of HR." in hr.live.text
    assert not hr.has("✍️ Sign")
    director = await year.home(DIRECTOR)
    await director.press("📕 Annual report 602-06")
    await director.press("✍️ Sign")
    assert "⚠️" in await director.say("later")
    telegram = campus.house.telegram
    await telegram.send_photo(DIRECTOR, PNG, caption="№ 4, 20.12.2027")
    await campus.house.settle()
    assert "Директоров Мысал" in director.live.text
    assert not director.has("✍️ Sign")
    async with campus.house.database.work(writing=False) as work:
        [document] = await work.training_documents.of_year(campus.u.year, "602-06")
        [passage] = (await work.training_documents.passages([document.id]))[document.id]
    assert (document.state, passage.number, passage.file_id is not None) == (
        "approved", "№ 4", True,
    )  # fmt: skip
    assert campus.house.refused() == []


async def test_a_director_outside_is_named_and_a_new_edition_has_its_reason(
    campus: Campus,
) -> None:
    year = await ended(campus)
    async with campus.house.database.work() as work:
        [role] = await work.roles.of_person(DIRECTOR, NOW.date())
        await work.roles.end(role.id, NOW)
    hr = await all_signed(year)
    await year.opens(hr, "year_rep", campus.u.year)
    await hr.press("✍️ Sign")
    assert "who signed it" in hr.live.text
    assert "name of the person who signed" in await hr.say("№ 4, 20.12.2027")
    await hr.say("№ 4, 20.12.2027\nҮлгіева <Ү>")
    assert "Үлгіева" in hr.live.text
    async with campus.house.database.work() as work:
        await tell(
            work, TEACHER_A, year.item, "otherwise", at(END), hours=36, ended_on=date(2027, 3, 10)
        )
    await year.opens(hr, "year_rep", campus.u.year)
    assert "After signing" in hr.live.text
    assert "Done differently: 0 → 1" in hr.live.text
    await hr.press("✏️ A new edition")
    assert "reason" in await hr.say("№ 5, 20.12.2027\nҮлгіева Ү.")
    await hr.say("№ 5, 20.12.2027\nҮлгіева Ү.\nКеш айтылды")
    assert "Edition 2: Кеш айтылды" in hr.live.text


async def test_a_right_that_ended_in_the_middle_signs_nothing(campus: Campus) -> None:
    year = await ended(campus)
    head = await year.home(HEAD)
    await head.press("✍️ Sign")
    async with campus.house.database.work() as work:
        [role] = [e for e in await work.roles.of_person(HEAD, NOW.date()) if e.kind == "head"]
        await work.roles.end(role.id, NOW)
    assert "no right" in await head.say(MINUTES)
    assert await year.reports() == []


async def test_decisions_are_entered_changed_done_and_withdrawn(campus: Campus) -> None:
    year = await ended(campus)
    hr = await year.home(HR)
    await hr.press("📕 Annual report 602-06")
    await hr.press("📜 Decisions")
    await hr.press("➕ A decision")
    assert "⚠️" in await hr.say("Buy licences")
    await campus.house.restart()
    await hr.say("Buy <licences>, b, Айгерім, 01.03.2028")
    assert "It is one of their deadlines" in hr.live.text
    assert "By 1 March 2028" in hr.live.text
    await hr.press("✏️ Change")
    await hr.say("Buy licences, Бөгде Кісі, 02.03.2028")
    assert "not a member here" in hr.live.text
    await hr.press("✔ Done")
    assert "✔ Done on 20 December 2027" in hr.live.text
    await hr.press("↩️ Not done")
    campus.at(date(2028, 3, 3))
    await hr.press("⬅️ Back")
    assert any(label.startswith("⚠️") for label in hr.labels())
    await hr.press(next(label for label in hr.labels() if label.startswith("⚠️")))
    assert "Not done, the day is over" in hr.live.text
    await hr.press("🗑 Withdraw")
    data = hr.find(hr.live, "Yes, withdraw")
    await hr.press("Yes, withdraw")
    assert "No decision is entered yet." in hr.live.text
    await campus.opens(hr, data)
    assert "Buy licences" not in hr.live.text
    async with campus.house.database.work(writing=False) as work:
        assert await work.training_figures.decisions(campus.u.year) == []


async def test_of_several_owners_one_is_chosen(campus: Campus) -> None:
    year = await ended(campus)
    async with campus.house.database.work() as work:
        for person in (HEAD, DEAN):
            await work.memberships.add(
                person, campus.u.organisation, None, None, f"Үлгіев {person}", NOTHING, NOW
            )
    hr = await year.home(HR)
    await year.opens(hr, "dec_new", campus.u.year)
    await hr.say("Buy licences, Үлгіев, 01.03.2028")
    assert "Who is meant" in hr.live.text
    await hr.press(f"Үлгіев {HEAD}")
    assert "It is one of their deadlines" in hr.live.text


ACTIONS = (
    ("rep_list", 2), ("rep", 2), ("rep_bell", 2), ("rep_sign", 2), ("rep_who", 3),
    ("year_rep", 1), ("year_sign", 1), ("dec", 1), ("dec_new", 1), ("dec_edit", 1),
    ("dec_drop", 1), ("dec_drop_yes", 1), ("dec_done", 2), ("dec_who", 2), ("decs", 2),
)  # fmt: skip


@pytest.mark.parametrize("person_id", [STRANGER, OTHER_HR, TEACHER_A, TEACHER])
async def test_nobody_else_sees_or_signs_anything(campus: Campus, person_id: int) -> None:
    year = await ended(campus)
    person = campus.person(person_id)
    await person.say("/start")
    u = campus.u
    numbers = (u.year, u.chair, 0)
    for action, count in ACTIONS:
        await year.opens(person, action, *numbers[:count])
        assert "Кафедра" not in person.said(), action
    if person_id != TEACHER_A:
        for data in (f"tr:rep:{u.year}", f"tr:rep:{u.year}:{u.teachers[1]}",
                     f"tr:rep:yes:{u.year}:{u.teachers[1]}"):  # fmt: skip
            await campus.opens(person, data)
            assert "Python" not in person.said()
    assert await year.reports() == []


async def test_many_units_with_the_longest_names_fit(campus: Campus) -> None:
    year = await ended(campus)
    async with campus.house.database.work() as work:
        for number in range(40):
            made = await work.organisations.add_department(
                campus.u.organisation, f"{number:02} " + "<Ұ>" * 65, NOW, "chair",
                campus.u.institute,
            )  # fmt: skip
            assert made is not None
            await employed(work, campus.u.organisation, made.id, f"Үлгіев {number}")
    dean = await year.home(DEAN)
    await year.opens(dean, "rep", campus.u.year, campus.u.institute)
    assert "and 37 more" in dean.live.text
    hr = await year.home(HR)
    await year.opens(hr, "rep_list", campus.u.year, 4)
    assert campus.house.refused() == []


async def test_the_only_report_leads_back_to_the_year(campus: Campus) -> None:
    """Its list opens it again, so that a press would change nothing."""
    head = await campus.year(HEAD)
    await head.press("📕 Reports")
    before = head.live.text
    assert await head.press("⬅️ Back") != before
    assert "📕 Reports" in head.labels()
