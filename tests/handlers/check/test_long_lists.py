"""A list of competences is higher than a screen: it is turned over, and nothing is lost by that."""

import pytest

from handlers.chat.phone import LINES, height
from i18n import LANGUAGES
from rules.norms.loading import catalogue
from tests.handlers.answering import begin
from tests.handlers.house import House, Somebody

ANSWERED = 3
"""Lines that the answer before takes above the question."""


async def at_the_list(house: House, language: str = "en") -> Somebody:
    person = house.person(1, language)
    await begin(person, "tvet-master", "master")
    await person.press(":bachelor")
    await person.press(":profile")
    await person.press(":120")
    return person


def items(person: Somebody) -> list[str]:
    return [line for line in person.live.text.splitlines() if line[:1] in ("▫", "✅")]


def fits(person: Somebody) -> bool:
    """A clause is not torn apart: one that is alone may be higher than a screen."""
    return height(person.live.html) <= LINES + ANSWERED or len(items(person)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_item_is_shown_once_on_a_screen_each(house: House, language: str) -> None:
    person = await at_the_list(house, language)
    seen = items(person)
    while person.has("▶️"):
        assert fits(person)
        assert not person.has(":!done"), "nobody says that it is all before having seen all"
        await person.press("▶️")
        seen += items(person)
    assert fits(person)
    assert person.has(":!done")
    numbers = [int(line.split()[1].rstrip(".")) for line in seen]
    assert numbers == list(range(1, len(seen) + 1))
    assert len(seen) == len(catalogue().positions["tvet-master"].competences)


async def test_a_mark_stays_and_shows_the_part_it_was_made_in(house: House) -> None:
    person = await at_the_list(house)
    await person.press("▶️")
    [first, *_] = items(person)
    number = int(first.split()[1].rstrip("."))
    marking = person.find(person.live, f":+{number - 1}")
    await person.press(marking)
    assert items(person)[0].startswith(f"✅ {number}.")
    old = person.live
    await person.press("▶️")
    await person.press("◀️")
    assert items(person)[0].startswith(f"✅ {number}.")
    await house.restart()
    # A second press of the button that marks it changes nothing.
    await house.telegram.press(1, old.message_id, marking, stale=True)
    await house.settle()
    assert items(person)[0].startswith(f"✅ {number}.")
    while person.has("▶️"):
        await person.press("▶️")
    await person.press(":!done")
    assert "1/19" in person.said() or "1 of 19" in person.said()
    assert house.refused() == []


async def test_a_part_that_is_not_there_shows_the_last_one(house: House) -> None:
    person = await at_the_list(house)
    done = person.find(person.live, "▶️")
    beyond = f"{done.rpartition(':')[0]}:!part99"
    await house.telegram.press(1, person.live.message_id, beyond, stale=True)
    await house.settle()
    assert person.has(":!done")


async def test_all_and_typed_numbers_need_no_turning(house: House) -> None:
    person = await at_the_list(house)
    assert person.has(":!all")
    await person.say("1, 3, 19")
    assert person.has("✏️ Answers"), "the report is there"
