"""A second evaluation of the sheets, to compare with: from the words of the annexes' cells, as
annexes.json has them, and from nothing of the editions in `rules`.

It reads the words of a cell ("growth of 3 per cent and more"), not a scale of its own, so a level
that stands in the wrong column of an edition is found by comparing.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any as AnyValue
from typing import Final

from rules.vocabulary import Json

SHEETS: Final = json.loads((Path(__file__).parent / "annexes.json").read_text("utf-8"))
LEVELS: Final = ("none", "organisation", "district", "region", "republic", "international")
GROWTH: Final = ("fall", "unstable", "level", "growth_1", "growth_3")
# Two points with co-authors: a researcher, and heads and deputies in every column.
OF_MANAGERS, OF_TEACHERS = (2, 2, 2), (0, 0, 2, 0)
SHARED: Final = {
    "t-3.1": OF_TEACHERS,
    "m-3.1": OF_TEACHERS,
    "h-4.2": OF_MANAGERS,
    "d-4.1": OF_MANAGERS,
}
WITH_BUDGET: Final = "h-1.5"
# No set of rows makes the sum of the methodical deputy: the marks leave out these two.
BY_THE_MARKS: Final = ("2.1", "2.2")


def evaluated(position: str, category: str, entries: Json) -> Json:
    """Threshold, points, extra, state of each row, empty rows, whether it is enough."""
    sheet, group = _find(position)
    column = sheet["categories"].index(category)
    left_out = BY_THE_MARKS if group["without"] is None else group["without"]
    rows = {}
    for row in sheet["rows"]:
        number, entry = row["id"][2:], entries.get(row["id"])
        available = position in row["only_if_available_for"]
        if number in left_out and not available:
            rows[row["id"]] = ("not_asked", Decimal(0), 0)
        else:
            rows[row["id"]] = _row(row, column, entry, available)
    points = sum((found[1] for found in rows.values()), Decimal(0))
    states = {key: found[0] for key, found in rows.items()}
    empty = [key for key, state in states.items() if state == "empty"]
    unsaid = [key for key, state in states.items() if state == "open" and key != "t-5.1"]
    threshold = group["points"][column]
    enough = "no" if points < threshold else "sum_only" if empty or unsaid else "yes"
    return {
        "threshold": threshold,
        "points": float(points),
        "extra": sum(found[2] for found in rows.values()),
        "states": states,
        "row_points": {key: float(found[1]) for key, found in rows.items()},
        "empty": empty,
        "enough": enough,
    }


def _find(position: str) -> tuple[Json, Json]:
    [found] = [
        (sheet, group)
        for sheet in SHEETS
        for group in sheet["thresholds"]
        if position in group["posts"]
    ]
    return found


def _row(row: Json, column: int, entry: Json | None, available: bool) -> tuple[str, Decimal, int]:
    words, lowest, upper = row["cells"][column]
    said = entry or {}
    if "5 and more: 3" in words:
        return _curator(said)
    if words == "not asked":
        is_there = said.get("publication") in ("listed", "indexed")
        return ("ask" if is_there else "not_asked"), Decimal(0), 0
    met = _met(words, said)
    if not met:
        missing = "not_asked" if available else "open" if met is None else "empty"
        return missing, Decimal(0), 0
    return "met", _points(row, column, Decimal(lowest), upper, said), 0


def _curator(said: Json) -> tuple[str, Decimal, int]:
    if "years" not in said:
        return "open", Decimal(0), 0
    years = said["years"]
    return "ask", Decimal(0), 0 if years < 1 else 1 if years < 3 else 2 if years < 5 else 3


def _points(row: Json, column: int, lowest: Decimal, upper: AnyValue, said: Json) -> Decimal:
    if "mean" in said:
        return min(Decimal(str(said["mean"])), Decimal(upper))
    shared = SHARED.get(row["id"])
    if shared and said.get("coauthors") and shared[column]:
        return Decimal(shared[column])
    if said.get("publication") == "indexed" or (upper and said.get("level") == "international"):
        lowest = Decimal(upper)
    more = row["winner"] and said.get("winner")
    more = more or (row["id"] == WITH_BUDGET and said.get("bonus"))
    return lowest + (1 if more else 0)


def _met(words: str, said: Json) -> bool | None:
    """Whether an answer does for the words of the cell; None where it does not say."""
    mean = re.search(r"mean (\d+) to", words)
    hours = re.match(r"(\d+) hours", words)
    sheets = re.match(r"(\d+) sheets a year", words)
    percent = re.match(r"(?:by )?(\d+)(?:-\d+)? per cent", words)
    if mean:
        high = None if "mean" not in said else said["mean"] >= int(mean[1])
        five = None if "sheets" not in said else said["sheets"] >= 5
        return _together(high, five, said.get("by_commission"))
    if hours:
        enough = None if "hours" not in said else said["hours"] >= int(hours[1])
        return _together(enough, said.get("practice_paper"))
    if sheets:
        return None if "sheets" not in said else said["sheets"] >= int(sheets[1])
    if percent or (words == "on one level" and "percent" in said):
        least = int(percent[1]) if percent else 0
        return None if "percent" not in said else said["percent"] >= least
    if "three districts" in words or "three regions" in words:
        return _spread(words, said)
    if ("Altynsarin" in words and "publications" in words) or words in (
        "the same",
        "as in annex 12, 3.3",
    ):
        return None if "publication" not in said else said["publication"] != "none"
    if words in ("site and pages", "there", "all three", "improved"):
        return said.get("done")
    trend = _trend(words)
    if trend:
        reached = said.get("trend")
        return None if reached is None else GROWTH.index(reached) >= GROWTH.index(trend)
    level = said.get("level")
    return None if level is None else LEVELS.index(level) >= LEVELS.index(_place(words))


def _spread(words: str, said: Json) -> bool | None:
    regions = None if "regions" not in said else said["regions"] >= 3
    if "three regions" in words or regions:
        return regions
    return None if "districts" not in said else said["districts"] >= 3


def _trend(words: str) -> str | None:
    if words.startswith("unstable"):
        return "unstable"
    if words.startswith("on one level"):
        return "level"
    if words.startswith("growth of 3"):
        return "growth_3"
    return "growth_1" if words.startswith("growth") else None


def _place(words: str) -> str:
    if "RUMS for TVET" in words or words.startswith("republic"):
        return "republic"
    if "regional education administration" in words or words.startswith("region"):
        return "region"
    if "own programmes (авторские" in words:
        return "republic"
    return "district" if "district" in words else "organisation"


def _together(*parts: bool | None) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True
