"""Every page of the application in Chromium, in each language, for everybody: as axe reads it, as a
screen reader hears it, by keyboard, on a phone, in large letters, in the dark."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest

from i18n import LANGUAGES, Language
from tests.cases.college import HR as UNIVERSITY_HR
from tests.cases.training.university import TEACHER_A
from tests.web.every_page import (
    EVERYBODY,
    HR,
    LOOKED_AT,
    NO_PAGE,
    TEACHER,
    UNKNOWN,
    Places,
    begun_by_hr,
    places_of,
    speak,
)
from tests.web.site import Site
from tests.web.test_in_browser import window
from tests.web.window import Window
from web.security import COOKIE

WIDTHS = (320, 360, 1280, 640)
"""The narrowest that WCAG asks for (1.4.10), a phone, a desk, and that with everything at 200 %."""
ONCE_IN: Language = "ru"
"""Colours and the way of the keyboard are the same in each language."""
Faults = dict[str, object]
__all__ = ["window"]

# What a browser shows does not depend on the database; the pages are asked for on both elsewhere.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def places(site: Site) -> Places:
    return await places_of(site)


async def test_no_page_is_forgotten(site: Site) -> None:
    looked_at = {route for _, route, _ in LOOKED_AT} | set(UNKNOWN)
    assert looked_at == {each for each in site.routes if not each.endswith(NO_PAGE)}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_can_be_read_by_everybody(
    site: Site, places: Places, window: Window, language: Language
) -> None:
    await speak(site, language, *EVERYBODY)
    found: Faults = {}
    visits: dict[int, list[str]] = defaultdict(list)
    for person, _, seen in LOOKED_AT:
        visits[person] += seen
    for person, addresses in visits.items():
        await window.enter(person)
        numbers = dict(places.numbers)
        if person == HR:
            held = window.driver.get_cookie(COOKIE)
            assert held is not None
            numbers |= await begun_by_hr(site, held["value"], places.college)
        for address in addresses:
            await window.open(address.format(**numbers))
            found |= await faults(window, language, f"{person} {address}")
    assert found == {}


async def test_nobody_yet_can_read_the_door(site: Site, places: Places, window: Window) -> None:
    """In the browser's language, which is English; a link in that of whom it is for."""
    await speak(site, "en", HR)
    window.driver.delete_all_cookies()
    found: Faults = {}
    for address in ("/app/", "/app/people", await site.link(HR), "/app/enter/" + "x" * 43):
        await window.open(address)
        found |= await faults(window, "en", address)
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_form_answers_can_be_read_by_everybody(
    site: Site, places: Places, window: Window, language: Language
) -> None:
    """What is opened, what is asked further, what was refused and why."""
    await speak(site, language, *EVERYBODY)
    found: Faults = {}
    unit = "/app/plans/{year}/units/{chair}".format(**places.numbers)
    await window.enter(TEACHER_A)
    await window.open("/app/checks/{check}/what-if".format(**places.numbers))
    for press in ('button[value^="w:facts:"]', 'button[value^="w:f:"]'):
        await window.press_by_keyboard(press)
        found |= await faults(window, language, press)
    await window.enter(UNIVERSITY_HR)
    await window.open(unit)
    for each in window.driver.find_elements("css selector", "summary"):
        await asyncio.to_thread(each.click)
    found |= await faults(window, language, "opened")
    await window.open("/app/findings/{found}".format(**places.numbers))
    await window.press_by_keyboard('form[action^="/app/findings/"] button:not([name])')
    found |= await faults(window, language, "a finding refused")
    for person, address in ((TEACHER, "/app/certificates/new"), (HR, "/app/deadlines"),
                            (HR, "/app/editions")):  # fmt: skip
        await window.enter(person)
        await window.open(address)
        await window.press_by_keyboard(f'form[action="{address}"] button')
        found |= await faults(window, language, f"{address} refused")
    await window.press_by_keyboard('form[action="/app/leave"] button')
    found |= await faults(window, language, "left")
    assert found == {}


async def faults(window: Window, language: Language, where: str) -> Faults:
    """Whatever is wrong with the page that is shown."""
    found: Faults = {}
    for width in WIDTHS:
        await window.resize(width)
        if over := await window.overflows():
            found[f"{where} at {width}"] = over
    if wrong := await window.hears(language):
        found[f"{where} as it is heard"] = wrong
    if wrong := await window.complaints():
        found[where] = wrong
    return found | (await _once(window, where) if language == ONCE_IN else {})


async def _once(window: Window, where: str) -> Faults:
    found: Faults = {}
    await window.shade("dark")
    if wrong := await window.contrasts():
        found[f"{where} in the dark"] = wrong
    await window.shade("")
    await window.letters("large")
    await window.resize(360)
    if over := await window.overflows():
        found[f"{where} in large letters"] = over
    if wrong := await window.contrasts():
        found[f"{where} black on white"] = wrong
    await window.letters("")
    if wrong := await window.unreached():
        found[f"{where} by keyboard"] = wrong
    return found
