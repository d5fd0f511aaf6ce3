"""Two HR at the same thing: the second who saves is told what the first has changed, and neither
loses anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases import deadlines, members, organisations, superiors
from rules.norms.model import Text
from storage.database import Work
from storage.tables.organisations import Deadline
from tests.cases.college import HR, NOW, TODAY, appoint, greet
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

COLLEAGUE = 7_000_000_020
TITLE = Text(kk="Есеп", ru="Отчёт", en="Report")
DAY = date(2027, 6, 1)


async def colleague(work: Work, scene: Scene) -> int:
    """A second HR of the first college; the number of that college."""
    await greet(work, COLLEAGUE, "en")
    await appoint(work, COLLEAGUE, scene.colleges.organisation)
    return scene.colleges.organisation


async def open_deadline(scene: Scene) -> tuple[Somebody, int]:
    """HR with a deadline's form open; the number of the deadline."""
    async with scene.house.database.work() as work:
        number = await colleague(work, scene)
        held = await deadlines.enter_deadline(work, HR, number, "plans", TITLE, DAY, NOW)
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    await hr.press("Report")
    await hr.press("✏️ Change")
    return hr, held.id


async def saves(scene: Scene, deadline_id: int, **changes: Any) -> None:
    """What the colleague saves meanwhile."""
    given = {"kind": "plans", "title": TITLE, "day": DAY, **changes}
    async with scene.house.database.work() as work:
        await deadlines.change_deadline(
            work, COLLEAGUE, scene.colleges.organisation, deadline_id, now=NOW, **given
        )


async def kept(scene: Scene) -> Deadline:
    async with scene.house.database.work(writing=False) as work:
        [found] = await work.deadlines.of_organisation(scene.colleges.organisation, TODAY)
    return found


async def test_what_another_changed_of_a_deadline_is_told_and_stays(scene: Scene) -> None:
    hr, number = await open_deadline(scene)
    await hr.press("Day")
    await hr.say("02.06.2027")
    await saves(scene, number, title=Text(kk="Есеп", ru="Отчёт <2>", en="Report"), kind="tests")
    text = await hr.press("✅ Save")
    assert text.startswith("⚠️ A colleague has changed this meanwhile")
    assert "• Kind: Individual plans → Assessment of teachers' knowledge" in text
    assert "• Русский: Отчёт → Отчёт <2>" in text
    assert "• Day" not in text
    assert "2 June 2027" in text
    assert (await kept(scene)).day == DAY
    await scene.house.restart()
    await hr.press("✅ Save")
    found = await kept(scene)
    assert (found.kind, found.title.ru, found.day) == ("tests", "Отчёт <2>", date(2027, 6, 2))


async def test_where_both_changed_the_same_the_second_sees_it_and_decides(scene: Scene) -> None:
    hr, number = await open_deadline(scene)
    await hr.press("Day")
    await hr.say("02.06.2027")
    await saves(scene, number, day=date(2027, 6, 3))
    text = await hr.press("✅ Save")
    assert "• Day: 1 June 2027 → 3 June 2027" in text
    assert "\n2 June 2027" in text
    await saves(scene, number, day=date(2027, 6, 4))
    assert "• Day: 3 June 2027 → 4 June 2027" in await hr.press("✅ Save")
    assert (await kept(scene)).day == date(2027, 6, 4)
    await hr.press("✅ Save")
    assert (await kept(scene)).day == date(2027, 6, 2)


async def test_where_both_saved_the_same_nobody_is_asked(scene: Scene) -> None:
    hr, number = await open_deadline(scene)
    await hr.press("Day")
    await hr.say("02.06.2027")
    await saves(scene, number, day=date(2027, 6, 2))
    assert "• 2 June 2027: Report" in await hr.press("✅ Save")


async def test_a_deadline_that_another_removed_can_be_entered_anew(scene: Scene) -> None:
    hr, number = await open_deadline(scene)
    await hr.press("Day")
    await hr.say("02.06.2027")
    async with scene.house.database.work() as work:
        await deadlines.remove_deadline(work, COLLEAGUE, scene.colleges.organisation, number, NOW)
    text = await hr.press("✅ Save")
    assert "A colleague has removed this deadline meanwhile. Saving enters it anew." in text
    await hr.press("✅ Save")
    found = await kept(scene)
    assert (found.title, found.day) == (TITLE, date(2027, 6, 2))


async def test_a_department_that_another_renamed_keeps_that_name_until_it_is_seen(
    scene: Scene,
) -> None:
    c = scene.colleges
    hr = await scene.hr()
    await hr.press("🗂 Departments")
    await hr.press("IT")
    await hr.press("✏️ Rename")
    async with scene.house.database.work() as work:
        await colleague(work, scene)
        await organisations.rename_department(
            work, COLLEAGUE, c.organisation, c.department, "ИТ & <связь>", NOW
        )
    text = await hr.say("Informatics")
    assert "A colleague has changed this meanwhile" in text
    assert "• IT → ИТ & <связь>" in text
    assert "You wrote: Informatics" in text
    assert await name_of_department(scene) == "ИТ & <связь>"
    await scene.house.restart()
    await hr.press("Use: Informatics")
    assert await name_of_department(scene) == "Informatics"
    # A second press on the same button gives nobody an old name back.
    async with scene.house.database.work() as work:
        await organisations.rename_department(
            work, COLLEAGUE, c.organisation, c.department, "IT", NOW
        )
    await scene.opens(hr, "part_name_yes", c.organisation, c.department)
    assert await name_of_department(scene) == "IT"


async def name_of_department(scene: Scene) -> str:
    async with scene.house.database.work(writing=False) as work:
        found = await work.organisations.department(scene.colleges.department)
    assert found is not None
    return found.name


async def test_a_name_is_written_anew_after_it_was_seen(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("✏️ Rename")
    async with scene.house.database.work() as work:
        number = await colleague(work, scene)
        await organisations.rename_organisation(work, COLLEAGUE, number, "College two", NOW)
    text = await hr.say("College one")
    assert "• Политехникалық колледж → College two" in text
    assert "College three" in await hr.say("College three")


async def test_an_organisation_is_named_as_the_second_wants_after_it_was_seen(
    scene: Scene,
) -> None:
    hr = await scene.hr()
    await hr.press("✏️ Rename")
    async with scene.house.database.work() as work:
        number = await colleague(work, scene)
        await organisations.rename_organisation(work, COLLEAGUE, number, "College two", NOW)
    await hr.say("College one")
    assert "College one" in await hr.press("Use: College one")
    await scene.opens(hr, "rename_yes", number)
    assert "College one" in hr.live.text


async def test_whom_it_answers_to_is_not_set_over_another_answer(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🏛 Whom it answers to")
    async with scene.house.database.work() as work:
        number = await colleague(work, scene)
        await superiors.set_superior(work, COLLEAGUE, number, "ministry", NOW)
    text = await hr.press("District education department")
    assert "A colleague has changed this meanwhile" in text
    assert "Now: Ministry or branch ministry" in text
    assert "Now: District education department" in await hr.press("District education department")
    assert "Now: District" in await scene.opens(hr, "superior_set", number, 2)


async def test_a_member_is_not_moved_from_where_another_has_put_them(scene: Scene) -> None:
    c = scene.colleges
    hr = await scene.hr()
    await hr.press("👥 Members")
    await hr.press("Айгерім")
    await hr.press("🗂 Move")
    assert "Department: IT" in hr.live.text
    async with scene.house.database.work() as work:
        await colleague(work, scene)
        made = await organisations.add_department(work, COLLEAGUE, c.organisation, "Химия", NOW)
        await members.move_member(work, COLLEAGUE, c.organisation, c.membership, made.id, NOW)
    text = await hr.press("No department")
    assert "A colleague has changed this meanwhile" in text
    assert "Department: Химия" in text
    assert "Department" not in await hr.press("No department")
    assert "Into which department?" in await scene.opens(
        hr, "member_move", c.organisation, c.membership, made.id
    )
