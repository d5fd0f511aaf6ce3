"""What only gives an advantage is asked after the report, by one press."""

from __future__ import annotations

from tests.handlers.answering import answer_all, begin, is_asked
from tests.handlers.checks import decisions
from tests.handlers.house import House, Somebody
from tests.handlers.kept_answers import answers_at


async def reported(house: House) -> Somebody:
    """A senior lecturer's report, before the advantages."""
    person = house.person(1, "en")
    await begin(person, "uni-senior-lecturer")
    await answer_all(person)
    return person


def ask(person: Somebody) -> str:
    return next(data for data in person.data() if data.startswith("r:adv:"))


async def test_the_report_comes_first_and_is_complete(house: House) -> None:
    person = await reported(house)
    held = await answers_at(house, 1, "uni-senior-lecturer")
    assert not {"h_index", "language_level"} & set(held)
    [label] = [label for label in person.labels() if "question" in label]
    assert label == "🏅 Advantages: 3 questions"
    assert len(person.live.buttons) == 4
    [decision] = await decisions(house, person)
    assert decision.verdict != "undetermined"


async def test_one_press_asks_them_and_a_new_report_follows(house: House) -> None:
    person = await reported(house)
    before, report = person.live.text, person.live
    text = await person.press(ask(person))
    assert "what only gives an advantage" in text
    await answer_all(person)
    held = await answers_at(house, 1, "uni-senior-lecturer")
    assert {"h_index", "language_level"} <= set(held)
    assert not any(data.startswith("r:adv:") for data in person.data())
    first, last = [decision.verdict for decision in await decisions(house, person)]
    assert first == last
    stays = house.telegram.messages(1)
    assert before in [m.text for m in stays if m.message_id == report.message_id]


async def test_a_double_press_asks_once(house: House) -> None:
    person = await reported(house)
    report, data = person.live, ask(person)
    await person.press(data)
    text = await person.press(data, report)
    assert "You have begun a check" in text
    await person.press("m:continue")
    assert is_asked(person)


async def test_back_from_the_first_of_them_leaves_the_other_answers(house: House) -> None:
    person = await reported(house)
    held = await answers_at(house, 1, "uni-senior-lecturer")
    await person.press(ask(person))
    await person.press(":!back")
    after = await answers_at(house, 1, "uni-senior-lecturer")
    assert {fact: seen.value for fact, seen in held.items()}.items() <= {
        fact: seen.value for fact, seen in after.items()
    }.items()


async def test_a_restart_in_the_middle_goes_on(house: House) -> None:
    person = await reported(house)
    await person.press(ask(person))
    await house.restart()
    await person.press(person.data()[0])
    assert is_asked(person) or any(data.startswith("e:s:") for data in person.data())


async def test_what_is_not_marked_is_not_answered(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-professor-science")
    while ".with." not in person.data()[0]:
        await person.press(":!unknown" if person.has(":!unknown") else ":enough")
    assert person.data()[0].split(":")[2].startswith("flags.with.")
    marked = person.data()[0]
    await person.press(marked)
    assert "✅ 1." in person.live.text
    await person.press(":!done")
    held = await answers_at(house, 1, "uni-professor-science")
    flags = {fact: seen for fact, seen in held.items() if fact.startswith("flags.")}
    states = sorted(seen.state for seen in flags.values())
    assert states == ["unknown"] * (len(flags) - 1) + ["value"]
    assert not [seen for seen in flags.values() if seen.value is False]
    await person.press(":!back")
    held = await answers_at(house, 1, "uni-professor-science")
    assert not [fact for fact in held if fact.startswith("flags.")]
    assert ".with." in person.data()[0]


async def test_numbers_can_be_typed_and_the_rest_denied(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-professor-science")
    while ".with." not in person.data()[0]:
        await person.press(":!unknown" if person.has(":!unknown") else ":enough")
    await person.say("1, rest: no")
    held = await answers_at(house, 1, "uni-professor-science")
    flags = [seen.value for fact, seen in held.items() if fact.startswith("flags.")]
    assert sorted(flags) == [False] * (len(flags) - 1) + [True]


async def test_none_of_the_kinds_of_work_is_one_press(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-director")
    while ".with." not in person.data()[0]:
        await person.press(":!unknown" if person.has(":!unknown") else ":enough")
    assert "Which of these kinds of work have you done?" in person.live.text
    await person.press(":!rest")
    held = await answers_at(house, 1, "tvet-director")
    months = {f: seen.value for f, seen in held.items() if f.startswith("experience.")}
    assert len(months) >= 3
    assert set(months.values()) == {0}
