"""The pages of a year of training and "what if" in Chromium: for everybody, by keyboard, without
script, on a narrow screen, in large letters."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from cases.training.schedules import approve_unit
from i18n import LANGUAGES, Language, translator
from storage.database import Database
from storage.tables.training_plans import NewItem
from tests.cases.college import NOW
from tests.cases.training.university import HEAD, TEACHER_A, University, paper
from tests.web.site import Site
from tests.web.test_in_browser import window
from tests.web.training import HR, campus, checked, fell_behind, speak
from tests.web.window import Window

SECONDS = 60
WIDTH = 1080
"""Of a card."""
__all__ = ["window"]
CERTIFICATES = [{"hours": 72, "issued": "2024-03-14"}, {"hours": 36, "issued": "2022-05-01"}]

# What a browser shows does not depend on the database; the pages are asked for on both elsewhere.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def u(database: Database) -> University:
    """With a schedule on its way, and somebody with courses."""
    u = await campus(database)
    async with database.work() as work:
        await approve_unit(work, HR, u.organisation, u.year, u.chair, paper(), NOW)
        record = await work.register.get(u.teachers[1])
        assert record is not None
        known = {"certificates": CERTIFICATES}
        await work.register.change(record.id, record.number, record.name, known, NOW)
    return u


def of_hr(u: University, found: int) -> tuple[str, ...]:
    year = f"plans/{u.year}"
    return ("plans", f"{year}/units/{u.chair}", f"{year}/whole", f"{year}/forms", f"{year}/done",
            f"{year}/findings", f"findings/{found}", f"people/{u.teachers[1]}")  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_week_of_hr_by_keyboard_without_script(
    site: Site, u: University, window: Window, language: Language
) -> None:
    tr = translator(language)
    await speak(site.database, language)
    found = await fell_behind(site.database, u)
    await window.scripts(False)
    await window.enter(HR)
    await window.press_by_keyboard('nav a[href="/app/plans"]')
    assert await window.heading() == tr.text("Training {year}", year="2027")
    await window.press_by_keyboard(f'a.button[href$="/units/{u.other_chair}#next"]')
    await write(window, "number", "№ 8")
    await window.press_by_keyboard('form[action$="/step"] button')
    words = await asyncio.to_thread(lambda: window.one("main").text)
    assert "№ 8" in words
    await window.press_by_keyboard(".crumb")
    await window.press_by_keyboard(f'a[href="/app/plans/{u.year}/done"]')
    assert tr.text("Plan against done") in await window.heading()
    await window.press_by_keyboard(".crumb")
    await window.press_by_keyboard(f'a[href="/app/plans/{u.year}/findings"]')
    await window.press_by_keyboard(f'a[href="/app/findings/{found}"]')
    assert "Мысалова" in await window.heading()
    await window.press_by_keyboard('form[action="/app/letters"] button')
    for address in of_hr(u, found):
        await window.open(f"/app/{address}")
        for width in (360, 1280):
            await window.resize(width)
            assert await window.overflows() == 0, (address, width)


async def test_a_teacher_tries_another_answer_by_keyboard_without_script(
    site: Site, u: University, window: Window
) -> None:
    check = await checked(site.database, TEACHER_A)
    await window.scripts(False)
    await window.enter(TEACHER_A)
    await window.press_by_keyboard(f'a[href="/app/checks/{check}"]')
    await window.press_by_keyboard('a[href$="/what-if"]')
    await window.press_by_keyboard('button[value^="w:facts:"]')
    await window.press_by_keyboard('button[value$=":experience.specialty"]')
    await write(window, "words", "three years")
    await window.press_by_keyboard("form .fields button")
    words = await asyncio.to_thread(lambda: window.one("main").text)
    assert "work in the specialty: 3 years" in words
    await window.press_by_keyboard('form[action$="/keep"] button')
    words = await asyncio.to_thread(lambda: window.one("main").text)
    assert "You meet the requirements" in words


async def test_a_drawing_has_a_name_and_says_its_figures(
    site: Site, u: University, window: Window
) -> None:
    """As a screen reader hears it, by the tree that the browser makes for it."""
    async with site.database.work() as work:
        plan = await work.training_plans.add(u.year, u.teachers[0], u.chair, NOW)
        day = date(2027, 3, 14)
        planned = NewItem("typed", first_day=day, last_day=day)
        await work.training_plans.add_item(plan.id, planned, NOW)
    await window.enter(HEAD)
    for address, name, said in (
        (f"plans/{u.year}/done", "Courses by month: planned and done", "March 2027: planned 1"),
        (f"people/{u.teachers[1]}", "Courses in the employer's record, on a timeline",
         "14 March 2024 – 15 March 2027"),
    ):  # fmt: skip
        await window.open(f"/app/{address}")
        drawing = window.one("svg.chart")
        assert drawing.aria_role in ("img", "image")
        assert name in drawing.accessible_name
        assert said in drawing.accessible_name


async def test_a_check_shows_as_a_picture_when_it_is_opened(
    site: Site, u: University, window: Window
) -> None:
    check = await checked(site.database, TEACHER_A)
    await window.enter(TEACHER_A)
    await window.open(f"/app/checks/{check}")
    drawn = "return document.querySelector('img.card').naturalWidth"
    assert await asyncio.to_thread(window.driver.execute_script, drawn) == 0
    await asyncio.to_thread(lambda: window.one("summary").click())

    def wait() -> None:
        waiting = WebDriverWait(window.driver, SECONDS)
        waiting.until(lambda driver: driver.execute_script(drawn) == WIDTH)

    await asyncio.to_thread(wait)
    assert await window.complaints() == []
    await window.resize(360)
    assert await window.overflows() == 0


async def write(window: Window, field: str, words: str) -> None:
    await asyncio.to_thread(lambda: window.one(f"#{field}").send_keys(words))
