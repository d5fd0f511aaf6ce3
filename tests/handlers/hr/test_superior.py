"""HR says whom the organisation answers to."""

from __future__ import annotations

from tests.cases.college import HR, TEACHER, dismiss
from tests.handlers.attestation.test_attesting_questions import attested_as
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

REGION = "Regional education department"


async def opened(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("🏛 Whom it answers to")
    return hr


async def held(scene: Scene) -> str | None:
    async with scene.house.database.work(writing=False) as work:
        found = await work.organisations.get(scene.colleges.organisation)
    assert found is not None
    return found.answers_to


async def superiors_noted(scene: Scene) -> int:
    return (await scene.actions()).count("organisation.superior")


async def test_it_is_set_changed_and_taken_back(scene: Scene) -> None:
    hr = await opened(scene)
    assert "Now: not said" in hr.live.text
    assert "Now: Regional education department" in await hr.press(REGION)
    assert not hr.has(REGION)
    await scene.house.restart()
    assert "Now: Ministry or branch ministry" in await hr.press("Ministry or branch ministry")
    assert await held(scene) == "ministry"
    assert "Now: not said" in await hr.press("↩️ Take back")
    assert await held(scene) is None
    assert await superiors_noted(scene) == 3
    await hr.press("⬅️ Back")
    assert "you · set whom the organisation answers to" in await hr.press("📜 Log")


async def test_two_presses_are_one_change(scene: Scene) -> None:
    hr = await opened(scene)
    message = hr.live
    data = hr.find(message, REGION)
    await scene.house.telegram.press(HR, message.message_id, data)
    await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert await held(scene) == "region"
    assert await superiors_noted(scene) == 1


async def test_a_button_of_no_choice_changes_nothing(scene: Scene) -> None:
    hr = await opened(scene)
    text = await scene.opens(hr, "superior_set", scene.colleges.organisation, 4)
    assert "Now: not said" in text
    assert await superiors_noted(scene) == 0


async def test_a_right_withdrawn_meanwhile_sets_nothing(scene: Scene) -> None:
    hr = await opened(scene)
    c = scene.colleges
    async with scene.house.database.work() as work:
        await dismiss(work, c)
    assert "no right" in await hr.press(REGION)
    assert await held(scene) is None


async def test_a_member_reads_whose_word_it_is(scene: Scene) -> None:
    hr = await opened(scene)
    await hr.press(REGION)
    teacher = await attested_as(scene.person(TEACHER), "expert")
    await teacher.press("📖 All about it")
    text = await teacher.press("Applying")
    assert "decides: region. The organisation answers to the region's" in text
    assert "says your HR (Политехникалық колледж) (cl. 19-3)." in text
