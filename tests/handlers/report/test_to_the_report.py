"""From /start to the report, in each language, for colleges and universities."""

from statistics import median

import pytest

from rules.norms.loading import catalogue
from tests.handlers.answering import answer_all, begin, is_asked
from tests.handlers.house import House
from tests.handlers.reports import opened, whole

VERDICTS = {
    "kk": ("Сіз талаптарға сайсыз", "Әзірге жоқ", "Әзірге айту мүмкін емес"),
    "ru": ("Вы соответствуете требованиям", "Пока нет", "Пока нельзя сказать"),
    "en": ("You meet the requirements", "Not yet", "Cannot tell yet"),
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("position", "category"),
    [("tvet-teacher", "moderator"), ("tvet-director", None), ("uni-professor-science", None)],
)
async def test_everyone_reaches_a_report_by_buttons_alone(
    house: House, language: str, position: str, category: str | None
) -> None:
    person = house.person(1, language)
    await begin(person, position, category)
    await answer_all(person)
    report = person.live.text
    known = catalogue().positions[position]
    assert known.short.of(language) in report
    assert known.names.of(language) in await opened(person, "asked")
    assert any(verdict in person.said() for verdict in VERDICTS[language])
    assert "⏳" not in report or "🧭" in report
    assert not house.refused()


async def test_the_report_says_what_is_short_and_from_which_day_it_is_enough(
    house: House,
) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-teacher", "expert")
    for answer in (":bachelor", ":pedagogical"):
        await person.press(answer)
    await person.say("2 года 4 месяца")
    await person.press(":!all")
    report = person.live.text
    assert "Преподаватель колледжа · педагог-эксперт" in report
    assert "Пока нет: не хватает стажа: 8 месяцев" in report
    assert "Стаж по специальности: ещё 8 месяцев" in report
    assert "20 июля 2027\N{NARROW NO-BREAK SPACE}г." in report
    assert "решает работодатель или комиссия" in report
    asked = await opened(person, "asked")
    assert "Преподаватель · педагог-эксперт" in asked
    assert "У вас 2 года 4 месяца, нужно ещё 8 месяцев" in asked
    assert "(п.\N{NO-BREAK SPACE}286)" in asked
    assert "(R4)" not in await whole(person), "no reading spares the years, and none may seem to"


async def test_a_met_alternative_stands_for_all_of_them(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "teacher")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.press(":!all")
    assert "You meet the requirements" in person.live.text
    report = await opened(person, "asked")
    assert "Professional education of any level" not in report


async def test_alternatives_are_joined_by_or_when_none_is_met(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "teacher")
    await person.press(":tvet")
    await person.press(":none")
    await person.press(":enough")
    await person.press(":!all")
    report = await opened(person, "asked")
    assert "One of these is needed:" in report
    assert "\n   or\n" in report
    assert "👉 ❌" in report


async def test_unknown_is_never_taken_for_no(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    while is_asked(person):
        await person.press(":!unknown")
    assert "Cannot tell yet" in person.live.text
    report = await whole(person)
    assert "❌" not in report


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_position_can_be_checked(house: House) -> None:
    person = house.person(1, "kk")
    presses = []
    for position, known in catalogue().positions.items():
        before = person.presses
        await begin(person, position, known.categories[0] if known.categories else None)
        await answer_all(person)
        assert known.short.kk in person.live.text
        presses.append(person.presses - before)
        await person.say("/forget")
        await person.press("f:yes")
    assert not house.refused()
    # A number that is watched: a half of the positions take no more presses from /start.
    assert median(presses) <= 20


async def test_presses_from_start_to_the_report_of_a_teacher(house: House) -> None:
    person = house.person(1, "kk")
    await person.say("/start")
    await person.press("c:yes:2")
    await person.say("колледж оқытушысы")
    for answer in (":moderator", ":bachelor", ":pedagogical", ":24", ":!all"):
        await person.press(answer)
    assert "Сіз талаптарға сайсыз" in person.live.text
    assert person.presses <= 10
