"""Whether courses that the employer knows of will do for a post until the year of plans ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.norms.catalog import Catalogue
from rules.norms.dated_needs import CertificateNeed
from rules.profile import Certificate
from rules.verdict.deadlines import leaves_window
from rules.verdict.short_of_hours import is_short_of_hours


@dataclass(frozen=True, slots=True)
class Shortfall:
    """`hours` and `topic` that the norm asks for; `since`: the first day on which they are missing,
    today where they are already."""

    hours: int
    topic: str
    since: date


def norm_of(catalogue: Catalogue, position: str, on: date) -> CertificateNeed | None:
    """What the norm asks every holder of the post for in courses: those of the profile, which the
    employer's list is about. None: none is known."""
    known = catalogue.on(on).positions.get(position)
    if known is None or None not in known.checks:
        return None
    leaves = catalogue.on(on).compiled(position, None).tree.leaves
    for leaf in leaves:
        if isinstance(leaf.need, CertificateNeed) and leaf.need.topic == "profile":
            return leaf.need
    return None


def shortfall(
    catalogue: Catalogue, position: str, courses: Sequence[Certificate], on: date, ends: date
) -> Shortfall | None:
    """What is missing by `ends` at the latest, whatever the topics of courses that name none.

    `courses`: all there are. None: nothing, or no norm is known.
    """
    need = norm_of(catalogue, position, on)
    if need is None:
        return None
    held = [replace(each, topic=each.topic or need.topic) for each in courses]
    leaving = [leaves_window(each.issued) for each in held if each.issued is not None]
    days = sorted({on, *(day for day in leaving if on < day <= ends)})
    for day in days:
        if is_short_of_hours(catalogue, position, held, day):
            return Shortfall(need.hours, need.topic, day)
    return None
