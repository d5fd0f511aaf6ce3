"""Two records of one person in the chat: the employer's and the person's own, side by side."""

from __future__ import annotations

import pytest

from cases.purposes import REGISTER
from cases.register import ties
from storage.tables.organisations import Shares
from storage.tables.register import Appointment
from tests.cases.college import HR, TEACHER
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
