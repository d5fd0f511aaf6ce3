"""Whether somebody's courses fall short of what the clause of their own position asks (R25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rules.dates import years_back
from rules.norms.catalog import Catalogue
from rules.norms.dated_needs import CertificateNeed
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


class ShortOfHours:
    """`is_short_of_hours` of many people on one day: those whose courses meet the same needs of the
    same position are judged once."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self._catalogue, self._on = catalogue, on
        self._needs: dict[str, tuple[tuple[str, int, date], ...] | None] = {}
        self._known: dict[tuple[str, tuple[bool, ...]], bool] = {}

    def holds(self, position: str, courses: Sequence[tuple[str, int, date]]) -> bool:
        """`courses`: topic, hours and day of issue of each."""
        if position not in self._needs:
            self._needs[position] = self._needs_of(position)
        needs = self._needs[position]
        if needs is None:
            return self._judge(position, courses)
        met = tuple(
            any(
                about == topic and had >= hours and issued >= since
                for about, had, issued in courses
            )
            for topic, hours, since in needs
        )
        held = self._known.get((position, met))
        if held is None:
            held = self._known[position, met] = self._judge(position, courses)
        return held

    def _judge(self, position: str, courses: Sequence[tuple[str, int, date]]) -> bool:
        held = [Certificate(*course) for course in courses]
        return is_short_of_hours(self._catalogue, position, held, self._on)

    def _needs_of(self, position: str) -> tuple[tuple[str, int, date], ...] | None:
        """Topic, hours and first day of each need of one course; None where courses count together,
        so that more than the longest of each topic decides."""
        known = self._catalogue.on(self._on).positions.get(position)
        if known is None or None not in known.checks:
            return ()
        leaves = self._catalogue.on(self._on).compiled(position, None).tree.leaves
        about = [leaf.need for leaf in leaves if leaf.need.fact == _FACT]
        needs = [need for need in about if isinstance(need, CertificateNeed)]
        if len(needs) < len(about) or any(need.per != "course" for need in needs):
            return None
        return tuple(
            (need.topic, need.hours, years_back(self._on, need.within_years)) for need in needs
        )


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
