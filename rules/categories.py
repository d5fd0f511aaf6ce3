"""The steps of a category: which one comes above the one that is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rules.vocabulary import CATEGORY_STEPS

_AFTER_OLD: Final = {"second": "moderator", "first": "expert", "highest": "researcher"}
"""The nearest step above the categories of before, as the attestation rules carry them over."""


def category_above(held: str, steps: Sequence[str]) -> str | None:
    """The nearest of a position's `steps` above the category that is held ("none": the first);
    None above the last."""
    if held == "none":
        return steps[0] if steps else None
    old = _AFTER_OLD.get(held)
    place = CATEGORY_STEPS.index(old or held) + (old is None)
    return next((step for step in CATEGORY_STEPS[place:] if step in steps), None)
