"""Whether somebody's courses fall short of what the clause of their own position asks (R25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.norms.catalog import Catalogue
from rules.norms.facts import Facts
from rules.norms.states import UNMET
from rules.profile import Certificate, Profile

_FACT = "certificates"


def is_short_of_hours(
    catalogue: Catalogue, position: str, courses: Iterable[Certificate], on: date
) -> bool:
    """Whether these courses, all there are, keep the person from meeting the requirements of the
    position on the day `on`, whatever else is true of them.

    Each clause is judged as `check` judges it: its topic, its window, one course or a year of
    courses. A clause that holds under a condition which courses do not tell (a basic education in
    IT) is open, and what is open is not short. Nor is anybody whose position asks for no courses or
    is not in the catalogue.
    """
    known = catalogue.on(on).positions.get(position)
    if known is None or None not in known.checks:
        return False
    compiled = catalogue.on(on).compiled(position, None)
    facts = Facts(_knowing_only(courses), on, known.implies)
    states, _, _ = compiled.tree.states(facts)
    possible = sum(
        1 << place
        for place, (leaf, state) in enumerate(zip(compiled.tree.leaves, states, strict=True))
        if leaf.need.fact != _FACT or state != UNMET
    )
    return compiled.tree.verdict(0, possible) == "not_eligible"


def _knowing_only(courses: Iterable[Certificate]) -> Profile:
    return Profile(
        education=None,
        degrees=None,
        titles=None,
        honours=None,
        experience={},
        certificates=tuple(courses),
        retraining=None,
        category=None,
        management_category=None,
        publications=None,
        h_index=None,
        language_level=None,
        flags={},
        competences={},
    )
