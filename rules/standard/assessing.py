"""Self-assessment by a card: its abilities in order, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rules.standard.model import Card, Function, NumberedText, Skill

CAN, PARTLY, NOT_YET = "can", "partly", "not_yet"
GRADES: Final = (NOT_YET, PARTLY, CAN)


@dataclass(frozen=True, slots=True)
class Ability:
    """One ability and where it stands: `place` is "function.skill.ability" by their numbers."""

    function: Function
    skill: Skill
    item: NumberedText

    @property
    def place(self) -> str:
        return f"{self.function.n}.{self.skill.n}.{self.item.n}"


@dataclass(frozen=True, slots=True)
class Moved:
    """An ability that is judged otherwise than the last time; grades as in `GRADES`."""

    ability: Ability
    before: str
    now: str

    @property
    def better(self) -> bool:
        return GRADES.index(self.now) > GRADES.index(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`moved`: abilities judged otherwise; `reworded`: those whose official words are not the same
    in the two editions, or that the earlier one lacks: they are not compared."""

    moved: tuple[Moved, ...]
    reworded: tuple[Ability, ...]


def abilities(card: Card) -> tuple[Ability, ...]:
    """Every ability of the card, in its order."""
    return tuple(_abilities(card))


def _abilities(card: Card) -> Iterator[Ability]:
    for function in card.functions:
        for skill in function.skills:
            for item in skill.abilities:
                yield Ability(function, skill, item)


def compared(
    card: Card, answers: Mapping[str, str], earlier: Card, before: Mapping[str, str]
) -> Comparison:
    """Two assessments, each by its own edition of the card. `answers`, `before`: grade by place."""
    then = {ability.place: ability.item.text.kk for ability in abilities(earlier)}
    moved, reworded = [], []
    for ability in abilities(card):
        place = ability.place
        if place not in before or then.get(place) != ability.item.text.kk:
            reworded.append(ability)
        elif before[place] != answers[place]:
            moved.append(Moved(ability, before[place], answers[place]))
    return Comparison(tuple(moved), tuple(reworded))
