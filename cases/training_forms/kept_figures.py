"""The figures of a year as they are kept with a report or a snapshot, and the other way."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from rules.vocabulary import Json
from workbooks.training.content import UnitYear


def plain(figures: UnitYear) -> Json:
    """As JSON."""
    return {
        name: list(held) if isinstance(held, tuple) else held
        for name, held in asdict(figures).items()
    }


def figures_of(kept: Json) -> UnitYear | None:
    """What `plain` made of it; None for what an earlier edition of the bot kept otherwise."""
    names = {each.name for each in fields(UnitYear)}
    if set(kept) != names:
        return None
    told: dict[str, Any] = {
        name: tuple(held) if isinstance(held, list) else held for name, held in kept.items()
    }
    return UnitYear(**told)


def without_names(figures: UnitYear | None) -> Json | None:
    """The figures alone, to be compared: a unit may have another name since."""
    if figures is None:
        return None
    told = plain(figures)
    return {name: told[name] for name in told if name not in ("institute", "unit")}
