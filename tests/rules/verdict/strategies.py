"""Hypothesis strategies: a check of the catalogue, a day, and a person for it.

Profiles are drawn around the thresholds of the check: a month, a day or an hour to either side, one
field short, inner keys missing. Two kinds of people come: anybody, and somebody who had everything
until a few answers were lost or spoilt.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any as AnyValue

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

from rules.norms import needs as n
from rules.norms.compiled import CompiledCheck
from rules.norms.loading import catalogue
from rules.norms.model import Leaf, Position
from rules.profile import Profile, parse_profile
from rules.verdict.check import Report, check
from tests.rules.verdict.oracle import (
    CATEGORIES,
    CEFR,
    FIELDS,
    FLAGS,
    HONOURS,
    KINDS,
    LEVELS,
    MANAGEMENT,
    TOPICS,
    Judge,
    World,
    implied_by,
    unique_leaves,
)

DAYS = (
    date(2026, 11, 20),
    date(2024, 2, 29),
    date(2028, 2, 29),
    date(2027, 2, 28),
    date(2026, 5, 31),
    date(2027, 3, 1),
)
INDEXES = ("wos", "scopus", "national", "international", "teaching", "monograph")
DEGREES = ("candidate", "doctor_of_sciences", "phd")


@dataclass(frozen=True)
class Target:
    """One check of one position on one day."""

    position_id: str
    category: str | None
    on: date

    @property
    def compiled(self) -> CompiledCheck:
        return catalogue().compiled(self.position_id, self.category)

    @property
    def position(self) -> Position:
        return self.compiled.position

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return _leaves(self.position.id, self.category)

    @property
    def judge(self) -> Judge:
        return Judge(self.position.id, self.on)

    def parsed(self, profile: World) -> Profile:
        """`profile`, with dates as `date`, through the engine's own reader."""
        return parse_profile(as_json(profile), self.on, catalogue().competences)

    def report(self, profile: World) -> Report:
        return check(catalogue(), self.position.id, self.category, self.parsed(profile), self.on)


@cache
def _leaves(position: str, category: str | None) -> tuple[Leaf, ...]:
    compiled = catalogue().compiled(position, category)
    return (*unique_leaves(compiled.check.tree), *compiled.position.preferences)


def as_json(profile: World) -> World:
    """A profile as it comes over the wire."""
    made: World = json.loads(json.dumps(profile, default=date.isoformat))
    return made


CHECKS = tuple((p.id, c) for p in catalogue().positions.values() for c in p.checks)
UNIVERSITY = tuple(check for check in CHECKS if check[0].startswith("uni-"))
# Half of the people are for the university's positions: eleven, but with most kinds of facts.
OFTEN = (*CHECKS, *(UNIVERSITY * (len(CHECKS) // len(UNIVERSITY))))


@st.composite
def targets(draw: st.DrawFn, only: tuple[tuple[str, str | None], ...] = OFTEN) -> Target:
    position, category = draw(st.sampled_from(only))
    on = draw(_DAYS)
    return Target(position, category, on)


@st.composite
def profiles(draw: st.DrawFn, target: Target, *, complete: bool = False) -> World:
    """A profile of the contract for `target`, dates as `date`; `complete`: nothing is missing."""
    answers = _answers(target, complete)
    kind = draw(st.sampled_from(PEOPLE))
    profile = {} if kind == "anybody" else answers.everything()
    for fact in answers.facts:
        if kind == "short of time" and not fact.startswith("experience."):
            continue
        wish = draw(_WISH)
        if kind == "spoilt" and wish < 8:
            continue
        if wish in (8, 9) and not complete:
            answers.lose(profile, fact)
        else:
            answers.put(profile, fact, draw(answers.of(fact)))
    return profile


ITEMS = {"education": 2, "degrees": 2, "certificates": 3, "publications": 3}
Shape = tuple[str, st.SearchStrategy[str], dict[str, st.SearchStrategy[AnyValue]]]
_DAYS = st.sampled_from(DAYS)
PEOPLE = ("anybody", "spoilt", "spoilt", "spoilt", "short of time")
_WISH = st.integers(0, 11)


class _Answers:
    """What people may answer to each fact of a target."""

    def __init__(self, target: Target, complete: bool) -> None:
        self.target = target
        self.complete = complete
        self._made: dict[str, st.SearchStrategy[AnyValue]] = {}
        self.needs = [leaf.need for leaf in target.leaves]
        kinds = self._kinds()
        items = [x.competence for x in self.needs if isinstance(x, n.CompetenceNeed)]
        self.facts = (
            *("education", "degrees", "titles", "honours", "certificates", "retraining"),
            *("category", "management_category", "publications", "h_index", "language_level"),
            *(f"experience.{kind}" for kind in kinds),
            *(f"flags.{flag}" for flag in FLAGS),
            *(f"competences.{item}" for item in (items[:1] + items[-1:] if items else [])),
            "competences.*",
        )

    def _kinds(self) -> tuple[str, ...]:
        asked = {x.experience for x in self.needs if isinstance(x, n.ExperienceNeed)}
        position = self.target.position.id
        near = {k for k in KINDS if implied_by(k, position) & asked}
        near |= {other for kind in asked for other in implied_by(kind, position)}
        return tuple(k for k in KINDS if self.complete or k in near)

    def everything(self) -> World:
        """Somebody who meets whatever the check asks."""
        top = max((x.months for x in self.needs if isinstance(x, n.ExperienceNeed)), default=0)
        diploma = {"fields": list(FIELDS), "it_base": False}
        work = {"quartile": 1, "percentile": 99.5, "published": self.target.on}
        return {
            "education": [{"level": level, **diploma} for level in ("doctoral", "tvet")],
            "degrees": [{"degree": degree, "in_profile": True} for degree in DEGREES],
            "titles": ["associate_professor", "professor"],
            "honours": ["honored_art", "state_award"],
            "experience": {
                fact.split(".")[1]: top for fact in self.facts if fact.startswith("experience.")
            },
            "certificates": [
                {"topic": topic, "hours": 72, "issued": self.target.on} for topic in TOPICS
            ],
            "retraining": ["pedagogical", "professional"],
            "category": "master",
            "management_category": "deputy_1",
            "publications": [{"index": index, **work} for index in INDEXES],
            "h_index": 3,
            "language_level": "C1",
            "flags": dict.fromkeys(FLAGS, True),
            "competences": {"*": True},
        }

    def put(self, profile: World, fact: str, value: AnyValue) -> None:
        key, _, inner = fact.partition(".")
        if inner:
            profile.setdefault(key, {})[inner] = value
        else:
            profile[key] = value

    def lose(self, profile: World, fact: str) -> None:
        key, _, inner = fact.partition(".")
        if inner:
            profile.get(key, {}).pop(inner, None)
        else:
            profile.pop(key, None)

    def of(self, fact: str) -> st.SearchStrategy[AnyValue]:
        found = self._made.get(fact)
        if found is None:
            found = self._made[fact] = self._of(fact)
        return found

    def _of(self, fact: str) -> st.SearchStrategy[AnyValue]:
        key, _, inner = fact.partition(".")
        if key == "experience":
            return st.sampled_from(self._months(inner))
        if key in ("flags", "competences"):
            return _MOSTLY_YES
        if key in ITEMS:
            some = st.lists(self._item(key), max_size=ITEMS[key])
            return st.one_of(some, self._with_one_damaged(key), self._with_one_damaged(key))
        strategies: dict[str, st.SearchStrategy[AnyValue]] = {
            "titles": _some_of(("associate_professor", "professor")),
            "honours": _some_of(HONOURS),
            "retraining": _some_of(("pedagogical", "professional")),
            "category": st.sampled_from(CATEGORIES),
            "management_category": st.sampled_from(MANAGEMENT),
            "h_index": st.integers(0, 4),
            "language_level": st.sampled_from(CEFR),
        }
        return strategies[key]

    def _months(self, kind: str) -> list[int]:
        marks = {
            need.months
            for need in self.needs
            if isinstance(need, n.ExperienceNeed)
            and need.experience in implied_by(kind, self.target.position.id)
        }
        return sorted({0, 7, *(max(m + d, 0) for m in marks for d in (-13, -1, 0, 1))})

    def _with_one_damaged(self, fact: str) -> st.SearchStrategy[list[World]]:
        """Everything that was asked, but one item is another one, or half known."""
        items = self.everything()[fact]
        return st.one_of(*(self._damaged(fact, items, number) for number in range(len(items))))

    def _damaged(
        self, fact: str, items: list[World], number: int
    ) -> st.SearchStrategy[list[World]]:
        before, after = items[:number], items[number + 1 :]
        return self._item(fact, items[number]).map(lambda item: [*before, item, *after])

    def _item(self, fact: str, like: World | None = None) -> st.SearchStrategy[World]:
        """One item of a list; `like`: of that name, and mostly the same inside."""
        name, names, others = self._shape(fact)
        if like is not None:
            names = st.just(like[name])
            others = {key: st.one_of(st.just(like[key]), others[key]) for key in others}
        if self.complete:
            return st.fixed_dictionaries({name: names, **others})
        return st.fixed_dictionaries({name: names}, optional=others)

    def _shape(self, fact: str) -> Shape:
        if fact == "education":
            asked = sorted({x.fields for x in self.needs if isinstance(x, n.EducationNeed)})
            near = st.sampled_from(asked).map(list) if asked else st.just([])
            fields = st.one_of(near, _some_of(FIELDS))
            return "level", st.sampled_from(LEVELS), {"fields": fields, "it_base": _YES_NO}
        if fact == "degrees":
            return "degree", st.sampled_from(DEGREES), {"in_profile": _YES_NO}
        if fact == "certificates":
            topics = [x.topic for x in self.needs if isinstance(x, n.CertificateNeed)] or [*TOPICS]
            hours = st.sampled_from((1, 35, 36, 71, 72, 120))
            return (
                "topic",
                st.sampled_from(topics),
                {"hours": hours, "issued": self._days((1, 2, 3))},
            )
        percentile = st.sampled_from((0, 24.9, 25, 35, 49.5, 50, 74, 75, 100))
        of_work = {
            "quartile": st.integers(1, 4),
            "percentile": percentile,
            "published": self._days((3, 5)),
        }
        return "index", st.sampled_from(INDEXES), of_work

    def _days(self, years: tuple[int, ...]) -> st.SearchStrategy[date]:
        starts = [self.target.on - relativedelta(years=back) for back in years]
        near = [start + timedelta(days) for start in starts for days in (-1, 0, 1)]
        return st.sampled_from([self.target.on, *near])


_YES_NO = st.booleans()
_MOSTLY_YES = st.sampled_from((True, True, True, False))


def everything(target: Target) -> World:
    """A complete profile of somebody who meets whatever `target` asks."""
    return _answers(target, complete=True).everything()


@cache
def _answers(target: Target, complete: bool) -> _Answers:
    return _Answers(target, complete)


def _some_of(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True)


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    complete: bool = False,
    only: tuple[tuple[str, str | None], ...] = OFTEN,
) -> tuple[Target, World]:
    """A check and a person for it."""
    target = draw(targets(only))
    return target, draw(profiles(target, complete=complete))


@st.composite
def cases_of(
    draw: st.DrawFn,
    facts: tuple[str, ...],
    only: tuple[tuple[str, str | None], ...],
    *,
    complete: bool = False,
) -> tuple[Target, World]:
    """A check and somebody who meets it but for the facts of these names or families."""
    target = draw(targets(only))
    answers = _answers(target, complete)
    profile = answers.everything()
    for fact in answers.facts:
        if fact in facts or fact.split(".")[0] in facts:
            answers.put(profile, fact, draw(answers.of(fact)))
    return target, profile
