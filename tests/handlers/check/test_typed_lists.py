"""Courses and publications typed in one message; what is left open is asked about."""

import pytest

from tests.handlers.answering import answer_all, begin
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at

TOPICS = ":certificates.0.topic:!done"


async def until(person: Somebody, data: str) -> None:
    """Answers somehow until a button whose data contains `data` is there."""
    for _ in range(40):
        if any(data in option for option in person.data()):
            return
        options = [o for o in person.data() if o.startswith("q:")]
        everything = [o for o in options if o.endswith(":!all")]
        done = [o for o in options if o.endswith(":!done")]
        # What only gives an advantage is asked below the report.
        further = [o for o in person.data() if o.startswith("r:adv:")]
        await person.press((everything or done or options or further)[0])
    raise AssertionError(f"never asked: {data}")


async def at_the_courses(house: House, language: str = "ru") -> Somebody:
    person = house.person(1, language)
    await begin(person, "uni-lecturer")
    await until(person, TOPICS)
    return person


async def test_several_courses_in_one_line_are_understood_and_shown_back(house: House) -> None:
    person = await at_the_courses(house)
    text = await person.say("72 ч, март 2025; 36 ч 2024-05-10 онлайн")
    assert "✔ Курсы: 72 часа, март 2025 г.; 36 часов, 10 мая 2024" in text.replace("\u202f", " ")
    assert "1) 72 часа, март 2025 г. На какую тему был этот курс?" in text.replace("\u202f", " ")


async def test_what_a_line_of_courses_leaves_open_is_asked_with_buttons(house: House) -> None:
    person = await at_the_courses(house)
    await person.say("72 ч, март 2025; 36 ч 2024-05-10 онлайн")
    text = await person.press(":profile")
    assert "Когда выдан сертификат?" in text
    assert {"1", "31"} <= set(person.labels())
    text = await person.press(":2025-03-14")
    assert "2) 36 часов, 10" in text
    await person.press(":online_methods")
    assert "этот курс" not in person.live.text
    await answer_all(person)
    stored = await kept(house, "certificates")
    assert stored["items"] == [
        {"topic": "online_methods", "hours": 36, "issued": "2024-05-10"},
        {"topic": "profile", "hours": 72, "issued": "2025-03-14"},
    ]


async def kept(house: House, fact: str) -> dict[str, object]:
    value: dict[str, object] = (await answers_at(house, 1, "uni-lecturer"))[fact].value
    return value


async def test_courses_with_everything_said_need_no_button_at_all(house: House) -> None:
    person = await at_the_courses(house)
    before = person.presses
    await person.say("по профилю 72 ч 14.03.2025; методика онлайн-преподавания 36 ч 10.05.2024")
    assert "certificates.0" not in "".join(person.data())
    assert person.presses == before


async def test_a_course_on_another_subject_is_not_kept(house: House) -> None:
    person = await at_the_courses(house)
    await person.say("72 ч 14.03.2025")
    text = await person.press("Другая тема")
    assert "Есть ли ещё курс?" in text
    assert "Другого курса нет" in person.labels()
    await person.say("Это всё")
    assert (await kept(house, "certificates"))["items"] == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("переподготовка по менеджменту 520 часов 30.06.2023", "Это переподготовка, а не курс"),
        ("участие в вебинаре по профилю, 8 часов, 14.03.2025", "не всегда засчитываются как курс"),
        ("менеджмент, 5 дней по 8 часов", "Не получается понять, какой это курс"),
        ("72 часа, из них 36 онлайн, 14.03.2025", "Не получается понять, какой это курс"),
    ],
)
async def test_what_is_no_course_gets_a_sentence_and_is_not_taken(
    house: House, line: str, sentence: str
) -> None:
    person = await at_the_courses(house)
    assert sentence in await person.say(line)
    assert any(TOPICS in data for data in person.data())


@pytest.mark.parametrize(
    "line",
    [
        "по профилю, с 3 по 14 марта 2025 года, 72 академических часа",
        "по профилю, 3-14 марта 2025, 2 недели, 72 ч",
        "бейіні бойынша 72 сағат 14.03.2025 / по профилю 72 часа 14.03.2025",
    ],
)
async def test_a_course_is_one_with_its_last_day(house: House, line: str) -> None:
    person = await at_the_courses(house)
    await person.say(line)
    await answer_all(person)
    items = (await kept(house, "certificates"))["items"]
    assert items == [{"topic": "profile", "hours": 72, "issued": "2025-03-14"}]


async def test_back_takes_a_whole_line_away(house: House) -> None:
    person = await at_the_courses(house)
    await person.say("72 ч 14.03.2025; 36 ч 10.05.2024")
    await person.press(":!back")
    assert person.has(TOPICS)


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("ru", "5000 ч, март 2025", "от 1 до 2000 часов"),
        ("kk", "5000 сағат, 2025 жылғы наурыз", "1 сағаттан 2000 сағатқа дейін"),
        ("en", "5000 hours, March 2025", "from 1 to 2000 hours"),
        ("ru", "72 ч 20.11.2099", "ещё не наступил"),
        ("ru", "72 ч 31.02.2025", "нет"),
    ],
)
async def test_courses_that_cannot_be_are_said_and_nothing_is_lost(
    house: House, language: str, words: str, said: str
) -> None:
    person = await at_the_courses(house, language)
    text = await person.say(words)
    assert "⚠️" in text
    assert said in text
    assert person.has(TOPICS)


async def test_hours_and_day_of_the_course_asked_about_can_be_typed_together(
    house: House,
) -> None:
    person = await at_the_courses(house)
    await person.say("по профилю")
    assert "Сколько часов" in person.live.text
    text = await person.say("72 ч, 14.03.2025")
    assert "✔ Курсы: 72 часа, 14 марта 2025" in text
    assert "Когда выдан" not in text


async def test_a_date_is_completed_step_by_step(house: House) -> None:
    person = await at_the_courses(house)
    await person.say("по профилю")
    await person.say("72 сағат")
    text = await person.say("2025")
    assert "По профилю, 72 часа, 2025. Когда выдан" in text
    text = await person.say("март")
    assert "март 2025" in text
    assert "⚠️" in await person.say("32")
    assert "14 марта 2025" in await person.say("14")


async def test_publications_are_typed_with_their_number(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "uni-director")
    await until(person, ":publications.0.index:!done")
    text = await person.say("2 scopus 2025, 3 КОКСОН")
    assert text.count("Scopus, 2025") >= 2
    assert "1) Scopus, 2025. Какой процентиль" in text


async def test_more_publications_than_anybody_has_are_asked_again(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "uni-director")
    await until(person, ":publications.0.index:!done")
    assert "от 1 до 20" in await person.say("99 scopus")
    assert person.has(":publications.0.index:!done")
