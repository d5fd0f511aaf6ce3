"""The parts of a report open in its message and close again; old buttons go on working."""

from __future__ import annotations

import pytest

from tests.handlers.answering import answer_all, begin
from tests.handlers.checks import short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.reports import SECTIONS, opened

GONE = "Those answers are no longer kept. Start again with /check."


async def stale(house: House, person: Somebody, data: str) -> str | None:
    press = await house.telegram.press(person.id, person.live.message_id, data, stale=True)
    await house.settle()
    return press.text


async def test_every_section_opens_in_the_message_and_leads_back(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "uni-lecturer")
    await answer_all(person)
    report, verdict = person.live, person.live.text
    count = len(house.telegram.messages(1))
    shown = [x for x in SECTIONS if any(f"e:s:{x}:" in data for data in person.data())]
    assert {"asked", "advantages", "text"} <= set(shown)
    for section in shown:
        assert await opened(person, section) != verdict
        assert person.live.text == verdict
        assert person.live.message_id == report.message_id
    assert len(house.telegram.messages(1)) == count
    assert not house.refused()


async def test_a_press_twice_a_repeated_update_and_a_restart_show_the_section_once(
    house: House,
) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    count = len(house.telegram.messages(1))
    way = next(data for data in person.data() if data.startswith("e:s:way:"))
    text = await person.press(way)
    assert "Way 1, the nearest" in text
    assert "By going on working: on 20 November 2027." in text
    await stale(house, person, way)
    house.telegram.redeliver_last_update()
    await house.restart()
    await stale(house, person, way)
    assert person.live.text == text
    assert len(house.telegram.messages(1)) == count
    assert "1 year of experience missing" in await person.press("⬅️ Back")


@pytest.mark.parametrize("section", ["notes", "advantages"])
async def test_a_section_in_which_nothing_stands_shows_the_verdict(
    house: House, section: str
) -> None:
    person = house.person(1, "en")
    verdict = await short_of_a_year(person)
    run = next(d for d in person.data() if d.startswith("e:s:")).rsplit(":", 1)[1]
    await stale(house, person, f"e:s:{section}:7:{run}")
    assert person.live.text == verdict
    await stale(house, person, f"e:s:asked:99:{run}")
    assert "Guidance (edition of 7 August 2023" in person.live.text


async def test_nobody_opens_the_report_of_somebody_else(house: House) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    theirs = next(d for d in owner.data() if d.startswith("e:s:asked:"))
    own = await short_of_a_year(other)
    assert await stale(house, other, theirs) == GONE
    assert other.live.text == own


async def test_a_report_whose_answers_were_deleted_says_so(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    asked = next(d for d in person.data() if d.startswith("e:s:asked:"))
    await person.say("/forget")
    await person.press("f:yes")
    await house.telegram.press(1, person.screen.message_id, asked, stale=True)
    await house.settle()
    assert "Without your consent nothing is kept after the report" in person.live.text


async def test_without_consent_all_of_it_is_in_the_message(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, ":bachelor", ":pedagogical", ":12", ":!all")
    assert not any(data.startswith("e:s:") for data in person.data())
    text = person.live.text
    for words in (
        "Not yet: 1 year of experience missing",
        "You have 1 year, 1 year more",
        "Competences: 9 of 9",
        "the employer or the commission decides",
    ):
        assert words in text
    entities = person.live.entities
    assert any(entity["type"] == "expandable_blockquote" for entity in entities)


async def test_an_old_button_of_the_official_text_still_brings_it_beside_the_report(
    house: House,
) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    await stale(house, person, "o:tvet-teacher:new")
    assert "official text, Russian" in person.live.text
    assert person.live.message_id > message.message_id
    assert house.telegram.message(1, message.message_id).text == report


async def test_attestation_comes_beside_the_report(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    await person.press("🎖 Attestation")
    assert person.live.message_id > message.message_id
    assert house.telegram.message(1, message.message_id).text == report


async def test_one_button_is_coloured_and_what_deletes_is_red(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    assert styles(person) == ["primary"]
    assert person.live.text.rstrip().endswith("when you will meet all the requirements.")
    await short_of_a_year(person)
    assert styles(person) == ["primary"]
    await person.say("/forget")
    assert styles(person) == ["danger"]


def styles(person: Somebody) -> list[str]:
    return [button["style"] for row in person.live.rows for button in row if "style" in button]
