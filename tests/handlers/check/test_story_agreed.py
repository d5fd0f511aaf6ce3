"""One press on what was understood: with the category, with the position, with all there is."""

from __future__ import annotations

from tests.handlers.answering import is_asked
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at
from tests.handlers.people import with_consent

METHODIST = "Методист, хочу категорию эксперта. Бакалавр, стаж по специальности 5 лет"
TEACHER = "Преподаватель колледжа, бакалавр, стаж по специальности 5 лет"
LECTURER = "Старший преподаватель университета, курсы по профилю 72 часа 14.03.2025"


def starting(person: Somebody, prefix: str) -> list[str]:
    return [data for data in person.data() if data.startswith(prefix)]


async def test_the_positions_that_may_be_meant_are_offered(house: House) -> None:
    person = await with_consent(house, "ru")
    await person.say(METHODIST)
    assert starting(person, "st:p:")
    [button] = [label for label in person.labels() if label == "Методист колледжа"]
    await person.press_unsettled(button)
    await person.press(button)
    assert is_asked(person)
    assert "эксперт" in person.live.text
    held = await answers_at(house, 1, "tvet-methodist")
    assert held["experience.specialty"].value == 60


async def test_the_category_is_said_with_the_same_press(house: House) -> None:
    person = await with_consent(house, "ru")
    text = await person.say(TEACHER)
    assert "на какую категорию" in text
    assert len(starting(person, "st:k:")) == 6
    await person.press(":moderator")
    assert is_asked(person)
    assert "модератор" in person.live.text


async def test_that_these_are_all_is_said_and_never_taken_for_granted(house: House) -> None:
    person = await with_consent(house, "ru")
    await person.say(LECTURER)
    await person.press("✅ Верно, есть ещё")
    held = (await answers_at(house, 1, "uni-senior-lecturer"))["certificates"]
    assert held.state == "draft"
    other = await with_consent(house, "ru", 2)
    await other.say(LECTURER)
    await other.press("✅ Верно, это всё")
    held = (await answers_at(house, 2, "uni-senior-lecturer"))["certificates"]
    assert held.state == "value"
    assert held.value["complete"] is True
