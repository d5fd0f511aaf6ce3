"""Every address of the application, pages, files and forms, asked for by whoever may not."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

import pytest

from tests.cases.college import HR as UNIVERSITY_HR
from tests.cases.college import OTHER_HR, TEACHER
from tests.web.every_page import ANYTHING, HR, Places, begun_by_hr, places_of
from tests.web.site import Site
from web import application

STATIC: Final = "/app/static/"
DOORS: Final = ("/app/", "/app/session", "/app/enter/{token}", ANYTHING)
"""They are for whoever is not signed in."""
NUMBERS: Final = {
    "checks": "check", "people": "employee", "chosen": "chosen", "drafts": "message",
    "register": "list", "campaigns": "campaign", "findings": "found", "documents": "document",
    "deadlines": "deadline", "records": "tie",
}  # fmt: skip
"""What `{number}` is, by the word before it."""


def filled(route: str, numbers: dict[str, int]) -> str:
    """With the numbers of what there is."""

    def number(found: re.Match[str]) -> str:
        return f"/{found[1]}/{numbers[NUMBERS[found[1]]]}"

    address = re.sub(r"/(\w+)/\{number\}", number, route)
    here = {"year": numbers["year"], "unit": numbers["chair"], "form": "602-01", "ending": "pdf"}
    return address.format(**here, who="unread")


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the limits each request is long after the last one."""
    monkeypatch.setattr(application, "steady_seconds", count(step=1_000).__next__)


@pytest.fixture
async def places(site: Site) -> Places:
    return await places_of(site)


async def numbers_of(site: Site, places: Places) -> dict[str, int]:
    hr = await site.signed_in(HR)
    begun = await begun_by_hr(site, hr.cookie, places.college)
    async with site.database.work(writing=False) as work:
        [document] = await work.training_documents.of_year(places.university.year)
        [tie, *_] = await work.ties.of_organisation(places.college)
    more = {"document": document.id, "tie": tie.id, "deadline": 1}
    return {**places.numbers, **begun, **more}


async def test_nobody_without_a_session_sees_or_changes_anything(
    site: Site, places: Places
) -> None:
    numbers = await numbers_of(site, places)
    for route in site.routes:
        if route in DOORS or route.startswith(STATIC):
            continue
        assert (await site.browser().get(filled(route, numbers))).status == 403, route
    for route in site.forms:
        if route not in DOORS:
            assert (await site.browser().post(filled(route, numbers))).status == 403, route


async def test_no_form_is_taken_without_its_token(site: Site, places: Places) -> None:
    numbers = await numbers_of(site, places)
    foreign = (await (await site.signed_in(TEACHER)).get("/app/")).form_token
    for person in (HR, UNIVERSITY_HR):
        browser = await site.signed_in(person)
        for route in site.forms:
            if route in DOORS:
                continue
            for form in ({}, {"form": "x"}, {"form": foreign}):
                sent = await browser.post(filled(route, numbers), **form)
                assert sent.status == 403, (person, route)


async def test_numbers_of_others_are_nowhere(site: Site, places: Places) -> None:
    """By HR of another organisation, and by a teacher of none of them."""
    numbers = await numbers_of(site, places)
    for person in (OTHER_HR, TEACHER):
        browser = await site.signed_in(person)
        form = (await browser.get("/app/")).form_token
        for route in site.routes:
            if "{" not in route.replace("{ending}", "pdf") or route in DOORS:
                continue
            shown = await browser.get(filled(route, numbers))
            assert shown.status in (403, 404), (person, route)
            assert "Мысал" not in shown.text
        for route in site.forms:
            if "{" not in route or route in DOORS:
                continue
            sent = await browser.post(filled(route, numbers), form=form, number="4")
            assert sent.status in (403, 404), (person, route)
