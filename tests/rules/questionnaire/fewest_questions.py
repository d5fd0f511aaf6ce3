"""How many questions a check takes on average: in our order, in another, and the least possible.

People answer from a finite set of plausible answers with known chances, so that the averages are
exact: the least possible one is found by dynamic programming over all orders of asking. Half of the
people have an education that the position asks for, as those who ask mostly do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from math import prod
from random import Random
from typing import Any as AnyValue

from rules.norms import needs as n
from rules.norms.compiled import CompiledTree
from rules.norms.facts import Facts
from rules.norms.loading import catalogue
from rules.norms.model import Leaf
from rules.profile import Profile, parse_profile
from rules.questionnaire.ask import leaves_by_fact, open_facts

ON = date(2026, 11, 20)
Answer = tuple[float, AnyValue]
Answers = dict[str, tuple[Answer, ...]]
State = tuple[tuple[str, int], ...]
"""What has been said: facts, in the order of their names, with the numbers of their answers."""

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
SELDOM = ((0.05, True), (0.95, False))
SELDOM_YES = {"flags.foreign_citizen", "flags.reserve_officer"}
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
                *[{"index": "wos", "quartile": 1, "published": "2025-05-05"}] * 3,
                {"index": "national"},
                {"index": "international"},
                {"index": "teaching"},
            ],
        ),
    ),
    "competences": ((0.7, {"*": True}), (0.3, {"*": False})),
}


class Asking:
    """One check, with the facts it requires, in the order of the text, and their answers.

    What only gives an advantage is left out, unless the same fact is required for something else.
    `few_months`: of every kind of experience people have none or enough, which makes few states.
    """

    def __init__(self, position: str, category: str | None, *, few_months: bool = False) -> None:
        self.position = position
        self.category = category
        self._few_months = few_months
        self.answers: Answers = {
            fact: self._plausible(fact, leaves)
            for fact, leaves in leaves_by_fact(catalogue(), position, category).items()
            if any(leaf in self._tree.leaves for leaf in leaves)
        }
        self.answers = {fact: self._distinct(fact) for fact in self.answers}
        self.open = cache(self._open)

    @property
    def _tree(self) -> CompiledTree:
        return catalogue().compiled(self.position, self.category).tree

    def _plausible(self, fact: str, leaves: tuple[Leaf, ...]) -> tuple[Answer, ...]:
        if fact in FIXED:
            return FIXED[fact]
        if fact.startswith("flags."):
            return SELDOM if fact in SELDOM_YES else YES_NO
        needs = [leaf.need for leaf in leaves]
        if fact == "education":
            return self._diplomas([x for x in needs if isinstance(x, n.EducationNeed)])
        if fact == "certificates":
            topics = {x.topic: x.hours for x in needs if isinstance(x, n.CertificateNeed)}
            full = [{"topic": t, "hours": h, "issued": "2026-02-10"} for t, h in topics.items()]
            return ((0.5, full), (0.2, full[:1]), (0.3, []))
        marks = sorted({x.months for x in needs if isinstance(x, n.ExperienceNeed)})
        values = [0, *marks]
        if not self._few_months:
            values += [m - 1 for m in marks] + [m // 2 for m in marks]
        return tuple((1 / len(values), value) for value in sorted(values))

    def _diplomas(self, needs: list[n.EducationNeed]) -> tuple[Answer, ...]:
        in_it = any(leaf.condition == "it_base" for leaf in self._tree.leaves)
        fitting: list[Diplomas] = [[(need.levels[0], need.fields)] for need in needs]
        answers = [(0.5 / len(fitting), one) for one in fitting]
        answers += [(0.5 * chance, diplomas) for chance, diplomas in EDUCATION]
        return tuple(
            (
                chance,
                [
                    {"level": level, "fields": list(fields), "it_base": in_it and number % 2 == 0}
                    for level, fields in diplomas
                ],
            )
            for number, (chance, diplomas) in enumerate(answers)
        )

    def _distinct(self, fact: str) -> tuple[Answer, ...]:
        """Answers that say the same about every requirement made one, with their chances added."""
        found: dict[AnyValue, tuple[float, AnyValue]] = {}
        for number, (chance, value) in enumerate(self.answers[fact]):
            profile = self.profile(((fact, number),))
            implies = catalogue().positions[self.position].implies
            facts = Facts(profile, ON, implies)
            says = tuple(
                (leaf.need.state(facts), facts.holds(leaf.condition)) for leaf in self._tree.leaves
            )
            months = value if fact.startswith("experience.") else None
            same = (says, months)
            before, first = found.get(same, (0.0, value))
            found[same] = (before + chance, first)
        return tuple(found.values())

    def profile(self, state: State) -> Profile:
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
        return tuple(f for f in facts if f in self.answers and f not in dict(state))

    @property
    def states(self) -> int:
        """At most so many states are to be looked at for the least possible average."""
        return prod(
            len(answers) + (fact not in self._unavoidable) for fact, answers in self.answers.items()
        )

    @cached_property
    def _unavoidable(self) -> frozenset[str]:
        """Facts open until they are answered, whatever else is: every way asks for them by
        themselves, and there is a way that nothing beyond reach can bar."""
        tree = self._tree
        if all(way & tree.never for way in tree.ways):
            return frozenset()
        found = []
        for fact, leaves in leaves_by_fact(catalogue(), self.position, self.category).items():
            alone = [leaf for leaf in leaves if leaf.condition is None]
            mask = sum(1 << i for i, leaf in enumerate(tree.leaves) if leaf in alone)
            if not fact.startswith("experience.") and all(way & mask for way in tree.ways):
                found.append(fact)
        return frozenset(found)

    @cached_property
    def least(self) -> float:
        """The least average number of questions over all orders of asking."""

        def first(state: State) -> Iterable[str]:
            facts = self.open(state)
            # To ask at once what will be asked in any case loses nothing.
            return next(([fact] for fact in facts if fact in self._unavoidable), facts)

        return self._average(first)

    @cached_property
    def ours(self) -> float:
        """The average number of questions in the order of `open_facts`."""
        return self._average(lambda state: self.open(state)[:1])

    @cached_property
    def author(self) -> float:
        """The average number of questions in the order of the text, without what is settled."""
        return self._average(lambda state: [next(f for f in self.answers if f in self.open(state))])

    def _average(self, candidates: Callable[[State], Iterable[str]]) -> float:
        @cache
        def average(state: State) -> float:
            if not self.open(state):
                return 0.0
            return min(after(state, fact) for fact in candidates(state))

        def after(state: State, fact: str) -> float:
            return 1 + sum(
                chance * average(tuple(sorted((*state, (fact, number)))))
                for number, (chance, _) in enumerate(self.answers[fact])
            )

        return average(())

    def person(self, random: Random) -> dict[str, int]:
        """Somebody with an answer, by number, to every fact."""
        return {
            fact: random.choices(range(len(answers)), [chance for chance, _ in answers])[0]
            for fact, answers in self.answers.items()
        }

    def questions(self, person: dict[str, int], *, by_text: bool = False) -> int:
        """Questions until nothing is open: in our order, or in that of the text."""
        state: State = ()
        while facts := self.open(state):
            fact = next(f for f in self.answers if f in facts) if by_text else facts[0]
            state = tuple(sorted((*state, (fact, person[fact]))))
        return len(state)
