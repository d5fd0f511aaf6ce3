"""What the repository of corrections hands out and takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storage.records import Decision


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One person's latest decision for a position and category, made with other rules than today's.

    `elsewhere`: the facts whose kept answer was given before it, for another position, and for this
    one never.
    """

    decision: Decision
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True)
class CorrectedCheck:
    """A decision that its person is told to have become another. `rested_on`: the facts of it that
    were given for another position."""

    decision: Decision
    rested_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """That a person was told of a decision: on which day it was corrected, and the facts of it that
    were given for another position."""

    corrected_on: date
    rested_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What judging a person's decisions again has found: decision → the facts it rested on."""

    person_id: int
    corrected: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some people to judge again. `last`: where the next batch begins; None when nobody is left."""

    people: tuple[tuple[ToJudge, ...], ...]
    last: int | None


@dataclass(frozen=True, slots=True)
class CorrectionContent:
    """What a message about a correction of the day `corrected_on` tells."""

    corrected_on: date
    checks: tuple[CorrectedCheck, ...]
