"""The ways out of a "not yet": what each takes, and the day it leads to when time alone does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.catalog import Catalogue
from rules.check import Report, day_of
from rules.facts import Facts
from rules.profile import Profile
from rules.route import Element, Route, cost_of


@dataclass(frozen=True, slots=True)
class Way:
    """Elements of a route (contract, section 4). `day`: when going on working alone leads to
    meeting the requirements, everything else judged again on that day; otherwise None."""

    elements: tuple[Element, ...]
    day: date | None


def ways_of_report(catalogue: Catalogue, report: Report, profile: Profile) -> tuple[Way, ...]:
    """The nearest way first, then the alternatives; empty unless the verdict is `not_eligible`."""
    catalogue = catalogue.on(report.on)
    compiled = catalogue.compiled(report.position, report.category)
    facts = Facts(profile, report.on, compiled.position.implies)
    found = []
    for elements in (report.route, *report.alternatives):
        if not elements:
            continue
        then = day_of(Route(elements, cost_of(elements)), facts)
        day = None
        if then is not None:
            _, sure, may = compiled.tree.states(then)
            day = then.on if compiled.tree.verdict(sure, may) == "eligible" else None
        found.append(Way(elements, day))
    return tuple(found)
