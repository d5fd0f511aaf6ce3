"""Facts, days and links typed while nothing is asked are no positions."""

import pytest

from tests.handlers.house import House

OWN_EXAMPLE = [
    ("ru", "72 часа, 14.03.2025, по профилю", "Понято так:", "72 часа, 14 марта 2025"),
    ("kk", "72 сағат, 14.03.2025, бейіні бойынша", "Мен былай түсіндім:", "72 сағат"),
    ("en", "72 hours, 14.03.2025, by profile", "I understood:", "By profile, 72 hours"),
    ("en", "72 hours, 14.03.2025, in my field", "I understood:", "By profile, 72 hours"),
    ("en", "72 hours, 14.03.2025", "I understood:", "72 hours"),
]


@pytest.mark.parametrize(("language", "words", "heading", "course"), OWN_EXAMPLE)
async def test_the_bots_own_example_is_taken_for_a_course(
    house: House, language: str, words: str, heading: str, course: str
) -> None:
    person = house.person(1, language)
    text = await person.say(words)
    assert text.startswith(heading)
    assert course in text


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("ru", "h-index 3", "Индекс Хирша: 3"),
        ("ru", "IELTS 6.5", "Уточню: иностранный язык."),
        ("en", "3 articles in Scopus", "Publications:"),
        ("en", "2 years 4 months", "I will ask more about"),
        ("kk", "2 жыл 4 ай", "сұраймын"),
    ],
)
async def test_a_single_fact_is_said_back(
    house: House, language: str, words: str, said: str
) -> None:
    person = house.person(1, language)
    assert said in await person.say(words)
    assert any(data.startswith("st:y:") for data in person.data())


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("ru", "14.03.2025", "Это дата, но чего?"),
        ("kk", "14 наурыз 2025", "Бұл – күн, бірақ ненің күні?"),
        ("en", "14 March 2025", "That is a day, but for what?"),
        ("en", "https://example.org/docent", "I do not open links."),
        ("ru", "t.me/example_bot", "Ссылки я не открываю."),
        ("kk", "example@example.org", "Сілтемелер ашылмайды."),
    ],
)
async def test_a_day_or_a_link_alone_is_told_what_to_do_with_it(
    house: House, language: str, words: str, said: str
) -> None:
    person = house.person(1, language)
    assert said in await person.say(words)
    assert person.has("m:browse:tvet:0")


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("методист, https://example.org/page", "tvet-methodist"),
        ("преподаватель колледжа", "tvet-teacher"),
    ],
)
async def test_a_position_is_still_a_position(house: House, words: str, position: str) -> None:
    person = house.person(1, "ru")
    await person.say(words)
    assert any(position in data for data in person.data())
