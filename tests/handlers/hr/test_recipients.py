"""Who has not read a message, as a list like the others: by department, searched, sorted, taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from cases import broadcasts
from cases.purposes import RECEIPTS, agree
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from storage.tables.organisations import NAME_LENGTH, Shares
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, TEACHER, greet
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.settling import settle_all
from tests.handlers.hr.test_list_acts import Counting
from tests.handlers.hr.test_lists import file_of

TEXTS: Mapping[Language, str] = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}
FIRST, MANY, PAGE = 7_200_000_000, 300, 15


def name(n: int) -> str:
    """As long as a name may be, with what would be markup; every fifth gave none."""
    return f"Үлгі {n:03} <b>".ljust(NAME_LENGTH, "ә")


async def sent(scene: Scene, people: int = MANY) -> int:
    """To TEACHER of IT and so many of no department; each third has read it, none before the
    others agreed."""
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        for n in range(people):
            await greet(work, FIRST + n, "kk")
            given = None if n % 5 == 4 else name(n)
            await work.memberships.add(FIRST + n, number, None, None, given, Shares(), NOW)
        cast = await broadcasts.begin_broadcast(
            work, HR, number, TEXTS, Segment(), NOW, catalogue(), asks_receipt=True
        )
    await settle_all(scene.house.database, cast, {})
    async with scene.house.database.work() as work:
        for n in range(0, people, 3):
            await agree(work, FIRST + n, RECEIPTS, RECEIPTS.version, NOW)
            await work.receipts.add(cast, FIRST + n, NOW + timedelta(minutes=n))
    return cast


def shown(person: Somebody) -> list[str]:
    return [line for line in person.live.text.splitlines() if line.startswith("• ")]


async def test_who_has_not_read_is_listed_page_by_page_and_adds_up(scene: Scene) -> None:
    cast = await sent(scene)
    hr = Counting(await scene.hr())
    await hr.press("📣 Messages to members")
    await hr.press("✅ Hello")
    await hr.press("📬 Who has read")
    assert hr.acts == 3
    unread = [n for n in range(MANY) if n % 3]
    assert f"{len(unread) + 1} people · 1–15" in hr.person.live.text
    seen = shown(hr.person)
    await scene.house.restart()
    while hr.person.has("▶️"):
        await hr.person.press("▶️")
        seen += shown(hr.person)
    assert len(seen) == len(unread) + 1
    assert sum("no name given" in each for each in seen) == sum(n % 5 == 4 for n in unread)
    assert "no name given" in seen[-1], "whoever gave no name comes last"
    assert (await scene.actions()).count("broadcast.readers") == 1
    await scene.opens(hr.person, "cast_who", scene.colleges.organisation, cast, 1, 0)
    assert f"{MANY // 3} people" in hr.person.live.text
    assert scene.house.refused() == []


async def test_it_is_narrowed_sorted_searched_and_back_is_where_one_was(scene: Scene) -> None:
    cast = await sent(scene)
    hr = await scene.hr()
    await scene.opens(hr, "cast_read", scene.colleges.organisation, cast, 2)
    third = shown(hr)
    await hr.press("🔎 Narrow")
    await hr.press("⬅️ Back")
    assert shown(hr) == third
    await hr.press("🔎 Narrow")
    text = await hr.press("IT: 1")
    assert "1 person" in text
    assert shown(hr) == ["• Айгерім · IT"]
    await hr.press("🔎 Narrow")
    await hr.press("✖️ The whole list")
    await hr.press("🔎 Narrow")
    await hr.press("🔤 Z–A")
    assert "Үлгі 298" in shown(hr)[0]
    text = await hr.say("үлгі 101")
    assert "1 person" in text
    assert "Үлгі 101 <b>" in text
    assert "0 people" in await hr.say("<script>")
    await hr.press("⬅️ Back")
    assert "Үлгі 298" in shown(hr)[0]
    assert scene.house.refused() == []


@pytest.mark.parametrize(
    ("button", "is_paper"), [("📤 As a file", False), ("🖨 For the printer", True)]
)
async def test_the_whole_list_is_taken_along(scene: Scene, button: str, is_paper: bool) -> None:
    cast = await sent(scene, 40)
    hr = await scene.hr()
    await scene.opens(hr, "cast_who", scene.colleges.organisation, cast, 11, 0)
    await hr.press_unsettled(button)
    await scene.house.settle(60)
    if is_paper:
        file = hr.screen.media
        assert file is not None
        pages = PdfReader(BytesIO(file.data)).pages
        text = "".join("".join(page.extract_text().split()) for page in pages)
        assert text.count("Үлгі0") == 11
    else:
        rows = list(file_of(hr).values)
        days = [row[4] for row in rows[2:]]
        assert len(days) == 14
        assert rows[1][1] == "Full name"
    assert (await scene.actions())[-1] == "broadcast.readers"
    assert scene.house.refused() == []


async def test_teacher_of_a_department_is_found_by_it_alone(scene: Scene) -> None:
    cast = await sent(scene, 3)
    async with scene.house.database.work() as work:
        await agree(work, TEACHER, RECEIPTS, RECEIPTS.version, NOW)
        await work.receipts.add(cast, TEACHER, NOW)
    hr = await scene.hr()
    await scene.opens(hr, "cast_who_by", scene.colleges.organisation, cast, 0, 0)
    assert not [each for each in hr.labels() if each.startswith("IT")]
    await scene.opens(hr, "cast_who_by", scene.colleges.organisation, cast, 1, 0)
    assert "IT: 1" in hr.labels()
