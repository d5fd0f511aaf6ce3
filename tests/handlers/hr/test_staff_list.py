"""A staff list in the chat: sent, checked or looked through, brought into the register, stopped."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from handlers.chat.workshop import NoRoom
from tests.cases.college import COLLEAGUE, HR, TODAY, add_colleague
from tests.cases.register.lists import HEADING, listed, row
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.workbooks.files import xlsx

PEOPLE = [row("7", "Тестова Айна", category="модератор"), row("8", "Пробный Олжас")]
ROWS = len(PEOPLE)


def workbook(rows: list[list[Any]]) -> bytes:
    return xlsx({"Список": [HEADING, *rows]})


async def sends(scene: Scene, person: Somebody, way: str, content: bytes) -> str:
    """The list sent from the register's screen; what stands there when all is done."""
    for button in ("📇 Register", "📥 A list from Excel", way):
        await person.press(button)
    await scene.house.telegram.send_document(person.id, content, "list.xlsx")
    return await settled(scene, person)


async def settled(scene: Scene, person: Somebody) -> str:
    await scene.house.settle()
    await scene.house.assembly.errands.finished()
    return person.live.text


async def staff(scene: Scene) -> list[str]:
    async with scene.house.database.work(writing=False) as work:
        found = await work.register.working(scene.colleges.organisation, TODAY)
    return [each.name for each in found]


async def test_hr_is_told_of_telegrams_servers_and_the_command_before_a_file(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📇 Register")
    told = await hr.press("📥 A list from Excel")
    assert "abroad" in told
    assert "register import" in told
    for words in (
        "your organisation's",
        "as the employer",
        "courses and attestation",
        "Three years",
    ):
        assert words in told, words


async def test_a_list_is_looked_through_and_brought_in(scene: Scene) -> None:
    hr = await scene.hr()
    told = await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    assert "➕ new: 2" in told
    assert await staff(scene) == []
    told = await hr.press("📥 Bring in 2")
    assert "✅ as before: 2" in told
    assert await staff(scene) == ["Пробный Олжас", "Тестова Айна"]
    assert (await scene.actions()).count("employee.add") == 2
    assert scene.house.refused() == []


async def test_only_checked_nothing_is_kept_and_the_list_comes_back(scene: Scene) -> None:
    hr = await scene.hr()
    told = await sends(scene, hr, "🔎 Only check, keep nothing", workbook(PEOPLE))
    assert "2 people have been checked." in told
    assert await staff(scene) == []
    file = hr.screen.media
    assert file is not None
    book = load_workbook(BytesIO(file.data))
    cells = [str(cell) for line in book.worksheets[0].values for cell in line]
    assert "Тестова Айна" in cells
    assert not any("990101000012" in cell or "+7 700" in cell for cell in cells)


async def test_doubts_are_asked_one_by_one_and_the_missing_end_by_a_press(scene: Scene) -> None:
    hr, college = await scene.hr(), scene.colleges.organisation
    await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    await hr.press("📥 Bring in 2")
    await hr.press("⬅️ Back")
    await hr.press("⬅️ Back")
    changed = [row(None, "Тестова Айна", post="методист"), row("9", "Макетов Ұлан")]
    told = await sends(scene, hr, "📥 Bring into register", workbook(changed))
    assert "❔ doubtful: 1" in told
    told = await hr.press("❔ Who is it?")
    assert "методист" in told
    assert "Тестова Айна: преподаватель" in told
    told = await hr.press("Another person")
    assert "➕ new: 2" in told
    await hr.press("📥 Bring in 2")
    told = await hr.press("🚪 Who is missing")
    assert "Пробный Олжас" in told
    await hr.press("🚪 Пробный Олжас")
    assert "Пробный Олжас" not in hr.live.text
    question = await hr.press("🚪 End all posts: 1")
    assert "End 1 post" in question
    await hr.press("Yes, end them")
    assert await staff(scene) == ["Макетов Ұлан", "Тестова Айна"]
    async with scene.house.database.work(writing=False) as work:
        assert len(await work.register.all(college)) == 4


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04 no archive", "No list of people"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "as .xlsx"),
    ],
)
async def test_a_file_that_is_no_list_is_told_kindly(
    scene: Scene, content: bytes, why: str
) -> None:
    hr = await scene.hr()
    assert why in await sends(scene, hr, "📥 Bring into register", content)
    assert await staff(scene) == []


async def test_words_and_a_picture_are_no_file_and_the_file_may_still_come(scene: Scene) -> None:
    hr = await scene.hr()
    for button in ("📇 Register", "📥 A list from Excel", "📥 Bring into register"):
        await hr.press(button)
    assert "I am waiting for the file" in await hr.say("Тестова Айна")
    await scene.house.telegram.send_document(HR, workbook(PEOPLE), "list.xlsx")
    assert "➕ new: 2" in await settled(scene, hr)


async def test_a_stop_keeps_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slowly(*_: object) -> None:
        begun.set()
        await go.wait()

    monkeypatch.setattr("handlers.hr.staff_list.rows_of_file", slowly)
    hr = await scene.hr()
    for button in ("📇 Register", "📥 A list from Excel", "📥 Bring into register"):
        await hr.press(button)
    await scene.house.telegram.send_document(HR, workbook(PEOPLE), "list.xlsx")
    await scene.house.settle()
    await begun.wait()
    progress = hr.live
    assert "is being read" in progress.text
    await hr.press("⏹ Stop")
    await scene.house.assembly.errands.finished()
    assert "Stopped" in hr.live.text
    assert await staff(scene) == []


async def test_after_a_restart_the_old_stop_says_that_nothing_goes_on(scene: Scene) -> None:
    hr = await scene.hr()
    await scene.opens(hr, "list_stop", scene.colleges.organisation)
    assert "Nothing is being read" in hr.live.text
    told = await sends_after_back(scene, hr)
    await scene.house.restart()
    assert "➕ new: 2" in told
    await hr.press("📥 Bring in 2")
    assert len(await staff(scene)) == ROWS


async def sends_after_back(scene: Scene, hr: Somebody) -> str:
    await hr.press("⬅️ Back")
    await hr.press("⬅️ Back")
    return await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))


async def test_a_double_press_brings_in_once(scene: Scene) -> None:
    hr = await scene.hr()
    await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    at = hr.live
    data = hr.find(at, "📥 Bring in 2")
    for _ in range(2):
        await scene.house.telegram.press(HR, at.message_id, data, stale=True)
    await scene.house.settle()
    assert len(await staff(scene)) == ROWS
    assert (await scene.actions()).count("employee.add") == ROWS


async def test_where_there_is_no_room_the_file_may_come_later(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NoRoom

    monkeypatch.setattr("handlers.hr.staff_list.rows_of_file", full)
    hr = await scene.hr()
    told = await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    assert "There are too many requests" in told


async def test_a_role_that_ends_while_the_list_is_read_keeps_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def meanwhile(*_: object) -> Any:
        async with scene.house.database.work() as work:
            await add_colleague(work, scene.colleges.organisation)
            await work.roles.end(scene.colleges.right, scene.house.now)
        return listed(*PEOPLE)

    monkeypatch.setattr("handlers.hr.staff_list.rows_of_file", meanwhile)
    hr = await scene.hr()
    told = await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    assert "Nothing from the list is kept" in told
    async with scene.house.database.work(writing=False) as work:
        assert await work.staff_imports.get(1) is None
    assert COLLEAGUE != HR


async def test_somebody_is_found_in_three_acts(scene: Scene) -> None:
    hr = await scene.hr()
    await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    await hr.press("📥 Bring in 2")
    hr = await scene.hr()
    await hr.press("📇 Register")
    told = await hr.say("тестова")
    assert "Тестова Айна" in told
    assert "Кафедра химии" in told
    assert "Moderator" in told or "moderator" in told


async def test_the_register_comes_as_a_file_and_whoever_took_it_is_noted(scene: Scene) -> None:
    hr = await scene.hr()
    await sends(scene, hr, "📥 Bring into register", workbook(PEOPLE))
    await hr.press("📥 Bring in 2")
    await hr.press("⬅️ Back")
    await hr.press("📤 As a file")
    file = hr.screen.media
    assert file is not None
    rows = list(load_workbook(BytesIO(file.data)).worksheets[0].values)
    assert [line[1] for line in rows[1:]] == ["Пробный Олжас", "Тестова Айна"]
    assert (await scene.actions())[-1] == "staff.export"


async def test_departments_lead_to_their_people_and_long_lists_have_pages(scene: Scene) -> None:
    many = [row(100 + number, f"Тестов {chr(1040 + number)}ман") for number in range(1, 20)]
    hr = await scene.hr()
    await sends(scene, hr, "📥 Bring into register", workbook([*many, *PEOPLE[1:]]))
    await hr.press("📥 Bring in 20")
    hr = await scene.hr()
    await hr.press("📇 Register")
    await hr.press("🗂 By department")
    assert "20 people" in await hr.press("Кафедра химии")
    await hr.press("▶️")
    await hr.press("▶️")
    assert len([label for label in hr.labels() if label.startswith("Тестов")]) == 4
    assert scene.house.refused() == []
