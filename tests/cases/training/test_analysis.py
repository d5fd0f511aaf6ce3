"""The head's analysis before a meeting: who needs a course, what is entered, proposed and kept."""

from dataclasses import replace

import pytest

from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.analysis import (
    PersonNeed,
    UnitNeed,
    analysis_seen,
    kept_analysis,
    thawed_note,
)
from cases.training.needs import enter_needs
from cases.training.plans import Locked, add_typed, give, say
from cases.training.proposals import accept, change, decline, open_proposal, propose
from cases.training.risks import judge_course, risks_seen
from cases.training.schedules import approve_unit, revise, send_back
from cases.training.years import add_year
from cases.training_forms.compositions import staff_units
from cases.training_forms.freezing import thawed
from rules.norms.loading import catalogue
from rules.training.need import HeadSaid, Missing
from rules.vocabulary import Json
from storage.database import Database, Work
from storage.tables.training_plans import TrainingItem
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER
from tests.cases.training.university import (
    DEAN,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
    employed,
    paper,
)
from tests.cases.training.university import PLANS_DUE as DAY

WHOLE: Json = {"topic": "profile", "hours": 72, "issued": "2026-05-01", "title": "Python"}
HALF: Json = {**WHOLE, "hours": 36}


async def knows(work: Work, employee_id: int, *courses: Json) -> None:
    """The employer's list of somebody's courses, whole."""
    held = await work.register.get(employee_id)
    assert held is not None
    known = {**held.known, "certificates": list(courses), "degrees": []}
    await work.register.change(employee_id, held.number, held.name, known, NOW)


async def chair(database: Database) -> University:
    """The head has all hours, the teacher was never trained, of the third one nothing is known; a
    fourth one is short, a fifth holds a post without a norm."""
    u = await build(database)
    async with database.work() as work:
        head, teacher, _ = u.teachers
        await knows(work, head, WHOLE)
        await knows(work, teacher)
        [short] = await employed(work, u.organisation, u.chair, "Қысқаев")
        await knows(work, short, HALF)
        [plain] = await employed(work, u.organisation, u.chair, "Лаборантов", position=None)
        await knows(work, plain, WHOLE)
    return u


async def seen(work: Work, u: University, actor: int = HEAD) -> UnitNeed:
    found, _ = await analysis_seen(
        work, actor, u.organisation, u.year, u.chair, catalogue(), NOW
    )  # fmt: skip
    return found


def person(unit: UnitNeed, name: str) -> PersonNeed:
    return next(each for each in unit.people if each.name.startswith(name))


async def proposed(work: Work, u: University, actor: int = HEAD) -> list[TrainingItem]:
    await propose(work, actor, u.organisation, u.year, u.chair, catalogue(), NOW)
    plans = await work.training_plans.of_year(u.year)
    return await work.training_plans.items([each.id for each in plans])


async def own_item(work: Work, u: University) -> TrainingItem:
    plan = await work.training_plans.of_employee(u.year, u.teachers[1])
    assert plan is not None
    return (await work.training_plans.items([plan.id]))[-1]


async def test_everybody_stands_somewhere_and_the_worst_come_first(database: Database) -> None:
    u = await chair(database)
    async with database.work(writing=False) as work:
        found = await seen(work, u)
    assert [(each.name, each.standing) for each in found.people] == [
        ("Мысалова", "never"),
        ("Қысқаев", "short"),
        ("Үлгіев", "open"),
        ("Лаборантов", "no_norm"),
        ("Аманов Мысал", "fine"),
    ]
    short, plain = person(found, "Қысқаев"), person(found, "Лаборантов")
    assert short.missing == Missing(72, "profile")
    assert short.last is not None
    assert (short.last.hours, short.last.issued) == (36, "01.05.2026")
    assert plain.norms == ()
    assert plain.missing is None
    unknown = person(found, "Үлгіев")
    assert (unknown.last, unknown.trained, unknown.has_degree) == (None, None, None)
    assert unknown.reasons == ()
    assert unknown.said == HeadSaid()
    assert {each.name for each in found.asking} == {"Мысалова", "Қысқаев"}


async def test_the_year_before_says_what_became_of_its_courses(database: Database) -> None:
    u = await chair(database)
    begins, ends = DAY.replace(day=1, month=1), DAY.replace(day=31, month=12)
    async with database.work() as work:
        before = await add_year(work, HR, u.organisation, "2026", begins, ends, NOW)
        for topic, state in (("A", "done"), ("B", "otherwise"), ("C", "missed"), ("D", "planned")):
            item, _ = await add_typed(work, HEAD, before.id, u.teachers[1], topic, NOW)
            await work.training_plans.set_item_state(item.id, state, NOW)  # type: ignore[arg-type]
        found = await seen(work, u)
    past = person(found, "Мысалова").past
    assert past is not None
    assert (past.planned, past.done, past.otherwise, past.missed) == (4, 1, 1, 1)
    assert found.year_before == "2026"
    assert person(found, "Аманов").past is None


@pytest.mark.parametrize("actor", [STRANGER, TEACHER, TEACHER_A, OTHER_HEAD, OTHER_HR])
async def test_nobody_else_looks_enters_or_proposes(database: Database, actor: int) -> None:
    u = await chair(database)
    async with database.work() as work:
        with pytest.raises((NotAllowed, NotThere)):
            await seen(work, u, actor)
        with pytest.raises((NotAllowed, NotThere)):
            await enter_needs(work, actor, u.organisation, u.year, [u.teachers[1]], NOW, young=True)
        with pytest.raises((NotAllowed, NotThere)):
            await proposed(work, u, actor)
        assert await work.training_needs.of_year(u.year) == {}
        assert await work.training_plans.of_year(u.year) == []


async def test_what_is_entered_stands_until_it_is_taken_back_and_each_is_noted(
    database: Database,
) -> None:
    u = await chair(database)
    about = (u.organisation, u.year)
    both = u.teachers[1:]
    async with database.work() as work:
        await enter_needs(work, HEAD, *about, both, NOW, young=True, subjects=" Физика,\n химия ")
        await enter_needs(work, HR, *about, both[:1], NOW, fits=False, lesson_mark="4,5")
        # The same once more changes nothing.
        await enter_needs(work, HR, *about, both[:1], NOW, fits=False)
        found = await seen(work, u)
        teacher, other = person(found, "Мысалова"), person(found, "Үлгіев")
        assert teacher.subjects == other.subjects == "Физика, химия"
        assert (teacher.lesson_mark, teacher.said.fits) == ("4,5", False)
        assert teacher.reasons == ("norm_hours", "subject_fit", "young")
        assert other.reasons == ("young",)
        await enter_needs(work, HEAD, *about, both, NOW, young=None, subjects="")
        found = await seen(work, u)
        assert person(found, "Үлгіев").reasons == ()
        log = await work.audit.of_organisation(u.organisation, 100)
        noted = [each for each in log if each.action == "training.need"]
        assert len(noted) == 5
        assert {each.object_id for each in noted} == set(both)
        with pytest.raises(BadValue):
            await enter_needs(work, HEAD, *about, both, NOW, lesson_mark="5" * 21)
        with pytest.raises(NotThere):
            await enter_needs(work, HEAD, *about, [u.other], NOW, young=True)


async def test_one_press_proposes_to_all_who_need_it_and_a_second_one_to_nobody(
    database: Database,
) -> None:
    u = await chair(database)
    async with database.work() as work:
        items = await proposed(work, u)
        assert [(each.new.reason, each.new.hours) for each in items] == [("norm_hours", 72)] * 2
        assert await proposed(work, u) == items
        due = [
            each
            for each in await work.reminders.of(TEACHER_A)
            if each.subject == "training_proposal"
        ]
        assert len(due) == 1
        found = await seen(work, u)
        assert found.asking == ()
        assert person(found, "Мысалова").proposed[0].answer is None


async def test_a_person_agrees_changes_or_declines_with_a_reason(database: Database) -> None:
    u = await chair(database)
    async with database.work() as work:
        await proposed(work, u)
        item = await own_item(work, u)
        for stranger in (STRANGER, HEAD, HR):
            with pytest.raises(NotThere):
                await accept(work, stranger, item.id, NOW)
        with pytest.raises(BadValue):
            await decline(work, TEACHER_A, item.id, "  ", NOW)
        with pytest.raises(BadValue):
            await change(work, TEACHER_A, item.id, "72 h", NOW)
        await decline(work, TEACHER_A, item.id, "Ғылыми демалыс", NOW)
        found = person(await seen(work, u), "Мысалова")
        assert [(each.answer, each.reason) for each in found.proposed] == [
            ("declined", "Ғылыми демалыс")
        ]
        assert not found.asks
        with pytest.raises(NotThere):
            await accept(work, TEACHER_A, item.id, NOW)
        # Only who is marked by hand is asked once more.
        about = (u.organisation, u.year, u.chair, catalogue(), NOW)
        await propose(work, HEAD, *about, [u.teachers[1]])
        again = await own_item(work, u)
        assert again.id != item.id
        await change(work, TEACHER_A, again.id, "Data, 3–14.03, Almaty", NOW)
        changed = await own_item(work, u)
        assert (changed.new.topic, changed.new.hours, changed.new.reason) == (
            "Data", 72, "norm_hours",
        )  # fmt: skip
        assert await open_proposal(work, TEACHER_A, changed) is None
        await accept(work, TEACHER_A, again.id, NOW)
        held = await work.training_needs.proposal(again.id)
        assert held is not None
        assert held.answer == "changed"


async def test_a_locked_plan_refuses_and_nothing_is_half_done(database: Database) -> None:
    u = await chair(database)
    async with database.work() as work:
        await proposed(work, u)
        item = await own_item(work, u)
        await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
        for act in (
            accept(work, TEACHER_A, item.id, NOW),
            decline(work, TEACHER_A, item.id, "жоқ", NOW),
            change(work, TEACHER_A, item.id, "Data", NOW),
        ):
            with pytest.raises(Locked):
                await act
        with pytest.raises(Locked):
            await proposed(work, u)
        held = await work.training_needs.proposal(item.id)
        assert held is not None
        assert held.answer is None


async def test_the_note_is_kept_as_it_was_when_the_unit_approved(database: Database) -> None:
    u = await chair(database)
    about = (u.organisation, u.year)
    async with database.work() as work:
        await enter_needs(work, HEAD, *about, u.teachers[:1], NOW, young=False)
        was = await seen(work, u)
        unit = await approve_unit(work, HEAD, *about, u.chair, paper(), NOW)
        assert unit.document is not None
        number = unit.document.id
        await enter_needs(work, HEAD, *about, u.teachers, NOW, young=True)
        await knows(work, u.teachers[1], WHOLE)
        kept, document = await kept_analysis(work, HEAD, u.organisation, number, NOW)
        # The note and the printed form are frozen under one digest.
        assert kept == was
        assert document.digest
        assert thawed(document.figures) is not None
        for actor in (DEAN, HR):
            await kept_analysis(work, actor, u.organisation, number, NOW)
        for actor in (OTHER_HEAD, TEACHER_A, STRANGER):
            with pytest.raises((NotAllowed, NotThere)):
                await kept_analysis(work, actor, u.organisation, number, NOW)
        await send_back(work, DEAN, u.organisation, number, "Қайта", NOW)
        assert thawed_note(await work.training_documents.get(number)) is None
        with pytest.raises(NotThere):
            await kept_analysis(work, HEAD, u.organisation, number, NOW)
        await approve_unit(work, HEAD, *about, u.chair, paper(), NOW)
        kept, _ = await kept_analysis(work, HEAD, u.organisation, number, NOW)
        assert person(kept, "Аманов").said.young is True


async def test_form_602_03_shows_what_was_entered_and_a_dash_for_what_was_not(
    database: Database,
) -> None:
    u = await chair(database)
    async with database.work() as work:
        await enter_needs(
            work, HEAD, u.organisation, u.year, [u.teachers[1]], NOW,
            subjects="Физика", lesson_mark="87", fits=False, young=True, methods=True,
        )  # fmt: skip
        year = await work.training_years.get(u.year)
        assert year is not None
        units = await staff_units(work, catalogue(), u.organisation, year, "602-03", NOW)
    members = {each.person.name: each for unit in units for each in unit.members}
    told, silent = members["Мысалова"], members["Үлгіев"]
    assert (told.subjects, told.lesson_mark, told.fits, told.young) == ("Физика", "87", False, True)
    assert {"subject_fit", "young", "methods_changed"} <= set(told.reasons)
    assert (silent.subjects, silent.lesson_mark, silent.fits, silent.young) == ("", "", None, None)
    assert silent.reasons == ()


async def test_off_the_profile_stands_beside_the_other_risks(database: Database) -> None:
    u = await chair(database)
    async with database.work() as work:
        item, _ = await add_typed(work, HEAD, u.year, u.teachers[1], "Python, 72 h, own", NOW)
        plan = await work.training_plans.get(item.plan_id)
        year = await work.training_years.get(u.year)
        assert plan is not None
        assert year is not None
        assert "ineffective" not in (await risks_seen(work, item, plan, year, NOW)).risks
        for actor in (TEACHER_A, OTHER_HEAD, STRANGER):
            with pytest.raises((NotAllowed, NotThere)):
                await judge_course(work, actor, item.id, NOW, fits=False)
        off = await judge_course(work, HEAD, item.id, NOW, fits=False)
        view = await risks_seen(work, off, plan, year, NOW)
        assert "ineffective" in view.risks
        assert (view.off_profile, view.doubtful, view.poor) == (True, False, False)
        back = await judge_course(work, HR, item.id, NOW, fits=None, doubtful=True)
        view = await risks_seen(work, back, plan, year, NOW)
        assert (view.off_profile, view.doubtful) == (False, True)
        assert replace(back.new, doubtful=None) == item.new


async def test_a_proposal_in_a_new_edition_is_answered_again(database: Database) -> None:
    u = await chair(database)
    async with database.work() as work:
        unit = await approve_unit(work, HEAD, u.organisation, u.year, u.chair, paper(), NOW)
        assert unit.document is not None
        await work.training_documents.approve(unit.document.id)
        await revise(work, HEAD, u.organisation, unit.document.id, "Жаңа", NOW)
        await proposed(work, u)
        item = await own_item(work, u)
        await accept(work, TEACHER_A, item.id, NOW)
        await say(work, TEACHER_A, item.id, NOW, topic="Data")
        await give(work, TEACHER_A, u.year, u.teachers[1], NOW)
        held = await work.training_needs.proposal(item.id)
        assert held is not None
        assert held.answer == "accepted"


async def test_what_was_entered_stays_with_the_employer_when_somebody_is_forgotten(
    database: Database,
) -> None:
    u = await chair(database)
    async with database.work() as work:
        await enter_needs(work, HEAD, u.organisation, u.year, [u.teachers[1]], NOW, young=True)
        await proposed(work, u)
        item = await own_item(work, u)
    for person_id in (TEACHER_A, HEAD):
        async with database.work() as work:
            await work.people.forget(person_id)
    async with database.work(writing=False) as work:
        need = await work.training_needs.get(u.year, u.teachers[1])
        held = await work.training_needs.proposal(item.id)
    assert need is not None
    assert held is not None
    assert (need.young, need.entered_by, held.proposed_by) == (True, None, None)
