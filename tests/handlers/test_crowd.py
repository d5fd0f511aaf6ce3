"""Twenty people press, type and send at random, all at once, while the bot is restarted."""

from tests.handlers.answering import answer_all, begin
from tests.handlers.crowd import Crowd
from tests.handlers.house import House
from tests.thoroughness import IN_CI

TURNS = 36 if IN_CI else 26


async def test_a_crowd_gets_an_answer_to_everything(house: House) -> None:
    crowd = Crowd(house, seed=1, size=20)
    await crowd.arrive()
    for turn in range(TURNS):
        await crowd.act_once_each()
        if turn % 3 == 0:
            await house.settle()
        if turn in (12, 24):
            await house.restart()
    await house.settle()
    assert len(crowd.presses) > 10 * TURNS
    assert [press for press in crowd.presses if not press.answered] == []
    assert house.refused() == []
    for person in crowd.people[:5]:
        await person.say("/cancel")
        if person.has(":!stop"):
            await person.press(":!stop")
        await begin(person, "tvet-teacher", "moderator")
        await answer_all(person)
        assert any(data.startswith("e:more:") for data in person.data())
