"""Typed positions: clear, doubtful, none of ours, and texts of every kind."""

import pytest

from tests.handlers.house import House, Somebody

DEPUTIES = {
    "m:pos:tvet-deputy-methodical",
    "m:pos:tvet-deputy-academic",
    "m:pos:tvet-deputy-educational",
    "m:pos:tvet-deputy-training",
    "m:pos:tvet-deputy-it",
    "m:pos:tvet-deputy-production",
    "m:pos:tvet-deputy-methodical-union",
    "m:pos:uni-deputy-academic",
    "m:pos:uni-deputy-research",
}


def offered(person: Somebody) -> list[str]:
    return [data for data in person.data() if data.startswith("m:pos:")]


@pytest.mark.parametrize(
    ("language", "words", "understood", "no"),
    [
        ("ru", "препод колледжа", "Выбрана должность: Преподаватель", "❌ Не эта должность"),
        ("kk", "колледж окытушысы", "Таңдалған лауазым: ", "❌ Бұл лауазым емес"),
        ("en", "college teacher", "Position: ", "❌ Not this position"),
    ],
)
async def test_a_clear_position_is_named_and_can_be_refused(
    house: House, language: str, words: str, understood: str, no: str
) -> None:
    person = house.person(1, language)
    assert understood in await person.say(words)
    await person.press(no)
    assert "m:pos:tvet-teacher" not in person.data()
    assert "m:browse:uni:0" in person.data()
    assert "m:cat:tvet-teacher:-" not in person.data()


async def test_refusing_a_clear_position_offers_what_else_it_could_be(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("методист колледжа")
    await person.press("❌ Не эта должность")
    assert "m:pos:tvet-union-methodist" in offered(person)


async def test_a_refused_position_whose_questions_have_begun_leaves_no_open_check(
    house: House,
) -> None:
    person = house.person(1, "ru")
    text = await person.say("заведующий кафедрой")
    assert "Выбрана должность" in text
    assert "образование" in text
    await person.press("❌ Не эта должность")
    assert "Какая должность?" in person.live.text
    await person.say("/start")
    assert not person.has("m:continue")


async def test_every_position_that_fits_can_be_reached(house: House) -> None:
    person = house.person(1, "ru")
    text = await person.say("заместитель директора")
    assert "«заместитель директора» можно понять по-разному" in text
    assert "1–5 из 9" in text
    first = offered(person)
    assert len(first) == 5
    assert "6–9 из 9" in await person.press("➕ Ещё")
    second = offered(person)
    assert len(first) + len(second) == len({*first, *second})
    assert {*first, *second} == DEPUTIES
    await person.press("⬅️ Назад")
    assert offered(person) == first
    await person.press("➕ Ещё")
    assert "образование" in await person.press("m:pos:uni-deputy-research")


async def test_offered_positions_say_whether_they_are_of_a_college_or_a_university(
    house: House,
) -> None:
    person = house.person(1, "en")
    await person.say("director")
    signs = {data: text[0] for data, text in zip(person.data(), person.labels(), strict=True)}
    assert signs["m:pos:tvet-director"] == "🏫"
    assert signs["m:pos:uni-director"] == "🎓"


@pytest.mark.parametrize("data", ["m:among:0:z", "m:among:50:12", "m:among:5:12345"])
async def test_a_page_that_is_not_there_leads_to_the_choice(house: House, data: str) -> None:
    person = house.person(1, "ru")
    await person.say("заместитель директора")
    await house.telegram.press(1, person.live.message_id, data, stale=True)
    await house.settle()
    assert "Какая должность?" in person.live.text


async def test_an_old_page_does_not_lose_an_open_check(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("заместитель директора")
    old = person.live
    await person.press("m:pos:tvet-deputy-it")
    await person.press(":12")
    await house.telegram.press(1, old.message_id, "m:among:5:1234567", stale=True)
    await house.settle()
    assert "Какая должность?" not in person.live.text
    assert any(data.startswith("q:") or data == "m:continue" for data in person.data())


@pytest.mark.parametrize(
    "words",
    [
        "Космонавт",
        "<b>жирный & <script>alert(1)</script>",
        "教師の資格について",
        "اذخثقف مذعق",
        "ы" * 4096,
        "зщшгнекуц " * 409,
        "😀🎓😀",
        "\u202eобратно\u200b",
        "42",
    ],
)
async def test_what_is_none_of_ours_is_said_kindly_with_the_lists(house: House, words: str) -> None:
    person = house.person(1, "ru")
    text = await person.say(words)
    assert "Не нахожу должности" in text
    assert len(text) < 400
    assert {"m:browse:tvet:0", "m:browse:uni:0"} <= set(person.data())
    assert house.refused() == []


async def test_a_position_in_a_long_sentence_with_marks_is_still_found(house: House) -> None:
    person = house.person(1, "ru")
    text = await person.say(
        "Здравствуйте! <i>Скажите</i>, пожалуйста, я работаю преподавателем колледжа & хочу узнать"
    )
    assert "m:pos:tvet-teacher" in person.data() or "m:cat:tvet-teacher:-" in person.data(), text


@pytest.mark.parametrize("words", ["kolledj oqytushysy", "ghtgjlfdfntkm rjkktl;f"])
async def test_another_script_or_layout_is_understood(house: House, words: str) -> None:
    person = house.person(1, "kk")
    await person.say(words)
    assert "m:cat:tvet-teacher:-" in person.data()


async def test_what_may_name_a_person_is_not_noted(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("космонавт, +7 (701) 123-45-67, ivanov@mail.kz, 900101300123")
    await person.say("87011234567")
    async with house.database.work(writing=False) as work:
        assert await work.misses.top(5) == [("космонавт", 1)]


async def misses(house: House) -> list[tuple[str, int]]:
    async with house.database.work(writing=False) as work:
        return await work.misses.top(9)


async def test_words_of_one_person_are_kept_only_when_they_are_words_of_posts(house: House) -> None:
    person = house.person(1, "ru")
    for words in ("повар столовой", "космонавт", "Поваров А.", "космонавт Зулпыкаров", "зумруд"):
        await person.say(words)
    assert [text for text, _ in await misses(house)] == ["космонавт", "повар столовой"]


async def test_what_three_people_type_is_a_word_that_is_missing(house: House) -> None:
    people = [house.person(number, "ru") for number in (1, 2, 3)]
    for person in people[:2]:
        await person.say("зумрудщик")
        await person.say("зумрудщик")
    assert await misses(house) == []
    await people[2].say("зумрудщик")
    assert await misses(house) == [("зумрудщик", 3)]
