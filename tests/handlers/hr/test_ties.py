"""Ties and roles in the chat: by name, by a personal link; one's own record; a head to the end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest_asyncio

from cases.purposes import REGISTER
from cases.register.importing import apply_import, begin_import
from cases.roles import give_role
from tests.cases.college import HR, OPERATORS, STRANGER, TEACHER
from tests.cases.register.lists import listed, row
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

NAME = "Пробный Олжас"


@pytest_asyncio.fixture
async def staffed(scene: Scene) -> Scene:
    """TEACHER is the member Айгерім, of whom the employer has a record; so it has of NAME."""
    rows = listed(row("7", "Айгерім", category="эксперт"), row("8", NAME))
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        seen = await begin_import(work, HR, college, rows, now)
        await apply_import(work, HR, college, seen.import_id, now)
    return scene


async def registered(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("📇 Register")
    return hr


async def agree(scene: Scene, person: int) -> None:
    """The person has agreed to be tied to the employer's record."""
    async with scene.house.database.work() as work:
        now = scene.house.now
        await work.purposes.put(person, REGISTER.id, REGISTER.version, True, now)


async def tied_by_link(scene: Scene) -> Somebody:
    """STRANGER is NAME by a personal link, which nobody has confirmed; TEACHER leads the chair."""
    await agree(scene, STRANGER)
    payload = await personal_link(scene, await registered(scene))
    stranger = scene.person(STRANGER)
    await stranger.say(f"/start {payload}")
    await stranger.say("Пробный")
    college = scene.colleges.organisation
    async with scene.house.database.work() as work:
        held = {each.name: each.id for each in await work.organisations.departments(college)}
        chair, now = held["Кафедра химии"], scene.house.now
        await give_role(work, HR, OPERATORS, college, TEACHER, "head", chair, now)
    return stranger


async def head_sees(scene: Scene) -> Somebody:
    """The head with the record of NAME open."""
    head = scene.person(TEACHER)
    await head.say("/hr")
    assert NAME in await head.say("олжас")
    return head


async def personal_link(scene: Scene, hr: Somebody) -> str:
    await hr.say("Пробный")
    told = await hr.press("🔗 A personal link")
    found = re.search(r"start=(\S+)", told)
    assert found is not None
    return found[1]


async def test_members_are_tied_by_their_names_and_see_what_the_employer_holds(
    staffed: Scene,
) -> None:
    hr, teacher = await registered(staffed), staffed.person(TEACHER)
    await hr.press("🔗 Connections")
    told = await hr.press("👥 Members by name")
    assert "🔗 Айгерім" in hr.labels()
    assert NAME not in told
    at, data = hr.live, hr.find(hr.live, "🔗 Connect all: 1")
    for _ in range(2):
        await staffed.house.telegram.press(HR, at.message_id, data, stale=True)
    await staffed.house.settle()
    assert (await staffed.actions()).count("tie.confirm") == 1
    hr = await registered(staffed)
    assert "waiting for the person to agree" in await hr.say("Айгерім")
    assert "🪪 Give a role" not in hr.labels()
    await teacher.say("/orgs")
    told = await teacher.press("📇 My employer's record")
    assert "Something new: Staff register" in told
    assert "Number: 7" not in told
    assert "nothing changes" in await teacher.press("Not now")
    await teacher.say("/orgs")
    await teacher.press("📇 My employer's record")
    await staffed.house.restart()
    told = await teacher.press("✅ I agree")
    assert "Кафедра химии" in told
    assert "Personnel number: 7" in told
    await teacher.press("✏️ Ask for a correction")
    assert "You have asked" in teacher.live.text
    hr = await registered(staffed)
    await hr.press("🔗 Connections")
    await hr.press("✏️ Айгерім")
    assert "asks for a correction" in hr.live.text
    await hr.press("✅ Correction settled")
    assert "asks for a correction" not in hr.live.text
    assert staffed.house.refused() == []


async def test_a_personal_link_asks_the_name_first_and_shows_nothing_until_confirmed(
    staffed: Scene,
) -> None:
    hr = await registered(staffed)
    payload = await personal_link(staffed, hr)
    stranger = staffed.person(STRANGER)
    assert "Something new: Staff register" in await stranger.say(f"/start {payload}")
    assert "Something new: Staff register" in await stranger.say("пробный")
    await staffed.house.restart()
    told = await stranger.press("✅ I agree")
    assert "family name" in told
    assert NAME not in told
    assert "another family name" in await stranger.say("Тестов")
    await staffed.house.restart()
    assert "Noted" in await stranger.say("пробный")
    await stranger.say("/orgs")
    told = await stranger.press("📇 My employer's record")
    assert "waiting to be confirmed" in told
    assert NAME not in told
    hr = await registered(staffed)
    await hr.press("🔗 Connections")
    await hr.press(f"🔗 {NAME}")
    await hr.press("✅ Confirm connection")
    await stranger.say("/orgs")
    assert NAME in await stranger.press("📇 My employer's record")
    await hr.press("✂️ Remove connection")
    await hr.press("Yes, undo it")
    assert "Not connected" in hr.live.text
    await stranger.say("/orgs")
    assert "📇 My employer's record" not in stranger.labels()
    assert "no longer works" in await stranger.say(f"/start {payload}")


async def test_three_wrong_names_close_the_link(staffed: Scene) -> None:
    hr = await registered(staffed)
    payload = await personal_link(staffed, hr)
    stranger = staffed.person(STRANGER)
    await stranger.say(f"/start {payload}")
    await stranger.press("✅ I agree")
    for _ in range(2):
        assert "another family name" in await stranger.say("Тестов")
    assert "no longer works" in await stranger.say("Тестов")
    assert "no longer works" in await stranger.say(f"/start {payload}")


async def test_without_consent_it_is_asked_for_before_the_name(staffed: Scene) -> None:
    hr = await registered(staffed)
    payload = await personal_link(staffed, hr)
    async with staffed.house.database.work() as work:
        await work.people.withdraw_consent(STRANGER, staffed.house.now)
    stranger = staffed.person(STRANGER)
    assert "I need your consent" in await stranger.say(f"/start {payload}")
    assert "Something new: Staff register" in await stranger.press("✅ I agree")
    assert "family name" in await stranger.press("✅ I agree")
    assert "Noted" in await stranger.say("Пробный")


async def test_a_head_sees_the_own_department_until_the_last_day(staffed: Scene) -> None:
    hr = await registered(staffed)
    await hr.press("🔗 Connections")
    await hr.press("👥 Members by name")
    await hr.press("🔗 Connect all: 1")
    await agree(staffed, TEACHER)
    hr = await registered(staffed)
    await hr.say("Айгерім")
    await hr.press("🪪 Give a role")
    await hr.press("head: Кафедра химии")
    assert "head" in hr.live.text
    await hr.press("📅 Last day")
    assert "A day from" in await hr.say("позавчера")
    assert "until" in await hr.say("30.11.2026")

    teacher = staffed.person(TEACHER)
    told = await teacher.say("/hr")
    assert "2 people work here" in told
    assert "📥 A list from Excel" not in teacher.labels()
    assert NAME in await teacher.say("олжас")
    assert "🔗 A personal link" not in teacher.labels()

    await teacher.say("/hr")
    staffed.house.now += timedelta(days=11)
    told = await teacher.say("олжас")
    assert NAME not in told
    assert "no right" in told


async def test_a_head_learns_of_a_tie_once_the_person_agrees_and_is_asked_once(
    staffed: Scene,
) -> None:
    stranger = await tied_by_link(staffed)
    head = await head_sees(staffed)
    assert "Not connected" in head.live.text
    assert "Something new: Heads of departments" in await stranger.say("/orgs")
    await staffed.house.restart()
    assert "My organisations" in await stranger.press("✅ I agree")
    assert "My organisations" in await stranger.say("/orgs")
    head = await head_sees(staffed)
    await head.press("✅ Confirm connection")
    await stranger.say("/orgs")
    assert NAME in await stranger.press("📇 My employer's record")


async def test_no_to_heads_leaves_it_to_hr_and_is_not_asked_again(staffed: Scene) -> None:
    stranger = await tied_by_link(staffed)
    await stranger.say("/orgs")
    assert "My organisations" in await stranger.press("Not now")
    assert "My organisations" in await stranger.say("/orgs")
    head = await head_sees(staffed)
    assert "Not connected" in head.live.text
    await head.say("/hr")
    assert "Nothing is waiting" in await head.press("🔗 Connections")
    hr = await registered(staffed)
    await hr.say("Пробный")
    await hr.press("✅ Confirm connection")
    await stranger.say("/orgs")
    assert NAME in await stranger.press("📇 My employer's record")


async def withdraw(person: Somebody, title: str) -> None:
    await person.say("/privacy")
    await person.press("🧾 Separate consents")
    await person.press(f"✖️ {title}")
    await person.press("🗑 Yes, withdraw it")


async def test_withdrawn_heads_see_no_tie_and_the_register_none_at_all(staffed: Scene) -> None:
    stranger = await tied_by_link(staffed)
    await stranger.say("/orgs")
    await stranger.press("✅ I agree")
    await withdraw(stranger, "Heads of departments")
    assert "Not connected" in (await head_sees(staffed)).live.text
    hr = await registered(staffed)
    assert "Not connected" not in await hr.say("Пробный")
    await withdraw(stranger, "Staff register")
    hr = await registered(staffed)
    assert "Not connected" in await hr.say("Пробный")
    await stranger.say("/orgs")
    assert "📇 My employer's record" not in stranger.labels()


async def test_a_role_is_ended_by_two_presses_and_the_last_hr_not_at_all(staffed: Scene) -> None:
    hr = await registered(staffed)
    await hr.press("🪪 Roles")
    await staffed.opens(hr, "role", staffed.colleges.organisation, staffed.colleges.right)
    await hr.press("🚫 End the role")
    at, yes = hr.live, hr.find(hr.live, "Yes, end it")
    await staffed.house.telegram.press(HR, at.message_id, yes)
    await staffed.house.settle()
    assert "role.end" not in await staffed.actions()
    await staffed.opens(hr, "role_until", staffed.colleges.organisation, staffed.colleges.right)
    assert "Nobody else acts for this HR" in await hr.say("31.12.2026")
