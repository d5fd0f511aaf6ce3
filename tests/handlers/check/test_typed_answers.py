"""Typed words are as good as buttons, in the person's own language."""

import pytest

from tests.handlers.answering import begin
from tests.handlers.house import House


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("ru", ["бакалавр", "педагогическое", "3 года 2 мес"], "Стаж по специальности: 3 года 2"),
        ("kk", ["бакалавр", "педагогикалық", "3 жыл 2 ай"], "Мамандық бойынша өтіл: 3 жыл 2 ай"),
        ("en", ["bachelor", "pedagogical", "3 years 2 months"], "specialty: 3 years 2 months"),
    ],
)
async def test_what_was_understood_is_shown_back(
    house: House, language: str, words: list[str], shown: str
) -> None:
    person = house.person(1, language)
    await begin(person, "tvet-teacher", "moderator")
    for word in words:
        await person.say(word)
    assert shown in person.live.text


async def test_a_doubtful_answer_is_asked_back_with_buttons(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("бакалавр")
    await person.say("педагогическое")
    await person.say("10")
    assert {"10 лет", "10 месяцев"} <= set(person.labels())
    await person.press("10 месяцев")
    assert "Стаж по специальности: 10 месяцев" in person.live.text


async def test_since_a_year_is_counted_up_to_today(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("бакалавр")
    await person.say("педагогическое")
    await person.say("с 20.11.2020")
    assert "Стаж по специальности: 6 лет" in person.live.text
    assert "(по сегодняшний день)" in person.live.text


async def test_what_cannot_be_is_said_with_its_bounds(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("бакалавр")
    await person.say("педагогическое")
    await person.say("90 лет")
    assert "Больше чем 60 лет быть не может" in person.live.text
    assert "Сколько времени вы работали по специальности?" in person.live.text


async def test_what_is_not_understood_loses_nothing(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("<b>xyzzy & plugh")
    assert "I did not understand" in person.live.text
    assert "What is your education?" in person.live.text
    await person.press(":bachelor")
    assert "What field" in person.live.text


async def test_a_typed_yes_on_the_checklist_means_everything(house: House) -> None:
    person = house.person(1, "kk")
    await begin(person, "tvet-teacher", "teacher")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.say("иә")
    assert "Сіз талаптарға сайсыз" in person.live.text


async def test_dont_know_can_be_typed(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("не знаю")
    assert "Образование: не знаю" in person.live.text


async def test_a_voice_is_answered_kindly_and_the_question_stays(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    voice = {"file_id": "AwAC", "file_unique_id": "v", "duration": 3}
    sent = await house.telegram.type_text(1, "bachelor")
    await house.settle()
    question = person.live.text
    update = house.telegram.rendered(sent)
    del update["text"]
    house.telegram.updates.add("message", {**update, "message_id": 999, "voice": voice}, 1)
    await house.settle()
    assert "Thank you for speaking to me" in person.live.text
    assert question.splitlines()[-1] in person.live.text


async def test_pictures_are_declined_and_the_question_stays(house: House) -> None:
    person = house.person(1, "en")
    await house.telegram.send_document(1, b"x", "a.pdf")
    await house.settle()
    assert "I can only read text" in person.screen.text
    await begin(person, "tvet-teacher", "moderator")
    await house.telegram.send_document(1, b"x", "a.pdf")
    await house.settle()
    assert "I can only read text" in person.live.text
    assert "What is your education?" in person.live.text


async def test_an_unknown_command_shows_help_and_the_question_stays_open(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("/dance")
    assert "How it works" in person.screen.text
    await person.say("bachelor")
    assert "What field" in person.live.text


async def test_a_typed_date_answers_at_once(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-lecturer")
    while "certificate issued" not in person.live.text:
        options = [data for data in person.data() if not data.endswith(("!back", "!cancel"))]
        marks = [data for data in options if data.endswith(":!done")]
        marked = any(data.rsplit(":", 1)[1].startswith("-") for data in options)
        await person.press(marks[0] if marks and marked else options[0])
    await person.say("14.03.2025")
    assert "14 March 2025" in person.live.text
    assert "certificate issued" not in person.live.text
