"""The answers of a check with what the attestation asks and is kept elsewhere."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from handlers.visit import Visit
from rules.attestation import Edition, edition_on, granted_on
from rules.profile import Certificate, KnowledgeTest, Profile
from storage.deadline_records import PersonalDate


class Kept(Enum):
    """What was taken from elsewhere."""

    DATE = auto()
    COURSES = auto()


async def with_kept(
    visit: Visit, profile: Profile, position: str, known: tuple[Edition, ...]
) -> tuple[Profile, set[Kept]]:
    """The profile with the kept category and its day, courses and knowledge test, where the check
    did not say otherwise."""
    unit, person_id = visit.unit, visit.person.id
    added = set()
    edition = edition_on(visit.on, known)
    family = edition.family_of(position) if edition is not None else None
    for kept in await unit.dates.of(person_id):
        if family is not None and kept.kind == family.fact:
            dated = _with_category(visit, profile, position, kept, known)
            if dated is not profile:
                profile = dated
                added.add(Kept.DATE)
    courses = await unit.certificates.of(person_id)
    if profile.certificates is None and courses:
        held = tuple(Certificate(each.topic, each.hours, each.issued) for each in courses)
        profile = replace(profile, certificates=held)
        added.add(Kept.COURSES)
    test = await unit.knowledge_tests.of(person_id)
    if test is not None:
        profile = replace(profile, knowledge_test=KnowledgeTest(test.percent, test.taken))
    return profile, added


def _with_category(
    visit: Visit,
    profile: Profile,
    position: str,
    kept: PersonalDate,
    known: tuple[Edition, ...],
) -> Profile:
    """A category that the check knows otherwise has a day that is not known."""
    if getattr(profile, kept.kind) not in (None, kept.value):
        return profile
    if kept.kind == "category":
        granted = granted_on(position, kept.ends, known)
        return replace(profile, category=kept.value, category_granted=granted)
    # The profile has no day of a manager's category, so one that has ended is left out.
    return profile if kept.ends < visit.on else replace(profile, management_category=kept.value)
