"""The attestation beside a report: what its rules ask for the category, never part of a verdict."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.attestation.application_papers import papers_of, papers_screen
from handlers.attestation.attestation_view import MANAGER_CATEGORIES, part_screens, parts_of
from handlers.attestation.first_screen import first_text, heading
from handlers.chat.phone import LINES, height
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
from rules.vocabulary import Json
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


async def section(person: Somebody, name: str) -> str:
    """All pages of a section; back at the first screen then."""
    await person.press("📖 All about it")
    text = await person.press(name)
    while person.has("▶️"):
        text += f"\n{await person.press('▶️')}"
    await person.press("⬅️ Back")
    await person.press("⬅️ Back")
    return text


async def test_it_names_edition_clauses_and_says_to_check_before_applying(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    text = await open_attestation(person)
    assert "Order No. 83 of 27 January 2016 as restated by Order No. 32 of 25 February 2025" in text
    assert "Check before you apply; apart from the verdict on Order No. 338" in text
    assert "❔ Category now: not said. Needed: teacher\n" in text
    text = await section(person, "What is required")
    assert "❔ Previous category: teacher or second category (cl. 5; cl. 10)" in text
    assert "at least 60 %, a result is valid for 1 year (cl. 39; cl. 53)" in text
    assert "at least 72 hours in all (annex 12, 4.1)" in text
    assert "A revision was announced for the school year after 2025" in text
    assert "Apply through the Ustaz platform (cl. 15)." in await section(person, "Applying")
    text = await section(person, "What keeps a category")
    assert "Law on Education, article 37-4" in text
    assert "as restated by Order No. 32 of 25 February 2025. Check before you apply" in text
    assert "apart from the verdict on Order No. 338" in text


async def test_what_is_open_comes_first_each_with_its_button(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await holds(house, "teacher", date(2029, 5, 10))
    text = await open_attestation(person)
    signs = [line[0] for line in text.split("\n") if line[:1] in ("❔", "❌", "✅")]
    assert signs == sorted(signs, key="❔❌✅".index)
    assert set(signs) >= {"❔", "✅"}
    labels = person.labels()
    assert labels[:2] == ["❔ My pedagogical work", "📝 My knowledge test"]
    assert labels.index("❔ A course of mine") < labels.index("📎 Papers: 0 of 10")
    assert labels.index("📎 Papers: 0 of 10") < labels.index("📖 All about it")
    assert len(labels) <= 10


async def test_the_days_of_courses_are_those_of_the_attestation(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await holds(house, "teacher", date(2029, 5, 10))
    await add_course(house, person, 40, date(2025, 2, 1))
    text = await open_attestation(person)
    assert "Courses since the last attestation (10 May 2024): 40 of 72 h" in text
    assert "three years" not in text
    text = await person.press("📖 All about it")
    assert "For this the three years of the university do not count" in text
    text = await person.say("/certificates")
    assert "University posts: from 2 February 2028 it does not count, three years." in text
    assert "Attestation of a college: what counts is since your last attestation." in text
    assert "University posts, three years" in await person.say("/dates")


async def test_it_leaves_the_verdict_and_the_report_as_they_were(house: House) -> None:
    person = house.person(1, "en")
    report = await short_of_a_year(person)
    message = person.live
    text = await open_attestation(person)
    assert message.text == report
    assert "apart from the verdict on Order No. 338" in text
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
    assert "✅ Category now: teacher" in text
    assert "Still missing: 20 hours." in text
    text = await person.press("📖 All about it")
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
    assert "✅ Courses since the last attestation" in person.said()[before:]


async def test_what_is_not_known_is_not_counted_as_missing(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    text = await open_attestation(person)
    assert "❔ Courses since the last attestation" in text
    assert "missing" not in text


async def test_without_consent_it_shows_what_is_asked_of_anybody(house: House) -> None:
    person = house.person(1, "en")
    await without_consent(person, *SHORT)
    assert len(person.labels()) <= 6
    before = len(person.said())
    await person.press("🎖 Attestation")
    text = person.said()[before:]
    assert "these are the general requirements" in text
    assert "Category now: not said. Needed: teacher" in text
    assert not any(words.startswith(("❔", "📝")) for words in person.labels())
    assert "one step lower" in await section(person, "What lowers a category")
    message = person.live
    assert "these are the general requirements" in message.text
    assert "• Diploma" in await person.press("📎 Papers: 0 of 10")
    assert person.labels() == ["⬅️ Back"]
    assert "these are the general requirements" in await person.press("⬅️ Back")
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
    assert press.text == "Those answers are no longer kept. Start again with /check."


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
    assert "Management courses since the last attestation: needed 80 h" in text
    assert "needed 70 %" in text
    assert "as restated by Order No. 32 of 25 February 2025" in text
    assert "Check before you apply" in text
    assert "at least 80 hours in all (annex 13)" in await section(person, "What is required")
    assert "law, 60 tasks (cl. 38-8)." in await section(person, "The test")
    await person.press("⬅️ Back")
    assert "For which category?" in person.live.text


async def test_a_heads_kept_category_counts_until_it_ends(house: House) -> None:
    person = house.person(1, "en")
    await to_the_report(person, "tvet-director")
    async with house.database.work() as work:
        await work.dates.put(1, "management_category", "deputy_3", date(2027, 1, 1), house.now)
    await open_attestation(person)
    await person.press("second category")
    assert "✅ Category now: third-category deputy" in person.said()
    async with house.database.work() as work:
        await work.dates.put(1, "management_category", "deputy_3", date(2026, 11, 19), house.now)
    await person.press("⬅️ Back")
    await person.press("second category")
    assert "❔ Category now: not said" in person.live.text


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
    assert "Management courses since the last attestation: needed 72 h" in person.said()
    assert report in person.said()


MUCH = {
    "category": "moderator",
    "category_granted": "2024-05-10",
    "management_category": "deputy_3",
    "experience": {"teaching": 25},
    "certificates": [
        {"topic": "profile", "hours": 40, "issued": "2025-02-01"},
        {"topic": "profile", "issued": "2025-02-01"},
        {"topic": "education_management", "hours": 40},
    ],
    "knowledge_test": {"percent": 85},
}


@pytest.mark.parametrize("said", [{}, MUCH], ids=["nothing", "much"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_the_attestation_fits_a_phone(language: str, said: Json) -> None:
    edition = edition_on(ON)
    assert edition is not None
    tr, known = translator(language), catalogue()
    profile = parse_profile(said, ON, known.competences)
    day = tr.text("Your answers are those of {day}.", day=tr.date(ON))
    long: list[tuple[str, str, str, int]] = []
    for position in sorted(attested_positions()):
        offered = MANAGER_CATEGORIES if position in MANAGERS else categories_of(edition, position)
        for category in offered:
            found = attestation(position, category, profile, ON)
            assert found is not None
            head = heading(known, position, category, tr)
            asked = [item.id for item in found.requirements]
            texts = {"first": [first_text(head, day, found, tr)]}
            for part in parts_of(found, asked):
                texts[part.value] = part_screens(found, part, head, asked, tr)
            if papers_of(found):
                screen = papers_screen(found, head, (), None, "x", tr)
                texts["papers"] = [screen.text]
            for name, screens in texts.items():
                for text in screens:
                    assert_sendable(text)
                    if height(text) > LINES:
                        long.append((position, category, name, height(text)))
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_has_a_name_that_fits_a_button(language: str) -> None:
    tr, known = translator(language), catalogue()
    found = attestation("tvet-teacher", "expert", parse_profile({}, ON, known.competences), ON)
    assert found is not None
    screen = papers_screen(found, "", (), lambda paper: paper, "back", tr)
    names = [row[0].text for row in screen.keyboard]
    assert len(names) == 11
    assert len(set(names)) == len(names)
    assert all(len(name) <= 32 for name in names)


def test_every_college_position_with_categories_has_an_attestation() -> None:
    for position in catalogue().positions.values():
        for category in position.categories:
            assert has_attestation(position.id, category) == position.id.startswith("tvet-")
        assert has_attestation(position.id, None) == (position.id in MANAGERS)


async def test_courses_that_are_missing_have_a_button_and_kept_ones_count_beside_those_told(
    house: House,
) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:yes:2")
    await person.say(
        "College teacher, moderator, I want expert, a course by profile, 16 hours, 14.03.2026"
    )
    await person.press("✅ Right")
    while not person.has("➕ More"):
        await person.press(next(d for d in person.data() if d.endswith(":!unknown")))
    await holds(house, "moderator", date(2029, 5, 10))
    text = await open_attestation(person)
    assert "❌ Courses since the last attestation (10 May 2024): 16 of 72 h" in text
    await person.press("❔ A course of mine")
    await person.say("72 hours, 14.04.2026, by profile")
    assert "✅ Courses since the last attestation (10 May 2024): 88 of 72 h" in person.live.text
    assert not person.has("❔ A course of mine")
    assert house.refused() == []
