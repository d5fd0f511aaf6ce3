"""How the gaps of procedure 602 are read, as data (readings.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field

from rules.norms.schema import Strict, read_shaped
from rules.once import once

FILE: Final = Path(__file__).parent / "readings.yaml"


class TrainingReading(Strict):
    """`clauses` of procedure 602; `figure`: the proposal as a number, where it is one; `ask`: what
    the university is to be asked; `chart`: only the missing flow chart could settle it."""

    id: str = Field(pattern=r"^R7\d\d$")
    clauses: list[str]
    adopted: str
    figure: int | None = None
    chart: bool = False
    ask: str = ""


class _Readings(Strict):
    readings: list[TrainingReading]


@once
def training_readings() -> dict[str, TrainingReading]:
    """By identifier. Raises `BadRules`."""
    return {each.id: each for each in read_shaped(_Readings, FILE).readings}


def figure_of(reading: str) -> int:
    """The number that a reading proposes. Raises `KeyError`, `ValueError` where it has none."""
    figure = training_readings()[reading].figure
    if figure is None:
        raise ValueError(f"{reading} names no figure")
    return figure
