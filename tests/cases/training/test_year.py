"""A whole year of training through its use cases: in turn, sent back, approved, revised, heard."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.errors import BadValue, NameTaken, NotAllowed, NotThere
from cases.organisations import rename_department
from cases.training.courses import (
    AlreadyHeard,
    hear,
    into_own,
    judge,
    show_certificate,
    tell,
    to_hear,
)
from cases.training.findings import (
    finding_seen,
    findings_seen,
    plan_action,
    recheck,
    say_cause,
    say_how,
)
from cases.training.holders import chain
from cases.training.passing import Paper
from cases.training.plans import (
    Locked,
    add_as_last_year,
    add_proposed,
    add_typed,
    give,
    open_questions,
    own_years,
    plan_of,
    say,
    withdraw,
)
from cases.training.receipts import receive, to_receive
from cases.training.schedules import (
    NotNow,
    approve_unit,
    consolidate,
    do_step,
    revise,
    send_back,
    sign_all,
    to_sign,
)
from cases.training.units import chase, unit_seen, units_seen, whole_seen
from cases.training.years import add_year, set_days, set_step
from cases.training_forms.freezing import thawed
from rules.norms.loading import catalogue
from storage.database import Database, Work
from storage.json_column import dump_json
from storage.repositories.certificates import File
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER, TODAY
from tests.cases.training.university import (
    DEAN,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    PLANS_DUE,
    TEACHER_A,
    University,
    at,
    build,
    paper,
)
from workbooks.training.content import Schedule

LINE = "Python, 72 h, 3–14.03, Almaty, 90 000, university"


async def typed(work: Work, u: University, line: str = LINE, employee: int | None = None) -> int:
    item, _ = await add_typed(work, HEAD, u.year, employee or u.teachers[1], line, NOW)
    return item.id


async def approved(work: Work, u: University, line: str = LINE) -> tuple[int, int]:
    """The item of a schedule that went the whole way, and the consolidated document."""
    item = await begun(work, u, line)
    return item, await finished(work, u)


async def begun(work: Work, u: University, line: str = LINE) -> int:
    """The item of a schedule that its head has approved and nobody has signed."""
    item = await typed(work, u, line)
    await give(work, HEAD, u.year, u.teachers[1], NOW)
    await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
    return item


async def finished(work: Work, u: University) -> int:
    """The consolidated document, approved, of a schedule that was begun."""
    await approve_unit(work, OTHER_HEAD, u.organisation, u.year, u.other_chair, paper(), NOW)
    await sign_all(work, DEAN, u.organisation, u.year, paper(), NOW)
    whole = await consolidate(work, HR, u.organisation, u.year, paper(), NOW)
    assert whole.document is not None
    while not whole.standing.over:
        await do_step(work, HR, u.organisation, whole.document.id, paper(), NOW)
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)
    assert whole.document is not None
    return whole.document.id


async def test_a_schedule_goes_the_whole_way(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        _, number = await approved(work, u)
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)
        assert whole.university_money
        assert [each.step for each in whole.passages] == [
            "consolidate", "agree", "approve", "bring_down",
        ]  # fmt: skip
        assert whole.document is not None
        assert whole.document.state == "approved"
        figures = whole.document.figures
        assert figures is not None
        rows = [row for unit in figures["units"] for row in unit["rows"]]
        # Everybody of the units is in it, with a course or without.
        assert len(rows) == 4
        assert [row["cost"] for row in rows if row["item"]] == [90_000]
        unit = await unit_seen(work, HEAD, u.organisation, u.year, u.chair, NOW)
        assert unit.document is not None
        assert unit.document.state == "approved"
        assert {each.name for each in unit.passages} == {"Аманов Мысал", "Деканов Мысал"}
        assert whole.received == frozenset()
        assert await to_receive(work, HEAD, u.organisation, u.year, NOW) == number
        await receive(work, HEAD, u.organisation, number, NOW)
        assert await to_receive(work, HEAD, u.organisation, u.year, NOW) is None
        await receive(work, HEAD, u.organisation, number, NOW)
        again = await whole_seen(work, HR, u.organisation, u.year, NOW)
        assert again.received == {u.chair}


async def test_a_unit_renamed_meanwhile_is_in_the_consolidated_schedule(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        await begun(work, u)
        await sign_all(work, DEAN, u.organisation, u.year, paper(), NOW)
        await rename_department(work, HR, u.organisation, u.chair, "Кафедра В", NOW)
        number = await finished(work, u)
        document = await work.training_documents.get(number)
        assert document is not None
        kept = thawed(document.figures)
        assert isinstance(kept, Schedule)
        assert sorted(len(each.people) for each in kept.units) == [1, 3]


async def test_the_money_is_asked_about_only_where_it_is_the_universitys(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        await approved(work, u, "Python, 72 h, 3–14.03, sponsor")
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)
    assert "agree" not in [each.step for each in whole.passages]


async def test_a_cost_that_nobody_said_may_be_the_universitys_money(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await approved(work, u, "Python, 72 h, university")
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)
    assert "agree" in [each.step for each in whole.passages]


async def test_nobody_acts_out_of_turn_or_for_another_chair(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        for person in (OTHER_HEAD, TEACHER_A, STRANGER, OTHER_HR, TEACHER):
            with pytest.raises((NotAllowed, NotThere)):
                await approve_unit(work, person, org, year, u.chair, paper(), NOW)
        with pytest.raises(NotNow):
            await consolidate(work, HR, org, year, paper(), NOW)
        unit = await approve_unit(work, HEAD, org, year, u.chair, paper(), NOW)
        assert unit.document is not None
        with pytest.raises(NotAllowed):
            await do_step(work, HEAD, org, unit.document.id, paper(), NOW)
        with pytest.raises(NotNow):
            await do_step(work, DEAN, org, unit.document.id, paper(), NOW, step="approve_unit")
        assert await to_sign(work, HEAD, org, year, NOW) == []
        assert len(await to_sign(work, DEAN, org, year, NOW)) == 1
        with pytest.raises(NotThere):
            await do_step(work, OTHER_HR, u.c.other, unit.document.id, paper(), NOW)
        with pytest.raises(NotAllowed):
            await consolidate(work, HEAD, org, year, paper(), NOW)


@pytest.mark.parametrize(
    "bad", [Paper("", TODAY), Paper("x" * 81, TODAY), Paper("1", TODAY + timedelta(1)),
            Paper("1", TODAY - timedelta(500))],
)  # fmt: skip
async def test_a_step_needs_its_paper(database: Database, bad: Paper) -> None:
    u = await build(database)
    async with database.work() as work:
        with pytest.raises(BadValue):
            await approve_unit(work, HEAD, u.organisation, u.year, u.chair, bad, NOW)
        # The chat says what is wrong and stores the rest of the step.
        unit = await unit_seen(work, HEAD, u.organisation, u.year, u.chair, NOW)
        assert unit.document is None


async def test_a_refused_revision_leaves_the_approved_schedule(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        _, number = await approved(work, u)
        await set_step(work, HR, org, "consolidate", NOW, holder="hr_director")
        with pytest.raises(NotAllowed):
            await consolidate(work, HR, org, year, paper(), NOW)
        with pytest.raises(BadValue):
            await consolidate(work, DIRECTOR, org, year, paper(""), NOW)
        whole = await whole_seen(work, HR, org, year, NOW)
        assert whole.document is not None
        assert (whole.document.id, whole.document.state) == (number, "approved")


async def test_what_goes_back_says_why_and_may_change_again(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        item = await typed(work, u)
        await give(work, HEAD, year, u.teachers[1], NOW)
        unit = await approve_unit(work, HEAD, org, year, u.chair, paper(), NOW)
        assert unit.document is not None
        assert unit.document.figures is not None
        number = unit.document.id
        with pytest.raises(Locked):
            await say(work, HEAD, item, NOW, hours=36)
        with pytest.raises(Locked):
            await typed(work, u)
        with pytest.raises(NotNow):
            await send_back(work, DEAN, org, number, "  ", NOW)
        with pytest.raises(NotAllowed):
            await send_back(work, HEAD, org, number, "Қате", NOW)
        await send_back(work, DEAN, org, number, "Сағаты аз", NOW)
        with pytest.raises(NotNow):
            await send_back(work, HEAD, org, number, "Тағы", NOW)
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert unit.standing.sent_back
        assert unit.passages[-1].reason == "Сағаты аз"
        assert unit.document is not None
        assert unit.document.figures is None
        await say(work, HEAD, item, NOW, hours=36)
        await approve_unit(work, HEAD, org, year, u.chair, paper("№ 5"), NOW)
        assert await sign_all(work, DEAN, org, year, paper("№ 6"), NOW) == 1
        # Signed, and not in an approved schedule yet: HR can still send it back.
        await send_back(work, HR, org, number, "Бұйрық керек", NOW)
        assert not (await unit_seen(work, HEAD, org, year, u.chair, NOW)).ready


async def test_a_revision_goes_the_same_way_and_the_old_one_stays(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        item, _ = await approved(work, u)
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert unit.document is not None
        old = unit.document
        with pytest.raises(NotNow):
            await revise(work, HEAD, org, old.id, "", NOW)
        with pytest.raises(NotAllowed):
            await revise(work, OTHER_HEAD, org, old.id, "Қымбаттады", NOW)
        await revise(work, HEAD, org, old.id, "Қымбаттады", NOW)
        with pytest.raises(NotNow):
            await revise(work, HEAD, org, old.id, "Тағы", NOW)
        await say(work, HEAD, item, NOW, cost=120_000)
        assert (await work.training_documents.get(old.id)) == old
        await approve_unit(work, HEAD, org, year, u.chair, paper("№ 9"), NOW)
        await sign_all(work, DEAN, org, year, paper("№ 10"), NOW)
        whole = await consolidate(work, HR, org, year, paper("№ 11"), NOW)
        assert whole.document is not None
        assert whole.document.revision == 2
        for _ in range(2):
            await do_step(work, HR, org, whole.document.id, paper("№ 12"), NOW)
        states = [each.state for each in await work.training_documents.of_year(year, "602-05")]
        assert states == ["replaced", "approved"]
        kept = await work.training_documents.get(old.id)
        assert kept == replace(old, state="replaced")
        new = (await unit_seen(work, HEAD, org, year, u.chair, NOW)).document
        assert new is not None
        assert new.revision == 2
        assert new.reason == "Қымбаттады"


async def test_a_colleges_chain_is_shorter_and_steps_are_data(database: Database) -> None:
    u = await build(database, institutes=False)
    org, year = u.organisation, u.year
    async with database.work() as work:
        assert [each.name for each in await chain(work, org) if not each.active] == [
            "sign", "agree",
        ]  # fmt: skip
        unit = await approve_unit(work, HEAD, org, year, u.chair, paper(), NOW)
        assert unit.ready
        with pytest.raises(NotAllowed):
            await set_step(work, HEAD, org, "sign", NOW, active=True)
        with pytest.raises(BadValue):
            await set_step(work, HR, org, "approve", NOW, active=False)
        with pytest.raises(BadValue):
            await set_step(work, HR, org, "plan", NOW, holder="outside")
        await set_step(work, HR, org, "sign", NOW, active=True, holder="outside")
        await set_step(work, HR, org, "sign", NOW, outside="Директор колледжа")
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert not unit.ready
        assert unit.document is not None
        with pytest.raises(NotAllowed):
            await do_step(work, HEAD, org, unit.document.id, paper(), NOW)
        await do_step(work, HR, org, unit.document.id, paper("№ 8"), NOW)
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert unit.ready
        assert unit.passages[-1].name == "Директор колледжа"
        await set_step(work, HR, org, "approve", NOW, holder="hr_director")
        whole = await consolidate(work, HR, org, year, paper(), NOW)
        assert whole.document is not None
        with pytest.raises(NotAllowed):
            await do_step(work, HR, org, whole.document.id, paper(), NOW)
        done = await do_step(work, DIRECTOR, org, whole.document.id, paper(), NOW)
        assert done.state == "approved"


async def test_years_are_entered_and_unique(database: Database) -> None:
    u = await build(database)
    org = u.organisation
    first, last = date(2027, 9, 1), date(2028, 8, 31)
    async with database.work() as work:
        for person in (HEAD, STRANGER, OTHER_HR):
            with pytest.raises(NotAllowed):
                await add_year(work, person, org, "2028", first, last, NOW)
        with pytest.raises(NameTaken):
            await add_year(work, HR, org, "2027", first, last, NOW)
        for begins, ends in ((last, first), (first, first), (first, date(2029, 8, 31))):
            with pytest.raises(BadValue):
                await add_year(work, HR, org, "2028", begins, ends, NOW)
        year = await add_year(work, HR, org, "2027/28", first, last, NOW)
        assert year.kind == "study"
        assert len(year.quarters) == 4
        with pytest.raises(BadValue):
            await set_days(work, HR, org, year.id, "plans_due", (first, last), NOW)
        with pytest.raises(NotThere):
            await set_days(work, OTHER_HR, u.c.other, year.id, "plans_due", (first,), NOW)


async def test_a_plan_is_typed_asked_about_and_given(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        [(year, record)] = await own_years(work, TEACHER_A, NOW)
        assert (year.id, record.id) == (u.year, u.teachers[1])
        item, said = await add_typed(work, TEACHER_A, u.year, u.teachers[1], LINE, NOW)
        assert said.unread == ()
        assert item.new.origin == "typed"
        assert open_questions(item) == (
            "kind", "reason", "area", "trip", "contract_number", "specification",
        )  # fmt: skip
        assert open_questions(item, put_off=("kind",))[0] == "reason"
        item = await say(work, TEACHER_A, item.id, NOW, kind="conference")
        assert "paper" in open_questions(item)
        with pytest.raises(BadValue):
            await add_typed(work, TEACHER_A, u.year, u.teachers[1], "72 h", NOW)
        await withdraw(work, TEACHER_A, item.id, NOW)
        view = await plan_of(work, TEACHER_A, u.year, u.teachers[1], catalogue(), NOW)
        assert view.items == ()
        given = await give(work, TEACHER_A, u.year, u.teachers[1], NOW)
        assert given.state == "given"
        unit = await unit_seen(work, HEAD, u.organisation, u.year, u.chair, NOW)
        assert (unit.given, len(unit.missing)) == (1, 2)


async def test_nobody_plans_for_another_unless_they_lead_them(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        for person in (TEACHER, STRANGER, OTHER_HR, OTHER_HEAD):
            with pytest.raises(NotThere):
                await add_typed(work, person, u.year, u.teachers[1], LINE, NOW)
        with pytest.raises(NotThere):
            await plan_of(work, TEACHER_A, u.year, u.teachers[0], catalogue(), NOW)
        item = await typed(work, u, employee=u.teachers[2])
        for person in (TEACHER_A, STRANGER, OTHER_HEAD):
            with pytest.raises(NotThere):
                await say(work, person, item, NOW, hours=1)
        assert await own_years(work, STRANGER, NOW) == []


async def test_as_last_year_leaves_days_and_papers_open(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        item = await typed(work, u)
        await say(work, HEAD, item, NOW, contract_number="№ 1")
        following = await add_year(
            work, HR, u.organisation, "2028", date(2028, 1, 1), date(2028, 12, 31), NOW
        )
        view = await plan_of(work, HEAD, following.id, u.teachers[1], catalogue(), NOW)
        assert view.last_year == 1
        assert await add_as_last_year(work, HEAD, following.id, u.teachers[1], NOW) == 1
        assert await add_as_last_year(work, HEAD, following.id, u.teachers[1], NOW) == 0
        view = await plan_of(work, HEAD, following.id, u.teachers[1], catalogue(), NOW)
        [copied] = view.items
        assert (copied.new.topic, copied.new.hours, copied.new.cost) == ("Python", 72, 90_000)
        assert copied.new.first_day is None
        assert copied.new.contract_number == ""


async def test_what_the_norm_misses_is_proposed_once(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        view = await plan_of(work, HEAD, u.year, u.teachers[1], catalogue(), NOW)
        # What the employer does not say is not taken for nothing.
        assert view.lacks is None
        with pytest.raises(NotThere):
            await add_proposed(work, HEAD, u.year, u.teachers[1], catalogue(), NOW)
        held = {"certificates": [{"hours": 72, "issued": "2024-06-01"}]}
        await work.register.change(u.teachers[1], "", "Мысалова", held, NOW)
        view = await plan_of(work, HEAD, u.year, u.teachers[1], catalogue(), NOW)
        assert view.lacks is not None
        assert (view.lacks.hours, view.lacks.since) == (72, date(2027, 6, 2))
        first = await add_proposed(work, HEAD, u.year, u.teachers[1], catalogue(), NOW)
        again = await add_proposed(work, HEAD, u.year, u.teachers[1], catalogue(), NOW)
        assert first.id == again.id
        assert open_questions(first)[0] == "topic"


async def test_missing_plans_are_chased_once_a_day(database: Database) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        await give(work, HEAD, u.year, u.teachers[0], NOW)
        assert await chase(work, HR, org, u.year, u.chair, NOW) == (1, 1)
        assert await chase(work, HR, org, u.year, u.chair, NOW) == (1, 1)
        due = [
            each
            for each in await work.reminders.of(TEACHER_A)
            if each.subject == "training_plan" and each.due_at <= NOW
        ]
        assert len(due) == 1
        for person in (OTHER_HEAD, TEACHER_A, STRANGER):
            with pytest.raises(NotAllowed):
                await chase(work, person, org, u.year, u.chair, NOW)
        await give(work, TEACHER_A, u.year, u.teachers[1], NOW)
        left = [
            each
            for each in await work.reminders.of(TEACHER_A)
            if each.subject == "training_plan" and each.state == "pending"
        ]
        assert left == []


async def test_heads_do_not_learn_by_chasing_who_is_here(database: Database) -> None:
    """Nobody of the chair has agreed that heads see their ties."""
    u = await build(database)
    async with database.work() as work:
        assert await chase(work, HEAD, u.organisation, u.year, u.chair, NOW) is None
        due = [each.due_at for each in await work.reminders.of(TEACHER_A)]
        assert NOW in due


async def test_a_course_is_told_proved_heard_and_counts(database: Database) -> None:
    u = await build(database)
    after = at(date(2027, 3, 15))
    async with database.work() as work:
        item, _ = await approved(work, u)
        asked = [e for e in await work.reminders.of(TEACHER_A) if e.subject == "training_course"]
        assert [each.day for each in asked] == [date(2027, 3, 15)]
        with pytest.raises(BadValue):
            await tell(work, TEACHER_A, item, "done", NOW)
        with pytest.raises(NotThere):
            await tell(work, STRANGER, item, "done", after)
        told = await tell(work, TEACHER_A, item, "done", after)
        assert (told.hours, told.ended_on, told.spent) == (72, date(2027, 3, 14), 90_000)
        assert told.heard_due == date(2027, 4, 14)
        with pytest.raises(BadValue):
            await judge(work, TEACHER_A, item, after, mark=6)
        await judge(work, TEACHER_A, item, after, mark=5, words="Пайдалы")
        waiting = await to_hear(work, HEAD, u.organisation, u.year, after)
        assert [each.due for each in waiting] == [date(2027, 4, 14)]
        file = File("certificate", "photo")
        for _ in range(2):
            shown = await show_certificate(work, TEACHER_A, item, file, after)
        assert shown.in_register_at == after
        employee = await work.register.get(u.teachers[1])
        assert employee is not None
        assert employee.known["certificates"] == [{"hours": 72, "issued": "2027-03-14"}]
        assert employee.known["certificates_complete"] is False
        assert await work.certificates.of(TEACHER_A) == []
        with pytest.raises(NotThere):
            await into_own(work, HEAD, item, "profile", after)
        for _ in range(2):
            await into_own(work, TEACHER_A, item, "profile", after)
        [own] = await work.certificates.of(TEACHER_A)
        assert (own.hours, own.issued, own.file_id) == (72, date(2027, 3, 14), "certificate")
        with pytest.raises(NotAllowed):
            await hear(
                work, OTHER_HEAD, u.organisation, item, "№ 7", date(2027, 3, 15), True, after
            )
        with pytest.raises(BadValue):
            await hear(work, HEAD, u.organisation, item, "№ 7", date(2027, 3, 1), True, after)
        heard = await hear(work, HEAD, u.organisation, item, "№ 7", date(2027, 3, 15), True, after)
        assert heard.recommended
        assert await to_hear(work, HEAD, u.organisation, u.year, after) == []
        # What the unit has heard is told anew by nobody.
        with pytest.raises(AlreadyHeard):
            await tell(work, TEACHER_A, item, "missed", after)
        assert (await tell(work, TEACHER_A, item, "done", after)).heard_on is not None


async def test_a_course_that_did_not_happen_counts_nowhere(database: Database) -> None:
    u = await build(database)
    after = at(date(2027, 3, 15))
    async with database.work() as work:
        item, _ = await approved(work, u)
        told = await tell(work, TEACHER_A, item, "missed", after, cause="money")
        assert (told.cause, told.hours, told.heard_due) == ("money", None, None)
        with pytest.raises(NotThere):
            await show_certificate(work, TEACHER_A, item, File("x", "photo"), after)
        with pytest.raises(NotThere):
            await hear(work, HEAD, u.organisation, item, "1", date(2027, 3, 15), True, after)
        [found] = [
            each
            for each in await findings_seen(work, HEAD, u.organisation, u.year, after)
            if each.found.finding == "not_attended"
        ]
        assert found.item is not None
        assert found.item.id == item


async def test_what_falls_behind_is_found_once_and_cured(database: Database) -> None:
    u = await build(database)
    org, late = u.organisation, at(date(2026, 12, 21))
    async with database.work() as work:
        await give(work, TEACHER_A, u.year, u.teachers[1], NOW)
        assert await findings_seen(work, HEAD, org, u.year, at(PLANS_DUE)) == []
        found = await findings_seen(work, HEAD, org, u.year, late)
        again = await findings_seen(work, HEAD, org, u.year, late)
        assert [each.found for each in found] == [each.found for each in again]
        assert [each.found.finding for each in found] == ["no_plan", "no_plan", "not_approved"]
        assert {each.unit for each in found} == {"Кафедра А"}
        everything = await findings_seen(work, HR, org, u.year, late)
        assert len(everything) == 5
        number = found[0].found.id
        for person in (OTHER_HEAD, TEACHER_A, STRANGER):
            with pytest.raises(NotAllowed):
                await say_cause(work, person, org, number, "workload", late)
        with pytest.raises(NotThere):
            await finding_seen(work, OTHER_HR, u.c.other, number, late)
        await say_cause(work, HEAD, org, number, "workload", late)
        await say_how(work, HEAD, org, number, "audit", late)
        due = date(2027, 1, 15)
        with pytest.raises(BadValue):
            await plan_action(work, HEAD, org, number, "Жинау", "Аманов", date(2026, 1, 1), late)
        await plan_action(work, HEAD, org, number, "Жоспарды жинау", "Аманов", due, late)
        asked = [each for each in await work.reminders.of(HEAD) if each.subject == "nonconformity"]
        assert {each.day for each in asked} == {due}
        await recheck(work, HEAD, org, number, False, late)
        assert (await finding_seen(work, HEAD, org, number, late)).found.closed_on is None
        await recheck(work, HEAD, org, number, True, late)
        closed = (await finding_seen(work, HEAD, org, number, late)).found
        assert closed.closed_on == date(2026, 12, 21)
        assert (closed.cause, closed.found_how, closed.owner) == ("workload", "audit", "Аманов")
        assert len(await findings_seen(work, HEAD, org, u.year, late)) == 3


async def test_where_nobody_plans_no_plan_is_missing(database: Database) -> None:
    u = await build(database)
    late = at(date(2026, 12, 21))
    async with database.work() as work:
        await set_step(work, HR, u.organisation, "plan", NOW, active=False)
        found = await findings_seen(work, HR, u.organisation, u.year, late)
        assert {each.found.finding for each in found} == {"not_approved"}


async def test_the_year_stays_when_a_person_is_forgotten_but_not_who_did_a_step(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        item, number = await approved(work, u)
        await receive(work, HEAD, u.organisation, number, NOW)
        for person in (HEAD, TEACHER_A):
            await work.people.forget(person)
    async with database.work() as work:
        assert await work.training_plans.item(item) is not None
        [receipt] = await work.training_documents.receipts(number)
        assert receipt.received_by is None
        unit = await unit_seen(work, HR, u.organisation, u.year, u.chair, NOW)
        assert {each.done_by for each in unit.passages} == {None, DEAN}
        assert "Аманов Мысал" in {each.name for each in unit.passages}
        assert await work.reminders.of(TEACHER_A) == []


async def test_what_was_frozen_is_what_the_plans_said_and_bears_its_digest(
    database: Database,
) -> None:
    u = await build(database)
    async with database.work() as work:
        await approved(work, u, "Python, 72 h, 3–14.03, 90 000, university")
        unit = await unit_seen(work, HR, u.organisation, u.year, u.chair, NOW)
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)
        assert unit.document is not None
        assert whole.document is not None
        for document in (unit.document, whole.document):
            text = dump_json(document.figures)
            assert document.digest == hashlib.sha256(text.encode()).hexdigest()
        assert unit.document.figures is not None
        [row] = [each for each in unit.document.figures["rows"] if each["item"] is not None]
        item = await work.training_plans.item(row["item"])
        assert item is not None
        assert (row["topic"], row["hours"], row["cost"]) == ("Python", 72, 90_000)
        assert (row["first_day"], row["source"]) == ("2027-03-03", "university")
        assert (row["post"], row["staff"], row["plan"]) == ("аға оқытушы", "teaching", "approved")


async def test_units_are_seen_by_whom_they_concern(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        seen = {
            person: [e.name for e in await units_seen(work, person, u.organisation, u.year, NOW)]
            for person in (HR, DEAN, HEAD, OTHER_HEAD)
        }
        assert seen == {
            HR: ["Кафедра А", "Кафедра Б"],
            DEAN: ["Кафедра А", "Кафедра Б"],
            HEAD: ["Кафедра А"],
            OTHER_HEAD: ["Кафедра Б"],
        }
        for person in (TEACHER_A, STRANGER, OTHER_HR):
            with pytest.raises(NotAllowed):
                await units_seen(work, person, u.organisation, u.year, NOW)
