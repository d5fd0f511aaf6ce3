"""Forms of a year of training in the chat, and the old documents that HR may delete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from cases.register.importing import apply_import, begin_import
from cases.training.snapshots import take_due
from cases.training_forms.retention import due_documents
from handlers.chat.workshop import NoRoom
from storage.tables.training_outcomes import TrainingSnapshot
from tests.cases.college import HR, STRANGER
from tests.cases.register.lists import listed, row
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.test_rights import training_year

NAMES = ["Пробный Олжас", "Тестова Айна"]


@pytest_asyncio.fixture
async def staffed(scene: Scene) -> Scene:
    """Two people of a chair, and a year of plans."""
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        rows = [row("1", NAMES[0]), row("2", NAMES[1])]
        seen = await begin_import(work, HR, college, listed(*rows), now)
        await apply_import(work, HR, college, seen.import_id, now)
        await work.training_years.add(training_year(college))
    return scene


async def year_of(scene: Scene) -> int:
    async with scene.house.database.work(writing=False) as work:
        years = await work.training_years.of_organisation(scene.colleges.organisation)
        return next(each.id for each in years if each.label == "2027")


async def chosen(scene: Scene) -> Somebody:
    hr = await scene.hr()
    for button in ("📇 Register", "🎓 Training", "🎓 2027", "📑 Training forms"):
        await hr.press(button)
    return hr


def names_in(person: Somebody) -> list[str]:
    """Of the rows of people in the file that came last."""
    file = person.screen.media
    assert file is not None
    rows = load_workbook(BytesIO(file.data)).worksheets[0].values
    return [str(line[1]) for line in rows if isinstance(line[0], int)]


async def test_hr_gets_a_form_of_the_year_and_it_is_noted(staffed: Scene) -> None:
    hr = await chosen(staffed)
    assert "2027" in hr.live.text
    await hr.press("602-03 Teaching staff")
    assert hr.screen.media is not None
    assert hr.screen.media.name == "602-03-2027.xlsx"
    assert names_in(hr) == NAMES
    assert (await staffed.actions())[-1] == "training.form"


@pytest.mark.parametrize("number", range(5))
async def test_each_form_comes_twice_where_it_is_pressed_twice(staffed: Scene, number: int) -> None:
    hr = await chosen(staffed)
    college, year = staffed.colleges.organisation, await year_of(staffed)
    for _ in range(2):
        await staffed.opens(hr, "form_file", college, year, 0, number)
        assert hr.screen.media is not None
    assert (await staffed.actions()).count("training.form") == 2
    assert staffed.house.refused() == []


async def test_a_head_gets_the_own_department_and_nothing_of_another(staffed: Scene) -> None:
    college = staffed.colleges.organisation
    async with staffed.house.database.work() as work:
        other = staffed.colleges.department
        held = await work.organisations.departments(college)
        [chair] = [each for each in held if each.name == "Кафедра химии"]
        await work.roles.give(college, STRANGER, "head", chair.id, None, HR, staffed.house.now)
    head = staffed.person(STRANGER)
    await head.say("/start")
    year = await year_of(staffed)
    await staffed.opens(head, "forms", college, year, 0)
    assert "Кафедра химии" in head.live.text
    await head.press("602-03 Teaching staff")
    assert names_in(head) == NAMES
    for place in (0, other):
        await staffed.opens(head, "form_file", college, year, place, 2)
    assert (await staffed.actions()).count("training.form") == 1


async def test_where_there_is_no_room_the_screen_offers_it_again(
    staffed: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = await chosen(staffed)

    async def full(*_: object) -> bytes:
        raise NoRoom

    with monkeypatch.context() as patched:
        patched.setattr("handlers.chat.workshop.Workshop.do", full)
        await hr.press("602-06 Annual report")
    assert "too many requests" in hr.live.text
    await hr.press("⬅️ Back")
    await hr.press("602-06 Annual report")
    assert hr.screen.media is not None


async def old_documents(scene: Scene, number: int) -> list[int]:
    """Documents of a year that ended long ago, and of one that is not old enough: their numbers."""
    numbers: list[int] = []
    college, now = scene.colleges.organisation, scene.house.now
    async with scene.house.database.work() as work:
        part = scene.colleges.department
        for ends in (date(2020, 12, 31), date(2022, 12, 31)):
            old = replace(training_year(college), label=str(ends.year), begins=ends, ends=ends)
            year = await work.training_years.add(old)
            for revision in range(1, number + 1):
                made = await work.training_documents.open(
                    year.id, "602-01", part, revision, "", now
                )
                await work.training_documents.approve(made.id)
                numbers.append(made.id)
    return numbers


async def due(scene: Scene) -> int:
    async with scene.house.database.work() as work:
        here = scene.colleges.organisation
        return len(await due_documents(work, HR, here, scene.house.now))


async def test_old_documents_are_proposed_kept_for_a_year_or_deleted(staffed: Scene) -> None:
    await old_documents(staffed, 3)
    hr = await chosen(staffed)
    await hr.press("🗑 Old documents: 3")
    await hr.press("602-01 · 2020 · IT")
    await hr.press("Keep one more year")
    assert await due(staffed) == 2
    await hr.press("602-01 · 2020 · IT")
    await hr.press("Yes, delete")
    assert await due(staffed) == 1
    await hr.press("🗑 Delete all: 1")
    await hr.press("Yes, delete")
    assert "No document is old enough" in hr.live.text
    deeds = await staffed.actions()
    assert (deeds.count("training.delete"), deeds.count("training.keep")) == (2, 1)
    async with staffed.house.database.work(writing=False) as work:
        kept = await work.training_documents.of_years_before(
            staffed.colleges.organisation, date(2026, 1, 1)
        )
    assert len(kept) == 4


async def test_an_old_button_deletes_nothing_that_is_not_due(staffed: Scene) -> None:
    old, young = await old_documents(staffed, 1)
    hr = await chosen(staffed)
    college = staffed.colleges.organisation
    await staffed.opens(hr, "doc_drop", college, young)
    assert await due(staffed) == 1
    for _ in range(2):
        await staffed.opens(hr, "doc_drop", college, old)
    assert await due(staffed) == 0
    assert (await staffed.actions()).count("training.delete") == 1


async def taken(scene: Scene) -> list[TrainingSnapshot]:
    async with scene.house.database.work(writing=False) as work:
        [year] = await work.training_years.of_organisation(scene.colleges.organisation)
        return await work.training_figures.snapshots(year.id)


async def test_figures_of_today_are_asked_for_and_confirmed_by_one_press(staffed: Scene) -> None:
    hr = await chosen(staffed)
    await hr.press("📊 Figures")
    assert "People: 2" in hr.live.text
    await hr.press("🔄 Figures of today")
    assert [each.requested for each in await taken(staffed)] == [True, True]
    [label] = [label for label in hr.labels() if "Кафедра химии" in label]
    await hr.press(label)
    assert not any("Кафедра химии" in label for label in hr.labels())
    college, year = staffed.colleges.organisation, await year_of(staffed)
    first, *_ = await taken(staffed)
    await staffed.opens(hr, "figs_yes", college, year, first.id)
    assert (await staffed.actions()).count("training.confirm") == 1
    unit, whole = await taken(staffed)
    assert unit.confirmed_by == HR
    assert unit.figures["trained"] == whole.figures["trained"] == 0
    assert sum(whole.figures["staff"]) == 2


async def test_a_quarter_that_is_over_has_its_figures_once(staffed: Scene) -> None:
    quarters = (date(2026, 9, 30), date(2026, 12, 31))
    async with staffed.house.database.work() as work:
        [year] = await work.training_years.of_organisation(staffed.colleges.organisation)
        await work.training_years.change(replace(year, quarters=quarters))
    for expected in (1, 0):
        async with staffed.house.database.work() as work:
            [year] = await work.training_years.of_organisation(staffed.colleges.organisation)
            assert await take_due(work, year, staffed.house.now) == expected
    found = await taken(staffed)
    assert [(each.day, each.requested) for each in found] == [(quarters[0], False)] * 2
