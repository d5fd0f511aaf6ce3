"""How many questions are asked: ours, the author's order, everything, and the least possible.

Half of the people have an education that the position asks for, as those who ask mostly do.
Profiles are drawn from a finite set of plausible answers, so that the least possible average over
all orders of asking can be computed exactly by dynamic programming.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any as AnyValue

from rules.ask import leaves_by_fact, open_facts
from rules.catalog import catalogue
from rules.needs import CertificateNeed, EducationNeed, ExperienceNeed
from rules.profile import parse_profile

ON = date(2026, 11, 20)
PROFILES = 10_000
Answer = tuple[float, AnyValue]
Answers = dict[str, tuple[Answer, ...]]
State = tuple[tuple[str, int], ...]

Diplomas = list[tuple[str, tuple[str, ...]]]
EDUCATION: tuple[tuple[float, Diplomas], ...] = (
    (0.35, [("bachelor", ("pedagogical",))]),
    (0.2, [("bachelor", ("profile",))]),
    (0.1, [("master", ("profile", "scientific_pedagogical"))]),
    (0.1, [("master", ("pedagogical",)), ("bachelor", ("profile",))]),
    (0.1, [("tvet", ("profile",))]),
    (0.1, [("tvet", ("pedagogical",))]),
    (0.05, []),
)
YES_NO = ((0.5, True), (0.5, False))
FIXED: Answers = {
    "degrees": (
        (0.4, [{"degree": "candidate", "in_profile": True}]),
        (0.2, [{"degree": "phd", "in_profile": True}]),
        (0.4, []),
    ),
    "titles": ((0.3, ["associate_professor"]), (0.2, ["professor"]), (0.5, [])),
    "honours": ((0.05, ["honored_art"]), (0.95, [])),
    "retraining": ((0.3, ["pedagogical"]), (0.1, ["professional"]), (0.6, [])),
    "category": ((0.3, "moderator"), (0.3, "expert"), (0.4, "none")),
    "management_category": ((0.15, "deputy_3"), (0.05, "head_manager"), (0.8, "none")),
    "publications": (
        (0.2, []),
        (0.3, [{"index": "national"}, {"index": "teaching"}]),
        (
            0.5,
            [
                {"index": "wos", "quartile": 1, "published": "2025-05-05"},
                {"index": "national"},
                {"index": "international"},
                {"index": "teaching"},
            ],
        ),
    ),
    "competences": ((0.7, {"*": True}), (0.3, {"*": False})),
}


def _education(answer: Diplomas, it_base: bool) -> list[AnyValue]:
    return [{"level": level, "fields": list(f), "it_base": it_base} for level, f in answer]


@dataclass
class Target:
    """One check with a finite set of plausible answers to each fact it uses."""

    position: str
    category: str | None
    answers: Answers = field(init=False)

    def __post_init__(self) -> None:
        required = {
            fact: leaves
            for fact, leaves in leaves_by_fact(catalogue(), self.position, self.category).items()
            if any(leaf in self._required for leaf in leaves)
        }
        self.answers = {fact: self._plausible(fact, leaves) for fact, leaves in required.items()}
        self.open = cache(self._open)
        self.least = cache(self._least)

    @property
    def _required(self) -> tuple[AnyValue, ...]:
        return catalogue().compiled(self.position, self.category).tree.leaves

    def _plausible(self, fact: str, leaves: tuple[AnyValue, ...]) -> tuple[Answer, ...]:
        if fact in FIXED:
            return FIXED[fact]
        if fact.startswith("flags."):
            rare = fact in {"flags.foreign_citizen", "flags.reserve_officer"}
            return ((0.05, True), (0.95, False)) if rare else YES_NO
        needs = [leaf.need for leaf in leaves]
        if fact == "education":
            it = any(leaf.condition == "it_base" for leaf in self._required)
            assert any(isinstance(need, EducationNeed) for need in needs)
            fitting = [(need.levels[0], need.fields) for need in needs]
            answers = [(0.5 / len(fitting), [one]) for one in fitting]
            answers += [(0.5 * chance, diplomas) for chance, diplomas in EDUCATION]
            return tuple((p, _education(a, it and n % 2 == 0)) for n, (p, a) in enumerate(answers))
        if fact == "certificates":
            topics = {need.topic: need.hours for need in needs if isinstance(need, CertificateNeed)}
            full = [{"topic": t, "hours": h, "issued": "2026-02-10"} for t, h in topics.items()]
            return ((0.5, full), (0.2, full[:1]), (0.3, []))
        months = sorted({need.months for need in needs if isinstance(need, ExperienceNeed)})
        values = [0, *(m // 2 for m in months), *(m - 1 for m in months), *months]
        return tuple((1 / len(values), value) for value in sorted(values))

    def profile(self, state: State) -> AnyValue:
        made: dict[str, AnyValue] = {}
        for fact, number in state:
            name, _, inner = fact.partition(".")
            value = self.answers[fact][number][1]
            if inner:
                made.setdefault(name, {})[inner] = value
            else:
                made[name] = value
        return parse_profile(made, ON, catalogue().competences)

    def _open(self, state: State) -> tuple[str, ...]:
        facts = open_facts(catalogue(), self.position, self.category, self.profile(state), ON)
        answered = {fact for fact, _ in state}
        return tuple(f for f in facts if f in self.answers and f not in answered)

    def _least(self, state: State) -> float:
        """The least average number of further questions over all orders of asking."""
        facts = self.open(state)
        return min((self._after(state, fact, self.least) for fact in facts), default=0.0)

    def _after(self, state: State, fact: str, further: AnyValue) -> float:
        cost = 1.0
        for number, (chance, _) in enumerate(self.answers[fact]):
            cost += chance * further(tuple(sorted((*state, (fact, number)))))
        return cost

    def draw(self, chance: random.Random) -> dict[str, int]:
        return {
            fact: chance.choices(range(len(a)), [p for p, _ in a])[0]
            for fact, a in self.answers.items()
        }

    def asked(self, hidden: dict[str, int], order: list[str] | None) -> int:
        """Questions until nothing is open; in the author's `order`, or in ours."""
        state: State = ()
        count = 0
        while facts := self.open(state):
            fact = facts[0] if order is None else next(f for f in order if f in facts)
            state = tuple(sorted((*state, (fact, hidden[fact]))))
            count += 1
        return count

    def size(self) -> int:
        states = 1
        for answers in self.answers.values():
            states *= len(answers) + 1
        return states


EXACT_UP_TO = 60_000


def measured(target: Target, profiles: int, chance: random.Random) -> dict[str, AnyValue]:
    drawn = [target.draw(chance) for _ in range(profiles)]
    author = list(target.answers)
    exact = target.size() <= EXACT_UP_TO
    return {
        "check": f"{target.position}/{target.category or '-'}",
        "ours": statistics.mean(target.asked(hidden, None) for hidden in drawn),
        "author": statistics.mean(target.asked(hidden, author) for hidden in drawn),
        "everything": len(author),
        "ours_expected": _expected(target) if exact else None,
        "least_expected": target.least(()) if exact else None,
    }


def _expected(target: Target) -> float:
    """The exact average of our order over the same distribution as the least possible."""

    @cache
    def ours(state: State) -> float:
        facts = target.open(state)
        return target._after(state, facts[0], ours) if facts else 0.0

    return ours(())


def main() -> None:
    chance = random.Random(20261120)
    checks = [(p.id, c) for p in catalogue().positions.values() for c in p.checks]
    rows = [measured(Target(p, c), PROFILES // len(checks), chance) for p, c in checks]
    for row in rows:
        over = row["ours_expected"] / row["least_expected"] - 1 if row["least_expected"] else None
        row["over_least"] = over
        shown = "" if over is None else f"{100 * over:6.1f} % over the least possible"
        print(
            f"{row['check']:45} ours {row['ours']:5.2f}  author {row['author']:5.2f}  "
            f"all {row['everything']:3}  {shown}",
            file=sys.stderr,
        )
    exact = [row for row in rows if row["least_expected"]]
    print(
        json.dumps(
            {
                "profiles": PROFILES // len(checks) * len(checks),
                "ours": statistics.mean(row["ours"] for row in rows),
                "author": statistics.mean(row["author"] for row in rows),
                "everything": statistics.mean(row["everything"] for row in rows),
                "checks_with_exact_least": len(exact),
                "over_least_mean": statistics.mean(row["over_least"] for row in exact),
                "over_least_worst": max(row["over_least"] for row in exact),
                "rows": rows,
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
