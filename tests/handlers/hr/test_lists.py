"""Lists in the chat: two acts to who is short, three to a file, and back to where one was."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cases.lists.reading import Wanted
from handlers.hr.list_looks import DAYS, LETTERS, LISTS, SORTS, STAFF, TURNS, Look, pack, unpack
from handlers.hr.lists import MOST_FOUND, ON_A_PAGE
from rules.norms.loading import catalogue
from storage.repositories.register import NewEmployee
from storage.tables.register import Appointment
from tests.cases.college import HR, NOW, STRANGER, TEACHER
from tests.cases.lists import slow
from tests.cases.lists.registers import FAMILY, LECTURER, Drawn, drawn
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

NUMBERS = 2**31 - 1


async def register(scene: Scene, seed: int = 21, people: int = 40) -> Drawn:
    return await drawn(scene.house.database, seed, people, scene.colleges)


def names(college: Drawn, wanted: Wanted, within: tuple[int, ...] | None = None) -> list[str]:
    return [each.name for each, _ in slow.listed(college, wanted, within)]


def shown(person: Somebody) -> list[str]:
    """The names on the screen."""
    return re.findall(r"^• (.+)$", person.live.text, re.MULTILINE)


def opens_list(name: str, wanted: int) -> str:
    return f"{name}: {wanted}"


async def test_two_acts_to_who_is_short_and_a_third_to_the_file(scene: Scene) -> None:
    college = await register(scene)
    hr = await scene.hr()
    short = names(college, Wanted("short"))
    await hr.press("📋 Lists")
    text = await hr.press(opens_list("❌ Short by clause", len(short)))
    assert shown(hr) == short[:ON_A_PAGE]
    assert f"{len(short)} people" in text
    assert "not a check" in text
    await hr.press("📤 As a file")
    sheet = file_of(hr)
    rows = list(sheet.values)
    posts = slow.listed(college, Wanted("short"))
    listed = [each.name for each, own in posts for _ in own]
    assert [row[2] for row in rows[2:]] == listed
    assert f"{len(short)} people · {len(listed)} posts" in str(rows[0][0])
    assert all(row[9] and row[10] for row in rows[2:])
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$2:$2"
    assert (await scene.actions())[-2:] == ["list", "list"]
    assert scene.house.refused() == []


def file_of(person: Somebody) -> Worksheet:
    file = person.screen.media
    assert file is not None
    sheet = load_workbook(BytesIO(file.data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("name", ["open", "leaving", "category_ends", "not_joined", "blocked"])
async def test_each_list_counts_what_it_lists(scene: Scene, name: str) -> None:
    college = await register(scene)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    place = LISTS.index(name)
    people = names(college, Wanted(LISTS[place]))
    label = next(
        each for each in hr.labels() if f":{pack_of(LISTS[place])}:" in hr.find(hr.live, each)
    )
    assert label.endswith(f": {len(people)}")
    await hr.press(label)
    seen = shown(hr)
    while hr.has("▶️"):
        await hr.press("▶️")
        seen += shown(hr)
    assert seen == people
    assert (await scene.actions()).count("list") == 1


def pack_of(name: object) -> int:
    return pack(Look(Wanted(name)), catalogue())  # type: ignore[arg-type]


async def test_somebody_is_opened_and_back_is_where_one_was(scene: Scene) -> None:
    college = await register(scene)
    hr = await scene.hr()
    everybody = names(college, Wanted("staff"))
    await hr.press("📋 Lists")
    await hr.press(opens_list("👥 Everybody", len(everybody)))
    await hr.press("▶️")
    await hr.press("▶️")
    before = hr.live.text
    at = shown(hr)[2]
    assert f"<b>{at}</b>" in await hr.press(at) or at in hr.live.text
    await scene.house.restart()
    await hr.press("⬅️ Back")
    assert hr.live.text == before
    await hr.press("◀️")
    assert shown(hr) == everybody[ON_A_PAGE : 2 * ON_A_PAGE]
    await hr.press("⏮")
    assert shown(hr) == everybody[:ON_A_PAGE]


async def test_a_list_is_narrowed_and_typed_into(scene: Scene) -> None:
    college = await register(scene, 22, 60)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    await hr.press(opens_list("👥 Everybody", len(names(college, Wanted("staff")))))
    await hr.press("🔎 Narrow")
    await hr.press("💼 Post")
    wanted = Wanted("staff", position=LECTURER)
    await hr.press(opens_list("Lecturer (university)", len(names(college, wanted))))
    assert shown(hr) == names(college, wanted)[:ON_A_PAGE]
    await hr.press("🔎 Narrow")
    await hr.press("🗂 Department")
    chosen = Wanted("staff", position=LECTURER, department_id=college.parts[0])
    await hr.press(opens_list("Институт сынақ", len(names(college, chosen))))
    assert shown(hr) == names(college, chosen)[:ON_A_PAGE]
    await hr.press("🔎 Narrow")
    await hr.press("✖️ The whole list")
    assert shown(hr) == names(college, Wanted("staff"))[:ON_A_PAGE]
    await hr.press("🔎 Narrow")
    await hr.press("🔤 Letter")
    await hr.press("Қ")
    assert shown(hr) == names(college, Wanted("staff", letter="Қ"))[:ON_A_PAGE]
    some = (each.lower()[:3] for each in FAMILY)
    asked = [(each, names(college, Wanted("staff", words=each))) for each in some]
    typed, found = next((each, own) for each, own in asked if 1 < len(own) <= MOST_FOUND)
    await hr.say(typed)
    assert [label for label in hr.labels() if label in found] == found
    await hr.say("nobody of this name")
    assert "0 people" in hr.live.text
    await hr.press("⬅️ Back")
    assert shown(hr)
    assert scene.house.refused() == []


async def test_one_alone_is_shown_at_once(scene: Scene) -> None:
    await register(scene, 23, 5)
    async with scene.house.database.work() as work:
        [number] = await work.register.add(
            scene.colleges.organisation, [("77", "Жалғызов Мысал <b>&", {})], NOW
        )
        post = Appointment(0, number, None, None, "=SUM(A1)", None, None, None, None, None)
        await work.register.appoint([post])
    hr = await scene.hr()
    await scene.opens(hr, "lists_at", scene.colleges.organisation, pack_of("staff"), 0, 0)
    assert "=SUM(A1)" in await hr.say("жалғыз")
    await hr.press("⬅️ Back")
    await hr.press("📤 As a file")
    cells = {cell.value: cell for line in file_of(hr).iter_rows() for cell in line}
    assert cells["=SUM(A1)"].data_type == "s"
    # The file came beside the list, which still asks for a name; HR's own number does as well.
    assert "=SUM(A1)" in await hr.say("жалғыз")
    await hr.press("⬅️ Back")
    assert "=SUM(A1)" in await hr.say("77")


async def test_a_head_sees_the_own_department_and_takes_its_list(scene: Scene) -> None:
    college = await register(scene, 24, 60)
    first, chair, it = college.parts
    async with scene.house.database.work() as work:
        await work.roles.give(scene.colleges.organisation, TEACHER, "head", first, None, HR, NOW)
    head = scene.person(TEACHER)
    await head.say("/hr")
    await head.press("📋 Lists")
    assert not any("Bot blocked" in label for label in head.labels())
    people = names(college, Wanted("short"), (first, chair))
    await head.press(opens_list("❌ Short by clause", len(people)))
    await head.press("📤 As a file")
    assert list(dict.fromkeys(r[0] for r in list(file_of(head).values)[2:])) == list(
        range(1, len(people) + 1)
    )
    for numbers in ((pack_of("staff"), it, 0), (pack_of("blocked"), 0, 0)):
        await scene.opens(head, "lists_at", scene.colleges.organisation, *numbers)
        assert shown(head) == []


async def test_others_see_nothing_by_any_number(scene: Scene) -> None:
    college = await register(scene, 25, 20)
    stranger = scene.person(STRANGER)
    await stranger.say("/start")
    organisation = scene.colleges.organisation
    for action, numbers in (
        ("lists", ()), ("figures", ()), ("figures_file", ()), ("figures_picture", ()),
        ("lists_at", (0, 0, 0)), ("lists_by", (0, 0, 1000)), ("lists_file", (0, 0)),
        ("lists_who", (0, 0, college.people[0].id)),
    ):  # fmt: skip
        await scene.opens(stranger, action, organisation, *numbers)
        assert not any(each.name in stranger.live.text for each in college.people)
        assert stranger.screen.media is None


async def test_any_number_of_an_old_button_is_some_list(scene: Scene) -> None:
    await register(scene, 26, 20)
    hr = await scene.hr()
    organisation = scene.colleges.organisation
    for look in (0, 1, NUMBERS, 999_999_999, 123_456_789):
        for action in ("lists_at", "lists_by", "lists_who"):
            await scene.opens(hr, action, organisation, look, 0, NUMBERS)
    await scene.opens(hr, "lists_at", organisation, pack_of("staff"), NUMBERS, 0)
    assert scene.house.refused() == []


async def test_a_double_press_sends_one_answer_each_and_changes_nothing(scene: Scene) -> None:
    await register(scene, 27, 20)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    at = hr.live
    label = next(each for each in hr.labels() if each.startswith("👥 Everybody"))
    await hr.press_unsettled(label, at)
    await hr.press_unsettled(label, at)
    await scene.house.settle()
    assert shown(hr)
    assert scene.house.refused() == []


async def test_three_hundred_people_of_two_hundred_letters(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        new: list[NewEmployee] = [("", f"{number:03} " + "<Ғ&" * 65, {}) for number in range(300)]
        numbers = await work.register.add(scene.colleges.organisation, new, NOW)
        posts = [
            Appointment(0, each, None, LECTURER, "Ұ" * 200, "teaching", 100, None, None, None)
            for each in numbers
        ]
        await work.register.appoint(posts)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    await hr.press("📊 Year in figures")
    await hr.press("⬅️ Back")
    label = next(each for each in hr.labels() if each.startswith("👥 Everybody"))
    for _ in range(2):
        await hr.press(label)
        await hr.press("⬅️ Back")
    label = next(each for each in hr.labels() if each.startswith("❔"))
    await hr.press(label)
    while hr.has("▶️") and len(shown(hr)) == ON_A_PAGE and shown(hr)[0] < "030":
        await hr.press("▶️")
    await hr.press("📤 As a file")
    assert len(list(file_of(hr).values)) == 302
    assert scene.house.refused() == []


async def test_the_year_in_figures_as_text_picture_and_table(scene: Scene) -> None:
    college = await register(scene, 28, 40)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    text = await hr.press("📊 Year in figures")
    teaching = {
        each.id for each, posts in slow.listed(college, Wanted("staff", staff="teaching")) if posts
    }
    assert f"{len(teaching)} people" in text
    await hr.press("🖼 As a picture")
    media = hr.screen.media
    assert media is not None
    assert media.data.startswith(b"\x89PNG")
    await scene.opens(hr, "figures", scene.colleges.organisation)
    await hr.press("📤 As a file")
    rows = list(file_of(hr).values)
    whole = [row for row in rows[2:] if row[0] == rows[2][0] and row[1] == rows[2][1]]
    assert sum(int(str(row[3])) for row in whole) == len(teaching)


WANTED = st.builds(
    Wanted,
    name=st.sampled_from(LISTS),
    position=st.sampled_from([None, *catalogue().positions]),
    staff=st.sampled_from(STAFF),
    letter=st.sampled_from(LETTERS),
    days=st.sampled_from(DAYS),
    sort=st.sampled_from(SORTS),
    department_id=st.none() | st.integers(1, NUMBERS),
)


@given(WANTED, st.sampled_from(TURNS))
def test_a_button_carries_all_of_a_look(wanted: Wanted, turn: str) -> None:
    look = Look(wanted, turn)  # type: ignore[arg-type]
    number = pack(look, catalogue())
    assert 0 <= number < 10**11
    assert unpack(number, wanted.department_id or 0, catalogue()) == look


@given(st.integers(0, 10**18 - 1))
def test_a_number_that_nobody_made_is_some_look(number: int) -> None:
    assert unpack(number, 0, catalogue()).wanted.name in LISTS
