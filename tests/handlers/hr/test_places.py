"""The tree of departments and the director of HR, changed on their screens."""

from __future__ import annotations

from storage.tables.organisations import Department
from tests.cases.college import HR, OPERATOR
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene


async def tree(scene: Scene) -> dict[str, Department]:
    async with scene.house.database.work(writing=False) as work:
        found = await work.organisations.departments(scene.colleges.organisation)
    return {each.name: each for each in found}


async def with_parts(scene: Scene) -> tuple[Somebody, int, int]:
    """HR, a department, and a chair that is a part of it."""
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        top = await work.organisations.add_department(college, "Физика", now)
        assert top is not None
        chair = await work.organisations.add_department(college, "Оптика", now, "chair", top.id)
        assert chair is not None
    return await scene.hr(), top.id, chair.id


async def test_a_department_gets_another_kind_and_place(scene: Scene) -> None:
    hr, _, chair = await with_parts(scene)
    college = scene.colleges.organisation
    told = await scene.opens(hr, "part", college, chair)
    assert "Kind: chair" in told
    assert "A part of: Физика" in told
    await hr.press("🏷 Kind")
    assert "chair" not in hr.labels()
    assert "Kind: section" in await hr.press("section, cycle")
    await hr.press("🗂 Part of")
    assert "A part of: the organisation" in await hr.press("the organisation")
    found = await tree(scene)
    assert (found["Оптика"].kind, found["Физика"].kind) == ("section", "department")
    assert found["Оптика"].parent_id == found["Физика"].parent_id
    assert (await scene.actions()).count("department.place") == 2
    # What is so already is no change.
    await scene.opens(hr, "part_put", college, chair, 0)
    assert (await scene.actions()).count("department.place") == 2
    await scene.opens(hr, "part", college, chair)
    await hr.press("🗂 Part of")
    assert "A part of: Физика" in await hr.press("Физика")
    assert scene.house.refused() == []


async def test_nothing_becomes_a_part_of_itself_or_of_its_parts(scene: Scene) -> None:
    hr, top, chair = await with_parts(scene)
    college = scene.colleges.organisation
    await scene.opens(hr, "part", college, top)
    await hr.press("🗂 Part of")
    assert not any("Оптика" in label or "Физика" in label for label in hr.labels())
    before = await tree(scene)
    for parent in (top, chair, scene.colleges.other_department, 999_999):
        await scene.opens(hr, "part_put", college, top, parent)
        assert await tree(scene) == before
    await scene.opens(hr, "part_be", college, top, 9)
    assert await tree(scene) == before
    assert "department.place" not in await scene.actions()


async def kind_of_hr(scene: Scene) -> str:
    async with scene.house.database.work(writing=False) as work:
        right = await work.hr.in_force(scene.colleges.organisation, HR)
    assert right is not None
    return right.kind


async def test_an_operator_makes_a_director_who_can_give_it_back(scene: Scene) -> None:
    college, right = scene.colleges.organisation, scene.colleges.right
    hr = await scene.hr()
    await scene.opens(hr, "hr", college)
    assert "⭐ Director: 1" not in hr.labels()
    await scene.opens(hr, "director", college, right, 1)
    assert await kind_of_hr(scene) == "hr"
    operator = await scene.hr(OPERATOR)
    await scene.opens(operator, "hr", college)
    told = await operator.press("⭐ Director: 1")
    assert "director of HR, since" in told
    assert await kind_of_hr(scene) == "hr_director"
    await scene.opens(operator, "director", college, right, 1)
    assert (await scene.actions()).count("role.change") == 1
    # A press of another organisation, and one for what is no role of HR.
    await scene.opens(operator, "director", scene.colleges.other, right, 0)
    assert await kind_of_hr(scene) == "hr_director"
    await scene.opens(hr, "hr", college)
    told = await hr.press("No director: 1")
    assert "director of HR" not in told
    assert await kind_of_hr(scene) == "hr"
    assert "⭐ Director: 1" not in hr.labels()
