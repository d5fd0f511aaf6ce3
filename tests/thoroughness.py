"""How many examples a property is tried on: all of them in CI, a part of them on a desk."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import settings

IN_CI: Final = os.environ.get("CI", "").lower() in ("1", "true")
FEWEST: Final = 40


def examples(number: int) -> settings:
    """Hypothesis settings for `number` examples in CI, a quarter of them elsewhere."""
    return settings(max_examples=number if IN_CI else min(number, max(FEWEST, number // 4)))
