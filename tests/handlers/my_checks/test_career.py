"""The map of a career: from a report and from /my, as a list on one screen and as a picture."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from handlers.chat.phone import height
from handlers.my_checks.career import LINES, career_text, picture_of
from handlers.papers.career_picture import career_plan, career_png
from handlers.papers.marks import MARGIN, WIDTH
from i18n import LANGUAGES, translator
from rules.norms.loading import catalogue
from rules.questionnaire.career import career
from tests.handlers.checks import decisions, short_of_a_year
from tests.handlers.house import House
from tests.handlers.papers.papers import squeezed
from tests.handlers.papers.test_card import covered, drawn_texts
from tests.rules.questionnaire.kept import kept_rows
from tests.rules.questionnaire.test_comparing import NOTHING
from tests.rules.questionnaire.test_supposing import ON
from tests.rules.verdict.strategies import as_json
from tests.thoroughness import some

POSITIONS = list(catalogue().positions)


async def test_from_a_report_the_next_places_stand_with_their_days(house: House) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    await person.press("➕ More")
    text = await person.press("🗺 Career map")
    assert "Map of a career" in text
    assert "category: not said" in text
    assert "Next category: teacher-moderator" in text
    assert "By going on working: 20 November 2027" in text
    assert "Usual step up: " in text
    assert height(text) <= LINES
    await house.restart()
    await person.press("m:cat:tvet-teacher:moderator")
    assert "Not yet" in person.live.text


async def test_from_the_list_of_checks_and_back(house: House) -> None:
    person = house.person(1, "ru")
    await short_of_a_year(person)
    await person.say("/my")
    assert "Карта карьеры" in await person.press("🗺 Карта карьеры")
    await person.press("y:list:0")
    assert person.has("🗺 Карта карьеры")


async def test_the_picture_comes_as_a_photo(house: House) -> None:
    person = house.person(1, "kk")
    await short_of_a_year(person)
    await person.say("/my")
    await person.press("🗺 Мансап картасы")
    number = (await decisions(house, person))[0].id
    await person.press(f"y:map:png:{number}")
    photo = person.screen
    assert photo.is_photo
    assert photo.media is not None
    assert Image.open(BytesIO(photo.media.data)).size[0] == WIDTH


@pytest.mark.parametrize("data", ["y:map:{}", "y:map:png:{}"])
async def test_a_deleted_check_has_no_map(house: House, data: str) -> None:
    person = house.person(1, "en")
    await short_of_a_year(person)
    [made] = await decisions(house, person)
    message = person.live.message_id
    await person.say("/privacy")
    await person.press("c:withdraw")
    await person.press("c:withdraw:yes")
    for _ in range(2):
        press = await house.telegram.press(1, message, data.format(made.id), stale=True)
        await house.settle()
        assert press.answered
        assert "Without your consent nothing is kept" in person.live.text


async def test_the_check_of_somebody_else_has_no_map(house: House) -> None:
    person, other = house.person(1, "en"), house.person(2, "en")
    await short_of_a_year(person)
    await short_of_a_year(other)
    [theirs] = await decisions(house, other)
    message = person.live.message_id
    press = await house.telegram.press(1, message, f"y:map:{theirs.id}", stale=True)
    await house.settle()
    assert press.text == "Those answers are no longer kept. Start again with /check."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [{}, as_json(NOTHING)], ids=["unknown", "nothing"])
def test_the_map_of_every_position_stands_on_one_screen(language: str, answers: object) -> None:
    norms, tr = catalogue().on(ON), translator(language)
    assert isinstance(answers, dict)
    for position in POSITIONS[:: 1 if answers else 3]:
        found = career(norms, kept_rows(answers, position), position, None, ON)
        text = career_text(norms, found, tr)
        assert height(text) <= LINES, text
        assert tr.text("⬆️ Usual step up") in text or position.endswith("-director")


@pytest.mark.parametrize("position", some(POSITIONS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_picture_is_cut_or_covered(language: str, position: str) -> None:
    norms, tr = catalogue().on(ON), translator(language)
    found = career(norms, kept_rows(as_json(NOTHING), position), position, None, ON)
    picture = picture_of(norms, found, tr, tr.date(ON))
    plan = career_plan(picture)
    texts = drawn_texts(plan)
    for text, place in texts:
        assert place.x0 >= MARGIN - 4, text
        assert place.x1 <= WIDTH - MARGIN + 4, text
        assert 0 <= place.y0 <= place.y1 <= plan.height, text
    assert covered(texts) == []
    shown = squeezed(" ".join(plan.texts))
    for stop in picture.places:
        assert squeezed(stop.name) in shown
        assert squeezed(stop.when) in shown
    assert "<" not in shown


def test_the_picture_is_a_png_and_the_same_twice() -> None:
    norms, tr = catalogue().on(ON), translator("ru")
    found = career(norms, kept_rows(as_json(NOTHING), "tvet-teacher"), "tvet-teacher", None, ON)
    picture = picture_of(norms, found, tr, tr.date(ON))
    drawn = career_png(picture)
    assert drawn == career_png(replace(picture))
    assert Image.open(BytesIO(drawn)).size[0] == WIDTH
