"""HR answers a reply from where all replies stand; the answer goes to that person alone."""

from __future__ import annotations

from cases import replies
from storage.repositories.replies import Answered
from storage.tables.deadlines import Reminder
from tests.cases.college import COLLEAGUE as OTHER
from tests.cases.college import HR, NOW, OTHER_HR, TEACHER, add_colleague
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene


async def replied(scene: Scene, words: str = "Келемін <бе>?") -> int:
    async with scene.house.database.work() as work:
        to = Answered(scene.colleges.organisation, None, None)
        return await work.replies.add(TEACHER, to, words, None, NOW)


async def opened(scene: Scene, number: int) -> Somebody:
    hr = await scene.hr()
    await scene.opens(hr, "reply", scene.colleges.organisation, number)
    return hr


async def planned(scene: Scene) -> list[Reminder]:
    async with scene.house.database.work(writing=False) as work:
        return [each for each in await work.reminders.of(TEACHER) if each.subject == "hr_answer"]


async def test_an_answer_goes_to_that_person_alone_and_stands_below_the_reply(scene: Scene) -> None:
    hr = await opened(scene, await replied(scene))
    await hr.press("✍️ Answer")
    await scene.house.restart()
    text = await hr.say("Иә,\nсағат 10-да & 205")
    assert "Your answer" in text
    assert "сағат 10-да & 205" in text
    assert not hr.has("✍️ Answer")
    [held] = await planned(scene)
    assert held.due_at == NOW
    assert "reply.answer" in await scene.actions()
    await scene.opens(hr, "replies", scene.colleges.organisation, 0, 0)
    assert "1. ↩️ Айгерім" in hr.live.text


async def test_two_of_hr_do_not_both_answer(scene: Scene) -> None:
    number = await replied(scene)
    hr = await opened(scene, number)
    await hr.press("✍️ Answer")
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
        await replies.answer_reply(work, OTHER, scene.colleges.organisation, number, "Иә", NOW)
    assert "Иә" in await hr.say("Жоқ")
    assert "Жоқ" not in hr.live.text
    assert len(await planned(scene)) == 1


async def test_nothing_and_too_much_are_refused_and_can_be_written_again(scene: Scene) -> None:
    hr = await opened(scene, await replied(scene))
    await hr.press("✍️ Answer")
    assert "One message holds 3000 characters" in await hr.say("Ә" * 3001)
    assert "Your answer" in await hr.say("Ә" * 3000)
    assert not scene.house.refused()


async def test_whoever_has_left_is_not_answered_and_others_have_no_way(scene: Scene) -> None:
    number = await replied(scene)
    hr = await opened(scene, number)
    await hr.press("✍️ Answer")
    async with scene.house.database.work() as work:
        await work.memberships.leave(scene.colleges.membership, NOW)
    assert "This is no longer there." in await hr.say("Иә")
    other = await scene.hr(OTHER_HR)
    await scene.opens(other, "reply_answer", scene.colleges.other, number)
    assert "Медицинский колледж" in other.live.text
    assert await planned(scene) == []


async def test_reading_all_slices_is_one_line_of_the_log(scene: Scene) -> None:
    for _ in range(12):
        await replied(scene)
    hr = await scene.hr(HR)
    for page in (0, 1, 2, 0):
        await scene.opens(hr, "replies", scene.colleges.organisation, 0, page)
    assert (await scene.actions()).count("replies.read") == 1
