"""The organisation's chain in the middle of a year: switched, given away, entered for others."""

from datetime import date

import pytest

from cases.training.plans import say
from cases.training.schedules import (
    NotNow,
    approve_unit,
    consolidate,
    do_step,
    revise,
    send_back,
    sign_all,
)
from cases.training.units import unit_seen, whole_seen
from cases.training.years import set_step
from storage.database import Database, Work
from tests.cases.college import HR, NOW
from tests.cases.training.test_year import approved, begun, finished, typed
from tests.cases.training.university import (
    DEAN,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    University,
    build,
    paper,
)


async def told(work: Work, person_id: int) -> int:
    """How many steps wait for somebody, as far as they are told."""
    held = await work.reminders.of(person_id)
    return len([each for each in held if each.subject == "training_step"])


async def test_what_is_approved_stays_so_whatever_is_switched_on_later(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        await set_step(work, HR, org, "sign", NOW, active=False)
        await set_step(work, HR, org, "agree", NOW, active=False)
        await begun(work, u)
        await approve_unit(work, OTHER_HEAD, org, year, u.other_chair, paper(), NOW)
        whole = await consolidate(work, HR, org, year, paper(), NOW)
        assert whole.document is not None
        await do_step(work, HR, org, whole.document.id, paper(), NOW)
        await set_step(work, HR, org, "sign", NOW, active=True)
        await set_step(work, HR, org, "agree", NOW, active=True)
        whole = await whole_seen(work, HR, org, year, NOW)
        assert whole.standing.over
        assert whole.late == ()
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert unit.document is not None
        assert (unit.document.state, unit.standing.next) == ("approved", None)
        with pytest.raises(NotNow):
            await do_step(work, DEAN, org, unit.document.id, paper(), NOW)


async def test_a_step_that_is_switched_off_is_waited_for_no_more(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await begun(work, u)
        unit = await unit_seen(work, HEAD, u.organisation, u.year, u.chair, NOW)
        assert not unit.ready
        await set_step(work, HR, u.organisation, "sign", NOW, active=False)
        assert (await unit_seen(work, HEAD, u.organisation, u.year, u.chair, NOW)).ready


async def test_an_edition_in_force_stays_in_the_whole_while_a_new_one_is_on_its_way(
    database: Database,
) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        item, _ = await approved(work, u)
        unit = await unit_seen(work, HEAD, org, year, u.chair, NOW)
        assert unit.document is not None
        old = unit.document
        await revise(work, HEAD, org, old.id, "Қымбаттады", NOW)
        await say(work, HEAD, item, NOW, cost=120_000)
        whole = await consolidate(work, HR, org, year, paper(), NOW)
        assert whole.document is not None
        assert whole.document.figures is not None
        units = {each["department"]: each for each in whole.document.figures["units"]}
        assert units[u.chair]["document"] == old.id
        assert [row["cost"] for row in units[u.chair]["rows"] if row["item"]] == [90_000]
        assert set(units) == {u.chair, u.other_chair}


async def test_a_unit_that_goes_back_takes_the_whole_with_it(database: Database) -> None:
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        await begun(work, u)
        await approve_unit(work, OTHER_HEAD, org, year, u.other_chair, paper(), NOW)
        await sign_all(work, DEAN, org, year, paper(), NOW)
        whole = await consolidate(work, HR, org, year, paper(), NOW)
        assert whole.document is not None
        unit = await unit_seen(work, HR, org, year, u.chair, NOW)
        assert unit.document is not None
        await send_back(work, HR, org, unit.document.id, "Басқа курс", NOW)
        after = await whole_seen(work, HR, org, year, NOW)
        assert after.document is not None
        assert (after.standing.sent_back, after.document.figures) == (True, None)
        assert after.passages[-1].reason == "Басқа курс"
        # What is open again is not brought into force by the paper of the others.
        with pytest.raises(NotNow):
            await do_step(work, HR, org, whole.document.id, paper(), NOW, step="agree")
        again = await consolidate(work, HR, org, year, paper(), NOW)
        assert again.document is not None
        assert again.document.figures is not None
        assert [each["department"] for each in again.document.figures["units"]] == [u.other_chair]


async def test_a_step_bears_the_name_of_whoever_holds_it(database: Database) -> None:
    """HR enters what heads and offices did on paper; none of it was done by HR."""
    u = await build(database)
    org, year = u.organisation, u.year
    async with database.work() as work:
        await set_step(work, HR, org, "approve", NOW, outside="Аппарат басшысы")
        await typed(work, u)
        unit = await approve_unit(work, HR, org, year, u.chair, paper(), NOW)
        assert {each.name for each in unit.passages} == {"Аманов Мысал"}
        await sign_all(work, HR, org, year, paper("№ 5", date(2026, 11, 19)), NOW)
        unit = await unit_seen(work, HR, org, year, u.chair, NOW)
        signed = unit.passages[-1]
        assert (signed.step, signed.name, signed.done_by) == ("sign", "Деканов Мысал", HR)
        assert (signed.number, signed.day) == ("№ 5", date(2026, 11, 19))
        await finished_by_hr(work, u)
        whole = await whole_seen(work, HR, org, year, NOW)
        names = {each.step: each.name for each in whole.passages}
        # Finance was never named: nobody's name stands there.
        assert (names["agree"], names["approve"]) == ("", "Аппарат басшысы")


async def finished_by_hr(work: Work, u: University) -> None:
    whole = await consolidate(work, HR, u.organisation, u.year, paper(), NOW)
    assert whole.document is not None
    while not whole.standing.over:
        await do_step(work, HR, u.organisation, whole.document.id, paper(), NOW)
        whole = await whole_seen(work, HR, u.organisation, u.year, NOW)


async def test_two_heads_of_a_place_leave_the_name_open(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await work.roles.give(u.organisation, OTHER_HEAD, "head", u.institute, None, HR, NOW)
        await begun(work, u)
        await sign_all(work, HR, u.organisation, u.year, paper(), NOW)
        unit = await unit_seen(work, HR, u.organisation, u.year, u.chair, NOW)
        assert unit.passages[-1].name == ""


async def test_whoever_holds_the_next_step_is_told(database: Database) -> None:
    u = await build(database)
    org = u.organisation
    async with database.work() as work:
        await set_step(work, HR, org, "sign", NOW, holder="hr_director")
        await set_step(work, HR, org, "approve", NOW, holder="hr_director")
        await begun(work, u)
        # One message once all units wait, not one for each of them.
        assert await told(work, DIRECTOR) == 0
        await approve_unit(work, OTHER_HEAD, org, u.year, u.other_chair, paper(), NOW)
        assert await told(work, DIRECTOR) == 1
        await sign_all(work, DIRECTOR, org, u.year, paper(), NOW)
        whole = await consolidate(work, HR, org, u.year, paper(), NOW)
        assert whole.document is not None
        before = await told(work, DIRECTOR)
        await do_step(work, HR, org, whole.document.id, paper(), NOW)
        assert await told(work, DIRECTOR) == before + 1


async def test_the_institute_is_told_of_each_unit(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        await begun(work, u)
        assert await told(work, DEAN) == 1
        await finished(work, u)
