"""What opens from a report leads back to it."""

from __future__ import annotations

import pytest

from i18n import LANGUAGES, translator
from tests.handlers.answering import begin
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House


@pytest.mark.parametrize("opened", ["✏️ Answers", "🔮 What if…"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_to_the_report(house: House, language: str, opened: str) -> None:
    person, tr = house.person(1, language), translator(language)
    report = await short_of_a_year(person)
    await person.press(tr.text(opened))
    number = person.live.message_id
    message = person.live
    assert await person.press(tr.text("⬅️ To the report")) == report
    assert person.live.message_id == number
    again = await house.telegram.press(1, number, "e:s:verdict:0:1", stale=True)
    await house.settle()
    assert again.answered
    await person.say("/forget")
    await person.press("f:yes")
    old = await house.telegram.press(1, message.message_id, "e:s:verdict:0:1", stale=True)
    await house.settle()
    assert old.answered
    assert house.refused() == []


async def test_a_result_of_what_if_leads_there_too(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    await person.press("🔮 What if…")
    await person.press("Work in the specialty: 1 year more")
    assert await person.press("⬅️ To the report") == report


async def test_the_length_that_was_said_has_a_button_when_it_is_changed(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.press(":pedagogical")
    await person.say("1 year 5 months")
    await person.press(":!all")
    await person.press("✏️ Answers")
    await person.press("Work in the specialty")
    assert "1 year 5 months" in person.labels()
    assert {"1 year", "2 years"} <= set(person.labels())
