"""Two checks side by side, from the list of one's checks."""

from __future__ import annotations

from itertools import combinations

import pytest

from handlers.chat.phone import height
from handlers.my_checks.comparing import LINES, compared_text
from i18n import LANGUAGES, translator
from rules.norms.loading import catalogue
from rules.questionnaire.comparing import side_by_side
from storage.tables.checks import NewDecision
from tests.handlers.answering import answer_all, begin
from tests.handlers.checks import decisions, short_of_a_year
from tests.handlers.house import House, Somebody
from tests.rules.questionnaire.test_comparing import NOTHING
from tests.rules.questionnaire.test_supposing import ON, sheet_of
from tests.rules.verdict.strategies import Target


async def two_checks(person: Somebody) -> None:
    await short_of_a_year(person)
    await begin(person, "tvet-teacher", "expert")
    await answer_all(person)


async def many_checks(house: House, person: Somebody) -> None:
    """One real check, and with its record one of every position."""
    await short_of_a_year(person)
    [made] = await decisions(house, person)
    async with house.database.work() as work:
        for position in catalogue().positions:
            new = NewDecision(made.record, made.digest, position, None, "undetermined", ON)
            await work.decisions.add(person.id, None, new, house.now)


async def test_of_two_checks_one_press_shows_both(house: House) -> None:
    person = house.person(1, "en")
    await two_checks(person)
    await person.say("/my")
    before = person.presses
    text = await person.press("↔️ Two side by side")
    assert person.presses == before + 1
    assert "teacher-moderator" in text
    assert "teacher-expert" in text
    assert "By going on working: 20 November 2027" in text
    assert "What serves both" in text
    assert height(text) <= LINES
    await person.press("⬅️ Back")
    assert "Your checks" in person.live.text


async def test_one_check_has_nothing_beside_it(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.say("/my")
    assert not person.has("↔️ Two side by side")
    message = person.live.message_id
    await house.telegram.press(1, message, "y:two:0", stale=True)
    await house.settle()
    assert "and which other?" not in person.live.text


async def test_of_many_two_are_chosen_by_three_presses_in_pages(house: House) -> None:
    person = house.person(1, "en")
    await many_checks(house, person)
    await person.say("/my")
    before = person.presses
    await person.press("↔️ Two side by side")
    one = next(data for data in person.data() if data.startswith("y:two:") and data.count(":") == 3)
    assert "and which other?" in await person.press(one)
    other = next(data for data in person.data() if data.startswith("y:both:"))
    assert "Side by side, as of today" in await person.press(other)
    assert person.presses == before + 3
    await house.restart()
    await person.press("↔️ Other two")
    seen = set()
    while True:
        seen |= {data for data in person.data() if data.startswith("y:two:") and data.endswith("0")}
        if not person.has("▶️"):
            break
        await person.press("▶️")
    assert len({data for data in seen if data.count(":") == 3}) == len(catalogue().positions) + 1


@pytest.mark.parametrize("data", ["y:two:{0}:0", "y:both:{0}:{1}"])
async def test_a_deleted_check_is_said_to_be_gone(house: House, data: str) -> None:
    person = house.person(1, "en")
    await two_checks(person)
    numbers = [made.id for made in await decisions(house, person)]
    await person.say("/my")
    message = person.live.message_id
    for away in ("/privacy", "c:withdraw", "c:withdraw:yes"):
        await (person.say(away) if away.startswith("/") else person.press(away))
    press = await house.telegram.press(1, message, data.format(*numbers), stale=True)
    await house.settle()
    assert press.answered
    assert "Without your consent nothing is kept" in person.live.text


async def test_a_check_of_somebody_else_is_not_shown(house: House) -> None:
    person, other = house.person(1, "en"), house.person(2, "en")
    await two_checks(person)
    await short_of_a_year(other)
    [theirs] = await decisions(house, other)
    [mine, *_] = await decisions(house, person)
    await person.say("/my")
    message = person.live.message_id
    press = await house.telegram.press(1, message, f"y:both:{mine.id}:{theirs.id}", stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_two_stand_on_one_screen(language: str) -> None:
    targets = [Target(p.id, list(p.checks)[-1], ON) for p in catalogue().on(ON).positions.values()]
    sheets = [sheet_of(target, NOTHING if n % 3 else {}) for n, target in enumerate(targets)]
    tr = translator(language)
    for pair in list(combinations(sheets, 2))[::7]:
        text = compared_text(catalogue().on(ON), side_by_side(*pair), tr)
        assert height(text) <= LINES, text
