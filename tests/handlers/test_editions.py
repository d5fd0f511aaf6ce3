"""The edition of every document is named, and a saved check that rests on an ended one says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.editions import edition_lines
from i18n import LANGUAGES, translator
from rules.catalog import Catalogue, catalogue
from rules.model import Edition
from tests.handlers.followups.checks import short_of_a_year
from tests.handlers.house import NOW, House
from tests.handlers.own.people import with_consent
from tests.handlers.test_views import assert_sendable

LAST_DAY = date(2026, 11, 21)


async def test_about_names_the_edition_of_every_document(house: House) -> None:
    person = await with_consent(house)
    text = await person.say("/about")
    for words in (
        "edition of 07.08.2023",
        "the current text, no date is given",
        "Order No. 616",
        "Edition in force since December 6, 2023",
        "Order No. 83 of 27.01.2016 as restated by Order No. 32 of 25.02.2025",
        "Known up to August 2025",
    ):
        assert words in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_editions_nothing_is_named_in_their_place(language: str) -> None:
    tr = translator(language)
    early = "\n".join(edition_lines(catalogue(), date(2023, 1, 1), tr))
    assert "616" not in early
    assert "25.02.2025" not in early
    assert_sendable(early)
    assert_sendable("\n".join(edition_lines(catalogue(), date(2026, 11, 20), tr)))


def with_an_end(found: Catalogue) -> Catalogue:
    """The same rules, of which it is known when the edition ends."""
    position = found.positions["tvet-teacher"]
    edition = Edition(position.edition.in_force_from, LAST_DAY)
    ended = {**found.positions, position.id: replace(position, edition=edition)}
    return replace(found, positions=ended)


async def test_a_saved_check_tells_that_its_edition_has_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = with_an_end(catalogue())
    monkeypatch.setattr("tests.handlers.house.catalogue", lambda: ending)
    await house.restart()
    person = house.person(1, "en")
    await short_of_a_year(person)
    for days, told in ((1, False), (2, True)):
        house.now = NOW + timedelta(days=days)
        await person.say("/my")
        assert any(label.endswith("⚖️") for label in person.labels()) == told
        text = await person.press(next(d for d in person.data() if d.startswith("y:d:")))
        assert ("an edition of the document that ended on November 21, 2026" in text) == told
