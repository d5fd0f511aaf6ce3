"""Lists of positions to choose from: what most people are comes first, heads last."""

from __future__ import annotations

from typing import Final, Literal

from rules.norms.catalog import Catalogue

Group = Literal["tvet", "uni"]

_FIRST: Final[dict[Group, tuple[str, ...]]] = {
    "tvet": (
        "tvet-teacher",
        "tvet-master",
        "tvet-senior-master",
        "tvet-methodist",
        "tvet-union-methodist",
        "tvet-psychologist",
        "tvet-social-pedagogue",
        "tvet-organizer",
        "tvet-dormitory-educator",
        "tvet-assistant",
        "tvet-pe-instructor",
        "tvet-military-organizer",
        "tvet-youth-inspector",
    ),
    "uni": (
        "uni-lecturer",
        "uni-senior-lecturer",
        "uni-associate-professor-science",
        "uni-associate-professor-arts-it",
        "uni-professor-science",
        "uni-professor-arts-it",
        "uni-assistant",
    ),
}
_LAST: Final[tuple[str, ...]] = (
    "tvet-workshop-head",
    "tvet-department-head",
    "tvet-academic-unit-head",
    "uni-department-head",
)
"""Then deputies, then directors."""


def listed(catalogue: Catalogue, group: Group) -> list[str]:
    """The positions of a group; one that is named nowhere here stands before the heads."""
    first = {position: place for place, position in enumerate(_FIRST[group])}
    heads = {position: place for place, position in enumerate(_LAST)}

    def place(position: str) -> tuple[int, int]:
        kind = position.split("-")[1]
        if position in first:
            return 0, first[position]
        if position in heads:
            return 2, heads[position]
        return {"deputy": 3, "director": 4}.get(kind, 1), 0

    own = (each for each in catalogue.positions if each.startswith(f"{group}-"))
    return sorted(own, key=place)
