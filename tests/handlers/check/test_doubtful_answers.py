"""Doubtful words are asked back with what they may mean; the words of buttons are always good."""

import pytest

from tests.handlers.answering import begin
from tests.handlers.check.test_typed_lists import at_the_courses, until
from tests.handlers.checks import answer
from tests.handlers.house import House, Somebody
from tests.handlers.reports import opened, whole


async def at_the_years(house: House, language: str) -> Somebody:
    person = house.person(1, language)
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    return person


@pytest.mark.parametrize(
    ("language", "words", "why", "labels"),
    [
        ("ru", "10", "Лет или месяцев?", {"10 лет", "10 месяцев"}),
        ("kk", "10", "Жыл ма, ай ма?", {"10 жыл", "10 ай"}),
        ("en", "10", "Years or months?", {"10 years", "10 months"}),
        ("ru", "с 2023 по 2025", "первый или последний день", set()),
        ("ru", "около 5 лет", "Верно понято?", {"5 лет"}),
    ],
)
async def test_a_length_that_can_be_read_twice_is_asked_back(
    house: House, language: str, words: str, why: str, labels: set[str]
) -> None:
    person = await at_the_years(house, language)
    assert why in await person.say(words)
    assert labels <= set(person.labels())


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("ru", "с 2014 года", "11 лет 10 месяцев (не меньше; точный день здесь ничего не меняет)"),
        ("kk", "2014 жылдан бері", "11 жыл 10 ай (кемінде; дәл күні мұнда ештеңе өзгертпейді)"),
        ("en", "since 2014", "11 years 10 months (at least; the exact day changes nothing here)"),
    ],
)
async def test_a_length_that_decides_alike_however_it_is_read_is_taken(
    house: House, language: str, words: str, shown: str
) -> None:
    person = await at_the_years(house, language)
    assert shown in await person.say(words)
    assert person.has(":!all")


async def test_something_else_shows_the_question_again(house: House) -> None:
    person = await at_the_years(house, "ru")
    await person.say("10")
    text = await person.press("Другой ответ")
    assert "Сколько времени вы работали по специальности?" in text
    assert "4 года 10 мес" in await person.say("4 года 10 мес")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("4 года 10 мес.", "4 года 10 мес"),
        ("бес жыл үш ай", "5 лет 3 мес"),
        ("полтора года", "1 год 6 мес"),
        ("01.09.2015 - 31.08.2019 и 01.01.2019-31.12.2019", "4 года 4 мес"),
    ],
)
async def test_lengths_in_words_and_periods_are_shown_back(
    house: House, words: str, shown: str
) -> None:
    person = await at_the_years(house, "ru")
    assert f"Стаж по специальности: {shown}" in await person.say(words)


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("ru", "10 лет минус 2 года", "8 лет (вычтено 2 года)"),
        ("kk", "10 жыл минус 2 жыл", "8 жыл (2 жыл шегерілді)"),
        ("en", "10 years minus 2 years", "8 years (2 years taken off)"),
        ("ru", "с 01.09.2010 по 31.08.2020, перерыв 01.09.2015-31.08.2016", "(вычтено 1 год)"),
    ],
)
async def test_what_was_taken_off_is_shown(
    house: House, language: str, words: str, shown: str
) -> None:
    person = await at_the_years(house, language)
    assert shown in await person.say(words)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("22 года, из них 10 лет в колледже", ["22 года", "10 лет"]),
        ("22 года, из них 10 лет по специальности", ["10 лет", "22 года"]),
        ("5 лет в школе, 3 года в колледже", ["5 лет", "3 года", "8 лет"]),
        ("10 лет, перерыв 2 года", ["8 лет", "10 лет"]),
    ],
)
async def test_a_whole_with_a_part_is_asked_back_with_the_likeliest_first(
    house: House, words: str, labels: list[str]
) -> None:
    person = await at_the_years(house, "ru")
    await person.say(words)
    assert person.labels()[: len(labels)] == labels
    assert f"Стаж по специальности: {labels[0]}" in await person.press(labels[0])


async def test_several_subjects_in_doubtful_words_are_confirmed_by_one_button(
    house: House,
) -> None:
    person = await at_the_courses(house)
    await person.say("наверное по профилю и методика онлайн преподавания чего-то")
    together = [data for data in person.data() if ":=" in data]
    assert together
    text = await person.press(together[0])
    assert "Сколько часов" in text


@pytest.mark.parametrize("words", ["IELTS 6.5", "айелтс 6,5"])
async def test_a_test_score_is_confirmed_as_a_level(house: House, words: str) -> None:
    person = house.person(1, "ru")
    await begin(person, "uni-lecturer")
    await until(person, ":language_level:B2")
    text = await person.say(words)
    assert "соответствует такому уровню" in text
    assert person.labels()[0] == "B2"
    await person.press("B2")
    assert "B2" in await whole(person)


async def test_a_score_that_cannot_be_is_said(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "uni-lecturer")
    await until(person, ":language_level:B2")
    assert "от 0 до 9" in await person.say("IELTS 12")
    assert person.has(":language_level:B2")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Высшее (специалист)"), ("kk", "Жоғары (маман)"), ("en", "HIGHER (SPECIALIST)")],
)
async def test_the_words_of_a_button_can_be_typed(house: House, language: str, words: str) -> None:
    person = house.person(1, language)
    await begin(person, "tvet-teacher", "moderator")
    await person.say(words)
    assert any("education.0.fields" in data for data in person.data())


async def test_items_of_the_checklist_are_marked_by_their_numbers(house: House) -> None:
    person = await at_the_years(house, "ru")
    await person.press(":36")
    assert "от 1 до" in await person.say("1, 99")
    before = person.live.text
    assert await person.say("1, 3") != before
    assert "2 из" in await opened(person, "asked")


async def test_a_doubtful_yes_is_confirmed(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-military-organizer")
    await answer(person, ":bachelor", ":!done", ":enough", ":retraining:pedagogical")
    await person.press(next(data for data in person.data() if data.startswith("r:adv:")))
    assert "Верно понято?" in await person.say("кажется да")
    await person.press("Да")
    assert "flags.reserve_officer" not in "".join(person.data())


@pytest.mark.parametrize("words", ["ы" * 4096, "<b>", "&lt;", "教師", "1" * 4000, "\u202e\u200b"])
async def test_no_text_breaks_a_question(house: House, words: str) -> None:
    person = await at_the_years(house, "ru")
    assert "Сколько времени вы работали по специальности?" in await person.say(words)
    assert house.refused() == []
