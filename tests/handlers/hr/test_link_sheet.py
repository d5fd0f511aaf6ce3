"""Personal links to print: a PDF whose codes hold the links, made once, in parts, by HR only."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
import pytest_asyncio
import segno
from PIL import Image
from pypdf import PdfReader

from cases.register import link_sheet
from cases.register.importing import apply_import, begin_import
from handlers.chat.workshop import NoRoom
from handlers.papers.link_sheet import ON_A_SHEET, PIXELS
from rules.roster.table import Value
from storage.tables.organisations import NAME_LENGTH
from storage.tables.register import Appointment
from tests.cases.college import HR, STRANGER
from tests.cases.register.lists import listed, row
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.test_ties import agree

NAMES = ["Макетов Айдар", "Пробный Олжас", "Тестов Ұлан"]


@pytest_asyncio.fixture
async def staffed(scene: Scene) -> Scene:
    """Three people of two chairs whom nobody has tied."""
    await brought_in(scene, [
        row("1", NAMES[0], "Кафедра ядра"), row("2", NAMES[1]), row("3", NAMES[2]),
    ])  # fmt: skip
    return scene


async def brought_in(scene: Scene, rows: list[list[Value]]) -> None:
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        seen = await begin_import(work, HR, college, listed(*rows), now)
        await apply_import(work, HR, college, seen.import_id, now)


async def asked(scene: Scene) -> Somebody:
    hr = await scene.hr()
    for button in ("📇 Register", "🔗 Connections", "🖨 Links to print"):
        await hr.press(button)
    return hr


def sheets(scene: Scene) -> list[PdfReader]:
    """The files that HR has got, the earliest first."""
    sent = [each.document for each in scene.house.telegram.messages(HR)]
    return [PdfReader(BytesIO(each.data)) for each in sent if each and each.name == "links.pdf"]


def links(reader: PdfReader) -> list[str]:
    """The links below the codes, in their order."""
    return [
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    ]


def codes(reader: PdfReader) -> list[list[list[bool]]]:
    """The dark modules of each picture of a code, in their order."""
    return [
        modules(image.image.convert("L"))
        for page in reader.pages
        for image in page.images
        if image.image is not None
    ]


def modules(picture: Image.Image) -> list[list[bool]]:
    half = PIXELS // 2
    return [
        [picture.getpixel((x, y)) < 128 for x in range(half, picture.width, PIXELS)]  # type: ignore[operator]
        for y in range(half, picture.height, PIXELS)
    ]


def matrix(link: str) -> list[list[bool]]:
    return [[bool(module) for module in line] for line in segno.make(link, micro=False).matrix]


async def test_each_code_holds_the_link_of_the_name_beside_it(staffed: Scene) -> None:
    hr = await asked(staffed)
    assert "3 people here are not connected" in hr.live.text
    told = await hr.press("🖨 Make: 3")
    assert "Links for 3 people" in told
    [reader] = sheets(staffed)
    text = reader.pages[0].extract_text()
    places = [text.index(name) for name in (NAMES[1], NAMES[2], NAMES[0])]
    # By department, then by name.
    assert places == sorted(places)
    assert "Кафедра ядра" in text
    assert "Once, until 4 December 2026" in text.replace("\n", " ")
    held = links(reader)
    assert len(set(held)) == 3
    assert codes(reader) == [matrix(link) for link in held]
    payload = held[0].partition("?start=")[2]
    stranger = staffed.person(STRANGER)
    await agree(staffed, STRANGER)
    assert "family name" in await stranger.say(f"/start {payload}")
    assert "Noted" in await stranger.say("Пробный")
    hr = await asked(staffed)
    assert "2 people here are not connected" in hr.live.text
    assert (await staffed.actions()).count("link.sheet") == 1


async def test_a_second_press_makes_nothing_and_new_links_end_the_earlier(staffed: Scene) -> None:
    hr = await asked(staffed)
    at, data = hr.live, hr.find(hr.live, "🖨 Make: 3")
    for _ in range(2):
        await staffed.house.telegram.press(HR, at.message_id, data, stale=True)
        await staffed.house.settle()
    assert len(sheets(staffed)) == 1
    assert (await staffed.actions()).count("link.sheet") == 1
    hr = await asked(staffed)
    await hr.press("🖨 Make: 3")
    first, second = (links(each)[0].partition("?start=")[2] for each in sheets(staffed))
    stranger = staffed.person(STRANGER)
    await agree(staffed, STRANGER)
    assert "no longer works" in await stranger.say(f"/start {first}")
    assert "family name" in await stranger.say(f"/start {second}")
    staffed.house.now += timedelta(days=15)
    assert "family name" not in await stranger.say(f"/start {second}")


async def test_of_a_department_only_those_of_it(staffed: Scene) -> None:
    hr = await staffed.hr()
    for button in ("📇 Register", "🗂 By department", "Кафедра ядра", "🖨 Links to print"):
        await hr.press(button)
    await hr.press("🖨 Make: 1")
    [reader] = sheets(staffed)
    text = reader.pages[0].extract_text()
    assert NAMES[0] in text
    assert NAMES[1] not in text


async def test_many_come_in_parts_with_long_names(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_sheet, "MOST", 12)
    monkeypatch.setattr("handlers.hr.link_sheet.MOST", 12)
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        unit = await work.organisations.add_department(college, "ы" * NAME_LENGTH, now)
        assert unit is not None
        names = [f"{n:02}".ljust(NAME_LENGTH, "Ұ") for n in range(20)]
        numbers = await work.register.add(college, [("", name, {}) for name in names], now)
        await work.register.appoint([
            Appointment(0, number, unit.id, None, "x", None, 100, None, None, None)
            for number in numbers
        ])  # fmt: skip
    hr = await asked(scene)
    await hr.press("🖨 Make: 12")
    await scene.house.restart()
    await hr.press("▶️ The next people")
    assert "▶️ The next people" not in hr.labels()
    first, second = sheets(scene)
    assert (len(first.pages), len(second.pages)) == (2, 1)
    held = links(first) + links(second)
    assert len(set(held)) == 20
    assert len(links(second)) == 8 <= ON_A_SHEET
    async with scene.house.database.work(writing=False) as work:
        for link in held:
            found = await work.ties.find_link(link.partition("?start=t_")[2])
            assert found is not None
            assert found.closed_at is None
    assert scene.house.refused() == []


async def test_a_sheet_that_cannot_be_drawn_is_asked_for_again(
    staffed: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = await asked(staffed)

    async def full(*_: object) -> bytes:
        raise NoRoom

    with monkeypatch.context() as patched:
        patched.setattr("handlers.chat.workshop.Workshop.do", full)
        await hr.press("🖨 Make: 3")
    assert "too many requests" in hr.live.text
    await hr.press("⬅️ Back")
    await hr.press("🖨 Make: 3")
    assert len(sheets(staffed)) == 1
