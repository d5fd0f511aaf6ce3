"""Texts that name no position are answered for what they are, and are no misses."""

from __future__ import annotations

import pytest

from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House
from tests.handlers.reports import all_parts

LISTS = {"m:browse:tvet:0", "m:browse:uni:0"}
MENU = {"m:check", "k:home", "g:home"}


async def misses(house: House) -> list[tuple[str, int]]:
    async with house.database.work(writing=False) as work:
        return await work.misses.top(5)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("ru", "педагог-модератор", "это категория"),
        ("kk", "педагог-зерттеуші", "бұл санат"),
        ("ru", "пед-модератор", "это категория"),
        ("ru", "пед. эксперт", "это категория"),
        ("ru", "педмастер", "это категория"),
        ("kk", "пед-шебер", "бұл санат"),
        ("kk", "пед.сарапшы", "бұл санат"),
        ("en", "ped-researcher", "is a category"),
        ("en", "expert", "is a category"),
        ("ru", "учитель математики в школе", "У школ и детских садов свои требования"),
        ("kk", "бастауыш сынып мұғалімі", "Мектептер мен балабақшалардың"),
        ("en", "kindergarten teacher", "Schools and kindergartens"),
        ("ru", "Айгуль Нурланова", "Имя называть не нужно"),
        ("kk", "Нұрлан Қайратұлы", "Атыңызды жазудың қажеті жоқ"),
        ("en", "Smith John", "Your name is not needed"),
        ("ru", "какая сегодня погода", "Я знаю только о должностях"),
        ("kk", "бүгін ауа райы қандай", "Мен тек лауазымдар туралы білемін"),
        ("en", "tell me a joke", "I only know about positions"),
    ],
)
async def test_what_is_no_position_is_said_with_the_lists(
    house: House, language: str, words: str, answer: str
) -> None:
    person = house.person(1, language)
    text = await person.say(words)
    assert answer in text
    assert len(text.splitlines()) <= 8
    assert set(person.data()) >= LISTS
    assert await misses(house) == []


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("ru", "спасибо", "Пожалуйста!"),
        ("kk", "көп рахмет", "Оқасы жоқ!"),
        ("en", "thank you very much", "You are welcome!"),
        ("ru", "привет", "Здравствуйте!"),
        ("kk", "сәлеметсіз бе", "Сәлеметсіз бе!"),
        ("en", "good morning", "Hello!"),
        ("ru", "меню", "На какую должность"),
        ("kk", "мәзір", "Қай лауазымға сай"),
        ("en", "menu", "Which position shall I"),
    ],
)
async def test_thanks_greetings_and_the_word_menu_bring_the_menu(
    house: House, language: str, words: str, answer: str
) -> None:
    person = house.person(1, language)
    assert answer in await person.say(words)
    assert set(person.data()) >= MENU
    assert await misses(house) == []


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "помощь"), ("kk", "көмектесіңізші"), ("en", "help")]
)
async def test_the_word_help_brings_the_help(house: House, language: str, words: str) -> None:
    person = house.person(1, language)
    await person.say(words)
    assert "/mydata" in await all_parts(person)
    assert await misses(house) == []


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "документы"), ("kk", "құжаттар"), ("en", "documents")]
)
async def test_the_word_documents_leads_to_the_papers(
    house: House, language: str, words: str
) -> None:
    person = house.person(1, language)
    await person.say(words)
    assert set(person.data()) >= {"n:home", "y:list:0", "cert:list", "k:home"}


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("ru", "аттестация", "зависит от должности и категории"),
        ("kk", "аттестаттау", "лауазым мен санатқа байланысты"),
        ("en", "attestation", "depends on the position and the category"),
    ],
)
async def test_attestation_is_explained_to_whoever_has_checked_nothing(
    house: House, language: str, words: str, answer: str
) -> None:
    person = house.person(1, language)
    assert answer in await person.say(words)
    assert set(person.data()) >= {"m:check", "n:cats:tvet-teacher"}


async def test_attestation_opens_that_of_the_last_check(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    assert "Attestation:" in await person.say("attestation")
    assert person.has("⬅️ Back")


async def test_attestation_of_another_person_is_not_opened(house: House) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    assert "Attestation:" not in await other.say("attestation")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "хочу стать заведующим отделением, сейчас преподаватель колледжа"),
        ("kk", "қазір оқытушымын, бөлім меңгерушісі болғым келеді"),
        ("en", "I teach, want to become head of a college division"),
    ],
)
async def test_what_somebody_wants_to_be_is_taken(house: House, language: str, words: str) -> None:
    person = house.person(1, language)
    await person.say(words)
    assert "m:cat:tvet-department-head:-" in person.data() or person.has("m:new:1")
    assert "m:cat:tvet-teacher:-" not in person.data()


async def test_after_a_category_the_position_is_understood(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("педагог-эксперт")
    await person.say("преподаватель колледжа")
    assert "m:cat:tvet-teacher:-" in person.data()


async def test_the_same_update_twice_is_answered_once(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("спасибо")
    before = len(house.telegram.messages(1))
    house.telegram.redeliver_last_update()
    await house.settle()
    await house.restart()
    assert len(house.telegram.messages(1)) == before


async def test_signs_of_markup_in_a_category_are_escaped(house: House) -> None:
    person = house.person(1, "ru")
    assert "<b>эксперт</b> & Co" in await person.say("<b>эксперт</b> & Co")
    assert house.refused() == []
