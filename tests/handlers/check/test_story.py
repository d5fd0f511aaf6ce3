"""A whole message instead of answers: shown back, taken or changed, and only the rest asked."""

from __future__ import annotations

import pytest

from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at

STORY = (
    "я преподаватель колледжа, стаж по специальности 5 лет, есть категория модератор, "
    "хочу эксперта, курсы 72 часа в марте 2025, люблю рыбалку"
)


async def arrive(house: House, language: str = "ru") -> Somebody:
    person = house.person(1, language)
    await person.say("/start")
    await person.press("c:yes:2")
    return person


def buttons(person: Somebody, prefix: str) -> list[str]:
    return [data for data in person.data() if data.startswith(prefix)]


async def test_what_was_understood_is_one_short_list_with_two_ways_on(house: House) -> None:
    person = await arrive(house)
    text = await person.say(STORY)
    assert text.startswith("Понято так:")
    for said in ("Преподаватель", "Ваша цель: педагог-эксперт", "5 лет", "72 часа, март 2025"):
        assert said in text
    assert "Не учтено: «люблю рыбалку»" in text
    assert len(buttons(person, "st:y:")) == len(buttons(person, "st:c:")) == 1
    assert len(text.splitlines()) <= 14


async def test_right_begins_the_check_and_asks_only_what_is_missing(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    await person.press("✅ Верно")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert kept["category"].value == "moderator"
    assert kept["experience.specialty"].value == 60
    assert any(data.startswith("q:") for data in person.data())
    assert not any(":experience.specialty:" in data for data in person.data())


async def test_of_a_list_only_the_missing_parts_are_asked(house: House) -> None:
    person = await arrive(house)
    await person.say("старший преподаватель университета, магистр, степени нет, курс 72 часа")
    await person.press("✅ Верно, есть ещё")
    kept = await answers_at(house, 1, "uni-senior-lecturer")
    assert kept["degrees"].value["items"] == []
    asked = [data.split(":")[2] for data in buttons(person, "q:")]
    assert asked[0] == "education.0.fields"
    await person.press("both")
    while any(":education." in data for data in person.data()):
        await person.press("no" if person.has("no") else "enough")
    assert any(":certificates.0.subject:" in data for data in person.data())


async def test_a_double_press_takes_the_story_once(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    shown = person.live
    await person.press_unsettled("✅ Верно", shown)
    await person.press_unsettled("✅ Верно", shown)
    await house.settle()
    async with house.database.work(writing=False) as work:
        run = await work.runs.current(1)
    assert run is not None
    assert run.position == "tvet-teacher"
    assert house.refused() == []


async def test_what_is_taken_back_is_asked(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    await person.press("✏️ Изменить")
    drops = buttons(person, "st:d:")
    labels = dict(zip(person.data(), person.labels(), strict=True))
    place = next(data for data in drops if "специальности" in labels[data])
    text = await person.press(place)
    assert "специальности" not in text
    await person.press("✅ Верно")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert "experience.specialty" not in kept
    assert kept["category"].value == "moderator"


async def test_an_old_list_changes_nothing(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    old = person.live
    await person.say("колледж әдіскерімін, педагогикалық өтілім 4 жыл, модераторға тапсырамын")
    await person.press("✅ Верно", old)
    async with house.database.work(writing=False) as work:
        assert await work.runs.current(1) is None


async def test_a_restart_in_the_middle_loses_nothing(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    await house.restart()
    await person.press("✅ Верно")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert kept["experience.specialty"].value == 60


async def test_without_a_position_it_is_chosen_and_the_story_goes_with_it(house: House) -> None:
    person = await arrive(house)
    await person.say("стаж по специальности 5 лет, категория модератор")
    await person.press("✅ Верно")
    await person.say("преподаватель колледжа")
    await person.press(":expert")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert kept["experience.specialty"].value == 60


async def test_a_story_not_confirmed_counts_for_nothing(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    await person.say("преподаватель колледжа")
    await person.press(":expert")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert "experience.specialty" not in kept


async def forward(person: Somebody, text: str) -> str:
    await person.house.telegram.type_text(person.id, text, forwarded=True)
    await person.house.settle()
    return person.screen.text


async def test_a_forwarded_text_is_read_only_after_it_is_the_persons(house: House) -> None:
    person = await arrive(house)
    text = await forward(person, STORY)
    assert text == "Это сообщение переслано. Оно о вас?"
    assert (await person.press("Да, обо мне")).startswith("Понято так:")
    await person.press("✅ Верно")
    assert (await answers_at(house, 1, "tvet-teacher"))["category"].value == "moderator"


async def test_a_forwarded_text_of_somebody_else_is_forgotten(house: House) -> None:
    person = await arrive(house)
    await forward(person, STORY)
    old = person.live
    text = await person.press("Нет")
    assert "Тогда я его не читаю." in text
    async with house.database.work(writing=False) as work:
        stored = await work.screens.get(1)
    assert stored is None or "преподаватель" not in str(stored.data)
    assert "Понято так:" not in await person.press(old.buttons[0][0].data or "", old)


async def test_a_message_that_comes_twice_is_read_once(house: House) -> None:
    person = await arrive(house)
    await person.say(STORY)
    shown = person.screen.message_id
    house.telegram.redeliver_last_update()
    await house.settle()
    assert person.screen.message_id == shown


async def test_in_a_question_its_answer_is_read_first_and_the_rest_offered(house: House) -> None:
    person = await arrive(house)
    await person.say("преподаватель колледжа")
    await person.press(":expert")
    while not any(":experience.specialty:" in data for data in person.data()):
        await person.press("!unknown")
    await person.say("стаж по специальности 5 лет, категория модератор, магистр")
    kept = await answers_at(house, 1, "tvet-teacher")
    assert kept["experience.specialty"].value == 60
    assert "category" not in kept
    offer = next(m for m in reversed(house.telegram.messages(1)) if "Вы также" in m.text)
    assert "педагог-модератор" in offer.text.lower()
    await person.press("✅ Верно", offer)
    assert (await answers_at(house, 1, "tvet-teacher"))["category"].value == "moderator"


@pytest.mark.parametrize("words", ["преподаватель колледжа", "модератор", "спасибо", "методист"])
async def test_a_name_or_a_word_is_no_story(house: House, words: str) -> None:
    person = await arrive(house)
    text = await person.say(words)
    assert "Понято так:" not in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_list_speaks_the_persons_language(house: House, language: str) -> None:
    person = await arrive(house, language)
    await person.say("college teacher, 5 years in my specialty, moderator, want expert")
    assert buttons(person, "st:y:")
    assert all(len(label.split()) <= 4 for label in person.labels())
