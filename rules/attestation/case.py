"""One person before one category: what every part of the attestation block is worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.attestation.edition import AttestationEdition, Family, Months, Step, term_under
from rules.attestation.told import Told
from rules.dates import add_months
from rules.norms import needs as n
from rules.norms.compiled import STATUS
from rules.norms.facts import Facts

MET, UNMET, UNKNOWN = STATUS[n.MET], STATUS[n.UNMET], STATUS[n.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Case:
    """One person and one category of one position, on the day of `facts`.

    `known`: the editions there are, of which `edition` is that of the day; `told`: what is known
    of the person beside the profile.
    """

    edition: AttestationEdition
    family: Family
    step: Step
    position: str
    category: str
    facts: Facts
    known: tuple[AttestationEdition, ...]
    told: Told

    @property
    def held(self) -> str | None:
        """The category the person holds in this family; None: not known."""
        held: str | None = getattr(self.facts.profile, self.family.fact)
        return held

    @property
    def granted(self) -> date | None:
        """The day of the present category; the profile knows none of a manager's."""
        if self.held in (None, "none"):
            return None
        if self.family.fact == "category":
            return self.facts.profile.category_granted
        return self.told.management_granted

    @property
    def term(self) -> Months:
        """How long a category granted today is valid."""
        return self.family.term_of(self.position)

    @property
    def ends(self) -> date | None:
        """The last day of the present category."""
        if self.granted is None:
            return None
        term = term_under(self.position, self.granted, self.known) or self.term
        return add_months(self.granted, term.months)

    @property
    def ended(self) -> bool:
        return self.ends is not None and self.facts.on > self.ends

    @property
    def confirms(self) -> bool | None:
        """Whether the category asked for is the one that is held; None: not known, or ended."""
        if self.held is None or self.ended:
            return None
        return self.held in self.step.categories
