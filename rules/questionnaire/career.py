"""The map of a career: the next category and the next positions, each as it stands today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from rules.categories import category_above
from rules.norms.catalog import Catalogue
from rules.questionnaire.fitting import fits
from rules.questionnaire.flow import Sheet
from rules.questionnaire.scope import Row, seen_from
from rules.verdict.check import Report, check

Kind = Literal["category", "usual", "near"]

MOST_POSITIONS: Final = 3

USUAL_STEP_UP: Final[Mapping[str, tuple[str, ...]]] = {
    "tvet-assistant": ("tvet-teacher",),
    "tvet-teacher": ("tvet-department-head",),
    "tvet-pe-instructor": ("tvet-department-head",),
    "tvet-department-head": ("tvet-deputy-academic",),
    "tvet-academic-unit-head": ("tvet-deputy-academic",),
    "tvet-methodist": ("tvet-deputy-methodical",),
    "tvet-union-methodist": ("tvet-deputy-methodical-union",),
    "tvet-military-organizer": ("tvet-deputy-educational",),
    "tvet-psychologist": ("tvet-deputy-educational",),
    "tvet-social-pedagogue": ("tvet-deputy-educational",),
    "tvet-organizer": ("tvet-deputy-educational",),
    "tvet-youth-inspector": ("tvet-deputy-educational",),
    "tvet-dormitory-educator": ("tvet-deputy-educational",),
    "tvet-master": ("tvet-senior-master",),
    "tvet-senior-master": ("tvet-deputy-production",),
    "tvet-workshop-head": ("tvet-deputy-production",),
    "tvet-deputy-methodical": ("tvet-director",),
    "tvet-deputy-academic": ("tvet-director",),
    "tvet-deputy-educational": ("tvet-director",),
    "tvet-deputy-training": ("tvet-director",),
    "tvet-deputy-it": ("tvet-director",),
    "tvet-deputy-production": ("tvet-director",),
    "tvet-deputy-methodical-union": ("tvet-director",),
    "uni-assistant": ("uni-lecturer",),
    "uni-lecturer": ("uni-senior-lecturer",),
    "uni-senior-lecturer": (
        "uni-associate-professor-science",
        "uni-associate-professor-arts-it",
    ),
    "uni-associate-professor-science": ("uni-professor-science",),
    "uni-associate-professor-arts-it": ("uni-professor-arts-it",),
    "uni-professor-science": ("uni-department-head",),
    "uni-professor-arts-it": ("uni-department-head",),
    "uni-department-head": ("uni-deputy-academic",),
    "uni-deputy-academic": ("uni-director",),
    "uni-deputy-research": ("uni-director",),
}
"""What people usually become next; no document says it, so it is shown as usual, not as a rule."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the map with its report of today. `kind`: the next category, the usual step up, or
    a position that is near."""

    kind: Kind
    report: Report


@dataclass(frozen=True, slots=True)
class Career:
    """`held`: the category that the person holds, None when not known."""

    position: str
    held: str | None
    stops: tuple[Stop, ...]


def career(
    catalogue: Catalogue, rows: Sequence[Row], position: str, category: str | None, on: date
) -> Career:
    """The map from `position`, by kept answers. While it is not known which category is held, the
    next one is `category`, the one that was checked, or else the first."""
    catalogue = catalogue.on(on)
    said = seen_from(position, rows)[0].get("category")
    held: str | None = None if said is None or said.state != "value" else said.value
    steps = catalogue.positions[position].categories
    above = category_above(held or "none", steps)
    if held is None and category is not None:
        above = category
    stops = [*_positions(catalogue, rows, position, on)]
    if above is not None:
        stops.insert(0, Stop("category", _report(catalogue, rows, position, above, on)))
    return Career(position, held, tuple(stops))


def _positions(
    catalogue: Catalogue, rows: Sequence[Row], position: str, on: date
) -> Iterator[Stop]:
    """The usual step up, then the nearest that can be reached and is not met yet."""
    usual = USUAL_STEP_UP.get(position, ())
    for each in usual:
        yield Stop("usual", _report(catalogue, rows, each, None, on))
    near = (
        fit.report
        for fit in fits(catalogue, rows, on)
        if fit.report.route and fit.position not in (position, *usual)
    )
    for report, _ in zip(near, range(MOST_POSITIONS - len(usual)), strict=False):
        yield Stop("near", report)


def _report(
    catalogue: Catalogue, rows: Sequence[Row], position: str, category: str | None, on: date
) -> Report:
    answers, _ = seen_from(position, rows)
    sheet = Sheet(catalogue, position, category, on, 0, answers)
    return check(catalogue, position, category, sheet.profile(), on)
