"""The screens of a sheet as text."""

from __future__ import annotations

import pytest

from handlers.portfolio.portfolio_view import summary_lines
from handlers.portfolio.standing import Standing
from i18n import LANGUAGES, translator
from rules.vocabulary import Language
from tests.rules.attestation.portfolio.sheets import EDITION, counted


def summary(position: str, category: str, language: Language = "en") -> str:
    standing = Standing(position, counted(position, category, {}), {}, {}, {})
    return "\n".join(summary_lines(standing, translator(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_methodical_deputy_is_told_that_the_sum_does_not_follow_from_the_rows(
    language: Language,
) -> None:
    for position in ("tvet-deputy-methodical", "tvet-deputy-methodical-union"):
        for category, made, printed in (("third", 26, 22), ("second", 43, 38), ("first", 55, 47)):
            [line] = [
                line
                for line in summary(position, category, language).split("\n")
                if str(made) in line
            ]
            assert str(printed) in line


def test_other_deputies_are_told_where_one_point_does_not_follow_and_nobody_else_is() -> None:
    told = [
        (position, category)
        for sheet in EDITION.sheets
        for group in sheet.thresholds
        for position in group.positions
        for category in sheet.categories
        if "the sheet says" in summary(position, category) and "methodical" not in position
    ]
    assert told == [
        ("tvet-deputy-production", "second"),
        ("tvet-deputy-training", "second"),
        ("tvet-deputy-it", "second"),
    ]
