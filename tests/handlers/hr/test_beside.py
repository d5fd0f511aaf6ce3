"""Two records of one person in the chat: the employer's and the person's own, side by side."""

from __future__ import annotations

import pytest

from cases.purposes import REGISTER
from cases.register import ties
from storage.tables.organisations import Shares
from storage.tables.register import Appointment
from tests.cases.college import HR, TEACHER
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

KNOWN = {"category": "expert", "certificates": [{"hours": 72}], "degrees": []}


async def tied(scene: Scene, shares: Shares) -> None:
    async with scene.house.database.work() as work:
        college, now = scene.colleges.organisation, scene.house.now
        number, post = scene.colleges.department, "<b>преподаватель</b>"
        [record] = await work.register.add(college, [("7", "Айгерім", KNOWN)], now)
        await work.register.appoint(
            [Appointment(0, record, number, None, post, None, 100, None, None, None)]
        )
        await ties.tie_proposed(work, HR, college, now)
        await work.purposes.put(TEACHER, REGISTER.id, REGISTER.version, True, now)
        await work.memberships.set_shares(scene.colleges.membership, shares)
        await work.answers.put(TEACHER, None, "category", "value", "moderator", now)
        await work.certificates.add(TEACHER, "profile", 80, now.date(), None, now)


def page_of(person: Somebody) -> str:
    """The page to read of the last /mydata."""
    messages = person.house.telegram.messages(person.id)
    documents = [m.document for m in messages if m.document and m.document.name == "mydata.html"]
    return documents[-1].data.decode()


async def test_a_person_sees_both_and_whose_each_is(scene: Scene) -> None:
    await tied(scene, Shares())
    teacher = scene.person(TEACHER)
    await teacher.say("/orgs")
    told = await teacher.press("📇 My employer's record")
    assert "Employer: teacher-expert\n👤 You: teacher-moderator" in told
    assert "Employer: 72 hours\n👤 You: 80 hours" in told
    assert "Academic degrees" not in told
    assert scene.house.refused() == []


@pytest.mark.parametrize("shares", [Shares(), Shares(certificates=True)])
async def test_hr_sees_beside_the_record_only_what_is_shared(scene: Scene, shares: Shares) -> None:
    await tied(scene, shares)
    hr = await scene.hr()
    await hr.press("📇 Register")
    told = await hr.say("Айгерім")
    assert "What the person shares" in told
    assert "teacher-moderator" not in told
    assert ("Person: 80 hours" in told) == shares.certificates
    assert ("Certificates: not shared." in told) == (not shares.certificates)
    assert "member.read" in await scene.actions()
    assert scene.house.refused() == []


async def test_my_data_shows_the_record_as_the_employers_and_asks_for_a_correction_by_one_press(
    scene: Scene,
) -> None:
    await tied(scene, Shares())
    teacher = scene.person(TEACHER)
    await teacher.say("/mydata")
    assert page_of(teacher).count("This is the employer") == 1
    assert "teacher-expert" in page_of(teacher)
    assert "<b>преподаватель" not in page_of(teacher)
    await teacher.press("✏️ Ask for a correction")
    assert "You have asked" in teacher.live.text
    await teacher.say("/mydata")
    assert "✏️ Ask for a correction" not in teacher.labels()
    assert "📇 My employer's record" in teacher.labels()
    assert scene.house.refused() == []


async def test_my_data_says_nothing_of_a_record_before_the_person_agrees(scene: Scene) -> None:
    await tied(scene, Shares())
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, REGISTER.id, REGISTER.version, False, scene.house.now)
    teacher = scene.person(TEACHER)
    await teacher.say("/mydata")
    assert "✏️ Ask for a correction" not in teacher.labels()
    assert "teacher-expert" not in page_of(teacher)
