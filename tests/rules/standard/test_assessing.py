"""A self-assessment by a card is compared where the two editions ask the same."""

from __future__ import annotations

from datetime import date

import pytest

from rules.standard import card_numbers, cards_on
from rules.standard.assessing import CAN, NOT_YET, PARTLY, abilities, compared

BEFORE, AFTER = date(2023, 12, 5), date(2023, 12, 6)


@pytest.mark.parametrize("number", card_numbers())
def test_every_ability_of_a_card_is_asked_once(number: int) -> None:
    [card] = cards_on(AFTER, number)
    listed = abilities(card)
    skills = [skill for function in card.functions for skill in function.skills]
    assert [a.item for a in listed] == [item for skill in skills for item in skill.abilities]
    assert len({a.place for a in listed}) == len(listed)


def test_what_is_judged_otherwise_is_better_or_worse() -> None:
    [card] = cards_on(AFTER, 4)
    before = {ability.place: PARTLY for ability in abilities(card)}
    now = {**before, "1.1.1": CAN, "1.2.1": NOT_YET}
    found = compared(card, now, card, before)
    assert [(m.ability.place, m.better) for m in found.moved] == [("1.1.1", True), ("1.2.1", False)]
    assert found.reworded == ()


def test_abilities_that_the_amendment_reworded_are_not_compared() -> None:
    [card], [earlier] = cards_on(AFTER, 4), cards_on(BEFORE, 4)
    before = {ability.place: CAN for ability in abilities(earlier)}
    now = {ability.place: NOT_YET for ability in abilities(card)}
    found = compared(card, now, earlier, before)
    assert [ability.place for ability in found.reworded] == ["1.1.1", "1.1.3"]
    assert [moved.ability.place for moved in found.moved] == ["1.1.2", "1.2.1", "1.2.2"]


def test_an_ability_that_was_not_asked_is_not_compared() -> None:
    [card] = cards_on(AFTER, 5)
    now = {ability.place: CAN for ability in abilities(card)}
    found = compared(card, now, card, {})
    assert found.moved == ()
    assert len(found.reworded) == len(now)
