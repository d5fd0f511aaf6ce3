"""Completions of what is unknown about a person, for brute force.

What is unknown is a set of slots, each with the finite options that can matter to a check; a
completion picks one option of every slot and is a world of the oracle. The engine's three values
must be what all completions together say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice, product
from math import prod
from random import Random
from typing import Any as AnyValue

from dateutil.relativedelta import relativedelta

from rules.norms import needs as n
from rules.norms.model import Leaf, Position
from tests.rules.verdict.oracle import (
    CATEGORIES,
    CEFR,
    FIELDS,
    FLAGS,
    HONOURS,
    LEVELS,
    MANAGEMENT,
    TOPICS,
    World,
    effective,
    implied_by,
)

Path = tuple[str | int, ...]
LONG = 5000


@dataclass(frozen=True)
class Slot:
    """One thing that is not known; options run from the worst for the person to the best."""

    path: Path
    options: tuple[AnyValue, ...]

    @property
    def fact(self) -> str:
        """The contract's name of the fact that this slot belongs to (section 1, `ask`)."""
        joined = self.path[0] in ("experience", "flags")
        return ".".join(map(str, self.path[:2])) if joined else str(self.path[0])


def copied(profile: World) -> World:
    """A copy whose lists and their items can be changed."""
    return {key: _copied_answer(answer) for key, answer in profile.items()}


def _copied_answer(answer: AnyValue) -> AnyValue:
    if isinstance(answer, dict):
        return dict(answer)
    if isinstance(answer, list):
        return [dict(item) if isinstance(item, dict) else item for item in answer]
    return answer


def put(profile: World, path: Path, value: AnyValue) -> None:
    """Set what lies at `path`, with the objects on the way."""
    at: AnyValue = profile
    for step in path[:-1]:
        at = at.setdefault(step, {}) if isinstance(at, dict) else at[step]
    at[path[-1]] = value


@dataclass(frozen=True)
class Unknowns:
    """Everything unknown in `profile` (a profile of the contract with dates as `date`)."""

    profile: World
    leaves: tuple[Leaf, ...]
    position: Position
    on: date

    def slots(self) -> list[Slot]:
        found = [Slot((key,), options) for key, options in self._whole() if key not in self.profile]
        found += self._inner()
        found += self._experience()
        answered = self.profile.get("flags", {})
        found += [Slot(("flags", f), (False, True)) for f in FLAGS if f not in answered]
        checklist = self.profile.get("competences", {})
        if "*" not in checklist:
            items = {x.need.competence for x in self.leaves if isinstance(x.need, n.CompetenceNeed)}
            found += [
                Slot(("competences", item), (False, True)) for item in items - checklist.keys()
            ]
        return found

    def completions(self, limit: int) -> Iterator[World]:
        """Every completion, or of too many the worst, the best and a repeatable sample."""
        slots = self.slots()
        if prod(len(slot.options) for slot in slots) <= limit:
            chosen: Iterable[tuple[AnyValue, ...]] = product(*(slot.options for slot in slots))
        else:
            ends = [tuple(s.options[0] for s in slots), tuple(s.options[-1] for s in slots)]
            chosen = chain(ends, islice(_sampled(slots), limit - 2))
        for values in chosen:
            yield self._completed(slots, values)

    def _completed(self, slots: list[Slot], values: tuple[AnyValue, ...]) -> World:
        world = copied(self.profile)
        world.setdefault("experience", {})
        for slot, value in zip(slots, values, strict=True):
            put(world, slot.path, value if len(slot.path) > 1 else _copied_answer(value))
        self._lift(world["experience"])
        for entry in world["publications"]:
            entry.setdefault("quartile", None)
            entry.setdefault("percentile", None)
        checklist = world.setdefault("competences", {})
        for leaf in self.leaves:
            if isinstance(leaf.need, n.CompetenceNeed):
                checklist.setdefault(leaf.need.competence, checklist.get("*"))
        return world

    def _lift(self, experience: dict[str, int]) -> None:
        """Months chosen for kinds apart are made one person's: a kind contains what implies it."""
        chosen = dict(experience)
        for kind in chosen:
            if kind not in self.profile.get("experience", {}):
                experience[kind] = effective(chosen, kind, self.position.id) or 0

    def _experience(self) -> list[Slot]:
        given = self.profile.get("experience", {})
        found = []
        for kind in {
            x.need.experience for x in self.leaves if isinstance(x.need, n.ExperienceNeed)
        }:
            if kind in given:
                continue
            low = max((m for k, m in given.items() if kind in self._implied(k)), default=0)
            high = effective(given, kind, self.position.id)
            asked = (x.need for x in self.leaves if isinstance(x.need, n.ExperienceNeed))
            marks = {a.months for a in asked if a.experience in self._implied(kind)}
            top = LONG if high is None else high
            near = {m + d for m in marks for d in (-1, 0)}
            options = sorted({low, top, *(m for m in near if low <= m <= top)})
            found.append(Slot(("experience", kind), tuple(options)))
        return sorted(found, key=lambda slot: slot.path[1:])

    def _implied(self, kind: str) -> frozenset[str]:
        return implied_by(kind, self.position.id)

    def _whole(self) -> list[tuple[str, tuple[AnyValue, ...]]]:
        needs = [leaf.need for leaf in self.leaves]
        diplomas = [
            [{"level": level, "fields": list(need.fields), "it_base": True}]
            for need in needs
            if isinstance(need, n.EducationNeed)
            for level in (need.levels[0], need.levels[-1])
        ]
        every = [{"level": x, "fields": list(FIELDS), "it_base": False} for x in LEVELS]
        courses = [
            [{"topic": need.topic, "hours": need.hours - short, "issued": self.on - timedelta(ago)}]
            for need in needs
            if isinstance(need, n.CertificateNeed)
            for short, ago in ((0, 0), (1, 0), (0, LONG))
            if need.hours > short
        ]
        best_courses = [{"topic": t, "hours": 500, "issued": self.on} for t in TOPICS]
        works = [[_work("wos", self.on, quartile=1)], [_work("scopus", self.on, percentile=100)]]
        works += [[_work(i, self.on)] for i in ("national", "international", "teaching")]
        indexes = ("wos", "scopus", "national", "international", "teaching", "monograph")
        best_works = [_work(i, self.on, 1, 100.0) for i in indexes for _ in range(3)]
        degrees = ("candidate", "doctor_of_sciences", "phd")
        best_degrees = [{"degree": d, "in_profile": True} for d in degrees]
        return [
            (
                "education",
                ([], *diplomas, [{**diploma, "it_base": True} for diploma in every], every),
            ),
            ("degrees", ([], [{"degree": "phd", "in_profile": False}], best_degrees)),
            (
                "titles",
                ([], ["associate_professor"], ["professor"], ["associate_professor", "professor"]),
            ),
            ("honours", ([], *([h] for h in HONOURS), list(HONOURS))),
            ("certificates", ([], *courses, best_courses)),
            (
                "retraining",
                ([], ["pedagogical"], ["professional"], ["pedagogical", "professional"]),
            ),
            ("category", CATEGORIES),
            ("management_category", (MANAGEMENT[0], *MANAGEMENT[:0:-1])),
            ("publications", ([], *works, best_works)),
            ("h_index", (0, 1, 2, 3, 99)),
            ("language_level", CEFR),
        ]

    def _inner(self) -> list[Slot]:
        """Slots inside the lists that are given."""
        found: list[Slot] = []
        fields = [x.need.fields for x in self.leaves if isinstance(x.need, n.EducationNeed)]
        for i, e in enumerate(self.profile.get("education", ())):
            if "fields" not in e:
                found.append(Slot(("education", i, "fields"), ((), *map(tuple, fields), FIELDS)))
            if "it_base" not in e:
                found.append(Slot(("education", i, "it_base"), (True, False)))
        for i, d in enumerate(self.profile.get("degrees", ())):
            if "in_profile" not in d:
                found.append(Slot(("degrees", i, "in_profile"), (False, True)))
        courses = self.profile.get("certificates", ())
        for i, c in enumerate(courses):
            if "hours" not in c:
                found.append(Slot(("certificates", i, "hours"), (1, 35, 36, 71, 72, 500)))
            if "issued" not in c:
                found.append(Slot(("certificates", i, "issued"), self._days(courses)))
        for i, p in enumerate(self.profile.get("publications", ())):
            if p["index"] == "wos" and "quartile" not in p:
                found.append(Slot(("publications", i, "quartile"), (None, 4, 3, 2, 1)))
            if p["index"] == "scopus" and "percentile" not in p:
                marks = (0, 24.9, 25, 34.9, 35, 49.9, 50, 74.9, 75, 100)
                found.append(Slot(("publications", i, "percentile"), marks))
            if "published" not in p:
                found.append(Slot(("publications", i, "published"), self._days(())))
        return found

    def _days(self, courses: Iterable[World]) -> tuple[date, ...]:
        starts = {self.on - relativedelta(years=years) for years in (1, 3, 5)}
        near = {day + timedelta(d) for day in starts for d in (-1, 0)}
        near |= {c["issued"] for c in courses if "issued" in c}
        return (self.on - timedelta(LONG), *sorted(near), self.on)


def _work(
    index: str, day: date, quartile: int | None = None, percentile: float | None = None
) -> World:
    return {"index": index, "quartile": quartile, "percentile": percentile, "published": day}


def _sampled(slots: list[Slot]) -> Iterator[tuple[AnyValue, ...]]:
    random = Random(7)
    while True:
        yield tuple(random.choice(slot.options) for slot in slots)
