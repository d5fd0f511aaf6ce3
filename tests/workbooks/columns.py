"""Where the columns of the forms stand, by their keys."""

from __future__ import annotations

from typing import Final

from workbooks.training.schedule_rows import COLUMNS

PLACES: Final = {each.key: place for place, each in enumerate(COLUMNS)}
SUMMED: Final = tuple(PLACES[key] for key in ("post", "topic", "hours", "cost"))
"""People, courses, hours, money of 602-01 and 602-05."""
