"""HR and heads see whom of the register newer requirements concern, by department and clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from cases.errors import NotAllowed
from cases.purposes import HEADS, REGISTER
from cases.register.effects import StaffToJudge, staff_to_judge
from handlers.roster.effects_file import EffectsFile, effects_file, effects_rows
from i18n import LANGUAGES
from rules.norms.catalog import Catalogue
from rules.roster.table import Value
from storage.tables.register import Appointment
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER, TODAY
from tests.handlers.hr.conftest import Scene
from tests.rules.norms import two_editions as two

KNOWN: Final = {
    "category": "teacher",
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "as_of": "2026-11-01",
}


@pytest.fixture
def both(tmp_path: Path) -> Catalogue:
    return two.with_both(tmp_path / "norms")


async def employed(
    scene: Scene, name: str, months: int, department: int | None = None, person: int | None = None
) -> None:
    async with scene.house.database.work() as work:
        known = {**KNOWN, "experience": {"specialty": months}}
        [number] = await work.register.add(
            scene.colleges.organisation, [(f"=1+{months}{name[:1]}", name, known)], NOW
        )
        post = Appointment(
            0, number, department, "tvet-teacher", "оқытушы", None, None, None, None, None
        )
        await work.register.appoint([post])
        if person is not None:
            tie = await work.ties.propose(number, person, HR, NOW)
            await work.ties.settle(tie.id, "confirmed", HR, NOW)
            for purpose in (REGISTER, HEADS):
                await work.purposes.put(person, purpose.id, purpose.version, True, NOW)


async def read(scene: Scene, actor: int) -> StaffToJudge:
    async with scene.house.database.work() as work:
        return await staff_to_judge(work, actor, scene.colleges.organisation, NOW)


async def rows(scene: Scene, actor: int, norms: Catalogue) -> list[list[Value]]:
    given = EffectsFile(await read(scene, actor), TODAY, "ru")
    return [list(each) for each in effects_rows(given, norms)]


async def staffed(scene: Scene) -> None:
    await employed(scene, "<b>Ойданова</b>", 30, scene.colleges.department, TEACHER)
    await employed(scene, "Жазба Болат", 30)
    await employed(scene, "Ұзақ Өтіл", 48)


async def test_who_is_concerned_by_department_and_clause(scene: Scene, both: Catalogue) -> None:
    await staffed(scene)
    title, headings, *found = await rows(scene, HR, both)
    assert title == [
        "Кого касаются новые требования · 20 ноября 2026\u202fг. · 2 человека"
        " · по записям работодателя, это не проверка"
    ]
    assert headings[-1] == "Бот может сообщить"
    assert [(each[2], each[-1]) for each in found] == [
        ("Жазба Болат", "нет"),
        ("<b>Ойданова</b>", "да"),
    ]
    assert found[0][1:2] + found[0][3:-1] == [
        "Стаж работы по специальности: не менее 3 лет (п. 286)",
        "=1+30Ж",
        "оқытушы",
        "Преподаватель колледжа · педагог-модератор",
        date(2027, 9, 1),
        "соответствует требованиям",
        "пока не соответствует",
    ]
    assert found[0][0] == ""
    assert found[1][0]
    assert (await scene.actions())[-1] == "staff.effects"


async def test_a_head_sees_the_own_department_and_no_ties(scene: Scene, both: Catalogue) -> None:
    await staffed(scene)
    number, part = scene.colleges.organisation, scene.colleges.department
    async with scene.house.database.work() as work:
        await work.roles.give(number, STRANGER, "head", part, None, HR, NOW, "Б.")
    _, headings, *found = await rows(scene, STRANGER, both)
    assert [each[2] for each in found] == ["<b>Ойданова</b>"]
    assert "Бот может сообщить" not in headings
    assert len(found[0]) == len(headings)


@pytest.mark.parametrize("actor", [OTHER_HR, TEACHER])
async def test_nobody_else_may(scene: Scene, actor: int) -> None:
    await staffed(scene)
    with pytest.raises(NotAllowed):
        await read(scene, actor)


async def test_the_button_is_there_while_a_later_edition_waits(
    scene: Scene, both: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    await staffed(scene)
    hr = await scene.hr()
    await scene.opens(hr, "staff", scene.colleges.organisation)
    assert not hr.has("⚖️ Newer requirements")
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: both)
    await scene.house.restart()
    await scene.opens(hr, "staff", scene.colleges.organisation)
    await hr.press_unsettled("⚖️ Newer requirements")
    await scene.house.settle(patience=60)  # a process that judges may take its time to start
    assert hr.screen.document is not None
    assert hr.screen.text == "Whom newer requirements concern"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_file_is_plain_text_in_every_language(
    scene: Scene,
    both: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    await staffed(scene)
    monkeypatch.setattr("handlers.roster.effects_file.catalogue", lambda: both)
    given = EffectsFile(await read(scene, HR), TODAY, "kk")
    content = effects_file(replace(given, language=language))  # type: ignore[arg-type]
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    assert sheet.max_row == 4
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
