"""Somebody who presses and writes everything there is meets no fault, in any language."""

import pytest

from benchmarks.screens import Walker
from i18n import LANGUAGES
from rules.vocabulary import Language
from tests.cases.college import OPERATOR
from tests.handlers.house import House

STEPS = 200


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_tries_everything_meets_no_fault(house: House, language: Language) -> None:
    walker = Walker(house.person(OPERATOR, language), language)
    await walker.person.say("/start")
    await walker.walk(STEPS)
    assert len(walker.pictures) > STEPS / 4
    assert house.refused() == []
