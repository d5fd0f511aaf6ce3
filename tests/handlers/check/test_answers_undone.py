"""Back, cancel, "don't know", changing an answer, answers kept for the next position."""

from tests.handlers.answering import answer_all, begin, find_in_lists
from tests.handlers.house import House, Somebody
from tests.handlers.reports import opened


async def to_the_report(person: Somebody) -> str:
    await begin(person, "tvet-teacher", "moderator")
    for answer in (":bachelor", ":pedagogical", ":12", ":!all"):
        await person.press(answer)
    return person.live.text


async def test_back_takes_away_one_step_after_another(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.press(":24")
    assert "know and do" in person.live.text
    assert "specialty?" in await person.press(":!back")
    assert "What field" in await person.press(":!back")
    assert "What is your education?" in await person.press(":!back")
    assert "Which position?" in await person.press(":!back")
    await person.say("college teacher")
    assert "For which category?" in person.live.text


async def test_an_answer_taken_back_is_given_anew(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.press(":12")
    await person.press(":!back")
    await person.press(":24")
    assert "You meet the requirements" in await person.press(":!all")


async def test_cancel_keeps_the_answers_of_who_agreed(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    assert "Your answers are kept" in await person.press(":!cancel")
    await begin(person, "tvet-teacher", "moderator")
    assert "1 answer from before is used" in person.live.text
    assert "How long have you worked in your specialty?" in person.live.text


async def test_the_cancel_command_stops_too(house: House) -> None:
    person = house.person(1, "en")
    assert "nothing to stop" in await person.say("/cancel")
    await begin(person, "tvet-teacher", "moderator")
    assert "Stopped" in await person.say("/cancel")
    assert not person.has("m:continue")


async def test_dont_know_is_asked_again_only_in_another_check(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    assert "Education: don't know" in await person.press(":!unknown")
    assert "specialty?" in person.live.text
    await person.press(":36")
    report = await person.press(":!all")
    assert "Cannot tell yet" in report
    assert "Not known: education" in report
    await begin(person, "tvet-teacher", "moderator")
    assert "What is your education?" in person.live.text


async def test_another_position_asks_only_what_is_new(house: House) -> None:
    person = house.person(1, "en")
    await to_the_report(person)
    await person.say("/check")
    await find_in_lists(person, "tvet-psychologist")
    await person.press("m:cat:tvet-psychologist:moderator")
    assert "1 answer from before is used" in person.live.text
    assert "Work in the specialty: 1 year" in person.live.text
    await person.press("No, ask me")
    # The field of the diploma was asked only as far as the teacher's paragraph looks at it.
    assert "What field is that diploma in?" in person.live.text


async def test_changing_one_answer_asks_nothing_else(house: House) -> None:
    person = house.person(1, "en")
    assert "Not yet" in await to_the_report(person)
    listed = await person.press("✏️ Answers")
    assert "Work in the specialty: 1 year" in listed
    await person.press("Work in the specialty")
    assert "How long have you worked in your specialty?" in person.live.text
    assert "You meet the requirements" in await person.press(":24")


async def test_changing_an_answer_and_going_back_leaves_it_as_it_was(house: House) -> None:
    person = house.person(1, "en")
    await to_the_report(person)
    await person.press("✏️ Answers")
    await person.press("Work in the specialty")
    assert "1 year of experience missing" in await person.press(":!back")
    assert "You have 1 year, 1 year more" in await opened(person, "asked")


async def test_a_list_is_changed_as_a_whole(house: House) -> None:
    person = house.person(1, "en")
    await to_the_report(person)
    await person.press("✏️ Answers")
    await person.press("Education")
    await person.press(":master")
    report = await person.press(":profile")
    assert "One of these" not in report
    await person.press("✏️ Answers")
    assert "Education: Master's degree, by profile" in person.live.text


async def test_what_was_not_known_stays_so_when_another_answer_is_changed(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":!unknown")
    await person.press(":12")
    await person.press(":!all")
    await person.press("✏️ Answers")
    await person.press("Work in the specialty")
    assert "Cannot tell yet" in await person.press(":24")


async def test_advantages_are_announced_and_can_be_left_out(house: House) -> None:
    """Where nothing is kept there is no afterwards, so they are asked before the report."""
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:no")
    await find_in_lists(person, "uni-assistant")
    while not person.has(":!skip"):
        options = [data for data in person.data() if not data.endswith(("!back", "!cancel"))]
        everything = [data for data in options if data.endswith(":!all")]
        await person.press((everything or options)[0])
    assert "what only gives an advantage" in person.live.text
    await person.press(":!skip")
    assert "What gives an advantage" in person.live.text


async def test_an_open_check_is_not_lost_to_an_old_list(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:yes:2")
    await person.press("m:browse:tvet:0")
    old = person.live
    await person.say("college teacher")
    await person.press(":moderator")
    await person.press(":bachelor")
    await person.press("m:pos:tvet-master", old)
    assert "You have begun a check" in house.telegram.message(1, old.message_id).text
    await person.press("m:continue", house.telegram.message(1, old.message_id))
    assert "What field" in house.telegram.message(1, old.message_id).text


async def test_continue_comes_first_for_who_returns(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.say("/start")
    assert person.labels()[0].startswith("▶️ Continue: College teacher")
    assert "What field" in await person.press("m:continue")


async def test_another_check_can_replace_an_open_one(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.say("/check")
    assert "You have begun a check" in person.live.text
    await person.press("🔎 Another position")
    assert "Which position?" in person.live.text
    await find_in_lists(person, "tvet-director")
    await answer_all(person)
    assert "College director" in person.said() or "director" in person.live.text
