"""The attestation beside a report: what its rules ask for the category, never part of a verdict."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from textwrap import wrap

import pytest

from cases.texts import shown_length
from handlers.attestation.attestation_view import block_lines, part_lines, parts_of
from i18n import LANGUAGES, translator
from rules.attestation import (
    attestation,
    attested_positions,
    categories_of,
    edition_on,
    has_attestation,
)
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from tests.handlers.answering import begin, find_in_lists
from tests.handlers.checks import SHORT, short_of_a_year, without_consent
from tests.handlers.house import House, Somebody
from tests.handlers.people import add_course
from tests.handlers.report.test_views import assert_sendable

ON = date(2026, 11, 20)
MANAGERS = {
    "tvet-director",
    "tvet-deputy-methodical",
    "tvet-deputy-academic",
    "tvet-deputy-educational",
    "tvet-deputy-training",
    "tvet-deputy-it",
    "tvet-deputy-production",
    "tvet-deputy-methodical-union",
}


async def open_attestation(person: Somebody) -> str:
    """Behind "More" of a report; what is shown then."""
    await person.press("➕ More")
    return await person.press("🎖 Attestation")


async def holds(house: House, category: str, ends: date) -> None:
    async with house.database.work() as work:
        await work.dates.put(1, "category", category, ends, house.now)


async def test_it_names_edition_clauses_and_says_to_check_before_applying(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    text = await open_attestation(person)
    assert "Order No. 83 of 27.01.2016 as restated by Order No. 32 of 25.02.2025" in text
    assert "❔ Previous category: teacher or second category (cl. 5; cl. 10)" in text
    assert "at least 60 %, a result is valid for 1 year (cl. 39; cl. 53)" in text
    assert "at least 72 hours in all (annex 12, 4.1)" in text
    assert "Check before you apply" in text
    assert "A revision was announced for the school year after 2025" in text
    assert "Apply through the Ustaz platform (cl. 15)." in await person.press("Applying")
    await person.press("⬅️ Back")
    text = await person.press("What keeps a category")
    assert "Law on Education, article 37-4" in text
    assert "as restated by Order No. 32 of 25.02.2025. Check before you apply" in text
    assert "apart from the verdict on Order No. 338" in text


async def test_it_leaves_the_verdict_and_the_report_as_they_were(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    text = await open_attestation(person)
    assert message.text == report
    assert "Apart from the verdict on Order No. 338" in text
    assert "Not yet" not in text
    await person.press("⬅️ Back")
    assert person.has("🎖 Attestation")


async def test_hours_are_added_up_since_the_day_of_the_kept_category(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await holds(house, "teacher", date(2029, 5, 10))
    await add_course(house, person, 40, date(2025, 2, 1))
    await add_course(house, person, 12, date(2026, 2, 1))
    text = await open_attestation(person)
    assert "✅ Previous category" in text
    assert "Still missing: 20 hours." in text
    assert "taken from /dates" in text
    assert "kept in /certificates" in text
    assert "2029" in await person.press("What to do")


async def test_courses_before_the_category_do_not_count(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "expert")
    while not person.has("➕ More"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))
    await holds(house, "moderator", date(2029, 5, 10))
    await add_course(house, person, 72, date(2024, 5, 9))
    assert "Still missing: 72 hours." in await open_attestation(person)
    await add_course(house, person, 72, date(2024, 5, 10))
    await person.press("⬅️ Back")
    before = len(person.said())
    await person.press("🎖 Attestation")
    assert "No hours are missing." in person.said()[before:]


async def test_what_is_not_known_is_not_counted_as_missing(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    text = await open_attestation(person)
    assert "❔ Further training since the last attestation" in text
    assert "missing" not in text


async def test_without_consent_it_shows_what_is_asked_of_anybody(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, *SHORT)
    assert len(person.labels()) <= 6
    before = len(person.said())
    await person.press("🎖 Attestation")
    text = person.said()[before:]
    assert "this is what is asked of anybody" in text
    assert "Previous category: teacher or second category" in text
    assert not any(words.startswith(("❔", "📝")) for words in person.labels())
    assert "one step lower" in await person.press("What lowers a category")
    message = person.live
    assert "this is what is asked of anybody" in await person.press("⬅️ Back")
    assert person.live.message_id == message.message_id


async def test_a_check_without_a_category_has_none(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher")
    while not person.has("➕ More"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))
    await person.press("➕ More")
    assert not person.has("🎖 Attestation")


@pytest.mark.parametrize(
    "data",
    [
        "n:all:tvet-teacher:highest",
        "n:all:uni-assistant:expert",
        "n:all:tvet-teacher:deputy_3",
        "n:all:tvet-teacher:-",
        "n:all:tvet-director:expert",
        "n:all:nothing:-",
    ],
)
async def test_a_button_for_what_is_not_attested_leads_to_the_choice(
    house: House, data: str
) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await house.telegram.press(1, person.live.message_id, data, stale=True)
    await house.settle()
    assert "Attestation:" not in person.live.text


async def test_nobody_sees_the_attestation_of_somebody_else(house: House) -> None:
    owner, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(owner)
    run = next(d for d in owner.data() if d.startswith("e:more:")).split(":")[2]
    await short_of_a_year(other)
    press = await house.telegram.press(2, other.live.message_id, f"n:run:{run}", stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. /check begins anew."


async def to_the_report(person: Somebody, position: str) -> None:
    """A check whose every answer is "don't know"."""
    await begin(person, position)
    while not person.has("➕ More"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))


@pytest.mark.parametrize("position", ["tvet-director", "tvet-deputy-it"])
async def test_heads_and_deputies_choose_their_category(house: House, position: str) -> None:
    person = house.person(1, "en")
    await to_the_report(person, position)
    await open_attestation(person)
    assert "For which category?" in person.live.text
    assert person.labels()[:3] == ["third category", "second category", "first category"]
    await person.press("second category")
    text = person.said()
    assert "· second category" in text
    assert "at least 80 hours in all (annex 13)" in text
    assert "at least 70 %" in text
    assert "as restated by Order No. 32 of 25.02.2025" in text
    assert "Check before you apply" in text
    assert "law, 60 tasks (cl. 38-8)." in await person.press("The test")
    await person.press("⬅️ Back")
    await person.press("⬅️ Back")
    assert "For which category?" in person.live.text


async def test_a_heads_kept_category_counts_until_it_ends(house: House) -> None:
    person = house.person(1, "en")
    await to_the_report(person, "tvet-director")
    async with house.database.work() as work:
        await work.dates.put(1, "management_category", "deputy_3", date(2027, 1, 1), house.now)
    await open_attestation(person)
    await person.press("second category")
    assert "✅ Previous category" in person.said()
    async with house.database.work() as work:
        await work.dates.put(1, "management_category", "deputy_3", date(2026, 11, 19), house.now)
    await person.press("⬅️ Back")
    await person.press("second category")
    assert "❔ Previous category" in person.said()


async def test_heads_without_consent_choose_too(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:no")
    await find_in_lists(person, "tvet-director")
    while not person.has("🎖 Attestation"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))
    report = person.live.text
    assert "For which category?" in await person.press("🎖 Attestation")
    await person.press("third category")
    assert "at least 72 hours in all (annex 13)" in person.said()
    assert report in person.said()


LETTERS_IN_A_LINE, LINES = 34, 26
"""A phone shows about twenty lines of so many letters; names of orders and posts may be long."""


def lines_on_a_phone(html: str) -> int:
    plain = unescape(re.sub("<[^>]+>", "", html))
    return sum(max(1, len(wrap(line, LETTERS_IN_A_LINE))) for line in plain.split("\n"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_the_attestation_is_short(language: str) -> None:
    edition = edition_on(ON)
    assert edition is not None
    tr = translator(language)
    profile = parse_profile({}, ON, catalogue().competences)
    long: list[tuple[str, str, str, int]] = []
    for position in sorted(attested_positions()):
        for category in categories_of(edition, position):
            found = attestation(position, category, profile, ON)
            assert found is not None
            screens = {"first": list(block_lines(found, tr))}
            asked = [item.id for item in found.requirements]
            for part in parts_of(found, asked):
                screens[part.value] = list(part_lines(found, part, asked, tr))
            for name, lines in screens.items():
                text = "\n".join(lines)
                assert_sendable(text)
                assert shown_length(text) < 1000
                if lines_on_a_phone(text) > LINES:
                    long.append((position, category, name, lines_on_a_phone(text)))
    assert long == []


def test_every_college_position_with_categories_has_an_attestation() -> None:
    for position in catalogue().positions.values():
        for category in position.categories:
            assert has_attestation(position.id, category) == position.id.startswith("tvet-")
        assert has_attestation(position.id, None) == (position.id in MANAGERS)
