"""Courses on a line of time: from the day of each to the day on which it counts no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from i18n import Translator

MOST: Final = 100
"""Courses that are drawn; the newest."""
WIDTH, LEFT, ROW, FOOT = 320, 16, 12, 14
MOST_YEARS: Final = 8
"""Years that have room for their number."""


@dataclass(frozen=True, slots=True)
class Span:
    """A course: `words` as a person reads it, its day, and the first day on which it counts no
    more."""

    words: str
    begins: date
    ends: date


def timeline(spans: Sequence[Span], on: date, tr: Translator) -> dict[str, object] | None:
    """What the template draws and writes; None where there is nothing. The newest first."""
    newest = sorted(spans, key=lambda each: (each.begins, each.words), reverse=True)[:MOST]
    if not newest:
        return None
    first = date(min(min(each.begins for each in newest), on).year, 1, 1)
    last = date(max(max(each.ends for each in newest), on).year + 1, 1, 1)
    days = (last - first).days

    def place(day: date) -> float:
        return LEFT + (WIDTH - LEFT) * (day - first).days / days

    rows = []
    for number, each in enumerate(newest):
        begins, ends = place(each.begins), place(each.ends)
        rows.append(
            {
                "number": number + 1,
                "words": each.words,
                "given": tr.date(each.begins),
                "until": tr.date(each.ends),
                "counts": each.ends > on,
                "y": number * ROW + 2,
                "x": f"{begins:.1f}",
                "width": f"{max(ends - begins, 1):.1f}",
            }
        )
    apart = -(-(last.year - first.year) // MOST_YEARS)
    years = range(first.year, last.year, apart)
    return {
        "rows": rows,
        "years": [(year, f"{place(date(year, 1, 1)):.1f}") for year in years],
        "today": f"{place(on):.1f}",
        "on": tr.date(on),
        "bottom": len(newest) * ROW,
        "box": f"0 0 {WIDTH} {len(newest) * ROW + FOOT}",
    }
