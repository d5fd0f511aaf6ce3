"""The answers of a check with what the attestation asks and is kept elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Final

from cases.superiors import superiors_of_person
from handlers.chat.visit import Visit
from rules.attestation import AttestationEdition, Told, edition_on, granted_on
from rules.profile import Certificate, KnowledgeTest, Profile
from rules.questionnaire.relevance import relevance
from rules.vocabulary import is_first_head
from storage.tables.attestation import AttestationWord
from storage.tables.deadlines import DateKind, PersonalDate

COURSES: Final = "certificates"
TEACHING: Final = "teaching"
YES: Final = "yes"


class Kept(Enum):
    """What was taken from elsewhere. `HELD`, `WORK`: the person's own words to the block."""

    DATE = auto()
    COURSES = auto()
    HELD = auto()
    WORK = auto()


@dataclass(frozen=True, slots=True)
class Attested:
    """Whom the block is for: the profile, what no check asks, and where it was taken from.

    `fact`: which of the two kinds of categories the position has; `needs_day`: courses count from
    the day of the category that is held. `courses_of_check`: they are an answer of the check, which
    is changed there; else those kept count, and those that were told out of turn.
    """

    profile: Profile
    told: Told
    added: frozenset[Kept]
    fact: DateKind
    needs_day: bool
    courses_of_check: bool

    @property
    def held(self) -> str | None:
        """The category that is held; None: not known."""
        held: str | None = getattr(self.profile, self.fact)
        return held

    @property
    def granted(self) -> date | None:
        """The day of that category."""
        is_managers = self.fact == "management_category"
        return self.told.management_granted if is_managers else self.profile.category_granted


async def with_kept(
    visit: Visit,
    profile: Profile,
    position: str,
    category: str,
    known: tuple[AttestationEdition, ...],
) -> Attested:
    """The profile with the kept category and its day, courses, knowledge test and words, where the
    check did not say otherwise."""
    work, person_id = visit.work, visit.person.id
    words = await work.attestation_words.of(person_id, position)
    told = Told(await superiors_of_person(work, person_id), _yes_or_no(words, position, category))
    added = set()
    edition = edition_on(visit.on, known)
    family = edition.family_of(position) if edition is not None else None
    for kept in await work.dates.of(person_id):
        if family is not None and kept.kind == family.fact:
            dated = _with_category(visit, profile, position, kept, known)
            if dated is not profile:
                profile = dated
                if is_first_head(kept.value) == family.is_first_head(position):
                    granted = granted_on(position, kept.ends, known)
                    told = replace(told, management_granted=granted)
                added.add(Kept.DATE)
    by_fact = {word.fact: word.value for word in words if not word.position}
    if family is not None and family.fact in by_fact and getattr(profile, family.fact) is None:
        profile = _holding(profile, family.fact, by_fact[family.fact])
        added.add(Kept.HELD)
    if TEACHING in by_fact and TEACHING not in profile.experience:
        months = int(by_fact[TEACHING])
        profile = replace(profile, experience={**profile.experience, TEACHING: months})
        added.add(Kept.WORK)
    of_check = profile.certificates is not None and _asks_courses(visit, position)
    courses = await work.certificates.of(person_id)
    if not of_check and courses:
        kept_ones = (Certificate(each.topic, each.hours, each.issued) for each in courses)
        every = dict.fromkeys((*(profile.certificates or ()), *kept_ones))
        profile = replace(profile, certificates=tuple(every))
        added.add(Kept.COURSES)
    test = await work.knowledge_tests.of(person_id)
    if test is not None:
        profile = replace(profile, knowledge_test=KnowledgeTest(test.percent, test.taken))
    fact: DateKind = "category" if family is None else family.fact
    held = getattr(profile, fact)
    step = None if family is None or held is None else family.step(held)
    by_head = step is not None and step.by_head is not None
    needs_day = held != "none" and not by_head
    return Attested(profile, told, frozenset(added), fact, needs_day, of_check)


def _asks_courses(visit: Visit, position: str) -> bool:
    known = visit.desk.catalogue.positions[position]
    return any(COURSES in relevance(known, category).sources for category in known.checks)


def word_key(identifier: str, category: str) -> str:
    """Under which name a yes or no of a position is kept."""
    return f"{identifier}.{category}"


def _yes_or_no(words: list[AttestationWord], position: str, category: str) -> dict[str, bool]:
    ending = word_key("", category)
    return {
        word.fact.removesuffix(ending): word.value == YES
        for word in words
        if word.position == position and word.fact.endswith(ending)
    }


def _holding(profile: Profile, fact: str, value: str) -> Profile:
    if fact == "category":
        return replace(profile, category=value)
    return replace(profile, management_category=value)


def _with_category(
    visit: Visit,
    profile: Profile,
    position: str,
    kept: PersonalDate,
    known: tuple[AttestationEdition, ...],
) -> Profile:
    """A category that the check knows otherwise has a day that is not known."""
    if getattr(profile, kept.kind) not in (None, kept.value):
        return profile
    if kept.kind == "category":
        granted = granted_on(position, kept.ends, known)
        return replace(profile, category=kept.value, category_granted=granted)
    # The profile has no day of a manager's category, so one that has ended is left out.
    return profile if kept.ends < visit.on else replace(profile, management_category=kept.value)
