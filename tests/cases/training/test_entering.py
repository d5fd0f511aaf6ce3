"""A finding entered by hand: its owner and day, looked at and opened again; what was made up."""

from datetime import date, timedelta

import pytest

from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.entering import Action, enter, own_finding, say_done
from cases.training.findings import FindingView, finding_seen, findings_seen, recheck, say_cause
from cases.training.plans import give
from storage.database import Database, Work
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TODAY
from tests.cases.training.test_year import typed
from tests.cases.training.university import (
    DEAN,
    DEPUTY,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    at,
    build,
)

DUE = date(2026, 12, 1)
ACTION = Action("Курсты ауыстыру", "мысалова", DUE)


async def entered(
    work: Work, u: University, *, by: int = HEAD, item: int | None = None,
    action: Action | None = ACTION, words: str = "Бағдарлама ескі",
) -> FindingView:  # fmt: skip
    here = (work, by, u.organisation, u.year, u.chair, item)
    return await enter(*here, "audit", "other", words, NOW, action)


async def asked(work: Work, person_id: int, subject: str) -> list[date]:
    held = await work.reminders.of(person_id)
    return sorted({e.day for e in held if e.subject == subject and e.state == "pending"})


async def test_what_a_head_enters_has_all_its_fields_and_its_owner_a_deadline(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        item = await typed(work, u)
        view = await entered(work, u, item=item)
        held = view.found
        assert (held.finding, held.found_how, held.cause) == ("other", "audit", "other")
        assert (held.words, held.action, held.due) == ("Бағдарлама ескі", ACTION.words, DUE)
        assert (held.department_id, held.item_id) == (u.chair, item)
        assert held.employee_id == u.teachers[1]
        assert view.owner is not None
        assert view.owner.id == u.teachers[1]
        assert view.state == "under_way"
        assert await asked(work, TEACHER_A, "training_owner") == [DUE]
        assert await asked(work, HEAD, "nonconformity") == [DUE]
        # The same of the same is entered once.
        assert (await entered(work, u, item=item)).found.id == held.id
        assert (await entered(work, u, item=item, words="Басқа")).found.id != held.id


async def test_a_name_of_several_or_of_nobody_stays_words(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        for owner in ("Мысал", "Жоқбеков"):
            action = Action("Курсты ауыстыру", owner, DUE)
            view = await entered(work, u, by=HR, action=action, words=owner)
            assert (view.owner, view.found.owner) == (None, owner)
        assert await asked(work, TEACHER_A, "training_owner") == []


@pytest.mark.parametrize("person", [OTHER_HEAD, TEACHER_A, STRANGER, OTHER_HR, DEPUTY])
async def test_nobody_else_enters_for_the_chair(database: Database, person: int) -> None:
    u = await build(database)
    async with database.work() as work:
        await work.roles.give(u.organisation, DEPUTY, "deputy", u.chair, None, HR, NOW)
        with pytest.raises(NotAllowed):
            await entered(work, u, by=person)
        assert await findings_seen(work, HR, u.organisation, u.year, NOW) == []


async def test_a_course_of_another_chair_or_no_words_enter_nothing(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        item = await typed(work, u)
        with pytest.raises(NotThere):
            await enter(
                work, HR, u.organisation, u.year, u.other_chair, item, "audit", None, "Ескі", NOW
            )
        for words in ("  ", "ж" * 1001):
            with pytest.raises(BadValue):
                await entered(work, u, words=words)
        past = Action("Ауыстыру", "Мысалова", TODAY - timedelta(days=1))
        with pytest.raises(BadValue):
            await entered(work, u, action=past)
        assert await findings_seen(work, HEAD, u.organisation, u.year, NOW) == []


async def test_the_owner_says_that_it_is_done_and_the_head_looks_again(database: Database) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        number = (await entered(work, u)).found.id
        for person in (HEAD, OTHER_HEAD, STRANGER):
            with pytest.raises(NotThere):
                await own_finding(work, person, number)
        for _ in range(2):
            own = await say_done(work, TEACHER_A, number, NOW)
        assert own.found.done_on == TODAY
        assert await asked(work, TEACHER_A, "training_owner") == []
        assert await asked(work, HEAD, "nonconformity") == [TODAY, DUE]
        assert (await finding_seen(work, HEAD, org, number, NOW)).state == "look_again"
        await recheck(work, HEAD, org, number, False, NOW)
        assert (await finding_seen(work, HEAD, org, number, NOW)).state == "under_way"
        await recheck(work, HEAD, org, number, True, NOW)
        closed = await finding_seen(work, HEAD, org, number, NOW)
        assert (closed.state, closed.found.closed_by) == ("closed", HEAD)
        assert closed.found.closed_name == "Аманов Мысал"
        assert await asked(work, HEAD, "nonconformity") == []
        # Whoever closed it stays the one who did.
        again = await recheck(work, DEAN, org, number, True, NOW)
        assert again.closed_by == HEAD


async def test_not_yet_on_its_day_leaves_it_open_and_what_was_closed_is_opened_again(
    database: Database,
) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        number = (await entered(work, u)).found.id
        assert (await finding_seen(work, HEAD, org, number, at(DUE))).state == "look_again"
        await recheck(work, HEAD, org, number, False, at(DUE))
        assert (await finding_seen(work, HEAD, org, number, at(DUE))).state == "open"
        await recheck(work, HEAD, org, number, True, at(DUE))
        later = DUE + timedelta(days=3)
        await recheck(work, HEAD, org, number, False, at(later))
        opened = await finding_seen(work, HEAD, org, number, at(later))
        assert (opened.state, opened.found.reopened_on) == ("open", later)
        assert (opened.found.closed_by, opened.found.closed_name) == (None, None)


async def test_an_owner_is_no_more_one_when_the_tie_ends(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        number = (await entered(work, u)).found.id
        [tie] = await work.ties.of_person(TEACHER_A)
        await work.ties.settle(tie.id, "undone", HR, NOW)
        with pytest.raises(NotThere):
            await say_done(work, TEACHER_A, number, NOW)


async def test_a_plan_handed_in_late_is_there_to_be_looked_at_again(database: Database) -> None:
    u = await build(database)
    org, late = u.organisation, at(date(2026, 12, 11))
    async with database.work() as work:
        found = await findings_seen(work, HEAD, org, u.year, late, u.chair)
        assert {each.state for each in found} == {"open"}
        await give(work, TEACHER_A, u.year, u.teachers[1], late)
        states = {
            each.found.employee_id: each.state
            for each in await findings_seen(work, HEAD, org, u.year, late)
        }
        assert states == {u.teachers[0]: "open", u.teachers[1]: "look_again", u.teachers[2]: "open"}
        [mine] = [each.found for each in found if each.found.employee_id == u.teachers[1]]
        await say_cause(work, HEAD, org, mine.id, "workload", late)
        await recheck(work, HEAD, org, mine.id, True, late)
        assert (await finding_seen(work, HEAD, org, mine.id, late)).state == "closed"
