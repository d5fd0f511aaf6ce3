"""What a leaf asks for, and how far a person's facts meet it.

Every need is an ordered question without negation: more of its fact never makes it less met, so the
worst and the best completion of the unknowns are each reached by all needs at once, and
three-valued logic over a tree of needs is exact. `fact` is the contract's name of what answers a
need: `experience.specialty`, `titles` ...; `cure` the element of a route that cures it by itself
(contract, section 4).
"""

from __future__ import annotations

from dataclasses import dataclass

from rules import vocabulary as v
from rules.norms.dated_needs import CertificateNeed, PublicationNeed
from rules.norms.facts import Facts
from rules.norms.states import MET, UNKNOWN, UNMET, State
from rules.profile import Education
from rules.vocabulary import Json

__all__ = [
    "MET",
    "UNKNOWN",
    "UNMET",
    "AtLeast",
    "CertificateNeed",
    "CompetenceNeed",
    "DegreeNeed",
    "EducationNeed",
    "ExperienceNeed",
    "LanguageNeed",
    "Need",
    "OneOf",
    "PublicationNeed",
    "State",
    "Yes",
]


@dataclass(frozen=True, slots=True)
class EducationNeed:
    """One diploma of one of `levels` with all of `fields` (contract: one and the same entry)."""

    levels: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def fact(self) -> str:
        return "education"

    def state(self, facts: Facts) -> State:
        entries = facts.profile.education
        if entries is None:
            return UNKNOWN
        return max((self._entry(entry) for entry in entries), default=UNMET)

    def _entry(self, entry: Education) -> State:
        if entry.level not in self.levels:
            return UNMET
        if entry.fields is None:
            return UNKNOWN if self.fields else MET
        return MET if entry.fields.issuperset(self.fields) else UNMET

    def cure(self, facts: Facts) -> Json:
        return {"kind": "education", "level": list(self.levels), "fields": list(self.fields)}

    def to_json(self) -> Json:
        return {"levels": list(self.levels), "fields": list(self.fields)}

    def have(self, facts: Facts) -> Json:
        entries = facts.profile.education
        return {} if entries is None else {"levels": [entry.level for entry in entries]}

    def short(self, facts: Facts) -> Json:
        return {}


@dataclass(frozen=True, slots=True)
class DegreeNeed:
    """One of `degrees`, and in the profile of the position where `in_profile`."""

    degrees: tuple[str, ...]
    in_profile: tuple[str, ...] = ()

    @property
    def fact(self) -> str:
        return "degrees"

    def state(self, facts: Facts) -> State:
        held = facts.profile.degrees
        if held is None:
            return UNKNOWN
        return max((self._one(item.degree, item.in_profile) for item in held), default=UNMET)

    def _one(self, degree: str, in_profile: bool | None) -> State:
        if degree not in self.degrees:
            return UNMET
        if degree not in self.in_profile or in_profile:
            return MET
        return UNKNOWN if in_profile is None else UNMET

    def cure(self, facts: Facts) -> Json:
        return {"kind": "degree", "degree": list(self.degrees), "in_profile": list(self.in_profile)}

    def to_json(self) -> Json:
        shown: Json = {"degrees": list(self.degrees)}
        return {**shown, "in_profile": list(self.in_profile)} if self.in_profile else shown

    def have(self, facts: Facts) -> Json:
        held = facts.profile.degrees
        return {} if held is None else {"degrees": [item.degree for item in held]}

    def short(self, facts: Facts) -> Json:
        return {}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of `values` in a fact that holds one value or a set (titles, honours, a category ...).

    `all_offered`: whether a way names what is no longer granted as well, as superseded rules do.
    """

    fact: str
    values: tuple[str, ...]
    all_offered: bool = False

    def state(self, facts: Facts) -> State:
        held: str | frozenset[str] | None = getattr(facts.profile, self.fact)
        if held is None:
            return UNKNOWN
        if isinstance(held, str):
            return MET if held in self.values else UNMET
        return UNMET if held.isdisjoint(self.values) else MET

    def cure(self, facts: Facts) -> Json:
        gone = frozenset[str]() if self.all_offered else v.NO_LONGER_GRANTED
        kind, key = _ELEMENTS.get(self.fact, (self.fact, self.fact))
        return {"kind": kind, key: [value for value in self.values if value not in gone]}

    def to_json(self) -> Json:
        return {self.fact: list(self.values)}

    def have(self, facts: Facts) -> Json:
        held: str | frozenset[str] | None = getattr(facts.profile, self.fact)
        if held is None:
            return {}
        return {self.fact: held if isinstance(held, str) else sorted(held)}

    def short(self, facts: Facts) -> Json:
        return {}


@dataclass(frozen=True, slots=True)
class ExperienceNeed:
    """At least `months` whole months of the kind `experience`."""

    experience: str
    months: int

    @property
    def fact(self) -> str:
        return f"experience.{self.experience}"

    def state(self, facts: Facts) -> State:
        low, high = facts.months(self.experience)
        if low >= self.months:
            return MET
        return UNKNOWN if high is None or high >= self.months else UNMET

    def cure(self, facts: Facts) -> Json:
        months = self.months - (facts.effective(self.experience) or 0)
        return {"kind": "experience", "experience": self.experience, "months": months}

    def to_json(self) -> Json:
        return {"experience": self.experience, "months": self.months}

    def have(self, facts: Facts) -> Json:
        low, high = facts.months(self.experience)
        if low == high:
            return {"months": low}
        bounds: Json = {"months_from": low} if low else {}
        return bounds if high is None else {**bounds, "months_to": high}

    def short(self, facts: Facts) -> Json:
        high = facts.effective(self.experience)
        return {} if high is None or high >= self.months else {"months": self.months - high}


@dataclass(frozen=True, slots=True)
class Yes:
    """A flag of the profile that must be true."""

    flag: str

    @property
    def fact(self) -> str:
        return f"flags.{self.flag}"

    def state(self, facts: Facts) -> State:
        return _answered(facts.profile.flags.get(self.flag))

    def cure(self, facts: Facts) -> Json:
        return {"kind": "flag", "flag": self.flag}

    def to_json(self) -> Json:
        return {"flag": self.flag}

    def have(self, facts: Facts) -> Json:
        held = facts.profile.flags.get(self.flag)
        return {} if held is None else {"flag": held}

    def short(self, facts: Facts) -> Json:
        return {}


@dataclass(frozen=True, slots=True)
class CompetenceNeed:
    """One item of the checklist."""

    competence: str

    @property
    def fact(self) -> str:
        return "competences"

    def state(self, facts: Facts) -> State:
        return _answered(facts.profile.competence(self.competence))

    def cure(self, facts: Facts) -> Json:
        return {"kind": "competence", "competence": self.competence}

    def to_json(self) -> Json:
        return {"competence": self.competence}

    def have(self, facts: Facts) -> Json:
        held = facts.profile.competence(self.competence)
        return {} if held is None else {"competence": held}

    def short(self, facts: Facts) -> Json:
        return {}


@dataclass(frozen=True, slots=True)
class AtLeast:
    """An h-index of at least `h_index`."""

    h_index: int

    @property
    def fact(self) -> str:
        return "h_index"

    def state(self, facts: Facts) -> State:
        held = facts.profile.h_index
        return UNKNOWN if held is None else MET if held >= self.h_index else UNMET

    def cure(self, facts: Facts) -> Json:
        return {"kind": "h_index", "h_index": self.h_index}

    def to_json(self) -> Json:
        return {"h_index": self.h_index}

    def have(self, facts: Facts) -> Json:
        held = facts.profile.h_index
        return {} if held is None else {"h_index": held}

    def short(self, facts: Facts) -> Json:
        held = facts.profile.h_index
        return {} if held is None or held >= self.h_index else {"h_index": self.h_index - held}


@dataclass(frozen=True, slots=True)
class LanguageNeed:
    """A foreign language at `language_level` (CEFR) or above, confirmed by a certificate."""

    language_level: str

    @property
    def fact(self) -> str:
        return "language_level"

    def state(self, facts: Facts) -> State:
        held = facts.profile.language_level
        if held is None:
            return UNKNOWN
        order = v.LANGUAGE_LEVELS.index
        return MET if order(held) >= order(self.language_level) else UNMET

    def cure(self, facts: Facts) -> Json:
        return {"kind": "language_level", "language_level": self.language_level}

    def to_json(self) -> Json:
        return {"language_level": self.language_level}

    def have(self, facts: Facts) -> Json:
        held = facts.profile.language_level
        return {} if held is None else {"language_level": held}

    def short(self, facts: Facts) -> Json:
        return {}


_ELEMENTS = {
    "titles": ("title", "title"),
    "management_category": ("category", "management_category"),
}
"""The kind of a route's element and its key, where they are not called as the fact is."""


def _answered(answer: bool | None) -> State:
    return UNKNOWN if answer is None else MET if answer else UNMET


Need = (
    EducationNeed
    | DegreeNeed
    | OneOf
    | ExperienceNeed
    | CertificateNeed
    | PublicationNeed
    | Yes
    | CompetenceNeed
    | AtLeast
    | LanguageNeed
)
