"""How many examples the slowest tests run: all of them in CI, fewer elsewhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import settings

T = TypeVar("T")

IN_CI: Final = os.environ.get("CI", "").lower() in ("1", "true")
FEWEST: Final = 40


def examples(number: int) -> settings:
    """Hypothesis settings for `number` examples in CI, a quarter of them elsewhere."""
    return settings(max_examples=number if IN_CI else min(number, max(FEWEST, number // 4)))


def some(cases: Sequence[T]) -> Sequence[T]:
    """All cases in CI, every third of them elsewhere."""
    return cases if IN_CI else cases[::3]
