"""The end of a year: own reports, units, institutes, the whole, 602-06 signed and frozen."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cases import roles
from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.annual import annual_seen, sign_annual
from cases.training.courses import hear, improve, tell
from cases.training.findings import findings_seen
from cases.training.messages import plan_year
from cases.training.own_reports import Untold, confirm_own, own_report
from cases.training.passing import Paper
from cases.training.reports import (
    PartsMissing,
    people_of,
    remind_parts,
    report_seen,
    reports_seen,
    sign_made,
    sign_unit,
)
from cases.training.schedules import (
    NotNow,
    send_back,
)
from cases.training.years import set_days, set_step, year_of
from cases.training_forms.forms import Wanted, form_of
from cases.training_forms.kept_figures import figures_of, plain
from rules.norms.loading import catalogue
from storage.database import Database, Work
from storage.json_column import dump_json
from tests.cases.college import HR, NOW, OPERATORS, OTHER_HR, STRANGER
from tests.cases.training.test_year import approved, typed
from tests.cases.training.university import (
    DEAN,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    at,
    build,
)
from workbooks.training.content import Annual

END = at(date(2027, 12, 20))
REPORTS_DUE = date(2027, 12, 25)
PAPER = Paper("№ 12", date(2027, 12, 20))


async def told(work: Work, u: University) -> int:
    """A course that was approved and done; nothing else was planned."""
    item, _ = await approved(work, u)
    await tell(work, TEACHER_A, item, "done", at(date(2027, 3, 20)))
    return item


async def units_signed(work: Work, u: University) -> None:
    here = (work, u.organisation, u.year)
    for head, chair in ((HEAD, u.chair), (OTHER_HEAD, u.other_chair)):
        await sign_unit(here[0], head, *here[1:], chair, PAPER, "Жалғастыру", END)


async def all_signed(work: Work, u: University) -> None:
    await units_signed(work, u)
    await sign_made(work, DEAN, u.organisation, u.year, u.institute, END)
    await sign_made(work, HR, u.organisation, u.year, None, END)


async def reports(work: Work, u: University) -> list[Any]:
    return await work.training_figures.reports(u.year)


async def test_somebody_confirms_what_came_of_their_plan_once(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        item, _ = await approved(work, u)
        mine = (work, TEACHER_A, u.year, u.teachers[1])
        assert [each.id for each in (await own_report(*mine, END)).untold] == [item]
        with pytest.raises(Untold):
            await confirm_own(*mine, END)
        await tell(work, TEACHER_A, item, "missed", END, cause="money")
        for _ in range(2):
            seen = await confirm_own(*mine, END)
        assert seen.confirmed
        [report] = await reports(work, u)
        assert (report.level, report.employee_id) == ("person", u.teachers[1])
        [row] = report.figures["items"]
        assert (row["state"], row["cause"], row["topic"]) == ("missed", "money", "Python")
        # Who changes their mind confirms anew.
        await tell(work, TEACHER_A, item, "done", END)
        assert not (await own_report(*mine, END)).confirmed
        await confirm_own(*mine, END)
        assert len(await reports(work, u)) == 2


async def test_the_head_confirms_for_whoever_is_not_here(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        item = await typed(work, u, employee=u.teachers[2])
        await tell(work, HEAD, item, "done", END)
        for other in (STRANGER, OTHER_HEAD, TEACHER_A, OTHER_HR):
            with pytest.raises(NotThere):
                await confirm_own(work, other, u.year, u.teachers[2], END)
        await confirm_own(work, HEAD, u.year, u.teachers[2], END)
        [report] = await reports(work, u)
        assert (report.signed_by, report.signed_name) == (HEAD, "Аманов Мысал")


async def test_people_are_asked_until_they_have_confirmed(database: Database) -> None:
    u = await build(database)

    async def pending(work: Work) -> list[date]:
        held = await work.reminders.of(TEACHER_A)
        return [e.day for e in held if e.subject == "training_report" and e.state == "pending"]

    async with database.work() as work:
        await told(work, u)
        assert await pending(work) == []
        await set_days(work, HR, u.organisation, u.year, "reports_due", (REPORTS_DUE,), END)
        assert set(await pending(work)) == {REPORTS_DUE}
        await confirm_own(work, TEACHER_A, u.year, u.teachers[1], END)
        assert await pending(work) == []
        await plan_year(work, await year_of(work, u.organisation, u.year), END)
        assert await pending(work) == []


async def test_a_report_that_is_late_falls_behind_until_it_is_signed(database: Database) -> None:
    u = await build(database)
    late, annual_due = at(date(2027, 12, 26)), date(2028, 1, 10)

    async def found(work: Work, person: int, now: datetime) -> dict[tuple[int | None, ...], bool]:
        """(department, employee) → whether it was made up for."""
        seen = await findings_seen(work, person, u.organisation, u.year, now)
        held = [each.found for each in seen if each.found.finding == "not_reported"]
        return {(e.department_id, e.employee_id): e.done_on is not None for e in held}

    async with database.work() as work:
        await told(work, u)
        year = (work, HR, u.organisation, u.year)
        await set_days(*year, "reports_due", (REPORTS_DUE,), END)
        await set_days(*year, "annual_due", (annual_due,), END)
        assert await found(work, HR, at(REPORTS_DUE)) == {}
        units = {(u.chair, None), (u.other_chair, None), (u.institute, None)}
        own = (u.chair, u.teachers[1])
        for _ in range(2):  # each is found once
            assert await found(work, HR, late) == dict.fromkeys({*units, own}, False)
        assert set(await found(work, OTHER_HEAD, late)) == {(u.other_chair, None)}
        await confirm_own(work, TEACHER_A, u.year, u.teachers[1], late)
        await all_signed(work, u)
        assert set((await found(work, HR, late)).values()) == {True}
        after = at(annual_due + timedelta(1))
        assert (await found(work, HR, after))[None, None] is False
        assert (None, None) not in await found(work, HEAD, after)
        await sign_annual(work, DIRECTOR, u.organisation, u.year, PAPER, after)
        assert (await found(work, HR, after))[None, None] is True


async def test_where_nobody_reports_no_report_is_late(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        await set_days(work, HR, u.organisation, u.year, "reports_due", (REPORTS_DUE,), END)
        await set_step(work, HR, u.organisation, "report", END, active=False)
        seen = await findings_seen(work, HR, u.organisation, u.year, at(date(2027, 12, 26)))
        assert [each for each in seen if each.found.finding == "not_reported"] == []


async def test_units_institutes_and_the_whole_sign_in_turn(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        item = await told(work, u)
        await hear(work, HEAD, u.organisation, item, "№ 7", date(2027, 3, 20), True, END)
        await improve(work, HEAD, u.organisation, [item], "Ашық сабақ", END)
        here = (work, HEAD, u.organisation, u.year, u.chair)
        people = await people_of(*here, END)
        assert (people.owing, [each.name for each in people.missing]) == (1, ["Мысалова"])
        assert people.improvements == ("Ашық сабақ",)
        with pytest.raises(PartsMissing):
            await sign_made(work, DEAN, u.organisation, u.year, u.institute, END)
        for paper, field in (
            (Paper("", PAPER.day), "number"),
            (Paper("№ 1", date(2028, 1, 1)), "day"),
        ):
            with pytest.raises(BadValue) as refused:
                await sign_unit(*here, paper, "Жалғастыру", END)
            assert refused.value.field == field
        with pytest.raises(BadValue):
            await sign_unit(*here, PAPER, "  ", END)
        for _ in range(2):
            view = await sign_unit(*here, PAPER, "Жалғастыру", END)
        assert view.report is not None
        assert (view.report.resolution, view.report.minutes_number) == ("Жалғастыру", "№ 12")
        assert len(await reports(work, u)) == 1
        asked = [e for e in await work.reminders.of(DEAN) if e.subject == "training_signing"]
        assert asked == []
        await units_signed(work, u)
        asked = [e for e in await work.reminders.of(DEAN) if e.subject == "training_signing"]
        assert len(asked) == 1
        for _ in range(2):
            await sign_made(work, DEAN, u.organisation, u.year, u.institute, END)
            await sign_made(work, HR, u.organisation, u.year, None, END)
        levels = [each.level for each in await reports(work, u)]
        assert levels == ["unit", "unit", "institute", "organisation"]
        for each in await reports(work, u):
            assert each.digest == hashlib.sha256(_canonical(each.figures)).hexdigest()
        asked = [e for e in await work.reminders.of(DIRECTOR) if e.subject == "training_signing"]
        assert len(asked) == 1


def _canonical(figures: Any) -> bytes:
    return dump_json(figures).encode()


async def test_nobody_signs_what_is_not_theirs(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        for person in (STRANGER, OTHER_HR, TEACHER_A):
            with pytest.raises(NotAllowed):
                await reports_seen(work, person, u.organisation, u.year, END)
            with pytest.raises(NotAllowed):
                await annual_seen(work, person, u.organisation, u.year, END)
        with pytest.raises(NotThere):
            await sign_unit(work, HEAD, u.organisation, u.year, u.other_chair, PAPER, "x", END)
        for person, place in ((HEAD, u.institute), (DEAN, None), (HEAD, u.chair)):
            with pytest.raises(NotThere):
                await sign_made(work, person, u.organisation, u.year, place, END)
        with pytest.raises(NotAllowed):
            await annual_seen(work, DEAN, u.organisation, u.year, END)
        # A right that has ended.
        [held] = [e for e in await work.roles.of_person(HEAD, NOW.date()) if e.kind == "head"]
        await roles.end_role(work, HR, OPERATORS, u.organisation, held.id, END)
        with pytest.raises(NotAllowed):
            await sign_unit(work, HEAD, u.organisation, u.year, u.chair, PAPER, "x", END)
        # A unit without a head: that of the institute signs for it.
        await sign_unit(work, DEAN, u.organisation, u.year, u.chair, PAPER, "x", END)
        assert await reports(work, u) != []


async def test_what_changes_after_signing_is_shown_and_signed_anew(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        await units_signed(work, u)
        late = await typed_unplanned(work, u)
        view = await report_seen(work, HEAD, u.organisation, u.year, u.chair, END)
        assert view.changed_after
        # The institute's is the sum of what was signed.
        above = await sign_made(work, DEAN, u.organisation, u.year, u.institute, END)
        assert above.signed is not None
        assert (above.signed.planned, above.changed_after) == (1, True)
        view = await sign_unit(work, HEAD, u.organisation, u.year, u.chair, PAPER, "Жаңа", END)
        assert not view.changed_after
        above = await report_seen(work, DEAN, u.organisation, u.year, u.institute, END)
        assert not above.is_current
        above = await sign_made(work, DEAN, u.organisation, u.year, u.institute, END)
        assert above.signed is not None
        assert (above.signed.planned, above.changed_after) == (2, False)
        assert late


async def typed_unplanned(work: Work, u: University) -> int:
    """One course more in a plan of the chair, whatever its schedule says."""
    plan = await work.training_plans.of_employee(u.year, u.teachers[1])
    assert plan is not None
    [held] = await work.training_plans.items([plan.id])
    new = replace(held.new, topic="Желілер")
    return (await work.training_plans.add_item(plan.id, new, END)).id


async def test_who_is_late_is_reminded_in_one_press(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        here = (u.organisation, u.year)
        assert await remind_parts(work, HEAD, *here, u.chair, END) is None
        assert await remind_parts(work, DEAN, *here, u.institute, END) is None
        assert await remind_parts(work, HR, *here, u.chair, END) == 1
        for person, subject in ((TEACHER_A, "training_report"), (HEAD, "training_signing")):
            held = [e for e in await work.reminders.of(person) if e.subject == subject]
            assert len(held) == 1


@pytest.mark.parametrize(
    ("active", "holder", "levels"),
    [
        (True, "institute", ["organisation", "institute", "unit", "unit"]),
        (True, "head", ["organisation", "unit", "unit"]),
        (True, "hr", ["organisation"]),
        (False, "institute", ["organisation"]),
    ],
)
async def test_the_chain_says_who_reports(
    database: Database, active: bool, holder: Any, levels: list[str]
) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        await set_step(work, HR, u.organisation, "report", NOW, active=active, holder=holder)
        seen = await reports_seen(work, HR, u.organisation, u.year, END)
        assert [each.level for each in seen] == levels
        assert {each.figures.planned for each in seen if each.figures is not None} <= {0, 1}


async def annual_form(work: Work, u: University) -> Annual:
    organisation = await work.organisations.get(u.organisation)
    assert organisation is not None
    year = await year_of(work, u.organisation, u.year)
    wanted = Wanted(organisation, year, "602-06", None)
    [found] = await form_of(work, catalogue(), wanted, END)
    assert isinstance(found, Annual)
    return found


async def test_the_annual_report_is_signed_by_the_director_and_frozen(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        here = (u.organisation, u.year, PAPER)
        with pytest.raises(PartsMissing):
            await sign_annual(work, DIRECTOR, *here, END)
        await all_signed(work, u)
        with pytest.raises(NotAllowed):
            await sign_annual(work, HR, *here, END)
        view = await sign_annual(work, DIRECTOR, *here, END)
        assert view.document is not None
        assert (view.document.state, view.document.revision) == ("approved", 1)
        text = dump_json(view.document.figures)
        assert view.document.digest == hashlib.sha256(text.encode()).hexdigest()
        assert view.is_current
        with pytest.raises(NotNow):
            await sign_annual(work, DIRECTOR, *here, END)
        [signature] = (await annual_form(work, u)).heading.signatures
        assert (signature.name, signature.number) == ("Директоров Мысал", "№ 12")
        # A schedule's step does nothing to it.
        with pytest.raises(NotThere):
            await send_back(work, HR, u.organisation, view.document.id, "x", END)
        await typed_unplanned(work, u)
        view = await annual_seen(work, DIRECTOR, u.organisation, u.year, END)
        assert ("planned", 1, 2) in view.changed
        assert sum(each.planned for each in (await annual_form(work, u)).units) == 1
        with pytest.raises(NotNow) as refused:
            await sign_annual(work, DIRECTOR, *here, END)
        assert refused.value.reason == "reason"
        view = await sign_annual(work, DIRECTOR, *here, END, reason="Кеш келді")
        documents = await work.training_documents.of_year(u.year, "602-06")
        assert [(each.revision, each.state) for each in documents] == [
            (1, "replaced"), (2, "approved"),
        ]  # fmt: skip
        assert sum(each.planned for each in (await annual_form(work, u)).units) == 2
        assert (await annual_form(work, u)).heading.revision == 2


async def test_a_director_outside_is_named_by_hr(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        await all_signed(work, u)
        held = list(await work.roles.of_person(DIRECTOR, NOW.date()))
        await work.roles.end(held[0].id, NOW)
        with pytest.raises(BadValue) as refused:
            await sign_annual(work, HR, u.organisation, u.year, PAPER, END)
        assert refused.value.field == "signer"
        assert await work.training_documents.of_year(u.year, "602-06") == []
        view = await sign_annual(work, HR, u.organisation, u.year, PAPER, END, signer="Үлгіева Ү.")
        assert view.passage is not None
        assert (view.passage.name, view.passage.done_by) == ("Үлгіева Ү.", HR)


async def test_figures_are_kept_and_come_back(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await told(work, u)
        view = await report_seen(work, HEAD, u.organisation, u.year, u.chair, END)
        assert view.figures is not None
        assert figures_of(plain(view.figures)) == view.figures
        assert figures_of({"planned": 1}) is None
