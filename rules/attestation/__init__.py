"""The attestation of college staff: stands beside the verdict on Order No. 338, never in it."""

from __future__ import annotations

from datetime import date

from rules.attestation.amending import Number, entered_edition, first_day_after, numbers_of
from rules.attestation.block import Attestation, Exemption, Fact, Requirement, Term
from rules.attestation.case import Case
from rules.attestation.edition import (
    AttestationEdition,
    edition_on,
    editions,
    granted_on,
    read_edition,
    term_of_category,
)
from rules.attestation.guidance import exceptions, keeping, next_steps, term_of
from rules.attestation.requirements import requirements
from rules.attestation.told import NOTHING_TOLD, Superior, Told
from rules.attestation.ways import no_test, ways
from rules.errors import BadInput
from rules.norms.facts import Facts
from rules.profile import Profile

__all__ = [
    "Attestation",
    "AttestationEdition",
    "Exemption",
    "Fact",
    "Number",
    "Requirement",
    "Superior",
    "Term",
    "Told",
    "attestation",
    "attested_positions",
    "categories_of",
    "edition_on",
    "editions",
    "entered_edition",
    "first_day_after",
    "granted_on",
    "numbers_of",
    "read_edition",
    "term_of_category",
]


def attestation(
    position: str,
    category: str,
    profile: Profile,
    on: date,
    known: tuple[AttestationEdition, ...] | None = None,
    told: Told = NOTHING_TOLD,
) -> Attestation | None:
    """What the attestation rules in force on `on` ask for `category` of `position`.

    None for a position that is not attested. A head's or deputy's categories are those of
    `management_category`. `known`: the editions to choose from, default those of this checkout.
    `told`: what is known of the person beside the profile.
    Raises BadInput for a category that the rules do not have for the position.
    """
    edition = edition_on(on, known)
    if edition is None:
        return Attestation(None) if position in attested_positions(known) else None
    family = edition.family_of(position)
    if family is None:
        return None
    step = family.step(category)
    if step is None:
        allowed = ", ".join(categories_of(edition, position))
        raise BadInput("category", f"not a category that {position} is attested for: {allowed}")
    among = editions() if known is None else known
    case = Case(edition, family, step, position, category, Facts(profile, on), among, told)
    asked = tuple(requirements(case))
    term = term_of(case)
    return Attestation(
        edition=edition,
        requirements=asked,
        hours_short=_hours_short(asked),
        next_steps=tuple(next_steps(case, asked, term)),
        ways=tuple(ways(case)),
        no_test=tuple(no_test(case)),
        keeping=tuple(keeping(case)),
        exceptions=tuple(exceptions(case)),
        term=term,
    )


def attested_positions(known: tuple[AttestationEdition, ...] | None = None) -> frozenset[str]:
    """The positions that some edition attests."""
    among = editions() if known is None else known
    return frozenset(p for e in among for family in e.families for p in family.positions)


def has_attestation(position: str, category: str | None) -> bool:
    """Whether a check has an attestation beside it: of a college position, for a category; heads
    and deputies have categories of their own, which Order No. 338 does not check."""
    if category is None:
        return is_managerial(position)
    return position in attested_positions()


def is_managerial(position: str) -> bool:
    """Whether it is the position of a head or deputy."""
    families = (family for edition in editions() for family in edition.families)
    return any(f.fact == "management_category" and position in f.positions for f in families)


def categories_of(edition: AttestationEdition, position: str) -> tuple[str, ...]:
    """The categories that `position` is attested for, lowest first; none for others."""
    family = edition.family_of(position)
    return () if family is None else tuple(c for step in family.steps for c in step.categories)


def _hours_short(asked: tuple[Requirement, ...]) -> int | None:
    """Course hours still missing: 0 where none are asked for, None where it is not known."""
    for item in asked:
        if item.id == "course-hours":
            hours: int | None = {"met": 0, "unmet": item.short.get("hours")}.get(item.status)
            return hours
    return 0
