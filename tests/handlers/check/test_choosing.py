"""Finding the position: typed words, lists, categories."""

import pytest

from local_chat.model import Message
from tests.handlers.house import House, Somebody
from tests.handlers.reports import all_parts


async def arrive(house: House, language: str = "en") -> Somebody:
    person = house.person(1, language)
    await person.say("/start")
    await person.press("c:yes:2")
    return person


@pytest.mark.parametrize(
    ("language", "words", "position"),
    [
        ("kk", "кафедра меңгерушісі", "Кафедра меңгерушісі"),
        ("ru", "заведующий кафедрой", "Заведующий кафедрой"),
        ("en", "head of department of a university", "Head of"),
    ],
)
async def test_a_clear_name_goes_straight_to_the_questions(
    house: House, language: str, words: str, position: str
) -> None:
    person = await arrive(house, language)
    text = await person.say(words)
    if person.has("m:pos:uni-department-head"):
        text = await person.press("m:pos:uni-department-head")
    assert position in text
    assert any(data.startswith("q:") for data in person.data())


async def test_a_doubtful_name_offers_a_few_buttons(house: House) -> None:
    person = await arrive(house, "ru")
    text = await person.say("методист")
    offered = [data for data in person.data() if data.startswith("m:pos:")]
    assert "Что из этого" in text
    assert 2 <= len(offered) <= 5
    assert {"m:pos:tvet-methodist", "m:pos:tvet-union-methodist"} <= set(offered)


async def test_a_name_that_is_no_position_is_noted_without_the_person(house: House) -> None:
    person = await arrive(house, "ru")
    text = await person.say("космонавт <&")
    assert "Не нахожу должности, похожей на «космонавт <&»" in text
    assert {"m:browse:tvet:0", "m:browse:uni:0"} <= set(person.data())
    async with house.database.work(writing=False) as work:
        assert [count for _, count in await work.misses.top(5)] == [1]


async def test_a_position_is_found_without_pressing_anything_first(house: House) -> None:
    person = house.person(1, "ru")
    text = await person.say("преподаватель колледжа")
    assert "По какой категории?" in text
    await person.press(":-")
    assert "Какое у вас образование?" in person.live.text


async def test_lists_are_turned_both_ways(house: House) -> None:
    person = await arrive(house)
    await person.press("🏫 College")
    first = person.labels()
    await person.press("▶️")
    assert person.labels() != first
    await person.press("◀️")
    assert person.labels() == first
    await person.press("⬅️ Back")
    await person.press("🎓 University")
    assert person.has("m:pos:uni-lecturer")
    assert await person.press("⬅️ Back") != ""


async def test_labels_of_buttons_are_short_in_every_language(house: House) -> None:
    person = house.person(1, "kk")
    for language in ("kk", "ru", "en"):
        await person.say("/lang")
        await person.press(f"l:{language}:menu")
        await person.say("/check")
        for group in ("m:browse:tvet:0", "m:browse:uni:0"):
            await person.press(group)
            while True:
                assert all(len(label) <= 40 for label in person.labels())
                if not person.has("▶️"):
                    break
                await person.press("▶️")
            await person.press("m:check")


async def test_the_other_commands_say_what_they_are_for(house: House) -> None:
    person = await arrive(house)
    await person.say("/help")
    assert "/mydata" in await all_parts(person)
    assert "338" in await person.say("/about")
    assert "Which position?" in await person.press("m:check")
    await person.press("m:home")
    assert "How it works" in await person.press("m:help")
    await person.press("m:home")
    assert "Which language" in await person.press("m:lang")
    await person.press("m:home")
    assert "Your data" in await person.press("m:privacy")
    await person.press("p:file")
    assert person.screen.document is not None
    assert "Your data" in await person.press("m:privacy")
    assert "Delete everything" in await person.press("f:ask")


async def test_the_official_text_opens_in_the_report_word_for_word(house: House) -> None:
    person = await arrive(house, "en")
    await person.say("college teacher")
    for answer in (":teacher", ":bachelor", ":pedagogical", ":!all"):
        await person.press(answer)
    report = person.live
    verdict = report.text
    text = await person.press("📜 Text")
    assert person.live.message_id == report.message_id
    assert "высшее и (или) послевузовское педагогическое образование" in text
    assert "official text, Russian" in text
    pages = text
    while person.has("▶️"):
        pages += "\n" + await person.press("▶️")
    assert "our unofficial translation" in pages
    while person.has("◀️"):
        await person.press("◀️")
    assert person.live.text == text
    assert await person.press("⬅️ Back") == verdict


async def test_another_category_keeps_the_report(house: House) -> None:
    person = await arrive(house, "en")
    await person.say("college teacher")
    for answer in (":teacher", ":bachelor", ":pedagogical", ":!all"):
        await person.press(answer)
    report = person.live
    await person.press("🔎 Another")
    assert person.live.message_id > report.message_id
    await person.press(":moderator")
    assert "answers from before are used" in person.live.text
    assert "specialty?" in person.live.text


async def in_the_middle(house: House) -> tuple[Somebody, Message]:
    """Somebody in the middle of a director's check who presses another post in an older list, and
    that list."""
    person = await arrive(house)
    await person.press("🎓 University")
    older = person.live
    await person.say("university director")
    await person.press("m:pos:uni-department-head", older)
    return person, older


HEAD = "🔎 Head of department (university)"


async def test_what_is_chosen_in_the_middle_of_a_check_is_not_lost(house: House) -> None:
    person, older = await in_the_middle(house)
    assert "You have begun a check: Institute director" in older.text
    await house.restart()
    await person.press(HEAD, older)
    assert "Head of department (university) · 1 of" in older.text


async def test_a_second_press_on_what_was_chosen_shows_its_question(house: House) -> None:
    person, older = await in_the_middle(house)
    data = person.find(older, HEAD)
    for _ in range(2):
        await house.telegram.press(person.id, older.message_id, data, stale=True)
    await house.settle()
    assert "Head of department (university) · 1 of" in older.text
    assert "begun a check" not in older.text


async def test_a_position_that_is_being_checked_is_not_offered_twice(house: House) -> None:
    person, older = await in_the_middle(house)
    await person.press(HEAD, older)
    await person.say("/check")
    assert person.labels() == ["▶️ Continue", "🔎 Another position", "⬅️ Menu"]
